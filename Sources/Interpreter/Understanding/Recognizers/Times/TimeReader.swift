import DialogDSL

/// Finds clock times and decides, by the words around them, which numbers are times.
struct TimeReader {
  let tokens: Tokens
  let language: LanguageData
  let expectation: Expectation
  let numbers: NumberReader

  init(tokens: Tokens, language: LanguageData, expectation: Expectation) {
    self.tokens = tokens
    self.language = language
    self.expectation = expectation
    numbers = NumberReader(tokens, language: language)
  }

  /// All times, in order; none overlap.
  func readings() -> [TimeReading] {
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
    return readings
  }

  private func reading(at index: Int) -> TimeReading? {
    if let name = language[.clockNames].entry(in: tokens, at: index) {
      return TimeReading(
        hour: name.number / 60, minute: name.number % 60, isOpen: false, tokens: index..<(index + name.length),
        dayPart: nil, isBare: false, rule: "clock-name")
    }
    return relative(at: index) ?? written(at: index) ?? spoken(at: index)
  }

  // MARK: "half past two"

  /// "half past two", "quarter to four", "ten of four", "five after six", "half two".
  private func relative(at start: Int) -> TimeReading? {
    guard let amount = minutes(at: start) else { return nil }
    var index = start + amount.length
    if ["minute", "minutes", "mins", "min"].contains(tokens.text(index)) { index += 1 }
    let direction = tokens.text(index)
    if tokens.text(start) == "half", let hour = hour(at: index), hour.number <= 12, !isCounted(hour.end) {
      return time(hour.number, 30, start..<hour.end, rule: "half")
    }
    let isAfter = ["past", "after"].contains(direction)
    guard isAfter || ["to", "of", "till", "til", "before", "until"].contains(direction), let hour = hour(at: index + 1)
    else { return nil }
    if direction == "after" || direction == "before" || direction == "of", amount.number > 30 { return nil }
    // "Ten to four" is a time; "from ten to four" two of them.
    if direction == "to" || direction == "till" || direction == "until",
      ["from", "between"].contains(tokens.text(start - 1))
    {
      return nil
    }
    guard (1...59).contains(amount.number) else { return nil }
    let isNamed = ["noon", "midday"].contains(tokens.text(index + 1))
    if isAfter, var reading = time(hour.number, amount.number, start..<hour.end, rule: "past") {
      reading.isOpen = reading.isOpen && !isNamed
      return reading
    }
    // A quarter to thirteen is said of a 24-hour clock; a quarter to one is 12:45.
    let before = hour.number == 1 ? 12 : hour.number == 0 ? 23 : hour.number - 1
    guard var reading = time(before, 60 - amount.number, start..<hour.end, rule: "to") else { return nil }
    if isNamed { reading.isOpen = false }
    return reading
  }

  private func minutes(at start: Int) -> (number: Int, length: Int)? {
    let article = tokens.text(start) == "a" ? 1 : 0
    switch tokens.text(start + article) {
    case "half": return (30, 1 + article)
    case "quarter": return (15, 1 + article)
    default: break
    }
    guard article == 0, let number = numbers.belowHundred(at: start) else { return nil }
    return (number.number, number.tokens.count)
  }

  private func hour(at index: Int) -> (number: Int, end: Int)? {
    switch tokens.text(index) {
    case "noon", "midday": return (12, index + 1)
    case "midnight": return (0, index + 1)
    default: break
    }
    // "Half past 5pm": the half of the day clings to the hour.
    if let written = WrittenTime(tokens.text(index)), let half = written.half, written.minute == 0, written.hour <= 12 {
      return (half == .first ? written.hour % 12 : written.hour % 12 + 12, index + 1)
    }
    guard let number = numbers.belowHundred(at: index), (0...23).contains(number.number) else { return nil }
    let end = number.tokens.upperBound
    return (number.number, tokens.text(end) == "oclock" ? end + 1 : end)
  }

  // MARK: "2:30 pm"

  /// `14:30`, `2:30pm`, `2pm`, `10.30`, `7.30pm`, `1430h`, `1500 hours`.
  private func written(at start: Int) -> TimeReading? {
    let text = tokens.text(start)
    guard text.first?.isASCIIDigit == true else { return nil }
    guard let parts = WrittenTime(text), parts.hour < 24 || parts.hour == 24 && parts.minute == 0, parts.minute < 60
    else {
      return nil
    }
    let range = start..<(start + 1)
    if let half = parts.half {
      guard (1...12).contains(parts.hour) || parts.hour < 24 else { return nil }
      return halved(parts.hour, parts.minute, half: half, range, rule: "written")
    }
    // A dot needs something that makes it a time: "10.30" may be an amount.
    if parts.separator == ".", !parts.isRough,
      text.utf8.count < 4
        || !(expectation.isAsked || expectation.limits.within != nil || isLedIn(start) || hasDayPart(after: range))
    {
      return nil
    }
    if parts.is24Hour {
      return TimeReading(
        hour: parts.hour, minute: parts.minute, isOpen: false, tokens: range, dayPart: nil, isBare: false,
        rule: "written")
    }
    // "07:30" is written by a 24-hour clock unless "pm" follows.
    return time(
      parts.hour, parts.minute, range, rule: "written",
      hasLeadingZero: text.hasPrefix("0") && !hasDayPart(after: range) && !hasDayPartBefore(range)
        && !fitsOnlyAfternoon(parts))
  }

  /// Whether the limits leave only the second half of the day.
  private func fitsOnlyAfternoon(_ time: WrittenTime) -> Bool {
    guard let within = expectation.limits.within, let early = ClockTime(hour: time.hour, minute: time.minute) else {
      return false
    }
    return !within.contains(early)
  }

  // MARK: "ten thirty"

  /// "ten", "ten thirty", "ten oh five", "10 30", "fifteen hundred", "seven o'clock".
  private func spoken(at start: Int) -> TimeReading? {
    guard let first = hourOrFour(at: start) else { return nil }
    let isMilitary = first.minute != nil
    var minute = first.minute ?? 0
    var end = first.end
    var hasMinutes = isMilitary
    var isClock = false
    if !isMilitary {
      if tokens.text(end) == "hundred" {
        // "Fifteen hundred hours"; "three hundred" is a number.
        let hasHours = tokens.text(end + 1) == "hours"
        guard first.number >= 10 || hasHours || tokens.text(start - 1) == "oh" || tokens.text(start - 1) == "zero"
        else { return nil }
        guard hasHours || expectation.isAsked || isLedIn(start) else { return nil }
        return TimeReading(
          hour: first.number, minute: 0, isOpen: false, tokens: start..<(end + (hasHours ? 2 : 1)), dayPart: nil,
          isBare: false, rule: "hundred")
      }
      if tokens.text(end) == "oclock" {
        isClock = true
        end += 1
      } else if let found = spokenMinutes(at: end) {
        minute = found.number
        end = found.end
        hasMinutes = true
        if tokens.text(end) == "oclock" { end += 1 }
      }
    }
    let range = start..<end
    if hasDayPart(after: range) || hasDayPartBefore(range) {
      // "5 in the morning" yes; "2 people in the evening" has a noun between and is not reached.
      return time(first.number, minute, range, rule: "spoken")
    }
    if isClock || tokens.text(end) == "ish" { return time(first.number, minute, range, rule: "oclock") }
    if isCounted(end) || isDayOfMonth(range) { return nil }
    if hasMinutes {
      let isExpected = expectation.isAsked || expectation.limits.within != nil && isNearlyAlone(range)
      guard isExpected || isLedIn(start) else { return nil }
      return time(first.number, minute, range, rule: "spoken", isBare: true)
    }
    let isPlaced = language[.timeCues].contains(leadIn(start))
    if isPlaced, leadIn(start) != "about" || expectation.isAsked, !isMoneyOrPercent(range) {
      return time(first.number, 0, range, rule: "at-hour", isBare: true)
    }
    if tokens.text(start) == "one", ["the", "that", "this", "which"].contains(tokens.text(start - 1)) { return nil }
    guard expectation.isAsked, isNearlyAlone(range) else { return nil }
    return time(first.number, 0, range, rule: "bare-hour", isBare: true)
  }

  /// An hour, or four digits of a 24-hour clock in one word.
  private func hourOrFour(at start: Int) -> (number: Int, minute: Int?, end: Int)? {
    let text = tokens.text(start)
    if text.isASCIIDigits, (3...4).contains(text.utf8.count), let number = Int(text) {
      let hour = number / 100
      let isTime = tokens.text(start + 1) == "hours" || tokens.text(start + 1) == "h"
      guard hour < 24, number % 100 < 60,
        isTime || expectation.isAsked || isLedIn(start) || hasDayPart(after: start..<(start + 1))
      else { return nil }
      // A year is no time.
      if !isTime, !hasDayPart(after: start..<(start + 1)), (1900...2059).contains(number), !isLedIn(start),
        !isNearlyAlone(start..<(start + 1))
      {
        return nil
      }
      return (hour, number % 100, start + (isTime ? 2 : 1))
    }
    if text == "oh" || text == "zero", let unit = language[.units][tokens.text(start + 1)],
      tokens.text(start + 2) == "hundred" || spokenMinutes(at: start + 2) != nil
    {
      return (unit, nil, start + 2)
    }
    guard let number = numbers.belowHundred(at: start), number.number <= 23, number.number > 0 else { return nil }
    // "Twenty three" may be an hour; "twenty" followed by a unit is read whole.
    return (number.number, nil, number.tokens.upperBound)
  }

  private func spokenMinutes(at start: Int) -> (number: Int, end: Int)? {
    let text = tokens.text(start)
    if language[.spelledZero].contains(text), let unit = language[.units][tokens.text(start + 1)], unit > 0 {
      return (unit, start + 2)
    }
    if text.isASCIIDigits { return text.utf8.count == 2 && Int(text)! < 60 ? (Int(text)!, start + 1) : nil }
    guard let number = numbers.belowHundred(at: start), (10...59).contains(number.number) else { return nil }
    return (number.number, number.tokens.upperBound)
  }

  // MARK: Surroundings

  private func leadIn(_ start: Int) -> String {
    var index = start - 1
    while index >= 0, tokens[index].isFiller { index -= 1 }
    return tokens.text(index)
  }

  private func isLedIn(_ start: Int) -> Bool {
    language[.timeBounds].contains(leadIn(start))
  }

  private func dayPartEntry(at index: Int) -> (number: Int, length: Int)? {
    language[.dayParts].entry(in: tokens, at: index)
  }

  private func hasDayPart(after range: Range<Int>) -> Bool { dayPart(after: range) != nil }

  private func dayPart(after range: Range<Int>) -> (number: Int, range: Range<Int>)? {
    let start = tokens.text(range.upperBound) == "ish" ? range.upperBound + 1 : range.upperBound
    for index in [start, start + 1] {
      if index > start, !["tomorrow", "on"].contains(tokens.text(start)) { break }
      // "One night" is a length of stay.
      if tokens.text(index) == "night" || tokens.text(index) == "nights" { break }
      if let entry = dayPartEntry(at: index) { return (entry.number, index..<(index + entry.length)) }
    }
    return nil
  }

  /// "In the evening at six", "tomorrow morning around ten".
  private func dayPartBefore(_ range: Range<Int>) -> (number: Int, range: Range<Int>)? {
    var end = range.lowerBound
    while end > 0,
      language[.timeLinks].contains(tokens.text(end - 1)) || tokens[end - 1].isFiller
    {
      end -= 1
    }
    for length in [3, 2, 1] where end - length >= 0 {
      if let entry = dayPartEntry(at: end - length), entry.length == length {
        return (entry.number, (end - length)..<end)
      }
    }
    return nil
  }

  private func hasDayPartBefore(_ range: Range<Int>) -> Bool {
    guard let found = dayPartBefore(range) else { return false }
    // "a m" before a number belongs to the time before it.
    return !["am", "pm", "m"].contains(tokens.text(found.range.upperBound - 1))
  }

  /// "Two people", "three days": a number of things.
  private func isCounted(_ end: Int) -> Bool {
    let next = tokens.text(end)
    return language[.people].contains(next) || language[.dayUnits][next] != nil || language[.monthUnits][next] != nil
      || language[.countedThings].contains(next)
      || language[.months][next] != nil && language[.doubtfulMonths][next] == nil
  }

  private func isDayOfMonth(_ range: Range<Int>) -> Bool {
    language[.months][tokens.text(range.lowerBound - 1)] != nil
      || language[.months][tokens.text(range.lowerBound - 2)] != nil && tokens.text(range.lowerBound - 1) == "the"
      || language[.months][tokens.text(range.upperBound)] != nil
  }

  private func isMoneyOrPercent(_ range: Range<Int>) -> Bool {
    language[.amounts].contains(tokens.text(range.upperBound))
  }

  /// Whether nothing but small words stands around it.
  private func isNearlyAlone(_ range: Range<Int>) -> Bool {
    var others = 0
    for index in tokens.all.indices where !range.contains(index) {
      if tokens[index].isFiller || language[.small].contains(tokens[index].text) { continue }
      others += 1
    }
    return others <= 2
  }

  // MARK: Making a time

  private func time(
    _ hour: Int, _ minute: Int, _ range: Range<Int>, rule: String, isBare: Bool = false, hasLeadingZero: Bool = false
  ) -> TimeReading? {
    guard (0...24).contains(hour), (0...59).contains(minute) else { return nil }
    let isOpen = (1...12).contains(hour) && !hasLeadingZero
    return TimeReading(
      hour: hour, minute: minute, isOpen: isOpen, tokens: range, dayPart: nil, isBare: isBare, rule: rule)
  }

  private func halved(_ hour: Int, _ minute: Int, half: Half, _ range: Range<Int>, rule: String) -> TimeReading {
    let hour = hour > 12 ? hour : half == .first ? hour % 12 : hour % 12 + 12
    return TimeReading(
      hour: hour, minute: minute, isOpen: false, tokens: range, dayPart: nil, isBare: false, rule: rule)
  }

  /// Applies "in the evening" where it is said near.
  private func withDayPart(_ reading: TimeReading) -> TimeReading {
    let before = hasDayPartBefore(reading.tokens) ? dayPartBefore(reading.tokens) : nil
    guard let part = dayPart(after: reading.tokens) ?? before else { return reading }
    var reading = reading
    reading.dayPart = part.range
    guard reading.isOpen else { return reading }
    let to = part.number % 100
    reading.isOpen = false
    reading.isBare = false
    let hour = reading.hour % 12
    switch to {
    case 11: reading.hour = hour
    // "Twelve at night" and "one at night" begin the day.
    case 27: reading.hour = hour < 5 ? hour : hour + 12
    default: reading.hour = hour + 12
    }
    return reading
  }

  /// The prepositions before a time belong to it.
  private func withLeadIn(_ reading: TimeReading, after floor: Int) -> TimeReading {
    var reading = reading
    var start = reading.tokens.lowerBound
    while start > floor,
      language[.timeLeadIn].contains(
        tokens.text(start - 1))
        || tokens[start - 1].isFiller && start - 1 > floor
    {
      start -= 1
    }
    while start < reading.tokens.lowerBound, tokens[start].isFiller { start += 1 }
    var end = reading.tokens.upperBound
    if ["ish", "sharp"].contains(tokens.text(end)) { end += 1 }
    reading.tokens = start..<end
    return reading
  }
}
