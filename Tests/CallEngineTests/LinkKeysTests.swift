import DialogDSL
import Hearing
import Interpreter
import Testing

@testable import CallEngine

/// What reaches the shell beside speech: limits of time, settings, facts for the web client, results (language.md §2,
/// §5.1).
@Suite struct LinkKeysTests {
  private static let yaml = """
    dialog: 1
    name: Desk
    slots:
      day: {type: date, prompt: Which day?, confirm: never}
      pin: {type: digits, length: 4, prompt: Your PIN?, patience: high}
    flows:
      main:
        - collect: day
        - publish: {day: day}
        - collect: pin
        - tune: {reminder_max_count: 4}
        - wait
        - end: Bye.
    limits: {duration: 60s, then: [{say: Time is up.}, {call: tell}, {end: So long.}]}
    result: {day: day, send: report}
    retell: {agent: {responsiveness: 0.8}}
    tools:
      report: {post: "http://127.0.0.1:9/results"}
      tell: {post: "http://127.0.0.1:9/tell"}
    fallback: [{reprompt: 2}, {end: Sorry.}]
    """

  private static func time(_ seconds: Int) -> LocalTime {
    LocalTime(
      CallCoreTests.time.civil.adding(minutes: seconds / 60), second: seconds % 60,
      offsetMinutes: CallCoreTests.time.offsetMinutes)
  }

  private func core() throws -> CallCore { try CallCoreTests().core(Self.yaml) }

  private static func asked(_ id: Int, _ said: String) -> CallInput {
    .responseRequired(id: id, [TranscriptEntry(.agent, "Which day?"), TranscriptEntry(.caller, said)])
  }

  private static func interruptions(_ reaction: CallCore.Reaction) -> [String] {
    reaction.outputs.compactMap { output in
      guard case .interruption(let id, let speech, let isLast, let closing) = output else { return nil }
      #expect(!speech.isInterruptible)
      return "\(id)\(isLast ? "." : "…") \(speech.text)\(closing == nil ? "" : " [end]")"
    }
  }

  @Test("Time that is over is said unasked, a while after the limit, and once")
  func interruption() throws {
    var call = try core()
    let opened = call.receive(.opened, at: Self.time(0))
    #expect(opened.effects.contains(.start(.durationLimit, seconds: 60 + CallCore.limitGrace)))
    let over = call.elapse(.durationLimit, at: Self.time(70))
    #expect(Self.interruptions(over) == ["1… Time is up."])
    let tell = try #require(CallCoreTests.tools(over).first)
    let done = call.finishTool(tell.identity, .succeeded(.none), at: Self.time(71))
    #expect(Self.interruptions(done) == ["1.  So long. [end]"])
    #expect(call.isIdle)
    let again = call.elapse(.durationLimit, at: Self.time(80))
    #expect(again.outputs.isEmpty && again.effects.isEmpty)
  }

  @Test("An answer that is open comes to the limit by itself")
  func openAnswer() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time(0))
    let late = call.receive(Self.asked(1, "tomorrow"), at: Self.time(65))
    #expect(CallCoreTests.responses(late) == ["1… Time is up."])
    #expect(call.elapse(.durationLimit, at: Self.time(70)).outputs.isEmpty)
  }

  @Test("On another socket the rest of the time is waited for, and without a socket nothing is said")
  func resumed() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time(0))
    #expect(call.detach().effects.contains(.cancel(.durationLimit)))
    #expect(call.elapse(.durationLimit, at: Self.time(75)).outputs.isEmpty)
    var resumed = CallCore(resuming: call.snapshot, dialog: call.dialog)
    let opened = resumed.receive(.opened, at: Self.time(40))
    #expect(opened.effects.contains(.start(.durationLimit, seconds: 20 + CallCore.limitGrace)))
    var late = CallCore(resuming: call.snapshot, dialog: call.dialog)
    let openedLate = late.receive(.opened, at: Self.time(500))
    #expect(openedLate.effects.contains(.start(.durationLimit, seconds: CallCore.limitGrace)))
  }

  @Test("Settings go out before the greeting and on every socket, changes when they are made")
  func settings() throws {
    var call = try core()
    let eager = CallOutput.updateAgent(AgentSettings(responsiveness: 0.8))
    #expect(call.receive(.opened, at: Self.time(0)).outputs.first == eager)
    let asked = call.receive(Self.asked(1, "tomorrow"), at: Self.time(1))
    let patient = CallOutput.updateAgent(AgentSettings(responsiveness: 0.3, interruptionSensitivity: 0.6))
    #expect(asked.outputs.contains(patient))
    #expect(call.receive(.opened, at: Self.time(2)).outputs.first == patient)
    let lines = [
      TranscriptEntry(.agent, "Which day?"), TranscriptEntry(.caller, "tomorrow"), TranscriptEntry(.agent, "Your PIN?"),
      TranscriptEntry(.caller, "one two three four"),
    ]
    let answered = call.receive(.responseRequired(id: 2, lines), at: Self.time(3))
    let settings = answered.outputs.compactMap { if case .updateAgent(let settings) = $0 { settings } else { nil } }
    #expect(settings.contains(AgentSettings(reminderMaxCount: 4)))
    #expect(settings.contains(AgentSettings(responsiveness: 0.8, interruptionSensitivity: 1)))
    let next = call.receive(.opened, at: Self.time(4)).outputs.first
    #expect(next == .updateAgent(AgentSettings(responsiveness: 0.8, reminderMaxCount: 4)))
  }

  @Test("A turn that is read anew publishes only what has changed; a later turn the same again")
  func publishing() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time(0))
    func published(_ reaction: CallCore.Reaction) -> [String] {
      reaction.outputs.compactMap { if case .metadata(let facts) = $0 { facts } else { nil } }
    }
    let tuesday = CallCoreTests.time.today.adding(days: 1)
    let first = published(call.receive(Self.asked(1, "tomorrow"), at: Self.time(1)))
    #expect(first == [#"{"day":"\#(tuesday.description)"}"#])
    #expect(published(call.receive(Self.asked(2, "tomorrow please"), at: Self.time(2))).isEmpty)
    #expect(published(call.receive(Self.asked(3, "tomorrow please no today"), at: Self.time(3))).count == 1)
  }

  @Test("The result is sent once, a while after the last link has gone")
  func result() throws {
    var call = try core()
    _ = call.receive(.opened, at: Self.time(0))
    _ = call.receive(Self.asked(1, "today"), at: Self.time(1))
    #expect(call.detach().effects.contains(.start(.reconnect, seconds: CallCore.reconnectWait)))
    #expect(call.receive(.opened, at: Self.time(2)).effects.contains(.cancel(.reconnect)))
    #expect(call.elapse(.reconnect, at: Self.time(200)).effects.isEmpty, "there is a link")
    _ = call.detach()
    let sent = CallCoreTests.tools(call.elapse(.reconnect, at: Self.time(400)))
    #expect(sent.map(\.tool) == ["report"])
    #expect(sent.first?.body == #"{"day":"\#(CallCoreTests.time.today.description)"}"#)
    #expect(call.end(at: Self.time(500)).effects.isEmpty)
    #expect(CallCore(resuming: call.snapshot, dialog: call.dialog).state.hasEnded)
  }

  @Test(
    "A closing step without words of its own is protected all the same",
    arguments: ["transfer: \"+12125550188\"", "press: \"1\""])
  func wordlessClosing(step: String) throws {
    var call = try CallCoreTests().core(
      """
      dialog: 1
      flows: {main: [{\(step)}]}
      fallback: [{end: Sorry.}]
      """)
    guard case .response(_, let speech, _, let closing?)? = call.receive(.opened, at: Self.time(0)).outputs.last else {
      return #expect(Bool(false), "no closing")
    }
    #expect(speech == Speech("", isInterruptible: false), "\(closing)")
  }

  @Test("A call that never began has no result")
  func nothingToSend() throws {
    var call = try core()
    #expect(call.end(at: Self.time(0)).effects.isEmpty)
  }

  @Test("A call that is released sends its result, and so do those that are kept when the process stops")
  func released() async throws {
    let script = try core().dialog.script
    let parts = CallParts(script)
    func dial(_ id: String) async throws -> (call: Call, outlet: RecordingOutlet) {
      let call = try #require(await parts.directory.call(id: id))
      let outlet = RecordingOutlet()
      await parts.directory.attach(outlet, to: call)
      await call.receive(.opened, from: outlet)
      return (call, outlet)
    }
    let gone = try await dial("gone")
    _ = try await dial("kept")
    await parts.directory.detach(gone.outlet, from: gone.call)
    try await eventually { parts.clock.waits.contains(CallCore.reconnectWait) }
    parts.clock.advance(seconds: CallCore.reconnectWait)
    try await eventually { parts.tools.ran == ["report"] }
    await parts.directory.close()
    #expect(parts.tools.ran == ["report", "report"], "of the call that was kept")
    #expect(await parts.directory.count == 0)
  }
}
