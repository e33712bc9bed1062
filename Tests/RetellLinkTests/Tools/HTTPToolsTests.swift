import CallEngine
import DialogDSL
import Interpreter
import Testing

/// Tools over real HTTP: whatever the other side does is an outcome, within the tool's time.
@Suite struct HTTPToolsTests {
  static let patient = "30s"
  static let hasty = "300ms"

  static func tool(timeout: String) -> String {
    """
    dialog: 1
    name: Desk
    flows: {main: [call: book, end: Done.]}
    tools:
      book: {post: "http://127.0.0.1:9/bookings", writes: true, hold: One moment., timeout: \(timeout), returns: {code: text}}
    fallback: [reprompt: 1, end: Sorry.]
    """
  }

  func run(url: String, arguments: String = "{}", timeout: String = Self.patient) async throws -> ToolOutcome {
    let yaml = Self.tool(timeout: timeout)
    let script = try #require(ScriptLoader.load(text: yaml, file: "desk.yaml", environment: [:]).script)
    let tool = try #require(script.tools["book"])
    let identity = ToolIdentity(step: "flows.main[0]", arguments: arguments)
    var request = ToolRequest(identity: identity, tool: "book", arguments: [:], method: "POST", url: url)
    request.body = arguments
    let tools = HTTPTools()
    let outcome = await tools.run(request, of: tool, callID: "call_1")
    try await tools.shutdown()
    return outcome
  }

  @Test("A reply is read, and the key that makes a write repeatable goes with the request")
  func success() async throws {
    try await ToolServer.run(.json(#"{"code":"K7"}"#)) { server in
      for arguments in ["{}", "{}", #"{"a":1}"#] {
        let outcome = try await run(url: "\(server.url)/bookings", arguments: arguments)
        #expect(outcome == .succeeded(.map(["code": .text("K7")])))
      }
      let keys = server.requests.all.compactMap(\.idempotencyKey)
      #expect(keys.count == 3)
      #expect(keys[0] == keys[1])
      #expect(keys[0] != keys[2])
      #expect(server.requests.all[2].body == #"{"a":1}"#)
    }
  }

  @Test(
    "Other replies are failures that say why",
    arguments: [
      (ToolServer.Reply.json("{}", status: 500), "status 500"),
      (.json("{}", status: 302), "status 302"),
      (.json("{}", status: 404), "status 404"),
      (.json("<html>"), "the reply is not JSON"),
      (.json("{}"), "the reply has no `code`"),
      (.json(String(repeating: " ", count: (1 << 20) + 1)), "reply over 1048576 bytes"),
    ])
  func failures(reply: ToolServer.Reply, reason: String) async throws {
    try await ToolServer.run(reply) { server in
      let outcome = try await run(url: server.url)
      #expect(outcome == .failed(reason))
    }
  }

  @Test("A server that does not answer in time", arguments: [ToolServer.Reply.none, .json("{}", after: .seconds(60))])
  func timeouts(reply: ToolServer.Reply) async throws {
    try await ToolServer.run(reply) { server in
      let outcome = try await run(url: server.url, timeout: Self.hasty)
      #expect(outcome == .failed("timeout after 0.3 s"))
    }
  }

  @Test("A server that is not there, and an address that is none", arguments: ["http://127.0.0.1:1/", "nonsense", ""])
  func unreachable(url: String) async throws {
    guard case .failed(let reason) = try await run(url: url) else {
      Issue.record("it succeeded")
      return
    }
    #expect(!reason.isEmpty)
  }
}
