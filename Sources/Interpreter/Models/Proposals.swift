import DialogDSL
import Hearing

/// What a model proposes passes the same checks as what a caller says: only then does it change anything
/// (language.md §7).
extension Machine {
  /// - Returns: whether anything of it was of use.
  mutating func apply(_ reply: Value) -> Consulted {
    let offer = commandOffer()
    var hasHelped = false
    for command in commands(in: reply) where apply(command, among: offer) { hasHelped = true }
    guard hasHelped else { return .passed }
    dialogue.tries = max(0, dialogue.tries - 1)
    return .helped
  }

  mutating func commands(in reply: Value) -> [ModelCommand] {
    var reasons: [String] = []
    let commands = ModelCommand.commands(in: reply) { reasons.append($0) }
    for reason in reasons { reject("a command", because: reason) }
    return commands
  }

  private mutating func apply(_ command: ModelCommand, among offer: CommandOffer) -> Bool {
    switch command {
    case .fill(let slot, let words):
      guard offer.fillable.contains(slot) else { return reject("fill", because: "no such slot is open") }
      return fill(script.slot(slot), quoting: words)
    case .correct(let slot, let words):
      guard offer.correctable.contains(slot) else { return reject("correct", because: "no such slot can be corrected") }
      return correct(script.slot(slot), quoting: words)
    case .start(let name):
      guard offer.flows.contains(name), !dialogue.stack.contains(where: { $0.flow == name }) else {
        return reject("start", because: "no such flow is on offer")
      }
      trace.note(.model, "starts \(name)")
      return launch(script.flow(name))
    case .universal(let universal):
      guard offer.universals.contains(universal) else { return reject("universal", because: "it is not on offer") }
      trace.note(.model, "takes it for \(universal.rawValue)")
      return answer(universal)
    }
  }

  @discardableResult
  mutating func reject(_ what: String, because reason: String) -> Bool {
    trace.note(.model, "dropped \(what): \(reason)")
    actions.append(.report("dropped a proposal of the model (\(what)): \(reason)"))
    return false
  }

  mutating func fill(_ slot: Slot, quoting words: String) -> Bool {
    guard dialogue.isOpen(slot.name) else { return reject("fill of \(slot.name)", because: "it is filled") }
    guard let candidates = readings(of: slot, quoting: words, for: "fill") else { return false }
    take(candidates, for: slot, because: .model)
    return true
  }

  mutating func correct(_ slot: Slot, quoting words: String) -> Bool {
    guard let old = dialogue.slots[slot.name] else {
      return reject("correction of \(slot.name)", because: "it is not filled")
    }
    guard let candidates = readings(of: slot, quoting: words, for: "correction") else { return false }
    guard candidates[0].value != old.value else {
      return reject("correction of \(slot.name)", because: "it has that value")
    }
    return change(slot, to: candidates.map { inSameWeek($0, as: old.value) }) || true
  }

  /// What the slot's own recogniser makes of the quotation: guesses, since a model has chosen the words.
  private mutating func readings(of slot: Slot, quoting words: String, for what: String) -> [Candidate]? {
    let hidden = hiddenWords
    guard let place = reading.words.place(of: words, besides: reading.used.union(hidden)) else {
      reject("\(what) of \(slot.name)", because: "its words were not said in this turn, or were used")
      return nil
    }
    let slice = recognize(slot, in: reading.utterance.slice(place), isAsked: true).map {
      $0.moved(by: place.lowerBound)
    }
    // A long value is quoted by a part of it.
    let whole = recognize(slot, in: reading.utterance, isAsked: true).filter { candidate in
      !candidate.isPartial && place.allSatisfy(candidate.words.contains)
    }
    let found = slice.contains { !$0.isPartial } || whole.isEmpty ? slice : whole
    let denied = dialogue.attempts[slot.name]?.denied ?? []
    let readings = found.filter { reading.isFree($0.words) && !denied.contains($0.value) }.map { candidate in
      var candidate = candidate
      candidate.certainty = .guessed
      return candidate
    }
    if readings.isEmpty {
      reject("\(what) of \(slot.name)", because: "the slot does not understand the words")
      return nil
    }
    return readings
  }
}
