import DialogDSL
import Foundation
import Hearing
import Interpreter
import Testing

@testable import CallEngine

@Suite struct CallCoreTests {
  static let yaml = """
    dialog: 1
    name: Desk
    vars:
      caller: {type: text, from: call.retell_llm_dynamic_variables.caller, default: there}
    slots:
      order: {type: digits, length: 4, prompt: Which order?, confirm: never}
    flows:
      main:
        - say: Hello {{ caller }}.
        - collect: order
        - call: find
          save: found
          failed: [end: I can't find it.]
        - end: It is {{ found.status }}.
    tools:
      find: {get: "http://127.0.0.1:9/{{ order }}", hold: Let me look., returns: {status: text}}
    fallback: [reprompt: 2, end: Sorry.]
    """

  static let time = LocalTime(CivilDateTime(date: CivilDate(daysSinceEpoch: 20_000), time: ClockTime(wrapping: 540)))

  func core(_ yaml: String = Self.yaml) throws -> CallCore {
    let outcome = ScriptLoader.load(text: yaml, file: "desk.yaml", environment: [:])
    let script = try #require(outcome.script, "\(outcome.diagnostics)")
    return CallCore(callID: "call_1", dialog: PreparedScript(script))
  }

  static func responses(_ reaction: CallCore.Reaction) -> [String] { responses(reaction.outputs) }

  static func responses(_ outputs: [CallOutput]) -> [String] {
    outputs.compactMap { output in
      guard case .response(let id, let speech, let isLast, _) = output else { return nil }
      return "\(id)\(isLast ? "." : "…") \(speech.text)"
    }
  }

  static func transcript(_ caller: String) -> [TranscriptEntry] {
    [TranscriptEntry(.agent, "Hello there. Which order?"), TranscriptEntry(.caller, caller)]
  }

  static let facts = Value.map(["retell_llm_dynamic_variables": .map(["caller": .text("Ann")])])

  @Test("The greeting waits for call details, and no longer than it may")
  func greetingWaits() throws {
    var call = try core()
    let opened = call.receive(.opened, at: Self.time)
    #expect(opened.outputs.isEmpty)
    #expect(opened.effects == [.start(.greeting, seconds: 1)])
    var late = call
    #expect(Self.responses(call.receive(.callDetails(Self.facts), at: Self.time)) == ["0. Hello Ann. Which order?"])
    #expect(Self.responses(late.elapse(.greeting, at: Self.time)) == ["0. Hello there. Which order?"])
    #expect(late.receive(.callDetails(Self.facts), at: Self.time).outputs.isEmpty, "never greeted twice")
    #expect(late.state.dialogue.variables["caller"] == .text("Ann"))
  }

  @Test("A request before the greeting is answered under its own id, with the greeting")
  func requestFirst() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time)
    let answered = call.receive(.responseRequired(id: 4, []), at: Self.time)
    #expect(Self.responses(answered) == ["4. Hello there. Which order?"])
    #expect(answered.effects.contains(.cancel(.greeting)))
    #expect(call.receive(.callDetails(Self.facts), at: Self.time).outputs.isEmpty)
  }

  @Test("A socket for a greeted call gets an empty begin message")
  func reopened() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time)
    _ = call.receive(.callDetails(Self.facts), at: Self.time)
    #expect(Self.responses(call.receive(.opened, at: Self.time)) == ["0. "])
  }

  @Test("A tool runs once, however often Retell asks while it runs; its answer goes to the latest request")
  func toolIsJoined() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time)
    _ = call.elapse(.greeting, at: Self.time)
    let first = call.receive(.responseRequired(id: 1, Self.transcript("one two three four")), at: Self.time)
    let tools = first.effects.compactMap { effect in
      if case .runTool(let request) = effect { request } else { nil }
    }
    let request = try #require(tools.first)
    let second = call.receive(.responseRequired(id: 2, Self.transcript("one two three four please")), at: Self.time)
    #expect(!second.effects.contains(.runTool(request)))
    #expect(!call.isIdle)
    let slow = call.elapse(.toolSlow(request.identity), at: Self.time)
    #expect(Self.responses(slow) == ["2… Let me look."])
    let done = call.finishTool(request.identity, .succeeded(.map(["status": .text("packed")])), at: Self.time)
    #expect(Self.responses(done) == ["2.  It is packed."])
    #expect(
      done.outputs.first == .toolFinished(id: "call_1-tool-1", content: #"{"status":"packed"}"#, successful: true))
    #expect(call.isIdle)
  }

  @Test("A turn that takes too long ends in the script's own words; a result after that is too late")
  func deadline() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time)
    _ = call.elapse(.greeting, at: Self.time)
    let asked = call.receive(.responseRequired(id: 1, Self.transcript("one two three four")), at: Self.time)
    #expect(asked.effects.contains(.start(.turnDeadline, seconds: CallCore.turnDeadline)))
    let over = call.elapse(.turnDeadline, at: Self.time)
    #expect(Self.responses(over) == ["1. I can't find it."])
    for case .runTool(let request) in asked.effects {
      let late = call.finishTool(request.identity, .succeeded(.map(["status": .text("packed")])), at: Self.time)
      #expect(late.outputs.isEmpty)
    }
    #expect(call.elapse(.turnDeadline, at: Self.time).outputs.isEmpty)
  }

  @Test("What a script does about a tool that came too late gets a little more time, once")
  func overtime() throws {
    let yaml = Self.yaml.replacing("[end: I can't find it.]", with: "[{call: tell, failed: [{call: tell_others}]}]")
      .replacing(
        "fallback:",
        with: """
            tell: {post: "http://127.0.0.1:9/tell", timeout: 60s}
            tell_others: {post: "http://127.0.0.1:9/others", timeout: 60s}
          fallback:
          """)
    var call = try core(yaml)
    _ = call.receive(.opened, at: Self.time)
    _ = call.elapse(.greeting, at: Self.time)
    _ = call.receive(.responseRequired(id: 1, Self.transcript("one two three four")), at: Self.time)
    let late = call.elapse(.turnDeadline, at: Self.time)
    #expect(late.effects.last == .start(.turnDeadline, seconds: CallCore.overtime))
    let later = call.elapse(.turnDeadline, at: Self.time)
    #expect(later.effects.last == .start(.turnDeadline, seconds: 0))
    let over = call.elapse(.turnDeadline, at: Self.time)
    #expect(Self.responses(over).last?.hasPrefix("1. ") == true)
    #expect(call.isIdle)
  }

  @Test("A long result is not woven into the transcript, and is used all the same")
  func longResult() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time)
    _ = call.elapse(.greeting, at: Self.time)
    let asked = call.receive(.responseRequired(id: 1, Self.transcript("one two three four")), at: Self.time)
    for case .runTool(let request) in asked.effects {
      let status = String(repeating: "a", count: CallCore.longestWoven)
      let done = call.finishTool(request.identity, .succeeded(.map(["status": .text(status)])), at: Self.time)
      let content = #"{"not_shown":"16397 bytes"}"#
      #expect(done.outputs.first == .toolFinished(id: "call_1-tool-1", content: content, successful: true))
      #expect(Self.responses(done) == ["1. It is \(status)."])
    }
  }

  @Test("What comes from the environment is for the tool's server alone")
  func environment() throws {
    let yaml = Self.yaml.replacing(
      "find: {get: \"http://127.0.0.1:9/{{ order }}\",",
      with: """
        find: {post: "${URL}/{{ order }}?k=${KEY}", query: {key: "${KEY}"}, \
        body: {token: "${KEY}", deep: {token: "Bearer ${KEY}"}, order: "{{ order }}"}, headers: {X-Key: "${KEY}"},
        """)
    let outcome = ScriptLoader.load(
      text: yaml, file: "desk.yaml", environment: ["KEY": "sk-hush", "URL": "https://example.com"])
    let script = try #require(outcome.script, "\(outcome.diagnostics)")
    var call = CallCore(callID: "call_1", dialog: PreparedScript(script))
    _ = call.receive(.opened, at: Self.time)
    _ = call.elapse(.greeting, at: Self.time)
    let asked = call.receive(.responseRequired(id: 1, Self.transcript("one two three four")), at: Self.time)
    let requests = asked.effects.compactMap { if case .runTool(let request) = $0 { request } else { nil } }
    let request = try #require(requests.first)
    #expect(request.url == "https://example.com/1234?k=sk-hush&key=sk-hush")
    #expect(request.body == #"{"deep":{"token":"Bearer sk-hush"},"order":"1234","token":"sk-hush"}"#)
    _ = call.finishTool(request.identity, .succeeded(.map(["status": .text("packed")])), at: Self.time)
    let kept = String(decoding: try JSONEncoder().encode(call.snapshot), as: UTF8.self)
    for text in ["\(asked.outputs)", "\(asked.trace)", "\(request.identity)", kept] {
      #expect(!text.contains("sk-hush"), "\(text)")
    }
    #expect("\(asked.outputs)".contains("${KEY}"))
  }

  @Test("A call goes on from its stored snapshot")
  func resumes() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time)
    _ = call.elapse(.greeting, at: Self.time)
    _ = call.receive(.responseRequired(id: 1, Self.transcript("one two")), at: Self.time)
    let stored = try JSONEncoder().encode(call.snapshot)
    let snapshot = try JSONDecoder().decode(CallCore.Snapshot.self, from: stored)
    #expect(snapshot == call.snapshot)
    var resumed = CallCore(resuming: snapshot, dialog: call.dialog)
    #expect(Self.responses(resumed.receive(.opened, at: Self.time)) == ["0. "])
    let longer = CallInput.responseRequired(id: 1, Self.transcript("one two three four"))
    #expect(resumed.receive(longer, at: Self.time).effects == call.receive(longer, at: Self.time).effects)
  }

  @Test("A tool that ran when the call was stored has failed for the call that goes on")
  func resumesWhileAToolRan() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time)
    _ = call.elapse(.greeting, at: Self.time)
    let asked = CallInput.responseRequired(id: 1, Self.transcript("one two three four"))
    _ = call.receive(asked, at: Self.time)
    var resumed = CallCore(resuming: call.snapshot, dialog: call.dialog)
    #expect(Self.responses(resumed.receive(.opened, at: Self.time)) == ["0. "])
    #expect(Self.responses(resumed.receive(asked, at: Self.time)) == ["1. I can't find it."])
    #expect(resumed.isIdle)
  }

  @Test("A response is sent in pieces only where something is waited for, and closed exactly once")
  func pieces() throws {
    var call = try core(
      """
      dialog: 1
      name: Desk
      prompts: {notice: {text: This is recorded., interruptible: false}}
      slots: {name: {type: name, prompt: Your name?}}
      flows: {main: [say: Hello., say: notice, collect: name, end: Bye.]}
      fallback: [reprompt: 1, end: Sorry.]
      """)
    let opened = call.receive(.opened, at: Self.time)
    #expect(
      opened.outputs == [
        .response(id: 0, Speech("Hello."), isLast: false, closing: nil),
        .response(id: 0, Speech(" This is recorded.", isInterruptible: false), isLast: false, closing: nil),
        .response(id: 0, Speech(" Your name?"), isLast: true, closing: nil),
      ])
  }

  @Test("A greeting that waits is not spoken while nobody can hear it")
  func greetingNeedsALink() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time)
    #expect(call.detach().effects.contains(.cancel(.greeting)))
    #expect(call.elapse(.greeting, at: Self.time).outputs.isEmpty)
    #expect(call.receive(.opened, at: Self.time).effects == [.start(.greeting, seconds: 1)])
    #expect(Self.responses(call.elapse(.greeting, at: Self.time)) == ["0. Hello there. Which order?"])
  }

  static let booking = """
    dialog: 1
    name: Desk
    slots: {order: {type: digits, length: 4, prompt: Which order?, confirm: never}}
    flows: {main: [collect: order, call: cancel, end: It is cancelled.]}
    tools:
      cancel: {post: "http://127.0.0.1:9/{{ order }}", writes: true, hold: One moment.}
    fallback: [reprompt: 2, end: Sorry.]
    """

  /// Up to the hold line of the tool that writes.
  func settling() throws -> CallCore {
    var call = try core(Self.booking)
    _ = call.receive(.opened, at: Self.time)
    let asked = call.receive(Self.wish, at: Self.time)
    #expect(Self.responses(asked) == ["1… One moment."])
    #expect(asked.effects.contains(.start(.settleWait, seconds: CallCore.settleWait)))
    return call
  }

  static let wish = CallInput.responseRequired(
    id: 1, [TranscriptEntry(.agent, "Which order?"), TranscriptEntry(.caller, "one two three four")])

  static func tools(_ reaction: CallCore.Reaction) -> [ToolRequest] {
    reaction.effects.compactMap { if case .runTool(let request) = $0 { request } else { nil } }
  }

  @Test("A tool that writes waits for its turn to be settled as long as there is no link")
  func settlingNeedsALink() throws {
    var call = try settling()
    #expect(call.detach().effects.contains(.cancel(.settleWait)))
    #expect(Self.tools(call.elapse(.settleWait, at: Self.time)).isEmpty)
    let opened = call.receive(.opened, at: Self.time)
    #expect(Self.responses(opened) == ["0. "])
    #expect(
      opened.effects == [
        .start(.settleWait, seconds: CallCore.settleWait), .start(.turnDeadline, seconds: CallCore.turnDeadline),
      ])
    #expect(Self.tools(call.elapse(.settleWait, at: Self.time)).map(\.tool) == ["cancel"])
  }

  @Test("A call resumed before its turn was settled runs the tool unasked, and answers once it is asked")
  func resumedWhileSettling() throws {
    let before = try settling()
    var call = CallCore(resuming: before.snapshot, dialog: before.dialog)
    #expect(call.receive(.opened, at: Self.time).effects.contains(.start(.settleWait, seconds: CallCore.settleWait)))
    let request = try #require(Self.tools(call.elapse(.settleWait, at: Self.time)).first)
    let done = call.finishTool(request.identity, .succeeded(.none), at: Self.time)
    #expect(Self.responses(done).isEmpty)
    let asked = call.receive(Self.wish, at: Self.time)
    #expect(Self.responses(asked) == ["1. It is cancelled."])
    #expect(Self.tools(asked).isEmpty)
  }
}
