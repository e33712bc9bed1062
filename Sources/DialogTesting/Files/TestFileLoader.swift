import DialogDSL

/// Reads a test file and the script it names; all faults of both in one run.
public enum TestFileLoader {
  /// What came of a load. `file` is nil when there was at least one error.
  public struct Outcome: Sendable {
    public var file: TestFile?
    public var diagnostics: [Diagnostic]
    /// Source texts by file name as used in ranges.
    public var sources: [String: String]
  }

  /// The script's path is relative to the test file's folder.
  public static func load(path: String, environment: [String: String]) -> Outcome {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    switch FileText.read(path, named: name) {
    case .failure(let failure):
      let fault = Diagnostic.file(failure.code, failure.message, at: nil, help: failure.help)
      return Outcome(file: nil, diagnostics: [fault], sources: [:])
    case .success(let text):
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      return load(text: text, file: name) { script in
        ScriptLoader.load(path: script.hasPrefix("/") ? script : folder + script, environment: environment)
      }
    }
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
    decoder.diagnostics = outcome.diagnostics
    if let keys = decoder.fileKeys(node), let path = decoder.scriptPath(keys, at: node.range) {
      let loaded = script(path.text)
      outcome.sources.merge(loaded.sources) { own, _ in own }
      if let script = loaded.script {
        outcome.file = decoder.file(keys, named: file, script: script)
      } else {
        decoder.report(
          .error("faulty-script", "\(path.text) has errors", at: path.range, help: "they stand below"))
      }
      decoder.diagnostics += loaded.diagnostics
    }
    outcome.diagnostics = decoder.diagnostics.sortedByPlace(first: file)
    if outcome.diagnostics.contains(where: { $0.severity == .error }) { outcome.file = nil }
    return outcome
  }
}
