import CallEngine
import DialogDSL
import Hearing
import Interpreter
import Synchronization
import Testing

/// A clock that moves when the test says so.
final class VirtualClock: CallClock {
  private struct Sleeper {
    var due: Double
    var seconds: Double
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var elapsed = 0.0
    var next = 0
    var sleepers: [Int: Sleeper] = [:]
  }

  private let state = Mutex(State())

  var now: LocalTime { CallCoreTests.time }

  /// What is waited for now, in seconds from where each wait began.
  var waits: [Double] { state.withLock { state in state.sleepers.values.map(\.seconds).sorted() } }

  func sleep(seconds: Double) async throws {
    let id = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        state.withLock { state in
          state.sleepers[id] = Sleeper(due: state.elapsed + seconds, seconds: seconds, continuation: continuation)
        }
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  private func cancel(_ id: Int) {
    state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
  }

  func advance(seconds: Double) {
    let due = state.withLock { state in
      state.elapsed += seconds
      let due = state.sleepers.filter { $0.value.due <= state.elapsed }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.sorted { $0.due < $1.due }
    }
    for sleeper in due { sleeper.continuation.resume() }
  }
}

/// Waits for what happens on another task; only a test that fails waits it out.
func eventually(_ condition: () async -> Bool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
  let end = ContinuousClock.now + .seconds(30)
  while ContinuousClock.now < end {
    if await condition() { return }
    try await Task.sleep(for: .milliseconds(2))
  }
  Issue.record("it did not happen in time", sourceLocation: sourceLocation)
}
