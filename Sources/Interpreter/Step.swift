import DialogDSL
import Hearing

/// What one event leads to: actions are to be performed in order.
public struct StepOutcome: Sendable {
  public var state: CallState
  public var actions: [Action]
  public var trace: Trace
}

/// The pure state machine: (script, state, event) → (state, actions, trace). No clock, no randomness, no I/O.
public func step(_ state: CallState, _ event: Event, in dialog: PreparedScript) -> StepOutcome {
  var machine = Machine(dialog: dialog, state: state, time: event.time)
  machine.noteBeginning(event.kind)
  switch event.kind {
  case .callFacts(let facts): machine.learn(facts)
  case .opened: machine.open()
  case .responseRequired(let transcript): machine.respond(to: machine.view(of: transcript))
  case .reminderRequired(let transcript): machine.remind(after: machine.view(of: transcript))
  case .transcriptChanged(let transcript, let turn):
    if machine.awaitsSign { machine.watch(machine.view(of: transcript), turn: turn) }
  case .toolFinished(let identity, let outcome): machine.finishTool(identity, outcome)
  case .toolSlow(let identity): machine.holdTheLine(for: identity)
  case .settleWaitOver(let isFinal): machine.endSettleWait(isFinal: isFinal)
  case .modelSaid(let identity, let sentence): machine.hearModel(identity, sentence)
  case .modelFinished(let identity, let outcome, let tokens): machine.finishModel(identity, outcome, tokens: tokens)
  case .modelSlow: machine.holdTheLineForModel()
  case .turnTimeOver: machine.endTurnInTime()
  case .durationOver: machine.interject()
  case .callOver: machine.endForGood()
  }
  machine.state.models.forgetOpen(besides: machine.state.awaitedModel)
  let trace = machine.trace.finished(from: state.dialogue, to: machine.state.dialogue)
  return StepOutcome(state: machine.state, actions: machine.actions, trace: trace)
}

/// The working copy of a call's state while one event is worked on. Each concern is an extension in its own folder:
/// Transcript (what was heard), Understanding (what it means), Dialogue (what follows), Speaking (how it is said).
struct Machine {
  /// The script in the call's locale.
  private(set) var dialog: PreparedScript
  /// The script with all its locales.
  private let original: PreparedScript
  let time: LocalTime
  var state: CallState
  var actions: [Action] = []
  let trace: TraceRecorder
  /// The caller's words of this turn, and which have been used.
  var reading = Reading()
  /// Speech of this turn that is not yet in `actions`.
  var unsaid: [Spoken] = []
  /// Slots heard in this turn that are to be echoed in the next prompt.
  var toEcho: [String] = []
  /// Slots that the texts of this turn have spoken.
  var spokenSlots: Set<String> = []
  /// The next question is asked a second time, after a digression or a correction.
  var isReturning = false
  /// Words left over may be read by the step that comes next: the caller answered an open question.
  var leftoversAreFree = false
  /// A question is among the unsaid: the turn rests there.
  var hasPosed = false
  /// Not a word of the open question had been heard when the caller spoke.
  var isQuestionUnheard = false
  /// The agent's last words were those of a reminder, and not the open question.
  var isNudged = false
  /// A correction has taken the flow back: the answered question is asked again.
  var hasGoneBack = false
  /// Slots that could not be asked for in this turn: there was nothing to choose from.
  var leftOut: Set<String> = []
  /// The running step has been passed before in this flow.
  var isRevisiting = false
  /// What was said before the turn, for models that are asked.
  var recentTalk: [TranscriptEntry] = []
  /// The event asked for a new response: nothing has been said under its id.
  var isNewResponse = false

  init(dialog: PreparedScript, state: CallState, time: LocalTime) {
    original = dialog
    self.dialog = dialog.inLocale(of: state, at: time)
    self.state = state
    self.time = time
    trace = TraceRecorder(dialog.tracing)
  }

  var script: Script { dialog.script }
  var language: LanguageData { dialog.language }

  /// What the call's locale is worked out from may have changed.
  mutating func chooseLocale() {
    guard script.localeChoice != nil else { return }
    let before = script.locale
    dialog = original.inLocale(of: state, at: time)
    if script.locale != before {
      reading.memory.forgetMatches()
      trace.note(.step, "the call goes on in \(script.locale.description)")
    }
  }

  var dialogue: DialogueState {
    get { state.dialogue }
    _modify { yield &state.dialogue }
  }

  /// The running flow's frame; only while the stack is not empty.
  var frame: Frame {
    get { state.dialogue.stack[state.dialogue.stack.count - 1] }
    _modify { yield &state.dialogue.stack[state.dialogue.stack.count - 1] }
  }

  /// `call_details`: keeps the facts and fills the variables that come from them, unless a step has set them since.
  mutating func learn(_ facts: Value) {
    state.facts = facts
    for variable in script.variables.values {
      guard let path = variable.path, dialogue.variables[variable.name] == variable.initial else { continue }
      guard let value = facts.member(at: path).flatMap({ $0.read(as: variable.type) }) else { continue }
      dialogue.variables[variable.name] = value
      state.turn?.before.variables[variable.name] = value
    }
    chooseLocale()
  }
}
