/// One piece of speech as Retell's transcript shows it (reference §5.1).
public struct TranscriptEntry: Sendable, Hashable, Codable {
  public enum Speaker: String, Sendable, Codable {
    case agent
    case caller = "user"
    /// One key that the caller pressed; its text is `0`-`9`, `*` or `#` (reference §5.2).
    case keypad = "dtmf"
    /// Anyone else: a transfer target, a system note, a role not known yet. Never heard as the caller.
    case other
  }

  public var speaker: Speaker
  public var text: String
  /// Which of our responses an agent utterance came from, when Retell says so.
  public var responseID: Int?
  /// Retell inserted this agent utterance ("uh-huh") by itself.
  public var isBackchannel: Bool

  public init(_ speaker: Speaker, _ text: String, responseID: Int? = nil, isBackchannel: Bool = false) {
    self.speaker = speaker
    self.text = text
    self.responseID = responseID
    self.isBackchannel = isBackchannel
  }
}
