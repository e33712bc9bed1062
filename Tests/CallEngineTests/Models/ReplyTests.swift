import CallEngine
import DialogDSL
import Interpreter
import ModelStandIn
import Testing

extension ModelTests {
  /// What servers of models reply, and what comes of it.
  @Suite struct ReplyTests {
    @Test("Speech comes sentence by sentence, and is counted", arguments: ModelTests.providers)
    func speech(provider: String) async throws {
      let text = "We are open from 9 a.m. to 5 p.m. today. Come in! Jose\u{301} is there"
      try await ModelStandIn.run(.says(text)) { server in
        let asked = try await Asked.ask(Asked.speech, at: server.url, provider)
        #expect(asked.outcome == .spoken)
        #expect(asked.sentences.joined() == text)
        #expect(asked.sentences.count == 3)
        #expect(asked.tokens == 110)
      }
    }

    @Test("However the bytes are cut", arguments: ModelTests.providers, [1, 2, 3, 7])
    func chopped(provider: String, size: Int) async throws {
      let text = "¿Qué día? Über 40 € – 日本. Done."
      try await ModelStandIn.run(.says(text), chop: size) { server in
        let asked = try await Asked.ask(Asked.speech, at: server.url, provider)
        #expect(asked.outcome == .spoken)
        #expect(asked.sentences.joined() == text)
      }
    }

    @Test("A sentence is there before the next one is", arguments: ModelTests.providers)
    func streamed(provider: String) async throws {
      try await ModelStandIn.run(.stalls(after: "We are open. And so ")) { server in
        let asked = try await Asked.ask(Asked.speech, at: server.url, provider, ", timeout: 8s, stall: 200ms")
        #expect(asked.sentences.map(\.trimmed) == ["We are open."])
        #expect(asked.reason == "nothing more within 0.2 s")
      }
    }

    @Test("JSON comes whole", arguments: ModelTests.providers)
    func json(provider: String) async throws {
      let replies = [#"{"commands": []}"#, "```json\n{\"commands\": []}\n```", #"Here it is: {"commands": []}"#]
      for reply in replies {
        try await ModelStandIn.run(.says(reply)) { server in
          let asked = try await Asked.ask(Asked.commands, at: server.url, provider)
          #expect(asked.outcome == .proposed(.map(["commands": .list([])])))
          #expect(asked.sentences.isEmpty)
        }
      }
    }

    @Test("A server that does not stream", arguments: ModelTests.providers)
    func whole(provider: String) async throws {
      try await ModelStandIn.run(.whole("We are open. Come in.")) { server in
        let asked = try await Asked.ask(Asked.speech, at: server.url, provider)
        #expect(asked.outcome == .spoken)
        #expect(asked.sentences.map(\.trimmed) == ["We are open.", "Come in."])
        #expect(asked.tokens == 110)
      }
    }

    @Test("A count of tokens that no server can mean is not believed")
    func absurdCounts() async throws {
      let most = Int.max
      let usage = #""usage":{"input_tokens":\#(most),"cache_read_input_tokens":\#(most),"output_tokens":\#(most)}"#
      let bodies = [
        "openai": #"""
        data: {"choices":[{"delta":{"content":"Open."},"finish_reason":"stop"}]}

        data: {"choices":[],"usage":{"prompt_tokens":\#(most),"completion_tokens":\#(most)}}

        data: [DONE]


        """#,
        "anthropic": #"""
        data: {"type":"message_start","message":{"content":[],\#(usage)}}

        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Open."}}

        data: {"type":"message_stop"}


        """#,
      ]
      for (provider, body) in bodies {
        try await ModelStandIn.run(.raw([Array(body.utf8)])) { server in
          let asked = try await Asked.ask(Asked.speech, at: server.url, provider)
          #expect(asked.outcome == .spoken && asked.sentences == ["Open."])
          #expect(asked.tokens.map { $0 < 100_000_000 } == true)
        }
      }
    }

    /// Only what fails by its lateness is waited for in vain.
    private static func patience(with reason: String) -> String {
      reason.contains("within") ? ", timeout: 500ms, stall: 200ms" : ", timeout: 8s, stall: 8s"
    }

    static let speechFailures: [(ModelStandIn.Reply, [String], String)] = [
      (.silent, [], "nothing within 0.5 s"),
      (.hesitates(.seconds(60), then: .says("Late.")), [], "nothing within 0.5 s"),
      (.stalls(after: ""), [], "nothing within 0.5 s"),
      (.stalls(after: "We are"), [], "nothing more within 0.2 s"),
      (.cut(after: "We are open. And"), ["We are open."], "the reply was cut off"),
      (.cut(after: "We are"), [], "the reply was cut off"),
      (.endless("We are open. And"), ["We are open."], "the reply was cut off"),
      (.tooLong(after: "We are"), [], "the reply was cut off at its token limit"),
      (.filtered, [], "the server refuses to reply"),
      (
        .status(401, body: #"{"error":{"message":"Incorrect API key provided: \#(Asked.key)"}}"#), [],
        "status 401: the key is refused"
      ),
      (.status(404, body: #"{"error":{"message":"no model tiny"}}"#), [], "status 404: no model tiny"),
      (.status(302), [], "status 302"),
      (
        .raw([Array("data: {\"choices\":[{\"delta\":{\"content\":".utf8), Array("\n\n".utf8)]), [],
        "the reply cannot be read: it is not the JSON that was expected"
      ),
      (.raw([Array("data: nonsense\n\n".utf8)]), [], "the reply cannot be read: it is not the JSON that was expected"),
      (
        .raw([Array("data: ".utf8) + Array(repeating: 0x61, count: 300_000)]), [],
        "the reply cannot be read: an event is over 262144 bytes"
      ),
    ]

    @Test(
      "What goes wrong with speech is an outcome that says why", arguments: ModelTests.providers, speechFailures.indices
    )
    func failure(provider: String, index: Int) async throws {
      let (reply, sentences, reason) = Self.speechFailures[index]
      try await ModelStandIn.run(reply) { server in
        let asked = try await Asked.ask(Asked.speech, at: server.url, provider, Self.patience(with: reason))
        #expect(asked.sentences.map(\.trimmed) == sentences)
        #expect(asked.reason == reason)
        #expect(!"\(asked)".contains(Asked.key))
      }
    }

    static let jsonFailures: [(ModelStandIn.Reply, String)] = [
      (.tooLong(after: #"{"commands": [{"do": "no"#), "the reply was cut off at its token limit"),
      (.tooLong(after: #"{"commands": []}"#), "the reply was cut off at its token limit"),
      (.cut(after: #"{"commands": []}"#), "the reply was cut off"),
      (.says(#"{"commands": ["#), "the reply cannot be read: it is not a JSON object"),
      (.says("I would rather not."), "the reply cannot be read: it is not a JSON object"),
      (.says("[1, 2]"), "the reply cannot be read: it is not a JSON object"),
      (.says(""), "the reply cannot be read: it is not a JSON object"),
      (.stalls(after: #"{"commands":"#), "nothing more within 0.2 s"),
      (
        .says(String(repeating: "blah ", count: 250_000), pieces: 100_000),
        "the reply cannot be read: it is over 1048576 bytes"
      ),
    ]

    @Test("What goes wrong with JSON, too", arguments: ModelTests.providers, jsonFailures.indices)
    func jsonFailure(provider: String, index: Int) async throws {
      let (reply, reason) = Self.jsonFailures[index]
      try await ModelStandIn.run(reply) { server in
        let asked = try await Asked.ask(Asked.commands, at: server.url, provider, Self.patience(with: reason))
        #expect(asked.reason == reason)
        #expect(asked.sentences.isEmpty)
      }
    }

    @Test("A server that is not there")
    func unreachable() async throws {
      let asked = try await Asked.ask(Asked.speech, at: "http://127.0.0.1:1/v1?token=hush")
      #expect(asked.reason == "the server cannot be reached: connection refused")
    }

    @Test("Server-sent errors in the middle of a stream", arguments: ModelTests.providers)
    func errorEvent(provider: String) async throws {
      let event =
        provider == "openai"
        ? "data: {\"error\":{\"message\":\"boom \(Asked.key)\",\"code\":503}}\n\n"
        : "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"boom\"}}\n\n"
      try await ModelStandIn.run(.raw([Array(event.utf8)])) { server in
        let asked = try await Asked.ask(Asked.speech, at: server.url, provider, ", timeout: 3s")
        #expect(asked.reason.hasPrefix("status 5"))
        #expect(!asked.reason.contains(Asked.key))
      }
    }
  }
}
