/// Retell's settings of a running call, as `update_agent` changes them (reference §7.6). A member that is nil is left
/// as it is.
public struct AgentSettings: Sendable, Hashable, Codable {
  /// 0...1; lower waits longer before the agent takes the turn.
  public var responsiveness: Double?
  /// 0...1; 0 is never interrupted.
  public var interruptionSensitivity: Double?
  /// Caller silence before a reminder, in milliseconds, over 0.
  public var reminderTrigger: Int?
  public var reminderMaxCount: Int?

  public init(
    responsiveness: Double? = nil, interruptionSensitivity: Double? = nil, reminderTrigger: Int? = nil,
    reminderMaxCount: Int? = nil
  ) {
    self.responsiveness = responsiveness
    self.interruptionSensitivity = interruptionSensitivity
    self.reminderTrigger = reminderTrigger
    self.reminderMaxCount = reminderMaxCount
  }

  public var isEmpty: Bool { self == AgentSettings() }

  /// These settings with the members that `other` has in place of their own.
  public func updated(by other: AgentSettings) -> AgentSettings {
    AgentSettings(
      responsiveness: other.responsiveness ?? responsiveness,
      interruptionSensitivity: other.interruptionSensitivity ?? interruptionSensitivity,
      reminderTrigger: other.reminderTrigger ?? reminderTrigger,
      reminderMaxCount: other.reminderMaxCount ?? reminderMaxCount)
  }
}
