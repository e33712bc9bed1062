import DialogDSL

extension DateReader {
  /// "Christmas Eve", "Thanksgiving 2027", "Labor Day last year", "next Easter", "Thanksgiving in nine months".
  func holiday(at start: Int) -> DateReading? {
    var index = skipping(.articles, start)
    let turn = turn(at: index)
    index += turn?.length ?? 0
    guard index < tokens.count, !has(.otherCalendars, index - 1),
      let entry = words.holidays.entry(in: tokens, at: index, region: region)
    else { return nil }
    let holiday = entry.holiday
    let end = index + entry.length
    func reading(_ date: CivilDate?, _ end: Int, year: Int? = nil) -> DateReading? {
      date.map {
        DateReading(
          $0, start..<end, rule: "holiday", said: .init(day: $0.day, month: $0.month, year: year, holiday: holiday))
      }
    }
    if let (year, end) = year(at: end) {
      let full = calendar.fullYear(year)
      return reading(holiday.date(in: full), end, year: full)
    }
    if let (count, end) = turned(.year, at: skipping(.of, end)) {
      let year = calendar.today.year + count
      return reading(holiday.date(in: year), end, year: year)
    }
    if let span = relativeSpan(at: end) {
      let date = calendar.first(onOrAfter: span.date, holiday.date)
      return reading(date, span.tokens.upperBound, year: date?.year)
    }
    switch turn?.kind {
    case .last, .past:
      let date = calendar.last(onOrBefore: calendar.today.adding(days: -1), holiday.date)
      return reading(date, end, year: date?.year)
    case .next, .this:
      let date = calendar.first(onOrAfter: calendar.today, holiday.date)
      return reading(date, end, year: date?.year)
    case nil: return reading(calendar.resolve(holiday.date), end)
    }
  }
}
