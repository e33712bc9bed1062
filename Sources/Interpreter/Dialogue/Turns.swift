import DialogDSL
import Hearing

/// One turn from the caller's words to a complete answer.
extension Machine {
  /// The begin message. Nothing the second time: a call is opened once.
  mutating func open() {
    guard state.turn == nil else { return }
    state.turn = Turn(before: dialogue, place: .start, input: "", isOpening: true)
    startMain()
    run()
    finish()
  }

  /// Puts `main` on the stack.
  mutating func startMain() {
    dialogue.stack = [Frame(flow: "main", kind: .main, step: script.flow("main").first)]
  }

  /// Reads the caller's words and answers them.
  ///
  /// - Parameter carried: words of a turn before that were not answered yet.
  mutating func begin(at place: TranscriptPlace, input: String, hadNoise: Bool, carrying carried: String = "") {
    var turn = Turn(before: dialogue, place: place, input: input)
    turn.carried = carried
    turn.recent = recentTalk
    state.turn = turn
    isNudged = dialogue.silences > 0 && !hasJustAsked
    dialogue.silences = 0
    if dialogue.stack.isEmpty, dialogue.question == nil {
      // The greeting was never heard: it comes first, in the same breath as the answer.
      startMain()
      run()
      if state.turn?.pause != nil {
        // The opening waits for a tool: what was said is read when it is done.
        state.turn?.isOpening = true
        state.turn?.input = ""
        state.turn?.overheard = TranscriptView(input: input, hadNoise: hadNoise, at: place)
        return finish()
      }
      // Agent words in the transcript of a call whose state is lost: it was greeted before.
      dialogue.owed = place.agentUtterances == 0 ? unsaid : []
      unsaid = []
      hasPosed = false
    }
    dialogue.turns += 1
    offerChoices(of: script.slots.filter { $0.choiceSource != nil && dialogue.slots[$0.name] == nil }.map(\.name))
    unsaid = dialogue.owed
    dialogue.owed = []
    hear(turn.words, hadNoise: hadNoise)
    finish()
  }

  /// Places the words, or falls back; then runs steps until one needs the caller.
  private mutating func hear(_ input: String, hadNoise: Bool) {
    let input = CallerInput(input)
    // Only over the goodbye of a silence there is a question to come back to.
    if case .closing? = dialogue.question {} else { dialogue.silenced = nil }
    reading = Reading(Words(input.speech), language: language)
    if script.models.isOn { withholdFromModels() }
    isQuestionUnheard = dialogue.isQuestionUnheard || unsaid.contains { $0.role == .question }
    dialogue.isQuestionUnheard = false
    if reading.isEmpty, input.keys.isEmpty {
      if hadNoise, dialogue.isSuspended {
        // Somebody who looks for a pen is heard doing so.
        sayBuiltin("wait", of: nil)
        hasPosed = true
      } else if hadNoise, !isQuestionUnheard {
        notUnderstood(.unclear)
      } else {
        askAgain()
      }
      return run()
    }
    if input.keys.isEmpty, isLoneBackchannel {
      dialogue.backchannels += 1
      // Said again and again it is meant as an answer, and it is none.
      if dialogue.backchannels <= Self.patientBackchannels {
        sayWhatWasCut()
        return run()
      }
    } else {
      dialogue.backchannels = 0
    }
    dialogue.isSuspended = false
    if understand(input) {
      run()
      // The steps behind a tool may read them yet.
      if state.turn?.progress?.leavesRest != true { noteIgnoredWords() }
    } else if isQuestionUnheard, !hasPosed {
      trace.note(.heard, "nothing to answer to yet: the question had not been heard")
      if !unsaid.contains(where: { $0.role == .question }) { askAgain() }
    } else {
      noteIgnoredWords()
      keepAttempt()
      notUnderstood(.noMatch)
      run()
    }
  }

  /// Lone backchannels in a row that count as listening.
  private static let patientBackchannels = 2

  func noteIgnoredWords() {
    guard trace.wantsReasons else { return }
    // A model may yet make something of them.
    if case .asking? = state.turn?.pause { return }
    let ignored = reading.unusedText
    if !ignored.isEmpty { trace.note(.ignored, ignored) }
  }

  /// "Mhm" or "hello?" answers nothing, unless a yes or no is open; what it cut off is said again.
  private var isLoneBackchannel: Bool {
    let isPresence = (isNudged || dialogue.isSuspended) && says(.present)
    guard reading.words.isBackchannel(language: language) || says(.greetings) || isPresence else { return false }
    if startsWithFlow { return false }
    switch dialogue.question {
    case .closing, .wait: return false
    // "Are you still there?" "Yes." is no consent to what was asked before.
    case .suggestion, .readBack, .more, .confirm, .ask, .permission: return isNudged || isPresence
    case .slot(let name): return isNudged || isPresence || script.slot(name).type != .yesNo
    // "Anything else?" "Yes."
    case .route: return !(frame.hasRouted && dialogue.cutOff.isEmpty && !isNudged && saysYes)
    // To a model's question it may be an answer.
    case .converse: return isNudged || isPresence
    case .which, .whichFlow, .change, nil: return true
    }
  }

  /// The agent's last words were, or held, the open question.
  private var hasJustAsked: Bool {
    dialogue.lastSpoken.contains { $0.role == .question || $0.text.contains(dialogue.questionText) }
  }

  private mutating func sayWhatWasCut() {
    trace.note(.heard, "a backchannel")
    dialogue.isSuspended = false
    if dialogue.cutOff.isEmpty || isNudged { askAgain() } else { unsaid = dialogue.cutOff }
    hasPosed = true
  }

  /// Sends what is unsaid, and completes the response unless a tool is waited for.
  mutating func finish() {
    flush()
    guard let turn = state.turn, turn.pause == nil else { return }
    keepHistory()
    adjustPatience()
    if turn.closing != nil { recordResult() }
    actions.append(.completeResponse(turn.closing))
  }
}
