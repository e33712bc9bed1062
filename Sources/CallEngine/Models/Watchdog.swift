import Synchronization

/// Lets work go on only while it makes progress: each step forward sets the moment by which the next one is due, within
/// a time for all of them.
final class Watchdog: Sendable {
  private struct Due {
    var moment: ContinuousClock.Instant
    var failure: ModelFailure
  }

  private struct State {
    /// nil: the first step has all the time.
    var step: Due?
    /// nil: there is no end any more.
    var end: Due?

    var next: Due? {
      guard let step, let end else { return step ?? end }
      return step.moment < end.moment ? step : end
    }
  }

  private let state: Mutex<State>

  /// All is due in so many seconds.
  init(_ seconds: Double, otherwise failure: ModelFailure) {
    state = Mutex(State(end: Due(moment: .now + .seconds(seconds), failure: failure)))
  }

  /// The next step is due in so many seconds.
  func expectStep(within seconds: Double, otherwise failure: ModelFailure) {
    state.withLock { $0.step = Due(moment: .now + .seconds(seconds), failure: failure) }
  }

  /// What had to be there in time is there: from now on only steps count.
  func lift() { state.withLock { $0.end = nil } }

  /// Does the work, and throws as soon as a step is overdue: the work is cancelled then.
  func guarding<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        while let due = self.state.withLock({ $0.next }) {
          if due.moment <= .now { throw due.failure }
          try await Task.sleep(until: due.moment, clock: .continuous)
        }
        preconditionFailure("nothing is due")
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let result = first else {
        preconditionFailure("the watchdog has ended without a word")
      }
      return result
    }
  }
}
