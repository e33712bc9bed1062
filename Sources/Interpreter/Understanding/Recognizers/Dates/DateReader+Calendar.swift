import DialogDSL

/// Days named by month, number, holiday or their place in a month.
extension DateReader {
  // MARK: Months

  func month(at index: Int) -> Int? { language[.months][tokens.text(index)] }

  /// "March 10th", "March the tenth, 2026", "May 5".
  func monthDay(at start: Int) -> DateReading? {
    guard let month = month(at: start) else { return nil }
    var index = start + 1
    if tokens.text(index) == "the" { index += 1 }
    guard let day = dayNumber(at: index) else { return nil }
    return dated(month: month, day: day.number, start..<day.end, rule: "month-day")
  }

  /// "10 March", "the tenth of March", "10th of this month".
  func dayMonth(at start: Int) -> DateReading? {
    var index = start
    if tokens.text(index) == "the" { index += 1 }
    guard let day = dayNumber(at: index) else { return nil }
    index = day.end
    let hasOf = ["of", "in"].contains(tokens.text(index))
    if hasOf { index += 1 }
    if let month = month(at: index) {
      return dated(month: month, day: day.number, start..<(index + 1), rule: "day-month")
    }
    // "The 8th of the 12th": the month by its number.
    if hasOf, tokens.text(index) == "the", let month = numbers.ordinal(at: index + 1), (1...12).contains(month.number) {
      return dated(month: month.number, day: day.number, start..<month.tokens.upperBound, rule: "day-month")
    }
    guard hasOf || tokens.text(index) == "next", let (months, end) = monthReference(at: index) else { return nil }
    let first = CivilDate(year: calendar.today.year, month: calendar.today.month, day: 1)?.adding(months: months)
    guard let first, let date = CivilDate(year: first.year, month: first.month, day: day.number) else { return nil }
    return DateReading(date, start..<end, rule: "day-of-month")
  }

  /// "this month", "the month", "next month", as months from this one.
  private func monthReference(at index: Int) -> (months: Int, end: Int)? {
    if tokens.text(index + 1) == "month" {
      switch tokens.text(index) {
      case "this", "the": return (0, index + 2)
      case "next": return (1, index + 2)
      case "last": return (-1, index + 2)
      default: return nil
      }
    }
    return nil
  }

  private func dayNumber(at index: Int) -> (number: Int, end: Int)? {
    if let ordinal = numbers.ordinal(at: index), (1...31).contains(ordinal.number) {
      return (ordinal.number, ordinal.tokens.upperBound)
    }
    guard let number = numbers.belowHundred(at: index), (1...31).contains(number.number),
      number.tokens.count > 1 || tokens.text(index).utf8.count > 0
    else { return nil }
    // "March 2 people" has a count, not a day.
    if language[.people].contains(tokens.text(number.tokens.upperBound)) { return nil }
    return (number.number, number.tokens.upperBound)
  }

  private func dated(month: Int, day: Int, _ range: Range<Int>, rule: String) -> DateReading? {
    if let (year, end) = year(at: range.upperBound),
      let date = CivilDate(year: calendar.fullYear(year), month: month, day: day)
    {
      return DateReading(date, range.lowerBound..<end, rule: rule + "-year")
    }
    guard let date = calendar.resolve(month: month, day: day) else { return nil }
    if ["this", "next"].contains(tokens.text(range.upperBound)), tokens.text(range.upperBound + 1) == "year" {
      let year = calendar.today.year + (tokens.text(range.upperBound) == "next" ? 1 : 0)
      return CivilDate(year: year, month: month, day: day).map {
        DateReading($0, range.lowerBound..<(range.upperBound + 2), rule: rule + "-year")
      }
    }
    return DateReading(date, range, rule: rule)
  }

  // MARK: Years

  /// "2026", "nineteen eighty four", "twenty twenty six", "two thousand and five"; two digits only of a past day.
  func year(at start: Int) -> (year: Int, end: Int)? {
    var index = start
    if ["in", "of"].contains(tokens.text(index)) { index += 1 }
    let text = tokens.text(index)
    if text.isASCIIDigits {
      if text.utf8.count == 4, let year = Int(text), (1850...2150).contains(year) { return (year, index + 1) }
      if calendar.prefersPast, text.utf8.count == 2, let year = Int(text) { return (year, index + 1) }
      return nil
    }
    if text.utf8.count == 3, text.first == "'", let year = Int(text.dropFirst()) { return (year, index + 1) }
    if let century = numbers.belowHundred(at: index), [18, 19, 20, 21].contains(century.number),
      let rest = yearWithinCentury(at: century.tokens.upperBound, century: century.number, start: index)
    {
      return rest
    }
    if text == "two", tokens.text(index + 1) == "thousand", let number = numbers.cardinal(at: index),
      let year = number.value.integer, (2000...2150).contains(year)
    {
      return (year, number.tokens.upperBound)
    }
    guard calendar.prefersPast, let number = numbers.belowHundred(at: index), number.number >= 10 else { return nil }
    return (number.number, number.tokens.upperBound)
  }

  private func yearWithinCentury(at index: Int, century: Int, start: Int) -> (year: Int, end: Int)? {
    let text = tokens.text(index)
    if text == "hundred" {
      var next = index + 1
      if tokens.text(next) == "and" { next += 1 }
      if let rest = numbers.belowHundred(at: next) { return (century * 100 + rest.number, rest.tokens.upperBound) }
      return (century * 100, index + 1)
    }
    if language[.spelledZero].contains(text), let unit = language[.units][tokens.text(index + 1)] {
      return (century * 100 + unit, index + 2)
    }
    guard let rest = numbers.belowHundred(at: index), rest.number >= 10 else { return nil }
    return (century * 100 + rest.number, rest.tokens.upperBound)
  }

  // MARK: Written in numbers

  /// `2026-03-10`, `3/10`, `10/3/2026`, `10.3.2026`; "28 4 96" and "ten two eighty four" only when asked.
  func numeric(at start: Int) -> DateReading? {
    let text = tokens.text(start)
    for separator in ["-", "/", "."] as [Character] where text.contains(separator) {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      let numbers = parts.compactMap { $0.isEmpty || $0.utf8.count > 4 ? nil : Int($0) }
      guard numbers.count == parts.count else { return nil }
      return numericDate(parts.map { $0.utf8.count }, numbers, separator: separator, start..<(start + 1))
    }
    return asked(at: start)
  }

  private func numericDate(_ widths: [Int], _ parts: [Int], separator: Character, _ range: Range<Int>) -> DateReading? {
    if parts.count == 3, widths[0] == 4 {
      return CivilDate(year: parts[0], month: parts[1], day: parts[2]).map { DateReading($0, range, rule: "iso") }
    }
    guard widths.allSatisfy({ $0 <= 2 }) || parts.count == 3 && widths[2] == 4 && widths[0] <= 2 && widths[1] <= 2
    else { return nil }
    if parts.count == 3 {
      return ordered(parts[0], parts[1]) {
        calendar.fullYear(parts[2]) == 0 ? nil : CivilDate(year: calendar.fullYear(parts[2]), month: $0, day: $1)
      }
      .map { DateReading($0, range, rule: "numeric") }
    }
    // "2-3" is a range and "2.30" a time: only a slash makes two numbers a date by itself.
    guard parts.count == 2, separator == "/" || expectation.isAsked && separator == "-" else { return nil }
    if let (year, end) = year(at: range.upperBound) {
      return ordered(parts[0], parts[1]) { CivilDate(year: calendar.fullYear(year), month: $0, day: $1) }
        .map { DateReading($0, range.lowerBound..<end, rule: "numeric") }
    }
    return ordered(parts[0], parts[1]) { calendar.resolve(month: $0, day: $1) }
      .map { DateReading($0, range, rule: "numeric") }
  }

  /// Month first in the US, day first elsewhere; the other way round where only that is a day.
  private func ordered(_ a: Int, _ b: Int, _ date: (_ month: Int, _ day: Int) -> CivilDate?) -> CivilDate? {
    expectation.locale.region == "US" ? date(a, b) ?? date(b, a) : date(b, a) ?? date(a, b)
  }

  private func asked(at start: Int) -> DateReading? {
    if let run = digitsOnly(at: start) { return run }
    guard expectation.isAsked, calendar.prefersPast, let first = dayNumber(at: start),
      let second = dayNumber(at: first.end), let (year, end) = year(at: second.end)
    else { return nil }
    let date = ordered(first.number, second.number) {
      CivilDate(year: calendar.fullYear(year), month: $0, day: $1)
    }
    return date.map { DateReading($0, start..<end, rule: "numeric") }
  }

  /// "1703 1948", "17031948": speech recognition's way to write a day, month and year said in digits.
  private func digitsOnly(at start: Int) -> DateReading? {
    let text = tokens.text(start)
    guard expectation.isAsked, calendar.prefersPast, text.isASCIIDigits else { return nil }
    let (digits, end) = text.utf8.count == 4 ? (text + tokens.text(start + 1), start + 2) : (text, start + 1)
    guard digits.isASCIIDigits, digits.utf8.count == 8, let number = Int(digits) else { return nil }
    let year = number % 10_000
    guard (1850...calendar.today.year).contains(year) else { return nil }
    return ordered(number / 1_000_000, number / 10_000 % 100) { CivilDate(year: year, month: $0, day: $1) }
      .map { DateReading($0, start..<end, rule: "digits") }
  }

  // MARK: Days of a month

  /// "the ninth", "on the 9th": the next (or last) one. Unasked, the ordinal needs an article and nothing it could
  /// count.
  func dayOfMonth(at start: Int) -> DateReading? {
    // "February 30th" is no day, and not the 30th of another month either.
    if month(at: start - 1) != nil { return nil }
    var index = start
    let hasArticle = tokens.text(index) == "the"
    if hasArticle { index += 1 }
    if let ordinal = numbers.ordinal(at: index), (1...31).contains(ordinal.number) {
      let after = tokens.text(ordinal.tokens.upperBound)
      let counts =
        language[.rankedThings].contains(after) || language[.people].contains(after)
        || language[.dayUnits][after] != nil
      let isPlaced = language[.dayCues].contains(tokens.text(start - 1))
      let isWritten = tokens.text(index).first?.isASCIIDigit == true
      guard !counts,
        expectation.isAsked || hasArticle && (isPlaced || isWritten || ordinal.number > 3) || isPlaced && isWritten,
        let date = calendar.resolve(dayOfMonth: ordinal.number).first
      else { return nil }
      return DateReading(date, start..<ordinal.tokens.upperBound, rule: "day")
    }
    // "the 9": a recogniser's way to write it.
    guard expectation.isAsked, hasArticle, let number = numbers.belowHundred(at: index),
      (1...31).contains(number.number),
      index + number.tokens.count == tokens.count, let date = calendar.resolve(dayOfMonth: number.number).first
    else { return nil }
    var reading = DateReading(date, start..<number.tokens.upperBound, rule: "number")
    reading.isGuessed = true
    return reading
  }

  /// "the first Monday in May", "last Friday of the month".
  func nthWeekday(at start: Int) -> DateReading? {
    var index = start
    if tokens.text(index) == "the" { index += 1 }
    let isLast = tokens.text(index) == "last"
    let ordinal = isLast ? nil : numbers.ordinal(at: index)
    guard isLast || ordinal.map({ (1...5).contains($0.number) }) == true else { return nil }
    index = ordinal?.tokens.upperBound ?? index + 1
    guard let weekday = language[.weekdays][tokens.text(index)].flatMap(Weekday.init(rawValue:)),
      ["in", "of"].contains(tokens.text(index + 1)), let place = monthPlace(at: index + 2)
    else { return nil }
    let nth = ordinal?.number
    func date(inMonthOf first: CivilDate) -> CivilDate? {
      guard let nth else {
        let last = first.adding(months: 1).adding(days: -1)
        return last.adding(days: -((last.weekday.rawValue - weekday.rawValue + 7) % 7))
      }
      let date = first.adding(days: (weekday.rawValue - first.weekday.rawValue + 7) % 7 + 7 * (nth - 1))
      return date.month == first.month ? date : nil
    }
    guard let found = place.firsts.compactMap(date).first(where: { place.isFixed || isPreferred($0) }) else {
      return nil
    }
    return DateReading(found, start..<place.end, rule: "nth-weekday")
  }

  private func isPreferred(_ date: CivilDate) -> Bool {
    calendar.prefersPast ? date <= calendar.today : date >= calendar.today
  }

  private struct MonthPlace {
    /// First days of the months it may be, the nearest first.
    var firsts: [CivilDate]
    var isFixed: Bool
    var end: Int
  }

  /// "May", "May 2027", "this month", "next month".
  private func monthPlace(at index: Int) -> MonthPlace? {
    if let month = month(at: index) {
      if let (year, end) = year(at: index + 1) {
        return MonthPlace(
          firsts: [CivilDate(year: calendar.fullYear(year), month: month, day: 1)].compactMap { $0 }, isFixed: true,
          end: end)
      }
      let years = calendar.prefersPast ? [0, -1] : [0, 1]
      return MonthPlace(
        firsts: years.compactMap { CivilDate(year: calendar.today.year + $0, month: month, day: 1) }, isFixed: false,
        end: index + 1)
    }
    guard let (months, end) = monthReference(at: index),
      let first = CivilDate(year: calendar.today.year, month: calendar.today.month, day: 1)
    else { return nil }
    return MonthPlace(firsts: [first.adding(months: months)], isFixed: true, end: end)
  }

  /// "the end of the month", "end of next month", "the last day of May", "the end of the year".
  func edge(at start: Int) -> DateReading? {
    var index = start
    if tokens.text(index) == "the" { index += 1 }
    if tokens.text(index) == "last", tokens.text(index + 1) == "day" {
      index += 2
    } else if tokens.text(index) == "end" {
      index += 1
    } else {
      return nil
    }
    guard ["of", "in"].contains(tokens.text(index)) else { return nil }
    if tokens.text(index + 2) == "year", ["the", "this"].contains(tokens.text(index + 1)) {
      return CivilDate(year: calendar.today.year, month: 12, day: 31).map {
        DateReading($0, start..<(index + 3), rule: "end-of-year")
      }
    }
    guard let place = monthPlace(at: index + 1) else { return nil }
    let lasts = place.firsts.map { $0.adding(months: 1).adding(days: -1) }
    guard let found = lasts.first(where: { place.isFixed || isPreferred($0) }) else { return nil }
    return DateReading(found, start..<place.end, rule: "end-of-month")
  }

  // MARK: Holidays

  func holiday(at start: Int) -> DateReading? {
    let index = tokens.text(start) == "the" ? start + 1 : start
    guard let entry = language[.holidays].entry(in: tokens, at: index) else { return nil }
    return dated(
      month: entry.number / 100, day: entry.number % 100, start..<(index + entry.length), rule: "holiday")
  }
}
