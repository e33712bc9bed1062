import CallEngine
import DialogDSL
import Interpreter
import Testing

/// Tools over real HTTP: whatever the other side does is an outcome, within the tool's time.
@Suite struct HTTPToolsTests {
  static let patient = "30s"
  static let hasty = "300ms"

  static func tool(timeout: String, _ more: String) -> String {
    """
    dialog: 1
    name: Desk
    flows: {main: [call: book, end: Done.]}
    tools:
      book: {post: "http://127.0.0.1:9/bookings", writes: true, hold: One moment., timeout: \(timeout), returns: {code: text}\(more)}
    fallback: [reprompt: 1, end: Sorry.]
    """
  }

  func run(
    url: String, arguments: String = "{}", timeout: String = Self.patient, more: String = "", allowsPrivate: Bool = true
  ) async throws -> ToolOutcome {
    let yaml = Self.tool(timeout: timeout, more)
    let script = try #require(ScriptLoader.load(text: yaml, file: "desk.yaml", environment: [:]).script)
    let tool = try #require(script.tools["book"])
    let identity = ToolIdentity(step: "flows.main[0]", arguments: arguments)
    var request = ToolRequest(identity: identity, tool: "book", arguments: [:], method: "POST", url: url)
    request.body = arguments
    let tools = HTTPTools(allowsPrivate: allowsPrivate)
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

  static let done = ToolServer.Reply.json(#"{"code":"K7"}"#)
  static let booked = ToolOutcome.succeeded(.map(["code": .text("K7")]))

  @Test(
    "A failure that may pass is tried again, as often as the tool says",
    arguments: [
      ([.json("{}", status: 503), done], ", retry: 1", booked, 2),
      ([.json("{}", status: 429), .json("{}", status: 500), done], ", retry: {times: 3, wait: 10ms}", booked, 3),
      ([.json("{}", status: 503), done], "", .failed("status 503"), 1),
      ([.json("{}", status: 503)], ", retry: {times: 2, wait: 10ms}", .failed("status 503"), 3),
      ([.json("{}", status: 404), done], ", retry: 2", .failed("status 404"), 1),
      ([.json("{}"), done], ", retry: 2", .failed("the reply has no `code`"), 1),
      // The server says when to come back: soon enough, too late, and nonsense.
      ([.json("{}", status: 503, retryAfter: "0"), done], ", retry: {times: 1, wait: 10s}", booked, 2),
      ([.json("{}", status: 503, retryAfter: "3600"), done], ", retry: 1", .failed("status 503"), 1),
      ([.json("{}", status: 503, retryAfter: "1e300"), done], ", retry: 1", .failed("status 503"), 1),
      ([.json("{}", status: 503, retryAfter: "inf"), done], ", retry: 1", .failed("status 503"), 1),
      ([.json("{}", status: 503, retryAfter: "-5"), done], ", retry: 1", booked, 2),
    ] as [([ToolServer.Reply], String, ToolOutcome, Int)])
  func retries(replies: [ToolServer.Reply], more: String, expected: ToolOutcome, tries: Int) async throws {
    let last = replies[replies.count - 1]
    try await ToolServer.run(replies[0], replies.count > 1 ? replies[1] : last, replies.count > 2 ? replies[2] : last) {
      server in
      let outcome = try await run(url: server.url, more: more)
      #expect(outcome == expected)
      #expect(server.requests.all.count == tries)
      #expect(Set(server.requests.all.map(\.idempotencyKey)).count == 1)
    }
  }

  @Test("There is no further try when no time is left for it")
  func retryInTime() async throws {
    try await ToolServer.run(.json("{}", status: 503)) { server in
      let outcome = try await run(url: server.url, timeout: Self.hasty, more: ", retry: {times: 5, wait: 10s}")
      #expect(outcome == .failed("status 503"))
      #expect(server.requests.all.count == 1)
    }
  }

  @Test(
    "`ok` judges a reply by its status and body",
    arguments: [
      (ToolServer.Reply.json(#"{"code":"K7","done":true}"#), "body.done", booked),
      (.json(#"{"code":"K7","done":false}"#), "body.done", .failed("`ok` is false at status 200")),
      (.json(#"{"code":"K7"}"#, status: 404), "status == 404", booked),
      (.json(#"{"code":"K7"}"#, status: 404), "status < 300", .failed("`ok` is false at status 404")),
      (.json("<html>", status: 404), "status == 404", .failed("the reply is empty")),
      (.json("<html>"), "status == 200", .failed("the reply is not JSON")),
      (.json("[1]"), "body[0] == 1", .failed("the reply is not a JSON object")),
    ])
  func judged(reply: ToolServer.Reply, ok: String, expected: ToolOutcome) async throws {
    try await ToolServer.run(reply) { server in
      let outcome = try await run(url: server.url, more: ", ok: \"\(ok)\"")
      #expect(outcome == expected)
    }
  }

  /// `127.1` and the others are names to us: only where the connection leads tells.
  @Test(
    "Without the operator's leave nothing is sent to this machine, however it is called",
    arguments: ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0"])
  func privateAddresses(host: String) async throws {
    try await ToolServer.run(Self.done) { server in
      for _ in 0..<3 {
        let outcome = try await run(url: "http://\(host):\(server.port)/", allowsPrivate: false)
        guard case .failed(let reason) = outcome else {
          Issue.record("\(host) was reached")
          return
        }
        #expect(reason == "the address is on this machine or in its network, which is not allowed")
      }
      #expect(server.requests.all.isEmpty)
    }
  }

  @Test("What fails does not show the URL", arguments: ["http://127.0.0.1:1/?token=hush", "ftp://hush.example/"])
  func secrets(url: String) async throws {
    guard case .failed(let reason) = try await run(url: url) else {
      Issue.record("it succeeded")
      return
    }
    #expect(!reason.contains("hush"))
  }
}
