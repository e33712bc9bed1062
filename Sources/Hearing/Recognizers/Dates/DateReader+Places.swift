import DialogDSL

/// Days by their place in a month, a week or a year: "the first Monday in May", "the end of the month".
extension DateReader {
  /// "the first Monday in May", "last Friday of the month", "the second to last …" counted from the end.
  func nthWeekday(at start: Int) -> DateReading? {
    guard let (nth, index) = place(at: skipping(.articles, start)),
      let weekday = number(language[.weekdays], index).flatMap(Weekday.init(rawValue:))
    else { return nil }
    let isTurned = turn(at: index + 1) != nil && turned(.month, at: index + 1) != nil
    guard has(.of, index + 1) || isTurned, let month = monthPlace(at: skipping(.of, index + 1), isBare: true) else {
      return nearest(nth, weekday, start..<(index + 1))
    }
    let found = month.firsts.compactMap { CivilDate(weekday, nth: nth, year: $0.year, month: $0.month) }
    return found.first(where: { month.isFixed || isPreferred($0) }).map {
      DateReading($0, start..<month.end, rule: "nth-weekday")
    }
  }

  /// "The second Friday" of this month or the next, whichever is to come.
  private func nearest(_ nth: Int, _ weekday: Weekday, _ tokens: Range<Int>) -> DateReading? {
    guard expectation.isAsked, (1...5).contains(nth), !calendar.prefersPast else { return nil }
    let days = (0...2).lazy.compactMap { months -> CivilDate? in
      let month = calendar.today.firstOfMonth.adding(months: months)
      return CivilDate(weekday, nth: nth, year: month.year, month: month.month)
    }
    return days.first { $0 >= calendar.today }.map {
      var reading = DateReading($0, tokens, rule: "nth-weekday")
      reading.isGuessed = true
      return reading
    }
  }

  /// "third" is 3, "last" 0, "second last" -1: a place counted from either end.
  func place(at index: Int) -> (nth: Int, end: Int)? {
    if has(.last, index) { return (0, index + 1) }
    if has(words.penultimate, index) { return (-1, index + 1) }
    guard let ordinal = ordinal(at: index), (1...53).contains(ordinal.number) else { return nil }
    let end = ordinal.tokens.upperBound
    if has(.last, end) { return (1 - ordinal.number, end + 1) }
    // "The second to last".
    if has(.to, end), has(.last, end + 1) { return (1 - ordinal.number, end + 2) }
    return (ordinal.number, end)
  }

  func isPreferred(_ date: CivilDate) -> Bool {
    calendar.prefersPast ? date <= calendar.today : date >= calendar.today
  }

  struct MonthPlace {
    /// First days of the months it may be, the nearest first.
    var firsts: [CivilDate]
    var isFixed: Bool
    var end: Int
  }

  /// "May", "May 2027", "next May", "this month", "next month".
  /// `isBare`: "month" needs no article.
  func monthPlace(at start: Int, isBare: Bool = false) -> MonthPlace? {
    if let (months, end) = turned(.month, at: start, isBare: isBare) {
      return MonthPlace(firsts: [calendar.today.firstOfMonth.adding(months: months)], isFixed: true, end: end)
    }
    var turn = turn(at: start)
    let index = start + (turn?.length ?? 0)
    guard let month = month(at: index) else { return nil }
    let this = calendar.today.year
    var end = index + 1
    if turn == nil, let behind = self.turn(behind: end) {
      turn = behind
      end += behind.length
    }
    if let (year, end) = year(at: index + 1) {
      let first = CivilDate(year: calendar.fullYear(year), month: month, day: 1)
      return first.map { MonthPlace(firsts: [$0], isFixed: true, end: end) }
    }
    if let (count, end) = turned(.year, at: skipping(.of, index + 1)) {
      let first = CivilDate(year: this + count, month: month, day: 1)
      return first.map { MonthPlace(firsts: [$0], isFixed: true, end: end) }
    }
    // "Next March" said in February is the one coming; said in March the one of next year.
    let isBack = turn.map { $0.kind == .last || $0.kind == .past } ?? calendar.prefersPast
    var years = isBack ? [this, this - 1] : [this, this + 1]
    if turn?.kind == .next, month <= calendar.today.month { years = [this + 1] }
    if isBack, turn != nil, month >= calendar.today.month { years = [this - 1] }
    let firsts = years.compactMap { CivilDate(year: $0, month: month, day: 1) }
    return MonthPlace(firsts: firsts, isFixed: turn != nil, end: end)
  }

  /// "the end of the month", "the beginning of next year", "the last day of May", "the fifth last day of May", "the
  /// end of the week" (Friday or Sunday).
  func edge(at start: Int) -> DateReading? {
    var index = skipping(.articles, start)
    // "Fin de semana".
    guard unit(at: index) == nil else { return nil }
    let nth: Int
    var isDay = true
    if has(.ends, index) {
      (nth, index, isDay) = (0, index + 1, false)
    } else if let length = length(.starts, index) {
      (nth, index, isDay) = (1, index + length, false)
    } else if let (place, end) = place(at: index), has(.day, end) {
      (nth, index) = (place, end + 1)
    } else {
      return nil
    }
    guard has(.of, index) else { return nil }
    if let (weeks, end) = turned(.week, at: index + 1, isBare: true) {
      if nth > 0 {
        return DateReading(calendar.inWeek(weeks, .monday).adding(days: nth - 1), start..<end, rule: "edge")
      }
      var reading = DateReading(calendar.inWeek(weeks, isDay ? .sunday : .friday), start..<end, rule: "edge")
      if !isDay { reading.dates.append(calendar.inWeek(weeks, .sunday)) }
      return reading
    }
    if let (years, end) = turned(.year, at: index + 1, isBare: true) {
      let first = calendar.today.firstOfMonth.adding(months: 1 - calendar.today.month + 12 * years)
      return DateReading(day(nth, from: first, to: first.adding(months: 12)), start..<end, rule: "edge")
    }
    guard let place = monthPlace(at: index + 1, isBare: true) else { return nil }
    let days = place.firsts.map { day(nth, from: $0, to: $0.adding(months: 1)) }
    return days.first(where: { place.isFixed || isPreferred($0) }).map {
      DateReading($0, start..<place.end, rule: "edge")
    }
  }

  /// The day at a place counted from either end, `to` not included.
  private func day(_ nth: Int, from first: CivilDate, to end: CivilDate) -> CivilDate {
    nth > 0 ? first.adding(days: nth - 1) : end.adding(days: nth - 1)
  }
}
