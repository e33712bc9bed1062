import DialogDSL
import Interpreter

/// The two sides of a running call, as `Call` and its link (RetellLink, or a test's in-memory link) see each other.

/// What a link tells its call, in the order it happened.
public enum CallInput: Sendable {
  /// A socket opened for this call and its `config` has been sent. The call answers with its begin message
  /// (response id 0): the greeting, or empty when it was sent before (reference §17.6), or nothing yet when it waits
  /// for `callDetails`.
  case opened
  /// `call_details`: the `call` object.
  case callDetails(Value)
  case updateOnly([TranscriptEntry], turn: Event.TurnTaking?)
  case responseRequired(id: Int, [TranscriptEntry])
  case reminderRequired(id: Int, [TranscriptEntry])
}

/// What a call tells its link, in order. The id lets the link drop what has gone stale.
public enum CallOutput: Sendable, Hashable {
  /// One event of a response. `closing` only where `isLast`.
  case response(id: Int, Speech, isLast: Bool, closing: Closing?)
  /// Said unasked, cutting off whoever talks (reference §7.4); pieces of one id belong together, and ids only grow.
  case interruption(id: Int, Speech, isLast: Bool, closing: Closing?)
  /// `arguments`: JSON object text.
  case toolStarted(id: String, name: String, arguments: String)
  case toolFinished(id: String, content: String, successful: Bool)
  case updateAgent(AgentSettings)
  /// JSON object text, for web clients.
  case metadata(String)
}

/// Where a call's outputs go. Never blocks and never fails: a link whose socket is gone drops them.
public protocol CallOutlet: AnyObject, Sendable {
  func send(_ output: CallOutput)
  /// Another link has attached to the call, or the call was let go before this one could: stop, and drop the connection
  /// without a close frame (reference §4.3).
  func superseded()
}
