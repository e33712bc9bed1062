import DialogDSL

extension DateReader {
  /// "Tuesday", "next Tuesday", "this coming Friday", "Tuesday next week", "Tuesday week", "Tuesday the ninth".
  func weekdayReading(at start: Int) -> DateReading? {
    if let reading = weekFirst(at: start) ?? severalWeekdays(at: start) { return reading }
    var index = skipping(.articles, start)
    var turn = turn(at: index)
    index += turn?.length ?? 0
    guard let weekday = weekday(at: index) else { return nil }
    var end = index + 1
    if turn == nil, let behind = self.turn(behind: end) {
      turn = behind
      end += behind.length
    }
    let date =
      switch turn?.kind {
      case .next: next(weekday)
      case .this: calendar.coming(weekday)
      case .last: calendar.inWeek(-1, weekday)
      case .past: calendar.latest(weekday, before: calendar.today)
      case nil: calendar.resolve(weekday)
      }
    if let (weeks, length) = weeksAfter(at: end) {
      let date =
        weeks.isFromComing
        ? calendar.coming(weekday).adding(days: 7 * weeks.count) : calendar.inWeek(weeks.count, weekday)
      return DateReading(date, start..<(end + length), rule: "weekday-week")
    }
    if has(.of, end), namesWeek(end + 1), let week = period(at: end + 1), week.last == week.first.adding(days: 6) {
      let day = calendar.coming(weekday, from: week.first)
      return DateReading(day, start..<week.tokens.upperBound, rule: "weekday-week")
    }
    if let reading = counted(weekday, from: start, after: end) { return reading }
    var reading = DateReading(date, start..<end, rule: "weekday")
    if turn == nil { reading.said.weekday = weekday }
    return joined(reading, weekday: weekday, dateAt: end, isTurned: turn != nil) ?? reading
  }

  func next(_ weekday: Weekday) -> CivilDate {
    words.nextWeekdayIsComing
      ? calendar.coming(weekday, from: calendar.today.adding(days: 1)) : calendar.inWeek(1, weekday)
  }

  /// "Next week on Friday", "this week Thursday", "the second week of April on the Tuesday".
  private func weekFirst(at start: Int) -> DateReading? {
    if let (count, end) = turned(.week, at: start), let (weekday, end) = weekdayOf(week: end) {
      return DateReading(calendar.inWeek(count, weekday), start..<end, rule: "weekday-week")
    }
    guard namesWeek(start), let week = period(at: start), week.last == week.first.adding(days: 6),
      let (weekday, end) = weekdayOf(week: week.tokens.upperBound)
    else { return nil }
    return DateReading(calendar.coming(weekday, from: week.first), start..<end, rule: "weekday-week")
  }

  /// "on the Tuesday" after a week.
  private func weekdayOf(week end: Int) -> (Weekday, end: Int)? {
    let index = skipping(.articles, skipping(.on, end))
    return weekday(at: index).map { ($0, index + 1) }
  }

  /// "The second week …", "the week of the 16th".
  private func namesWeek(_ start: Int) -> Bool {
    (start..<(start + 4)).contains { number(.periods, $0) == PeriodUnit.week.rawValue }
  }

  /// "Three Fridays from now", "two Thursdays ago".
  private func severalWeekdays(at start: Int) -> DateReading? {
    guard let number = belowHundred(at: start), number.number > 0 else { return nil }
    let index = number.tokens.upperBound
    guard let raw = self.number(.weekdayPlurals, index) ?? self.number(language[.weekdays], index),
      let weekday = Weekday(rawValue: raw), let (isBack, end) = fromNow(at: index + 1)
    else { return nil }
    let first =
      isBack
      ? calendar.latest(weekday, before: calendar.today)
      : calendar.coming(weekday, from: calendar.today.adding(days: 1))
    let weeks = (number.number - 1) * (isBack ? -7 : 7)
    return DateReading(first.adding(days: weeks), start..<end, rule: "weekdays")
  }

  /// "from now", "later", "ago".
  func fromNow(at index: Int) -> (isBack: Bool, end: Int)? {
    if has(.ago, index) { return (true, index + 1) }
    var end = skipping(.later, index)
    if has(.from, end), let now = length(.now, end + 1) {
      end += 1 + now
    } else if end == index {
      return nil
    }
    return (false, end)
  }

  func weekday(at index: Int) -> Weekday? {
    guard let number = number(language[.weekdays], index) else { return nil }
    // "Sat", "sun" and "wed" are words of their own.
    if has(.doubtfulWeekdays, index), !expectation.isAsked, !has(.weekdayCues, index - 1),
      ordinal(at: index + 1) == nil, month(at: index + 1) == nil
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

  /// "… week", "… next week", "… of this week", "… after next", "… of the week after next".
  private func weeksAfter(at start: Int) -> (Weeks, Int)? {
    if has(.after, start) {
      let next = skipping(.articles, start + 1)
      if has(.next, next) { return (Weeks(count: 2, isFromComing: false), next + 1 - start) }
    }
    if has(.before, start), has(.last, start + 1), weekday(at: start + 2) == nil, number(.periods, start + 2) == nil {
      return (Weeks(count: -2, isFromComing: false), 2)
    }
    if let days = number(language[.dayUnits], start), days >= 7, !has(.of, start + 1) {
      return (Weeks(count: days / 7, isFromComing: true), 1)
    }
    var index = start
    while has(.ofWeek, index), index < start + 2, !has(.articles, index) || turned(.week, at: index) == nil {
      index += 1
    }
    guard let (count, end) = turned(.week, at: index) else { return nil }
    return (Weeks(count: count, isFromComing: false), end - start)
  }

  /// "Thursday in two weeks", "Tuesday two months from today", "the Friday after Easter": the first one from there.
  private func counted(_ weekday: Weekday, from start: Int, after end: Int) -> DateReading? {
    if let span = relativeSpan(at: end) {
      return DateReading(
        calendar.coming(weekday, from: span.date), start..<span.tokens.upperBound, rule: "weekday-span")
    }
    let isAfter = has(.after, end)
    guard isAfter || has(.before, end), let anchor = anchor(at: end + 1), anchor.said.weekday == nil else { return nil }
    let date =
      isAfter
      ? calendar.coming(weekday, from: anchor.date.adding(days: 1)) : calendar.latest(weekday, before: anchor.date)
    return DateReading(date, start..<anchor.tokens.upperBound, rule: "weekday-anchor")
  }

  /// A weekday with a date after it: they should agree.
  private func joined(
    _ reading: DateReading, weekday: Weekday, dateAt start: Int, isTurned: Bool
  ) -> DateReading? {
    let index = skipping(.on, tokens.skippingFillers(from: start))
    let range = reading.tokens.lowerBound
    if index < tokens.count, let date = plainReading(at: index), !["relative", "number"].contains(date.rule),
      date.said.day != nil,
      !isRange || !isTurned || date.date.weekday == weekday || fit(date.said, weekday) != nil
        || date.rule.hasPrefix("numeric")
    {
      return agreed(
        date, weekday: weekday, weekdayDate: reading.date, range: range..<date.tokens.upperBound)
    }
    // "Monday 21", "Friday the fifteen": a bare number that fits the weekday. A small one is as often an hour.
    let place = skipping(.articles, index)
    guard expectation.isAsked || place > index, !tokens[index - 1].endsClause, let number = bareDay(at: place),
      belowHundred(at: number.end) == nil, number.day > Self.lastHour || place > index,
      let day = fit(.init(day: number.day), weekday)
    else { return nil }
    return DateReading(
      day, range..<number.end, rule: "weekday-day", said: .init(day: number.day, weekday: weekday))
  }

  /// Of a clock without halves of the day.
  private static let lastHour = 12

  /// A number of a month without an ordinal's ending, that counts nothing.
  func bareDay(at index: Int) -> (day: Int, end: Int)? {
    guard index < tokens.count, let number = belowHundred(at: index), (1...31).contains(number.number) else {
      return nil
    }
    let end = number.tokens.upperBound
    let isBeforeDigits = digits(at: end) != nil && !calendar.prefersPast && tokens[end].word != tokens[index].word
    return isCounted(end) || length(.clock, end) != nil || isBeforeDigits
      ? nil : (number.number, end)
  }

  /// "Two people", "three nights", "9 rooms".
  func isCounted(_ index: Int) -> Bool {
    has(language[.people], index) || has(language[.countedThings], index) || has(language[.rankedThings], index)
      || has(.counted, index) || number(language[.dayUnits], index) != nil
      || number(language[.monthUnits], index) != nil || number(.timeUnits, index) != nil
  }

  /// "March 10th, a Tuesday": the weekday after a date. "Two months from today on Tuesday": the first one from there.
  func checked(_ reading: DateReading, weekdayAfter start: Int) -> DateReading {
    var index = start
    if reading.rule == "in-days" || reading.rule == "span" {
      guard has(.on, index), let weekday = weekday(at: index + 1) else { return reading }
      return DateReading(
        calendar.coming(weekday, from: reading.date), reading.tokens.lowerBound..<(index + 2), rule: "span-weekday")
    }
    while has(.glue, index) || has(.on, index), index < start + 3 { index += 1 }
    guard let weekday = weekday(at: index), reading.said.day != nil || reading.rule == "iso" else { return reading }
    return agreed(
      reading, weekday: weekday, weekdayDate: calendar.resolve(weekday), range: reading.tokens.lowerBound..<(index + 1))
  }

  /// Days from today, four months, within which a number of a month that fits the weekday is what was meant.
  private static let farthestFit = 123
  /// Days back within which a day and its weekday may be past although nothing says so.
  private static let recentFit = 21

  /// The day near today that has this weekday, where year or month were left open.
  private func fit(_ said: DateReading.Said, _ weekday: Weekday) -> CivilDate? {
    guard let day = said.day, said.year == nil else { return nil }
    let back = DateResolver(today: calendar.today, prefer: .past)
    guard said.month == nil else {
      return fitting([back.resolve(month: said.month!, day: day)].compactMap(\.self), weekday, Self.recentFit)
    }
    let recent = fitting(back.resolve(dayOfMonth: day), weekday, Self.recentFit)
    let ahead = fitting(calendar.resolve(dayOfMonth: day), weekday, Self.farthestFit)
    guard calendar.preference == nil, let recent, let ahead else {
      return ahead ?? (calendar.preference == .future ? nil : recent)
    }
    let today = calendar.today.daysSinceEpoch
    return today - recent.daysSinceEpoch < ahead.daysSinceEpoch - today ? recent : ahead
  }

  private func fitting(_ days: [CivilDate], _ weekday: Weekday, _ limit: Int) -> CivilDate? {
    days.first { $0.weekday == weekday && abs($0.daysSinceEpoch - calendar.today.daysSinceEpoch) <= limit }
  }

  private func agreed(_ date: DateReading, weekday: Weekday, weekdayDate: CivilDate, range: Range<Int>) -> DateReading {
    var result = date
    result.tokens = range
    result.rule = "weekday-" + date.rule
    result.said.weekday = weekday
    if date.date.weekday == weekday { return result }
    if let day = fit(date.said, weekday) {
      result.dates = [day]
      return result
    }
    result.dates = [date.date, weekdayDate]
    return result
  }
}
