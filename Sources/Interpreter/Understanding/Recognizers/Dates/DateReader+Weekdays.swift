import DialogDSL

extension DateReader {
  /// "Tuesday", "next Tuesday", "this coming Friday", "Tuesday next week", "Tuesday week", "Tuesday the ninth".
  func weekdayReading(at start: Int) -> DateReading? {
    if let reading = weekFirst(at: start) { return reading }
    var index = start
    if tokens.text(index) == "the" { index += 1 }
    let modifier = weekdayModifier(at: index)
    index += modifier?.length ?? 0
    guard let weekday = weekday(at: index) else { return nil }
    var end = index + 1
    let date: CivilDate
    switch modifier?.kind {
    case .next: date = calendar.inWeek(1, weekday)
    case .this: date = calendar.coming(weekday)
    case .last: date = calendar.inWeek(-1, weekday)
    case nil: date = calendar.resolve(weekday)
    }
    var reading = DateReading(date, start..<end, rule: "weekday")
    if let (weeks, length) = weeksAfter(at: end) {
      end += length
      reading = DateReading(
        weeks.isFromComing
          ? calendar.coming(weekday).adding(days: 7 * weeks.count) : calendar.inWeek(weeks.count, weekday),
        start..<end, rule: "weekday-week")
      return reading
    }
    return joined(reading, weekday: weekday, dateAt: end) ?? reading
  }

  /// "Next week on Friday", "this week Thursday".
  private func weekFirst(at start: Int) -> DateReading? {
    let weeks = ["this": 0, "next": 1, "last": -1]
    guard let count = weeks[tokens.text(start)], tokens.text(start + 1) == "week" else { return nil }
    var index = start + 2
    if tokens.text(index) == "on" { index += 1 }
    guard let weekday = weekday(at: index) else { return nil }
    return DateReading(calendar.inWeek(count, weekday), start..<(index + 1), rule: "weekday-week")
  }

  private enum Modifier { case next, this, last }

  private func weekdayModifier(at index: Int) -> (kind: Modifier, length: Int)? {
    switch tokens.text(index) {
    case "next": return (.next, 1)
    case "last", "past", "previous": return (.last, 1)
    case "coming", "upcoming": return (.this, 1)
    case "this":
      let second = tokens.text(index + 1)
      if second == "coming" || second == "upcoming" { return (.this, 2) }
      return second == "past" ? (.last, 2) : (.this, 1)
    default: return nil
    }
  }

  func weekday(at index: Int) -> Weekday? {
    guard let number = language[.weekdays][tokens.text(index)] else { return nil }
    // "Sat", "sun" and "wed" are words of their own.
    let isShort = ["sat", "sun", "wed", "mon"].contains(tokens.text(index))
    if isShort, !expectation.isAsked, !["on", "next", "this", "last"].contains(tokens.text(index - 1)),
      numbers.ordinal(at: index + 1) == nil, language[.months][tokens.text(index + 1)] == nil
    {
      return nil
    }
    return Weekday(rawValue: number)
  }

  private struct Weeks {
    var count: Int
    /// Counted from the coming weekday instead of from this calendar week.
    var isFromComing: Bool
  }

  /// "… week", "… next week", "… of this week", "… after next".
  private func weeksAfter(at start: Int) -> (Weeks, Int)? {
    var index = start
    if tokens.text(index) == "after", tokens.text(index + 1) == "next" {
      return (Weeks(count: 2, isFromComing: false), 2)
    }
    if tokens.text(index) == "week" { return (Weeks(count: 1, isFromComing: true), 1) }
    if ["of", "in"].contains(tokens.text(index)) { index += 1 }
    guard tokens.text(index + 1) == "week" else { return nil }
    let length = index + 2 - start
    switch tokens.text(index) {
    case "next": return (Weeks(count: 1, isFromComing: false), length)
    case "this": return (Weeks(count: 0, isFromComing: false), length)
    case "last": return (Weeks(count: -1, isFromComing: false), length)
    default: return nil
    }
  }

  /// A weekday with a date after it: they should agree.
  private func joined(_ reading: DateReading, weekday: Weekday, dateAt start: Int) -> DateReading? {
    var index = tokens.skippingFillers(from: start)
    if tokens.text(index) == "on" { index += 1 }
    guard let date = plainReading(at: index), date.rule != "relative", date.rule != "number" else { return nil }
    return agreed(
      date, weekday: weekday, weekdayDate: reading.dates[0], range: reading.tokens.lowerBound..<date.tokens.upperBound)
  }

  /// "March 10th, a Tuesday": the weekday after a date.
  func checked(_ reading: DateReading, weekdayAfter start: Int) -> DateReading {
    var index = start
    if ["a", "which", "it", "that"].contains(tokens.text(index)) { index += 1 }
    if tokens.text(index) == "is" { index += 1 }
    if tokens.text(index) == "a" { index += 1 }
    if tokens.text(index) == "this", index == start { index += 1 }
    guard let weekday = weekday(at: index), reading.rule != "relative" else { return reading }
    return agreed(
      reading, weekday: weekday, weekdayDate: calendar.resolve(weekday), range: reading.tokens.lowerBound..<(index + 1))
  }

  private func agreed(_ date: DateReading, weekday: Weekday, weekdayDate: CivilDate, range: Range<Int>) -> DateReading {
    var result = date
    result.tokens = range
    result.rule = "weekday-" + date.rule
    if date.dates[0].weekday == weekday { return result }
    if date.rule == "day",
      let day = calendar.resolve(dayOfMonth: date.dates[0].day).first(where: { $0.weekday == weekday }),
      day < calendar.today.adding(days: 62)
    {
      result.dates = [day]
      return result
    }
    result.dates = [date.dates[0], weekdayDate]
    return result
  }
}
