import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// A record as a test file: the call again, word for word.
public enum RecordedTest {
  /// Gaps that are longer become `advance`; shorter ones change nothing that a script without a limit of time can see.
  private static let longGap = 60.0

  /// - Parameters:
  ///   - name: of the case.
  ///   - script: its path from where the test file will lie.
  ///   - isTimed: the script limits how long a call may last, so that every second counts.
  public static func text(
    of record: CallRecord, named name: String, script: String, isTimed: Bool = false
  ) -> String {
    var text = "script: \(YAMLText.scalar(script))\nclock: \(record.clock.written)\n"
    if case .map(let facts) = record.facts, !facts.isEmpty { text += "call: \(record.facts.json)\n" }
    let uses = record.turns.flatMap(\.tools)
    let tools = Set(uses.map(\.tool)).sorted()
    if !tools.isEmpty { text += "stubs:\n" }
    for tool in tools { text += "  \(tool): \(stub(uses.filter { $0.tool == tool }))\n" }
    text += "cases:\n  - name: \(YAMLText.scalar(name))\n    talk:\n"
    for line in talk(of: record, isTimed: isTimed) { text += "      - \(line)\n" }
    if !tools.isEmpty {
      let counts = tools.map { tool in "\(tool): \(uses.count { $0.tool == tool })" }
      text += "    calls: {\(counts.joined(separator: ", "))}\n"
    }
    return text
  }

  private static func talk(of record: CallRecord, isTimed: Bool) -> [String] {
    var lines: [String] = []
    var elapsed = 0.0
    for (index, turn) in record.turns.enumerated() {
      let replies = turn.models.map { line($0.reply) }
      if turn.move == .unasked { lines += replies }
      if isTimed, turn.at > elapsed {
        lines.append("advance: \(Int(((turn.at - elapsed) * 1_000).rounded(.up)))ms")
        elapsed = turn.at
      } else if turn.at - elapsed >= longGap {
        let minutes = Int((turn.at - elapsed) / 60)
        lines.append("advance: \(minutes)m")
        elapsed += Double(minutes) * 60
      }
      elapsed += turn.waited
      if turn.move != .unasked { lines += replies }
      switch turn.move {
      case .opening: break
      case .user(let said, nil): lines.append("user: \(YAMLText.scalar(said))")
      case .user(let said, let heard?):
        let said = YAMLText.scalar(said, inFlow: true)
        lines.append("user: {said: \(said), after_hearing: \(YAMLText.scalar(heard, inFlow: true))}")
      case .revises(let said): lines.append("user: {revises: \(YAMLText.scalar(said, inFlow: true))}")
      case .silence: lines.append("silence")
      case .keypad(let keys): lines.append("keypad: \(YAMLText.quoted(keys))")
      case .reconnect: lines.append("reconnect")
      // The time it was said at is all that has called for it.
      case .unasked: break
      case .hangUp: lines.append("hangup")
      }
      let next = record.turns.dropFirst(index + 1).first?.move
      let isRevised = if case .revises? = next { true } else { false }
      let said = turn.said.withSingleSpaces
      if !said.isEmpty, !isRevised { lines.append("agent: \(YAMLText.scalar(said))") }
    }
    lines.append("expect: {\(expectations(of: record).joined(separator: ", "))}")
    return lines
  }

  private static func expectations(of record: CallRecord) -> [String] {
    let reached = record.slots.filter { !TestFileDecoder.expectWords.contains($0.key) }
    var parts = reached.sorted { $0.key < $1.key }.map { slot, value in
      "\(slot): \(YAMLText.scalar(value, inFlow: true))"
    }
    switch record.turns.last(where: { $0.move != .hangUp })?.closing {
    case .endCall: parts.append("ended: true")
    case .transfer(let target, _): parts.append("transferred: \(YAMLText.quoted(target))")
    case .press(let digits): parts.append("pressed: \(YAMLText.quoted(digits))")
    case nil: parts.append("ended: false")
    }
    return parts
  }

  /// `model_says` or `model_fails`.
  static func line(_ reply: StubModels.Reply) -> String {
    let slow = slow(reply.delay).map { ", \($0)" } ?? ""
    switch reply.content {
    case .speech(let text): return "model_says: {text: \(YAMLText.quoted(text))\(slow)}"
    case .value(let value): return "model_says: {json: \(value.json)\(slow)}"
    case .failure(let text, let fault):
      let way = wayOfModel(fault, isLate: !reply.delay.isFinite)
      if !text.isEmpty { return "model_says: {text: \(YAMLText.quoted(text)), then: \(way)\(slow)}" }
      return "model_fails: {fail: \(way)\(slow)}"
    }
  }

  private static func slow(_ seconds: Double) -> String? {
    seconds.isFinite && seconds >= 0.1 ? "slow: \(Int((seconds * 1_000).rounded()))ms" : nil
  }

  /// Which failure it was makes no difference to the script, but for how long it took and whether anybody is there.
  private static func wayOfModel(_ fault: ModelFault, isLate: Bool) -> String {
    if isLate { return "timeout" }
    if fault.reason.hasPrefix("nothing more within") { return "stall" }
    return fault.isDown ? "500" : "cut"
  }

  /// One reply, or a list of them.
  private static func stub(_ uses: [RecordedTurn.ToolUse]) -> String {
    let replies = uses.map(reply)
    return replies.count == 1 ? replies[0] : "[\(replies.joined(separator: ", "))]"
  }

  private static func reply(_ use: RecordedTurn.ToolUse) -> String {
    let slow = slow(use.seconds)
    let parts: [String]
    switch use.outcome {
    case .succeeded(.map(let members)) where members.keys.allSatisfy(isOfTheBody):
      parts = members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.json)" }
    case .succeeded(let value): parts = ["give: \(value.json)"]
    case .failed(let reason): parts = ["fail: \(wayToFail(reason))"]
    }
    return "{\((parts + [slow].compactMap(\.self)).joined(separator: ", "))}"
  }

  /// Not a member that is about the reply itself, and written without quotes.
  private static func isOfTheBody(_ name: String) -> Bool {
    isIdentifier(name) && !["slow", "when", "fail", "give"].contains(name)
  }

  /// Which failure it was makes no difference to the script.
  private static func wayToFail(_ reason: String) -> String {
    if reason.hasPrefix("timeout") { return "timeout" }
    if reason.hasSuffix("not JSON") { return "bad_json" }
    // With any other status `ok` might be true.
    if reason.hasPrefix("`ok`") { return "bad_json" }
    let status = reason.split(separator: " ").last.flatMap { Int($0) } ?? 500
    return (300...599).contains(status) ? "\(status)" : "500"
  }
}
