import DialogDSL

/// Where days without a year, month or week go.
struct DateResolver {
  let today: CivilDate
  let preference: SlotLimits.Direction?

  var prefersPast: Bool { preference == .past }

  init(today: CivilDate, prefer: SlotLimits.Direction?) {
    self.today = today
    preference = prefer
  }

  var monday: CivilDate { today.monday }

  /// The day in this year or the next (or the last) one.
  func resolve(month: Int, day: Int) -> CivilDate? {
    resolve { CivilDate(year: $0, month: month, day: day) }
  }

  /// The nearest one of a day that comes once a year; eight years hold every leap day.
  func resolve(_ date: (_ year: Int) -> CivilDate?) -> CivilDate? {
    prefersPast ? last(onOrBefore: today, date) : first(onOrAfter: today, date)
  }

  func first(onOrAfter start: CivilDate, _ date: (_ year: Int) -> CivilDate?) -> CivilDate? {
    for year in start.year...(start.year + 8) {
      if let date = date(year), date >= start { return date }
    }
    return nil
  }

  func last(onOrBefore end: CivilDate, _ date: (_ year: Int) -> CivilDate?) -> CivilDate? {
    for year in ((end.year - 8)...end.year).reversed() {
      if let date = date(year), date <= end { return date }
    }
    return nil
  }

  /// The days with this number in the months to come (or past), the nearest first.
  func resolve(dayOfMonth day: Int) -> [CivilDate] {
    (0...12).compactMap { months in
      let month = today.firstOfMonth.adding(months: prefersPast ? -months : months)
      guard let date = CivilDate(year: month.year, month: month.month, day: day) else { return nil }
      return (prefersPast ? date <= today : date >= today) ? date : nil
    }
  }

  func resolve(_ weekday: Weekday) -> CivilDate {
    prefersPast ? latest(weekday, before: today) : coming(weekday, from: today.adding(days: 1))
  }

  /// Today or the next one.
  func coming(_ weekday: Weekday) -> CivilDate { coming(weekday, from: today) }

  func coming(_ weekday: Weekday, from start: CivilDate) -> CivilDate {
    start.adding(days: (weekday.rawValue - start.weekday.rawValue + 7) % 7)
  }

  func latest(_ weekday: Weekday, before end: CivilDate) -> CivilDate {
    let back = (end.weekday.rawValue - weekday.rawValue + 7) % 7
    return end.adding(days: back == 0 ? -7 : -back)
  }

  /// The weekday in the calendar week so many weeks from this one.
  func inWeek(_ weeks: Int, _ weekday: Weekday) -> CivilDate { monday.adding(days: weeks * 7 + weekday.rawValue - 1) }

  /// Years ahead that two digits may mean: of a day to come, and of one that may be past as well.
  private static let yearsAhead = (future: 50, either: 20)

  /// 84 is 1984 and 12 is 2012 for a birth date; a year to come stays in this century.
  func fullYear(_ year: Int) -> Int {
    guard year < 100 else { return year }
    let near = today.year / 100 * 100 + year
    let ahead =
      switch preference {
      case .past: 0
      case .future: Self.yearsAhead.future
      case nil: Self.yearsAhead.either
      }
    return near > today.year + ahead ? near - 100 : near
  }
}

extension CivilDate {
  /// Saturdays and Sundays are not counted.
  func adding(workingDays count: Int) -> CivilDate {
    guard count != 0 else { return self }
    let sign = count.signum()
    // From a weekend it is counted as from the last working day before it, or the first one after it.
    var day = self
    while day.weekday.rawValue > 5 { day = day.adding(days: -sign) }
    let place = sign > 0 ? day.weekday.rawValue - 1 : 5 - day.weekday.rawValue
    let (weeks, rest) = abs(count).quotientAndRemainder(dividingBy: 5)
    return day.adding(days: sign * (weeks * 7 + rest + (place + rest > 4 ? 2 : 0)))
  }

  var monday: CivilDate { adding(days: 1 - weekday.rawValue) }
  var firstOfMonth: CivilDate { CivilDate(year: year, month: month, day: 1)! }
  var lastOfMonth: CivilDate { CivilDate(year: year, month: month, day: Self.daysIn(month: month, year: year))! }
}
