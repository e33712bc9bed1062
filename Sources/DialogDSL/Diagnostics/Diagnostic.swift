/// What is wrong (or doubtful) in a script: a value, collected and never thrown (style.md §4).
///
/// Wording: lower case, no full stop; `message` says what is wrong, `help` what to do, `notes` where else to look.
public struct Diagnostic: Sendable, Equatable {
  public enum Severity: String, Sendable { case error, warning }

  public struct Note: Sendable, Equatable {
    public var message: String
    public var range: SourceRange?

    public init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  public var severity: Severity
  /// Kebab case, stable: `unknown-slot`. Tests and editors match on it.
  public var code: String
  public var message: String
  /// nil when the fault is the file's as a whole (missing, not UTF-8, too large).
  public var range: SourceRange?
  public var help: String?
  public var notes: [Note]

  public init(
    _ severity: Severity, _ code: String, _ message: String, at range: SourceRange?,
    help: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.help = help
    self.notes = notes
  }

  public static func error(
    _ code: String, _ message: String, at range: SourceRange?, help: String? = nil, notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: range, help: help, notes: notes)
  }

  public static func warning(
    _ code: String, _ message: String, at range: SourceRange?, help: String? = nil, notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(.warning, code, message, at: range, help: help, notes: notes)
  }
}
