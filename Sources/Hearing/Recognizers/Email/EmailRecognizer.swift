import DialogDSL

/// E-mail addresses in lower case, written or dictated: "jay dot smith at gmail dot com", "j o h n underscore l as in
/// larry nineteen ninety, all one word, at hot mail dot co dot u k".
///
/// Half an address is partial: the local part alone, or `@` and the domain. What is said after "no" or in a later answer
/// changes only what it names: a domain, a local part, or the word that its letters spell.
struct EmailRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    read(utterance, after: expectation.soFar.map { HeardEmail($0) }, expectation).map { candidate($0) }
  }

  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    var heard = expectation.soFar.map { HeardEmail($0) }
    var found: [Candidate] = []
    for attempt in attempts {
      for number in found.indices { found[number].words = [] }
      let addresses = read(attempt, after: heard, expectation)
      guard let first = addresses.first else { continue }
      heard = first.email
      found = addresses.map { candidate($0) }
    }
    return found
  }

  private struct Address {
    var email: HeardEmail
    var words: [Int]
  }

  private func read(_ utterance: Utterance, after earlier: HeardEmail?, _ expectation: Expectation) -> [Address] {
    guard expectation.isAsked || mayHoldAddress(utterance) else { return [] }
    let reader = EmailReader(pieces: EmailPieceReader.pieces(of: utterance), words: utterance.language.email)
    var addresses: [Address] = []
    for reading in reader.readings() {
      if var last = addresses.last {
        if last.email.isWhole, reading.isWhole, !reading.isCorrection, !last.email.isRepeated(by: reading) {
          if let other = HeardEmail(reading) { addresses.append(Address(email: other, words: reading.words)) }
        } else if let joined = last.email.joined(with: reading) {
          last.email = joined
          last.words += reading.words
          addresses[addresses.count - 1] = last
        }
      } else if let email = earlier?.joined(with: reading) ?? (earlier == nil ? HeardEmail(reading) : nil) {
        addresses.append(Address(email: email, words: reading.words))
      }
    }
    return addresses.filter { expectation.isAsked || $0.email.isWhole && !$0.email.isGuessed }
  }

  private func candidate(_ address: Address) -> Candidate {
    let email = address.email
    return Candidate(
      .text(email.value), words: Set(address.words).sorted(),
      certainty: email.isGuessed ? .guessed : email.isMended ? .repaired : .certain, isPartial: !email.isWhole,
      rule: email.isWhole ? "email" : "email-part")
  }

  /// Every address that nobody asked for has an at.
  private func mayHoldAddress(_ utterance: Utterance) -> Bool {
    utterance.words.words.contains { $0.signs.contains("@") }
      || utterance.tokens.all.contains { utterance.language.email.at.opens(with: $0) }
  }
}
