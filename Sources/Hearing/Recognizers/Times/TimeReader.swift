import DialogDSL

/// Finds clock times and decides, by the words around them, which numbers are times.
///
/// Hours without a half of the day stay open (`TimeReading.isOpen`) unless a part of the day is said near:
/// "in the evening at six", "at seven on Friday night".
struct TimeReader {
  let tokens: Tokens
  let language: LanguageData
  let words: TimeWords
  let expectation: Expectation
  let numbers: NumberReader
  /// Whether anything in the utterance can begin a time.
  let mayHoldTime: Bool
  /// Whether a unit of time is said: "in half an hour".
  let hasUnit: Bool
  /// Whether something is reserved: "a table for five".
  let hasBooked: Bool

  init(tokens: Tokens, language: LanguageData, expectation: Expectation) {
    self.tokens = tokens
    self.language = language
    self.expectation = expectation
    words = language.times
    numbers = NumberReader(tokens, language: language)
    var (mayHoldTime, hasUnit, hasBooked) = (false, false, false)
    for token in tokens.all {
      if words.openers.opens(with: token) || token.text.utf8.first.map(UInt8.isDigit) == true { mayHoldTime = true }
      if language.quantities.unitWords[token] != nil { hasUnit = true }
      if words.booked.contains(token) { hasBooked = true }
    }
    self.mayHoldTime = mayHoldTime || hasUnit
    self.hasUnit = hasUnit
    self.hasBooked = hasBooked
  }

  /// All times, in order; none overlap. A lone number gives way to a time that is one by its own words.
  func readings() -> [TimeReading] {
    guard mayHoldTime else { return [] }
    var readings: [TimeReading] = []
    var index = 0
    while index < tokens.count {
      if let reading = reading(at: index) {
        readings.append(withLeadIn(withDayPart(reading), after: readings.last?.tokens.upperBound ?? 0))
        index = max(index + 1, reading.tokens.upperBound)
      } else {
        index += 1
      }
    }
    if readings.contains(where: { !$0.isWeak }) { readings.removeAll(where: \.isWeak) }
    if readings.count == 1, readings[0].isOpen, !readings[0].isWeak, expectation.limits.within == nil,
      let part = distantDayPart(after: readings[0].tokens)
    {
      readings[0].settle(from: part)
    }
    return readings
  }

  /// Whether a time may begin with the word.
  private func mayBegin(_ index: Int) -> Bool {
    let token = tokens[index]
    return words.openers.opens(with: token) || token.text.utf8.first.map(UInt8.isDigit) == true
  }

  private func reading(at index: Int) -> TimeReading? {
    guard mayBegin(index) else { return hasUnit ? fromNow(at: index) : nil }
    return named(at: index) ?? fromNow(at: index) ?? relative(at: index) ?? written(at: index) ?? spoken(at: index)
  }

  /// A time where one must stand, as after "from" or "between": any hour counts. Its part of the day, if one follows,
  /// belongs to it.
  func endpoint(at index: Int) -> TimeReading? {
    guard index < tokens.count, mayBegin(index),
      let reading = named(at: index) ?? relative(at: index, inSpan: true) ?? written(at: index, inSpan: true)
        ?? military(at: index, inSpan: true) ?? clock(at: index)?.reading
    else { return nil }
    return isCounted(reading.tokens.upperBound) && reading.minute == 0 && reading.rule == "spoken"
      ? nil : withDayPartAfter(reading)
  }

  private func named(at index: Int) -> TimeReading? {
    if let hour = words.roughHours.number(in: tokens, at: index) {
      return time(hour, 0, index..<(index + 1), rule: "oclock")
    }
    guard let name = words.names.entry(in: tokens, at: index) else { return nil }
    return TimeReading(
      hour: name.number / 60, minute: name.number % 60, isOpen: false, tokens: index..<(index + name.length),
      dayPart: nil, isBare: false, rule: "clock-name")
  }

  /// The prepositions before a time belong to it, and "sharp" after it.
  private func withLeadIn(_ reading: TimeReading, after floor: Int) -> TimeReading {
    var reading = reading
    var start = reading.tokens.lowerBound
    while start > floor, words.leadIn.contains(tokens[start - 1]) || tokens[start - 1].isFiller { start -= 1 }
    while start < reading.tokens.lowerBound, tokens[start].isFiller { start += 1 }
    let end = reading.tokens.upperBound
    reading.tokens = start..<(end + (words.rough.length(in: tokens, at: end) ?? 0))
    return reading
  }

  func time(_ hour: Int, _ minute: Int, _ range: Range<Int>, rule: String, isBare: Bool = false) -> TimeReading {
    TimeReading(
      hour: hour, minute: minute, isOpen: (1...12).contains(hour), tokens: range, dayPart: nil, isBare: isBare,
      rule: rule)
  }
}

extension UInt8 {
  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
