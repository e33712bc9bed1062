import CallEngine
import DialogDSL
import Hearing
import Interpreter
import Synchronization

/// The world of one process that has the call: a clock that stands until the player moves it, and tools and models that
/// speak when the player says so.
final class WireWorld: CallClock, ToolRunner, ModelRunner {
  private let time: Mutex<LocalTime>
  /// nil: what is no timer of a call; it waits until the world ends.
  private let timers = PendingWaits<CallTimer?, Void>()
  private let tools = PendingWaits<ToolIdentity, ToolOutcome>()
  private let models = PendingWaits<ModelIdentity, ModelPiece>()

  private enum ModelPiece: Sendable {
    case sentence(String)
    case end(ModelOutcome, tokens: Int?)
  }

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

  func ask(
    _ request: ModelRequest, say: @Sendable (String) async -> Void
  ) async -> (outcome: ModelOutcome, tokens: Int?) {
    while true {
      do {
        switch try await models.word(for: request.identity) {
        case .sentence(let text): await say(text)
        case .end(let outcome, let tokens): return (outcome, tokens)
        }
      } catch { return (.failed(ModelFault("the call was let go")), nil) }
    }
  }

  func say(_ identity: ModelIdentity, _ sentence: String) { models.give(.sentence(sentence), to: identity) }

  func finish(_ identity: ModelIdentity, _ outcome: ModelOutcome, tokens: Int?) {
    models.give(.end(outcome, tokens: tokens), to: identity)
  }

  /// The process is gone.
  func end() {
    timers.end()
    tools.end()
    models.end()
  }
}
