import DialogDSL

/// Which slots listen, and what their recognisers read.
extension Machine {
  /// Slots to be read from words that a trigger or a `wait` left over.
  mutating func readLeftovers(for slots: [String]) {
    for name in slots where dialogue.slots[name] == nil && dialogue.ambiguous[name] == nil {
      let slot = script.slot(name)
      guard slot.type != .text, slot.listening != .asked else { continue }
      let candidates = readCandidates(for: slot, isAsked: false)
      if !candidates.isEmpty { take(candidates, for: slot) }
    }
  }

  /// Unfilled slots besides the asked one that may hear this turn.
  func listeners(besides asked: String?) -> [Slot] {
    var form: [String] = []
    if let step = dialogue.stack.last?.step, case .collect(let collect) = script[step].kind { form = collect.slots }
    return script.slots.filter { slot in
      guard slot.name != asked, dialogue.slots[slot.name] == nil, slot.type != .text, slot.type != .yesNo else {
        return false
      }
      switch slot.listening {
      case .asked: return false
      case .form: return form.contains(slot.name)
      case .always: return true
      }
    }
  }

  /// A free-text answer would swallow a request for another flow: "what are your hours" is no name.
  func startsWithFlow(_ asked: Slot) -> Bool {
    let isLedIn = asked.type == .name && !recognize(asked, in: reading.words, isAsked: false).isEmpty
    return !isLedIn && startsWithFlow
  }

  /// The words ask for a flow on offer: with more than one word of its trigger, or with nothing else.
  var startsWithFlow: Bool {
    flowsOnOffer().contains { flow in
      bestMatch(of: flow.triggers).map { $0.specificity > 1 || isAllThatIsSaid($0.words) } ?? false
    }
  }

  /// A flow on offer is called for by these words and more: "I don't want to answer this" says no "no".
  func isPartOfTrigger(_ words: [Int]) -> Bool {
    flowsOnOffer().contains { flow in
      bestMatch(of: flow.triggers).map { Set($0.words).isStrictSuperset(of: words) } ?? false
    }
  }

  /// Readings of the slot's type among words nobody has used, best first.
  func readCandidates(for slot: Slot, isAsked: Bool) -> [Candidate] {
    recognize(slot, in: reading.words, isAsked: isAsked).filter { reading.isFree($0.words) }
  }

  func recognize(_ slot: Slot, in words: Words, isAsked: Bool) -> [Candidate] {
    var expectation = Expectation(
      type: slot.type, limits: slot.limits, choices: slot.choices,
      spokenChoices: dialog.spokenChoices(of: slot), locale: script.locale, now: time, isAsked: isAsked)
    expectation.soFar = isAsked ? dialogue.pieces[slot.name] : nil
    if case .text(let number)? = state.facts.member(at: ["from_number"]) { expectation.callerNumber = number }
    return RecognizerRegistry.recognizer(for: slot.type).candidates(in: words, expecting: expectation)
  }

  /// Yes or no among the unused words; its words are used.
  mutating func readYesNo() -> Bool? { readYesNo(from: 0)?.answer }

  /// "Yes, no, wait": a no after the yes takes it back.
  mutating func readConsent() -> Bool? {
    guard let first = readYesNo(from: 0) else { return nil }
    guard first.answer, let second = readYesNo(from: first.end), !second.answer else { return first.answer }
    return false
  }

  private mutating func readYesNo(from start: Int) -> (answer: Bool, end: Int)? {
    // A yes to a question that was never heard means something else.
    if isQuestionUnheard { return nil }
    let expectation = Expectation(type: .yesNo, locale: script.locale, now: time)
    let words = reading.words.slice(start..<reading.words.count)
    let candidates = RecognizerRegistry.recognizer(for: .yesNo).candidates(in: words, expecting: expectation)
    for candidate in candidates {
      let used = candidate.words.map { $0 + start }
      guard reading.isFree(used), !isPartOfTrigger(used), case .bool(let answer) = candidate.value else { continue }
      reading.use(used)
      trace.note(.read, answer ? "yes (\(candidate.rule))" : "no (\(candidate.rule))")
      return (answer, (used.last ?? start) + 1)
    }
    return nil
  }
}
