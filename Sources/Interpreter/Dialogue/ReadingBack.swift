import DialogDSL
import Hearing

/// A value read back, and the yes or no to it. An address is read back in halves: the street first, then the place.
extension Machine {
  /// What is read back one after the other; empty where the value is read back as a whole.
  func halves(of slot: Slot, _ value: Value) -> [String] {
    guard slot.type == .address, !slot.isMultiple, case .always(nil) = slot.confirmation,
      case .map(let members) = value
    else { return [] }
    let halves = Evaluator(in: self).speech.addressHalves(members)
    return halves.count > 1 ? halves : []
  }

  /// The caller has agreed to what was read back.
  mutating func settle(_ slot: Slot) {
    guard let filled = dialogue.slots[slot.name] else { return }
    let confirmed = filled.confirmedHalves + 1
    if confirmed < halves(of: slot, filled.value).count {
      dialogue.slots[slot.name]?.confirmedHalves = confirmed
    } else {
      dialogue.slots[slot.name]?.isConfirmed = true
      dialogue.attempts[slot.name] = nil
    }
  }

  /// The caller has denied what was read back, and not said what is right. Of an address the other half is kept.
  mutating func takeBack(_ slot: Slot) {
    guard let filled = dialogue.slots[slot.name] else { return }
    let formerly = dialogue.attempts[slot.name]
    clear(slot.name)
    let halves = halves(of: slot, filled.value)
    if !halves.isEmpty, case .map(let members) = filled.value {
      let street = ["number", "street", "unit"]
      let isStreetDenied = filled.confirmedHalves == 0
      dialogue.pieces[slot.name] = .map(members.filter { street.contains($0.key) != isStreetDenied })
    } else {
      denyValue(of: slot, filled, formerly: formerly)
    }
  }

  /// A half that was agreed to and is still the same is not read back again.
  mutating func keepConfirmedHalves(of slot: Slot, _ former: Filled?) {
    guard let former, former.confirmedHalves > 0, let filled = dialogue.slots[slot.name],
      halves(of: slot, former.value).first == halves(of: slot, filled.value).first
    else { return }
    dialogue.slots[slot.name]?.confirmedHalves = former.confirmedHalves
  }
}
