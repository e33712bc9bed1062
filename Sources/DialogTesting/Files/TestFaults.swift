import DialogDSL

/// What can be wrong with a test file beside its shape.
extension Diagnostic {
  static func badClock(_ text: String, at range: SourceRange) -> Diagnostic {
    .error("bad-value", "`\(text)` is not a moment", at: range, help: "write it like `2026-03-02T09:00:00-08:00`")
  }

  static func badModelFailure(_ text: String, at range: SourceRange) -> Diagnostic {
    .error(
      "bad-value", "`\(text)` is not a way in which a model fails", at: range,
      help: "write `timeout`, `stall`, `cut`, `too_long`, `bad_json` or an HTTP status like `429`")
  }

  static func noModel(at range: SourceRange) -> Diagnostic {
    .error(
      "no-model", "the script names no model that could say anything", at: range,
      help: "give it an `llm` with a `provider`; in tests nothing is asked of it")
  }

  static func unknownMove(_ key: String, near: String?, known: [String], at range: SourceRange) -> Diagnostic {
    .error(
      "unknown-key", "nothing in a talk is named `\(key)`", at: range,
      help: near.map { "did you mean `\($0)`?" } ?? "a talk has \(Diagnostic.oneOf(known))")
  }

  static func severalMoves(at range: SourceRange) -> Diagnostic {
    .error(
      "several-moves", "one entry of a talk is one thing that happens", at: range, help: "begin a new entry with `- `")
  }

  static func revisesNothing(at range: SourceRange) -> Diagnostic {
    .error(
      "revises-nothing", "`revises` goes on with the caller's words, and there are none before it", at: range,
      help: "only `expect` may stand between a `user` line and its `revises`")
  }

  static func afterHangup(at range: SourceRange) -> Diagnostic {
    .error(
      "after-hangup", "the caller has hung up", at: range, help: "only `expect` may follow `hangup`")
  }

  static func badFailure(_ text: String, at range: SourceRange) -> Diagnostic {
    .error(
      "bad-value", "`\(text)` is not a way to fail", at: range,
      help: "write `timeout`, `bad_json` or an HTTP status like `500`")
  }

  static func emptySequence(at range: SourceRange) -> Diagnostic {
    .error("missing-value", "a sequence of replies needs at least one", at: range)
  }

  static func sameName(_ name: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    .error(
      "defined-twice", "the case `\(name)` is defined twice", at: range,
      notes: [Note("the first one is here", at: first)])
  }

  static func namedTwice(_ name: String, at range: SourceRange) -> Diagnostic {
    .error("defined-twice", "`\(name)` is named twice", at: range, help: "once is enough")
  }

  static func badPercentage(_ text: String, at range: SourceRange) -> Diagnostic {
    .error("bad-value", "`\(text)` is not a percentage", at: range, help: "write it like `90%`, from `0%` to `100%`")
  }

  static func noTests(_ file: String) -> Diagnostic {
    .error(
      "no-tests", "\(file) is a script without `tests`", at: nil,
      help: "add `tests`, or name a test file that begins with `script: \(file)`")
  }
}
