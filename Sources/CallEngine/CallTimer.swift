import Interpreter

/// What a call waits for; each is started at most once at a time.
public enum CallTimer: Sendable, Hashable {
  /// `call_details` for the greeting.
  case greeting
  case settleWait
  case toolSlow(ToolIdentity)
  /// A model, longer than a caller waits without a word.
  case modelSlow
  case turnDeadline
  /// The call has lasted as long as it may, and a little longer.
  case durationLimit
  /// Another link.
  case reconnect
}
