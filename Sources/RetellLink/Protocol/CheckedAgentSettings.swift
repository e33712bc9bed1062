import DialogDSL

/// `update_agent` values that are in range: what Retell does with others is not documented (reference §7.6), so a
/// member that is out of range is left out.
struct CheckedAgentSettings: Hashable {
  private var settings: AgentSettings

  /// Names of members left out.
  private(set) var refused: [String] = []

  /// nil when nothing is left to say.
  init?(_ given: AgentSettings) {
    settings = given
    check(\.responsiveness, "responsiveness") { (0...1).contains($0) }
    check(\.interruptionSensitivity, "interruption_sensitivity") { (0...1).contains($0) }
    check(\.reminderTrigger, "reminder_trigger_ms") { $0 > 0 }
    check(\.reminderMaxCount, "reminder_max_count") { $0 >= 0 }
    if settings == AgentSettings() { return nil }
  }

  private mutating func check<T>(
    _ member: WritableKeyPath<AgentSettings, T?>, _ name: String, isInRange: (T) -> Bool
  ) {
    guard let value = settings[keyPath: member], !isInRange(value) else { return }
    settings[keyPath: member] = nil
    refused.append(name)
  }

  func write(to writer: inout JSONWriter) {
    if let value = settings.responsiveness { writer.member("responsiveness", value) }
    if let value = settings.interruptionSensitivity { writer.member("interruption_sensitivity", value) }
    if let value = settings.reminderTrigger { writer.member("reminder_trigger_ms", value) }
    if let value = settings.reminderMaxCount { writer.member("reminder_max_count", value) }
  }
}
