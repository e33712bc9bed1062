import DialogDSL
import Hearing

/// What a caller can always say (language.md §6). A script may give each a flow, other phrases, or switch it off.
extension Machine {
  /// A universal that is all the caller said, so that a slot which takes anything does not swallow it.
  func wholeUtteranceUniversal() -> Universal? {
    for universal in Universal.allCases {
      guard let match = match(of: universal) else { continue }
      var rest = reading
      rest.use(match.words)
      if isAnswer(universal) { continue }
      if rest.unusedText.isEmpty, !namesAnswer { return universal }
      // "Hold on, let me get a pen": what is held on for is no answer.
      if universal == .wait, match.specificity > 1, reading.isBegunBy(match.words) { return universal }
    }
    return nil
  }

  /// The script has a flow for these very words: what it says itself counts more than what is built in.
  func yieldsToFlow(_ universal: Universal) -> Bool {
    let settings = script.universals
    guard settings.flows[universal] == nil, settings.replaced[universal] == nil, settings.added[universal] == nil else {
      return false
    }
    return flowsOnOffer().contains { flow in
      bestTrigger(of: flow).map { isAllThatIsSaid($0.allWords) } ?? false
    }
  }

  /// At a route "goodbye" ends the round; goodbye and "pardon?" over a closing line get it again. Only what is asked can
  /// be skipped.
  private func isAnswer(_ universal: Universal) -> Bool {
    switch (universal, dialogue.question) {
    case (.goodbye, .route), (.goodbye, .closing), (.repeat, .closing): true
    case (.skip, .route), (.skip, .closing), (.skip, .converse), (.skip, .wait), (.skip, nil): true
    default: false
    }
  }

  /// All that was said is one of the answers that the open question names: a choice may be called "back".
  private var namesAnswer: Bool {
    if case .ask? = dialogue.question, case .ask(let ask)? = openStep {
      return bestMatch(of: ask.answers.flatMap(\.phrases)).map { isAllThatIsSaid($0.words) } ?? false
    }
    guard let slot = dialogue.question?.slot.map(script.slot), slot.type == .choice else { return false }
    return readCandidates(for: slot, isAsked: true).contains { $0.certainty == .certain && isAllThatIsSaid($0.words) }
  }

  /// The first universal among the unused words.
  ///
  /// - Parameter besideAnswer: the question has been answered in the same breath ("yes, let me look"): the dialog goes
  /// on
  ///   to the next one, and nothing is asked a second time.
  mutating func answerUniversal(besideAnswer: Bool = false) -> Bool {
    for universal in Universal.allCases {
      if !isAnswer(universal), match(of: universal) != nil { return answer(universal, besideAnswer: besideAnswer) }
    }
    return false
  }

  mutating func answer(_ universal: Universal, besideAnswer: Bool = false) -> Bool {
    trace.note(.read, "universal \(universal.rawValue)")
    if let match = match(of: universal) { reading.use(match.words) }
    if let flow = script.universals.flows[universal] {
      if dialogue.stack.contains(where: { $0.flow == flow }) { return true }
      return push(flow: flow, kind: .digression)
    }
    switch universal {
    case .repeat: if !besideAnswer { sayLastWords() }
    case .slower: if !besideAnswer { sayLastWordsSlowly() }
    case .spellThat: if !besideAnswer { spellLastWords() }
    case .skip: if !besideAnswer { skip() }
    case .back: goBackOneQuestion()
    case .help:
      sayBuiltin("help", of: nil)
      if !besideAnswer { askAgain() }
    case .cancel: cancel()
    case .human:
      sayBuiltin("no_human", of: nil)
      if !besideAnswer { askAgain() }
    case .goodbye: endCall(sayingBuiltIn: "goodbye")
    case .startOver: startOver()
    case .wait:
      sayBuiltin("wait", of: nil)
      dialogue.isSuspended = true
      hasPosed = !besideAnswer
    }
    return true
  }

  /// An optional slot is left empty; what is needed is asked for again, and no try is counted.
  private mutating func skip() {
    guard let slot = dialogue.question?.slot.map(script.slot),
      slot.isOptional || dialogue.slots[slot.name]?.isGrowing == true
    else {
      sayBuiltin("skip_required", of: nil)
      return askAgain()
    }
    decline(slot)
  }

  /// Leaves the errand that the caller began, with all that it called, for what lies below; in `main`, for its last
  /// route.
  private mutating func cancel() {
    sayBuiltin("cancelled", of: nil)
    isReturning = true
    if let errand = dialogue.stack.lastIndex(where: { $0.kind == .digression || $0.kind == .routed }) {
      dialogue.stack.removeSubrange(errand...)
      // Below a flow that was started over the goodbye of `main` lies nothing.
      if !dialogue.stack.isEmpty { frame.isAnswered = false }
      closeQuestion()
    } else if let route = dialogue.stack.first?.trail.last(where: { isRoute($0) }) {
      dialogue.stack.removeSubrange(1...)
      returnToRoute(route)
    } else {
      askAgain()
    }
  }

  func isRoute(_ id: StepID) -> Bool { if case .route = script[id].kind { true } else { false } }

  /// Begins the running flow anew, or `main` when that has ended, with what it collects forgotten; not what a tool has
  /// written.
  private mutating func startOver() {
    let flow = dialogue.stack.last?.flow ?? "main"
    let collected = script.steps.filter { $0.flow == flow }.flatMap { step in
      step.kind.collects
    }
    if let written = collected.first(where: { dialogue.slots[$0]?.isWritten == true }) {
      return lateChange(of: written)
    }
    sayBuiltin("start_over", of: nil)
    for slot in collected {
      clear(slot)
      dialogue.declined.remove(slot)
    }
    if dialogue.stack.isEmpty {
      startMain()
    } else {
      frame = Frame(flow: flow, kind: frame.kind, step: script.flow(flow).first)
    }
    closeQuestion()
  }
}
