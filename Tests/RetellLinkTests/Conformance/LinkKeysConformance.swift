import CallEngine
import DialogDSL
import Hearing
import Interpreter
import RetellLink
import Synchronization
import Testing

/// Keypad input, interruptions, settings, metadata and results, with real frames (reference §5.3, §7.4, §7.6, §7.7,
/// §19).
@Suite struct LinkKeysConformance {
  private static let script = """
    dialog: 1
    name: Desk
    slots:
      pin: {type: digits, length: 4, keypad: true, prompt: Your PIN?}
      day: {type: date, prompt: Which day?, confirm: never}
    flows:
      main:
        - publish: {page: "'start'"}
        - collect: pin
        - tune: {responsiveness: 0.4}
        - collect: day
        - end: Bye.
    limits: {duration: 60s, then: [{end: Our time is up.}]}
    result: {day: day, send: report}
    retell: {agent: {reminder_max_count: 2}}
    tools:
      report: {post: "${TOOLS:-http://127.0.0.1:9}/results", writes: true}
    fallback: [{reprompt: 2}, {end: Sorry.}]
    """

  private static let opening = #"{"role":"agent","content":"Your PIN?","words":[]}"#

  private static func request(_ id: Int, keys: String) -> String {
    let typed = keys.map { #",{"role":"dtmf","digit":"\#($0)"}"# }.joined()
    return #"{"interaction_type":"response_required","response_id":\#(id),"transcript":[\#(opening)],"#
      + #""transcript_with_tool_calls":[{"role":"tool_call_invocation","tool_call_id":"x","name":"n","arguments":"{}"},"#
      + #"\#(opening)\#(typed)]}"#
  }

  /// Frames before the begin message, and it.
  private static func begin(_ socket: Socket) async throws -> [String] {
    try await socket.response(0).map(\.text)
  }

  @Test("19.45 asks for the woven transcript, and collects keys after the agent's last words, without the ending key")
  func keypad() async throws {
    try await DialogServer.run(Self.script, clock: HeldClock()) { server, _ in
      let socket = try await server.dial("call_1")
      let frames = try await Self.begin(socket)
      #expect(frames.first?.contains(#""transcript_with_tool_calls":true"#) == true)
      try await socket.send(Self.request(1, keys: "12"))
      #expect(try await socket.response(1).spoken == "I have one two. Go on.")
      // The caller goes on typing before a word of that was heard.
      try await socket.send(Self.request(2, keys: "1234#"))
      #expect(try await socket.response(2).spoken == "Which day?")
    }
  }

  @Test("The simulated caller types as Retell shows it")
  func simulatedCaller() async throws {
    try await DialogServer.run(Self.script, clock: HeldClock()) { server, _ in
      let moments = Collected<DialledCall.Moment>()
      let call = DialledCall(url: server.url("/llm-websocket"), id: "call_1")
      let moves = CallScript([.keypad("12"), .keypad("34#"), .user("tuesday")])
      let ending = try await SimulatedRetell(call) { moments.add($0) }.play(moves)
      #expect(
        moments.all.dropLast() == [
          .agent("Your PIN?"), .typed("12"), .agent("I have one two. Go on."), .typed("34#"), .agent("Which day?"),
          .caller("tuesday"), .agent("Bye."),
        ])
      #expect(ending == .agentHungUp)
    }
  }

  @Test("7.6, 17.20 settings are sent before the greeting and again on a new socket; changes in their turn")
  func settings() async throws {
    try await DialogServer.run(Self.script, clock: HeldClock()) { server, _ in
      let first = try await server.dial("call_1")
      let frames = try await Self.begin(first)
      #expect(frames[1] == #"{"response_type":"update_agent","agent_config":{"reminder_max_count":2}}"#)
      try await first.send(Self.request(1, keys: "1234#"))
      let answer = try await first.response(1).map(\.text)
      #expect(answer.first == #"{"response_type":"update_agent","agent_config":{"responsiveness":0.4}}"#)
      first.client.drop()
      let second = try await server.dial("call_1")
      let again = try await Self.begin(second)
      #expect(
        again[1] == #"{"response_type":"update_agent","agent_config":{"responsiveness":0.4,"reminder_max_count":2}}"#)
    }
  }

  @Test("7.7 facts for the web client are sent once")
  func metadata() async throws {
    try await DialogServer.run(Self.script, clock: HeldClock()) { server, _ in
      let first = try await server.dial("call_1")
      let frames = try await Self.begin(first)
      #expect(frames.contains(#"{"response_type":"metadata","metadata":{"page":"start"}}"#))
      first.client.drop()
      let second = try await server.dial("call_1")
      #expect(try await !Self.begin(second).contains { $0.contains("metadata") })
    }
  }

  @Test("19.43 a call whose time is over speaks unasked, protected, under an id of its own")
  func interruption() async throws {
    let clock = LateClock()
    try await DialogServer.run(Self.script, clock: clock) { server, _ in
      let socket = try await server.dial("call_1")
      _ = try await Self.begin(socket)
      try await eventually { clock.held.waits.all.contains(60 + CallCore.limitGrace) }
      clock.pass(seconds: 70)
      clock.held.elapse()
      #expect(
        try await socket.event().text
          == #"{"response_type":"agent_interrupt","interrupt_id":1,"content":"Our time is up.","content_complete":true,"#
          + #""no_interruption_allowed":true,"end_call":true}"#)
      // Spoken over all the same: the end comes again, under the request's own id.
      try await socket.send(
        Frame.request(1, Frame.transcript("agent: Your PIN?", "agent: Our time", "user: what is it")))
      let answer = try await socket.response(1)
      #expect(answer.spoken == "Our time is up." && answer.last?.endsCall == true)
    }
  }

  @Test("The result is posted once, when nobody has come back to the call")
  func result() async throws {
    let clock = HeldClock()
    try await ToolServer.run(.json("{}")) { tools in
      try await DialogServer.run(Self.script, environment: ["TOOLS": tools.url], clock: clock) { server, directory in
        let first = try await server.dial("call_1")
        _ = try await Self.begin(first)
        first.client.drop()
        try await eventually { clock.waits.all.contains(CallCore.reconnectWait) }
        let second = try await server.dial("call_1")
        _ = try await Self.begin(second)
        try await second.send(
          Frame.request(
            1, Frame.transcript("agent: Your PIN?", "user: one two three four", "agent: Which day?", "user: tuesday")))
        _ = try await second.response(1)
        #expect(tools.requests.all.isEmpty)
        try await second.client.close(code: 1000)
        try await eventually { await directory.attachedCount == 0 }
        try await eventually {
          clock.elapse()
          return !tools.requests.all.isEmpty
        }
        try await eventually {
          clock.elapse()
          return await directory.count == 0
        }
      }
      #expect(tools.requests.all.count == 1)
      #expect(tools.requests.all.first?.method == "POST")
      #expect(tools.requests.all.first?.idempotencyKey != nil)
    }
  }
}

/// A held clock whose time the test moves.
private final class LateClock: CallClock {
  let held = HeldClock()
  private let elapsed = Mutex(0)

  func pass(seconds: Int) { elapsed.withLock { $0 += seconds } }

  var now: LocalTime {
    let start = held.now
    let seconds = elapsed.withLock { $0 }
    return LocalTime(
      start.civil.adding(minutes: seconds / 60), second: seconds % 60, offsetMinutes: start.offsetMinutes)
  }

  func sleep(seconds: Double) async throws { try await held.sleep(seconds: seconds) }
}
