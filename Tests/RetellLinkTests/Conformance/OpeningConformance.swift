import RetellLink
import Testing

/// Reference §19, "Opening", with dialogs.
@Suite struct OpeningConformance {
  private let details =
    #"{"interaction_type":"call_details","call":{"call_id":"c","retell_llm_dynamic_variables":{"customer_name":"Priya"}}}"#

  @Test("19.10 one complete begin message under id 0 on a new call")
  func beginMessage() async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let socket = try await server.dial("call_1")
      let events = try await socket.response(0).filter { $0.type == "response" }
      #expect(events.allSatisfy { $0.responseID == 0 })
      #expect(events.filter(\.isComplete).count == 1)
      #expect(events.spoken == "Welcome. Two questions. What is your name?")
      #expect(await socket.all(for: .milliseconds(100)).isEmpty)
    }
  }

  @Test("19.11 holds a greeting that uses call data until call_details")
  func greetingWaits() async throws {
    try await DialogServer.run(Scripts.booking, clock: HeldClock()) { server, _ in
      let socket = try await server.dial("call_1")
      let config = try await socket.event()
      #expect(config.configures("call_details"))
      #expect(await socket.all(for: .milliseconds(100)).isEmpty)
      try await socket.send(details)
      #expect(try await socket.response(0).spoken == "Hi Priya, Harbor Lane Dental. How can I help?")
      try await socket.send(details)
      #expect(await socket.all(for: .milliseconds(100)).isEmpty)
    }
  }

  @Test("19.12 greets without call data when call_details does not come in time")
  func fallbackGreeting() async throws {
    try await DialogServer.run(Scripts.booking) { server, _ in
      let socket = try await server.dial("call_1")
      #expect(try await socket.response(0).spoken == "Hi, Harbor Lane Dental. How can I help?")
      try await socket.send(details)
      #expect(await socket.all(for: .milliseconds(100)).isEmpty)
    }
  }

  @Test("19.13 lets the caller speak first with an empty, complete begin message")
  func callerFirst() async throws {
    try await DialogServer.run(Scripts.callerFirst) { server, _ in
      let socket = try await server.dial("call_1")
      #expect(
        try await socket.response(0).last?.text
          == #"{"response_type":"response","response_id":0,"content":"","content_complete":true}"#)
      try await socket.send(Frame.request(1, Frame.transcript("user: hello")))
      #expect(try await socket.response(1).spoken == "I hear you. Goodbye.")
    }
  }

  @Test("19.14 a request before the greeting is answered under its own id")
  func requestFirst() async throws {
    try await DialogServer.run(Scripts.booking, clock: HeldClock()) { server, _ in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.request(1))
      #expect(try await socket.response(1).spoken == "Hi, Harbor Lane Dental. How can I help?")
      #expect(await socket.all(for: .milliseconds(100)).isEmpty)
    }
  }

  @Test("19.24 answers a request with an empty transcript and no call details")
  func emptyTranscript() async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let socket = try await server.dial("test-call")
      _ = try await socket.response(0)
      try await socket.send(Frame.request(1))
      #expect(try await !socket.response(1).spoken.isEmpty)
    }
  }
}
