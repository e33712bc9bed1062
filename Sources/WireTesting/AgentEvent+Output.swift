import CallEngine
import DialogDSL
import Interpreter
import RetellLink

extension AgentEvent {
  /// What the call meant by this event; nil for what a call does not say.
  var output: CallOutput? {
    switch type {
    case "response": .response(id: responseID ?? 0, speech, isLast: isComplete, closing: closing)
    case "agent_interrupt":
      .interruption(id: integer("interrupt_id") ?? 0, speech, isLast: isComplete, closing: closing)
    case "update_agent": .updateAgent(settings)
    case "metadata": .metadata((members["metadata"] ?? .none).json)
    case "tool_call_invocation":
      .toolStarted(id: toolCallID ?? "", name: name ?? "", arguments: string("arguments") ?? "")
    case "tool_call_result":
      .toolFinished(id: toolCallID ?? "", content: content ?? "", successful: flag("successful"))
    default: nil
    }
  }

  private var speech: Speech { Speech(content ?? "", isInterruptible: !isUninterruptible) }

  private var settings: AgentSettings {
    guard case .map(let members)? = members["agent_config"] else { return AgentSettings() }
    func number(_ key: String) -> DecimalNumber? {
      if case .number(let number)? = members[key] { number } else { nil }
    }
    return AgentSettings(
      responsiveness: number("responsiveness").map { Double($0.description) ?? 0 },
      interruptionSensitivity: number("interruption_sensitivity").map { Double($0.description) ?? 0 },
      reminderTrigger: number("reminder_trigger_ms")?.integer,
      reminderMaxCount: number("reminder_max_count")?.integer)
  }

  private var closing: Closing? {
    if endsCall { return .endCall }
    if let number = transferNumber { return .transfer(to: number, showCaller: flag("show_transferee_as_caller")) }
    return digitsToPress.map { .press(digits: $0) }
  }
}

extension CallInput {
  /// As Retell names it.
  var name: String {
    switch self {
    case .opened: "the connection"
    case .callDetails: "call_details"
    case .updateOnly: "update_only"
    case .responseRequired(let id, _): "response_required \(id)"
    case .reminderRequired(let id, _): "reminder_required \(id)"
    }
  }
}
