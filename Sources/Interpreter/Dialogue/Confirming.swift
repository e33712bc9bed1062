import DialogDSL
import Hearing

/// `confirm`, `ask` and the yes/no questions about one slot.
extension Machine {
  mutating func confirm(_ confirm: Confirm) -> Progress {
    frame.isEntered = true
    if yieldsToLimit() { return .moved }
    pose(.confirm, with: confirm.prompt, isAgain: isReturning || dialogue.question == .confirm)
    return .rest
  }

  /// The answer to an offered value: yes takes it, another value replaces it, no declines it.
  mutating func understandSuggestion(_ slot: Slot, _ value: Value) -> Bool {
    if slot.isMultiple { return understandSuggestion(ofList: slot, value) }
    let answer = readConsent()
    // Beside a yes a few digits belong to something else.
    let replacement = readCandidates(for: slot, isAsked: true).filter { answer != true || !$0.isPartial }
    if let candidate = replacement.first, candidate.value != value {
      take(replacement, for: slot)
    } else if answer == true || !replacement.isEmpty {
      replacement.first.map { reading.use($0.words) }
      fill(slot, with: Candidate(value, words: [], rule: "suggested"), source: .suggested)
    } else if answer == false {
      if !correct(), !reopenNamed(besides: slot) { dialogue.declined.insert(slot.name) }
    } else {
      return false
    }
    return true
  }

  /// The answer to a value read back: yes settles it, another value replaces it, no asks anew.
  mutating func understandReadBack(_ slot: Slot) -> Bool {
    if slot.isMultiple { return understandReadBack(ofList: slot) }
    let answer = readConsent()
    let replacement = readCandidates(for: slot, isAsked: true).filter { !$0.isPartial }
    if let candidate = replacement.first {
      if candidate.value == dialogue.slots[slot.name]?.value {
        reading.use(candidate.words)
        settle(slot)
      } else {
        // What announced the change is no request of its own: "wait, …".
        reading.use(Lead(in: reading, language: language)?.allWords ?? [])
        _ = change(slot, to: replacement.map { inSameWeek($0, as: dialogue.slots[slot.name]?.value) })
      }
    } else if answer == true {
      settle(slot)
    } else if answer == false {
      if correct() || reopenNamed(besides: slot) { return true }
      takeBack(slot)
      dialogue.declined.insert(slot.name)
      reading.useAll()
    } else {
      return false
    }
    return true
  }

  /// "No, the size", where something else was offered or read back.
  mutating func reopenNamed(besides slot: Slot? = nil) -> Bool {
    guard let other = correctable.first(where: { $0.name != slot?.name && names($0) && isAboutAll($0) }) else {
      return false
    }
    reopen(other)
    return true
  }

  /// Yes goes on; a new value corrects, with yes or no beside it; a bare no asks what to change.
  mutating func understandConfirm(_ confirm: Confirm) -> Bool {
    let answer = readConsent()
    if isHeldBack(answer) { return false }
    let asked = dialogue.stack.last?.step
    let taken = readClaims(asked: nil, corrections: .invited(slots: confirm.slots))
    if taken.hasCorrected || correct() || correctName(confirm, isDenied: answer == false) {
      trace.branch(asked, .corrected)
      return true
    }
    if answer != true, let slot = correctable.first(where: names), answer == false || isAboutAll(slot) {
      trace.branch(asked, .corrected)
      reopen(slot)
      return true
    }
    guard let answer else { return taken.hasFilled || !taken.restated.isEmpty }
    trace.branch(asked, answer ? .yes : .no)
    if answer {
      advanceFromQuestion()
    } else if startFlow() {
      return true
    } else if let block = confirm.no {
      jump(to: block)
    } else {
      pose(.change, builtin: "what_to_change", of: nil)
    }
    return true
  }

  /// "Yes, hold on" is no yes to what is done next.
  func isHeldBack(_ answer: Bool?) -> Bool { answer == true && match(of: .wait) != nil }

  /// After "what should I change?": a value, or the name of a slot; "nothing" reads all back again.
  mutating func understandChange(_ confirm: Confirm) -> Bool {
    let taken = readClaims(asked: nil, corrections: .invited(slots: confirm.slots))
    if taken.isAnything || !taken.restated.isEmpty { return true }
    if let slot = correctable.first(where: names) {
      reopen(slot)
      return true
    }
    if readYesNo() == false || says(.nothingElse) {
      reading.useAll()
      dialogue.question = nil
      return true
    }
    return correctName(confirm, isDenied: true)
  }

  /// "No, it's Anna": a bare name is heard only where all else has been tried, and led in or all that is said.
  private mutating func correctName(_ confirm: Confirm, isDenied: Bool) -> Bool {
    let names = confirm.slots.map(script.slot).filter { $0.type == .name && dialogue.slots[$0.name] != nil }
    guard isDenied, names.count == 1 else { return false }
    let candidates = readCandidates(for: names[0], isAsked: true)
    guard let best = candidates.first, best.value != dialogue.slots[names[0].name]?.value else { return false }
    let isLedIn = !reading.all(of: language[.itIs]).isEmpty
    guard isLedIn || (dialogue.question == .change && isAllThatIsSaid(best.words)) else { return false }
    _ = change(names[0], to: candidates)
    return true
  }

  /// What is left to read is hardly more than the slot's name: "the name", "the time please".
  func isAboutAll(_ slot: Slot) -> Bool {
    guard let range = reading.nameRange(of: slot) else { return false }
    let others = reading.tokens.all.filter {
      !$0.isFiller && !range.contains($0.word) && !reading.used.contains($0.word)
    }
    return others.allSatisfy { language[.small].contains($0.text) }
  }

  /// `ask`: the script's own answers first, then yes and no.
  mutating func understandAsk(_ ask: Ask) -> Bool {
    let matches = ask.answers.enumerated().compactMap { index, answer in
      bestMatch(of: answer.phrases).map { (index: index, match: $0) }
    }
    if let best = matches.max(by: { ($0.match.weight, -$0.index) < ($1.match.weight, -$1.index) }) {
      reading.use(best.match.words)
      fillSlots(of: best.match)
      if best.match.slots.contains(where: { dialogue.slots[$0.slot] == nil }) { return true }
      trace.branch(dialogue.stack.last?.step, .answer(best.index))
      answerAsk(with: ask.answers[best.index].block)
      return true
    }
    guard ask.yes != nil || ask.no != nil, let answer = readConsent() else { return false }
    trace.branch(dialogue.stack.last?.step, answer ? .yes : .no)
    answerAsk(with: (answer ? ask.yes : ask.no) ?? nil)
    return true
  }

  /// Goes on, unless a correction in the same breath leads back to a step that asks again. What a change that comes too
  /// late has started runs first.
  private mutating func answerAsk(with block: Block) {
    let depth = dialogue.stack.count
    _ = correct()
    if hasGoneBack { return }
    let started = dialogue.stack.dropFirst(depth)
    dialogue.stack.removeLast(started.count)
    jump(to: block)
    dialogue.stack += started
  }

  /// Leaves the question's step for a block of it; an empty block leads to the step that follows.
  mutating func jump(to block: Block) {
    guard let id = frame.step else { return }
    advance(to: block ?? script[id].next)
    closeQuestion()
  }

  mutating func advanceFromQuestion() { jump(to: nil) }

  mutating func closeQuestion() {
    dialogue.question = nil
    dialogue.tries = 0
  }
}
