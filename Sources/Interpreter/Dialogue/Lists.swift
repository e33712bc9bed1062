import DialogDSL
import Hearing

/// `multiple`: a list that is built up over turns, until the caller says that it is complete (language.md §3).
extension Machine {
  /// Elements of one list: more than anybody dictates on the phone. A list that has so many is complete.
  static let maxElements = 30

  /// "Anything else?"
  mutating func askForMore(of slot: Slot) {
    pose(.more(slot: slot.name), builtin: "more", of: nil)
  }

  /// At a list's question: elements to add and remove, "that's all", or what does not belong to it.
  mutating func understandMore(of slot: Slot) -> Bool {
    // Free text would take "that's all" for an element.
    if slot.type == .text, completeIfSaid(slot) { return understandMore() }
    if slot.type == .text, saysOnlyNo {
      complete(slot)
      return true
    }
    if readClaims(asked: slot, corrections: .announced).isAnything {
      completeIfSaid(slot)
      return understandMore()
    }
    if completeIfSaid(slot) { return understandMore() }
    let answer = readYesNo()
    if answer == false, reading.unusedText.isEmpty || startFlow() {
      complete(slot)
      return true
    }
    if answer == true, reading.unusedText.isEmpty {
      if let prompt = slot.prompt {
        pose(.more(slot: slot.name), with: prompt, isAgain: true)
      } else {
        pose(.more(slot: slot.name), builtin: "prompt.\(slot.type.rawValue)", of: slot)
      }
      return true
    }
    return understandRest()
  }

  private var saysOnlyNo: Bool {
    var trial = self
    return trial.readYesNo() == false && trial.reading.unusedText.isEmpty
  }

  /// "That's all", alone or beside the last elements.
  @discardableResult
  mutating func completeIfSaid(_ slot: Slot) -> Bool {
    guard dialogue.slots[slot.name]?.isGrowing == true else { return false }
    var trial = self
    // What stands before the last element is no part of it: "a pizza with ham, that's all".
    trial.reading.use(0..<(reading.used.max() ?? 0))
    guard let match = trial.bestMatch(of: language[.nothingElse]) else { return false }
    reading.use(match.words)
    complete(slot)
    return true
  }

  /// The list is complete, unless it breaks a rule as a whole.
  mutating func complete(_ slot: Slot) {
    guard let filled = dialogue.slots[slot.name] else { return }
    if let broken = brokenRule(of: slot, with: filled.value) { return refuse(filled.value, for: slot, by: broken) }
    dialogue.slots[slot.name]?.isGrowing = false
    trace.note(.filled, "\(slot.name) is complete")
  }

  /// The answer to an offered list: yes takes it, with what is said beside; other elements replace it, no declines it.
  mutating func understandSuggestion(ofList slot: Slot, _ value: Value) -> Bool {
    let answer = readYesNo()
    let edit = listEdit(of: slot, isAsked: true)
    if answer == true {
      fill(slot, with: Candidate(value, words: [], rule: "suggested"), source: .suggested)
    } else if answer == false, edit == nil {
      if !correct() { dialogue.declined.insert(slot.name) }
      return true
    }
    if let edit { _ = change(slot, by: edit) }
    return answer != nil || edit != nil
  }

  /// The answer to a list read back: changes, or yes; a bare no opens it again.
  mutating func understandReadBack(ofList slot: Slot) -> Bool {
    let answer = readYesNo()
    if let edit = listEdit(of: slot, isAsked: true) {
      _ = change(slot, by: edit)
      return true
    }
    if answer == true {
      dialogue.slots[slot.name]?.isConfirmed = true
    } else if answer == false {
      if correct() { return true }
      dialogue.slots[slot.name]?.isGrowing = true
      pose(.more(slot: slot.name), builtin: "what_to_change", of: nil)
    } else {
      return false
    }
    return true
  }

  /// Changes a list by speech.
  ///
  /// - Returns: false when the change ended the matter (it came too late), so that no further one is tried.
  mutating func change(_ slot: Slot, by edit: ListEdit) -> Bool {
    reading.use(edit.words + edit.changes.flatMap(\.cue) + edit.otherWords)
    let old = dialogue.slots[slot.name]
    if old?.isWritten == true {
      lateChange(of: slot.name)
      return false
    }
    let removals = edit.changes.filter(\.isRemoval)
    // First out, then in: an exchange keeps to rules about the number.
    var isUnknown = false
    for change in removals where !remove(change.candidates.map(\.value), from: slot) {
      // "Ham, no onions" asks for nothing to be removed.
      isUnknown = isUnknown || change.isOrder
    }
    for change in edit.changes where !change.isRemoval {
      guard add(change.candidates, to: slot) else { break }
    }
    if isUnknown, dialogue.slots[slot.name]?.value == old?.value { sayBuiltin("not_listed", of: slot) }
    guard let old, dialogue.slots[slot.name]?.value != old.value else { return true }
    let cleared = clearDependents(of: slot.name)
    if dialogue.question?.slot != slot.name {
      trace.mark(.correction(slot: slot.name))
      goBack(using: [slot.name] + cleared)
    }
    return true
  }

  /// Adds an element, unless it is there already or breaks a rule that was kept before; two readings are asked back.
  ///
  /// - Returns: false when it was refused.
  mutating func add(_ candidates: [Candidate], to slot: Slot) -> Bool {
    guard let best = candidates.first else { return true }
    if best.isPartial {
      dialogue.pieces[slot.name] = best.value
      trace.note(.filled, "\(slot.name): a piece of it (\(best.rule))")
      return true
    }
    let items = elements(of: slot)
    var values: Set<Value> = []
    let readings = candidates.filter { values.insert($0.value).inserted && slot.limits.allow($0.value) }
    let allowed = readings.filter {
      brokenRule(of: slot, with: .list(items + [$0.value]), unlessBy: .list(items)) == nil
    }
    if allowed.count > 1 {
      dialogue.ambiguous[slot.name] = Ambiguity(candidates: allowed, words: reading.text(of: best.words))
      trace.note(.read, "\(slot.name): \(allowed.count) readings of `\(reading.text(of: best.words))`")
      return true
    }
    guard let candidate = allowed.first else {
      let broken = readings.first.flatMap {
        brokenRule(of: slot, with: .list(items + [$0.value]), unlessBy: .list(items))
      }
      refuse(best.value, for: slot, by: broken)
      return false
    }
    dialogue.pieces[slot.name] = nil
    dialogue.ambiguous[slot.name] = nil
    markChoice(slot, candidate)
    if items.contains(candidate.value) { return true }
    fill(slot, with: items + [candidate.value], heard: candidate)
    return true
  }

  private mutating func fill(_ slot: Slot, with items: [Value], heard candidate: Candidate) {
    let old = dialogue.slots[slot.name]
    let words = [old?.words ?? "", reading.text(of: candidate.words)].filter { !$0.isEmpty }.joined(separator: ", ")
    var filled = Filled(
      .list(items), source: .heard, turn: dialogue.turns, words: words,
      certainty: min(candidate.certainty, old?.certainty ?? .certain))
    filled.isGrowing = (old?.isGrowing ?? true) && items.count < Self.maxElements
    dialogue.slots[slot.name] = filled
    trace.note(
      .filled, "\(slot.name) has \(slot.isSensitive ? "…" : candidate.value.description) (\(candidate.rule))")
    noteEcho(slot)
  }

  private mutating func remove(_ values: [Value], from slot: Slot) -> Bool {
    let items = elements(of: slot)
    guard let gone = values.first(where: items.contains) else { return false }
    trace.note(.cleared, "\(slot.name) loses \(slot.isSensitive ? "…" : gone.description)")
    let rest = items.filter { $0 != gone }
    if rest.isEmpty {
      dialogue.slots[slot.name] = nil
    } else {
      dialogue.slots[slot.name]?.value = .list(rest)
      dialogue.slots[slot.name]?.isConfirmed = false
      dialogue.slots[slot.name]?.source = .heard
      noteEcho(slot)
    }
    return true
  }

  private mutating func noteEcho(_ slot: Slot) {
    if case .echo = slot.confirmation, !toEcho.contains(slot.name) { toEcho.append(slot.name) }
  }

  private func elements(of slot: Slot) -> [Value] {
    if case .list(let items)? = dialogue.slots[slot.name]?.value { items } else { [] }
  }
}
