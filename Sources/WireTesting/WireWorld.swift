import CallEngine
import DialogDSL
import Hearing
import Interpreter
import Synchronization

/// The world of one process that has the call: a clock that stands until the player moves it, and tools that end when
/// the player says so.
final class WireWorld: CallClock, ToolRunner {
  private let time: Mutex<LocalTime>
  /// nil: what is no timer of a call; it waits until the world ends.
  private let timers = PendingWaits<CallTimer?, Void>()
  private let tools = PendingWaits<ToolIdentity, ToolOutcome>()

  init(at time: LocalTime) { self.time = Mutex(time) }

  var now: LocalTime { time.withLock { $0 } }

  func move(to time: LocalTime) { self.time.withLock { $0 = time } }

  func sleep(seconds: Double) async throws { try await timers.word(for: nil) }

  func sleep(seconds: Double, for timer: CallTimer) async throws { try await timers.word(for: timer) }

  func elapse(_ timer: CallTimer) { timers.give((), to: timer) }

  func run(_ request: ToolRequest, of tool: Tool, callID: String) async -> ToolOutcome {
    do { return try await tools.word(for: request.identity) } catch { return .failed("the call was let go") }
  }

  func finish(_ identity: ToolIdentity, _ outcome: ToolOutcome) { tools.give(outcome, to: identity) }

  /// The process is gone.
  func end() {
    timers.end()
    tools.end()
  }
}
