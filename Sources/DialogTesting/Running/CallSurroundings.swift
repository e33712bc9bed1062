import CallEngine
import DialogDSL
import Interpreter

/// What texts beside the script read: a call as it stands after its latest turn.
struct CallSurroundings: Surroundings {
  let state: CallState
  let now: LocalTime
  let locale: LocaleTag

  init(_ call: SimulatedCall) {
    state = call.state
    now = call.now
    locale = call.core.dialog.script.locale
  }

  func value(of reference: Reference) -> Value {
    switch reference {
    case .slot(let name): state.dialogue.slots[name]?.value ?? .none
    case .variable(let name): state.dialogue.variables[name] ?? .none
    case .saved(let name): state.dialogue.saved[name] ?? .none
    case .call: state.facts
    case .today: .date(now.today)
    case .now: .dateTime(now.civil)
    case .question: .text(state.dialogue.questionText)
    case .tries: .number(state.dialogue.tries)
    }
  }
}
