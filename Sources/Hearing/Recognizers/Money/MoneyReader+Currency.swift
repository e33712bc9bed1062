import DialogDSL

/// Which currency an amount is said or written in.
extension MoneyReader {
  /// What a word or sign makes of an amount; without a currency when only its size is money's ("two grand").
  struct SaidUnit {
    var currency: Currencies.Name?
    var hundredths = 100
    var factor = 1

    init(currency: Currencies.Name?, hundredths: Int = 100, factor: Int = 1) {
      self.currency = currency
      self.hundredths = hundredths
      self.factor = factor
    }

    init(_ unit: MoneyWords.Unit) {
      self.init(currency: unit.currency, hundredths: unit.hundredths, factor: unit.factor)
    }
  }

  /// A currency with the tokens of it and of its amount.
  struct Said {
    var unit: SaidUnit
    var start: Int
    var end: Int
  }

  /// A number, with the letters that are written right after it: "20rs", "3.14us".
  struct Amount {
    var value: DecimalNumber
    var tokens: Range<Int>
    var letters: String?
  }

  func amount(at index: Int) -> Amount? {
    guard numbers.opens(at: index) else { return nil }
    // "One twenty dollars": with the currency said it is no price of a dollar twenty.
    if let pair = numbers.pair(at: index), !pair.tokens.dropLast().contains(where: { tokens[$0].endsClause }),
      currencyAfter(pair.tokens.upperBound) != nil
    {
      return Amount(value: DecimalNumber(pair.number), tokens: pair.tokens)
    }
    if let amount = withDecimalComma(at: index) { return amount }
    if let number = numbers.number(at: index) {
      return spokenThousands(number) ?? Amount(value: number.value, tokens: number.tokens)
    }
    return AttachedUnit.after(tokens[index].text, utterance.language).map {
      Amount(value: $0.value, tokens: index..<(index + 1), letters: $0.letters)
    }
  }

  /// "Two k", "a hundred k dollars": the letter that stands after written numbers, said.
  private func spokenThousands(_ number: NumberReading) -> Amount? {
    let end = number.tokens.upperBound
    guard !number.isWritten, numbers.has(.suffix, at: end), numbers.word(end).value == 1000,
      end + 1 == tokens.count || tokens[end].endsClause || tokens[end + 1].text.utf8.count > 1,
      let value = NumberReader.product(number.value, 1000)
    else { return nil }
    return Amount(value: value, tokens: number.tokens.lowerBound..<(end + 1))
  }

  /// "12,50" and "1.234,56", as much of Europe writes cents: two words with nothing but the comma between them.
  private func withDecimalComma(at index: Int) -> Amount? {
    guard index + 1 < tokens.count, tokens[index + 1].text.utf8.count == 2, tokens[index + 1].text.isASCIIDigits,
      tokens[index].endsClause
    else { return nil }
    let (whole, cents) = (utterance.words[tokens[index].word], utterance.words[tokens[index + 1].word])
    guard whole.signs == ",", cents.range.lowerBound == whole.range.upperBound + 1,
      // "12,50,000" has Indian groups.
      cents.signs.utf8.first != UInt8(ascii: ",")
    else { return nil }
    let groups = tokens[index].text.drop { !$0.isASCIIDigit }.split(separator: ".", omittingEmptySubsequences: false)
    guard groups[0].utf8.count <= NumberReader.groupDigits || groups.count == 1,
      groups.dropFirst().allSatisfy({ $0.utf8.count == NumberReader.groupDigits }),
      groups.allSatisfy({ String($0).isASCIIDigits })
    else { return nil }
    return DecimalNumber(groups.joined() + "." + tokens[index + 1].text).map {
      Amount(value: $0, tokens: index..<(index + 2))
    }
  }

  /// The currency of an amount, by what stands right before or after it.
  func currency(of amount: Amount) -> Said? {
    let (start, end) = (amount.tokens.lowerBound, amount.tokens.upperBound)
    if let letters = amount.letters {
      if sign(after: end - 1) != nil, let name = Currencies.all.dollars[letters] {
        return Said(unit: SaidUnit(currency: name), start: start, end: end)
      }
      if let name = Currencies.all.smallLetters[letters] {
        return Said(unit: SaidUnit(currency: name, hundredths: 1), start: start, end: end)
      }
      return currency(letters: letters).map { Said(unit: SaidUnit(currency: $0), start: start, end: end) }
    }
    if let before = signBefore(start) {
      // "$100 CAD", "£20 sterling": which of the sign's currencies is said after it.
      if let after = currencyAfter(end), let name = after.unit.currency, after.unit.factor == 1,
        name != before.name, Currencies.all.isMember(name, of: before.name)
      {
        return Said(unit: SaidUnit(currency: name), start: before.start, end: after.end)
      }
      return Said(unit: SaidUnit(currency: before.name), start: before.start, end: end)
    }
    if let name = sign(after: end - 1) {
      let isSmall = name == "cent"
      return Said(unit: SaidUnit(currency: name, hundredths: isSmall ? 1 : 100), start: start, end: end)
    }
    // "Half a dollar", "a quarter of a million of euros".
    var next = end
    if numbers.has(.of, at: next) { next += 1 }
    if numbers.has(.article, at: next) { next += 1 }
    if let after = currencyAfter(next) ?? currencyAfter(end) {
      return Said(unit: after.unit, start: start, end: after.end)
    }
    if words.scales.contains(tokens[end - 1]) || !numbers.opens(at: end - 1) && numbers.has(.suffix, at: end - 1) {
      return Said(unit: SaidUnit(currency: nil), start: start, end: end)
    }
    return nil
  }

  /// A name or code after an amount, with a scale after it: "75 USD million".
  func currencyAfter(_ index: Int) -> (unit: SaidUnit, end: Int)? {
    guard index > 0, index < tokens.count, let (unit, length) = words.unit(in: tokens, at: index) else { return nil }
    if unit.isDoubtful, !isWrittenInCapitals(tokens[index].word) { return nil }
    var said = SaidUnit(unit)
    var end = index + length
    if numbers.has(.scale, at: end) {
      let (product, overflow) = said.factor.multipliedReportingOverflow(by: numbers.word(end).value)
      if overflow { return nil }
      said.factor = product
      end += 1
    }
    return (said, end)
  }

  private func isWrittenInCapitals(_ word: Int) -> Bool {
    utterance.words[word].original.utf8.allSatisfy { (65...90).contains($0) }
  }

  /// The currency of letters written together with a number.
  func currency(letters: String) -> Currencies.Name? {
    if let name = Currencies.all.letters[letters] { return name }
    let code = letters.uppercased()
    return Currencies.all.codes.contains(code) && !Currencies.all.doubtfulCodes.contains(code) ? code : nil
  }

  // MARK: Signs

  /// The sign right after the word of a token; a dollar with letters before it is not looked for here.
  func sign(after index: Int) -> Currencies.Name? {
    guard index >= 0, index < tokens.count, let scalar = utterance.words[tokens[index].word].signs.unicodeScalars.first
    else { return nil }
    return Currencies.all.signs[scalar]
  }

  /// The sign before a written number, in its word or between it and the word before, with letters before the sign.
  private func signBefore(_ start: Int) -> (name: Currencies.Name, start: Int)? {
    let word = tokens[start].word
    var isSpaced = false
    var name = utterance.words[word].text.unicodeScalars.first.flatMap { Currencies.all.signs[$0] }
    if name == nil {
      guard word == 0 || !WrittenNumber.opens(utterance.words[word - 1].text) else { return nil }
      name = scalarBefore(word).flatMap { Currencies.all.signs[$0] }
      isSpaced = true
    }
    guard let name else { return nil }
    if name == Currencies.all.signs["$"], word > 0, start > 0, let other = dollar(by: word - 1, isSpaced) {
      return (other, start - 1)
    }
    return (name, start)
  }

  /// The last sign between the word before and this one; before the first word, the sign that the text begins with.
  private func scalarBefore(_ word: Int) -> Unicode.Scalar? {
    if word > 0 { return utterance.words[word - 1].signs.unicodeScalars.last }
    let lower = utterance.words[word].range.lowerBound
    guard lower > 0, lower <= Self.longestLead else { return nil }
    return utterance.words.source.unicodeScalars.prefix(lower).last { !$0.properties.isWhitespace }
  }

  /// Characters before the first word that are looked at for a sign.
  private static var longestLead: Int { 16 }

  /// "US$", "HK $", "C$": the letters of a word right before a dollar sign.
  private func dollar(by word: Int, _ isSpaced: Bool) -> Currencies.Name? {
    let letters = utterance.words[word].text.filter { $0 != "." }
    guard let name = Currencies.all.dollars[letters] else { return nil }
    let gap = utterance.words[word + 1].range.lowerBound - utterance.words[word].range.upperBound
    // A lone letter must touch the sign, or it is an article: "a $5 fee". "C $" is nothing else.
    let touches = gap == (isSpaced ? 1 : 0) || isSpaced && gap == 2 && !isSpace(utterance.words[word].range.upperBound)
    return touches || letters.utf8.count > 1 || letters == "c" ? name : nil
  }

  private func isSpace(_ place: Int) -> Bool {
    utterance.words.source.unicodeScalars.dropFirst(place).first?.properties.isWhitespace ?? true
  }
}

/// Letters and a number written as one word.
enum AttachedUnit {
  /// Longer words are no amounts.
  private static let longest = 24

  /// "rs20", "usd115".
  static func before(_ text: String, _ language: LanguageData) -> (letters: String, value: DecimalNumber)? {
    guard let last = text.utf8.last, WrittenNumber.isDigit(last), text.utf8.count <= longest,
      let start = text.utf8.firstIndex(where: WrittenNumber.isDigit), start > text.startIndex,
      let number = WrittenNumber(String(text[start...]), language.numbers)
    else { return nil }
    return (text[..<start].filter { $0 != "." }, number.value)
  }

  /// "20rs", "3.14us", "100元", "50p".
  static func after(_ text: String, _ language: LanguageData) -> (letters: String, value: DecimalNumber)? {
    guard let first = text.utf8.first, WrittenNumber.isDigit(first), text.utf8.count <= longest,
      let last = text.lastIndex(where: \.isASCIIDigit)
    else { return nil }
    let end = text.index(after: last)
    guard end < text.endIndex, let number = WrittenNumber(String(text[..<end]), language.numbers) else { return nil }
    // "20-dollar".
    return (String(text[end...].drop { $0 == "-" }), number.value)
  }
}
