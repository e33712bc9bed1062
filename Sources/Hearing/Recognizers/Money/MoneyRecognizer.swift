import DialogDSL

/// Amounts of money: "forty bucks", "$4.7 billion", "ten pounds fifty", "fifty cents", "two grand"; asked, also bare
/// numbers, where "twelve fifty" is 12.50.
///
/// The currency is none when nobody said it. "Dollars" and other names that several countries share are those of the
/// call's country, where it has such a currency.
struct MoneyRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let reader = MoneyReader(utterance, expectation)
    var found = reader.marked()
    if expectation.isAsked, found.isEmpty || utterance.language.repairs.mayRepair(utterance.tokens) {
      // "Not twenty dollars, thirty": the one that stays may have no currency.
      found += reader.bare().filter { bare in !found.contains { $0.tokens.overlaps(bare.tokens) } }
    }
    return found.flatMap { amount in
      let words = utterance.tokens.words(amount.tokens)
      let values = amount.values.filter { expectation.limits.allow($0) }
      let certainty: Candidate.Certainty = amount.values.count > 1 || amount.isInexact ? .guessed : .certain
      return values.map { value in
        let currency = amount.currency.map(Value.text) ?? .none
        return Candidate(
          .map(["amount": .number(value), "currency": currency]), words: words, certainty: certainty, rule: amount.rule)
      }
    }
  }
}

extension MoneyRecognizer {
  /// "Forty dollars, no, fifty": the currency is not said again.
  static func completed(_ new: Candidate, _ old: Candidate, _ expectation: Expectation) -> Value? {
    guard case .map(var amount) = new.value, amount["currency"] == Value.none, case .map(let before) = old.value else {
      return nil
    }
    amount["currency"] = before["currency"]
    return .map(amount)
  }
}

/// An amount at one place of an utterance.
struct MoneyReading {
  /// Two when the caller left it open: "twenty to thirty dollars".
  var values: [DecimalNumber]
  /// ISO 4217, or nil when unsaid.
  var currency: String?
  var tokens: Range<Int>
  var rule: String
  var isInexact = false
}

/// Finds amounts of money.
struct MoneyReader {
  let utterance: Utterance
  let expectation: Expectation
  let numbers: NumberReader
  /// The currency of the call's country.
  let own: String?

  static let hundred = DecimalNumber(100)

  init(_ utterance: Utterance, _ expectation: Expectation) {
    self.utterance = utterance
    self.expectation = expectation
    numbers = NumberReader(utterance.tokens, language: utterance.language)
    own = Region.of(expectation.limits.region ?? expectation.locale.region)?.currency
  }

  var tokens: Tokens { utterance.tokens }
  var words: MoneyWords { utterance.language.money }

  // MARK: With a currency

  /// Amounts whose currency was said, or which are money by a word of their own ("two grand").
  func marked() -> [MoneyReading] {
    var found: [MoneyReading] = []
    var index = 0
    // A number before "or" and "to", which the amount after it makes one as well.
    var open: NumberReading?
    while index < tokens.count {
      if var reading = marked(at: index) {
        if let low = open, numbers.rangeLink(after: low)?.end == reading.tokens.lowerBound,
          !(reading.values[0] < low.value)
        {
          reading.values.insert(low.value, at: 0)
          reading.tokens = low.tokens.lowerBound..<reading.tokens.upperBound
        }
        open = nil
        found.append(withInexact(reading))
        index = max(index + 1, reading.tokens.upperBound)
      } else if numbers.opens(at: index), let reading = numbers.number(at: index) {
        let isPlain = utterance.words[tokens[reading.tokens.upperBound - 1].word].signs.isEmpty
        open = isPlain ? reading : nil
        index = max(index + 1, reading.tokens.upperBound)
      } else {
        index += 1
      }
    }
    return found
  }

  private func marked(at index: Int) -> MoneyReading? {
    if let before = unitBefore(at: index) { return before }
    if let one = unitForOne(at: index) { return one }
    guard let amount = amount(at: index), let currency = currency(of: amount) else { return nil }
    return whole(amount.value, currency, from: min(index, currency.start), to: currency.end)
  }

  /// A whole amount, with what is said of smaller coins after it.
  private func whole(_ value: DecimalNumber, _ currency: Said, from start: Int, to end: Int) -> MoneyReading? {
    let unit = currency.unit
    let code = unit.currency.map { Currencies.all.code($0, own: own) }
    var scaled: DecimalNumber? = value
    if unit.factor > 1 { scaled = NumberReader.product(value, unit.factor) }
    if unit.hundredths != 100 {
      scaled = scaled.flatMap { NumberReader.product($0, unit.hundredths) }.flatMap {
        NumberReader.quotient($0, Self.hundred)
      }
    }
    guard let scaled else { return nil }
    if unit.hundredths == 100, let small = small(after: end, of: scaled), let sum = scaled.adding(small.value) {
      return MoneyReading(values: [sum], currency: code, tokens: start..<small.end, rule: "whole-and-small")
    }
    return MoneyReading(
      values: [scaled], currency: code, tokens: start..<end, rule: unit.hundredths == 100 ? "amount" : "small")
  }

  /// "USD 200", "dollar 22.5 million", "Rs20".
  private func unitBefore(at index: Int) -> MoneyReading? {
    if let (letters, value) = AttachedUnit.before(tokens[index].text, utterance.language),
      let name = currency(letters: letters)
    {
      let said = Said(unit: .init(currency: name), start: index, end: index + 1)
      return whole(scaled(value, at: index + 1).value, said, from: index, to: scaled(value, at: index + 1).end)
    }
    guard let (unit, length) = words.unitBefore(in: tokens, at: index), numbers.opens(at: index + length),
      utterance.language[.homophones][tokens[index]] == nil, let number = numbers.number(at: index + length),
      // "Ten dollars 50": the number after it belongs to smaller coins; "dollars 50 euros": to the next currency.
      currencyAfter(number.tokens.upperBound) == nil
    else { return nil }
    let end = number.tokens.upperBound
    return whole(number.value, Said(unit: SaidUnit(unit), start: index, end: end), from: index, to: end)
  }

  /// "A dollar", "a buck fifty", "a fiver".
  private func unitForOne(at index: Int) -> MoneyReading? {
    let hasArticle = numbers.has(.article, at: index)
    let name = hasArticle ? index + 1 : index
    guard name < tokens.count, let (unit, length) = words.unit(in: tokens, at: name), !unit.isDoubtful,
      hasArticle || words.forOne.contains(tokens[name])
    else { return nil }
    let end = name + length
    return whole(DecimalNumber(1), Said(unit: SaidUnit(unit), start: index, end: end), from: index, to: end)
  }

  /// A scale after a number that was read by itself: "Rs20 million".
  private func scaled(_ value: DecimalNumber, at end: Int) -> (value: DecimalNumber, end: Int) {
    guard numbers.has(.scale, at: end), let product = NumberReader.product(value, numbers.word(end).value) else {
      return (value, end)
    }
    return (product, end + 1)
  }

  // MARK: Smaller coins

  /// "Fifty cents", "and fourteen", "forty five" after a whole amount: in parts of it.
  private func small(after end: Int, of whole: DecimalNumber) -> (value: DecimalNumber, end: Int)? {
    let hasAnd = end < tokens.count && words.and.contains(tokens[end])
    let start = hasAnd ? end + 1 : end
    guard start < tokens.count else { return nil }
    if hasAnd, let reading = numbers.number(at: start), reading.isFraction {
      return (reading.value, reading.tokens.upperBound)
    }
    if let attached = AttachedUnit.after(tokens[start].text, utterance.language),
      Currencies.all.smallLetters[attached.letters] != nil
    {
      return hundredths(attached.value).map { ($0, start + 1) }
    }
    let hasZero = numbers.has(.zero, at: start) && numbers.has(.unit, at: start + 1)
    guard let number = hasZero ? numbers.belowHundred(at: start + 1) : numbers.belowHundred(at: start) else {
      return nil
    }
    let after = number.tokens.upperBound
    guard let value = hundredths(DecimalNumber(number.number)) else { return nil }
    if let (unit, length) = words.unit(in: tokens, at: after), unit.hundredths == 1 { return (value, after + length) }
    // "Three pounds twenty p".
    if after < tokens.count, Currencies.all.smallLetters[tokens[after].text] != nil { return (value, after + 1) }
    if sign(after: after - 1) == Self.smallSign { return (value, after) }
    // Without a name it needs two digits and an end behind it.
    guard whole.scale == 0, !tokens[end - 1].endsClause, number.number >= 10 || hasZero,
      currencyAfter(after) == nil, numbers.number(at: start)?.tokens.upperBound ?? after <= after
    else { return nil }
    let isEnd = after == tokens.count || tokens[after - 1].endsClause
    let isFollowed = !isEnd && !isNoun(after) && !hasAnd
    return isEnd || isFollowed ? (value, after) : nil
  }

  private static let smallSign = "cent"

  private func hundredths(_ value: DecimalNumber) -> DecimalNumber? { NumberReader.quotient(value, Self.hundred) }

  /// "A hundred and change": the amount is not all.
  private func withInexact(_ reading: MoneyReading) -> MoneyReading {
    guard let length = utterance.language.numbers.inexact.length(in: tokens, at: reading.tokens.upperBound) else {
      return reading
    }
    var reading = reading
    reading.isInexact = true
    reading.tokens = reading.tokens.lowerBound..<(reading.tokens.upperBound + length)
    return reading
  }

  // MARK: Without a currency

  /// Numbers that may be amounts, without a currency.
  func bare() -> [MoneyReading] {
    lazy var others = OtherValues(utterance, expectation)
    var found: [MoneyReading] = []
    var index = 0
    while index < tokens.count {
      guard numbers.opens(at: index), let number = numbers.number(at: index) else {
        index += 1
        continue
      }
      let pair = number.isWritten && number.value.scale > 0 ? nil : pointed(number) ?? numbers.pair(at: index)
      let range = pair?.tokens ?? number.tokens
      index = max(index + 1, range.upperBound)
      guard isAmount(range), !number.isFraction, !others.take(range) else { continue }
      var value = number.value
      if let pair {
        let price = DecimalNumber(mantissa: pair.number, scale: 2)
        value = expectation.limits.allow(price) ? price : DecimalNumber(pair.number)
      }
      found.append(withInexact(MoneyReading(values: [value], currency: nil, tokens: range, rule: "bare")))
    }
    return found
  }

  /// "Doce con cincuenta".
  private func pointed(_ whole: NumberReading) -> (number: Int, first: Int, second: Int, tokens: Range<Int>)? {
    let end = whole.tokens.upperBound
    guard end < tokens.count, words.point.contains(tokens[end]), let first = whole.value.integer,
      let small = numbers.belowHundred(at: end + 1), first >= 0
    else { return nil }
    let (cents, overflow) = first.multipliedReportingOverflow(by: 100)
    let (number, overflow2) = cents.addingReportingOverflow(small.number)
    return overflow || overflow2
      ? nil : (number, first, small.number, whole.tokens.lowerBound..<small.tokens.upperBound)
  }

  /// Whether the words around a bare number let it be an amount of money.
  private func isAmount(_ range: Range<Int>) -> Bool {
    let end = range.upperBound
    let all = utterance.language.numbers
    if all.unitsOfOthers.length(in: tokens, at: end) != nil { return false }
    let signs = utterance.words[tokens[end - 1].word].signs
    if tokens[end - 1].text.utf8.last == UInt8(ascii: "%") || signs.utf8.first == UInt8(ascii: "%") { return false }
    if range.count == 1, numbers.word(range.lowerBound).value == 1, range.lowerBound > 0,
      utterance.language[.beforePronoun].contains(tokens[range.lowerBound - 1])
    {
      return false
    }
    if end == tokens.count || tokens[end - 1].endsClause || !isNoun(end) { return true }
    return (max(0, range.lowerBound - 2)..<range.lowerBound).contains { words.cues.length(in: tokens, at: $0) != nil }
  }

  /// A word that the number before it counts: neither small, nor one that follows amounts.
  private func isNoun(_ index: Int) -> Bool {
    numbers.mayBeCounted(at: index) && !words.things.contains(tokens[index])
  }
}
