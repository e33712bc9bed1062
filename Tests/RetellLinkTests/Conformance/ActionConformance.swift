import DialogDSL
import RetellLink
import Testing

/// Reference §19, "Actions and tools", with dialogs; and 19.30.
@Suite struct ActionConformance {
  private static let opening = "agent: Hi, Harbor Lane Dental. How can I help?"
  private static let wish = "user: I need a cleaning on Wednesday at nine"
  private static let readBack = "agent: So Wednesday, January 14th at 9 AM. Shall I book it?"
  private static let hold = "agent: Let me book that."

  /// Up to the yes that starts the booking.
  private static func untilBooking(_ socket: Socket) async throws {
    try await socket.send(#"{"interaction_type":"call_details","call":{}}"#)
    _ = try await socket.response(0)
    try await socket.send(Frame.request(1, Frame.transcript(opening, wish)))
    #expect(try await socket.response(1).spoken.hasSuffix("Shall I book it?"))
  }

  private static let agreed = Frame.transcript(opening, wish, readBack, "user: yes")

  @Test("19.36, 19.37, 19.39 a hang-up rides on the last event, with words, protected throughout")
  func hangUp() async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      let lines = ["agent: Welcome. Two questions. What is your name?", "user: Mike"]
      try await socket.send(Frame.request(1, Frame.transcript(lines)))
      let asked = try await socket.response(1).spoken
      try await socket.send(Frame.request(2, Frame.transcript(lines + ["agent: \(asked)", "user: three"])))
      let events = try await socket.response(2)
      #expect(events.spoken == "Thank you, Mike. Goodbye.")
      #expect(events.map(\.endsCall) == events.map(\.isComplete))
      #expect(events.allSatisfy { $0.isUninterruptible })
      #expect(events.last?.content?.isEmpty == false)
    }
  }

  @Test("19.38 goes on when the caller speaks over the goodbye, and hangs up again later")
  func discardedHangUp() async throws {
    try await DialogServer.run(Scripts.booking) { server, _ in
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      var lines = [Self.opening, "user: no that's all"]
      try await socket.send(Frame.request(1, Frame.transcript(lines)))
      #expect(try await socket.response(1).last?.endsCall == true)
      lines += ["agent: Good", "user: wait is there parking"]
      try await socket.send(Frame.request(2, Frame.transcript(lines)))
      let events = try await socket.response(2)
      #expect(events.spoken.hasPrefix("Parking is free."))
      lines += ["agent: \(events.spoken)", "user: thanks bye"]
      try await socket.send(Frame.request(3, Frame.transcript(lines)))
      #expect(try await socket.response(3).last?.endsCall == true)
    }
  }

  @Test("19.41, 19.42 hold line, invocation, result and outcome, under one open response")
  func toolTurn() async throws {
    try await ToolServer.run(.json(#"{"ok":true}"#, after: .milliseconds(50))) { tools in
      try await DialogServer.run(
        Scripts.booking, environment: ["TOOLS": tools.url], clock: HeldClock()
      ) { server, _ in
        let socket = try await server.dial("call_1")
        try await Self.untilBooking(socket)
        try await socket.send(Frame.request(2, Self.agreed))
        let hold = try await socket.event()
        #expect(hold.content == "Let me book that." && !hold.isComplete && hold.responseID == 2)
        #expect(tools.requests.all.isEmpty, "it waits for the turn to be settled")
        try await socket.send(Frame.update(Self.agreed, turn: "agent_turn"))
        let events = try await socket.response(2)
        #expect(events.map(\.type) == ["tool_call_invocation", "tool_call_result", "response"])
        #expect(events[0].toolCallID != nil && events[0].toolCallID == events[1].toolCallID)
        #expect(events[0].name == "book_slot")
        #expect(events[0].string("arguments") == #"{"day":"2026-01-14","time":"09:00"}"#)
        #expect(events[1].content != nil && events[1].flag("successful"))
        #expect(events[2].content == " You're booked. Anything else?")
        #expect(tools.requests.all.map(\.body) == [#"{"day":"2026-01-14","time":"09:00"}"#])
        #expect(tools.requests.all.first?.method == "POST")
        #expect(tools.requests.all.first?.idempotencyKey != nil)
      }
    }
  }

  @Test("19.40 a tool that writes runs once, across superseded requests and a reconnect")
  func onceOnly() async throws {
    try await ToolServer.run(.json(#"{"ok":true}"#)) { tools in
      try await DialogServer.run(
        Scripts.booking, environment: ["TOOLS": tools.url], clock: HeldClock()
      ) { server, _ in
        let socket = try await server.dial("call_1")
        try await Self.untilBooking(socket)
        let longer = Frame.transcript(Self.opening, Self.wish, Self.readBack, "user: yes please")
        try await socket.send(Frame.request(2, Self.agreed))
        #expect(try await socket.event().content == "Let me book that.")
        try await socket.send(Frame.request(3, longer))
        #expect(try await socket.event().content == "Let me book that.")
        try await socket.send(Frame.update(longer, turn: "agent_turn"))
        #expect(try await socket.response(3).spoken == " You're booked. Anything else?")
        try await socket.send(Frame.request(4, longer))
        #expect(try await socket.response(4).spoken.hasSuffix("You're booked. Anything else?"))
        socket.client.drop()
        let next = try await server.dial("call_1")
        _ = try await next.response(0)
        try await next.send(Frame.request(4, longer))
        #expect(try await next.response(4).spoken.hasSuffix("You're booked. Anything else?"))
      }
      #expect(tools.requests.all.count == 1)
    }
  }

  @Test("19.40 what was superseded before it was spoken has booked nothing")
  func changedMind() async throws {
    let clock = HeldClock()
    try await ToolServer.run(.json("{}")) { tools in
      try await DialogServer.run(
        Scripts.booking, environment: ["TOOLS": tools.url], clock: clock
      ) { server, _ in
        let socket = try await server.dial("call_1")
        try await Self.untilBooking(socket)
        try await socket.send(Frame.request(2, Self.agreed))
        #expect(try await socket.event().content == "Let me book that.")
        let changed = Frame.transcript(Self.opening, Self.wish, Self.readBack, "user: yes but make it Thursday")
        try await socket.send(Frame.request(3, changed))
        #expect(try await socket.response(3).spoken.contains("Thursday"))
        clock.elapse()
        #expect(await socket.all(for: .milliseconds(100)).isEmpty)
      }
      #expect(tools.requests.all.isEmpty)
    }
  }

  @Test(
    "19.30 a tool that fails or is late is spoken about and the response completed",
    arguments: [
      ToolServer.Reply.json("{}", status: 500), .json("{", status: 200), .none,
    ])
  func failure(reply: ToolServer.Reply) async throws {
    try await ToolServer.run(reply) { tools in
      let script = Scripts.booking.replacing("timeout: 30s", with: "timeout: 500ms")
      let environment = ["TOOLS": tools.url]
      try await DialogServer.run(script, environment: environment, clock: HeldClock()) { server, _ in
        let socket = try await server.dial("call_1")
        try await Self.untilBooking(socket)
        try await socket.send(Frame.request(2, Self.agreed))
        _ = try await socket.event()
        try await socket.send(Frame.update(Self.agreed, turn: "agent_turn"))
        let events = try await socket.response(2)
        #expect(events.first { $0.type == "tool_call_result" }?.members["successful"] == .bool(false))
        #expect(events.spoken == " I couldn't reach our calendar. Anything else?")
      }
    }
  }

  @Test("19.21, 19.42 pings are echoed while a tool stalls behind its hold line")
  func stalledLookup() async throws {
    try await ToolServer.run(.json(#"{"state":"packed"}"#, after: .milliseconds(600))) { tools in
      try await DialogServer.run(Scripts.lookup, environment: ["TOOLS": tools.url]) { server, _ in
        let socket = try await server.dial("call_1")
        _ = try await socket.response(0)
        try await socket.send(
          Frame.request(1, Frame.transcript("agent: Your order number?", "user: one two three four")))
        #expect(try await socket.event().type == "tool_call_invocation")
        try await socket.send(Frame.ping(7))
        let events = try await socket.response(1)
        #expect(events.contains { $0.timestamp == 7 })
        #expect(events.filter { $0.type != "ping_pong" }.prefix(2).map(\.type) == ["response", "tool_call_result"])
        #expect(events.spoken == "One moment, I'm looking. It is packed. Goodbye.")
        #expect(events.last?.endsCall == true)
        #expect(tools.requests.all.map(\.target) == ["/orders/1234"])
      }
    }
  }
}
