import CallEngine
import RetellLink
import Testing

/// Reference §19, "Reconnect and close", with dialogs.
@Suite struct ReconnectConformance {
  private let begin = "agent: Welcome. Two questions. What is your name?"
  private let silent = #"{"response_type":"response","response_id":0,"content":"","content_complete":true}"#

  @Test("19.46 resumes the dialog on a second socket, without greeting again", arguments: [true, false])
  func resume(firstIsDropped: Bool) async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let first = try await server.dial("call_1")
      _ = try await first.response(0)
      try await first.send(Frame.request(1, Frame.transcript(begin, "user: Mike")))
      #expect(try await first.response(1).spoken == "How many visits, Mike?")
      if firstIsDropped { first.client.drop() }
      let second = try await server.dial("call_1")
      #expect(try await second.event().type == "config")
      #expect(try await second.event().text == silent)
      let lines = [begin, "user: Mike", "agent: How many visits, Mike?", "user: three"]
      try await second.send(Frame.request(2, Frame.transcript(lines)))
      #expect(try await second.response(2).spoken == "Thank you, Mike. Goodbye.")
      #expect(try await first.isCut())
    }
  }

  @Test("19.49 keeps the call for the configured time, then releases it")
  func release() async throws {
    var limits = CallDirectory.Limits()
    limits.idle = 77
    let clock = HeldClock()
    try await DialogServer.run(Scripts.survey, limits: limits, clock: clock) { server, directory in
      let first = try await server.dial("call_1")
      _ = try await first.response(0)
      first.client.drop()
      // The wait begins when the call is looked up, and anew when its socket goes.
      try await eventually { clock.waits.all.count { $0 == 77 } == 2 }
      #expect(await directory.count == 1)
      let again = try await server.dial("call_1")
      #expect(try await again.response(0).last?.text == silent)
      clock.elapse()
      try await again.send(Frame.ping(1))
      #expect(try await again.event().timestamp == 1, "a call with a socket is not idle")
      #expect(await directory.count == 1)
      again.client.drop()
      try await eventually { clock.waits.all.count { $0 == 77 } == 4 }
      try await eventually {
        clock.elapse()
        return await directory.count == 0
      }
    }
  }

  @Test("19.50 after Retell has closed, the call has no socket and sends nothing")
  func afterTheEnd() async throws {
    try await DialogServer.run(Scripts.survey) { server, directory in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      try await socket.client.close(code: 1000)
      #expect(try await socket.next() == .close(code: 1000))
      #expect(try await socket.next() == nil)
      try await eventually { await directory.attachedCount == 0 }
    }
  }
}
