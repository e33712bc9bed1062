import CallEngine
import DialogDSL
import ModelStandIn
import Synchronization
import Testing

@testable import Interpreter

/// One after the other: they wait for sockets and clocks, and would be late beside each other.
@Suite(.serialized) enum ModelTests {
  static let providers = ["openai", "anthropic"]

  /// Waits for what happens elsewhere; only a test that fails waits all the time.
  static func eventually(_ condition: () -> Bool) async throws {
    for _ in 0..<3_000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
    #expect(condition(), "it did not happen in time")
  }
}

/// One request to a script's models, over real sockets.
struct Asked {
  var sentences: [String]
  var outcome: ModelOutcome
  var tokens: Int?

  static let key = "sk-hush-hush"

  static let speech = request(.answer, schema: nil)
  static let commands = request(
    .understand,
    schema: .map([
      "type": .text("object"), "properties": .map(["commands": .map(["type": .text("array")])]),
      "required": .list([.text("commands")]), "additionalProperties": .bool(false),
    ]))

  private static func request(_ purpose: ModelRequest.Purpose, schema: Value?) -> ModelRequest {
    ModelRequest(
      identity: ModelIdentity(place: purpose.rawValue, request: "1"), purpose: purpose, locale: .standard,
      instructions: "Be brief.", message: #"{"caller":"what are your hours"}"#, schema: schema, maxTokens: 50)
  }

  /// - Parameter settings: further lines of `llm`.
  static func models(at url: String, _ provider: String = "openai", _ settings: String = "") throws -> LanguageModels {
    // As long as may be: only what is to be late is late on a busy machine.
    let patience = settings.contains("timeout:") ? "" : ", timeout: 8s, stall: 8s"
    let text = """
      dialog: 1
      llm: {provider: \(provider), url: "\(url)", key: "${KEY}", model: tiny\(patience)\(settings)}
      fallback: [understand, {reprompt: 2}, {end: Goodbye.}]
      flows: {main: [{route: Hello?}, {end: Goodbye.}], other: {triggers: other, steps: [{say: Other.}]}}
      """
    let outcome = ScriptLoader.load(
      text: text, file: "s.yaml", environment: ["KEY": key, "BACKUP_KEY": "sk-other"])
    return try #require(outcome.script, "\(outcome.diagnostics)").models
  }

  static func ask(
    _ request: ModelRequest, at url: String, _ provider: String = "openai", _ settings: String = ""
  ) async throws -> Asked {
    let runner = LanguageModelRunner(try models(at: url, provider, settings))
    let asked = await Asked(of: runner, request)
    try await runner.shutdown()
    return asked
  }

  init(of runner: LanguageModelRunner, _ request: ModelRequest) async {
    let said = Mutex<[String]>([])
    let reply = await runner.ask(request) { sentence in said.withLock { $0.append(sentence) } }
    sentences = said.withLock { $0 }
    (outcome, tokens) = reply
  }

  var reason: String { if case .failed(let fault) = outcome { fault.reason } else { "" } }
}
