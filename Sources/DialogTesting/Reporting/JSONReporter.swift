import DialogDSL

/// Results as one JSON document (docs/testing.md, "Reports").
public enum JSONReporter {
  /// The version of the report's shape.
  static let version = 1

  public static func text(of result: RunResult) -> String {
    JSONDocument.object([
      ("report", .number(version)), ("passed", .number(result.passed)), ("failed", .number(result.failed)),
      ("files", .list(result.files.map(document))),
      ("sections", .object(result.sections.map { ($0.name, document(of: $0)) })),
    ]).pretty
  }

  private static func document(of file: FileResult) -> JSONDocument {
    .object([
      ("file", .text(file.path)), ("faults", .list(file.faults.map { document(of: $0, in: file) })),
      ("cases", .list(file.cases.map { document(of: $0, in: file) })),
    ])
  }

  private static func document(of section: ReportSection) -> JSONDocument {
    .object([("failures", .texts(section.failures)), ("data", section.json)])
  }

  private static func document(of fault: Diagnostic, in file: FileResult) -> JSONDocument {
    .object(
      [("severity", .text(fault.severity.rawValue)), ("code", .text(fault.code)), ("message", .text(fault.message))]
        + (fault.help.map { [("help", JSONDocument.text($0))] } ?? []) + place(fault.range, in: file))
  }

  private static func document(of result: CaseResult, in file: FileResult) -> JSONDocument {
    var members: [(String, JSONDocument)] = [
      ("name", .text(result.name)), ("passed", .value(.bool(result.failure == nil))),
    ]
    if let line = result.range?.start.line { members.append(("line", .number(line))) }
    if let failure = result.failure { members.append(("failure", document(of: failure, in: file))) }
    return .object(members)
  }

  private static func document(of failure: TestFailure, in file: FileResult) -> JSONDocument {
    let details = failure.details.map { detail in
      JSONDocument.object(
        [("name", .text(detail.name)), ("text", .text(detail.text))]
          + (detail.mark.map { [("mark", .number($0))] } ?? []))
    }
    return .object(
      [("message", .text(failure.message))] + place(failure.range, in: file) + [("details", .list(details))]
        + failure.circumstances.map { ($0.name, .texts($0.lines)) })
  }

  private static func place(_ range: SourceRange?, in file: FileResult) -> [(String, JSONDocument)] {
    guard let range else { return [] }
    return [
      ("file", .text(file.paths[range.file] ?? range.file)), ("line", .number(range.start.line)),
      ("column", .number(range.start.column)),
    ]
  }
}
