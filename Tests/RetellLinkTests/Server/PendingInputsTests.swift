import CallEngine
import Interpreter
import Testing

@testable import RetellLink

@Suite struct PendingInputsTests {
  private func update(_ text: String, _ turn: Event.TurnTaking? = nil) -> CallInput {
    .updateOnly([TranscriptEntry(.caller, text)], turn: turn)
  }

  private func taken(from inputs: PendingInputs) -> [String] {
    var lines: [String] = []
    while let input = inputs.next() {
      switch input {
      case .updateOnly(let transcript, let turn):
        lines.append(([transcript[0].text] + (turn.map { [$0.rawValue] } ?? [])).joined(separator: " "))
      case .responseRequired(let id, _): lines.append("request \(id)")
      case .opened, .callDetails, .reminderRequired: lines.append("other")
      }
    }
    return lines
  }

  @Test("A newer update stands for those before it; requests and signs of the turn stay where they are")
  func coalescing() {
    let inputs = PendingInputs(limit: 10)
    let all = [
      update("a"), update("ab"), .responseRequired(id: 1, []), update("ab"), update("ab", .agent), update("abc"),
      update("abcd"), update("abcd", .caller),
    ]
    for input in all { #expect(inputs.add(input)) }
    #expect(taken(from: inputs) == ["ab", "request 1", "ab agent_turn", "abcd user_turn"])
    #expect(inputs.add(update("e")))
    #expect(taken(from: inputs) == ["e"])
  }

  @Test("There is room for so many others, and always for an update after an update")
  func limit() {
    let inputs = PendingInputs(limit: 2)
    #expect(inputs.add(.responseRequired(id: 1, [])))
    #expect(inputs.add(update("a")))
    #expect(inputs.add(update("b")))
    #expect(!inputs.add(.responseRequired(id: 2, [])))
    #expect(taken(from: inputs) == ["request 1", "b"])
  }

  @Test("Updates that pile up behind a busy call do not cost the socket")
  func backlog() async throws {
    let (busy, done) = AsyncStream.makeStream(of: Void.self)
    let calls = FakeCalls { _, input, outlet in
      if case .opened = input { for await _ in busy {} }
      if case .responseRequired(let id, _) = input { outlet.say(id, "Yes.") }
    }
    try await RunningServer.run(calls) { server in
      defer { done.finish() }
      let socket = try await server.dial("call_1")
      _ = try await socket.event()
      for count in 1...3 * ServerLimits.pendingInputs {
        try await socket.send(Frame.update(Frame.transcript("user: \(count)")))
      }
      try await socket.send(Frame.request(1))
      try await socket.send(Frame.ping(1))
      #expect(try await socket.event().timestamp == 1)
      done.finish()
      #expect(try await socket.event().content == "Yes.")
      let call = try #require(calls.call("call_1"))
      #expect(await call.inputs.count == 3)
    }
  }
}
