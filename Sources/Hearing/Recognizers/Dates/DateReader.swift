import DialogDSL

/// Finds days in an utterance.
struct DateReader {
  let tokens: Tokens
  let language: LanguageData
  let words: DateWords
  let expectation: Expectation
  let numbers: NumberReader
  let calendar: DateResolver
  /// ISO 3166: holidays, and whether 3/10 begins with the month.
  let region: String
  /// Two days beside each other are two ends, not one day said twice.
  let isRange: Bool
  /// Tokens with a meaning of their own, and those in digits.
  private let meaningful: Int
  private let written: Int

  init(tokens: Tokens, language: LanguageData, expectation: Expectation) {
    self.tokens = tokens
    self.language = language
    self.expectation = expectation
    words = language.dates
    numbers = NumberReader(tokens, language: language)
    calendar = DateResolver(today: expectation.now.today, prefer: expectation.limits.prefer)
    region = expectation.limits.region ?? expectation.locale.region
    isRange = expectation.type == .dateRange
    meaningful = tokens.all.count { $0.carriesMeaning(language) }
    written = tokens.all.count(where: \.beginsWithDigit)
  }

  /// All days, in order; none overlap.
  func readings() -> [DateReading] {
    var readings: [DateReading] = []
    var index = 0
    while index < tokens.count {
      if let reading = reading(at: index) {
        readings.append(withLeadIn(reading, after: readings.last?.tokens.upperBound ?? 0))
        index = max(index + 1, reading.tokens.upperBound)
      } else {
        index += 1
      }
    }
    return readings
  }

  func reading(at index: Int) -> DateReading? {
    guard opens(index), !isNoDay(index) else { return nil }
    // "The last Friday of the month" before "last Friday", "Easter Monday" before "Monday".
    if let reading = digitRow(at: index) ?? yearFirst(at: index) ?? nthWeekday(at: index) ?? holiday(at: index)
      ?? weekdayReading(at: index)
    {
      return reading
    }
    guard let reading = plainReading(at: index) else { return nil }
    return checked(reading, weekdayAfter: reading.tokens.upperBound)
  }

  /// Every kind but those that begin with a weekday.
  func plainReading(at index: Int) -> DateReading? {
    numeric(at: index) ?? writtenMonth(at: index) ?? relative(at: index) ?? edge(at: index) ?? monthFirst(at: index)
      ?? monthDay(at: index) ?? dayMonth(at: index) ?? holiday(at: index) ?? dayOfMonth(at: index)
  }

  /// Whether a day may begin with the word.
  func opens(_ index: Int) -> Bool {
    guard index < tokens.count else { return false }
    let token = tokens[index]
    return words.openings.opens(with: token) || token.text.utf8.first.map { (48...57).contains($0) } == true
      || token.text.utf8.first == UInt8(ascii: "o") && token.text.utf8.count == 2
  }

  /// "De la mañana" is no tomorrow.
  private func isNoDay(_ index: Int) -> Bool {
    (0..<Self.maxNoDay).contains { back in length(.notDays, index - back).map { $0 > back } ?? false }
  }

  /// Words of an entry of `notDays`.
  private static let maxNoDay = 4

  /// The prepositions before a day belong to it.
  private func withLeadIn(_ reading: DateReading, after floor: Int) -> DateReading {
    var reading = reading
    var start = reading.tokens.lowerBound
    while start > floor, language[.dateLeadIn].contains(tokens[start - 1]) { start -= 1 }
    reading.tokens = start..<reading.tokens.upperBound
    return reading
  }

  // MARK: Numbers

  /// Whether a number may begin with the word: to look closer takes longer.
  private func opensNumber(_ index: Int) -> Bool {
    guard tokens.all.indices.contains(index) else { return false }
    let token = tokens.all[index]
    return words.numberOpenings.contains(token) || token.text.utf8.first.map { (48...57).contains($0) } == true
  }

  func ordinal(at index: Int) -> (number: Int, tokens: Range<Int>)? {
    opensNumber(index) ? splitOrdinal(at: index) ?? numbers.ordinal(at: index) : nil
  }

  /// "20 first", "30 1st", "2 1st": the 21st as a recogniser takes it apart.
  private func splitOrdinal(at index: Int) -> (number: Int, tokens: Range<Int>)? {
    guard let (number, _) = digits(at: index), [2, 3, 20, 30].contains(number), index + 1 < tokens.count,
      tokens[index].word != tokens[index + 1].word, !tokens[index].endsClause, opensNumber(index + 1),
      let unit = numbers.ordinal(at: index + 1), (1...9).contains(unit.number), !isCounted(unit.tokens.upperBound)
    else { return nil }
    if number < 10, tokens.text(index + 1).utf8.first.map({ (48...57).contains($0) }) != true { return nil }
    let day = (number < 10 ? number * 10 : number) + unit.number
    return day <= 31 ? (day, index..<unit.tokens.upperBound) : nil
  }

  func belowHundred(at index: Int) -> (number: Int, tokens: Range<Int>)? {
    opensNumber(index) ? numbers.belowHundred(at: index) : nil
  }

  func cardinal(at index: Int) -> NumberReading? { opensNumber(index) ? numbers.cardinal(at: index) : nil }

  /// Whether but one word with a meaning of its own stands outside the range.
  func isNearlyAlone(_ range: Range<Int>) -> Bool {
    meaningful - range.count { tokens[$0].carriesMeaning(language) } <= 1
  }

  /// Whether digits stand outside the range.
  func hasDigits(beside range: Range<Int>) -> Bool { written > range.count { tokens[$0].beginsWithDigit } }

  // MARK: Words

  func has(_ part: DateWords.Part, _ index: Int) -> Bool {
    tokens.all.indices.contains(index) && words.has(part, tokens.all[index])
  }

  func has(_ set: WordSet, _ index: Int) -> Bool {
    tokens.all.indices.contains(index) && set.contains(tokens.all[index])
  }

  func number(_ table: DateWords.Table, _ index: Int) -> Int? { number(words[table], index) }

  func number(_ table: WordTable, _ index: Int) -> Int? {
    tokens.all.indices.contains(index) ? table[tokens.all[index]] : nil
  }

  /// The index after one of the words, or the same one.
  func skipping(_ part: DateWords.Part, _ index: Int) -> Int { has(part, index) ? index + 1 : index }

  /// The length of words that stand for a part; nil where they do not.
  func length(_ part: DateWords.Part, _ index: Int) -> Int? {
    index < 0 ? nil : words[part].length(in: tokens, at: index)
  }

  /// Up to four digits, as they are written.
  func digits(at index: Int) -> (number: Int, width: Int)? {
    guard tokens.all.indices.contains(index) else { return nil }
    let text = tokens.all[index].text
    guard text.utf8.count <= 4, text.isASCIIDigits, let number = Int(text) else { return nil }
    return (number, text.utf8.count)
  }

  // MARK: This, next and last

  enum Turn {
    case next, this, last, past

    /// Weeks, months, years from this one.
    var count: Int {
      switch self {
      case .next: 1
      case .this: 0
      case .last, .past: -1
      }
    }
  }

  func turn(at index: Int) -> (kind: Turn, length: Int)? {
    guard tokens.all.indices.contains(index) else { return nil }
    if let length = length(.past, index) { return (.past, length) }
    if let length = length(.coming, index) { return (.this, length) }
    if has(.next, index) { return (.next, 1) }
    if has(.this, index) { return (.this, 1) }
    return has(.last, index) ? (.last, 1) : nil
  }

  /// The same behind the noun: "el martes que viene".
  func turn(behind end: Int) -> (kind: Turn, length: Int)? {
    guard tokens.all.indices.contains(end), !tokens[end - 1].endsClause else { return nil }
    if let length = length(.nextAfter, end) { return (.next, length) }
    if let length = length(.thisAfter, end) { return (.this, length) }
    return length(.lastAfter, end).map { (.past, $0) }
  }

  /// "this month", "the next month", "last year", "the month", "the month after next": how many from this one.
  /// `unit` is one of `periods`; `isBare`: it needs no article.
  func turned(_ unit: PeriodUnit, at start: Int, isBare: Bool = false) -> (count: Int, end: Int)? {
    var index = skipping(.articles, start)
    let turn = turn(at: index)
    index = skipping(.calendar, index + (turn?.length ?? 0))
    guard let (found, end) = self.unit(at: index), found == unit else { return nil }
    if let turn { return (turn.kind.count, end) }
    if let behind = self.turn(behind: end) { return (behind.kind.count, end + behind.length) }
    guard isBare || index > start else { return nil }
    if has(.after, end) {
      let next = skipping(.articles, end + 1)
      if has(.next, next) { return (2, next + 1) }
    }
    return (0, end)
  }

  /// A unit of the calendar, and where it ends: "fin de semana" is three words.
  func unit(at index: Int) -> (unit: PeriodUnit, end: Int)? {
    guard tokens.all.indices.contains(index), let entry = words[.periods].entry(in: tokens, at: index) else {
      return nil
    }
    return PeriodUnit(rawValue: entry.number).map { ($0, index + entry.length) }
  }
}

/// Spans of the calendar with a name of their own, as `periods` numbers them.
enum PeriodUnit: Int {
  case day = 1
  case week, weekend, fortnight, month, quarter, year
}

extension Tokens.Token {
  fileprivate var beginsWithDigit: Bool { text.utf8.first.map { (48...57).contains($0) } == true }

  fileprivate func carriesMeaning(_ language: LanguageData) -> Bool {
    !isFiller && !language[.small].contains(self)
  }
}
