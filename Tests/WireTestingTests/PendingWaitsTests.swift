import Testing

@testable import WireTesting

@Suite struct PendingWaitsTests {
  @Test func aWordThatCameEarlyIsKept() async throws {
    let waits = PendingWaits<String, Int>()
    waits.give(1, to: "a")
    waits.give(2, to: "a")
    waits.give(3, to: "b")
    #expect(try await waits.word(for: "b") == 3)
    #expect(try await waits.word(for: "a") == 1)
    #expect(try await waits.word(for: "a") == 2)
  }

  @Test func aWaitThatIsCancelledTakesNoWord() async throws {
    let waits = PendingWaits<String, Int>()
    let cancelled = Task { try await waits.word(for: "a") }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    let next = Task { try await waits.word(for: "a") }
    waits.give(1, to: "a")
    #expect(try await next.value == 1)
  }

  @Test func nobodyWaitsForWhatWillNotCome() async throws {
    let waits = PendingWaits<String, Int>()
    let waiting = Task { try await waits.word(for: "a") }
    waits.end()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    await #expect(throws: CancellationError.self) { try await waits.word(for: "b") }
  }
}
