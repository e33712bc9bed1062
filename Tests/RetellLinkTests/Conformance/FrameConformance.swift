import CallEngine
import DialogDSL
import Interpreter
import RetellLink
import Testing

/// Reference §19, "Frames" and "Keepalive", and 19.9.
@Suite struct FrameConformance {
  private let calls = FakeCalls { _, input, outlet in
    switch input {
    case .opened: outlet.say(0, "Hello.")
    case .responseRequired(let id, let transcript):
      let callers = transcript.filter { $0.speaker == .caller }.map(\.text)
      outlet.say(id, "\(transcript.count): \(callers.joined(separator: "/"))")
    case .reminderRequired(let id, _): outlet.say(id, "Still there?")
    case .callDetails, .updateOnly: break
    }
  }

  @Test("19.9 sends config first on every socket, with auto_reconnect")
  func configFirst() async throws {
    var settings = RetellSettings()
    settings.callDetails = true
    let calls = FakeCalls(settings: settings)
    try await RunningServer.run(calls) { server in
      for _ in 1...2 {
        let socket = try await server.dial("call_1")
        let config = try await socket.event()
        #expect(
          config.text
            == #"{"response_type":"config","config":{"auto_reconnect":true,"call_details":true,"#
            + #""transcript_with_tool_calls":false}}"#)
      }
    }
  }

  @Test("19.15, 19.16 sends text frames, one typed object each, with an integer, a string and a boolean")
  func wellTyped() async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      var events = try await socket.response(0)
      try await socket.send(Frame.request(1, Frame.transcript("user: hi")))
      events += try await socket.response(1)
      try await socket.send(Frame.ping(1_767_225_602_000))
      events.append(try await socket.event())
      #expect(events.map(\.type) == ["config", "response", "response", "ping_pong"])
      for event in events where event.type == "response" {
        #expect(event.responseID != nil && event.content != nil)
        #expect(event.members["content_complete"] == .bool(event.isComplete))
      }
    }
  }

  @Test(
    "19.17 survives what is no event",
    arguments: [
      "", "{", "null", "[]", "\"response_required\"", "42", #"{"interaction_type":"#, "{}", #"{"interaction_type":7}"#,
      #"{"interaction_type":"new_thing","response_id":9,"transcript":[]}"#,
      #"{"interaction_type":"response_required","transcript":[]}"#,
      #"{"interaction_type":"response_required","response_id":"9","transcript":[]}"#,
      #"{"interaction_type":"update_only"}"#,
      #"{"interaction_type":"response_required","response_id":9,"transcript":[{"role":}]}"#,
      #"{"interaction_type":"ping_pong","timestamp":"now"}"#, #"{"interaction_type":"call_details","call":[]}"#,
      String(repeating: "[", count: 100_000), #"{"call":"# + String(repeating: "[", count: 100_000),
    ])
  func survives(text: String) async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      try await socket.send(text)
      try await socket.client.send(binary: [1, 2, 3])
      try await socket.client.send(textBytes: [0x22, 0xFF, 0xC0, 0x22])
      try await socket.send(Frame.request(1, Frame.transcript("user: hi")))
      #expect(try await socket.response(1).map(\.type) == ["config", "response", "response"])
      let call = try #require(calls.call("call_1"))
      #expect(await call.inputs.count == 2)
    }
  }

  @Test("19.18 ignores unknown fields and roles, missing words and nulls")
  func lenient() async throws {
    let transcript = """
      [{"role":"agent","content":"Hello.","words":null,"metadata":null},{"role":"system","content":"note"},
       {"role":null,"content":null},{"content":"orphan"},{"role":"transfer_target","content":"me","new":[{"a":1}]},
       {"words":[{"word":"hi","start":0.1,"end":null}],"content":"hi","role":"user","metadata":{"response_id":null}}]
      """
    let frame = """
      {"timestamp":3,"new":{"deep":[1,{"x":"}"}]},"transcript":\(transcript),"turntaking":null,
       "transcript_with_tool_calls":null,"response_id":7.0,"interaction_type":"response_required"}
      """
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      try await socket.send(frame)
      #expect(try await socket.response(7).last?.content == "6: hi")
    }
  }

  @Test("19.19 has no answer to update_only and call_details")
  func noReply() async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      try await socket.send(#"{"interaction_type":"call_details","call":{"call_id":"call_1"}}"#)
      try await socket.send(Frame.update(Frame.transcript("user: hi"), turn: "user_turn"))
      try await socket.send(Frame.update(Frame.transcript("user: hi"), turn: "agent_turn"))
      #expect(await socket.all(for: .milliseconds(200)).isEmpty)
    }
  }

  @Test("19.20 echoes the timestamp", arguments: [0, 1, 1_767_225_600_123, 9_007_199_254_740_993])
  func echo(timestamp: Int) async throws {
    let calls = FakeCalls()
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.ping(timestamp))
      #expect(try await socket.event().text == #"{"response_type":"ping_pong","timestamp":\#(timestamp)}"#)
    }
  }

  @Test("19.21 echoes at once while the call is busy")
  func echoWhileBusy() async throws {
    let (busy, done) = AsyncStream.makeStream(of: Void.self)
    let calls = FakeCalls { _, input, outlet in
      guard case .responseRequired(let id, _) = input else { return }
      for await _ in busy {}
      outlet.say(id, "Done.")
    }
    try await RunningServer.run(calls) { server in
      defer { done.finish() }
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.request(1))
      for timestamp in 1...5 {
        try await socket.send(Frame.ping(timestamp))
        #expect(try await socket.event().timestamp == timestamp)
      }
      done.finish()
      #expect(try await socket.event().content == "Done.")
    }
  }

  @Test("a protocol ping is answered with its payload, also between fragments")
  func protocolPing() async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      _ = try await socket.event()
      try await socket.client.ping([1, 2, 3])
      #expect(try await socket.next() == .pong([1, 2, 3]))
    }
  }
}
