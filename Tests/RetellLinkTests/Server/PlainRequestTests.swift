import RetellLink
import Testing

@Suite struct PlainRequestTests {
  @Test func healthTellsTheNumberOfCalls() async throws {
    let calls = FakeCalls()
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      let answer = try await PlainHTTP.get(port: server.port, "/healthz")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.hasSuffix("\r\n\r\n" + #"{"status":"ok","calls":1}"#))
    }
  }

  @Test(arguments: [
    ("GET", "/", "", "404 Not Found"), ("GET", "/health", "", "404 Not Found"),
    ("POST", "/healthz", "", "405 Method Not Allowed"), ("POST", "/llm-websocket/call_1", "", "405 Method Not Allowed"),
    ("GET", "/llm-websocket/call_1", "", "426 Upgrade Required"),
    ("GET", "/llm-websocket/call_1", "connection: upgrade\r\nupgrade: h2c\r\n", "426 Upgrade Required"),
    ("GET", "/llm-websocket/call_1", "connection: upgrade\r\nupgrade: websocket\r\n", "426 Upgrade Required"),
    (
      "GET", "/llm-websocket/call_1",
      "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: x\r\nsec-websocket-version: 8\r\n",
      "426 Upgrade Required"
    ),
    (
      "GET", "/llm-websocket/call_1",
      "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: eA==\r\nsec-websocket-version: 13\r\n",
      "400 Bad Request"
    ),
    ("GET", "/llm-websocket", "", "404 Not Found"),
  ])
  func plainRequests(method: String, target: String, headers: String, status: String) async throws {
    try await RunningServer.run(FakeCalls()) { server in
      let answer = try await PlainHTTP.get(port: server.port, target, method: method, headers: headers)
      #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n"))
    }
  }

  @Test func garbageIsABadRequest() async throws {
    try await RunningServer.run(FakeCalls()) { server in
      let answer = try await PlainHTTP.exchange(port: server.port, "not http at all\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 400 "))
    }
  }

  @Test func thereIsRoomForSoManyCalls() async throws {
    let calls = FakeCalls(room: 1)
    try await RunningServer.run(calls) { server in
      let first = try await server.dial("call_1")
      #expect(try await first.event().type == "config")
      await #expect(throws: ClientError.refused(status: 503)) { try await server.dial("call_2") }
      let again = try await server.dial("call_1")
      #expect(try await again.event().type == "config")
    }
  }

  @Test func aCallIDAfterTheQueryIsFound() async throws {
    try await RunningServer.run(FakeCalls()) { server in
      for target in [
        "/llm-websocket?tenant=a/call_1", "/llm-websocket/?tenant=a/call_1", "/llm-websocket/call_1?a=b/c",
      ] {
        let socket = try await Socket(url: server.url(target))
        #expect(try await socket.event().type == "config")
      }
    }
    try await RunningServer.run(FakeCalls(), secret: "s3cr3t") { server in
      let socket = try await Socket(url: server.url("/llm-websocket/s3cr3t?tenant=a/call_1"))
      #expect(try await socket.event().type == "config")
    }
  }
}
