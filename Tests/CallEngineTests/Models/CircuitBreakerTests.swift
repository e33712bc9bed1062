import Synchronization
import Testing

@testable import CallEngine

@Suite struct CircuitBreakerTests {
  /// A clock that stands still until it is put forward.
  private final class Clock: Sendable {
    private let moment = Mutex(ContinuousClock.now)
    var now: ContinuousClock.Instant { moment.withLock { $0 } }
    func advance(seconds: Double) { moment.withLock { $0 += .seconds(seconds) } }
  }

  private let clock = Clock()
  private var breaker: CircuitBreaker { CircuitBreaker(now: { [clock] in clock.now }) }

  private func fail(_ breaker: CircuitBreaker, times: Int = CircuitBreaker.failures) throws {
    for _ in 0..<times { breaker.failed(try #require(breaker.permit())) }
  }

  @Test("It opens after failures in a row, and lets one request try when its pause is over")
  func opens() throws {
    let breaker = breaker
    try fail(breaker)
    #expect(breaker.permit() == nil)
    clock.advance(seconds: CircuitBreaker.pause - 1)
    #expect(breaker.permit() == nil)
    clock.advance(seconds: 1)
    let first = try #require(breaker.permit())
    #expect(breaker.permit() == nil, "only one tries")
    breaker.failed(first)
    #expect(breaker.permit() == nil)
    clock.advance(seconds: CircuitBreaker.pause)
    breaker.succeeded(try #require(breaker.permit()))
    #expect(breaker.permit() != nil && breaker.permit() != nil)
  }

  @Test("With a backup it opens at once, and not for long")
  func opensAtOnce() throws {
    let breaker = CircuitBreaker(hasBackup: true, now: { [clock] in clock.now })
    try fail(breaker, times: 1)
    #expect(breaker.permit() == nil)
    clock.advance(seconds: CircuitBreaker.pauseWithBackup)
    #expect(breaker.permit() != nil)
  }

  @Test("Failures with a success between them are bad luck")
  func counts() throws {
    let breaker = breaker
    for _ in 0..<3 {
      try fail(breaker, times: CircuitBreaker.failures - 1)
      breaker.succeeded(try #require(breaker.permit()))
    }
    #expect(breaker.permit() != nil)
  }

  @Test("A try that was stopped lets the next one try")
  func abandoned() throws {
    let breaker = breaker
    try fail(breaker)
    clock.advance(seconds: CircuitBreaker.pause)
    breaker.abandoned(try #require(breaker.permit()))
    #expect(breaker.permit() != nil)
  }

  @Test("What began before a pause neither ends it, nor prolongs it, nor lets a second one try")
  func stale() throws {
    let breaker = breaker
    let old = try (0..<3).map { _ in try #require(breaker.permit()) }
    try fail(breaker)
    breaker.succeeded(old[0])
    #expect(breaker.permit() == nil)
    clock.advance(seconds: CircuitBreaker.pause - 1)
    breaker.failed(old[1])
    clock.advance(seconds: 1)
    let trial = try #require(breaker.permit())
    breaker.abandoned(old[2])
    breaker.succeeded(old[0])
    #expect(breaker.permit() == nil, "one is trying")
    breaker.succeeded(trial)
    #expect(breaker.permit() != nil)
  }
}
