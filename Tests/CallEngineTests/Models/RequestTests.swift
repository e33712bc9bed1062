import CallEngine
import DialogDSL
import Interpreter
import ModelStandIn
import Testing

extension ModelTests {
  /// What is sent to servers of models.
  @Suite struct RequestTests {
    private func sent(
      _ provider: String, _ settings: String = "", path: String = "", _ request: ModelRequest = Asked.commands
    ) async throws -> ModelStandIn.Request {
      try await ModelStandIn.run(.says(#"{"commands":[]}"#)) { server in
        let asked = try await Asked.ask(request, at: server.url + path, provider, settings)
        #expect(asked.reason.isEmpty)
        return try #require(server.log.requests.first)
      }
    }

    private func body(_ request: ModelStandIn.Request) throws -> Value {
      guard case .succeeded(let value) = ToolReply.read(Array(request.body.utf8), as: nil) else {
        throw Unreadable(body: request.body)
      }
      return value
    }

    struct Unreadable: Error { var body: String }

    @Test func chatCompletions() async throws {
      let request = try await sent("openai")
      #expect(request.target == "/v1/chat/completions")
      #expect(request.headers["authorization"] == "Bearer \(Asked.key)")
      let body = try body(request)
      #expect(body.member("model") == .text("tiny"))
      #expect(body.member("stream") == .bool(true))
      #expect(body.member("temperature") == .number(0))
      #expect(body.member("max_tokens") == .number(50))
      let format = body.member("response_format").member("json_schema")
      #expect(format.member("strict") == .bool(true))
      #expect(format.member("schema") == Asked.commands.schema)
      guard case .list(let messages) = body.member("messages") else {
        Issue.record("no messages")
        return
      }
      #expect(messages.map { $0.member("role") } == [.text("system"), .text("user")])
      #expect(
        messages.map { $0.member("content") } == [.text(Asked.commands.instructions), .text(Asked.commands.message)])
    }

    @Test func azure() async throws {
      let request = try await sent("openai", ", api_version: 2024-10-21", path: "/openai/deployments/tiny")
      #expect(request.target == "/v1/openai/deployments/tiny/chat/completions?api-version=2024-10-21")
      #expect(request.headers["api-key"] == Asked.key)
      #expect(request.headers["authorization"] == nil)
    }

    @Test func anthropicMessages() async throws {
      let request = try await sent("anthropic", ", headers: {x-team: blue}")
      #expect(request.target == "/v1/messages")
      #expect(request.headers["x-api-key"] == Asked.key)
      #expect(request.headers["anthropic-version"] == "2023-06-01")
      #expect(request.headers["x-team"] == "blue")
      let body = try body(request)
      #expect(body.member("max_tokens") == .number(50))
      #expect(body.member("output_config").member("format").member("schema") == Asked.commands.schema)
      guard case .list(let system) = body.member("system") else {
        Issue.record("no system")
        return
      }
      #expect(system.first?.member("text") == .text(Asked.commands.instructions))
      #expect(system.first?.member("cache_control") == .map(["type": .text("ephemeral")]))
    }

    @Test("Speech is asked for without a form", arguments: ModelTests.providers)
    func speech(provider: String) async throws {
      let body = try body(try await sent(provider, "", Asked.speech))
      #expect(body.member("response_format").isNone)
      #expect(body.member("output_config").isNone)
    }

    /// Servers that know less than others are asked in words that they know, and the next request begins with these.
    @Test(
      "What a server refuses is left out",
      arguments: [
        ("openai", "response_format", "response_format.type json_schema is not supported", "json_object"),
        ("openai", "temperature", "Unsupported value: 'temperature' does not support 0 with this model", ""),
        ("openai", "max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", ""),
        ("openai", "stream_options", "unknown field stream_options", ""),
        ("anthropic", "output_config", "output_config: Extra inputs are not permitted", ""),
      ])
    func dialects(provider: String, member: String, complaint: String, instead: String) async throws {
      let answer: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { request, _ in
        let isRefused =
          member == "response_format" ? request.body.contains("json_schema") : request.body.contains("\"\(member)\"")
        if !isRefused { return .says(#"{"commands":[]}"#) }
        return .status(400, body: #"{"error":{"message":"\#(complaint)"}}"#)
      }
      try await ModelStandIn.run(answer: answer) { server in
        let runner = LanguageModelRunner(try Asked.models(at: server.url, provider))
        for _ in 0..<2 {
          let asked = await Asked(of: runner, Asked.commands)
          #expect(asked.outcome == .proposed(.map(["commands": .list([])])))
        }
        try await runner.shutdown()
        let bodies = server.log.requests.map(\.body)
        #expect(bodies.count == 3)
        #expect(bodies[1].contains(instead))
      }
    }

    @Test("What a caller says is neither a complaint about the request nor in the log")
    func callersWords() async throws {
      let complaint = #"{"error":{"message":"The prompt was filtered: 'what about your hours', temperature"}}"#
      let answer: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { _, count in
        count < 2 ? .status(400, body: complaint) : .says("Open.")
      }
      try await ModelStandIn.run(answer: answer) { server in
        let runner = LanguageModelRunner(try Asked.models(at: server.url))
        let refused = await Asked(of: runner, Asked.speech)
        #expect(refused.reason == "status 400: The prompt was filtered: … about … … temperature")
        #expect(await Asked(of: runner, Asked.speech).outcome == .spoken)
        try await runner.shutdown()
        #expect(server.log.requests.map { $0.body.contains("temperature") } == [true, false, true])
      }
    }

    @Test("A server that names the part is believed, whatever else it says")
    func namedPart() async throws {
      let complaint =
        #"{"error":{"message":"max_tokens or max_completion_tokens is too large","param":"temperature"}}"#
      let answer: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { request, _ in
        request.body.contains("temperature") ? .status(400, body: complaint) : .says("Open.")
      }
      try await ModelStandIn.run(answer: answer) { server in
        let asked = try await Asked.ask(Asked.speech, at: server.url)
        #expect(asked.outcome == .spoken)
        #expect(server.log.requests.count == 2)
      }
    }

    @Test("A server that refuses everything", arguments: ModelTests.providers)
    func refused(provider: String) async throws {
      try await ModelStandIn.run(.status(400, body: #"{"error":{"message":"response_format is wrong"}}"#)) { server in
        let asked = try await Asked.ask(Asked.commands, at: server.url, provider)
        #expect(asked.reason.hasPrefix("status 400"))
        #expect(server.log.requests.count <= 5)
      }
    }
  }
}
