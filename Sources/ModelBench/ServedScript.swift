import CallEngine
import DialogDSL
import Hearing
import Interpreter
import Logging
import RetellLink

/// A script on a server of this process, for as long as it is measured.
struct ServedScript {
  let address: String
  private let running: Task<Void, any Error>
  private let models: LanguageModelRunner?
  private let tools = HTTPTools(allowsPrivate: false)

  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  init(_ text: String) async throws {
    let outcome = ScriptLoader.load(text: text, file: "bench.yaml", environment: [:])
    guard let script = outcome.script, let clock = SystemClock(timeZone: script.timeZone) else {
      throw Fault(description: DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics))
    }
    let models = LanguageModelRunner.runner(for: script)
    let quiet = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
    let services = CallServices(clock: clock, tools: tools, models: models ?? NoModels(), logger: quiet)
    let (ports, bound) = AsyncStream.makeStream(of: Int.self)
    let server = RetellServer(
      ServerConfiguration(host: "127.0.0.1", port: 0), calls: CallDirectory(script: script, services: services),
      logger: quiet
    ) { bound.yield($0) }
    running = Task {
      defer { bound.finish() }
      try await server.run()
    }
    guard let port = await ports.first(where: { _ in true }) else {
      throw Fault(description: "the server did not start")
    }
    address = "ws://127.0.0.1:\(port)\(ServerConfiguration.standardPath)"
    self.models = models
    _ = await models?.warmUp()
  }

  func stop() async throws {
    running.cancel()
    _ = await running.result
    try await models?.shutdown()
    try await tools.shutdown()
  }
}

/// A caller, over a WebSocket as Retell has it.
struct BenchCaller {
  private let client: RetellClient
  private var received: AsyncStream<RetellClient.Received>.Iterator
  private var transcript: [TranscriptEntry] = []
  private var nextResponse = 1

  /// Speech and when it came.
  struct Heard {
    var text: String
    var moment: ContinuousClock.Instant
  }

  init(_ address: String, id: String) async throws {
    client = try await RetellClient.connect(url: "\(address)/\(id)")
    received = client.received.makeAsyncIterator()
    transcript.append(TranscriptEntry(.agent, try await answer(to: 0).map(\.text).joined()))
  }

  mutating func say(_ words: String) async throws -> [Heard] {
    transcript.append(TranscriptEntry(.caller, words))
    let id = nextResponse
    nextResponse += 1
    guard let frame = RetellFrames.frame(for: .responseRequired(id: id, transcript)) else { return [] }
    try await client.send(frame)
    let heard = try await answer(to: id)
    transcript.append(TranscriptEntry(.agent, heard.map(\.text).joined()))
    return heard
  }

  func hangUp() { client.post(close: 1000) }

  private mutating func answer(to id: Int) async throws -> [Heard] {
    var heard: [Heard] = []
    while let item = await received.next() {
      guard case .event(let event) = item, event.type == "response", event.responseID == id else { continue }
      if let text = event.content, !text.isEmpty { heard.append(Heard(text: text, moment: .now)) }
      if event.isComplete { return heard }
    }
    throw ServedScript.Fault(description: "the connection ended before the answer did")
  }
}
