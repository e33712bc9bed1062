import DialogDSL

/// A code or number as its digits: "four oh seven", "double five", "twenty three forty five", "07021 1920".
///
/// With a `length`, the way to understand the row that has it wins, and a shorter row is partial. Unasked, only a row
/// of the right length counts, or without one a row of at least five digits.
struct DigitsRecognizer: Recognizer {
  static let shortestUnasked = 5

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let (tokens, language) = (utterance.tokens, utterance.language)
    let reader = DigitReader(tokens: tokens, language: language, allowsHomophones: expectation.isAsked)
    let rows = reader.rows().filter { !$0.isInternational }
    let soFar = expectation.soFar ?? ""
    var found: [Candidate] = []
    for row in rows.sorted(by: { $0.readings[0].utf8.count > $1.readings[0].utf8.count }) {
      found += candidates(for: row, soFar: soFar, words: tokens.words(row.tokens), expectation)
    }
    let whole = found.filter { !$0.isPartial }
    return whole.isEmpty ? Array(found.prefix(1)) : whole
  }

  /// Place by place, as codes of digits.
  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    CodeMerger(format: CodeFormat(expectation.limits, symbols: .digits), expectation: expectation).candidates(attempts)
  }

  private func candidates(
    for row: DigitRow, soFar: String, words: [Int], _ expectation: Expectation
  ) -> [Candidate] {
    guard let length = expectation.limits.length else {
      let digits = soFar + row.readings[0]
      guard expectation.isAsked || digits.utf8.count >= Self.shortestUnasked else { return [] }
      return [Candidate(.text(digits), words: words, rule: "digits")]
    }
    for start in soFar.isEmpty ? [""] : [soFar, ""] {
      let fitting = row.readings.filter { length.contains(start.utf8.count + $0.utf8.count) }
      if !fitting.isEmpty {
        let certainty: Candidate.Certainty = fitting.count > 1 ? .guessed : .certain
        return fitting.map { Candidate(.text(start + $0), words: words, certainty: certainty, rule: "digits") }
      }
    }
    guard expectation.isAsked,
      let short = row.readings.first(where: { soFar.utf8.count + $0.utf8.count < length.lowerBound })
    else { return [] }
    return [Candidate(.text(soFar + short), words: words, isPartial: true, rule: "digits-part")]
  }
}
