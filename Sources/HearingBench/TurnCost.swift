import DialogDSL
import Foundation
import Hearing
import Interpreter

/// A whole turn of a form with ten open slots, and memory over a call that goes on and on.
enum TurnCost {
  static let turns = 2000

  static func measure() throws {
    let outcome = ScriptLoader.load(text: script, file: "bench.yaml", environment: [:])
    guard let script = outcome.script else { fatalError("\(outcome.diagnostics)") }
    let dialog = PreparedScript(script, tracing: [])
    print("\nmicroseconds per turn with ten open slots")
    print(column("words", 14) + column("turns", 8) + column("median", 10) + column("99 %", 10) + column("most", 10))
    for line in lines { show(line, try times(line, dialog)) }
    try measureMemory(dialog)
  }

  /// Each turn begins at the first question, nothing filled.
  private static func times(_ line: String, _ dialog: PreparedScript) throws -> Samples {
    let greeted = opened(dialog)
    let transcript = greeted.transcript + [TranscriptEntry(.caller, line)]
    var samples = Samples()
    for _ in 0..<turns {
      samples.add(
        ContinuousClock().measure {
          _ = step(greeted.state, Event(.responseRequired(transcript), at: time), in: dialog)
        })
    }
    return samples
  }

  private static func show(_ line: String, _ samples: Samples) {
    print(
      column("\(Words(line).count)", 14) + column("\(samples.count)", 8) + column(samples.percentile(50), 10)
        + column(samples.percentile(99), 10) + column(samples.percentile(100), 10))
  }

  private static let time = LocalTime(CivilDateTime(iso: "2026-03-02T09:00")!)

  private static func opened(_ dialog: PreparedScript) -> (state: CallState, transcript: [TranscriptEntry]) {
    let state = CallState(callID: "bench", script: dialog.script)
    let outcome = step(state, Event(.opened, at: time), in: dialog)
    let said = outcome.actions.compactMap { if case .say(let speech) = $0 { speech.text } else { nil } }.joined()
    return (outcome.state, [TranscriptEntry(.agent, said)])
  }

  /// Memory after 50 turns and after 1,000 of the same call.
  private static func measureMemory(_ dialog: PreparedScript) throws {
    var (state, transcript) = opened(dialog)
    var after: [Int: Int] = [:]
    for turn in 1...1000 {
      transcript.append(TranscriptEntry(.caller, lines[turn % lines.count]))
      let outcome = step(state, Event(.responseRequired(transcript), at: time), in: dialog)
      state = outcome.state
      let said = outcome.actions.compactMap { if case .say(let speech) = $0 { speech.text } else { nil } }.joined()
      // The transcript itself is Retell's; a short window stands for it.
      transcript = Array((transcript + [TranscriptEntry(.agent, said)]).suffix(8))
      if turn == 50 || turn == 1000 { after[turn] = residentKilobytes() }
    }
    print("\nresident memory of the process: \(after[50]!) KB after 50 turns, \(after[1000]!) KB after 1,000 turns")
  }

  private static func residentKilobytes() -> Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4 : 0
  }

  private static let lines = [
    "um I'd like a table for two on friday at half past seven please",
    "my name is Maria Lopez and my number is five oh three five five five oh one four two",
    "no sorry I mean the second one for about three hours and twenty dollars on the ninth of march at noon",
    "what are your opening hours",
  ]

  private static let script = """
    dialog: 1
    name: Bench
    locale: en-US
    timezone: America/Los_Angeles
    slots:
      guest: {type: name}
      phone: {type: phone}
      email: {type: email}
      day: {type: date}
      hour: {type: time}
      people: {type: integer}
      room: {type: choice, choices: {garden: [garden, outside], hall: [hall, main hall], cellar: [cellar]}}
      budget: {type: money}
      stay: {type: duration}
      code: {type: digits, length: 4}
    flows:
      main:
        - collect: [guest, phone, email, day, hour, people, room, budget, stay, code]
        - end: Done.
    """
}
