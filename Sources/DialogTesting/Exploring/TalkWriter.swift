import DialogDSL
import Hearing
import Interpreter

/// Writes a talk as a test file (language.md §9), with what the agent answered.
struct TalkWriter {
  let talk: Talk
  let name: String

  /// The file, and the trace of the last turn.
  func write(in world: World) -> (test: String, trace: [String]) {
    var lines = ["script: \(Self.quoted(Self.fileName(of: world.script)))"]
    let clock = talk.setting.clock.civil
    lines.append("clock: \(clock)Z")
    if talk.setting.facts != .map([:]) { lines.append("call: \(talk.setting.facts.json)") }
    if !talk.setting.replies.isEmpty {
      lines.append("stubs:")
      for (tool, replies) in talk.setting.replies.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(tool): [\(replies.map(Self.reply).joined(separator: ", "))]")
      }
    }
    lines += ["cases:", "  - name: \(Self.quoted(name))", "    talk:"]
    var watched = WatchedCall(in: world, setting: talk.setting)
    lines += models(watched.call.turns.prefix(1)) + agent(watched)
    for act in talk.acts {
      let said = caller(act, hearing: watched.call.answer.text).map { "      - \($0)" }
      let before = watched.call.turns.count
      watched.perform(act)
      let turns = watched.call.turns.dropFirst(before)
      // Who goes on has two turns; what the model replied to the first was never heard.
      lines += said.dropLast() + models(turns.suffix(1)) + said.suffix(1)
      if act.isRequest { lines += agent(watched) }
    }
    return (lines.joined(separator: "\n") + "\n", watched.call.reasons)
  }

  private static func fileName(of script: Script) -> String {
    let path = script.flows.first?.range.file ?? "script.yaml"
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  private func models(_ turns: some Sequence<RecordedTurn>) -> [String] {
    turns.flatMap(\.models).map { "      - \(RecordedTest.line($0.reply))" }
  }

  private func agent(_ watched: WatchedCall) -> [String] {
    let text = watched.call.answer.text
    return [text.isEmpty ? "      # the agent says nothing" : "      - agent: \(Self.quoted(text))"]
  }

  private func caller(_ act: CallerAct, hearing answer: String) -> [String] {
    switch act.kind {
    case .say(let text): return ["user: \(Self.quoted(text))"]
    case .breakIn(let text, let count):
      // Nothing was said that the caller could break into.
      if answer.isEmpty { return ["user: \(Self.quoted(text))"] }
      let heard = answer.beginning(ofWords: count)
      return ["user: {said: \(Self.quoted(text)), after_hearing: \(Self.quoted(heard))}"]
    case .goOn(let first, let whole):
      return ["user: \(Self.quoted(first))", "user: {revises: \(Self.quoted(whole))}"]
    case .silence: return ["silence"]
    case .noise: return ["noise"]
    case .keys(let keys): return ["keypad: \(Self.quoted(keys))"]
    case .reconnect: return ["reconnect"]
    case .advance(let seconds): return ["advance: \(seconds)s"]
    }
  }

  private static func reply(_ timed: StubTools.Timed) -> String {
    if timed == .timeout { return "{fail: timeout}" }
    switch timed.reply {
    case .status(let status, let body): return "{fail: \(status)\(body.isNone ? "" : ", give: \(body.json)")}"
    case .failure: return "{fail: bad_json}"
    case .value(let value):
      return timed.delay == 0 ? value.json : "{slow: \(milliseconds(timed.delay)), give: \(value.json)}"
    }
  }

  private static func milliseconds(_ seconds: Double) -> String { "\(Int(seconds * 1000))ms" }

  /// Double-quoted, as in JSON; what YAML takes for no character, or nobody can see, is written by its number.
  private static func quoted(_ text: String) -> String {
    YAMLText.quoted(text).unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0xFEFF: "\\u" + hexadecimal(scalar.value)
      default: String(scalar)
      }
    }.joined()
  }

  private static func hexadecimal(_ code: UInt32) -> String {
    let digits = String(code, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
