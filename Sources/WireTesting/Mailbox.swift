import Dispatch
import Synchronization

/// Hands what tasks send to a thread that waits for it. The thread is the player's own, none of those that run tasks.
final class Mailbox<Letter: Sendable>: Sendable {
  private let letters = Mutex<[Letter]>([])
  private let arrivals = DispatchSemaphore(value: 0)

  func put(_ letter: Letter) {
    letters.withLock { $0.append(letter) }
    arrivals.signal()
  }

  /// The next letter; nil when none comes in time.
  func take(within limit: Duration) -> Letter? {
    guard arrivals.wait(timeout: .now() + limit / .seconds(1)) == .success else { return nil }
    return letters.withLock { $0.removeFirst() }
  }
}

/// Waits on the calling thread for what a task does.
func waiting<T: Sendable>(
  for what: String, within limit: Duration, _ work: @escaping @Sendable () async throws -> T
) throws -> T {
  let mailbox = Mailbox<Result<T, any Error>>()
  Task {
    do { mailbox.put(.success(try await work())) } catch { mailbox.put(.failure(error)) }
  }
  guard let result = mailbox.take(within: limit) else { throw WireFault.noSign(of: what, within: limit) }
  return try result.get()
}

/// Why a call on the wire cannot go on.
enum WireFault: Error, CustomStringConvertible {
  /// What should have happened has not.
  case noSign(of: String, within: Duration)
  case notConnected
  case lost(after: String)
  case unexpected(String, while: String)

  var description: String {
    switch self {
    case .noSign(let what, let limit): "no sign of \(what) within \(limit / .seconds(1)) s"
    case .notConnected: "the call is not connected"
    case .lost(let what): "the server cut the connection after \(what)"
    case .unexpected(let event, let what): "the server sent \(event) while \(what) was waited for"
    }
  }
}
