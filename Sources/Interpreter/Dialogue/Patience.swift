import DialogDSL

/// `patience: high`: while such a slot is asked, Retell waits longer before it takes the turn and is harder to
/// interrupt, so
/// that a caller may pause between groups of digits (language.md §3, reference §7.6).
extension Machine {
  /// Tells Retell when the open question asks for other patience than the one before.
  mutating func adjustPatience() {
    let wanted = dialogue.question?.slot.map { script.slot($0).isPatient } ?? false
    guard wanted != dialogue.isPatient else { return }
    dialogue.isPatient = wanted
    actions.append(.updateAgent(wanted ? .patient : .standard))
  }
}

extension AgentSettings {
  static let patient = AgentSettings(responsiveness: 0.3, interruptionSensitivity: 0.6)
  /// Retell's own defaults.
  static let standard = AgentSettings(responsiveness: 1, interruptionSensitivity: 1)
}

extension CallState {
  /// What Retell must be told again on a new socket; nil: nothing but its defaults.
  public var agentSettings: AgentSettings? { dialogue.isPatient ? .patient : nil }
}
