import DialogDSL

/// Numbers before a unit, with the fractions that are said or written there: "two and a half", "one and quarter",
/// "three quarters", `1/2`, `2½`.
struct AmountReader {
  let tokens: Tokens
  let language: LanguageData
  /// Signs are only with the words; nil: none are looked for.
  let words: Words?
  let numbers: NumberReader

  init(tokens: Tokens, language: LanguageData, words: Words?) {
    self.tokens = tokens
    self.language = language
    self.words = words
    numbers = NumberReader(tokens, language: language)
  }

  struct Amount {
    var value: DecimalNumber
    var end: Int
    /// Written in digits: a letter may be its unit.
    var isWritten = false
  }

  func amount(at start: Int) -> Amount? {
    guard start < tokens.count else { return nil }
    if let written = Self.quotient(tokens[start].text) {
      return Amount(value: written, end: start + 1, isWritten: true)
    }
    guard let number = numbers.number(at: start) else {
      // "A ½ hour".
      return language.quantities.a.contains(tokens[start])
        ? sign(after: start).map { Amount(value: $0, end: start + 1) } : nil
    }
    var amount = Amount(value: number.value, end: number.tokens.upperBound, isWritten: number.isWritten)
    let more =
      quotient(at: amount.end) ?? sign(after: amount.end - 1).map { Amount(value: $0, end: amount.end) }
      ?? fraction(after: amount.end)
    if let more, amount.value.integer != nil, let sum = amount.value.adding(more.value) {
      amount.value = sum
      amount.end = more.end
    } else if let parts = language[.fractions].number(in: tokens, at: amount.end),
      let quotient = amount.value.divided(by: DecimalNumber(parts))
    {
      // "Three quarters".
      amount.value = quotient
      amount.end += 1
    }
    return amount
  }

  /// "And a half", "and quarter", "and three quarters".
  func fraction(after index: Int) -> Amount? {
    guard language.quantities.and.contains(in: tokens, at: index) else { return nil }
    var index = index + 1
    var count = 1
    if language.quantities.a.contains(in: tokens, at: index) {
      index += 1
    } else if let unit = language[.units].number(in: tokens, at: index) {
      count = unit
      index += 1
    }
    guard let parts = language[.fractions].number(in: tokens, at: index) else { return nil }
    return DecimalNumber(count).divided(by: DecimalNumber(parts)).map { Amount(value: $0, end: index + 1) }
  }

  /// "1 1/2"
  private func quotient(at index: Int) -> Amount? {
    guard index < tokens.count, let part = Self.quotient(tokens[index].text), part < DecimalNumber(1) else {
      return nil
    }
    return Amount(value: part, end: index + 1, isWritten: true)
  }

  private func sign(after index: Int) -> DecimalNumber? {
    guard let words, index >= 0, let first = words[tokens[index].word].signs.first else { return nil }
    return language.quantities.signs[String(first)]
  }

  /// `1/2`
  static func quotient(_ text: some StringProtocol) -> DecimalNumber? {
    guard text.utf8.count <= 5, let slash = text.firstIndex(of: "/"),
      let parts = DecimalNumber(text[text.index(after: slash)...])
    else { return nil }
    return DecimalNumber(text[..<slash])?.divided(by: parts)
  }
}
