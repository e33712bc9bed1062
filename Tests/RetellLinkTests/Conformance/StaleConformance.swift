import CallEngine
import DialogDSL
import Interpreter
import RetellLink
import Testing

/// Reference §19, the part of "Turns" and "Actions" that is the link's: what may go out, and in which shape.
@Suite struct StaleConformance {
  @Test("19.14 drops the begin message once a request has come")
  func lateGreeting() async throws {
    let calls = FakeCalls { _, input, outlet in
      guard case .responseRequired(let id, _) = input else { return }
      outlet.say(0, "Too late.")
      outlet.say(id, "Hello. What can I do?")
      outlet.say(0, "Too late.")
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.request(1))
      #expect(try await socket.event().content == "Hello. What can I do?")
      #expect(await socket.all(for: .milliseconds(100)).isEmpty)
    }
  }

  @Test("19.23 sends nothing for a response after its last event")
  func nothingAfterCompletion() async throws {
    let calls = FakeCalls { _, input, outlet in
      guard case .responseRequired(let id, _) = input else { return }
      outlet.say(id, "One.", isLast: false)
      outlet.say(id, " Two.")
      outlet.say(id, " Three.")
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.request(1))
      #expect(try await socket.response(1).map(\.isComplete) == [false, true])
      #expect(await socket.all(for: .milliseconds(100)).isEmpty)
    }
  }

  @Test("19.25 sends nothing for an older response once a newer request has been read", arguments: [true, false])
  func staleIsDropped(isReminder: Bool) async throws {
    let calls = FakeCalls { _, input, outlet in
      switch input {
      case .responseRequired(id: 1, _): outlet.say(1, "Tuesday.", isLast: false)
      case .responseRequired(let id, _), .reminderRequired(let id, _):
        outlet.say(1, " At nine?")
        outlet.say(id, "Wednesday.")
        outlet.say(1, " At nine?")
      default: break
      }
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.request(1))
      #expect(try await socket.event().content == "Tuesday.")
      try await socket.send(isReminder ? Frame.reminder(2) : Frame.request(2))
      #expect(try await socket.event().content == "Wednesday.")
      #expect(await socket.all(for: .milliseconds(100)).isEmpty)
    }
  }

  @Test("19.26 an update does not supersede a request")
  func updateBetween() async throws {
    let calls = FakeCalls { _, input, outlet in
      guard case .responseRequired(let id, _) = input else { return }
      Task {
        try await Task.sleep(for: .milliseconds(100))
        outlet.say(id, "Here.")
      }
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.request(1))
      try await socket.send(Frame.update(turn: "agent_turn"))
      #expect(try await socket.event().content == "Here.")
    }
  }

  @Test("an id that was never asked for is not answered")
  func unasked() async throws {
    let calls = FakeCalls { _, input, outlet in
      if case .opened = input {
        outlet.say(4, "Hm?")
        outlet.say(0, "Hello.")
      }
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      #expect(try await socket.response(0).compactMap(\.content) == ["Hello."])
    }
  }

  @Test(
    "19.36 sends a closing action on the last event only, and one",
    arguments: [
      (Closing.endCall, #""end_call":true"#), (.press(digits: "2#"), #""digit_to_press":"2#""#),
      (.transfer(to: "+15035550142", showCaller: false), #""transfer_number":"+15035550142""#),
      (
        .transfer(to: "+15035550142", showCaller: true),
        #""transfer_number":"+15035550142","show_transferee_as_caller":true"#
      ),
    ])
  func closing(action: Closing, members: String) async throws {
    let calls = FakeCalls { _, input, outlet in
      guard case .responseRequired(let id, _) = input else { return }
      outlet.say(id, "Well.", isLast: false, closing: action)
      outlet.say(id, " Bye.", closing: action)
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.request(1))
      #expect(
        try await socket.response(1).map(\.text) == [
          #"{"response_type":"response","response_id":1,"content":"Well.","content_complete":false}"#,
          #"{"response_type":"response","response_id":1,"content":" Bye.","content_complete":true,\#(members)}"#,
        ])
    }
  }

  @Test("19.41 reports tools also when their response has gone stale")
  func staleTool() async throws {
    let calls = FakeCalls { _, input, outlet in
      switch input {
      case .responseRequired(id: 1, _): outlet.send(.toolStarted(id: "t1", name: "find", arguments: #"{"a":"b"}"#))
      case .responseRequired(let id, _):
        outlet.send(.toolFinished(id: "t1", content: "[]", successful: false))
        outlet.say(id, "Found.")
      default: break
      }
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.request(1))
      try await socket.send(Frame.request(2))
      #expect(
        try await socket.response(2).map(\.text).prefix(2) == [
          #"{"response_type":"tool_call_invocation","tool_call_id":"t1","name":"find","arguments":"{\"a\":\"b\"}"}"#,
          #"{"response_type":"tool_call_result","tool_call_id":"t1","content":"[]","successful":false}"#,
        ])
    }
  }

  @Test(
    "19.44 sends agent settings in range only",
    arguments: [
      (0.4, -0.1, 15_000, 0, #"{"responsiveness":0.4,"reminder_trigger_ms":15000,"reminder_max_count":0}"#),
      (1.0, 0, 0, -1, #"{"responsiveness":1.0,"interruption_sensitivity":0.0}"#),
      (1.5, Double.nan, 1, 2, #"{"reminder_trigger_ms":1,"reminder_max_count":2}"#),
      (.infinity, 2, -1, -1, nil),
    ] as [(Double, Double, Int, Int, String?)])
  func agentSettings(
    responsiveness: Double, sensitivity: Double, trigger: Int, count: Int, expected: String?
  ) async throws {
    var settings = AgentSettings()
    settings.responsiveness = responsiveness
    settings.interruptionSensitivity = sensitivity
    settings.reminderTrigger = trigger
    settings.reminderMaxCount = count
    let calls = FakeCalls { [settings] _, input, outlet in
      if case .opened = input {
        outlet.send(.updateAgent(settings))
        outlet.say(0, "Hello.")
      }
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      let events = try await socket.response(0).map(\.text)
      let sent = expected.map { #"{"response_type":"update_agent","agent_config":\#($0)}"# }
      #expect(events.dropFirst().first { $0.contains("update_agent") } == sent)
    }
  }

  @Test("19.23 answers no request again, and none below the newest; on a new socket any may come first")
  func oldRequests() async throws {
    let calls = FakeCalls { _, input, outlet in
      switch input {
      case .responseRequired(id: 3, _): outlet.say(3, "Wait.", isLast: false)
      case .responseRequired(let id, _), .reminderRequired(let id, _): outlet.say(id, "Answer \(id).")
      case .opened, .callDetails, .updateOnly: break
      }
    }
    try await RunningServer.run(calls) { server in
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      try await socket.send(Frame.request(2))
      #expect(try await socket.response(2).map(\.content) == ["Answer 2."])
      for frame in [Frame.request(2), Frame.reminder(2), Frame.request(1), Frame.reminder(0), Frame.request(3)] {
        try await socket.send(frame)
      }
      #expect(try await socket.event().content == "Wait.")
      try await socket.send(Frame.reminder(3))
      #expect(try await socket.event().content == "Answer 3.")
      let next = try await server.dial("call_1")
      _ = try await next.event()
      try await next.send(Frame.request(1))
      #expect(try await next.response(1).last?.content == "Answer 1.")
    }
  }
}
