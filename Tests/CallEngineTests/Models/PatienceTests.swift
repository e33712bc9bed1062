import CallEngine
import DialogDSL
import Interpreter
import ModelStandIn
import Testing

extension ModelTests {
  /// How often models are asked, and when they are given up.
  @Suite struct PatienceTests {
    static let again: [ModelStandIn.Reply] = [
      .status(429), .status(500), .status(503), .status(529), .status(408),
    ]

    @Test("Failures that may pass are tried again", arguments: again.indices)
    func retries(index: Int) async throws {
      try await ModelStandIn.run(Self.again[index], .says("Open.")) { server in
        let asked = try await Asked.ask(Asked.speech, at: server.url)
        #expect(asked.outcome == .spoken)
        #expect(server.log.requests.count == 2)
        #expect(server.log.connections == 1, "the connection is used again")
      }
    }

    @Test("Not for ever, and not those that will not pass")
    func givesUp() async throws {
      for (reply, tries) in [(ModelStandIn.Reply.status(500), 3), (.status(401), 1), (.status(404), 1), (.filtered, 1)]
      {
        try await ModelStandIn.run(reply) { server in
          let asked = try await Asked.ask(Asked.speech, at: server.url)
          #expect(!asked.reason.isEmpty)
          #expect(server.log.requests.count == tries)
        }
      }
    }

    @Test("The server's hint counts, where there is time for it")
    func hints() async throws {
      try await ModelStandIn.run(.status(429, retryAfter: "0"), .says("Open.")) { server in
        let asked = try await Asked.ask(Asked.speech, at: server.url)
        #expect(asked.outcome == .spoken)
      }
      for hint in ["60", "3600", "1e300", "inf", "nan", "-1", "soon"] {
        try await ModelStandIn.run(.status(429, retryAfter: hint), .says("Open.")) { server in
          let asked = try await Asked.ask(Asked.speech, at: server.url, "openai", ", timeout: 2s")
          #expect(asked.outcome == .spoken || asked.reason.hasPrefix("status 429"), "\(hint)")
        }
      }
    }

    @Test("What has been said is not said again by another try")
    func noSecondVoice() async throws {
      try await ModelStandIn.run(.cut(after: "We are open. "), .says("Twice.")) { server in
        let settings = ", backup: {provider: openai, url: \"\(server.url)\", key: \"${BACKUP_KEY}\", model: other}"
        let asked = try await Asked.ask(Asked.speech, at: server.url, "openai", settings)
        #expect(asked.sentences.map(\.trimmed) == ["We are open."])
        #expect(server.log.requests.count == 1)
      }
    }

    @Test(
      "The backup is asked when the first server fails",
      arguments: [ModelStandIn.Reply.status(401), .silent, .cut(after: "We")])
    func backup(reply: ModelStandIn.Reply) async throws {
      try await ModelStandIn.run(reply) { server in
        try await ModelStandIn.run(.says("Open.")) { other in
          let settings =
            ", timeout: 300ms, backup: {provider: anthropic, url: \"\(other.url)\", key: \"${BACKUP_KEY}\", model: other}"
          let asked = try await Asked.ask(Asked.speech, at: server.url, "openai", settings)
          #expect(asked.outcome == .spoken)
          #expect(asked.sentences == ["Open."])
          #expect(other.log.requests.first?.headers["x-api-key"] == "sk-other")
        }
      }
    }

    @Test("A server that fails again and again is left alone")
    func breaker() async throws {
      try await ModelStandIn.run(.status(404)) { server in
        let runner = LanguageModelRunner(try Asked.models(at: server.url))
        for _ in 0..<8 { _ = await Asked(of: runner, Asked.speech) }
        let asked = await Asked(of: runner, Asked.speech)
        try await runner.shutdown()
        #expect(asked.reason == "the server has failed too often")
        #expect(server.log.requests.count == 5)
      }
    }

    @Test("A request that is refused for what stands in it says nothing of the server", arguments: [400, 413, 422])
    func refusedRequests(status: Int) async throws {
      try await ModelStandIn.run(.status(status)) { server in
        let runner = LanguageModelRunner(try Asked.models(at: server.url))
        for _ in 0..<8 { _ = await Asked(of: runner, Asked.speech) }
        let asked = await Asked(of: runner, Asked.speech)
        try await runner.shutdown()
        #expect(asked.reason == "status \(status)")
        #expect(server.log.requests.count == 9)
      }
    }

    @Test("One connection serves one request after the other", arguments: ModelTests.providers)
    func reuse(provider: String) async throws {
      try await ModelStandIn.run(.says("We are open. Come in.", every: .milliseconds(1))) { server in
        let runner = LanguageModelRunner(try Asked.models(at: server.url, provider))
        for _ in 0..<5 { #expect(await Asked(of: runner, Asked.speech).outcome == .spoken) }
        try await runner.shutdown()
        #expect(server.log.connections == 1)
      }
    }

    @Test("Whoever stops asking closes the stream at once", arguments: ModelTests.providers)
    func cancellation(provider: String) async throws {
      try await ModelStandIn.run(.says(String(repeating: "We are open. ", count: 500), every: .milliseconds(20))) {
        server in
        let runner = LanguageModelRunner(try Asked.models(at: server.url, provider))
        let task = Task { await Asked(of: runner, Asked.speech) }
        try await ModelTests.eventually { server.log.pieces.count >= 8 }
        task.cancel()
        let asked = await task.value
        #expect(asked.reason == "stopped")
        try await ModelTests.eventually { !server.log.abandoned.isEmpty }
        #expect(server.log.abandoned == [0])
        #expect(server.log.pieces.count < 500)
        try await runner.shutdown()
      }
    }

    @Test(
      "Warm-up opens the connection that the first caller uses, and says what is wrong", arguments: ModelTests.providers
    )
    func warmUp(provider: String) async throws {
      try await ModelStandIn.run(.says("Open.")) { server in
        let runner = LanguageModelRunner(try Asked.models(at: server.url, provider))
        #expect(await runner.warmUp() == [])
        #expect(await Asked(of: runner, Asked.speech).outcome == .spoken)
        #expect(server.log.connections == 1)
        try await runner.shutdown()
      }
      let runner = LanguageModelRunner(try Asked.models(at: "http://127.0.0.1:1/v1", provider))
      #expect(await runner.warmUp() == ["the model's server: the server cannot be reached: connection refused"])
      try await runner.shutdown()
    }

    @Test("Without a model there is nothing that could ask one")
    func none() throws {
      let text =
        "dialog: 1\nllm: {provider: none}\nfallback: [understand, {reprompt: 1}, {end: Bye.}]\nflows: {main: [{end: Hello.}]}\n"
      let script = try #require(ScriptLoader.load(text: text, file: "s.yaml", environment: [:]).script)
      #expect(LanguageModelRunner.runner(for: script) == nil)
    }
  }
}
