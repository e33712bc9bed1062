import Synchronization

/// Tasks that wait for somebody's word, by what they wait for.
final class PendingWaits<Key: Hashable & Sendable, Word: Sendable>: Sendable {
  private struct Waiter {
    var id: Int
    var continuation: CheckedContinuation<Word, any Error>
  }

  private struct State {
    var waiters: [Key: [Waiter]] = [:]
    /// Words that came before somebody waited for them.
    var early: [Key: [Word]] = [:]
    var next = 0
    var isOver = false
  }

  private let state = Mutex(State())

  /// Throws `CancellationError` when the task is cancelled or nothing will come any more.
  func word(for key: Key) async throws -> Word {
    let id = state.withLock { state in
      state.next += 1
      return state.next
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { enter(Waiter(id: id, continuation: $0), key) }
    } onCancel: {
      cancel(id, key)
    }
  }

  /// To whoever waits longest; where nobody waits yet, to the first who does.
  func give(_ word: Word, to key: Key) {
    let waiter = state.withLock { state -> Waiter? in
      if let waiter = state.waiters[key]?.first {
        state.waiters[key]?.removeFirst()
        return waiter
      }
      state.early[key, default: []].append(word)
      return nil
    }
    waiter?.continuation.resume(returning: word)
  }

  /// Nothing will come any more.
  func end() {
    let left = state.withLock { state in
      state.isOver = true
      defer { state.waiters = [:] }
      return state.waiters.values.flatMap(\.self)
    }
    for waiter in left { waiter.continuation.resume(throwing: CancellationError()) }
  }

  private func enter(_ waiter: Waiter, _ key: Key) {
    let answer = state.withLock { state -> Result<Word, any Error>? in
      if state.isOver || Task.isCancelled { return .failure(CancellationError()) }
      if let word = state.early[key]?.first {
        state.early[key]?.removeFirst()
        return .success(word)
      }
      state.waiters[key, default: []].append(waiter)
      return nil
    }
    if let answer { waiter.continuation.resume(with: answer) }
  }

  private func cancel(_ id: Int, _ key: Key) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.waiters[key]?.firstIndex(where: { $0.id == id }) else { return nil }
      return state.waiters[key]?.remove(at: index)
    }
    waiter?.continuation.resume(throwing: CancellationError())
  }
}
