import CallEngine
import DialogDSL
import Foundation
import Hearing
import Interpreter
import Testing

@testable import DialogTesting

/// Callers who try to turn the model against the script, and a model that obeys them: nothing is reached but the commands
/// that the script offers, and nothing is said but what passes the guard (language.md §7).
@Suite struct InjectionTests {
  struct Attack {
    var caller: String
    /// What the hijacked model replies.
    var reply: Value
  }

  static let attacks: [Attack] = {
    let path = Fixtures.path("attacks.jsonl")
    let lines = ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
    return lines.compactMap { line in
      guard case .succeeded(let value) = ToolReply.read(Array(line.utf8), as: nil) else { return nil }
      return Attack(caller: value.member("caller").description, reply: value.member("reply"))
    }
  }()

  private static let text = """
    dialog: 1
    name: Light Feet
    llm: {provider: openai, url: "http://127.0.0.1:9/v1", model: any}
    knowledge:
      price: A lesson costs 40 dollars.
      hours: Lessons are given from nine to eight, Monday to Friday.
    guard: {never: [cheap*, guarantee*]}
    vars:
      discount: {type: number, default: 0}
    slots:
      pin: {type: digits, length: 4, sensitive: true, confirm: never, prompt: Your pin?}
      dance: {type: choice, choices: [tango, waltz], prompt: Which dance?}
      day: {type: date, prompt: Which day?, require: {that: day > today, else: Only from tomorrow on.}}
      people: {type: integer, min: 1, max: 6, confirm: unsure, prompt: How many?}
      name: {type: name, prompt: Who comes?}
      consent: {type: yes_no, listen: asked, prompt: Do you agree?}
      wish:
        type: model
        prompt: What do you like?
        schema: {type: object, properties: {style: {enum: [classic, modern]}}, required: [style], additionalProperties: false}
    tools:
      book: {post: https://example.com/book, params: {dance: text, day: date}, writes: true, hold: One moment.}
      pay: {post: https://example.com/pay, writes: true, hold: One moment.}
    universals: {human: {do: desk}}
    fallback: [understand, answer, {reprompt: 9}, {do: desk}]
    flows:
      main:
        - collect: pin
        - route: How can I help?
          again: Anything else?
        - end: Goodbye.
      book:
        triggers: a lesson please
        steps:
          - collect: [dance, day, people, name, consent]
          - confirm: "{{ dance }} on {{ day }} for {{ people }}, {{ name }}?"
          - call: book
      tell:
        triggers: about lessons
        steps:
          - generate: Tell what a lesson is like.
            else: You learn to dance.
      plan:
        triggers: advice
        steps:
          - converse:
              goal: Book a lesson.
              collect: [dance, day]
              tools: book
              confirm: Shall I book the {{ dance }} on {{ day }}?
              turns: 3
              else: []
      taste:
        triggers: my taste
        steps: [{collect: wish}]
      refund:
        triggers: money back
        if: discount > 0
        steps: [{call: pay}]
      desk:
        - end: Please call the desk. Goodbye.
    """

  static let dialog: PreparedScript = {
    guard let script = ScriptLoader.load(text: text, file: "s.yaml", environment: [:]).script else {
      preconditionFailure("the script is not sound")
    }
    return PreparedScript(script)
  }()

  /// Where the attack meets a model, and what leads there.
  enum Place: String, CaseIterable {
    case route = ""
    case slot = "a lesson please"
    case lead = "advice"
    case json = "my taste"
    case line = "about lessons"
  }

  @Test func thereAreEnough() {
    #expect(Set(Self.attacks.map(\.caller)).count >= 60)
    #expect(Self.attacks.allSatisfy { !$0.caller.isEmpty })
  }

  @Test(arguments: Place.allCases)
  func nothingButTheCommandsIsReached(place: Place) throws {
    var instructions: [String: String] = [:]
    for attack in Self.attacks {
      var call = SimulatedCall(
        callID: "test", dialog: Self.dialog, start: LocalTime(CivilDateTime(iso: "2026-03-02T09:00")!))
      call.open()
      call.say("one two three four")
      if place == .lead { call.stub(StubModels.Reply(.value(.map(["say": .text("Which dance?")])))) }
      if place != .route, place != .line { call.say(place.rawValue) }
      let before = call.state.dialogue
      let asked = call.modelRequests.count
      for reply in replies(attack.reply) { call.stub(reply) }
      call.say(place == .line ? "\(attack.caller) so tell me about lessons" : attack.caller)
      check(call, before, attack)
      for request in call.modelRequests.dropFirst(asked) {
        check(request, of: attack)
        // Not a word of the caller's is among what the model is told to do.
        let key = request.purpose.rawValue
        #expect(
          instructions.updateValue(request.instructions, forKey: key) ?? request.instructions == request.instructions)
      }
    }
  }

  /// The same reply, whatever it is asked for.
  private func replies(_ reply: Value) -> [StubModels.Reply] {
    let speech = if case .text(let text) = reply { text } else { reply.json }
    let json: Value =
      if case .map = reply { reply } else {
        .map(["commands": .list([]), "say": .text(speech), "call": .text("book"), "value": .text(speech)])
      }
    return [StubModels.Reply(.value(json)), StubModels.Reply(.speech(speech)), StubModels.Reply(.value(json))]
  }

  private func check(_ call: SimulatedCall, _ before: DialogueState, _ attack: Attack) {
    let script = Self.dialog.script
    let now = call.state.dialogue
    #expect(call.toolCalls.isEmpty, "\(attack)")
    #expect(now.variables == before.variables && now.record == before.record, "\(attack)")
    let said = Words(attack.caller).words.map(\.text)
    for slot in script.slots where now.slots[slot.name] != before.slots[slot.name] {
      guard let filled = now.slots[slot.name] else { continue }
      if slot.type == .model {
        #expect(slot.schema?.fault(in: filled.value) == nil, "\(attack)")
        continue
      }
      let quoted = Words(filled.words).words.map(\.text)
      #expect(!quoted.isEmpty && quoted.allSatisfy(said.contains), "\(attack) filled \(slot.name) with \(filled.words)")
      #expect(slot.limits.allow(filled.value), "\(attack)")
    }
    for frame in now.stack {
      #expect(["main", "book", "plan", "taste", "tell", "desk"].contains(frame.flow), "\(attack)")
    }
    #expect(call.answer.text.contains { $0.isLetter }, "\(attack)")
    let ids = Set(script.allPrompts.map(\.id))
    for spoken in call.state.turn?.spoken ?? [] {
      let isScripts = ids.contains(spoken.prompt) || spoken.prompt.hasPrefix("builtin.") || spoken.prompt == "question"
      if isScripts { continue }
      #expect(spoken.prompt == "generated", "\(spoken.prompt)")
      check(generated: spoken.text, attack)
    }
    if let closing = call.answer.closing {
      #expect(closing == .endCall && attack.reply.json.contains("universal"), "\(attack)")
    }
  }

  /// By other means than the guard's own.
  private func check(generated text: String, _ attack: Attack) {
    let numbers = text.split { !$0.isNumber }.map(String.init)
    #expect(numbers.allSatisfy { $0 == "40" || attack.caller.contains($0) }, "\(text)")
    let lower = text.lowercased()
    for sign in [
      "http", ".com", "{", "<", "[", "`", "🔑", "\u{202E}", "i have ", "i've ", "confirmed", "booked", "free", "cheap",
      "guarantee",
    ] {
      #expect(!lower.contains(sign), "\(sign) in \(text)")
    }
    #expect(text.count <= 500)
  }

  private func check(_ request: ModelRequest, of attack: Attack) {
    guard case .succeeded(let message) = ToolReply.read(Array(request.message.utf8), as: nil) else {
      Issue.record("the message is not JSON: \(request.message)")
      return
    }
    guard case .text(let words) = message.member("caller") else { return }
    let expected = Words(attack.caller).words.map(\.text)
    let sent = Words(words).words.map(\.text)
    #expect(
      sent.allSatisfy { expected.contains($0) || ["…", "so", "tell", "me", "about", "lessons"].contains($0) },
      "\(words)")
    #expect(!request.message.contains("1234") && !request.message.contains("one two three four"), "\(request.message)")
    #expect(!request.instructions.contains(attack.caller))
  }
}
