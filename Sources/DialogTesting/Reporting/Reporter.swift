import DialogDSL

/// Results as text for people.
public struct Reporter: Sendable {
  public var isColoured: Bool

  public init(isColoured: Bool = false) { self.isColoured = isColoured }

  /// One line per case, and under a failed one what went wrong.
  public func text(of results: [CaseResult]) -> String { results.map(text).joined() }

  /// The last line of a run.
  public static func summary(passed: Int, failed: Int) -> String { "\(passed) passed, \(failed) failed\n" }

  private func text(of result: CaseResult) -> String {
    guard let failure = result.failure else { return painted("✓", "32") + " \(result.name)\n" }
    return painted("✗", "31") + " \(result.name)\n" + text(of: failure)
  }

  private func text(of failure: TestFailure) -> String {
    let place = failure.range
    var text = "  \(place.file):\(place.start.line): \(failure.message)\n"
    let width = failure.details.map(\.name.count).max() ?? 0
    for detail in failure.details {
      let label = detail.name + ":" + String(repeating: " ", count: width - detail.name.count)
      text += "    \(label) \(detail.text)\n"
      if let mark = detail.mark {
        text += String(repeating: " ", count: 4 + width + 2 + mark) + painted("^", "31") + "\n"
      }
    }
    if let heard = failure.heard { text += "    caller: \(heard)\n" }
    if !failure.slots.isEmpty { text += "    slots:  \(failure.slots.joined(separator: ", "))\n" }
    if !failure.trace.isEmpty {
      text += "    trace:\n" + failure.trace.map { "      \($0)\n" }.joined()
    }
    return text
  }

  private func painted(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
