import DialogDSL

/// The tokens that are part of a day, a clock time or a row of digits, read as if nobody had asked for one: what
/// stands there is no amount.
struct OtherValues {
  /// Numbers one after another that are digits dictated, not amounts.
  static let digitRow = 4

  private let taken: [Bool]

  init(_ utterance: Utterance, _ expectation: Expectation) {
    let (tokens, language) = (utterance.tokens, utterance.language)
    var other = expectation
    other.isAsked = false
    var taken = [Bool](repeating: false, count: tokens.count)
    for reading in TimeReader(tokens: tokens, language: language, expectation: other).readings() {
      for index in reading.tokens { taken[index] = true }
    }
    for reading in DateReader(tokens: tokens, language: language, expectation: other).readings() {
      for index in reading.tokens { taken[index] = true }
    }
    Self.markDigitRows(tokens, language, &taken)
    self.taken = taken
  }

  func take(_ tokens: Range<Int>) -> Bool { tokens.contains { taken[$0] } }

  /// Whether the token is only a part of something: the year of a day.
  func takeMore(than index: Int) -> Bool {
    taken[index] && (index > 0 && taken[index - 1] || index + 1 < taken.count && taken[index + 1])
  }

  /// Digits dictated one by one.
  private static func markDigitRows(_ tokens: Tokens, _ language: LanguageData, _ taken: inout [Bool]) {
    var start = 0
    for index in 0...tokens.count {
      if index < tokens.count, isDigit(tokens[index], language) { continue }
      // After a point they are decimals.
      let isDecimal = start > 0 && language.numbers[tokens[start - 1]].roles.contains(.point)
      if index - start >= digitRow, !isDecimal {
        for place in start..<index { taken[place] = true }
      }
      start = index + 1
    }
  }

  private static func isDigit(_ token: Tokens.Token, _ language: LanguageData) -> Bool {
    !language.numbers[token].roles.isDisjoint(with: [.unit, .zero])
      || token.text.utf8.count == 1 && token.text.isASCIIDigits
  }
}

extension SlotLimits {
  /// Whether `min` and `max` allow it.
  func allow(_ number: DecimalNumber) -> Bool {
    if let min, number < min { return false }
    if let max, max < number { return false }
    return true
  }
}
