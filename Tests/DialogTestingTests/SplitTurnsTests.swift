import CallEngine
import DialogDSL
import DialogTesting
import Foundation
import Hearing
import Interpreter
import Testing

/// language.md §10: Retell asks again while a caller goes on talking. However an utterance was cut into requests, the
/// call
/// comes out as if it had been asked once.
@Suite struct SplitTurnsTests {
  struct ScriptedCall: CustomTestStringConvertible, Sendable {
    var example: String
    var lines: [String]
    var testDescription: String { "\(example): \(lines[0])" }
  }

  static let calls = [
    ScriptedCall(
      example: "dental",
      lines: [
        "hi I need a cleaning next tuesday at ten", "yes but make it wednesday", "half past two", "yes please",
        "what are your hours", "no that's all thanks",
      ]),
    ScriptedCall(
      example: "dental",
      lines: [
        "I'd like to book an appointment", "a cleaning please and are you open on saturdays", "saturday",
        "monday, no, tuesday",
        "at ten in the morning", "no it's five oh three five five five oh one two three", "yes", "no, the day",
        "next friday",
        "noon", "yes go ahead", "actually thursday", "thank you",
      ]),
    ScriptedCall(
      example: "survey",
      lines: [
        "who is this", "yes okay", "I'd say a seven", "no not really", "yes please do", "they could have been on time",
      ]),
    ScriptedCall(example: "survey", lines: ["yes", "nine", "yes it is", "skip"]),
    ScriptedCall(
      example: "order-status",
      lines: [
        "where is my order", "one two three four", "five six seven eight", "yes that's right", "oh seven oh two one",
        "how do I return a tent", "could you say that again", "no goodbye",
      ]),
  ]

  @Test(arguments: calls) func splittingChangesNothing(call: ScriptedCall) throws {
    for length in 1...call.lines.count {
      let lines = Array(call.lines.prefix(length))
      let whole = try play(call.example, lines) { _ in false }
      #expect(try play(call.example, lines) { _ in true } == whole, "every utterance split")
      #expect(try play(call.example, lines) { $0 == length - 1 } == whole, "`\(lines[length - 1])` split")
    }
  }

  /// What a call comes to.
  struct Result: Equatable {
    var dialogue: DialogueState
    var answers: [String]
    var tools: [ToolRequest]
  }

  private func play(_ example: String, _ lines: [String], splitting: (Int) -> Bool) throws -> Result {
    var simulated = try Examples.call(example)
    var answers = [simulated.answer.text]
    for (index, line) in lines.enumerated() {
      let words = line.split(separator: " ")
      if splitting(index), words.count > 1 {
        simulated.say(String(words[0]), goesOn: true)
        for count in 2..<max(2, words.count) {
          simulated.revise(words.prefix(count).joined(separator: " "), goesOn: true)
        }
        simulated.revise(line)
      } else {
        simulated.say(line)
      }
      answers.append(simulated.answer.text)
    }
    return Result(dialogue: simulated.state.dialogue, answers: answers, tools: simulated.toolCalls)
  }
}

/// The example scripts, with tools that answer.
enum Examples {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "examples")

  /// A call to an example that has been opened.
  static func call(_ name: String) throws -> SimulatedCall {
    let path = folder.appending(path: "\(name)/\(name).yaml").path
    let outcome = ScriptLoader.load(path: path, environment: [:])
    let script = try #require(outcome.script, "\(outcome.diagnostics)")
    let start = try #require(CivilDateTime(iso: "2026-03-02T09:00"))
    var call = SimulatedCall(
      callID: "call_\(name)", dialog: PreparedScript(script), start: LocalTime(start, offsetMinutes: -480))
    let reply: Value = .map([
      "code": .text("K7"), "status": .text("shipped"), "carrier": .text("UPS"), "due": .text("2026-03-04"),
    ])
    for tool in script.tools.keys { call.stub(tool, StubTools.Replies(sequence: [StubTools.Timed(.value(reply))])) }
    call.open(facts: .map(["from_number": .text("+15035550100")]))
    return call
  }
}
