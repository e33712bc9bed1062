import DialogDSL
import Hearing

/// Which slots listen, and what their recognisers read.
extension Machine {
  /// Slots to be read from words that a trigger or a `wait` left over.
  mutating func readLeftovers(for slots: [String]) {
    for name in slots where dialogue.isOpen(name) && dialogue.ambiguous[name] == nil {
      let slot = script.slot(name)
      guard slot.type != .text, slot.listening != .asked else { continue }
      if slot.isMultiple {
        if let edit = listEdit(of: slot, isAsked: false) {
          _ = change(slot, by: edit)
          completeIfSaid(slot)
        }
        continue
      }
      let candidates = readCandidates(for: slot, isAsked: false)
      if !candidates.isEmpty { take(candidates, for: slot, because: .leftover) }
    }
  }

  /// Unfilled slots besides the asked one that may hear this turn.
  func listeners(besides asked: String?) -> [Slot] {
    var form: [String] = []
    switch openStep {
    case .collect(let collect)?: form = collect.slots
    case .converse(let converse)?: form = converse.slots
    default: break
    }
    return script.slots.filter { slot in
      guard slot.name != asked, dialogue.isOpen(slot.name), slot.type != .text, slot.type != .yesNo,
        slot.type != .model
      else {
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
    let isLedIn = asked.type == .name && !recognize(asked, in: reading.utterance, isAsked: false).isEmpty
    return !isLedIn && startsWithFlow
  }

  /// The words ask for a flow on offer: with more than one word of its trigger, or with nothing else.
  var startsWithFlow: Bool {
    flowsOnOffer().contains { flow in
      bestTrigger(of: flow).map { $0.specificity > 1 || isAllThatIsSaid($0.words) } ?? false
    }
  }

  /// Two words or more ask for a flow on offer, values in its trigger counted.
  var holdsTrigger: Bool {
    flowsOnOffer().contains { flow in bestTrigger(of: flow).map { $0.allWords.count > 1 } ?? false }
  }

  /// A flow on offer is called for by these words and more: "I don't want to answer this" says no "no".
  func isPartOfTrigger(_ words: [Int]) -> Bool {
    flowsOnOffer().contains { flow in
      bestTrigger(of: flow).map { Set($0.words).isStrictSuperset(of: words) } ?? false
    }
  }

  /// Readings of the slot's type among words nobody has used, best first.
  func readCandidates(for slot: Slot, isAsked: Bool) -> [Candidate] {
    var candidates = recognize(slot, in: reading.utterance, isAsked: isAsked)
    if isAsked { candidates = mended(candidates, for: slot) }
    let denied = dialogue.attempts[slot.name]?.denied ?? []
    return candidates.filter { reading.isFree($0.words) && !denied.contains($0.value) }
  }

  /// - Parameter isSingle: each value as it was said, also one that is taken back.
  func recognize(_ slot: Slot, in utterance: Utterance, isAsked: Bool, isSingle: Bool = false) -> [Candidate] {
    let expectation = expectation(for: slot, isAsked: isAsked)
    let found = candidates(for: slot, in: utterance, expectation, isSingle: isSingle)
    return joined(found, for: slot, in: utterance, expectation)
  }

  /// What the recogniser reads; of the words of this turn it is asked once.
  private func candidates(
    for slot: Slot, in utterance: Utterance, _ expectation: Expectation, isSingle: Bool
  ) -> [Candidate] {
    let recognizer =
      isSingle ? RecognizerRegistry.single(for: slot.type) : RecognizerRegistry.recognizer(for: slot.type)
    // Choices that are worked out during the call may change within a turn.
    guard slot.choiceSource == nil, utterance.words.source == reading.words.source,
      let start = utterance.words.words.first?.range.lowerBound
    else { return recognizer.candidates(in: utterance, expecting: expectation) }
    let question = ReadingMemory.Question(
      slot: slot.name, isAsked: expectation.isAsked, isSingle: isSingle, locale: expectation.locale,
      soFar: expectation.soFar, start: start, count: utterance.words.count)
    if let known = reading.memory.candidates[question] { return known }
    let found = recognizer.candidates(in: utterance, expecting: expectation)
    reading.memory.candidates[question] = found
    return found
  }

  /// What the slot's recogniser is told.
  func expectation(for slot: Slot, isAsked: Bool) -> Expectation {
    var expectation = Expectation(
      type: slot.type, limits: slot.limits, choices: choices(of: slot), spokenChoices: spokenChoices(of: slot),
      locale: script.locale, now: time, isAsked: isAsked)
    if isAsked, case .text(let piece)? = dialogue.pieces[slot.name] { expectation.soFar = piece }
    if case .text(let number)? = state.facts.member(at: ["from_number"]) { expectation.callerNumber = number }
    return expectation
  }

  /// Yes or no among the unused words; its words are used.
  mutating func readYesNo() -> Bool? { readYesNo(from: 0)?.answer }

  /// "Yes, no, wait": a no after the yes takes it back. "That's it" agrees where something was read back; elsewhere it
  /// means that there is nothing else.
  mutating func readConsent() -> Bool? {
    if !isQuestionUnheard, isReadBack, saysOnly(.thatIsIt) {
      reading.useAll()
      trace.note(.read, "yes (that is it)")
      return true
    }
    guard let first = readYesNo(from: 0) else { return nil }
    guard first.answer, let second = readYesNo(from: first.end), !second.answer else { return first.answer }
    return false
  }

  private var isReadBack: Bool {
    switch dialogue.question {
    case .confirm, .readBack, .suggestion, .permission: true
    case .slot, .which, .more, .whichFlow, .change, .ask, .route, .converse, .wait, .closing, nil: false
    }
  }

  /// The "not" of "it's not Tuesday, it's Wednesday" is no no.
  func isDenial(_ words: [Int]) -> Bool {
    correctable.contains { denial(of: $0).map { words.contains($0.by) } ?? false }
  }

  private mutating func readYesNo(from start: Int) -> (answer: Bool, end: Int)? {
    // A yes to a question that was never heard means something else.
    if isQuestionUnheard { return nil }
    let expectation = Expectation(type: .yesNo, locale: script.locale, now: time)
    let words = reading.utterance.slice(start..<reading.words.count)
    let candidates = RecognizerRegistry.recognizer(for: .yesNo).candidates(in: words, expecting: expectation)
    for candidate in candidates {
      let used = candidate.words.map { $0 + start }
      guard reading.isFree(used), !isPartOfTrigger(used), !isDenial(used), case .bool(let answer) = candidate.value
      else { continue }
      reading.use(used)
      trace.note(.read, answer ? "yes (\(candidate.rule))" : "no (\(candidate.rule))")
      return (answer, (used.last ?? start) + 1)
    }
    return nil
  }
}
