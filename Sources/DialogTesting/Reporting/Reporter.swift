import DialogDSL

/// Results as text for people.
public struct Reporter: Sendable {
  public var isColoured: Bool
  /// Only failures and the last line.
  public var isQuiet: Bool

  public init(isColoured: Bool = false, isQuiet: Bool = false) {
    self.isColoured = isColoured
    self.isQuiet = isQuiet
  }

  /// The whole report; of several files each begins with its path. The last line counts.
  public func text(of result: RunResult) -> String {
    var text = ""
    for file in result.files {
      let cases = isQuiet ? file.cases.filter { $0.failure != nil } : file.cases
      if result.files.count > 1, !isQuiet || file.failed > 0 { text += file.path + "\n" }
      text += cases.map { self.text(of: $0, in: file) }.joined()
    }
    for section in result.sections where !isQuiet || !section.failures.isEmpty { text += section.text }
    return text + Self.summary(passed: result.passed, failed: result.failed)
  }

  /// One line per case, and under a failed one what went wrong.
  public func text(of results: [CaseResult]) -> String { results.map { text(of: $0, in: nil) }.joined() }

  /// The last line of a run.
  public static func summary(passed: Int, failed: Int) -> String { "\(passed) passed, \(failed) failed\n" }

  private func text(of result: CaseResult, in file: FileResult?) -> String {
    let name = result.name.onOneLine
    guard let failure = result.failure else { return painted("✓", "32") + " \(name)\n" }
    return painted("✗", "31") + " \(name)\n" + text(of: failure, in: file)
  }

  /// Where and what, the line itself, expected and said one under the other, and how it came to that.
  func text(of failure: TestFailure, in file: FileResult?) -> String {
    let place = failure.range
    var text = "  \(place.file):\(place.start.line): \(failure.message)\n"
    if let line = file?.line(at: place) { text += "  \(place.start.line) | \(line.onOneLine)\n" }
    text += Self.table(failure.details, mark: painted("^", "31"))
    for (name, lines) in failure.circumstances where !lines.isEmpty {
      text += "    \(name):\n" + lines.map { "      \($0.onOneLine)\n" }.joined()
    }
    return text
  }

  private static func table(_ details: [TestFailure.Detail], mark: String) -> String {
    let width = details.map(\.name.count).max() ?? 0
    return details.map { detail in
      let label = detail.name + ":" + String(repeating: " ", count: width - detail.name.count)
      let line = "    \(label) \(detail.text.onOneLine)\n"
      return line + (detail.mark.map { String(repeating: " ", count: 4 + width + 2 + $0) + mark + "\n" } ?? "")
    }.joined()
  }

  private func painted(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension TestFailure {
  /// What led to it, named.
  var circumstances: [(name: String, lines: [String])] {
    [("before", before), ("prompts", prompts), ("slots", slots), ("trace", trace)]
  }
}
