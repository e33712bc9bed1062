import DialogDSL
import Hearing

/// Slots with a `cue` are told from others of their type also where one of them is filled (language.md §3, `cue`).
extension Machine {
  /// "No, from Hamburg", said where the destination is asked for, is no destination: a value beside a cue belongs to the
  /// cue's slot, and changes it where it is filled.
  func byCue(_ claims: [Claim]) -> [Claim] {
    var claims = claims
    for type in Set(claims.map(\.slot.type)).sorted(by: { $0.rawValue < $1.rawValue }) {
      let claimed = claims.indices.filter { claims[$0].slot.type == type && claims[$0].edit == nil }
      let names = Set(claimed.map { claims[$0].slot.name })
      let filled = correctable.filter { $0.type == type && !$0.isMultiple && !names.contains($0.name) }
        .filter { !$0.limits.cue.isEmpty }
      let slots = claimed.map { claims[$0].slot } + filled
      guard slots.count > 1, slots.contains(where: { !$0.limits.cue.isEmpty }) else { continue }
      let readings =
        claimed.map { claims[$0].candidates } + filled.map { recognize($0, in: reading.utterance, isAsked: true) }
      let listeners = slots.enumerated().map { index, slot in
        let isAsked = index < claimed.count && claims[claimed[index]].isAsked
        return (expectation(for: slot, isAsked: isAsked), dialog.hints(of: slot))
      }
      let shared = SharedReadings(reading.utterance, listeners: listeners).share(readings)
      for (index, candidates) in zip(claimed, shared) { claims[index].candidates = candidates }
      for (slot, candidates) in zip(filled, shared.dropFirst(claimed.count)) {
        let new = candidates.filter {
          reading.isFree($0.words) && !$0.isPartial && !isPartOfTrigger($0.words)
            && $0.value != dialogue.slots[slot.name]?.value
        }
        if !new.isEmpty { claims.append(Claim(slot: slot, candidates: new, isCorrection: true, isInPassing: true)) }
      }
    }
    return claims.filter { $0.edit != nil || !$0.candidates.isEmpty }
  }
}
