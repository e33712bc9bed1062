import DialogDSL
import Hearing
import Interpreter

/// One thing that happens in an explored call.
struct CallerAct: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case say(String)
    /// The caller breaks in after so many words of the answer.
    case breakIn(String, afterWords: Int)
    /// The caller goes on before the agent could speak: first these words, then all of them.
    case goOn(first: String, whole: String)
    case silence
    case noise
    /// The caller types on the keypad.
    case keys(String)
    case reconnect
    /// Time passes.
    case advance(seconds: Int)
  }

  var kind: Kind
  /// Retell asks for an answer to it.
  var isRequest: Bool {
    switch kind {
    case .reconnect, .advance: false
    case .say, .breakIn, .goOn, .silence, .noise, .keys: true
    }
  }

  /// The question that this answers as it was meant to be answered; nil for all that a caller cannot expect to lead on.
  var answers: OpenQuestion?

  init(_ kind: Kind, answers question: OpenQuestion? = nil) {
    self.kind = kind
    answers = question
  }
}

/// A question as a place in the dialog: the step that asks, and what it asks for.
struct OpenQuestion: Sendable, Hashable {
  var step: StepID?
  var name: String

  /// nil: nothing is asked.
  init?(of dialogue: DialogueState) {
    step = dialogue.stack.last?.step
    switch dialogue.question {
    case .slot(let slot): name = slot
    case .suggestion(let slot, _): name = "\(slot) offered"
    case .readBack(let slot): name = "\(slot) read back"
    case .which(let slot, _, _): name = "\(slot) of two readings"
    case .more(let slot): name = "\(slot), anything else"
    case .whichFlow: name = "which flow"
    case .confirm: name = "confirm"
    case .change: name = "change"
    case .ask: name = "ask"
    case .route: name = "route"
    case .converse: name = "converse"
    case .permission(let tool): name = "may \(tool) run"
    case .wait: name = "wait"
    case .closing: name = "closing"
    case nil: return nil
    }
  }

  /// `flows.book[0], day`
  func described(in script: Script) -> String { step.map { "\(script[$0].path), \(name)" } ?? name }
}
