import DialogDSL

/// A day or a stretch of days as one end of a range, or as a range by itself.
struct DateSpan {
  /// Both belong to it.
  var first: CivilDate
  var last: CivilDate
  var tokens: Range<Int>
  var rule: String
  /// What was said of a day; of a month or season, whether its year was.
  var said = DateReading.Said()
  /// A week, month, season …: more than a day.
  var isPeriod = false
  /// The year may be another one: none was said.
  var isYearOpen = false
  var isGuessed = false
  /// A bare number of a month: a day only beside another one.
  var isBare = false

  init(_ reading: DateReading) {
    first = reading.date
    last = reading.date
    tokens = reading.tokens
    rule = reading.rule
    said = reading.said
    isGuessed = reading.isGuessed
    isYearOpen = said.year == nil && (said.month != nil || said.holiday != nil)
  }

  init(_ first: CivilDate, _ last: CivilDate, _ tokens: Range<Int>, rule: String, isYearOpen: Bool = false) {
    self.first = first
    self.last = last
    self.tokens = tokens
    self.rule = rule
    self.isYearOpen = isYearOpen
    isPeriod = true
  }

  /// The same in another year; nil for a leap day that is not there.
  private func inYear(_ year: Int) -> DateSpan? {
    var moved = self
    let years = year - first.year
    if let holiday = said.holiday {
      guard let date = holiday.date(in: year) else { return nil }
      (moved.first, moved.last) = (date, date)
    } else {
      guard let first = CivilDate(year: year, month: first.month, day: first.day) else { return nil }
      moved.first = first
      let end = last.firstOfMonth.adding(months: 12 * years)
      moved.last = last == last.lastOfMonth && isPeriod ? end.lastOfMonth : last.adding(months: 12 * years)
    }
    return moved
  }

  /// The earliest one that does not end before a day.
  func notBefore(_ day: CivilDate) -> DateSpan {
    guard isYearOpen else { return self }
    return ((day.year - 1)...(day.year + 8)).lazy.compactMap(inYear).first { $0.last >= day } ?? self
  }

  /// The latest one that does not begin after a day.
  func notAfter(_ day: CivilDate) -> DateSpan {
    guard isYearOpen else { return self }
    return ((day.year - 8)...(day.year + 1)).reversed().lazy.compactMap(inYear).first { $0.first <= day } ?? self
  }
}

extension DateReader {
  /// Two ends as they belong together: what one leaves open, the other gives. "From the 13th to the 15th of July",
  /// "26 June to 28 June 2027", "Saturday to Tuesday".
  ///
  /// A range whose ends name no year ends on a day to come (or past, by `prefer`), and begins on the last fitting day
  /// before that: it may have begun already.
  func range(from a: DateSpan, to b: DateSpan) -> (from: CivilDate, to: CivilDate)? {
    var (a, b) = (a, b)
    if a.said.isDayOnly, b.said.isDayOnly {
      guard let from = day(a.said.day!, onOrBefore: b.first) else { return nil }
      return (from, b.last)
    }
    if a.said.isDayOnly {
      if b.said.day == nil, b.isPeriod { return nil }
      guard let from = day(a.said.day!, onOrBefore: b.first) else { return nil }
      return (from, b.last)
    }
    if b.said.isDayOnly {
      guard let to = day(b.said.day!, onOrAfter: a.first) else { return nil }
      return (a.first, to)
    }
    if b.said.isWeekdayOnly, let weekday = b.said.weekday {
      let to = calendar.coming(weekday, from: a.first.adding(days: 1))
      return (a.first, to)
    }
    if a.said.isWeekdayOnly {
      if b.isYearOpen { b = b.notBefore(a.first) }
    } else if a.isYearOpen, b.isYearOpen || b.said.year != nil {
      a = a.notAfter(b.last)
    } else if b.isYearOpen {
      b = b.notBefore(a.first)
    }
    return a.first <= b.last ? (a.first, b.last) : (b.first, a.last)
  }

  /// Two days said apart, each for itself: "I leave on the 3rd and return next Friday".
  func range(said a: DateSpan, and b: DateSpan) -> (from: CivilDate, to: CivilDate) {
    var b = b
    if b.said.isDayOnly, !a.said.isDayOnly, let later = day(b.said.day!, onOrAfter: a.first) {
      (b.first, b.last) = (later, later)
    } else if b.isYearOpen, a.said.year != nil, b.last < a.first {
      b = b.notBefore(a.first)
    }
    return (min(a.first, b.first), max(a.last, b.last))
  }

  private func day(_ day: Int, onOrBefore end: CivilDate) -> CivilDate? {
    (0...2).lazy.compactMap { months -> CivilDate? in
      let month = end.firstOfMonth.adding(months: -months)
      return CivilDate(year: month.year, month: month.month, day: day)
    }.first { $0 <= end }
  }

  private func day(_ day: Int, onOrAfter start: CivilDate) -> CivilDate? {
    (0...2).lazy.compactMap { months -> CivilDate? in
      let month = start.firstOfMonth.adding(months: months)
      return CivilDate(year: month.year, month: month.month, day: day)
    }.first { $0 >= start }
  }
}
