import CallEngine
import DialogDSL
import RetellLink
import Testing

/// Reference §19, "Connection and security".
@Suite struct ConnectionConformance {
  /// A begin message that names the call.
  private let calls = FakeCalls { call, input, outlet in
    switch input {
    case .opened: outlet.say(0, "You reached \(call.id).")
    case .responseRequired(let id, let transcript): outlet.say(id, "\(call.id) heard \(transcript.count)")
    default: break
    }
  }

  @Test(
    "19.1 upgrades {base}/{call_id} and decodes the call id",
    arguments: [
      ("call_2f9c1ab07d", "call_2f9c1ab07d"), ("call_1/", "call_1"), ("call%5F2f%2D9", "call_2f-9"), ("a.b", "a.b"),
      (String(repeating: "x", count: 128), String(repeating: "x", count: 128)),
    ])
  func upgrade(dialled: String, id: String) async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial(dialled)
      _ = try await socket.event()
      #expect(try await socket.event().content == "You reached \(id).")
    }
  }

  @Test(
    "19.2 refuses the bare base path, bad ids and other paths",
    arguments: [
      "/llm-websocket", "/llm-websocket/", "/llm-websocket//", "/llm-websocket/call_1//",
      "/llm-websocket/a/b", "/llm-websocket/a%2Fb", "/llm-websocket/a%",
      "/llm-websocket/a%20b", "/llm-websocket/" + String(repeating: "x", count: 129), "/other/call_1", "/", "//call_1",
      "/llm-websocketx/call_1", "/llm-websocket/?call_1",
    ])
  func noCallID(target: String) async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      await #expect(throws: ClientError.refused(status: 404)) { try await Socket(url: server.url(target)) }
    }
    #expect(calls.count == 0)
  }

  @Test(
    "19.3 refuses the upgrade when the secret is missing or wrong",
    arguments: [
      "/llm-websocket/call_1", "/llm-websocket/s3cret/call_1", "/llm-websocket/s3cr3t", "/llm-websocket/S3cr3t/call_1",
      "/llm-websocket/s3cr3ts3cr3t/call_1", "/llm-websocket//call_1", "/llm-websocket/call_1?secret=s3cr3t",
    ])
  func secretRequired(target: String) async throws {
    let calls = calls
    try await RunningServer.run(calls, secret: "s3cr3t") { server in
      await #expect(throws: ClientError.refused(status: 404)) { try await Socket(url: server.url(target)) }
      let socket = try await Socket(url: server.url("/llm-websocket/s3cr3t/call_1"))
      #expect(try await socket.event().type == "config")
    }
  }

  @Test("19.4 needs no Origin, subprotocol, cookies or Authorization, and minds none")
  func headersDoNotMatter() async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let plain = try await server.dial("call_1")
      #expect(try await plain.event().type == "config")
      let headers = [("origin", "https://example.com"), ("cookie", "a=b"), ("authorization", "Bearer x")]
      let adorned = try await server.dial("call_2", headers: headers)
      #expect(try await adorned.event().type == "config")
    }
  }

  @Test("19.5 upgrades at once although the call is slow")
  func slowCall() async throws {
    let (busy, done) = AsyncStream.makeStream(of: Void.self)
    let slow = FakeCalls { _, _, outlet in
      for await _ in busy {}
      outlet.say(0, "Hello.")
    }
    try await RunningServer.run(slow) { server in
      defer { done.finish() }
      let socket = try await server.dial("call_1")
      #expect(try await socket.event().type == "config")
      done.finish()
      #expect(try await socket.event().content == "Hello.")
    }
  }

  @Test("19.7 keeps two calls apart")
  func twoCalls() async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let (first, second) = (try await server.dial("call_1"), try await server.dial("call_2"))
      try await first.send(Frame.request(1, Frame.transcript("user: one")))
      try await second.send(Frame.request(1, Frame.transcript("user: one", "user: two")))
      #expect(try await first.response(1).last?.content == "call_1 heard 1")
      #expect(try await second.response(1).last?.content == "call_2 heard 2")
    }
  }

  @Test("19.8 takes 4 MiB in one frame and in fragments", arguments: [1, 2, 64])
  func bigMessage(fragments: Int) async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      let word = String(repeating: "word ", count: 200)
      let transcript = Frame.transcript("user: \(String(repeating: word, count: 5 << 10))", "user: end")
      let frame = Frame.request(1, transcript)
      #expect(frame.utf8.count > 4 << 20)
      try await socket.client.send(fragments: frame.pieces(fragments))
      #expect(try await socket.response(1).last?.content == "call_1 heard 2")
    }
  }
}

extension String {
  fileprivate func pieces(_ count: Int) -> [String] {
    let bytes = Array(utf8)
    let size = (bytes.count + count - 1) / count
    return stride(from: 0, to: bytes.count, by: size).map {
      String(decoding: bytes[$0..<Swift.min($0 + size, bytes.count)], as: UTF8.self)
    }
  }
}
