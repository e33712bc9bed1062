import Synchronization

/// Keeps a server that has failed again and again from costing every caller its timeout: for a while it is not asked,
/// then one request tries.
final class CircuitBreaker: Sendable {
  /// Failures in a row after which a server is left alone: fewer are bad luck.
  static let failures = 5
  /// Seconds for which it is: as long as callers put up with the rest of the ladder, and servers take to come back.
  static let pause = 30.0
  /// Where there is a backup, nobody need wait in vain twice; and a pause that costs nothing may be short.
  static let failuresWithBackup = 1
  static let pauseWithBackup = 10.0

  private enum State {
    case closed(failures: Int)
    case open(until: ContinuousClock.Instant)
    /// One request is out to see whether the server is back.
    case trying
  }

  /// One request may be made; whoever has it tells how it went.
  struct Permit: Sendable {
    /// How often the server had been left alone before.
    fileprivate var pauses: Int
  }

  private struct Standing {
    var state = State.closed(failures: 0)
    var pauses = 0
  }

  private let standing = Mutex(Standing())
  private let failures: Int
  private let pause: Duration
  private let now: @Sendable () -> ContinuousClock.Instant

  init(
    hasBackup: Bool = false, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    failures = hasBackup ? Self.failuresWithBackup : Self.failures
    pause = .seconds(hasBackup ? Self.pauseWithBackup : Self.pause)
    self.now = now
  }

  /// nil: the server is not to be asked now.
  func permit() -> Permit? {
    standing.withLock { standing in
      if case .trying = standing.state { return nil }
      if case .open(let until) = standing.state {
        if now() < until { return nil }
        standing.state = .trying
      }
      return Permit(pauses: standing.pauses)
    }
  }

  func succeeded(_ permit: Permit) { note(permit) { $0.state = .closed(failures: 0) } }

  func failed(_ permit: Permit) {
    note(permit) { standing in
      if case .closed(let failures) = standing.state, failures + 1 < self.failures {
        standing.state = .closed(failures: failures + 1)
      } else {
        standing.state = .open(until: now().advanced(by: pause))
        standing.pauses += 1
      }
    }
  }

  /// Nothing was learned: the request was stopped. The next one may try.
  func abandoned(_ permit: Permit) {
    note(permit) { if case .trying = $0.state { $0.state = .open(until: now()) } }
  }

  /// What began before the latest pause tells nothing of how the server is after it.
  private func note(_ permit: Permit, _ change: (inout Standing) -> Void) {
    standing.withLock { if $0.pauses == permit.pauses { change(&$0) } }
  }
}
