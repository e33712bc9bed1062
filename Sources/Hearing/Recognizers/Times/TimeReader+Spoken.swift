import DialogDSL

/// Times said by their numbers: "2:30 pm", "ten thirty", "fifteen hundred", "seven o'clock", "at three".
extension TimeReader {
  /// `14:30`, `2:30pm`, `2pm`, `10.30`, `18hr`, `9h30`.
  func written(at start: Int, inSpan: Bool = false) -> TimeReading? {
    let text = tokens[start].text
    guard text.utf8.first.map(UInt8.isDigit) == true, let parts = WrittenTime(text, words), parts.hour <= 24,
      parts.minute < 60, parts.hour < 24 || parts.minute == 0
    else { return nil }
    var range = start..<(start + 1)
    if let half = parts.half {
      var reading = time(parts.hour, parts.minute, range, rule: "written")
      reading.settle(from: half)
      return reading
    }
    // A dot needs something that makes it a time: "10.30" may be an amount.
    if parts.separator == ".", !inSpan, !parts.isRough,
      text.utf8.count < 4
        || !(expectation.isAsked || expectation.limits.within != nil || isLedIn(start) || hasDayPart(range))
    {
      return nil
    }
    var minute = parts.minute
    // "10 h 10" and "10h 10".
    if parts.is24Hour, minute == 0, let more = minutes(at: range.upperBound), more.number > 0 {
      minute = more.number
      range = start..<more.end
    }
    var reading = time(parts.hour, minute, range, rule: "written")
    if parts.is24Hour, !hasDayPart(range) { reading.isOpen = false }
    // "07:30" is written by a 24-hour clock unless "pm" follows.
    if text.hasPrefix("0"), !hasDayPart(range), !fitsOnlyAfternoon(parts) { reading.isOpen = false }
    return reading
  }

  /// Whether the limits leave only the second half of the day.
  private func fitsOnlyAfternoon(_ time: WrittenTime) -> Bool {
    guard let within = expectation.limits.within, let early = ClockTime(hour: time.hour % 24, minute: time.minute)
    else {
      return false
    }
    return !within.contains(early)
  }

  func spoken(at start: Int) -> TimeReading? { military(at: start) ?? numbered(at: start) }

  // MARK: 24 hours

  /// "Fifteen hundred", "oh nine hundred hours", "zero three thirty", "1430", "1500 hours".
  func military(at start: Int, inSpan: Bool = false) -> TimeReading? {
    if let digits = fourDigits(at: start, inSpan: inSpan) { return digits }
    var index = start
    var hour: Int
    if words.zeros.contains(tokens[start]) {
      // "Zero nine hundred": a leading zero said, which no 12-hour time has.
      guard let unit = numbers.belowHundred(at: start + 1), unit.number < 10 else { return zeroHundred(at: start) }
      (hour, index) = (unit.number, unit.tokens.upperBound)
      let minute = words.hundred.contains(in: tokens, at: index) ? (0, index + 1) : minutes(at: index)
      guard let minute else { return nil }
      return closed(hour, minute.0, start..<hoursEnd(minute.1), rule: "leading-zero")
    }
    guard let number = numbers.belowHundred(at: start), number.number <= 24 else { return nil }
    (hour, index) = (number.number, number.tokens.upperBound)
    if words.hundred.contains(in: tokens, at: index) {
      // "Three hundred" is a number, "fifteen hundred hours" a time.
      let end = hoursEnd(index + 1)
      guard end > index + 1 || hour >= 10 && (expectation.isAsked || isLedIn(start)) else { return nil }
      return closed(hour, 0, start..<end, rule: "hundred")
    }
    guard let minute = minutes(at: index) else { return nil }
    let end = hoursEnd(minute.end)
    return end > minute.end ? closed(hour, minute.number, start..<end, rule: "hours") : nil
  }

  /// "Zero hundred hours".
  private func zeroHundred(at start: Int) -> TimeReading? {
    guard words.hundred.contains(in: tokens, at: start + 1) else { return nil }
    return closed(0, 0, start..<hoursEnd(start + 2), rule: "leading-zero")
  }

  /// Three or four digits in one word: `1430`, `930`.
  private func fourDigits(at start: Int, inSpan: Bool) -> TimeReading? {
    let text = tokens[start].text
    guard (3...4).contains(text.utf8.count), text.isASCIIDigits, let number = Int(text), number / 100 <= 24,
      number % 100 < 60
    else { return nil }
    let end = hoursEnd(start + 1)
    let range = start..<end
    let isMarked = inSpan || end > start + 1 || hasDayPart(range)
    guard isMarked || expectation.isAsked || isLedIn(start) else { return nil }
    if !isMarked {
      // Digits in groups are no time, and a year neither.
      if isDigits(start - 1) || isDigits(end) { return nil }
      if Self.years.contains(number), isYear(range) { return nil }
    }
    if end > start + 1 || number / 100 > 12 || text.hasPrefix("0") {
      return closed(number / 100, number % 100, range, rule: "four-digits")
    }
    return time(number / 100, number % 100, range, rule: "four-digits", isBare: true)
  }

  private func isDigits(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].text.utf8.count > 2
      && tokens[index].text.utf8.allSatisfy { UInt8.isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// Four digits that may be a year as well.
  private static let years = 1900...2059

  /// "From 2009 to 2018", "May 9, 2018"; asked, "at 2015" and a lone "2015" are times.
  private func isYear(_ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    guard expectation.isAsked, !words.spans.contains(in: tokens, at: start - 1) else { return true }
    return words.cues.length(in: tokens, before: start) == nil && (endsDate(start) || !isNearlyAlone(range))
  }

  /// A day or month right before: "May 9, 2018".
  private func endsDate(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = tokens[index - 1]
    return before.text.utf8.first.map(UInt8.isDigit) == true || language[.months][before] != nil
      || language[.ordinals][before] != nil
  }

  private func hoursEnd(_ index: Int) -> Int { words.hours.contains(in: tokens, at: index) ? index + 1 : index }

  private func closed(_ hour: Int, _ minute: Int, _ range: Range<Int>, rule: String) -> TimeReading? {
    guard hour < 24 || minute == 0, hour <= 24 else { return nil }
    return TimeReading(
      hour: hour, minute: minute, isOpen: false, tokens: range, dayPart: nil, isBare: false, rule: rule)
  }

  // MARK: 12 hours

  /// An hour with what belongs to it.
  struct Clock {
    var reading: TimeReading
    var hasMinutes = false
    var isOClock = false
  }

  /// "Ten", "ten thirty", "ten oh five", "10 30", "seven o'clock".
  func clock(at start: Int) -> Clock? {
    guard let number = numbers.belowHundred(at: start), (1...23).contains(number.number) else { return nil }
    var clock = Clock(reading: time(number.number, 0, number.tokens, rule: "spoken"))
    var end = number.tokens.upperBound
    if let length = words.oclock.length(in: tokens, at: end) {
      clock.isOClock = true
      end += length
    } else if let length = words.oclockLed.length(in: tokens, at: end), isLedIn(start) {
      clock.isOClock = true
      end += length
      if number.number == 12 { clock.reading.isOpen = false }
    } else if let sum = sum(hour: number.number, at: end) {
      clock.hasMinutes = true
      clock.reading = time(sum.hour, sum.minute, start..<sum.end, rule: "hour-and-part")
      end = sum.end + (words.oclock.length(in: tokens, at: sum.end) ?? 0)
    } else if let found = minutes(at: words.hourSigns.contains(in: tokens, at: end) ? end + 1 : end) {
      clock.hasMinutes = true
      clock.reading.minute = found.number
      end = found.end + (words.oclock.length(in: tokens, at: found.end) ?? 0)
    }
    clock.reading.tokens = start..<end
    return clock
  }

  /// "Dos y media", "dos y veinte", "tres menos cuarto".
  private func sum(hour: Int, at index: Int) -> (hour: Int, minute: Int, end: Int)? {
    let isLess = words.hourMinus.contains(in: tokens, at: index)
    guard isLess || words.hourPlus.contains(in: tokens, at: index), index + 1 < tokens.count else { return nil }
    let minutes: Int
    var end: Int
    if let part = words.hourParts.entry(in: tokens, at: index + 1) {
      (minutes, end) = (part.number, index + 1 + part.length)
    } else if let number = numbers.belowHundred(at: index + 1), (1...59).contains(number.number) {
      (minutes, end) = (number.number, number.tokens.upperBound)
    } else {
      return nil
    }
    if words.minutes.contains(in: tokens, at: end) { end += 1 }
    if isCounted(end) { return nil }
    return isLess ? (hour == 1 ? 12 : hour - 1, 60 - minutes, end) : (hour, minutes, end)
  }

  /// Minutes after an hour: "thirty", "oh five", "05".
  func minutes(at start: Int) -> (number: Int, end: Int)? {
    guard start < tokens.count else { return nil }
    if words.zeros.contains(tokens[start]) {
      guard let unit = numbers.belowHundred(at: start + 1), unit.number < 10 else { return nil }
      return (unit.number, unit.tokens.upperBound)
    }
    let text = tokens[start].text
    if text.isASCIIDigits { return text.utf8.count == 2 && Int(text)! < 60 ? (Int(text)!, start + 1) : nil }
    guard let number = numbers.belowHundred(at: start), (10...59).contains(number.number) else { return nil }
    return (number.number, number.tokens.upperBound)
  }

  /// A time by its numbers, where the words around make it one.
  private func numbered(at start: Int) -> TimeReading? {
    guard let clock = clock(at: start).map(withUnit) else { return nil }
    var reading = clock.reading
    let range = reading.tokens
    if clock.isOClock || words.rough.contains(in: tokens, at: range.upperBound) { return reading }
    if isPronoun(start), !clock.hasMinutes { return hasHalf(range) ? reading : nil }
    if isCounted(range.upperBound) || isDayOfMonth(range) || endsNumber(start) { return nil }
    if tiesDayPart(range, hasMinutes: clock.hasMinutes) { return reading }
    if clock.hasMinutes {
      let isExpected = expectation.isAsked || expectation.limits.within != nil && isNearlyAlone(range)
      guard isExpected || isLedIn(start) else { return nil }
      reading.isBare = true
      return reading
    }
    guard !isFollowedByNumber(range.upperBound) else { return nil }
    if let cue = words.cues.length(in: tokens, before: start), !isForBooked(start),
      expectation.isAsked || !words.doubtfulCues.contains(tokens[start - cue])
    {
      reading.isBare = true
      reading.rule = "at-hour"
      return reading
    }
    guard expectation.isAsked, !isForBooked(start), !words.booked.contains(in: tokens, at: start - 1),
      mayEndBare(range), isNearlyAlone(range)
    else { return nil }
    reading.isBare = true
    reading.isWeak = true
    reading.rule = "bare-hour"
    return reading
  }

  /// "At eleven five": minutes below ten without their zero, at the end of a clause.
  private func withUnit(_ clock: Clock) -> Clock {
    let end = clock.reading.tokens.upperBound
    guard !clock.hasMinutes, !clock.isOClock, end < tokens.count, !tokens[end].text.isASCIIDigits,
      isLedIn(clock.reading.tokens.lowerBound), let unit = numbers.belowHundred(at: end), unit.number < 10,
      endsClause(unit.tokens.upperBound) || hasHalf(clock.reading.tokens.lowerBound..<unit.tokens.upperBound)
    else { return clock }
    var clock = clock
    clock.reading.minute = unit.number
    clock.reading.tokens = clock.reading.tokens.lowerBound..<unit.tokens.upperBound
    clock.hasMinutes = true
    return clock
  }
}
