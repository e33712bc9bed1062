import CallEngine
import DialogDSL
import Foundation
import Interpreter
import RetellLink
import Testing

@Suite struct SimulatedRetellTests {
  /// Says back what it heard; `bye` ends the call.
  private let echo = FakeCalls { _, input, outlet in
    switch input {
    case .opened: outlet.say(0, "Hello.")
    case .responseRequired(let id, let transcript):
      let said = transcript.last?.text ?? ""
      outlet.say(id, "You said", isLast: false)
      outlet.say(id, " \(said).", closing: said == "bye" ? .endCall : nil)
    case .reminderRequired(let id, _): outlet.say(id, "Still there?")
    case .callDetails, .updateOnly: break
    }
  }

  private func moments(
    _ calls: FakeCalls, _ moves: [CallScript.Move]
  ) async throws -> [DialledCall.Moment] {
    let moments = Collected<DialledCall.Moment>()
    try await RunningServer.run(calls) { server in
      let call = DialledCall(url: server.url("/llm-websocket/"), id: "call_1")
      let retell = SimulatedRetell(call) { moments.add($0) }
      _ = try await retell.play(CallScript(moves))
    }
    return moments.all
  }

  @Test func aTurnThatWasCutOffIsAskedTwiceAndAnsweredOnce() async throws {
    let moments = try await moments(echo, [.userParts(["My name is Mike", "My name is Mike Trump"])])
    #expect(
      moments == [
        .agent("Hello."), .caller("My name is Mike Trump"), .agent("You said My name is Mike Trump."),
        .ended(.callerHungUp),
      ])
    let inputs = await echo.call("call_1")?.inputs ?? []
    let asked = inputs.compactMap {
      if case .responseRequired(let id, let heard) = $0 { (id, heard.last?.text) } else { nil }
    }
    #expect(asked.map(\.0) == [1, 2])
    #expect(asked.map(\.1) == ["My name is Mike", "My name is Mike Trump"])
  }

  @Test func theAgentsHangUpEndsTheCall() async throws {
    let moments = try await moments(echo, [.user("bye"), .user("more")])
    #expect(moments.suffix(2) == [.agent("You said bye."), .ended(.agentHungUp)])
  }

  @Test func anInterruptionDiscardsTheHangUpAndCutsTheSpeech() async throws {
    let moments = try await moments(echo, [.user("bye"), .interrupt(after: "You sa", user: "wait")])
    #expect(
      moments.suffix(4) == [
        .agentCut("You sa"), .caller("wait"), .agent("You said wait."), .ended(.callerHungUp),
      ])
  }

  @Test func silenceBringsReminders() async throws {
    let moments = try await moments(echo, [.silence(2)])
    #expect(
      moments == [.agent("Hello."), .agent("Still there?"), .agent("Still there?"), .ended(.callerHungUp)])
  }

  @Test func aReconnectKeepsTheTranscriptAndTheIDs() async throws {
    let moments = try await moments(echo, [.user("one"), .reconnect, .user("two")])
    #expect(moments.contains(.reconnected))
    #expect(moments.contains(.agent("You said two.")))
    let inputs = await echo.call("call_1")?.inputs ?? []
    guard
      case .responseRequired(id: 2, let heard) = inputs.last(where: {
        if case .responseRequired = $0 { true } else { false }
      })
    else { return #expect(Bool(false)) }
    #expect(heard.map(\.text) == ["Hello.", "one", "You said one.", "Hello.", "two"])
  }

  @Test func callDetailsAreSentWhenAskedFor() async throws {
    var settings = RetellSettings()
    settings.callDetails = true
    let calls = FakeCalls(settings: settings) { _, input, outlet in
      if case .callDetails(let call) = input { outlet.say(0, "\(call)") }
    }
    try await RunningServer.run(calls) { server in
      let call = DialledCall(
        url: server.url("/llm-websocket"), id: "call_1", facts: ["from_number": "+15035550100"],
        variables: ["name": "Priya \"P\""])
      let moments = Collected<DialledCall.Moment>()
      _ = try await SimulatedRetell(call) { moments.add($0) }.play(CallScript([]))
      let heard = #"{call_id: call_1, from_number: +15035550100, retell_llm_dynamic_variables: {name: Priya "P"}}"#
      #expect(moments.all == [.agent(heard), .ended(.callerHungUp)])
    }
  }

  @Test func aServerThatDoesNotAnswerIsAnError() async throws {
    try await RunningServer.run(FakeCalls()) { server in
      var call = DialledCall(url: server.url("/llm-websocket"), id: "call_1")
      call.patience = .milliseconds(100)
      let impatient = call
      await #expect(throws: ClientError.noAnswer(responseID: 0)) {
        try await SimulatedRetell(impatient).play(CallScript([]))
      }
    }
  }

  @Test func aCallScriptIsAListOfMoves() throws {
    let json = """
      [{"user": "hi"}, {"user_parts": ["a", "a b"]}, {"silence": 1},
       {"interrupt": {"after": "Thanks", "user": "wait"}}, {"reconnect": true}]
      """
    let script = try JSONDecoder().decode(CallScript.self, from: Data(json.utf8))
    #expect(
      script.moves == [
        .user("hi"), .userParts(["a", "a b"]), .silence(1), .interrupt(after: "Thanks", user: "wait"), .reconnect,
      ])
    #expect(try JSONDecoder().decode(CallScript.self, from: JSONEncoder().encode(script)) == script)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(CallScript.self, from: Data("[{}]".utf8)) }
  }

  @Test(arguments: [
    ("ws://host:81/a/b?c=d", "host", 81, "/a/b?c=d"), ("ws://host", "host", 80, "/"),
    ("http://[::1]:9/x", "::1", 9, "/x"), ("ws://host?q", "host", 80, "/?q"),
  ])
  func addresses(url: String, host: String, port: Int, target: String) throws {
    let address = try WebSocketAddress(url)
    #expect((address.host, address.port, address.target) == (host, port, target))
  }

  @Test func badAddressesAreRefused() {
    #expect(throws: ClientError.noTLS("wss://host/")) { try WebSocketAddress("wss://host/") }
    for url in ["host", "ftp://host", "ws://", "ws://host:0", "ws://host:x"] {
      #expect(throws: ClientError.badAddress(url)) { try WebSocketAddress(url) }
    }
  }
}
