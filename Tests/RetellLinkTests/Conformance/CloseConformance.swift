import CallEngine
import ServiceLifecycle
import Testing

@testable import RetellLink

/// Reference §19, "Reconnect and close".
@Suite struct CloseConformance {
  private let calls = FakeCalls { _, input, outlet in
    switch input {
    case .opened: outlet.say(0, "Hello.")
    case .responseRequired(let id, _): outlet.say(id, "Yes.")
    default: break
    }
  }

  @Test("19.46, 19.47 the newer socket wins; the older one is cut without a close frame")
  func supersede() async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let older = try await server.dial("call_1")
      _ = try await older.response(0)
      let newer = try await server.dial("call_1")
      #expect(try await older.isCut())
      #expect(try await newer.event().type == "config")
      try await newer.send(Frame.request(1))
      #expect(try await newer.response(1).last?.content == "Yes.")
      #expect(calls.count == 1)
    }
  }

  @Test("19.48 a stop refuses new calls and lets the open one go on; when that ends by itself the server is done")
  func draining() async throws {
    let calls = calls
    try await RunningServer.run(calls, gracePeriod: .seconds(3_600)) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      await server.lifecycle.triggerGracefulShutdown()
      try await eventually { await refused(server) }
      try await socket.send(Frame.request(1))
      #expect(try await socket.response(1).last?.content == "Yes.")
      try await socket.client.close(code: 1000)
      #expect(try await socket.next() == .close(code: 1000))
    }
  }

  private func refused(_ server: RunningServer) async -> Bool {
    do {
      let socket = try await server.dial("call_2")
      socket.client.drop()
      return false
    } catch {
      return true
    }
  }

  @Test("19.48 after the grace period a stop cuts the call without a close frame")
  func graceIsOver() async throws {
    let calls = calls
    try await RunningServer.run(calls, gracePeriod: .milliseconds(100)) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      await server.lifecycle.triggerGracefulShutdown()
      #expect(try await socket.isCut())
    }
  }

  @Test(
    "19.48 broken framing cuts the connection without a close frame",
    arguments: [
      [0x81, 0x02, 0x7B, 0x7D],  // no mask
      [0xC1, 0x80, 0, 0, 0, 0],  // a reserved bit
      [0x83, 0x80, 0, 0, 0, 0],  // a reserved opcode
      [0x80, 0x80, 0, 0, 0, 0],  // a continuation of nothing
      [0x01, 0x80, 0, 0, 0, 0, 0x81, 0x80, 0, 0, 0, 0],  // a message inside another
      [0x89, 0xFE, 0x00, 0x80, 0, 0, 0, 0],  // a ping over 125 bytes
      [0x81, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],  // a frame of 2^63 bytes
      [0x81, 0xFF, 0, 0, 0, 0, 0x00, 0x80, 0x00, 0x01, 0, 0, 0, 0],  // one byte over 8 MiB
    ] as [[UInt8]])
  func brokenFraming(bytes: [UInt8]) async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      try await socket.client.send(raw: bytes)
      #expect(try await socket.isCut())
      let next = try await server.dial("call_1")
      #expect(try await next.event().type == "config")
    }
  }

  @Test(
    "19.48 Retell's close is echoed with its code; never without one",
    arguments: [
      (1000, 1000), (1001, 1001), (1011, 1011), (4000, 4000), (nil, 1001),
    ] as [(Int?, Int)])
  func echo(code: Int?, echoed: Int) async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      try await socket.client.close(code: code)
      #expect(try await socket.next() == .close(code: echoed))
      #expect(try await socket.next() == nil)
    }
  }

  @Test("19.50 a socket that is gone is detached and gets nothing more", arguments: [true, false])
  func detach(politely: Bool) async throws {
    let calls = calls
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      if politely { try await socket.client.close(code: 1000) } else { socket.client.drop() }
      let call = try #require(calls.call("call_1"))
      try await eventually { await call.detached == 1 }
    }
  }

  @Test("a client that does not read is cut before its unread output grows")
  func backpressure() async throws {
    let text = String(repeating: "word ", count: 20_000)
    let calls = FakeCalls { _, input, outlet in
      guard case .responseRequired = input else { return }
      outlet.send(.toolFinished(id: "t", content: text, successful: true))
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.client.stopReading()
      let call = try #require(calls.call("call_1"))
      for id in 1...500 {
        if await call.detached > 0 { break }
        try? await socket.send(Frame.request(id))
        try await Task.sleep(for: .milliseconds(2))
      }
      try await eventually { await call.detached == 1 }
    }
  }
}
