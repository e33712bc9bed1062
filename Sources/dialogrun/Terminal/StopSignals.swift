import ServiceLifecycle
import UnixSignals

/// SIGTERM and SIGINT: the first stops services gracefully, the second at once.
enum StopSignals {
  /// Returns when the services have ended; throws what made them end.
  static func run(_ services: ServiceGroup) async throws {
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await services.run() }
      group.addTask {
        var isStopping = false
        for await _ in signals {
          if isStopping { return }
          isStopping = true
          await services.triggerGracefulShutdown()
        }
      }
      // Whichever is over first ends the other: the services, or the patience with them.
      try await group.next()
      group.cancelAll()
    }
  }
}
