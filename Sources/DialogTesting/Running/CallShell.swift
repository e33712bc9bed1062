import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// A call as `SimulatedCall` drives it, one thing after another, in virtual time.
///
/// Each ring has its own: the interpreter alone, the engine, a server behind a socket. `receive`, `finishTool`, `hearModel`, `elapse`
/// and `reconnect` return when all that follows from them now has happened; they throw when it does not come to that.
public protocol CallShell: Sendable {
  var dialog: PreparedScript { get }
  var state: CallState { get }
  /// Nothing is left to be said for the latest request.
  var isIdle: Bool { get }
  mutating func receive(_ input: CallInput, at time: LocalTime) throws -> CallCore.Reaction
  mutating func finishTool(
    _ identity: ToolIdentity, _ outcome: ToolOutcome, at time: LocalTime
  ) throws -> CallCore.Reaction
  mutating func hearModel(
    _ identity: ModelIdentity, _ sentence: String, at time: LocalTime
  ) throws -> CallCore.Reaction
  mutating func finishModel(
    _ identity: ModelIdentity, _ outcome: ModelOutcome, tokens: Int?, at time: LocalTime
  ) throws -> CallCore.Reaction
  mutating func elapse(_ timer: CallTimer, at time: LocalTime) throws -> CallCore.Reaction
  /// The socket breaks and Retell connects again.
  mutating func reconnect(
    _ place: SimulatedCall.Reconnection, at time: LocalTime
  ) throws -> CallCore.Reaction
  /// The socket closes, and no other comes: where the script has a result to send, that is the end of the call.
  mutating func hangUp(at time: LocalTime) throws -> CallCore.Reaction
}

extension CallCore: CallShell {
  public mutating func reconnect(_ place: SimulatedCall.Reconnection, at time: LocalTime) -> Reaction {
    var reaction = detach()
    if place == .elsewhere { self = CallCore(resuming: snapshot.restored, dialog: dialog) }
    reaction.append(receive(.opened, at: time))
    return reaction
  }

  public mutating func hangUp(at time: LocalTime) -> Reaction {
    var reaction = detach()
    if dialog.script.resultTool != nil { reaction.append(end(at: time)) }
    return reaction
  }
}

extension CallCore.Reaction {
  public mutating func append(_ next: Self) {
    outputs += next.outputs
    effects += next.effects
    trace.append(next.trace)
    reports += next.reports
  }
}
