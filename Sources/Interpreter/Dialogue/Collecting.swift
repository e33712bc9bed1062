import DialogDSL
import Hearing

/// `collect`: visits the first slot that is not filled, asks, and listens, until all are (language.md §5.1).
extension Machine {
  mutating func visit(_ collect: Collect) -> Progress {
    if !frame.isEntered {
      frame.isEntered = true
      if collect.fresh {
        // What the caller has just said to get here is fresh already.
        for slot in collect.slots where isRevisiting || dialogue.slots[slot]?.turn != dialogue.turns {
          clear(slot)
          dialogue.declined.remove(slot)
        }
      }
      offerChoices(of: collect.slots)
      if leftoversAreFree { readLeftovers(for: collect.slots) }
    } else {
      offerChoices(of: collect.slots)
    }
    for name in collect.slots {
      let slot = script.slot(name)
      if let condition = slot.askIf {
        let isMet = holds(condition)
        trace.mark(.askIf(slot: name, isMet))
        if !isMet { continue }
      }
      guard let filled = dialogue.slots[name], !filled.isGrowing else {
        if yieldsToLimit() { return .moved }
        if slot.type == .model, !script.models.isOn {
          fill(slot, with: Candidate(.none, words: [], rule: "no model"))
          continue
        }
        switch leaveOut(slot) {
        case .next?: continue
        case .moved?: return .moved
        case .rest?, nil: break
        }
        ask(for: slot)
        return .rest
      }
      if mustReadBack(slot, filled) {
        if yieldsToLimit() { return .moved }
        readBack(slot, filled.value)
        return .rest
      }
    }
    return .next
  }

  /// Asks for a slot: offers the known value first, unless it was declined or breaks a rule.
  mutating func ask(for slot: Slot) {
    if let ambiguity = dialogue.ambiguous[slot.name] { return askWhich(slot, ambiguity) }
    if dialogue.pieces[slot.name] != nil { return askForRest(of: slot) }
    if dialogue.slots[slot.name]?.isGrowing == true { return askForMore(of: slot) }
    if let suggestion = slot.suggestion, !dialogue.declined.contains(slot.name) {
      let value = known(evaluate(suggestion), for: slot)
      if !value.isNone, brokenRule(of: slot, with: value) == nil { return offer(value, for: slot) }
    }
    let isAgain = isReturning || dialogue.question == .slot(slot.name)
    if let prompt = slot.prompt {
      pose(.slot(slot.name), with: prompt, isAgain: isAgain)
    } else {
      pose(.slot(slot.name), builtin: "prompt.\(slot.type.rawValue)", of: slot)
    }
  }

  /// A value from elsewhere as the slot's; `.none` when it does not fit.
  private func known(_ value: Value, for slot: Slot) -> Value {
    guard slot.isMultiple else { return value.read(as: slot.type) ?? .none }
    guard case .list(let items) = value else { return value.read(as: slot.type).map { .list([$0]) } ?? .none }
    let read = items.compactMap { $0.read(as: slot.type) }
    return read.isEmpty || read.count < items.count ? .none : .list(read)
  }

  private mutating func offer(_ value: Value, for slot: Slot) {
    let question = Question.suggestion(slot: slot.name, value)
    if let prompt = slot.suggestPrompt {
      return pose(question, with: prompt, isAgain: isReturning || dialogue.question == question)
    }
    let isCallersNumber = slot.type == .phone && value == state.facts.member(at: ["from_number"])
    pose(
      question, builtin: isCallersNumber ? "suggest.phone" : "suggest.other", of: slot,
      shown: spoken(value, as: slot.valueType), spelling: spellable(value, as: slot.valueType))
  }

  func mustReadBack(_ slot: Slot, _ filled: Filled) -> Bool {
    if filled.isConfirmed || filled.source != .heard || filled.value.isNone || filled.isGrowing { return false }
    switch slot.confirmation {
    case .always: return true
    case .unsure: return filled.certainty != .certain
    case .never, .echo: return false
    }
  }

  mutating func readBack(_ slot: Slot, _ value: Value) {
    let question = Question.readBack(slot: slot.name)
    if case .always(let prompt?) = slot.confirmation {
      return pose(question, with: prompt, isAgain: isReturning || dialogue.question == question)
    }
    let halves = halves(of: slot, value)
    let half = halves.isEmpty ? nil : halves[min(dialogue.slots[slot.name]?.confirmedHalves ?? 0, halves.count - 1)]
    pose(
      question, builtin: "confirm", of: slot, shown: half ?? spoken(value, as: slot.valueType),
      spelling: spellable(value, as: slot.valueType))
  }

  private mutating func askWhich(_ slot: Slot, _ ambiguity: Ambiguity) {
    let values = ambiguity.candidates.map { spoken($0.value, as: .slot(slot.type)) }
    let question = Question.which(slot: slot.name, ambiguity.candidates, words: ambiguity.words)
    let key = values.count > 2 ? "ambiguous_choice" : slot.type == .time ? "ambiguous_time" : "ambiguous"
    pose(
      question, builtin: key, of: slot, shown: values.listed(with: language.speech.or), values: values,
      spelling: ambiguity.candidates.flatMap { spellable($0.value, as: .slot(slot.type)) })
  }

  private mutating func askForRest(of slot: Slot) {
    let heard = dialogue.pieces[slot.name] ?? .none
    pose(
      .slot(slot.name), builtin: slot.textForRest(of: heard), of: slot, shown: spoken(heard, as: slot.typeOfPieces),
      spelling: spellable(heard, as: slot.typeOfPieces))
  }

  /// The first rule that refuses the value; a rule that reads other slots waits until they are filled.
  ///
  /// - Parameter former: rules that this value breaks as well do not count: a list that is too short may grow.
  func brokenRule(of slot: Slot, with value: Value, unlessBy former: Value? = nil) -> Rule? {
    // The value must also keep the rules of slots that are filled and look at this one.
    let others = script.slots.filter { $0.name != slot.name && dialogue.slots[$0.name] != nil }.flatMap(\.rules)
      .filter { $0.condition.references.contains(.slot(slot.name)) }
    return (slot.rules + others).first { rule in
      breaks(rule, slot, value) && !(former.map { breaks(rule, slot, $0) } ?? false)
    }
  }

  private func breaks(_ rule: Rule, _ slot: Slot, _ value: Value) -> Bool {
    var trial = self
    trial.state.dialogue.slots[slot.name] = Filled(value, source: .set)
    let isReady = rule.condition.references.allSatisfy { reference in
      guard case .slot(let name) = reference else { return true }
      return trial.dialogue.slots[name].map { !$0.value.isNone } ?? false
    }
    return isReady && !trial.holds(rule.condition)
  }

  /// Uses the best reading's words and fills the slot; two readings of the same words, or two values
  /// joined by "or", are asked back as far as the rules allow them.
  mutating func take(
    _ candidates: [Candidate], for slot: Slot, because right: Trace.Claim.Right = .answer
  ) {
    guard let best = candidates.first else { return }
    trace.claim(slot.name, candidates, in: reading.words, because: right)
    if slot.isMultiple {
      reading.use(best.words)
      _ = add(candidates.filter { $0.words == best.words }, to: slot)
      return
    }
    var values: Set<Value> = []
    let readings = candidates.filter { candidate in
      (candidate.words == best.words || reading.isEither(best.words, candidate.words, by: language.speech.or))
        && values.insert(candidate.value).inserted
    }
    let words = Set(readings.flatMap(\.words)).sorted()
    reading.use(words)
    let allowed = readings.filter { slot.limits.allow($0.value) && brokenRule(of: slot, with: $0.value) == nil }
      .prefix(slot.maxReadings)
    if allowed.count > 1 {
      dialogue.ambiguous[slot.name] = Ambiguity(candidates: Array(allowed), words: reading.text(of: words))
      trace.note(.read, "\(slot.name): \(allowed.count) readings of `\(reading.text(of: words))`")
    } else {
      fill(slot, with: allowed.first ?? best)
    }
  }

  /// "Skip", "I don't have one": an optional slot is filled with nothing.
  mutating func decline(_ slot: Slot) {
    reading.useAll()
    if dialogue.slots[slot.name]?.isGrowing == true { return complete(slot) }
    clear(slot.name)
    fill(slot, with: Candidate(.none, words: [], rule: "optional"))
  }

  /// Fills a slot with what was heard, unless a rule refuses it: then its words are said and the old value stays.
  ///
  /// - Returns: whether the slot took the value.
  @discardableResult
  mutating func fill(_ slot: Slot, with candidate: Candidate, source: Filled.Source = .heard) -> Bool {
    if slot.isMultiple, !candidate.value.isNone, !candidate.value.isList { return add([candidate], to: slot) }
    if candidate.isPartial {
      dialogue.pieces[slot.name] = candidate.value
      trace.note(.filled, "\(slot.name): a piece of it (\(candidate.rule))")
      return true
    }
    let broken = brokenRule(of: slot, with: candidate.value)
    guard broken == nil, slot.limits.allow(candidate.value) else {
      refuse(candidate.value, for: slot, by: broken)
      return false
    }
    let words = reading.text(of: candidate.words)
    let former = dialogue.slots[slot.name]
    let filled = Filled(
      candidate.value, source: source, turn: dialogue.turns, words: words, certainty: candidate.certainty,
      isConfirmed: source == .suggested)
    dialogue.slots[slot.name] = filled
    keepConfirmedHalves(of: slot, former)
    dialogue.pieces[slot.name] = nil
    if !mustReadBack(slot, filled) { dialogue.attempts[slot.name] = nil }
    dialogue.ambiguous[slot.name] = nil
    trace.note(.filled, "\(slot.name) = \(slot.isSensitive ? "…" : candidate.value.description) (\(candidate.rule))")
    markChoice(slot, candidate)
    if case .echo = slot.confirmation, source == .heard { toEcho.append(slot.name) }
    return true
  }

  /// `rule` nil: it lies outside the slot's limits.
  mutating func refuse(_ value: Value, for slot: Slot, by rule: Rule?) {
    dialogue.pieces[slot.name] = nil
    trace.note(.fallback, "\(slot.name): \(slot.isSensitive ? "the value" : value.description) is not allowed")
    if let rule { trace.mark(.refusal(rule.range)) }
    if let words = rule?.otherwise {
      say(words)
    } else if let words = slot.reprompts.notAllowed.first {
      trace.mark(.reprompt(slot: slot.name, .notAllowed, rung: 0))
      say(words)
    } else {
      sayBuiltin("not_allowed", of: slot)
    }
  }
}

extension Slot {
  /// Readings that are asked back at once: of a few choices all may be left, of anything else the likeliest two.
  fileprivate var maxReadings: Int { type == .choice ? 5 : 2 }
}

extension Value {
  fileprivate var isList: Bool { if case .list = self { true } else { false } }
}

extension SlotLimits {
  /// Recognisers give a value outside the limits when the caller said just that.
  public func allow(_ value: Value) -> Bool {
    switch value {
    case .time(let time): within?.contains(time) ?? true
    case .dateTime(let moment): within?.contains(moment.time) ?? true
    case .number(let number): holds(number)
    case .duration(let span): holds(DecimalNumber(Int(clamping: span.meanSeconds)))
    case .map(let members):
      members.values.allSatisfy { if case .time = $0 { allow($0) } else { true } }
        && ["amount", "years", "value"].map(value.member).first { !$0.isNone }.map(allow) ?? true
    case .none, .bool, .text, .date, .list: true
    }
  }

  private func holds(_ number: DecimalNumber) -> Bool {
    (min.map { number >= $0 } ?? true) && (max.map { number <= $0 } ?? true)
  }
}
