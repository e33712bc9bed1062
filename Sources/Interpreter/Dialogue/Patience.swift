import DialogDSL

/// Retell's settings of the call: what `retell: {agent: …}` and `tune` set, and above them `patience: high`. While
/// such a slot is asked, Retell waits longer before it takes the turn and is harder to interrupt, so that a caller may
/// pause between groups of digits (language.md §3, §5.1, reference §7.6).
extension Machine {
  mutating func tune(_ settings: AgentSettings) {
    dialogue.tuned = dialogue.tuned.updated(by: settings)
    tellAgent()
  }

  /// Tells Retell when the open question asks for other patience than the one before, or a turn that had changed the
  /// settings was taken back.
  mutating func adjustPatience() {
    dialogue.isPatient = dialogue.question?.slot.map { script.slot($0).isPatient } ?? false
    tellAgent()
  }

  private mutating func tellAgent() {
    let news = state.told.changes(to: dialog.agentSettings(of: dialogue))
    if news.isEmpty { return }
    state.told = state.told.updated(by: news)
    actions.append(.updateAgent(news))
  }
}

extension PreparedScript {
  /// What the call wants of Retell now, for a new socket; empty: nothing but Retell's own settings.
  public func agentSettings(of dialogue: DialogueState) -> AgentSettings {
    let settings = script.retell.agent.updated(by: dialogue.tuned)
    return dialogue.isPatient ? settings.updated(by: settings.capped(by: .patient)) : settings
  }
}

extension AgentSettings {
  static let patient = AgentSettings(responsiveness: 0.3, interruptionSensitivity: 0.6)
  /// Retell's own defaults (reference §4.2, §12).
  static let standard = AgentSettings(
    responsiveness: 1, interruptionSensitivity: 1, reminderTrigger: 10_000, reminderMaxCount: 1)

  /// As eager as this, and no more than `limit`.
  fileprivate func capped(by limit: AgentSettings) -> AgentSettings {
    AgentSettings(
      responsiveness: limit.responsiveness.map { min($0, responsiveness ?? $0) },
      interruptionSensitivity: limit.interruptionSensitivity.map { min($0, interruptionSensitivity ?? $0) })
  }

  /// What is to be said so that `wanted` holds. A member that nobody wants any more goes back to Retell's default.
  fileprivate func changes(to wanted: AgentSettings) -> AgentSettings {
    func change<T: Equatable>(_ member: KeyPath<AgentSettings, T?>) -> T? {
      let told = self[keyPath: member]
      let next = wanted[keyPath: member] ?? (told == nil ? nil : Self.standard[keyPath: member])
      return next == told ? nil : next
    }
    return AgentSettings(
      responsiveness: change(\.responsiveness), interruptionSensitivity: change(\.interruptionSensitivity),
      reminderTrigger: change(\.reminderTrigger), reminderMaxCount: change(\.reminderMaxCount))
  }
}
