import DialogDSL
import Interpreter

/// What exploring found, as text for people or as JSON.
public enum ExploreReporter {
  /// - Parameter file: the script as the command was given it, for the commands to repeat a call.
  public static func text(of result: ExploreResult, file: String) -> String {
    var lines = [
      "\(file): \(counted(result.calls, "call")), \(counted(result.turns, "turn")), seed \(result.seed)",
      "  ends: "
        + WatchedCall.End.allCases.map { "\(result.ends[$0, default: 0]) \($0.rawValue)" }.joined(separator: ", "),
      "  steps: \(result.stepsReached) of \(result.steps) reached",
    ]
    for finding in result.findings where finding.invariant != .unreached {
      lines += text(of: finding, file: file, seed: result.seed)
    }
    let missed = result.findings.filter { $0.invariant == .unreached }
    if !missed.isEmpty {
      lines += ["", "\(Invariant.unreached.rawValue): \(Invariant.unreached.explanation)"]
      lines += missed.map { "  \($0.place)" }
    }
    lines += ["", result.findings.isEmpty ? "nothing found" : counted(result.findings.count, "finding")]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(of finding: Finding, file: String, seed: UInt64) -> [String] {
    var lines = [
      "", "\(finding.invariant.rawValue): \(finding.invariant.explanation)", "  at \(finding.place)",
    ]
    guard let example = finding.example else { return lines }
    lines.append(
      "  in \(counted(finding.calls, "call")), first in call \(example.number) (\(example.personality.rawValue))")
    lines.append("  whole call: dialogrun explore \(file) --seed \(seed) --call \(example.number)")
    lines.append("  the smallest talk that shows it:")
    lines += indented(example.test.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init))
    lines.append("  trace of its last turn:")
    lines += indented(example.trace)
    return lines
  }

  /// One call, as a test file, and what it showed.
  public static func text(of call: ExploredCall) -> String {
    let shown = call.findings.map { "# \($0.invariant.rawValue) at \($0.place): \($0.invariant.explanation)\n" }
    return shown.joined() + call.test
  }

  public static func json(of result: ExploreResult, file: String) -> String {
    var ends: [String: Value] = [:]
    for end in WatchedCall.End.allCases { ends[end.rawValue] = .number(result.ends[end, default: 0]) }
    let report: Value = .map([
      "file": .text(file), "calls": .number(result.calls), "seed": .text(String(result.seed)),
      "turns": .number(result.turns), "ends": .map(ends),
      "steps": .map(["reached": .number(result.stepsReached), "reachable": .number(result.steps)]),
      "findings": .list(result.findings.map(value)),
    ])
    return report.json + "\n"
  }

  private static func value(of finding: Finding) -> Value {
    var members: [String: Value] = [
      "invariant": .text(finding.invariant.rawValue), "place": .text(finding.place),
      "explanation": .text(finding.invariant.explanation), "calls": .number(finding.calls),
    ]
    if let example = finding.example {
      members["call"] = .number(example.number)
      members["caller"] = .text(example.personality.rawValue)
      members["test"] = .text(example.test)
      members["trace"] = .list(example.trace.map(Value.text))
    }
    return .map(members)
  }

  private static func indented(_ lines: [String]) -> [String] { lines.map { "    \($0)" } }

  private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
