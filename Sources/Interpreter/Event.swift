import DialogDSL
import Hearing

/// What happened. Everything the interpreter cannot know by itself enters here: time, ids, transcripts, results.
public struct Event: Sendable {
  public enum Kind: Sendable {
    /// The link is ready to speak first: produce the begin message. Sent once a call, after `callFacts` where the
    /// script waits for them.
    case opened
    /// `call_details`: the call object as a map.
    case callFacts(Value)
    /// `response_required`: the caller is thought to have finished.
    case responseRequired([TranscriptEntry])
    /// `reminder_required`: the caller has been silent.
    case reminderRequired([TranscriptEntry])
    /// `update_only`: the transcript changed; `turn` when the turn changed hands.
    case transcriptChanged([TranscriptEntry], turn: TurnTaking?)
    /// A tool came back (or failed, or was too late).
    case toolFinished(ToolIdentity, ToolOutcome)
    /// A tool takes longer than its `hold_after`.
    case toolSlow(ToolIdentity)
    /// The wait for a sign that a hold line is being spoken is over (`settle_wait`): run what waits.
    ///
    /// `isFinal`: nothing more was asked for in all of the turn's time, so that what the caller muttered was no going on.
    case settleWaitOver(isFinal: Bool)
    /// A model has said a sentence more; white space before it is part of it.
    case modelSaid(ModelIdentity, String)
    /// A model's reply is complete, or there will be none. `tokens`: read and written, as far as the server has counted
    /// them.
    case modelFinished(ModelIdentity, ModelOutcome, tokens: Int?)
    /// The caller has waited for a model so long that a hold line is due.
    case modelSlow
    /// A turn that waits for a model has lasted as long as any may.
    case turnTimeOver
    /// The call has lasted as long as `limits` allow, and nothing has been asked for since: speak unasked.
    case durationOver
    /// The call is over for good: nobody will come back to it.
    case callOver
  }

  public enum TurnTaking: String, Sendable, Codable {
    case agent = "agent_turn"
    case caller = "user_turn"
  }

  public var kind: Kind
  public var time: LocalTime

  public init(_ kind: Kind, at time: LocalTime) {
    self.kind = kind
    self.time = time
  }
}

/// What makes two runs of a tool the same run: the step (by its path) and the arguments, canonical.
/// With the call's id it is the `Idempotency-Key` (architecture.md, decision 6).
public struct ToolIdentity: Sendable, Hashable, Codable {
  public var step: String
  /// Canonical JSON of the rendered request, but for what the environment holds.
  public var arguments: String

  public init(step: String, arguments: String) {
    self.step = step
    self.arguments = arguments
  }
}

public enum ToolOutcome: Sendable, Hashable, Codable {
  /// The body, typed by `returns`.
  case succeeded(Value)
  /// Why, for the trace and the log: `timeout`, `status 500`, `bad JSON at …`.
  case failed(String)
}
