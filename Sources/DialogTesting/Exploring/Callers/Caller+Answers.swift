import DialogDSL
import Hearing
import Interpreter

/// What a caller says to the open question who wants to get on.
extension Caller {
  /// nil: there is nothing more to say.
  mutating func answer(_ call: SimulatedCall) -> CallerAct? {
    let dialogue = call.state.dialogue
    guard let question = OpenQuestion(of: dialogue) else { return CallerAct(.say("hello")) }
    let words: String
    switch dialogue.question {
    case .slot(let name):
      let slot = world.script.slot(name)
      if let keys = keys(for: slot, in: call) { return CallerAct(.keys(keys), answers: question) }
      words = value(for: slot, in: call)
    case .more(let name):
      let slot = world.script.slot(name)
      let isDone = SlotValues(world, at: call).isComplete(slot) && !hasMore(for: slot, in: call)
      words = isDone ? "that's all" : value(for: slot, in: call)
    case .whichFlow(let flows, _, _):
      words = random.pick(flows).map { world.script.flow($0).spokenName } ?? ""
    case .suggestion(let name, _): words = reply(toOffered: world.script.slot(name), in: call)
    case .readBack, .permission: words = yes()
    case .which(let name, let candidates, _): words = pick(among: candidates, of: world.script.slot(name), in: call)
    case .confirm: words = personality == .correcting && random.chance(percent: 40) ? "no" : yes()
    case .change: words = "nothing"
    case .converse: words = conversation(in: call)
    case .ask: words = reply(toAskIn: call)
    case .route: words = want(in: call)
    case .wait: words = wants.isEmpty ? "okay" : want(in: call)
    // The keys of a `press` are pressed; what answers next gets an answer.
    case .closing: words = "okay"
    case nil: return nil
    }
    let isMeant: Bool =
      switch dialogue.question {
      case .confirm: words != "no"
      // What comes of these is a model's affair.
      case .closing, .converse, .permission: false
      case .slot(let name): world.script.slot(name).type != .model
      default: true
      }
    return CallerAct(.say(words), answers: isMeant ? question : nil)
  }

  // MARK: Slots

  private mutating func value(for slot: Slot, in call: SimulatedCall) -> String {
    let attempt = attempts[slot.name, default: 0]
    attempts[slot.name] = attempt + 1
    let wording = SlotWording(world, at: call)
    if let rest = restOfPieces(of: slot, in: call) { return Numerals.digitByDigit(rest) }
    if slot.isOptional, random.chance(percent: 20) {
      intended[slot.name] = Value.none
      return random.one(of: "skip", "I'd rather not say", "I don't have one")
    }
    let value = SlotValues(world, at: call).allowed(for: slot, attempt: attempt, &random)
    intended[slot.name] = value
    if slot.type == .digits, case .text(let digits) = value, digits.count >= 6, random.chance(percent: 25) {
      return Numerals.digitByDigit(String(digits.prefix(digits.count / 2)))
    }
    switch personality {
    case .terse: return wording.bare(value, for: slot, &random)
    case .overAnswering:
      return ([wording.ledIn(value, for: slot, &random)] + othersOfForm(besides: slot, in: call)).joined(separator: " ")
    case .correcting, .digressing, .silent, .hostile: return wording.atLength(value, for: slot, &random)
    }
  }

  /// There is something left to add to a list, and the caller wants it.
  private mutating func hasMore(for slot: Slot, in call: SimulatedCall) -> Bool {
    let values = SlotValues(world, at: call)
    return random.chance(percent: 40) && values.isAllowed(values.allowed(for: slot, attempt: 0, &random), for: slot)
  }

  /// The value typed, where keys may fill the slot; most people speak.
  private mutating func keys(for slot: Slot, in call: SimulatedCall) -> String? {
    guard slot.keypad != nil, call.state.dialogue.pieces[slot.name] == nil, random.chance(percent: 30) else {
      return nil
    }
    let value = SlotValues(world, at: call).allowed(for: slot, attempt: attempts[slot.name, default: 0], &random)
    switch (slot.type, value) {
    case (.digits, .text(let digits)): return digits
    case (.integer, .number(let number)): return number.mantissa < 0 ? nil : number.description
    case (.phone, .text(let number)): return number.hasPrefix("+1") ? String(number.dropFirst(2)) : nil
    default: return nil
    }
  }

  /// "I have one two three four. Go on."
  private func restOfPieces(of slot: Slot, in call: SimulatedCall) -> String? {
    guard case .text(let piece)? = call.state.dialogue.pieces[slot.name], case .text(let whole)? = intended[slot.name]
    else { return nil }
    guard whole.hasPrefix(piece), whole != piece else { return nil }
    return String(whole.dropFirst(piece.count))
  }

  /// Values of other slots of the same form, led in.
  private mutating func othersOfForm(besides asked: Slot, in call: SimulatedCall) -> [String] {
    guard asked.type != .text, let step = call.state.dialogue.stack.last?.step,
      case .collect(let collect) = world.script[step].kind
    else { return [] }
    return values(of: collect.slots.filter { $0 != asked.name }.map(world.script.slot), in: call)
  }

  /// Two at most are said in one breath.
  private mutating func values(of slots: [Slot], in call: SimulatedCall) -> [String] {
    let open = slots.filter { slot in
      guard call.state.dialogue.slots[slot.name] == nil, slot.listening != .asked else { return false }
      return switch slot.type {
      case .name, .choice, .number, .integer, .date, .time, .money, .percent: true
      default: false
      }
    }
    let wording = SlotWording(world, at: call)
    let values = SlotValues(world, at: call)
    return random.shuffled(open).prefix(random.number(in: 0...2)).map { slot in
      wording.ledIn(values.allowed(for: slot, attempt: 0, &random), for: slot, &random)
    }
  }

  /// Something for the first slot that the model is to bring in; one that has nothing to bring in gets a remark.
  private mutating func conversation(in call: SimulatedCall) -> String {
    guard let step = call.state.dialogue.stack.last?.step else { return "okay" }
    let open = world.script[step].kind.collects.first { call.state.dialogue.slots[$0] == nil }
    guard let open else { return random.one(of: "okay", "I am not sure", "what do you think") }
    return value(for: world.script.slot(open), in: call)
  }

  private mutating func reply(toOffered slot: Slot, in call: SimulatedCall) -> String {
    if random.chance(percent: 70) { return yes() }
    let value = SlotValues(world, at: call).allowed(for: slot, attempt: 0, &random)
    let words = SlotWording(world, at: call).bare(value, for: slot, &random)
    return random.chance(percent: 50) ? "no, it's \(words)" : words
  }

  private mutating func pick(among candidates: [Candidate], of slot: Slot, in call: SimulatedCall) -> String {
    guard let place = candidates.indices.isEmpty ? nil : random.below(candidates.count) else { return "" }
    if random.chance(percent: 30) { return place == 0 ? "the first one" : "the second one" }
    return Evaluator(in: CallSurroundings(call)).text(of: candidates[place].value, as: .slot(slot.type), .spoken)
  }

  // MARK: Questions of the script

  private mutating func yes() -> String {
    personality == .terse ? "yes" : random.one(of: "yes", "yes please", "yeah", "that's right", "sure")
  }

  private mutating func reply(toAskIn call: SimulatedCall) -> String {
    guard let step = call.state.dialogue.stack.last?.step, case .ask(let ask) = world.script[step].kind else {
      return yes()
    }
    let hasYesNo = ask.yes != nil || ask.no != nil
    let place = random.below(ask.answers.count + (hasYesNo ? 2 : 0))
    if place >= ask.answers.count { return place == ask.answers.count ? yes() : "no" }
    guard let phrase = random.pick(ask.answers[place].phrases) else { return yes() }
    return speaker(in: call).say(phrase, &random)
  }

  /// Asks for the next thing that the caller wants and can have; none is left: "that's all".
  private mutating func want(in call: SimulatedCall) -> String {
    var offered: [String]?
    if let step = call.state.dialogue.stack.last?.step, case .route(let route) = world.script[step].kind {
      offered = route.flows
    }
    let evaluator = Evaluator(in: CallSurroundings(call))
    while let name = wants.popLast() {
      let flow = world.script.flow(name)
      let isOnOffer =
        offered?.contains(name) != false && !call.state.dialogue.stack.contains { $0.flow == name }
        && flow.condition.map(evaluator.holds) ?? true
      guard isOnOffer else { continue }
      let words = trigger(of: flow, in: call)
      guard personality == .overAnswering else { return words }
      return ([words] + values(of: world.slots(collectedBy: name), in: call)).joined(separator: " ")
    }
    return random.one(of: "no that's all", "no thanks", "that's all, thank you", "goodbye")
  }

  mutating func trigger(of flow: Flow, in call: SimulatedCall) -> String {
    guard let phrase = random.pick(flow.triggers) else { return flow.name }
    return speaker(in: call).say(phrase, &random)
  }

  private func speaker(in call: SimulatedCall) -> PhraseSpeaker {
    let values = SlotValues(world, at: call)
    let wording = SlotWording(world, at: call)
    return PhraseSpeaker(world: world) { slot, random in
      wording.bare(values.allowed(for: slot, attempt: 0, &random), for: slot, &random)
    }
  }
}
