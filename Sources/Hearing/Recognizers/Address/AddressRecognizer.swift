import DialogDSL

/// Postal addresses as parts: `number`, `street`, `unit`, `city`, `region`, `postal_code`, each a text, in any order.
///
/// "Forty two Elm Street apartment three B Springfield Illinois six two seven oh one". What was not said is left out;
/// without a street, or without a city or postal code, the value is partial and the rest is asked for. In several
/// answers a part said again replaces the earlier one. Streets, units and regions are written as in the data ("apt" is
/// Apartment, Illinois IL). Unasked, an address needs a street with its number, and a lead-in or its city.
struct AddressRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    AddressReader(utterance, expectation).read().map { candidate($0) }
  }

  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    var merged: Address?
    var isLast = false
    for (index, attempt) in attempts.enumerated() {
      guard let address = AddressReader(attempt, expectation).read().first else { continue }
      merged = merged?.replacing(by: address) ?? address
      isLast = index == attempts.count - 1
    }
    guard var merged else { return [] }
    if !isLast { merged.words = [] }
    return [candidate(merged)]
  }

  private func candidate(_ address: Address) -> Candidate {
    Candidate(
      .map(address.parts.mapValues { .text($0) }), words: address.words,
      certainty: address.isGuessed ? .guessed : .certain, isPartial: !address.isWhole, rule: "address")
  }
}

/// An address, or a part of one.
struct Address {
  enum Part: String {
    case number, street, unit, city, region
    case postalCode = "postal_code"
  }

  private(set) var parts: [String: String] = [:]
  /// Words that carry it, sorted.
  var words: [Int] = []
  /// There is another reading of the same words.
  var isGuessed = false

  subscript(part: Part) -> String? {
    get { parts[part.rawValue] }
    set { parts[part.rawValue] = newValue }
  }

  var isWhole: Bool { self[.street] != nil && (self[.city] != nil || self[.postalCode] != nil) }

  /// A later answer: its parts count, the others stay. A new street drops the number of the old one.
  func replacing(by later: Address) -> Address {
    var merged = self
    if later[.street] != nil, later[.number] == nil, self[.street] != nil, later[.street] != self[.street] {
      merged[.number] = nil
    }
    merged.parts.merge(later.parts) { $1 }
    merged.words = later.words
    merged.isGuessed = false
    return merged
  }
}
