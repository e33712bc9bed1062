import DialogDSL
import Hearing

/// `route`, and flows that the caller's words start: triggers and digressions (language.md §6).
extension Machine {
  mutating func route(_ route: Route) -> Progress {
    if !frame.isEntered {
      frame.isEntered = true
      if leftoversAreFree, startFlow(among: route.flows) { return hasPosed ? .rest : .moved }
      if yieldsToLimit() { return .moved }
      pose(.route, with: route.prompt, isAgain: isReturning)
      return .rest
    }
    // Only a flow that the route started answers it; after anything else it is asked again.
    if frame.isAnswered, route.again == nil { return .next }
    frame.isAnswered = false
    if yieldsToLimit() { return .moved }
    pose(.route, with: frame.hasRouted ? route.again ?? route.prompt : route.prompt, isAgain: isReturning)
    return .rest
  }

  /// Asks a route of the running flow again, as after a round.
  mutating func returnToRoute(_ route: StepID) {
    goBack(to: route)
    frame.isEntered = true
    frame.hasRouted = true
  }

  /// Flows answer; "that's all" and "no" go on.
  mutating func understandRoute(_ route: Route) -> Bool {
    if startFlow(among: route.flows) || readClaims(asked: nil, corrections: .announced).isAnything || correct()
      || reopenNamed()
    {
      return true
    }
    if says(.thanks) {
      reading.useAll()
      askAgain()
      return true
    }
    let isDone = says(.nothingElse)
    let answer = isDone ? false : readYesNo()
    if answer == false || match(of: .goodbye) != nil {
      reading.useAll()
      trace.branch(dialogue.stack.last?.step, .nothingElse)
      advanceFromQuestion()
      return true
    }
    if answerUniversal() { return true }
    guard answer == true else { return false }
    pose(.route, with: route.prompt, isAgain: true)
    return true
  }

  /// The flow whose trigger fits the unused words best starts on top of the running one.
  ///
  /// Best: most literal words, then the longest match; of others that share no word with it the first in the script. Two
  /// that fit the same words equally well are asked about. A flow that runs already is not started again.
  mutating func startFlow(among names: [String]? = nil) -> Bool {
    var found: [(flow: Flow, match: PhraseMatch)] = []
    for flow in flowsOnOffer(named: names) {
      guard let match = bestTrigger(of: flow) else { continue }
      trace.note(.read, "flow \(flow.name): `\(reading.text(of: match.allWords))`")
      found.append((flow, match))
    }
    guard let weight = found.map(\.match.weight).max(), let best = found.first(where: { $0.match.weight == weight })
    else { return false }
    let words = Set(best.match.allWords)
    let rivals = found.filter { $0.match.weight == weight && !words.isDisjoint(with: $0.match.allWords) }
    if rivals.count > 1 {
      askWhichFlow(rivals.map(\.flow))
      return true
    }
    return start(best.flow, by: best.match)
  }

  @discardableResult
  mutating func start(_ flow: Flow, by match: PhraseMatch) -> Bool {
    trace.note(.read, "flow \(flow.name) is what the words say most of")
    markTriggers(of: flow, match)
    reading.use(match.words)
    guard launch(flow) else { return false }
    fillSlots(of: match)
    readLeftovers(for: script.slots.filter { $0.listening == .always }.map(\.name))
    return true
  }

  /// Puts a flow that the caller has asked for on the stack; what else was said is for its steps.
  mutating func launch(_ flow: Flow) -> Bool {
    if let step = dialogue.stack.last?.step, isRoute(step) { trace.branch(step, .flow(flow.name)) }
    leftoversAreFree = true
    let isRouted = dialogue.question == .route || dialogue.question == .wait
    if isRouted {
      frame.hasRouted = true
      frame.isAnswered = true
      // The question was answered: asked again, it is the next round's.
      dialogue.tries = 0
      dialogue.usedRungs = []
    }
    return push(flow: flow.name, kind: isRouted ? .routed : .digression)
  }

  /// Flows that the caller's words may start here, in script order: those with triggers that do not run already and
  /// whose
  /// `if` holds; at a question inside a flow that may not be interrupted, none.
  func flowsOnOffer(named names: [String]? = nil) -> [Flow] {
    if dialogue.question != .route, isProtected { return [] }
    return script.flows.filter { flow in
      !flow.triggers.isEmpty && names?.contains(flow.name) != false
        && !dialogue.stack.contains { $0.flow == flow.name } && flow.condition.map(holds) ?? true
    }
  }

  /// The running flow, or the one that it is a part of, may not be interrupted.
  private var isProtected: Bool {
    for frame in dialogue.stack.reversed() {
      if !script.flow(frame.flow).isInterruptible { return true }
      if frame.kind != .called { return false }
    }
    return false
  }

  /// Slots named in a phrase take what was heard in their place: it is what the flow that starts is about. A slot that
  /// a
  /// running flow has used keeps its value: that changes by corrections only.
  mutating func fillSlots(of match: PhraseMatch) {
    for heard in match.slots where dialogue.slots[heard.slot]?.value != heard.candidate.value {
      let slot = script.slot(heard.slot)
      let old = dialogue.slots[slot.name]
      if old != nil, dialogue.stack.contains(where: { hasUsed(slot.name, $0) }) { continue }
      let readings = recognize(slot, in: reading.utterance, isAsked: true).filter { $0.words == heard.candidate.words }
      take(readings.isEmpty ? [heard.candidate] : readings, for: slot, because: .phrase)
      if dialogue.ambiguous[slot.name] != nil, !slot.isMultiple { dialogue.slots[slot.name] = nil }
      if dialogue.slots[slot.name]?.value != old?.value { clearDependents(of: slot.name) }
    }
  }

  private func hasUsed(_ slot: String, _ frame: Frame) -> Bool {
    frame.trail.contains { dialog.slotsUsed(by: $0).contains(slot) }
  }
}
