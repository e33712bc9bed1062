import AsyncHTTPClient
import DialogDSL
import Hearing
import Interpreter
import NIOCore

/// Asks a script's models over HTTP: in time, once more where that may help, and the backup where it does not
/// (language.md §7).
public final class LanguageModelRunner: ModelRunner {
  private let models: LanguageModels
  private let servers: [Server]
  private let client: HTTPClient

  private struct Server {
    var provider: any ModelProvider
    var breaker: CircuitBreaker
  }

  /// Seconds to reach a server; within the time that a reply may take.
  private static let connectTimeout: TimeAmount = .seconds(2)
  /// Streams at once to one host: a busy server of calls has as many callers who wait.
  private static let connectionsPerHost = 128
  /// A connection that nobody has used for so long is closed: longer than a call is without a model.
  private static let idleTimeout: TimeAmount = .seconds(90)
  /// Tries of one server for one request.
  private static let tries = 3
  /// Seconds before the second try, where the server gives no hint; twice as long before the third.
  private static let backOff = 0.2
  /// Seconds to wait for the count of tokens after the reply is complete.
  private static let countWait = 0.25
  /// Seconds to wait for the end of its body: a connection whose reply was not read to its end cannot be used again.
  private static let endWait = 0.05

  public init(_ models: LanguageModels) {
    var configuration = HTTPClient.Configuration.outgoing(
      connectTimeout: Self.connectTimeout, connectionsPerHost: Self.connectionsPerHost)
    configuration.connectionPool.idleTimeout = Self.idleTimeout
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.client = client
    self.models = models
    let all = [models.primary, models.backup].compactMap(\.self)
    servers = all.enumerated().map { place, server in
      Server(
        provider: HTTPModel(server, client: client), breaker: CircuitBreaker(hasBackup: place + 1 < all.count))
    }
  }

  /// nil for a script that names no model: then nothing is there that could ask one.
  public static func runner(for script: Script) -> LanguageModelRunner? {
    script.models.isOn ? LanguageModelRunner(script.models) : nil
  }

  /// Closes connections; to be called once, when no call runs any more.
  public func shutdown() async throws { try await client.shutdown() }

  /// Opens a connection to each server, so that the first caller need not wait for it.
  ///
  /// - Returns: what is wrong with them.
  public func warmUp() async -> [String] {
    var faults: [String] = []
    for (server, name) in zip(servers, ["the model's server", "the backup"]) {
      let watchdog = Watchdog(models.timeout, otherwise: .late(seconds: models.timeout))
      do { try await watchdog.guarding { try await server.provider.warmUp() } } catch {
        faults.append("\(name): \(error)")
      }
    }
    return faults
  }

  public func ask(
    _ request: ModelRequest, say: @Sendable (String) async -> Void
  ) async -> (outcome: ModelOutcome, tokens: Int?) {
    var reasons: [String] = []
    var isDown = true
    for server in servers {
      guard let permit = server.breaker.permit() else {
        reasons.append("\(ModelFailure.circuitOpen)")
        continue
      }
      let reply = StreamedReply(request)
      do {
        try await withoutActuallyEscaping(say) { say in try await ask(server.provider, request, reply, say) }
        let outcome = try reply.outcome
        server.breaker.succeeded(permit)
        return (outcome, reply.tokens)
      } catch let failure as ModelFailure {
        if failure.countsAgainstServer { server.breaker.failed(permit) } else { server.breaker.succeeded(permit) }
        // Another server would say other things: what was said stands.
        if reply.saidSentences > 0 { return (reply.outcome(after: failure), reply.tokens) }
        reasons.append("\(failure)")
        isDown = isDown && failure.isDown
      } catch {
        server.breaker.abandoned(permit)
        return (.failed(ModelFault("stopped")), nil)
      }
    }
    return (.failed(ModelFault(reasons.joined(separator: "; the backup: "), isDown: isDown)), nil)
  }

  /// One server, as often as makes sense within the time that a reply may take.
  private func ask(
    _ provider: any ModelProvider, _ request: ModelRequest, _ reply: StreamedReply,
    _ say: @escaping @Sendable (String) async -> Void
  ) async throws {
    let (timeout, stall) = (models.timeout, models.stall)
    let start = ContinuousClock.now
    let watchdog = Watchdog(timeout, otherwise: .late(seconds: timeout))
    do {
      try await watchdog.guarding {
        for attempt in 1... {
          do {
            return try await provider.stream(request) { chunk in
              switch chunk {
              case .text(let text):
                for sentence in reply.add(text) { await say(sentence) }
                watchdog.expectStep(within: stall, otherwise: .stalled(seconds: stall))
                if reply.saidSentences > 0 { watchdog.lift() }
              case .used(let count): reply.count(count)
              case .complete:
                if let rest = reply.finish() { await say(rest) }
                watchdog.expectStep(within: Self.countWait, otherwise: .cut)
              case .last: watchdog.expectStep(within: Self.endWait, otherwise: .cut)
              }
            }
          } catch let failure as ModelFailure {
            let elapsed = (ContinuousClock.now - start) / .seconds(1)
            let wait = failure.wait(before: attempt, backOff: Self.backOff)
            guard failure.isPassing, reply.isEmpty, attempt < Self.tries, elapsed + wait < timeout else {
              throw failure
            }
            try await Task.sleep(for: .seconds(wait))
          }
        }
      }
    } catch let failure as ModelFailure {
      // What fails after the end of the reply is only its count.
      if !reply.isComplete { throw failure }
    }
  }
}

extension ModelFailure {
  /// Seconds before the next try, after so many.
  fileprivate func wait(before attempt: Int, backOff: Double) -> Double {
    if case .status(_, let hint?, _) = self { return hint }
    return backOff * Double(1 << (attempt - 1))
  }
}
