import CallEngine
import Foundation
import Interpreter

/// How much of dialogrun a call under test goes through. A case comes out the same on every ring.
public struct Ring: Sendable {
  let shell: @Sendable (_ callID: String, _ dialog: PreparedScript) -> any CallShell
  private let waits: Bool

  /// `shell` makes the shell of one call; `waits`: it waits for other tasks on the thread that plays the call.
  public init(
    waits: Bool = false, shell: @escaping @Sendable (_ callID: String, _ dialog: PreparedScript) -> any CallShell
  ) {
    self.waits = waits
    self.shell = shell
  }

  /// The interpreter's pure step.
  public static let step = Ring { SteppedCall(callID: $0, dialog: $1) }
  /// The engine's core, without sockets and tasks.
  public static let engine = Ring { CallCore(callID: $0, dialog: $1) }

  /// Does work that plays calls of this ring: where they wait, on a thread of its own, so that the threads that run
  /// tasks stay free for what is waited for.
  public func play<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
    guard waits else { return work() }
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }
}
