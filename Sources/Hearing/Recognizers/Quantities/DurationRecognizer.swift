import DialogDSL

/// Lengths of time: "two and a half hours", "three nights", "a fortnight", "an hour and fifteen".
///
/// Nights are days; half a month is fifteen days. A bare number has no unit and is no length. "Two or three days" are
/// two guessed candidates. While the slot is not asked for, points in time ("in two days", "an hour ago") are left
/// alone, and "a week" counts only after "for".
struct DurationRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let (tokens, language) = (utterance.tokens, utterance.language)
    let reader = DurationReader(tokens: tokens, language: language, words: utterance.words)
    return reader.readings().flatMap { reading -> [Candidate] in
      guard isMeant(reading, tokens, language, isAsked: expectation.isAsked) else { return [] }
      let words = tokens.words(reading.tokens)
      let isGuessed = reading.isVague || reading.other != nil
      return [reading.duration, reading.other].compactMap { duration in
        duration.map {
          Candidate(.duration($0), words: words, certainty: isGuessed ? .guessed : .certain, rule: "duration")
        }
      }
    }
  }

  /// Words between what takes a value back and the number said instead: "no, make it three".
  private static let maxLead = 3

  /// "Two hours, no, three": a bare number takes the unit of what it replaces; of "an hour and ten" the minutes.
  static func restated(_ rest: Utterance, _ old: Candidate, in utterance: Utterance, _: Expectation) -> [Candidate] {
    let whole = DurationReader(tokens: utterance.tokens, language: utterance.language, words: utterance.words)
    guard let replaced = whole.readings().first(where: { utterance.tokens.words($0.tokens) == old.words }) else {
      return []
    }
    let reader = DurationReader(tokens: rest.tokens, language: rest.language, words: rest.words)
    for start in 0..<min(Self.maxLead + 1, rest.tokens.count) {
      if let amount = reader.amounts.amount(at: start), reader.mayStandAlone(amount.end),
        let part = reader.part(amount.value, replaced.unit, end: amount.end),
        let sum = replaced.leading.adding(part.duration)
      {
        return [Candidate(.duration(sum), words: rest.tokens.words(start..<part.end), rule: "duration")]
      }
      guard rest.language[.small].contains(rest.tokens[start]) else { break }
    }
    return []
  }

  private func isMeant(_ reading: DurationReading, _ tokens: Tokens, _ language: LanguageData, isAsked: Bool) -> Bool {
    let quantities = language.quantities
    if quantities.old.length(in: tokens, at: reading.tokens.upperBound) != nil { return false }
    if isAsked { return true }
    if quantities.pointsAfter.length(in: tokens, at: reading.tokens.upperBound) != nil
      || quantities.pointsBefore.contains(in: tokens, at: reading.tokens.lowerBound - 1)
    {
      return false
    }
    return !reading.isOne || language.times.spanFor.contains(in: tokens, at: reading.tokens.lowerBound - 1)
  }
}
