import DialogDSL

/// Days named by month and number, or by their place in a month.
extension DateReader {
  func month(at index: Int) -> Int? { number(language[.months], index) }

  /// "March 10th", "March the tenth, 2026", "May 5".
  func monthDay(at start: Int) -> DateReading? {
    guard let month = month(at: start), !isMonthOfYear(start) else { return nil }
    guard let day = dayNumber(at: skipping(.articles, start + 1)) ?? misheardDay(at: start + 1) else { return nil }
    return dated(month: month, day: day.number, start..<day.end, rule: "month-day")
  }

  /// "March twenty twenty seven": no day is in it.
  private func isMonthOfYear(_ start: Int) -> Bool {
    guard ordinal(at: start + 1) == nil, let day = belowHundred(at: start + 1), [18, 19, 20, 21].contains(day.number),
      digits(at: start + 1) == nil, let (year, end) = year(at: start + 1)
    else { return false }
    return year > 1000 && end > day.tokens.upperBound && self.year(at: end) == nil
  }

  /// "1984 June fifth", "nineteen eighty four, June fifth".
  func yearFirst(at start: Int) -> DateReading? {
    guard let (year, end) = year(at: start), year > 1000, let month = month(at: end),
      let day = dayNumber(at: skipping(.articles, end + 1)), self.year(at: day.end) == nil,
      let date = CivilDate(year: year, month: month, day: day.number)
    else { return nil }
    return DateReading(
      date, start..<day.end, rule: "year-month-day", said: .init(day: day.number, month: month, year: year))
  }

  /// "Next month on the 5th".
  func monthFirst(at start: Int) -> DateReading? {
    guard let (months, end) = turned(.month, at: start) else { return nil }
    let index = skipping(.articles, skipping(.on, end))
    guard let day = ordinal(at: index), (1...31).contains(day.number) else { return nil }
    let first = calendar.today.firstOfMonth.adding(months: months)
    guard let date = CivilDate(year: first.year, month: first.month, day: day.number) else { return nil }
    return DateReading(
      date, start..<day.tokens.upperBound, rule: "day-of-month",
      said: .init(day: day.number, month: first.month, year: first.year))
  }

  /// "10 March", "the tenth of March", "10th of this month", "the 15th day of next month", "the 8th of the 12th".
  func dayMonth(at start: Int) -> DateReading? {
    guard let day = dayNumber(at: skippingDay(start)) ?? misheardDay(at: start) else { return nil }
    var index = skipping(.day, day.end)
    let hasOf = has(.of, index)
    if hasOf { index += 1 }
    if let month = month(at: index) {
      // "The sixth May sixth", "May 5th" for the month itself, "Jan January": said twice over.
      var end = index + 1
      if self.month(at: end) == month { end += 1 }
      if let again = ordinal(at: end), again.number == month, year(at: again.tokens.upperBound) != nil {
        end = again.tokens.upperBound
      }
      return dated(month: month, day: day.number, start..<end, rule: "day-month")
    }
    // The month by its number.
    if hasOf, has(.articles, index), let month = ordinal(at: index + 1), (1...12).contains(month.number) {
      return dated(month: month.number, day: day.number, start..<month.tokens.upperBound, rule: "day-month")
    }
    // "The fifth of six eighty four".
    if hasOf, let month = belowHundred(at: skipping(.articles, index)), (1...12).contains(month.number),
      year(at: month.tokens.upperBound) != nil
    {
      return dated(month: month.number, day: day.number, start..<month.tokens.upperBound, rule: "day-month")
    }
    // "The 9th the 5th 84" of somebody born then.
    if calendar.prefersPast, let month = ordinal(at: skipping(.articles, index)), month.number <= 12,
      year(at: month.tokens.upperBound) != nil
    {
      return dated(month: month.number, day: day.number, start..<month.tokens.upperBound, rule: "day-month")
    }
    guard let (months, end) = turned(.month, at: index, isBare: hasOf), hasOf || !has(.articles, index) else {
      return nil
    }
    let first = calendar.today.firstOfMonth.adding(months: months)
    guard let date = CivilDate(year: first.year, month: first.month, day: day.number) else { return nil }
    return DateReading(
      date, start..<end, rule: "day-of-month", said: .init(day: day.number, month: first.month, year: first.year))
  }

  /// The index after "the", "the day": of what may be its number.
  private func skippingDay(_ start: Int) -> Int {
    let index = skipping(.articles, start)
    return has(.day, index) && belowHundred(at: index + 1) != nil ? index + 1 : index
  }

  func dayNumber(at index: Int) -> (number: Int, end: Int)? {
    guard index < tokens.count else { return nil }
    if let ordinal = ordinal(at: index), (1...31).contains(ordinal.number) {
      return (ordinal.number, ordinal.tokens.upperBound)
    }
    guard let number = belowHundred(at: index) ?? zeroed(at: index), (1...31).contains(number.number) else {
      return nil
    }
    // "March 2 people" has a count, not a day.
    return has(language[.people], number.tokens.upperBound) ? nil : (number.number, number.tokens.upperBound)
  }

  /// "oh nine", "o5".
  private func zeroed(at index: Int) -> (number: Int, tokens: Range<Int>)? {
    if has(language[.spelledZero], index), let unit = number(language[.units], index + 1), unit > 0 {
      return (unit, index..<(index + 2))
    }
    let text = tokens.text(index)
    guard text.utf8.count == 2, text.utf8.first == UInt8(ascii: "o"), let digit = Int(text.dropFirst()) else {
      return nil
    }
    return (digit, index..<(index + 1))
  }

  /// "March the forth", "too of May 1984": what sounds like a day's number, beside a month and where little else fits.
  private func misheardDay(at start: Int) -> (number: Int, end: Int)? {
    let index = skipping(.articles, start)
    guard let number = number(.misheardDays, index) else { return nil }
    let end = index + 1
    let isOrdinalLike = index > start && month(at: start - 1) != nil || has(.of, end) && month(at: end + 1) != nil
    let hasMonthBefore = month(at: start - 1) != nil
    guard
      isOrdinalLike || hasMonthBefore && year(at: end) != nil
        || index > start && has(.of, end) && month(at: end + 1) != nil
    else { return nil }
    // "To March" and "for May" are prepositions unless an article or a month stands before.
    if !hasMonthBefore, index == start, ordinal(at: index) == nil, number < 3 || number == 4 { return nil }
    return (number, end)
  }

  private func dated(month: Int, day: Int, _ range: Range<Int>, rule: String) -> DateReading? {
    if let (year, end) = year(at: range.upperBound) {
      let full = calendar.fullYear(year)
      if let date = CivilDate(year: full, month: month, day: day) {
        return DateReading(
          date, range.lowerBound..<end, rule: rule + "-year", said: .init(day: day, month: month, year: full))
      }
    }
    if let (count, end) = turned(.year, at: skipping(.of, range.upperBound)) {
      let year = calendar.today.year + count
      return CivilDate(year: year, month: month, day: day).map {
        DateReading($0, range.lowerBound..<end, rule: rule + "-year", said: .init(day: day, month: month, year: year))
      }
    }
    // "3 April 200": a year that the caller's recogniser lost a part of.
    if calendar.prefersPast, tokens.text(range.upperBound).isASCIIDigits { return nil }
    guard let date = calendar.resolve(month: month, day: day) else { return nil }
    return DateReading(date, range, rule: rule, said: .init(day: day, month: month))
  }

  /// A month between a day and a year, in any order and held together by signs: `31/Oct/1974`, `2019-aug-1`,
  /// `Sep-23-2020`.
  func writtenMonth(at start: Int) -> DateReading? {
    guard start + 2 < tokens.count, (0..<3).contains(where: { month(at: start + $0) != nil }) else { return nil }
    if tokens[start].word == tokens[start + 2].word, let day = digits(at: start), let month = month(at: start + 1),
      let (year, width) = digits(at: start + 2), width == 2
    {
      let said = DateReading.Said(day: day.number, month: month, year: calendar.fullYear(year))
      return CivilDate(year: said.year!, month: month, day: day.number).map {
        DateReading($0, start..<(start + 3), rule: "written-month-year", said: said)
      }
    }
    // The year at the end is read with its month.
    guard (0..<2).contains(where: { digits(at: start + $0)?.width == 4 }) else { return nil }
    var parts = DateReading.Said()
    for index in start..<(start + 3) {
      if let month = month(at: index) {
        parts.month = month
      } else if let (number, width) = digits(at: index) {
        if width == 4 { parts.year = number } else { parts.day = number }
      }
    }
    guard let day = parts.day, let month = parts.month, let year = parts.year,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return DateReading(date, start..<(start + 3), rule: "written-month-year", said: parts)
  }

  // MARK: Days of a month

  /// "the ninth", "on the 9th": the next (or last) one. Unasked, the ordinal needs an article and nothing it could
  /// count.
  func dayOfMonth(at start: Int) -> DateReading? {
    // "February 30th" is no day, and not the 30th of another month either.
    if month(at: start - 1) != nil { return nil }
    let index = skippingDay(start)
    let hasArticle = index > start
    if let ordinal = ordinal(at: index), (1...31).contains(ordinal.number) {
      let end = ordinal.tokens.upperBound
      let isPlaced = has(language[.dayCues], start - 1)
      let isWritten = tokens[index].text.utf8.first.map { $0 < 58 } == true
      // Nor is "the 31st of April".
      let ofMonth = skipping(.of, end)
      if month(at: ofMonth) != nil || turned(.month, at: ofMonth) != nil { return nil }
      guard !isCounted(end) || ordinal.number > Self.mostCounted && isAvailability(end),
        expectation.isAsked || hasArticle && (isPlaced || isWritten || ordinal.number > Self.mostCounted)
          || isPlaced && isWritten,
        !calendar.prefersPast || !hasMoreNumbers(beside: start..<end),
        let date = calendar.resolve(dayOfMonth: ordinal.number).first
      else { return nil }
      return DateReading(date, start..<end, rule: "day", said: .init(day: ordinal.number))
    }
    return bareNumber(at: start, index)
  }

  /// Up to here an ordinal with an article is as often a place in a row: "the first time".
  private static let mostCounted = 3

  /// "Is the 14th available": said of a day as of "the first available".
  private func isAvailability(_ index: Int) -> Bool {
    has(language[.rankedThings], index) && number(language[.dayUnits], index) == nil && !has(.counted, index)
  }

  /// Digits elsewhere are pieces of the date that were not understood.
  private func hasMoreNumbers(beside range: Range<Int>) -> Bool {
    hasDigits(beside: range) || belowHundred(at: range.upperBound) != nil
  }

  /// "the 9", "on 15": a recogniser's way to write it.
  private func bareNumber(at start: Int, _ index: Int) -> DateReading? {
    let hasArticle = index > start
    if has(.cardinalDays, index - 1), expectation.isAsked || has(language[.dayCues], index - 2),
      let number = bareDay(at: index), let date = calendar.resolve(dayOfMonth: number.day).first
    {
      return DateReading(date, start..<number.end, rule: "day", said: .init(day: number.day))
    }
    guard expectation.isAsked, hasArticle || has(.on, start - 1), let number = bareDay(at: index),
      number.end == tokens.count || !hasArticle && !isCounted(number.end),
      !calendar.prefersPast || !hasMoreNumbers(beside: start..<number.end),
      let date = calendar.resolve(dayOfMonth: number.day).first
    else { return nil }
    var reading = DateReading(date, start..<number.end, rule: "number", said: .init(day: number.day))
    reading.isGuessed = true
    return reading
  }
}
