import RetellLink
import Testing

/// Reference §19, "Turns", with dialogs.
@Suite struct TurnConformance {
  private let greeting = "agent: Welcome. Two questions. What is your name?"

  @Test("19.22 answers every request under its id, with one last event at the end")
  func everyRequest() async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      var lines = [greeting]
      for (id, said) in zip([1, 2, 5, 9], ["mumble", "Mike", "what", "three"]) {
        lines.append("user: \(said)")
        try await socket.send(Frame.request(id, Frame.transcript(lines)))
        let events = try await socket.response(id).filter { $0.type == "response" }
        #expect(events.allSatisfy { $0.responseID == id })
        #expect(events.map(\.isComplete) == Array(repeating: false, count: events.count - 1) + [true])
        #expect(!events.spoken.isEmpty)
        lines.append("agent: \(events.spoken)")
      }
      #expect(await socket.all(for: .milliseconds(100)).isEmpty)
    }
  }

  @Test("19.27, 19.28 a superseded request leaves no trace")
  func superseded() async throws {
    try await DialogServer.run(Scripts.booking) { server, _ in
      let opening = "agent: Hi, Harbor Lane Dental. How can I help?"
      let whole = Frame.transcript(opening, "user: I need a cleaning Tuesday, no, Wednesday at nine")
      let alone = try await server.dial("alone")
      _ = try await alone.response(0)
      try await alone.send(Frame.request(4, whole))
      let expected = try await alone.response(4).spoken
      #expect(expected.contains("Wednesday"))

      let twice = try await server.dial("twice")
      _ = try await twice.response(0)
      try await twice.send(Frame.request(3, Frame.transcript(opening, "user: I need a cleaning Tuesday")))
      #expect(try await twice.response(3).spoken == "At what time?")
      try await twice.send(Frame.request(4, whole))
      #expect(try await twice.response(4).spoken == expected)
    }
  }

  @Test("19.29 hears all the caller said since the agent's last words, backchannels aside")
  func severalUtterances() async throws {
    try await DialogServer.run(Scripts.booking) { server, _ in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      let transcript = """
        [{"role":"agent","content":"Hi, Harbor Lane Dental. How can I help?"},
         {"role":"user","content":"I need a cleaning"},
         {"role":"agent","content":"uh-huh","metadata":{"is_backchannel":true}},
         {"role":"user","content":""},{"role":"user","content":"on Wednesday"},
         {"role":"agent","content":" "},{"role":"user","content":"at nine"}]
        """
      try await socket.send(Frame.request(1, transcript))
      #expect(try await socket.response(1).spoken == "So Wednesday, January 14th at 9 AM. Shall I book it?")
    }
  }

  @Test("19.31 unintelligible audio is never a value")
  func unintelligible() async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      try await socket.send(Frame.request(1, Frame.transcript(greeting, "user: (unintelligible audio)")))
      let spoken = try await socket.response(1).spoken
      #expect(!spoken.contains("How many visits") && !spoken.contains("nintelligible") && !spoken.isEmpty)
    }
  }

  @Test("19.32 a reminder moves nothing")
  func reminder() async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      try await socket.send(Frame.reminder(1, Frame.transcript(greeting)))
      let nudge = try await socket.response(1).spoken
      #expect(!nudge.isEmpty)
      try await socket.send(Frame.request(2, Frame.transcript(greeting, "agent: \(nudge)", "user: Mike")))
      #expect(try await socket.response(2).spoken == "How many visits, Mike?")
    }
  }

  @Test("19.35 contents joined are the intended text")
  func wordBoundaries() async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let socket = try await server.dial("call_1")
      #expect(try await socket.response(0).spoken == "Welcome. Two questions. What is your name?")
      try await socket.send(Frame.request(1, Frame.transcript(greeting, "user: Mike Trump")))
      #expect(try await socket.response(1).spoken == "How many visits, Mike Trump?")
      let lines = [greeting, "user: Mike Trump", "agent: How many visits, Mike Trump?", "user: three"]
      try await socket.send(Frame.request(2, Frame.transcript(lines)))
      #expect(try await socket.response(2).spoken == "Thank you, Mike Trump. Goodbye.")
    }
  }

  @Test(
    "19.22 answers a request without a transcript too, also in the middle of a call",
    arguments: ["", #","transcript":null"#, #","transcript":[]"#])
  func noTranscript(member: String) async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      let begin = "agent: Welcome. Two questions. What is your name?"
      try await socket.send(Frame.request(1, Frame.transcript(begin, "user: Mike")))
      #expect(try await socket.response(1).spoken == "How many visits, Mike?")
      for (id, type) in [(2, "response_required"), (3, "reminder_required")] {
        try await socket.send(#"{"interaction_type":"\#(type)","response_id":\#(id)\#(member)}"#)
        #expect(try await !socket.response(id).spoken.isEmpty)
      }
    }
  }
}
