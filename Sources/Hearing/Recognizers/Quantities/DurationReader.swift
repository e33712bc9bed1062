import DialogDSL

/// A length of time as it was said.
struct DurationReading {
  var duration: CalendarDuration
  /// "Two or three days": the other one.
  var other: CalendarDuration?
  var tokens: Range<Int>
  /// "A few hours".
  var isVague = false
  /// No number is said: "a week", "all day".
  var isOne = false
  /// Index of the last unit.
  var unit: Int
  /// What was said before the part in that unit: the hour of "an hour and ten".
  var leading = CalendarDuration()
}

/// Finds lengths of time: "an hour and a half", "three nights", "1 year 1 month 21 days", `1h30`, `90 min`.
struct DurationReader {
  let tokens: Tokens
  let language: LanguageData
  let amounts: AmountReader
  private let quantities: QuantityWords

  init(tokens: Tokens, language: LanguageData, words: Words? = nil) {
    self.tokens = tokens
    self.language = language
    amounts = AmountReader(tokens: tokens, language: language, words: words)
    quantities = language.quantities
  }

  /// Parts of one length: years, months, weeks, days, hours, minutes, seconds.
  private static let maxParts = 7

  /// All lengths, in order; none overlap.
  func readings() -> [DurationReading] {
    guard tokens.all.contains(where: mayBelong) else { return [] }
    var readings: [DurationReading] = []
    var index = 0
    while index < tokens.count {
      if let reading = reading(at: index) {
        readings.append(reading)
        index = max(index + 1, reading.tokens.upperBound)
      } else {
        index += 1
      }
    }
    return readings
  }

  /// Whether the word is a unit or may have one in it.
  private func mayBelong(_ token: Tokens.Token) -> Bool {
    quantities.unitWords[token] != nil || quantities.unitLetters[token] != nil || quantities.overnight[token] != nil
      || token.text.utf8.first.map(UInt8.isDigit) == true && token.text.utf8.last.map(UInt8.isDigit) == false
      || token.text.utf8.first.map(UInt8.isDigit) == true && !token.text.isASCIIDigits
  }

  /// One length without alternatives.
  func plainDuration(at start: Int) -> DurationReading? {
    guard let reading = reading(at: start), reading.other == nil, !reading.isVague else { return nil }
    return reading
  }

  func reading(at start: Int) -> DurationReading? {
    guard start < tokens.count, quantities.mayBegin(with: tokens[start]) else { return nil }
    if let choice = alternatives(at: start) { return choice }
    guard let first = part(at: start) else { return nil }
    var reading = DurationReading(
      duration: first.duration, tokens: start..<first.end, isVague: first.isVague, isOne: first.isOne,
      unit: first.unit)
    for _ in 1..<Self.maxParts {
      guard let next = continuation(after: reading.tokens.upperBound, unit: reading.unit),
        let sum = reading.duration.adding(next.duration)
      else { break }
      if next.unit != reading.unit { reading.leading = reading.duration }
      reading.duration = sum
      reading.tokens = start..<next.end
      reading.isOne = false
      reading.unit = next.unit
    }
    return reading
  }

  // MARK: Parts

  struct Part {
    var duration: CalendarDuration
    /// Index of the unit.
    var unit: Int
    var amount: DecimalNumber
    var end: Int
    var isVague = false
    var isOne = false
  }

  /// A number and its unit: "two hours", "half an hour", "a month", "90min".
  func part(at start: Int) -> Part? {
    guard start < tokens.count else { return nil }
    // "Hour and a half".
    if let unit = unit(at: start) {
      guard quantities.and.contains(in: tokens, at: unit.end),
        amounts.fraction(after: unit.end) != nil || amounts.numbers.belowHundred(at: unit.end + 1) != nil
      else { return nil }
      return part(DecimalNumber(1), unit.index, end: unit.end)
    }
    if let written = written(at: start) { return written }
    if quantities.overnight[tokens[start]] != nil, let day = quantities.units.firstIndex(where: { $0.length.days == 1 })
    {
      return part(DecimalNumber(1), day, end: start + 1)
    }
    if let vague = quantities.vague.entry(in: tokens, at: start),
      let unit = unit(at: quantities.between.skip(in: tokens, from: start + vague.length, limit: 2)),
      var part = part(DecimalNumber(vague.number), unit.index, end: unit.end)
    {
      part.isVague = true
      return part
    }
    if let amount = amounts.amount(at: start), let unit = unit(after: amount) {
      return part(amount.value, unit.index, end: unit.end)
    }
    if let length = quantities.one.length(in: tokens, at: start), let unit = unit(at: start + length),
      var part = part(DecimalNumber(1), unit.index, end: unit.end)
    {
      part.isOne = true
      return part
    }
    return nil
  }

  func part(_ amount: DecimalNumber, _ unit: Int, end: Int) -> Part? {
    Self.scaled(quantities.units[unit].length, by: amount).map {
      Part(duration: $0, unit: unit, amount: amount, end: end)
    }
  }

  func unit(at index: Int) -> (index: Int, end: Int)? {
    quantities.unitWords.number(in: tokens, at: index).map { ($0, index + 1) }
  }

  /// The unit a number counts, with "more", "of an" between.
  func unit(after amount: AmountReader.Amount) -> (index: Int, end: Int)? {
    let index = quantities.between.skip(in: tokens, from: amount.end, limit: 2)
    if let unit = unit(at: index) { return unit }
    if amount.isWritten, index == amount.end, let letter = quantities.unitLetters.number(in: tokens, at: index) {
      return (letter, index + 1)
    }
    // "Half an hour".
    guard amount.value < DecimalNumber(1), quantities.a.contains(in: tokens, at: index) else { return nil }
    return unit(at: index + 1)
  }

  /// What goes on after a part: "and a half", "and thirty minutes", "and fifteen", "three days".
  private func continuation(after end: Int, unit: Int) -> Part? {
    if let more = amounts.fraction(after: end), self.unit(at: more.end) == nil {
      return part(more.value, unit, end: more.end)
    }
    let index = quantities.and.contains(in: tokens, at: end) ? end + 1 : end
    if let next = part(at: index), next.unit < unit, !next.isVague { return next }
    guard let smaller = quantities.units[unit].smaller, let amount = amounts.numbers.belowHundred(at: index),
      (1...59).contains(amount.number), !tokens[end - 1].endsClause || index > end,
      mayStandAlone(amount.tokens.upperBound)
    else { return nil }
    return part(DecimalNumber(amount.number), smaller, end: amount.tokens.upperBound)
  }

  /// Whether a bare number that ends here is not one of other things.
  func mayStandAlone(_ end: Int) -> Bool {
    end >= tokens.count || tokens[end - 1].endsClause || quantities.afterBare.length(in: tokens, at: end) != nil
  }

  // MARK: Two of them

  /// "A day or two", "two or three days", "2-3 weeks": both.
  private func alternatives(at start: Int) -> DurationReading? {
    if let first = part(at: start), first.isOne, quantities.or.contains(in: tokens, at: first.end),
      let second = amounts.numbers.belowHundred(at: first.end + 1),
      let other = part(DecimalNumber(second.number), first.unit, end: second.tokens.upperBound),
      unit(at: other.end) == nil
    {
      return DurationReading(
        duration: first.duration, other: other.duration, tokens: start..<other.end, unit: first.unit)
    }
    guard let (low, high, end) = numberPair(at: start), low < high,
      let unit = unit(at: quantities.between.skip(in: tokens, from: end, limit: 2)),
      let first = part(DecimalNumber(low), unit.index, end: unit.end),
      let second = part(DecimalNumber(high), unit.index, end: unit.end)
    else { return nil }
    return DurationReading(duration: first.duration, other: second.duration, tokens: start..<unit.end, unit: unit.index)
  }

  private func numberPair(at start: Int) -> (low: Int, high: Int, end: Int)? {
    let text = tokens[start].text
    if let dash = text.firstIndex(of: "-"), text.utf8.count <= 5, let low = Int(text[..<dash]),
      let high = Int(text[text.index(after: dash)...])
    {
      return (low, high, start + 1)
    }
    guard let low = amounts.numbers.belowHundred(at: start),
      quantities.or.contains(in: tokens, at: low.tokens.upperBound),
      let high = amounts.numbers.belowHundred(at: low.tokens.upperBound + 1)
    else { return nil }
    return (low.number, high.number, high.tokens.upperBound)
  }

  // MARK: In one word

  /// `90min`, `2h`, `1h30`, `1h30m`, `1/2h`, `3-day`.
  private func written(at start: Int) -> Part? {
    let text = tokens[start].text
    guard text.utf8.count <= 12, text.utf8.first.map(UInt8.isDigit) == true, !text.isASCIIDigits else { return nil }
    var rest = Substring(text)
    guard let first = Self.pair(&rest), let unit = unit(written: first.unit),
      var whole = part(first.amount, unit, end: start + 1)
    else { return nil }
    guard !rest.isEmpty else { return whole }
    guard let second = Self.pair(&rest), rest.isEmpty else { return nil }
    guard let smaller = second.unit.isEmpty ? quantities.units[unit].smaller : self.unit(written: second.unit),
      smaller < unit, let more = part(second.amount, smaller, end: start + 1),
      let sum = whole.duration.adding(more.duration)
    else { return nil }
    whole.duration = sum
    whole.unit = smaller
    return whole
  }

  private func unit(written text: Substring) -> Int? {
    quantities.unitLetters[String(text)] ?? quantities.unitWords[String(text)]
  }

  /// Digits and the letters after them.
  private static func pair(_ rest: inout Substring) -> (amount: DecimalNumber, unit: Substring)? {
    let digits = rest.prefix { $0.isASCIIDigit || $0 == "." || $0 == "/" }
    guard let amount = AmountReader.quotient(digits) ?? DecimalNumber(digits) else { return nil }
    rest = rest.dropFirst(digits.count)
    if rest.first == "-" { rest = rest.dropFirst() }
    let unit = rest.prefix { !$0.isASCIIDigit && $0 != "-" }
    rest = rest.dropFirst(unit.count)
    return (amount, unit)
  }

  // MARK: Length

  private static let daysPerMonth = 30
  private static let secondsPerDay = 86_400

  /// So many units; broken months are counted as days of a 30-day month, broken days as seconds.
  static func scaled(_ unit: CalendarDuration, by amount: DecimalNumber) -> CalendarDuration? {
    guard let months = split(unit.months, amount), let monthDays = split(daysPerMonth, months.rest),
      let days = split(unit.days, amount), let fraction = monthDays.rest.adding(days.rest),
      let daySeconds = rounded(secondsPerDay, fraction), let seconds = rounded(unit.seconds, amount)
    else { return nil }
    return CalendarDuration(
      months: months.whole, days: monthDays.whole + days.whole, seconds: daySeconds + seconds)
  }

  private static func split(_ count: Int, _ amount: DecimalNumber) -> (whole: Int, rest: DecimalNumber)? {
    guard let product = DecimalNumber(count).multiplied(by: amount) else { return nil }
    var power = 1
    for _ in 0..<product.scale { power *= 10 }
    return (product.mantissa / power, DecimalNumber(mantissa: product.mantissa % power, scale: product.scale))
  }

  /// To the nearest: a third of an hour is 1200 seconds.
  private static func rounded(_ count: Int, _ amount: DecimalNumber) -> Int? {
    DecimalNumber(count).multiplied(by: amount)?.adding(DecimalNumber(mantissa: 5, scale: 1)).flatMap {
      split(1, $0)?.whole
    }
  }
}
