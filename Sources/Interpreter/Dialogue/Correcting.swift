import DialogDSL
import Hearing

/// Corrections of filled slots: the only way a filled slot changes by speech, and how far a change takes the flow back
/// (language.md §6, step 7).
extension Machine {
  /// Filled slots that a caller may correct: what was heard or offered, in script order.
  var correctable: [Slot] {
    script.slots.filter { slot in
      guard let filled = dialogue.slots[slot.name] else { return false }
      return filled.source != .initial
    }
  }

  /// Corrections among the unused words, and the opening of a slot that is only named: "change the day".
  mutating func correct() -> Bool {
    if readClaims(asked: nil, corrections: .announced).hasCorrected { return true }
    if let words = reading.first(of: language[.changes]), let slot = correctable.first(where: names) {
      reading.use(words)
      reopen(slot)
      return true
    }
    for slot in correctable where !slot.isMultiple {
      guard let denied = denial(of: slot)?.value, !isPartOfTrigger(denied) else { continue }
      reading.use(denied)
      reopen(slot)
      return true
    }
    return false
  }

  /// - Returns: false when the change ended the matter (it came too late), so that no further one is tried.
  mutating func change(_ slot: Slot, to candidates: [Candidate]) -> Bool {
    guard let old = dialogue.slots[slot.name] else {
      // Another correction of this turn has cleared it.
      take(candidates, for: slot)
      return true
    }
    if old.isWritten {
      candidates.first.map { reading.use($0.words) }
      lateChange(of: slot.name)
      return false
    }
    dialogue.slots[slot.name]?.isConfirmed = false
    take(candidates, for: slot, because: names(slot) ? .name : .correction)
    if dialogue.ambiguous[slot.name] != nil { dialogue.slots[slot.name] = nil }
    guard dialogue.slots[slot.name]?.value != old.value else { return true }
    trace.mark(.correction(slot: slot.name))
    trace.note(.filled, "\(slot.name) was \(slot.isSensitive ? "…" : old.value.description)")
    let cleared = clearDependents(of: slot.name)
    goBack(using: [slot.name] + cleared)
    return true
  }

  /// Empties a slot and asks for it again: where it was collected, or right here.
  mutating func reopen(_ slot: Slot) {
    if dialogue.slots[slot.name]?.isWritten == true { return lateChange(of: slot.name) }
    trace.mark(.correction(slot: slot.name))
    clear(slot.name)
    isReturning = true
    closeQuestion()
    for index in dialogue.stack.indices.reversed() {
      guard
        let step = dialogue.stack[index].trail.first(where: { dialog.slotsCollected(by: $0).contains(slot.name) })
      else { continue }
      dialogue.stack.removeSubrange((index + 1)...)
      return goBack(to: step)
    }
    dialogue.reopened = Reopened(slot: slot.name, depth: dialogue.stack.count)
  }

  /// The first step of the running flows that used one of these slots, found from the top of the stack down; running
  /// goes
  /// on from there. Where nothing used the old value yet, the flow stays where it is.
  mutating func goBack(using slots: [String]) {
    let slots = Set(slots)
    for index in dialogue.stack.indices.reversed() {
      guard let step = dialogue.stack[index].trail.first(where: { isSpoilt($0, by: slots) }) else { continue }
      dialogue.stack.removeSubrange((index + 1)...)
      goBack(to: step)
      hasGoneBack = true
      isReturning = true
      return
    }
  }

  /// Whether a step that was passed has to be done again: it used one of the slots, or collects one that is empty now.
  private func isSpoilt(_ id: StepID, by slots: Set<String>) -> Bool {
    let missing = dialog.slotsCollected(by: id).filter { dialogue.slots[$0] == nil }
    if missing.contains(where: { slots.contains($0) || isWantedNow($0, because: slots) }) { return true }
    if dialog.slotsCollected(by: id).contains(where: { slots.contains($0) && isToBeReadBack($0) }) { return true }
    if case .collect = script[id].kind { return false }
    if case .converse = script[id].kind { return false }
    if case .run = script[id].kind { return false }
    return !dialog.slotsUsed(by: id).isDisjoint(with: slots)
  }

  private func isToBeReadBack(_ name: String) -> Bool {
    dialogue.slots[name].map { mustReadBack(script.slot(name), $0) } ?? false
  }

  /// A slot that was skipped and is to be asked after the change.
  private func isWantedNow(_ name: String, because slots: Set<String>) -> Bool {
    guard let condition = script.slot(name).askIf else { return false }
    return !condition.references.slots.isDisjoint(with: slots) && holds(condition)
  }

  /// Sets the running flow back to a step it has passed.
  mutating func goBack(to step: StepID) {
    trace.note(.step, "back to \(script[step].path)")
    if let index = frame.trail.firstIndex(of: step) { frame.trail.removeSubrange((index + 1)...) }
    advance(to: step)
    switch script[step].kind {
    case .collect: frame.isEntered = true
    case .converse:
      frame.isEntered = true
      frame.conversation = Conversation()
    default: break
    }
  }

  /// A tool that writes has used the old value: the flow `late_change` if there is one, else the last rung. Somebody
  /// must
  /// look at it.
  mutating func lateChange(of slot: String) {
    trace.note(.fallback, "the change of \(slot) comes too late: a tool has written it")
    if !startLateChange() { takeWayOut() }
  }

  /// False where the script has no flow `late_change`, or it runs already.
  mutating func startLateChange() -> Bool {
    let name = "late_change"
    guard script.hasFlow(name), !dialogue.stack.contains(where: { $0.flow == name }) else { return false }
    return push(flow: name, kind: .digression)
  }
}
