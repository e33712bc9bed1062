import DialogDSL

/// One turn from the caller's words to a complete answer.
extension Machine {
  /// The begin message. Nothing the second time: a call is opened once.
  mutating func open() {
    guard state.turn == nil else { return }
    state.turn = Turn(before: dialogue, place: .start, input: "", isOpening: true)
    start()
    run()
    finish()
  }

  /// Puts `main` on the stack.
  private mutating func start() {
    dialogue.stack = [Frame(flow: "main", kind: .main, step: script.flow("main").first)]
  }

  /// Reads the caller's words and answers them.
  mutating func begin(at place: TranscriptPlace, input: String, hadNoise: Bool) {
    state.turn = Turn(before: dialogue, place: place, input: input)
    dialogue.turns += 1
    dialogue.silences = 0
    if dialogue.stack.isEmpty, dialogue.question == nil {
      // The greeting was never heard: it comes first, in the same breath as the answer.
      start()
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
    unsaid = dialogue.owed
    dialogue.owed = []
    hear(input, hadNoise: hadNoise)
    finish()
  }

  /// Places the words, or falls back; then runs steps until one needs the caller.
  private mutating func hear(_ input: String, hadNoise: Bool) {
    reading = Reading(Words(input), language: language)
    isQuestionUnheard = dialogue.isQuestionUnheard || unsaid.contains { $0.role == .question }
    dialogue.isQuestionUnheard = false
    if reading.isEmpty {
      if hadNoise, !isQuestionUnheard { notUnderstood(.unclear) } else { askAgain() }
      return run()
    }
    if isLoneBackchannel {
      dialogue.backchannels += 1
      // Said again and again it is meant as an answer, and it is none.
      if dialogue.backchannels <= Self.patientBackchannels { return sayWhatWasCut() }
    } else {
      dialogue.backchannels = 0
    }
    dialogue.isSuspended = false
    if understand() {
      noteIgnoredWords()
      run()
    } else if isQuestionUnheard, !hasPosed {
      trace.note(.heard, "nothing to answer to yet: the question had not been heard")
      if !unsaid.contains(where: { $0.role == .question }) { askAgain() }
    } else {
      noteIgnoredWords()
      notUnderstood(.noMatch)
      run()
    }
  }

  /// Lone backchannels in a row that count as listening.
  private static let patientBackchannels = 2

  private mutating func noteIgnoredWords() {
    let ignored = reading.unusedText
    if !ignored.isEmpty { trace.note(.ignored, ignored) }
  }

  /// "Mhm" or "hello?" answers nothing, unless a yes or no is open; what it cut off is said again.
  private var isLoneBackchannel: Bool {
    guard reading.words.isBackchannel(language: language) || says(.greetings) else { return false }
    if startsWithFlow { return false }
    switch dialogue.question {
    case .suggestion, .readBack, .confirm, .ask, .closing, .wait: return false
    case .slot(let name): return script.slot(name).type != .yesNo
    case .which, .change, .route, nil: return true
    }
  }

  private mutating func sayWhatWasCut() {
    trace.note(.heard, "a backchannel")
    if dialogue.cutOff.isEmpty { askAgain() } else { unsaid = dialogue.cutOff }
    hasPosed = true
  }

  /// Sends what is unsaid, and completes the response unless a tool is waited for.
  mutating func finish() {
    flush()
    guard let turn = state.turn, turn.pause == nil else { return }
    adjustPatience()
    if turn.closing != nil { for entry in script.result { dialogue.record[entry.key] = evaluate(entry.value) } }
    actions.append(.completeResponse(turn.closing))
  }
}
