import DialogDSL

/// Phone numbers as E.164, national ones by `region`: "oh seven seven double oh nine hundred one two three", "plus forty
/// four …", "1-800-FLOWERS". "The number I'm calling from" is the caller's.
///
/// Digits of one number may come in pieces, within an utterance and over several: too few are partial, more of them
/// complete it, and after "no" or in a later answer a whole number takes the place of the first, "the last four are 0134"
/// its end, "the area code is 503" its beginning. An extension is no part of the number: its words are left to others.
struct PhoneRecognizer: Recognizer {
  /// Digits that make a row worth keeping as the beginning of a number, and those that do where nothing else is said.
  static let shortestPart = 3
  static let shortestAlone = 2
  /// Words between two pieces of one number: while it is dictated, and where nobody asked for one.
  static let maxGap = 6
  static let maxGapUnasked = 1

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    if let own = ownNumber(utterance, expectation) { return [own] }
    let plan = Self.plan(expectation)
    return read(utterance, after: expectation.soFar.map { HeardPhone($0, plan: plan) }, plan, expectation)
      .map(\.candidate)
  }

  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    let plan = Self.plan(expectation)
    var heard = expectation.soFar.map { HeardPhone($0, plan: plan) }
    var found: [Candidate] = []
    for attempt in attempts {
      for number in found.indices { found[number].words = [] }
      if let own = ownNumber(attempt, expectation) {
        found = [own]
        heard = HeardPhone(own.value.description, plan: plan)
        continue
      }
      let readings = read(attempt, after: heard, plan, expectation)
      guard let first = readings.first else { continue }
      heard = first.phone
      found = readings.map(\.candidate)
    }
    return found
  }

  private static func plan(_ expectation: Expectation) -> PhonePlan {
    PhonePlan.plan(for: expectation.limits.region ?? expectation.locale.region)
  }

  private struct Reading {
    var phone: HeardPhone
    var candidate: Candidate
  }

  private func read(
    _ utterance: Utterance, after earlier: HeardPhone?, _ plan: PhonePlan, _ expectation: Expectation
  ) -> [Reading] {
    let pieces = PhonePieceReader(utterance: utterance, plan: plan, isAsked: expectation.isAsked).pieces()
    var readings: [Reading] = []
    for (index, piece) in pieces.enumerated() {
      var piece = piece
      if index == 0, earlier != nil { piece.isCorrection = true }
      let words = utterance.tokens.words(piece.tokens)
      let gap = index == 0 ? 0 : piece.tokens.lowerBound - pieces[index - 1].tokens.upperBound
      let isNear = gap <= (expectation.isAsked ? Self.maxGap : Self.maxGapUnasked) + (piece.correction?.count ?? 0)
      if !isNear, readings.last?.phone.isWhole == false { readings.removeLast() }
      let known = readings.last?.phone ?? earlier
      let alone = HeardPhone(alone: piece, plan: plan)
      if let known, let joined = known.joined(with: piece, plan: plan) {
        var used = words
        // Digits that turned out to be of something else leave their words to it.
        if let before = readings.popLast(), known.isWhole || joined != alone {
          used = before.candidate.words + (piece.correction.map(utterance.tokens.words) ?? []) + words
        }
        readings.append(Reading(phone: joined, candidate: candidate(joined, used)))
      } else if let alone, alone.isWhole || known == nil && isWorthKeeping(alone, piece, utterance) {
        readings.append(Reading(phone: alone, candidate: candidate(alone, words)))
      }
    }
    let whole = readings.filter { $0.phone.isWhole && isUnmistakable($0.phone, expectation) }
    if !whole.isEmpty || !expectation.isAsked { return whole }
    return readings.suffix(1)
  }

  private func isWorthKeeping(_ phone: HeardPhone, _ piece: PhonePiece, _ utterance: Utterance) -> Bool {
    let (count, end) = (phone.text.utf8.count, piece.tokens.upperBound)
    if let first = utterance.words[utterance.tokens[piece.tokens.lowerBound].word].text.unicodeScalars.first,
      first.properties.generalCategory == .currencySymbol
    {
      return false
    }
    if end < utterance.tokens.count, utterance.language.phone.amounts.contains(utterance.tokens[end]) { return false }
    if count >= Self.shortestPart { return true }
    return count >= Self.shortestAlone
      && utterance.tokens.all.indices.allSatisfy { piece.tokens.contains($0) || utterance.tokens[$0].isFiller }
  }

  /// Where nobody asked, a number needs its trunk or country code in countries that have one.
  private func isUnmistakable(_ phone: HeardPhone, _ expectation: Expectation) -> Bool {
    expectation.isAsked || phone.number?.isComplete == true
  }

  private func candidate(_ phone: HeardPhone, _ words: [Int]) -> Candidate {
    let mayGoOn = phone.number?.mayGoOn == true
    return Candidate(
      .text(phone.value), words: words, certainty: mayGoOn ? .guessed : phone.isMended ? .repaired : .certain,
      isPartial: !phone.isWhole,
      rule: !phone.isWhole ? "phone-part" : phone.text.hasPrefix("+") ? "international" : "national")
  }

  private func ownNumber(_ utterance: Utterance, _ expectation: Expectation) -> Candidate? {
    guard expectation.isAsked, let number = expectation.callerNumber else { return nil }
    let tokens = utterance.tokens
    for index in tokens.all.indices {
      if let length = utterance.language.phone.ownNumber.length(in: tokens, at: index) {
        return Candidate(.text(number), words: tokens.words(index..<(index + length)), rule: "caller-number")
      }
    }
    return nil
  }
}
