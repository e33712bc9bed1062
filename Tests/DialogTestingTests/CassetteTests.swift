import CallEngine
import DialogDSL
import Interpreter
import Synchronization
import Testing

@testable import DialogTesting

/// Runs for real, kept and played again.
@Suite struct CassetteTests {
  /// A world that answers what it is told to, and counts.
  private final class World: ModelRunner, ToolRunner {
    let asked = Mutex<[String]>([])
    let speech: String

    init(says speech: String = "A lesson costs 40 dollars.") { self.speech = speech }

    func ask(
      _ request: ModelRequest, say: @Sendable (String) async -> Void
    ) async -> (outcome: ModelOutcome, tokens: Int?) {
      asked.withLock { $0.append(request.purpose.rawValue) }
      if request.schema != nil { return (.proposed(.map(["commands": .list([])])), nil) }
      await say(speech)
      return (.spoken, nil)
    }

    func run(_ request: ToolRequest, of tool: Tool, callID: String) async -> ToolOutcome {
      asked.withLock { $0.append(request.tool) }
      let echo = request.headers.map(\.value).joined()
      let pin = request.arguments["pin"] ?? .none
      return .succeeded(.map(["state": .text("packed"), "pin": pin, "echo": .text(echo)]))
    }
  }

  private static let script = """
    dialog: 1
    llm: {provider: openai, url: "http://127.0.0.1:9/v1", model: any}
    knowledge: {price: A lesson costs 40 dollars.}
    slots:
      order: {type: digits, length: 4, confirm: unsure, prompt: Which order?}
      pin: {type: digits, length: 4, sensitive: true, prompt: Your pin?}
    fallback: [understand, answer, {reprompt: 2}, {end: Goodbye.}]
    flows:
      main: [{route: How can I help?, again: Anything else?}, {end: Goodbye.}]
      find:
        triggers: find
        steps: [{collect: order}, {call: find, save: found}, {say: "It is {{ found.state }}."}]
      open:
        triggers: open
        steps: [{collect: pin}, {call: open, save: opened}, {say: It is open.}]
      send:
        triggers: send
        steps: [{collect: order}, {call: send}, {say: It is sent.}]
    tools:
      find: {get: "https://example.com/{{ order }}", headers: {Authorization: Bearer top-secret-key}}
      open: {get: "https://example.com/open", params: {pin: digits}}
      send: {post: "https://example.com/send", body: {order: "{{ order }}"}, writes: true, hold: One moment.}
    """

  private func tests(_ cases: String) throws -> LoadedTests {
    let script = ScriptLoader.load(text: Self.script, file: "s.yaml", environment: [:])
    _ = try #require(script.script, "\(script.diagnostics)")
    let outcome = TestFileLoader.load(text: "script: s.yaml\ncases:\n\(cases)", file: "t.test.yaml") { _ in script }
    _ = try #require(outcome.file, "\(outcome.diagnostics)")
    return LoadedTests(path: "t.test.yaml", outcome: outcome)
  }

  private func record(_ tests: LoadedTests, _ world: World) async -> Cassette {
    await LiveRun(models: world, tools: world).cassette(for: tests, RunSettings())
  }

  private func play(_ tests: LoadedTests, _ cassette: Cassette, on ring: Ring = .engine) async -> [CaseResult] {
    var tests = tests
    tests.outcome.file?.cassette = cassette
    return await TestRunner.run([tests], RunSettings(ring: ring)).files[0].cases
  }

  static let cases = """
      - name: an answer
        talk:
          - user: what does a lesson cost
          - agent: A lesson costs 40 dollars. How can I help?
      - name: the same again, and a tool
        talk:
          - user: what does a lesson cost
          - agent: A lesson costs 40 dollars. How can I help?
          - user: find
          - user: one two three four
          - agent: "*It is packed. Anything else?"
    """

  @Test func whatWasRecordedIsPlayedFromTheFile() async throws {
    let tests = try tests(Self.cases)
    let world = World()
    let cassette = await record(tests, world)
    #expect(world.asked.withLock { $0 } == ["understand", "answer", "find"])
    let read = try Cassette(json: cassette.json)
    #expect(read.entries.mapValues(\.what) == cassette.entries.mapValues(\.what))
    for ring in [Ring.step, .engine] {
      let results = await play(tests, read, on: ring)
      #expect(results.allSatisfy { $0.failure == nil }, "\(results)")
      #expect(read.unused(besides: results.reduce(into: []) { $0.formUnion($1.usedEntries) }).isEmpty)
    }
    #expect(world.asked.withLock { $0.count } == 3)
  }

  @Test func anotherRequestIsStaleAndAnUnusedReplyShows() async throws {
    let cassette = await record(try tests(Self.cases), World())
    let other = try tests(Self.cases.replacing("what does a lesson cost", with: "what does one lesson cost"))
    let results = await play(other, cassette)
    #expect(results.allSatisfy { $0.failure?.details.contains { $0.text.contains("--record") } == true })
    let less = try tests("  - name: nothing\n    talk: [{agent: How can I help?}]\n")
    let used = await play(less, cassette).reduce(into: Set<Cassette.Key>()) { $0.formUnion($1.usedEntries) }
    #expect(cassette.unused(besides: used).map(\.place) == ["answer", "flows.find[1]", "understand"])
  }

  @Test func secretsAndSensitiveValuesAreNotKept() async throws {
    let tests = try tests(
      """
        - name: a sensitive value comes back
          talk:
            - user: open
            - user: one two three four
            - agent: "*It is open.*"
        - name: a key comes back
          talk:
            - user: find
            - user: one two three four
            - agent: "*It is packed.*"
      """)
    let cassette = await record(tests, World())
    #expect(!cassette.json.contains("\"1234\""))
    #expect(!cassette.json.contains("top-secret-key"))
    let world = World()
    #expect(await play(tests, await record(tests, world)).allSatisfy { $0.failure == nil }, "it is played all the same")
    #expect(world.asked.withLock { $0.count } == 2)
    let read = try Cassette(json: cassette.json)
    #expect(read.entries.first { $0.value.what == "open" }?.value.reply == .withheld)
    let results = await play(tests, read)
    #expect(results.map { $0.failure == nil } == [false, true])
    #expect(results[0].failure?.details.contains { $0.text.contains("write it as a stub") } == true)
  }

  /// The pin is not to be guessed from the fingerprint: it is the same for any.
  @Test func theFingerprintDoesNotTellASensitiveValue() async throws {
    func key(_ digits: String) async throws -> [Cassette.Key] {
      let tests = try tests("  - name: a\n    talk: [{user: open}, {user: \(digits)}]\n")
      return await record(tests, World()).entries.keys.sorted()
    }
    #expect(try await key("one two three four") == key("nine eight seven six"))
  }

  @Test func aToolThatWritesIsNotRun() async throws {
    let tests = try tests("  - name: a\n    talk: [{user: send}, {user: one two three four}, {agent: '*sent*'}]\n")
    let world = World()
    let cassette = await record(tests, world)
    #expect(world.asked.withLock { $0 } == [])
    let failure = await play(tests, cassette)[0].failure
    #expect(failure?.message == "`send` ran without a stub")
    #expect(failure?.details.last?.text == "what a tool would write is not recorded: give it a stub")
  }

  static let wrong = [
    "", "[]", "{}", #"{"cassette": 2, "replies": []}"#, #"{"cassette": 1, "replies": 7}"#,
    #"{"cassette": 1, "replies": [{"at": "a"}]}"#,
    #"{"cassette": 1, "replies": [{"at": "a", "request": "b", "for": "answer"}]}"#,
    #"{"cassette": 1, "replies": [{"at": "a", "request": "b", "for": "find", "took": -1, "result": 1}]}"#,
    #"{"cassette": 1, "replies": [{"at": "a", "request": "b", "for": "find", "took": 1}]}"#,
  ]

  @Test(arguments: wrong) func whatIsNoCassetteIsRefused(json: String) {
    #expect(throws: CallRecord.Fault.self) { try Cassette(json: json) }
  }
}
