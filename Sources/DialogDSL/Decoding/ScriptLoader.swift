/// Reads a script and its includes, and checks all of it in one run.
public enum ScriptLoader {
  /// What came of a load. `script` is nil when there was at least one error.
  public struct Outcome: Sendable {
    public var script: Script?
    /// Sorted by file and place; the script's own file first.
    public var diagnostics: [Diagnostic]
    /// Source texts by file name as used in ranges, for rendering diagnostics.
    public var sources: [String: String]
    /// It has tests of its own, which whoever runs them reads (language.md §9).
    public var hasTests = false

    public init(script: Script?, diagnostics: [Diagnostic], sources: [String: String]) {
      self.script = script
      self.diagnostics = diagnostics
      self.sources = sources
    }
  }

  /// Ranges name the script by its last path component, includes by their path below its folder.
  public static func load(path: String, environment: [String: String]) -> Outcome {
    var files = ScriptFiles()
    files.add(path: path)
    return load(files, environment: environment)
  }

  /// A script that is not in a file; it cannot include others. `file` names it in ranges.
  public static func load(text: String, file: String, environment: [String: String]) -> Outcome {
    var files = ScriptFiles()
    files.add(text: text, name: file)
    return load(files, environment: environment)
  }

  private static func load(_ files: ScriptFiles, environment: [String: String]) -> Outcome {
    let decoder = ScriptDecoder(environment: Environment(values: environment), files: files)
    decoder.diagnostics = files.diagnostics
    if let root = files.files.first {
      decoder.declare(files.files)
      decoder.decode()
      var script = decoder.script(at: root.range)
      decoder.facts.isWhole = !decoder.hasErrors
      // What is left out as faulty would seem to be missing or unused.
      if decoder.facts.isWhole { decoder.translate(&script) }
      decoder.diagnostics += ScriptCheck.diagnostics(of: script, facts: decoder.facts)
      if decoder.diagnostics.count >= ScriptDecoder.maxFindings { decoder.diagnostics.append(.tooManyFindings) }
      let sorted = decoder.diagnostics.sortedByPlace(first: root.range.file)
      let isSound = !decoder.hasErrors
      var outcome = Outcome(script: isSound ? script : nil, diagnostics: sorted, sources: decoder.files.sources)
      outcome.hasTests = decoder.declared["tests"] != nil
      return outcome
    }
    return Outcome(script: nil, diagnostics: decoder.diagnostics.sortedByPlace(first: ""), sources: files.sources)
  }
}

extension [Diagnostic] {
  /// By file (`first` before the others), then by place; those without a place come first. Equals keep their order.
  public func sortedByPlace(first: String) -> [Diagnostic] {
    func key(_ diagnostic: Diagnostic) -> (Int, String, SourcePosition) {
      guard let range = diagnostic.range else { return (0, "", SourcePosition(line: 0, column: 0)) }
      return (range.file == first ? 1 : 2, range.file, range.start)
    }
    return enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
  }
}

private func < <A: Comparable, B: Comparable, C: Comparable>(a: ((A, B, C), Int), b: ((A, B, C), Int)) -> Bool {
  a.0 != b.0 ? a.0 < b.0 : a.1 < b.1
}
