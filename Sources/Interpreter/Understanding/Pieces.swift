import DialogDSL
import Hearing

/// Values that callers give in pieces over turns: an address in its parts, a moment as a day and a time. What the
/// recogniser of one turn reads is put together with what was kept, and an amount with its country's currency.
extension Machine {
  func joined(_ candidates: [Candidate], for slot: Slot, in utterance: Utterance, _ expectation: Expectation)
    -> [Candidate]
  {
    switch slot.type {
    case .address where expectation.isAsked: candidates.map { joinedAddress($0, with: kept(of: slot)) }
    case .money: candidates.map { withCurrency($0, expectation) }
    case .dateTime where expectation.isAsked && !candidates.contains { !$0.isPartial }:
      moments(kept(of: slot), in: utterance, expectation)
    default: candidates
    }
  }

  /// "Two hundred" is two hundred dollars, where dollars are the country's money.
  private func withCurrency(_ candidate: Candidate, _ expectation: Expectation) -> Candidate {
    guard candidate.value.member("currency").isNone, case .map(var members) = candidate.value,
      let country = Region.of(expectation.limits.region ?? expectation.locale.region)
    else { return candidate }
    members["currency"] = .text(country.currency)
    var candidate = candidate
    candidate.value = .map(members)
    return candidate
  }

  /// A piece; or the value itself, where it is being put right.
  private func kept(of slot: Slot) -> Value {
    if let piece = dialogue.pieces[slot.name] { return piece }
    return slot.type == .address ? dialogue.slots[slot.name]?.value ?? .none : .none
  }

  private func joinedAddress(_ candidate: Candidate, with kept: Value) -> Candidate {
    guard case .map(let new) = candidate.value else { return candidate }
    var candidate = candidate
    if case .map(let old) = kept {
      candidate.value = .map(old.merging(new.filter { !$0.value.isNone }) { _, said in said })
    }
    if candidate.isPartial { candidate.isPartial = !candidate.value.isWholeAddress }
    return candidate
  }

  /// "Tuesday" … "at ten": the day first, or the time.
  private func moments(_ kept: Value, in utterance: Utterance, _ expectation: Expectation) -> [Candidate] {
    func read(_ type: SlotType) -> [Candidate] {
      var expectation = expectation
      expectation.type = type
      expectation.soFar = nil
      return RecognizerRegistry.recognizer(for: type).candidates(in: utterance, expecting: expectation)
        .filter { !$0.isPartial }
    }
    var found = read(.date)
    if found.isEmpty { found = read(.time) }
    return found.map { candidate in
      var candidate = candidate
      switch (kept, candidate.value) {
      case (.date(let date), .time(let time)), (.time(let time), .date(let date)):
        candidate.value = .dateTime(CivilDateTime(date: date, time: time))
      default: candidate.isPartial = true
      }
      return candidate
    }
  }
}

extension Value {
  /// A street, and where it is.
  var isWholeAddress: Bool {
    member("street").isFilled && (member("city").isFilled || member("postal_code").isFilled)
  }
}

extension Slot {
  /// The built-in text that asks for what is missing.
  func textForRest(of piece: Value) -> String {
    switch type {
    case .phone, .digits, .alphanumeric, .postalCode: "partial.\(type.rawValue)"
    case .email: piece.description.hasPrefix("@") ? "partial.mailbox" : "partial.email"
    case .address: piece.member("street").isFilled ? "partial.address" : "partial.street"
    case .dateTime: if case .time = piece { "partial.day" } else { "partial.time" }
    default: "partial.digits"
    }
  }

  /// How a piece is said: digit by digit, whatever the whole would sound like.
  public var typeOfPieces: ValueType {
    switch type {
    case .phone, .digits: .slot(.digits)
    case .dateTime: .any
    default: .slot(type)
    }
  }
}
