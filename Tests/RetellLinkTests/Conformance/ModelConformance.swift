import CallEngine
import DialogDSL
import ModelStandIn
import RetellLink
import Testing

/// Calls that ask language models, over real sockets on both sides.
@Suite(.serialized) struct ModelConformance {
  /// A turn is never unanswered (language.md §7).
  @Test("Whatever goes wrong with a model, the caller hears something", arguments: ModelTrouble.all.indices)
  func troubles(index: Int) async throws {
    let trouble = ModelTrouble.all[index]
    let replies = trouble.replies
    let answer: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { _, number in
      replies.isEmpty ? .silent : replies[min(number, replies.count - 1)]
    }
    try await ModelStandIn.run(answer: answer) { server in
      try await ModelStandIn.run(.says("A lesson costs 40 dollars.")) { backup in
        let script = ModelTrouble.script(
          server: replies.isEmpty ? "http://127.0.0.1:1/v1" : server.url, backup: trouble.hasBackup ? backup.url : nil,
          settings: ", timeout: 400ms, stall: 200ms")
        try await DialogServer.run(script) { server, _ in
          let socket = try await server.dial("call_1")
          var talk = ["agent: \(try await socket.response(0).spoken)"]
          let lines = (trouble.says == .slot ? ["my taste"] : []) + [trouble.says.rawValue]
          for (turn, words) in lines.enumerated() {
            talk.append("user: \(words)")
            try await socket.send(Frame.request(turn + 1, Frame.transcript(talk)))
            let said = try await socket.response(turn + 1).spoken
            #expect(said.contains { $0.isLetter }, "\(trouble.name)")
            talk.append("agent: \(said)")
          }
        }
      }
    }
  }

  @Test("Sentences come as the model says them, each in a frame of its own")
  func streaming() async throws {
    let replies: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { request, _ in
      request.body.contains("json_schema")
        ? .says(#"{"commands": []}"#)
        : .says("A lesson costs 40 dollars. A course costs 350 dollars.", every: .milliseconds(5))
    }
    try await ModelStandIn.run(answer: replies) { model in
      try await DialogServer.run(ModelTrouble.script(server: model.url, backup: nil)) { server, _ in
        let socket = try await server.dial("call_1")
        let greeting = try await socket.response(0).spoken
        try await socket.send(Frame.request(1, Frame.transcript("agent: \(greeting)", "user: what does a lesson cost")))
        let events = try await socket.response(1).filter { $0.type == "response" }
        let pieces = events.compactMap(\.content).filter { !$0.isEmpty }
        #expect(pieces.first?.trimmed == "A lesson costs 40 dollars.")
        #expect(pieces.joined() == "A lesson costs 40 dollars. A course costs 350 dollars. How can I help?")
      }
    }
  }

  @Test("A turn that is superseded stops the stream at once")
  func superseded() async throws {
    let replies: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { request, _ in
      request.body.contains("json_schema")
        ? .says(#"{"commands": []}"#)
        : .says(String(repeating: "A lesson costs 40 dollars ", count: 500), every: .milliseconds(10))
    }
    try await ModelStandIn.run(answer: replies) { model in
      try await DialogServer.run(ModelTrouble.script(server: model.url, backup: nil)) { server, _ in
        let socket = try await server.dial("call_1")
        let greeting = try await socket.response(0).spoken
        try await socket.send(Frame.request(1, Frame.transcript("agent: \(greeting)", "user: what does a lesson cost")))
        try await eventually { model.log.pieces.contains { $0.request == 1 } }
        try await socket.send(
          Frame.request(2, Frame.transcript("agent: \(greeting)", "user: what does a lesson cost no I need advice")))
        try await eventually { model.log.abandoned == [1] }
      }
    }
  }

  @Test("The end of a call stops the stream at once")
  func hangUp() async throws {
    let replies: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { _, _ in .stalls(after: #"{"commands""#)
    }
    try await ModelStandIn.run(answer: replies) { model in
      let script = ModelTrouble.script(server: model.url, backup: nil, settings: ", timeout: 8s, stall: 8s")
      try await DialogServer.run(script) { server, _ in
        let socket = try await server.dial("call_1")
        let greeting = try await socket.response(0).spoken
        try await socket.send(Frame.request(1, Frame.transcript("agent: \(greeting)", "user: what does a lesson cost")))
        try await eventually { !model.log.pieces.isEmpty }
        socket.client.post(close: 1000)
      }
      try await eventually { model.log.abandoned == [0] }
    }
  }

  @Test("A script without a model sends no request, whatever its ladders name")
  func none() async throws {
    try await ModelStandIn.run(.says("Hello.")) { model in
      let script = ModelTrouble.script(server: model.url, backup: nil).replacing(
        "llm: {provider: openai", with: "llm: {provider: none")
      try await DialogServer.run(script) { server, _ in
        let socket = try await server.dial("call_1")
        var talk = ["agent: \(try await socket.response(0).spoken)"]
        for (turn, words) in ["what does a lesson cost", "tell me about lessons", "I need advice"].enumerated() {
          talk.append("user: \(words)")
          try await socket.send(Frame.request(turn + 1, Frame.transcript(talk)))
          let said = try await socket.response(turn + 1).spoken
          #expect(!said.isEmpty)
          talk.append("agent: \(said)")
        }
      }
      #expect(model.log.connections == 0)
    }
  }
}
