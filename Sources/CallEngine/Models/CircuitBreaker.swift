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

  private let state = Mutex(State.closed(failures: 0))
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

  /// Whether the server may be asked now; whoever asks tells how it went.
  func mayAsk() -> Bool {
    state.withLock { state in
      switch state {
      case .closed: return true
      case .trying: return false
      case .open(let until):
        if now() < until { return false }
        state = .trying
        return true
      }
    }
  }

  func succeeded() { state.withLock { $0 = .closed(failures: 0) } }

  func failed() {
    state.withLock { state in
      switch state {
      case .closed(let failures) where failures + 1 < self.failures: state = .closed(failures: failures + 1)
      case .closed, .open, .trying: state = .open(until: now().advanced(by: pause))
      }
    }
  }

  /// Nothing was learned: the request was stopped. The next one may try.
  func abandoned() {
    state.withLock { state in
      if case .trying = state { state = .open(until: now()) }
    }
  }
}
