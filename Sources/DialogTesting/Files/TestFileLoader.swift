import DialogDSL

/// Reads a test file and the script it names; all faults of both in one run.
public enum TestFileLoader {
  /// What came of a load. `file` is nil when there was at least one error.
  public struct Outcome: Sendable {
    public var file: TestFile?
    public var diagnostics: [Diagnostic]
    /// Source texts by file name as used in ranges.
    public var sources: [String: String]
    /// Paths by file name as used in ranges; empty for tests that are not on disk.
    public var paths: [String: String] = [:]
    /// nil for tests that are not on disk.
    public var scriptPath: String?
  }

  /// The script's path is relative to the test file's folder.
  public static func load(path: String, environment: [String: String]) -> Outcome {
    load(path: path) { ScriptLoader.load(path: $0, environment: environment) }
  }

  static func load(path: String, script: (_ path: String) -> ScriptLoader.Outcome) -> Outcome {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    switch FileText.read(path, named: name) {
    case .failure(let failure):
      let fault = Diagnostic.file(failure.code, failure.message, at: nil, help: failure.help)
      return Outcome(file: nil, diagnostics: [fault], sources: [:])
    case .success(let text): return load(text: text, path: path, script: script)
    }
  }

  /// Another text in the place of the file at `path`, beside the same script.
  public static func load(text: String, path: String, environment: [String: String]) -> Outcome {
    load(text: text, path: path) { ScriptLoader.load(path: $0, environment: environment) }
  }

  private static func load(
    text: String, path: String, script: (_ path: String) -> ScriptLoader.Outcome
  ) -> Outcome {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var scriptPath: String?
    var outcome = load(text: text, file: name) { named in
      let found = named.hasPrefix("/") ? named : folder + named
      scriptPath = found
      return script(found)
    }
    let scriptFolder = scriptPath.flatMap { path in path.lastIndex(of: "/").map { String(path[...$0]) } } ?? ""
    for source in outcome.sources.keys { outcome.paths[source] = scriptFolder + source }
    outcome.paths[name] = path
    outcome.scriptPath = scriptPath
    return outcome
  }

  /// A test file that is not on disk; `script` gives the script of that path.
  public static func load(
    text: String, file: String, script: (_ path: String) -> ScriptLoader.Outcome
  ) -> Outcome {
    var outcome = Outcome(file: nil, diagnostics: [], sources: [file: text])
    guard let node = NodeReader.read(text, file: file, diagnostics: &outcome.diagnostics) else {
      if outcome.diagnostics.isEmpty {
        outcome.diagnostics = [
          .error("empty-file", "\(file) holds no tests", at: nil, help: "begin with `script: FILE`")
        ]
      }
      return outcome
    }
    let decoder = TestFileDecoder()
    if let tests = inlineTests(in: node) {
      let loaded = script(file)
      // The script's own load reports what is wrong with the file as YAML too.
      decoder.diagnostics = outcome.diagnostics.filter { !loaded.diagnostics.contains($0) }
      if let script = load(loaded, into: &outcome, decoder) {
        if let keys = tests.flatMap(decoder.inlineKeys) {
          outcome.file = decoder.file(keys, named: file, script: script)
        } else if tests == nil {
          decoder.report(.noTests(file))
        }
      }
    } else {
      decoder.diagnostics = outcome.diagnostics
      if let keys = decoder.fileKeys(node), let path = decoder.scriptPath(keys, at: node.range) {
        if let script = load(script(path.text), into: &outcome, decoder) {
          outcome.file = decoder.file(keys, named: file, script: script)
        } else {
          decoder.report(
            .error("faulty-script", "\(path.text) has errors", at: path.range, help: "they stand below"))
        }
      }
    }
    outcome.diagnostics = decoder.diagnostics.sortedByPlace(first: file)
    if outcome.diagnostics.contains(where: { $0.severity == .error }) { outcome.file = nil }
    return outcome
  }

  private static func load(
    _ script: ScriptLoader.Outcome, into outcome: inout Outcome, _ decoder: TestFileDecoder
  ) -> Script? {
    outcome.sources.merge(script.sources) { own, _ in own }
    decoder.diagnostics += script.diagnostics
    return script.script
  }

  /// nil: a test file. Otherwise a script, and its `tests` if it has some.
  private static func inlineTests(in node: Node) -> Node?? {
    guard case .mapping(let entries) = node.content else { return nil }
    let keys = Keys(entries: entries, range: node.range)
    if keys["script"] != nil || keys["cases"] != nil || (keys["dialog"] == nil && keys["tests"] == nil) { return nil }
    return .some(keys["tests"])
  }
}
