/// Reads a script and its includes, and checks all of it in one run.
public enum ScriptLoader {
  /// What came of a load. `script` is nil when there was at least one error.
  public struct Outcome: Sendable {
    public var script: Script?
    public var diagnostics: [Diagnostic]
    /// Source texts by file name as used in ranges, for rendering diagnostics.
    public var sources: [String: String]

    public init(script: Script?, diagnostics: [Diagnostic], sources: [String: String]) {
      self.script = script
      self.diagnostics = diagnostics
      self.sources = sources
    }
  }
}
