import CallEngine
import DialogDSL
import Hearing
import Interpreter
import RetellLink
import Synchronization
import Testing

/// A server that runs a script, with real tools and a clock that stands at Monday, 12 January 2026, 9:00 in Portland.
enum DialogServer {
  static func run(
    _ script: String, environment: [String: String] = [:], limits: CallDirectory.Limits = CallDirectory.Limits(),
    secret: String? = nil, clock: any CallClock = StandingClock(),
    _ body: @escaping @Sendable (RunningServer, CallDirectory) async throws -> Void
  ) async throws {
    let outcome = ScriptLoader.load(text: script, file: "script.yaml", environment: environment)
    let loaded = try #require(outcome.script, "\(outcome.diagnostics)")
    let tools = HTTPTools(allowsPrivate: true)
    let models = LanguageModelRunner.runner(for: loaded)
    let services = CallServices(
      clock: clock, tools: tools, models: models ?? NoModels(), logger: RunningServer.quiet)
    let directory = CallDirectory(script: loaded, services: services, limits: limits)
    do {
      try await RunningServer.run(directory, secret: secret) { server in try await body(server, directory) }
    } catch {
      try await tools.shutdown()
      try await models?.shutdown()
      throw error
    }
    try await tools.shutdown()
    try await models?.shutdown()
  }
}

extension CallClock {
  var now: LocalTime {
    guard let moment = CivilDateTime(iso: "2026-01-12T09:00") else { preconditionFailure("a moment that exists") }
    return LocalTime(moment, offsetMinutes: -480)
  }
}

/// Waits in real time.
struct StandingClock: CallClock {
  func sleep(seconds: Double) async throws { try await Task.sleep(for: .seconds(seconds)) }
}

/// Waits until the test says that the time is over, so that a busy machine changes nothing.
final class HeldClock: CallClock {
  /// Seconds asked for.
  let waits = Collected<Double>()
  private let waiting = Mutex<(next: Int, over: [Int: CheckedContinuation<Void, any Error>])>((0, [:]))

  func sleep(seconds: Double) async throws {
    waits.add(seconds)
    let id = waiting.withLock { waiting in
      waiting.next += 1
      return waiting.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        waiting.withLock { $0.over[id] = continuation }
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  /// All that is waited for now has come.
  func elapse() {
    let over = waiting.withLock { waiting in
      defer { waiting.over = [:] }
      return waiting.over.values
    }
    for continuation in over { continuation.resume() }
  }

  private func cancel(_ id: Int) {
    waiting.withLock { $0.over.removeValue(forKey: id) }?.resume(throwing: CancellationError())
  }
}

extension [AgentEvent] {
  /// The contents joined as Retell joins them.
  var spoken: String { filter { $0.type == "response" }.map { $0.content ?? "" }.joined() }
}
