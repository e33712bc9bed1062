import CallEngine
import NIOCore
import Synchronization

/// What a socket has read and its call has not yet handled, in order. The event loop adds, `RetellSocket.run` takes.
///
/// Each update repeats the whole transcript, so a newer one stands for those that wait before it, unless one of them
/// tells that the turn changed hands: that sign belongs to its own transcript.
final class PendingInputs: Sendable {
  private let limit: Int
  private let waiting = Mutex(CircularBuffer<CallInput>())
  private let signal: AsyncStream<Void>.Continuation
  /// Speaks up whenever there is something to take; ends with the socket. For one reader.
  let arrivals: AsyncStream<Void>

  init(limit: Int = ServerLimits.pendingInputs) {
    self.limit = limit
    (arrivals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// False: there is no room, and the input is lost.
  func add(_ input: CallInput) -> Bool {
    let isTaken = waiting.withLock { waiting in
      if case .updateOnly = input, case .updateOnly(_, turn: nil)? = waiting.last {
        waiting.removeLast()
      } else if waiting.count >= limit {
        return false
      }
      waiting.append(input)
      return true
    }
    signal.yield()
    return isTaken
  }

  func next() -> CallInput? { waiting.withLock { $0.popFirst() } }

  /// No more will come; what waits is still to be taken.
  func finish() { signal.finish() }
}
