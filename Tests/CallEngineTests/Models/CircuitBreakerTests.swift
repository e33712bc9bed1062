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

  @Test("It opens after failures in a row, and lets one request try when its pause is over")
  func opens() {
    let breaker = breaker
    for _ in 0..<CircuitBreaker.failures {
      #expect(breaker.mayAsk())
      breaker.failed()
    }
    #expect(!breaker.mayAsk())
    clock.advance(seconds: CircuitBreaker.pause - 1)
    #expect(!breaker.mayAsk())
    clock.advance(seconds: 1)
    #expect(breaker.mayAsk())
    #expect(!breaker.mayAsk(), "only one tries")
    breaker.failed()
    #expect(!breaker.mayAsk())
    clock.advance(seconds: CircuitBreaker.pause)
    #expect(breaker.mayAsk())
    breaker.succeeded()
    #expect(breaker.mayAsk() && breaker.mayAsk())
  }

  @Test("With a backup it opens at once, and not for long")
  func opensAtOnce() {
    let breaker = CircuitBreaker(hasBackup: true, now: { [clock] in clock.now })
    #expect(breaker.mayAsk())
    breaker.failed()
    #expect(!breaker.mayAsk())
    clock.advance(seconds: CircuitBreaker.pauseWithBackup)
    #expect(breaker.mayAsk())
  }

  @Test("Failures with a success between them are bad luck")
  func counts() {
    let breaker = breaker
    for _ in 0..<3 {
      for _ in 1..<CircuitBreaker.failures { breaker.failed() }
      breaker.succeeded()
    }
    #expect(breaker.mayAsk())
  }

  @Test("A try that was stopped lets the next one try")
  func abandoned() {
    let breaker = breaker
    for _ in 0..<CircuitBreaker.failures { breaker.failed() }
    clock.advance(seconds: CircuitBreaker.pause)
    #expect(breaker.mayAsk())
    breaker.abandoned()
    #expect(breaker.mayAsk())
  }
}
