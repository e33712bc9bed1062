import DialogDSL

/// What differs between two states of a dialog, as text; values that a sensitive slot has filled are masked.
struct StateDifference {
  let script: Script
  private let sensitive: Set<String>
  private let sensitiveRecord: Set<String>

  init(in script: Script) {
    self.script = script
    sensitive = Set(script.slots.filter(\.isSensitive).map(\.name))
    sensitiveRecord = script.sensitiveRecordKeys
  }

  /// Slots in script order, then variables, results and record by name, then where the dialog stands.
  func texts(from before: DialogueState, to after: DialogueState) -> [String] {
    script.slots.compactMap { slot($0.name, before, after) }
      + values("", before.variables, after.variables, masked: [])
      + values("", before.saved, after.saved, masked: [])
      + values("record ", before.record, after.record, masked: sensitiveRecord)
      + change("question", question(before), question(after))
      + change("stack", stack(before), stack(after))
      + (before.tries == after.tries ? [] : ["tries: \(before.tries) → \(after.tries)"])
  }

  private func slot(_ name: String, _ before: DialogueState, _ after: DialogueState) -> String? {
    let (old, new) = (before.slots[name], after.slots[name])
    let isMasked = sensitive.contains(name)
    if old?.value != new?.value {
      return "\(name): \(shown(old?.value, isMasked)) → \(shown(new?.value, isMasked))"
    }
    if old?.isConfirmed == false, new?.isConfirmed == true { return "\(name): confirmed" }
    if before.pieces[name] != after.pieces[name] {
      let pieces = [before, after].map { isMasked ? "…" : $0.pieces[name]?.description ?? "nothing" }
      return "\(name), in pieces: \(pieces[0]) → \(pieces[1])"
    }
    return nil
  }

  private func values(
    _ what: String, _ before: [String: Value], _ after: [String: Value], masked: Set<String>
  ) -> [String] {
    Set(before.keys).union(after.keys).sorted().compactMap { name in
      guard before[name] != after[name] else { return nil }
      let isMasked = masked.contains(name)
      return "\(what)\(name): \(shown(before[name], isMasked)) → \(shown(after[name], isMasked))"
    }
  }

  private func shown(_ value: Value?, _ isMasked: Bool) -> String {
    guard let value, !value.isNone else { return "none" }
    return isMasked ? "…" : value.json
  }

  private func change(_ what: String, _ before: String, _ after: String) -> [String] {
    before == after ? [] : ["\(what): \(before) → \(after)"]
  }

  /// `slot day`, `readBack phone`, `confirm`: which question, and about what.
  private func question(_ state: DialogueState) -> String {
    guard let question = state.question else { return "none" }
    let kind = "\(question)".prefix { $0 != "(" }
    return question.slot.map { "\(kind) \($0)" } ?? String(kind)
  }

  private func stack(_ state: DialogueState) -> String {
    let frames = state.stack.map { frame in frame.step.map { "\(frame.flow) at \(script[$0].path)" } ?? frame.flow }
    return frames.isEmpty ? "empty" : frames.joined(separator: " > ")
  }
}

extension Script {
  /// Entries of the call's record that read a sensitive slot.
  var sensitiveRecordKeys: Set<String> {
    let recorded = steps.flatMap { step -> [Entry] in
      if case .record(let entries) = step.kind { entries } else { [] }
    }
    return Set((result + recorded).filter(\.isSensitive).map(\.key))
  }
}
