import DialogDSL
import Hearing
import Testing

@testable import Interpreter

/// Drives the pure step by hand: the test writes the transcripts itself.
struct Play {
  let dialog: PreparedScript
  var state: CallState
  var time = LocalTime(CivilDateTime(iso: "2026-03-02T09:00")!, offsetMinutes: -480)
  /// Actions of the latest event.
  private(set) var actions: [Action] = []
  private(set) var trace = Trace()

  /// A script of the given YAML; its faults fail the test.
  init(_ yaml: String) throws {
    let outcome = ScriptLoader.load(text: yaml, file: "test.yaml", environment: [:])
    let faults = outcome.diagnostics.filter { $0.severity == .error }
    #expect(faults.isEmpty, "\(faults)")
    dialog = PreparedScript(try #require(outcome.script))
    state = CallState(callID: "call_test", script: dialog.script)
  }

  @discardableResult
  mutating func take(_ kind: Event.Kind) -> String {
    let outcome = Interpreter.step(state, Event(kind, at: time), in: dialog)
    state = outcome.state
    actions = outcome.actions
    trace = outcome.trace
    return said
  }

  /// `response_required` with this transcript, written as `A: …` and `U: …` lines, keys as `K: 1`.
  @discardableResult
  mutating func request(_ transcript: String) -> String { take(.responseRequired(Self.transcript(transcript))) }

  @discardableResult
  mutating func remind(_ transcript: String) -> String { take(.reminderRequired(Self.transcript(transcript))) }

  @discardableResult
  mutating func update(_ transcript: String, turn: Event.TurnTaking? = nil) -> String {
    take(.transcriptChanged(Self.transcript(transcript), turn: turn))
  }

  /// What the latest event made the agent say.
  var said: String { actions.compactMap { if case .say(let speech) = $0 { speech.text } else { nil } }.joined() }

  var closing: Closing? {
    for case .completeResponse(let closing) in actions { return closing }
    return nil
  }

  var isComplete: Bool { actions.contains { if case .completeResponse = $0 { true } else { false } } }

  /// Tools that the latest event started.
  var tools: [ToolRequest] { actions.compactMap { if case .runTool(let request, _) = $0 { request } else { nil } } }

  func value(_ slot: String) -> String? { state.dialogue.slots[slot]?.value.description }

  static func transcript(_ lines: String) -> [TranscriptEntry] {
    lines.split(separator: "\n").map { line in
      let text = String(line.dropFirst(2)).trimmed
      switch line.first {
      case "A": return TranscriptEntry(.agent, text)
      case "B": return TranscriptEntry(.agent, text, isBackchannel: true)
      case "S": return TranscriptEntry(.other, text)
      case "K": return TranscriptEntry(.keypad, text)
      default: return TranscriptEntry(.caller, text)
      }
    }
  }
}
