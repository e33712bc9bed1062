import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// Compares a call with what is expected of it.
struct Observer {
  let call: SimulatedCall
  /// Tools that had run when the caller last spoke.
  let toolsBefore: Int

  private var dialogue: DialogueState { call.state.dialogue }

  /// nil: it is as expected.
  func difference(from expected: Expectation) -> TestFailure.Detail? {
    switch expected {
    case .slot(let name, let value): compare(name, value.description, slot(name).description)
    case .flow(let name): compare("flow", name, dialogue.stack.last?.flow ?? "none")
    case .step(let name): step(name)
    case .called(let tools): compare("called", listed(tools), listed(call.toolCalls.dropFirst(toolsBefore).map(\.tool)))
    case .ended(let flag): compare("ended", "\(flag)", "\(call.answer.closing == .endCall)")
    case .transferred(let target): compare("transferred", target ?? "none", transfer ?? "none")
    case .pressed(let digits): compare("pressed", digits ?? "none", pressed ?? "none")
    case .published(let name, let value):
      compare("published \(name)", value ?? "none", call.published[name]?.description ?? "none")
    case .tuned(let name, let value): compare("tuned \(name)", shown(value), shown(Self.setting(name, of: call.told)))
    case .record(let name, let value):
      compare("record \(name)", value ?? "none", dialogue.record[name]?.description ?? "none")
    case .locale(let tag): compare("locale", tag, call.dialog.script.locale.description)
    case .words(let name, let words): compare("words of \(name)", words, dialogue.slots[name]?.words ?? "none")
    }
  }

  private func compare(_ name: String, _ expected: String, _ actual: String) -> TestFailure.Detail? {
    expected == actual ? nil : TestFailure.Detail(name, "\(actual), expected \(expected)")
  }

  /// Settings by their names in `update_agent`.
  static let settings: [(name: String, value: @Sendable (AgentSettings) -> Double?)] = [
    ("responsiveness", { $0.responsiveness }), ("interruption_sensitivity", { $0.interruptionSensitivity }),
    ("reminder_trigger_ms", { $0.reminderTrigger.map(Double.init) }),
    ("reminder_max_count", { $0.reminderMaxCount.map(Double.init) }),
  ]

  private static func setting(_ name: String, of settings: AgentSettings) -> Double? {
    Self.settings.first { $0.name == name }?.value(settings)
  }

  private func shown(_ number: Double?) -> String { number.map { "\($0)" } ?? "none" }

  private func slot(_ name: String) -> Value { dialogue.slots[name]?.value ?? .none }

  private func step(_ name: String) -> TestFailure.Detail? {
    guard let step = dialogue.stack.last?.step.map({ call.dialog.script[$0] }) else {
      return compare("step", name, "none")
    }
    return step.label == name || step.path == name ? nil : compare("step", name, step.label ?? step.path)
  }

  private func listed(_ names: some Sequence<String>) -> String {
    let text = names.joined(separator: ", ")
    return text.isEmpty ? "none" : text
  }

  private var transfer: String? {
    if case .transfer(let target, _)? = call.answer.closing { target } else { nil }
  }

  private var pressed: String? {
    if case .press(let digits)? = call.answer.closing { digits } else { nil }
  }
}
