import DialogDSL
import Interpreter

/// The results of a sweep, one row per perturbation.
public struct SweepReport: Sendable {
  public struct Row: Sendable, Hashable {
    public var perturbation: Perturbation
    public var passed = 0
    public var failed = 0
    /// Reason → cases.
    public var skipped: [String: Int] = [:]

    public var cases: Int { passed + failed + skipped.values.reduce(0, +) }
  }

  public private(set) var rows: [Row] = []
  public private(set) var failures: [SweepResult] = []

  public init(_ results: [SweepResult] = []) { add(results) }

  public mutating func add(_ results: [SweepResult]) {
    for result in results { add(result) }
    rows.sort { Self.place(of: $0.perturbation) < Self.place(of: $1.perturbation) }
  }

  private mutating func add(_ result: SweepResult) {
    let index = rows.firstIndex { $0.perturbation == result.perturbation } ?? rows.count
    if index == rows.count { rows.append(Row(perturbation: result.perturbation)) }
    switch result.verdict {
    case .passed: rows[index].passed += 1
    case .skipped(let reason): rows[index].skipped[reason, default: 0] += 1
    case .failed:
      rows[index].failed += 1
      failures.append(result)
    }
  }

  private static func place(of perturbation: Perturbation) -> Int {
    Perturbation.allCases.firstIndex(of: perturbation)!
  }

  public var failed: Int { failures.count }

  /// A line per perturbation, and why cases were skipped; then the failures.
  public var text: String {
    let width = rows.map(\.perturbation.rawValue.count).max() ?? 0
    var text = ""
    for row in rows {
      let name = row.perturbation.rawValue
      let padding = String(repeating: " ", count: width - name.count)
      let skipped = row.skipped.values.reduce(0, +)
      text += "\(name)\(padding)  \(row.cases) cases, \(row.passed) passed, \(row.failed) failed, \(skipped) skipped\n"
      for (reason, count) in row.skipped.sorted(by: { $0.key < $1.key }) {
        text += String(repeating: " ", count: width + 2) + "\(count) skipped: \(reason)\n"
      }
    }
    return text + failures.map(Self.text).joined()
  }

  private static func text(of result: SweepResult) -> String {
    guard case .failed(let failure) = result.verdict else { return "" }
    var text = "\(result.name), under \(result.perturbation.rawValue)\n"
    text += "  \(failure.range.file):\(failure.range.start.line): \(result.perturbation.meaning)\n"
    for detail in failure.details { text += "    \(detail.name): \(detail.text)\n" }
    text += "    talk:\n" + failure.talk.map { "      \($0)\n" }.joined()
    if !failure.trace.isEmpty { text += "    trace:\n" + failure.trace.map { "      \($0)\n" }.joined() }
    return text
  }

  /// `{perturbations: [{name, cases, passed, failed, skipped: {reason: cases}}], failures: […]}`
  public var json: JSONDocument {
    .object([("perturbations", .list(rows.map(Self.json))), ("failures", .list(failures.map(Self.json)))])
  }

  /// As a part of a test run's report.
  public var section: ReportSection {
    let failures = failures.map { "\($0.range.file):\($0.range.start.line): \($0.name): \($0.perturbation.rawValue)" }
    return ReportSection(name: "sweeps", text: text, json: json, failures: failures)
  }

  private static func json(of row: Row) -> JSONDocument {
    .object([
      ("name", .text(row.perturbation.rawValue)), ("cases", .number(row.cases)), ("passed", .number(row.passed)),
      ("failed", .number(row.failed)), ("skipped", .value(.map(row.skipped.mapValues { .number($0) }))),
    ])
  }

  private static func json(of result: SweepResult) -> JSONDocument {
    guard case .failed(let failure) = result.verdict else { return .value(.none) }
    return .object([
      ("case", .text(result.name)), ("perturbation", .text(result.perturbation.rawValue)),
      ("file", .text(failure.range.file)), ("line", .number(failure.range.start.line)),
      ("differences", .list(failure.details.map { .object([("name", .text($0.name)), ("text", .text($0.text))]) })),
      ("talk", .texts(failure.talk)), ("trace", .texts(failure.trace)),
    ])
  }
}
