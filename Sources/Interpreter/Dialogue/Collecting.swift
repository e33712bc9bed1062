import DialogDSL

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
      if leftoversAreFree { readLeftovers(for: collect.slots) }
    }
    for name in collect.slots {
      let slot = script.slot(name)
      if let condition = slot.askIf, !holds(condition) { continue }
      guard let filled = dialogue.slots[name] else {
        ask(for: slot)
        return .rest
      }
      if mustReadBack(slot, filled) {
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
    if let suggestion = slot.suggestion, !dialogue.declined.contains(slot.name) {
      let value = evaluate(suggestion).read(as: slot.type) ?? .none
      if !value.isNone, brokenRule(of: slot, with: value) == nil { return offer(value, for: slot) }
    }
    let isAgain = isReturning || dialogue.question == .slot(slot.name)
    if let prompt = slot.prompt {
      pose(.slot(slot.name), with: prompt, isAgain: isAgain)
    } else {
      pose(.slot(slot.name), builtin: "prompt.\(slot.type.rawValue)", of: slot)
    }
  }

  private mutating func offer(_ value: Value, for slot: Slot) {
    let question = Question.suggestion(slot: slot.name, value)
    if let prompt = slot.suggestPrompt { return pose(question, with: prompt) }
    let shown = spoken(value, as: .slot(slot.type))
    let isCallersNumber = slot.type == .phone && value == state.facts.member(at: ["from_number"])
    pose(question, builtin: isCallersNumber ? "suggest.phone" : "suggest.other", of: slot, shown: shown)
  }

  func mustReadBack(_ slot: Slot, _ filled: Filled) -> Bool {
    if filled.isConfirmed || filled.source != .heard || filled.value.isNone { return false }
    switch slot.confirmation {
    case .always: return true
    case .unsure: return filled.certainty != .certain
    case .never, .echo: return false
    }
  }

  mutating func readBack(_ slot: Slot, _ value: Value) {
    let question = Question.readBack(slot: slot.name)
    if case .always(let prompt?) = slot.confirmation { return pose(question, with: prompt) }
    pose(question, builtin: "confirm", of: slot, shown: spoken(value, as: .slot(slot.type)))
  }

  private mutating func askWhich(_ slot: Slot, _ ambiguity: Ambiguity) {
    let values = ambiguity.candidates.map { spoken($0.value, as: .slot(slot.type)) }
    let question = Question.which(slot: slot.name, ambiguity.candidates, words: ambiguity.words)
    pose(question, builtin: slot.type == .time ? "ambiguous_time" : "ambiguous", of: slot, values: values)
  }

  private mutating func askForRest(of slot: Slot) {
    let heard = Value.text(dialogue.pieces[slot.name] ?? "")
    let key = slot.type == .phone ? "partial.phone" : "partial.digits"
    // A piece is read back digit by digit, whatever the whole would sound like.
    pose(.slot(slot.name), builtin: key, of: slot, shown: spoken(heard, as: .slot(.digits)))
  }

  /// The first rule that refuses the value; a rule that reads other slots waits until they are filled.
  func brokenRule(of slot: Slot, with value: Value) -> Rule? {
    var trial = self
    trial.state.dialogue.slots[slot.name] = Filled(value, source: .set)
    // The value must also keep the rules of slots that are filled and look at this one.
    let others = script.slots.filter { $0.name != slot.name && dialogue.slots[$0.name] != nil }.flatMap(\.rules)
      .filter { $0.condition.references.contains(.slot(slot.name)) }
    return (slot.rules + others).first { rule in
      let isReady = rule.condition.references.allSatisfy { reference in
        guard case .slot(let name) = reference else { return true }
        return trial.dialogue.slots[name].map { !$0.value.isNone } ?? false
      }
      return isReady && !trial.holds(rule.condition)
    }
  }

  /// Uses the best reading's words and fills the slot; two readings of the same words, or two values
  /// joined by "or", are asked back as far as the rules allow them.
  mutating func take(_ candidates: [Candidate], for slot: Slot) {
    guard let best = candidates.first else { return }
    var values: Set<Value> = []
    let readings = candidates.filter { candidate in
      (candidate.words == best.words || reading.isEither(best.words, candidate.words, by: language.text("or")))
        && values.insert(candidate.value).inserted
    }
    let words = Set(readings.flatMap(\.words)).sorted()
    reading.use(words)
    let allowed = readings.filter { slot.limits.allow($0.value) && brokenRule(of: slot, with: $0.value) == nil }
    if allowed.count > 1 {
      dialogue.ambiguous[slot.name] = Ambiguity(candidates: allowed, words: reading.text(of: words))
      trace.note(.read, "\(slot.name): \(allowed.count) readings of `\(reading.text(of: words))`")
    } else {
      fill(slot, with: allowed.first ?? best)
    }
  }

  /// Fills a slot with what was heard, unless a rule refuses it: then its words are said and the old value stays.
  ///
  /// - Returns: whether the slot took the value.
  @discardableResult
  mutating func fill(_ slot: Slot, with candidate: Candidate, source: Filled.Source = .heard) -> Bool {
    if candidate.isPartial {
      dialogue.pieces[slot.name] = candidate.value.description
      trace.note(.filled, "\(slot.name): a piece of it (\(candidate.rule))")
      return true
    }
    let broken = brokenRule(of: slot, with: candidate.value)
    guard broken == nil, slot.limits.allow(candidate.value) else {
      refuse(candidate.value, for: slot, by: broken)
      return false
    }
    let words = reading.text(of: candidate.words)
    dialogue.slots[slot.name] = Filled(
      candidate.value, source: source, turn: dialogue.turns, words: words, certainty: candidate.certainty,
      isConfirmed: source == .suggested)
    dialogue.pieces[slot.name] = nil
    dialogue.ambiguous[slot.name] = nil
    trace.note(.filled, "\(slot.name) = \(slot.isSensitive ? "…" : candidate.value.description) (\(candidate.rule))")
    if case .echo = slot.confirmation, source == .heard { toEcho.append(slot.name) }
    return true
  }

  /// `rule` nil: it lies outside the slot's limits.
  private mutating func refuse(_ value: Value, for slot: Slot, by rule: Rule?) {
    dialogue.pieces[slot.name] = nil
    trace.note(.fallback, "\(slot.name): \(slot.isSensitive ? "the value" : value.description) is not allowed")
    if let words = rule?.otherwise {
      say(words)
    } else if let words = slot.reprompts.notAllowed.first {
      say(words)
    } else {
      sayBuiltin("not_allowed", of: slot)
    }
  }
}

extension SlotLimits {
  /// Recognisers give a time outside the hours when the caller said just that.
  fileprivate func allow(_ value: Value) -> Bool {
    guard case .time(let time) = value, let within else { return true }
    return within.contains(time)
  }
}
