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
    /// Sleeps until what was due next when it began.
    var sleeper: (until: ContinuousClock.Instant, task: Task<Void, any Error>)?

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
    state.withLock { state in
      let due = Due(moment: .now + .seconds(seconds), failure: failure)
      state.step = due
      if let sleeper = state.sleeper, due.moment < sleeper.until { sleeper.task.cancel() }
    }
  }

  /// What had to be there in time is there: from now on only steps count.
  func lift() { state.withLock { $0.end = nil } }

  /// Throws when something is overdue.
  private func watch() async throws {
    while true {
      try Task.checkCancellation()
      let sleeper = try state.withLock { state throws -> Task<Void, any Error> in
        guard let due = state.next else { preconditionFailure("nothing is due") }
        if due.moment <= .now { throw due.failure }
        let task = Task { try await Task.sleep(until: due.moment, clock: .continuous) }
        state.sleeper = (due.moment, task)
        return task
      }
      // It is woken when something else is due before.
      await withTaskCancellationHandler {
        _ = await sleeper.result
      } onCancel: {
        sleeper.cancel()
      }
    }
  }

  /// Does the work, and throws as soon as a step is overdue: the work is cancelled then.
  func guarding<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await self.watch()
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let result = first else {
        preconditionFailure("the watchdog has ended without a word")
      }
      return result
    }
  }
}
