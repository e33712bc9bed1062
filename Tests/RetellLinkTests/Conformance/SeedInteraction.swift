import RetellLink
import Testing

/// The interaction that everything here is about: a caller who goes on talking.
@Suite struct SeedInteraction {
  @Test("My name is Mike … my name is Mike Trump: the name is filled once, and update_only is never answered")
  func mikeTrump() async throws {
    try await DialogServer.run(Scripts.survey) { server, _ in
      let greeting = "agent: Welcome. Two questions. What is your name?"
      let socket = try await server.dial("call_1")
      _ = try await socket.response(0)
      try await socket.send(Frame.request(1, Frame.transcript(greeting, "user: My name is Mike")))
      #expect(try await socket.response(1).spoken == "How many visits, Mike?")
      try await socket.send(Frame.update(Frame.transcript(greeting, "user: My name is Mike Tr"), turn: "user_turn"))
      try await socket.send(Frame.update(Frame.transcript(greeting, "user: My name is Mike Trump")))
      try await socket.send(Frame.request(2, Frame.transcript(greeting, "user: My name is Mike Trump")))
      // The next event is the answer to request 2: nothing came in answer to the updates.
      #expect(try await socket.response(2).spoken == "How many visits, Mike Trump?")
      let heard = "agent: How many visits, Mike Trump?"
      try await socket.send(
        Frame.update(Frame.transcript(greeting, "user: My name is Mike Trump", heard), turn: "agent_turn"))
      let lines = [greeting, "user: My name is Mike Trump", heard, "user: three"]
      try await socket.send(Frame.request(3, Frame.transcript(lines)))
      #expect(try await socket.response(3).spoken == "Thank you, Mike Trump. Goodbye.")
    }
  }
}
