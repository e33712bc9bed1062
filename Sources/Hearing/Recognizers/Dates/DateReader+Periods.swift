import DialogDSL

/// Stretches of days with a name: "next week", "March", "the third quarter", "the last week of July", "the next three
/// days", "the weekend", "mid March", "the rest of the month", "summer".
///
/// Conventions. Weeks begin on Monday and belong to the month or year that holds their Thursday (ISO 8601). "The next
/// three days" begin tomorrow, "the last three days" end yesterday, "within three days" begins today. Early March is
/// its first half, late March the second, mid March the 10th to the 20th.
extension DateReader {
  func period(at start: Int) -> DateSpan? {
    let index = has(.possessives, start) ? start + 1 : skipping(.articles, start)
    guard index < tokens.count, opensPeriod(start), index == start || opensPeriod(index) else { return nil }
    return rest(at: start, index) ?? counted(at: start, index) ?? within(at: start, index)
      ?? partOfMonth(at: start, index) ?? nth(at: start, index) ?? named(at: start, index)
      ?? quarter(at: start, index) ?? holidayWeekend(at: start) ?? season(at: start, index)
      ?? monthOrYear(at: start, index)
  }

  /// Whether a period may begin with the word.
  private func opensPeriod(_ index: Int) -> Bool {
    words.periodOpenings.opens(with: tokens[index]) || opens(index)
  }

  // MARK: Units

  /// A unit of the calendar, so many from the one of today.
  func unit(_ unit: PeriodUnit, _ count: Int, around day: CivilDate? = nil) -> (first: CivilDate, last: CivilDate) {
    let day = day ?? calendar.today
    switch unit {
    case .day:
      let date = day.adding(days: count)
      return (date, date)
    case .week:
      let monday = day.monday.adding(days: 7 * count)
      return (monday, monday.adding(days: 6))
    case .weekend:
      let monday = day.monday.adding(days: 7 * count)
      return (monday.adding(days: 5), monday.adding(days: 6))
    case .fortnight:
      let monday = day.monday.adding(days: 14 * count)
      return (monday, monday.adding(days: 13))
    case .month:
      let first = day.firstOfMonth.adding(months: count)
      return (first, first.lastOfMonth)
    case .quarter:
      let month = day.firstOfMonth.adding(months: 3 * count - (day.month - 1) % 3)
      return (month, month.adding(months: 2).lastOfMonth)
    case .year:
      let first = day.firstOfMonth.adding(months: 1 - day.month + 12 * count)
      return (first, first.adding(months: 11).lastOfMonth)
    }
  }

  func span(_ days: (first: CivilDate, last: CivilDate), _ tokens: Range<Int>, _ rule: String) -> DateSpan {
    DateSpan(days.first, days.last, tokens, rule: rule)
  }

  // MARK: Kinds

  /// "the rest of the week", "the remainder of this year".
  private func rest(at start: Int, _ index: Int) -> DateSpan? {
    guard has(.rest, index) else { return nil }
    var place = index + 1
    while has(.of, place) || has(.articles, place) || has(.possessives, place) || has(.this, place) { place += 1 }
    guard let (unit, end) = unit(at: place) else { return nil }
    return span((calendar.today, self.unit(unit, 0).last), start..<end, "rest")
  }

  /// "the next three days", "the last two weeks", "the coming few months".
  private func counted(at start: Int, _ index: Int) -> DateSpan? {
    guard let turn = turn(at: index), let amount = amount(at: index + turn.length) else { return nil }
    let unit = index + turn.length
    guard let days = self.span(at: unit), days.seconds == 0, days.end > amount.end else { return nil }
    let tokens = start..<days.end
    let today = calendar.today
    switch turn.kind {
    case .next, .this:
      return days.after(today).map { span((today.adding(days: 1), $0), tokens, "next-days") }
    case .last, .past:
      return days.after(today, isBack: true).map { span(($0, today.adding(days: -1)), tokens, "last-days") }
    }
  }

  /// "within five days", "less than three days from tomorrow".
  private func within(at start: Int, _ index: Int) -> DateSpan? {
    guard let length = length(.fewer, index) ?? (has(.within, index) ? 1 : nil) else { return nil }
    var place = skipping(.articles, index + length)
    place = skipping(.next, place)
    guard let days = self.span(at: place) ?? oneUnit(at: place), days.seconds == 0 else { return nil }
    var (from, end) = (calendar.today, days.end)
    if has(.from, end) || has(.of, end), let anchor = anchor(at: end + 1) {
      (from, end) = (anchor.date, anchor.tokens.upperBound)
    }
    return days.after(from).map { span((from, $0.adding(days: -1)), start..<end, "within") }
  }

  /// "within the week".
  private func oneUnit(at index: Int) -> Span? {
    if let days = number(language[.dayUnits], index) { return Span(days: days, end: index + 1) }
    return number(language[.monthUnits], index).map { Span(months: $0, end: index + 1) }
  }

  /// "early March", "mid next month", "the end of June".
  private func partOfMonth(at start: Int, _ index: Int) -> DateSpan? {
    for (part, bounds) in [(DateWords.Part.early, (1, 15)), (.mid, (10, 20)), (.late, (16, 31))] {
      guard let length = length(part, index) else { continue }
      let place = index + length
      guard let month = monthPlace(at: place, isBare: true), let first = preferred(month) else { continue }
      let last = CivilDate(year: first.year, month: first.month, day: bounds.1) ?? first.lastOfMonth
      var found = span((first.adding(days: bounds.0 - 1), last), start..<month.end, "part-of-month")
      found.isYearOpen = !month.isFixed
      return found
    }
    return nil
  }

  func preferred(_ month: MonthPlace) -> CivilDate? {
    month.firsts.first {
      month.isFixed || (calendar.prefersPast ? $0 <= calendar.today : $0.lastOfMonth >= calendar.today)
    }
  }

  /// "the first week of 2027", "last week of July", "the third month of next year", "the second weekend in May".
  private func nth(at start: Int, _ index: Int) -> DateSpan? {
    guard let (nth, place) = place(at: index) else { return nil }
    if let share = share(nth, at: start, place) { return share }
    guard let (unit, end) = unit(at: place) else { return nil }
    let isContained = has(.of, end)
    let inside = skipping(.of, end)
    if unit == .quarter { return nthQuarter(nth, at: start, inside) }
    guard isContained || turned(.year, at: inside) != nil, let container = container(at: inside) else { return nil }
    let tokens = start..<container.end
    for bounds in container.spans {
      let found: (first: CivilDate, last: CivilDate)
      switch unit {
      case .week: found = week(nth, of: bounds)
      case .weekend:
        let saturday = CivilDate(.saturday, nth: nth, year: bounds.first.year, month: bounds.first.month)
        guard let saturday, container.isMonth else { return nil }
        found = (saturday, saturday.adding(days: 1))
      case .month where !container.isMonth && nth <= 12:
        let month = bounds.first.adding(months: nth > 0 ? nth - 1 : 11 + nth)
        found = (month, month.lastOfMonth)
      default: return nil
      }
      if container.isFixed || isPreferred(found.last) { return span(found, tokens, "nth-period") }
    }
    return nil
  }

  /// "the first half of April", "the last two weeks of May", "the first three days of next year".
  private func share(_ nth: Int, at start: Int, _ place: Int) -> DateSpan? {
    if number(.halves, place) == 2, (1...2).contains(nth) || nth == 0,
      let container = container(at: skipping(.of, place + 1)),
      let bounds = container.spans.first(where: { container.isFixed || isPreferred($0.last) })
    {
      let middle = container.isMonth ? bounds.first.adding(days: 14) : bounds.first.adding(months: 5).lastOfMonth
      let half = nth == 1 ? (bounds.first, middle) : (middle.adding(days: 1), bounds.last)
      return span(half, start..<container.end, "half")
    }
    guard nth == 0 || nth == 1, amount(at: place) != nil, let days = self.span(at: place), days.seconds == 0,
      has(.of, days.end), let container = container(at: days.end + 1),
      let bounds = container.spans.first(where: { container.isFixed || isPreferred($0.last) })
    else { return nil }
    let end = nth == 1 ? days.after(bounds.first) : days.after(bounds.last.adding(days: 1), isBack: true)
    return end.map {
      span(nth == 1 ? (bounds.first, $0.adding(days: -1)) : ($0, bounds.last), start..<container.end, "share")
    }
  }

  private struct Container {
    var spans: [(first: CivilDate, last: CivilDate)]
    var isFixed: Bool
    var isMonth: Bool
    var end: Int
  }

  /// A month or a year that something lies in.
  private func container(at index: Int) -> Container? {
    if let month = monthPlace(at: index) {
      return Container(
        spans: month.firsts.map { ($0, $0.lastOfMonth) }, isFixed: month.isFixed, isMonth: true, end: month.end)
    }
    if let (count, end) = turned(.year, at: index) {
      return Container(spans: [unit(.year, count)], isFixed: true, isMonth: false, end: end)
    }
    guard let (year, end) = fullYear(at: index), let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
    return Container(
      spans: [(first, first.adding(months: 11).lastOfMonth)], isFixed: true, isMonth: false, end: end)
  }

  /// "2027", "the year 2027", "twenty twenty seven"; never two digits.
  func fullYear(at start: Int) -> (year: Int, end: Int)? {
    var index = skipping(.calendar, skipping(.articles, start))
    if let (unit, end) = unit(at: index), unit == .year { index = skipping(.of, end) }
    guard !has(.of, index), let (year, end) = year(at: index), Self.years.contains(year) else { return nil }
    return (year, end)
  }

  /// A week by its place; it belongs where its Thursday lies.
  private func week(_ nth: Int, of bounds: (first: CivilDate, last: CivilDate)) -> (first: CivilDate, last: CivilDate) {
    let thursday =
      nth > 0
      ? calendar.coming(.thursday, from: bounds.first).adding(days: 7 * (nth - 1))
      : calendar.latest(.thursday, before: bounds.last.adding(days: 1)).adding(days: 7 * nth)
    return (thursday.adding(days: -3), thursday.adding(days: 3))
  }

  /// "this week", "the month", "the weekend after next", "the week of the 18th", "the year 2027", "week commencing …".
  private func named(at start: Int, _ index: Int) -> DateSpan? {
    if let length = length(.weekCommencing, index) {
      return week(.week, of: skipping(.on, index + length), from: start)
    }
    var turn = turn(at: index)
    let place = skipping(.calendar, index + (turn?.length ?? 0))
    guard case (let unit, var end)? = unit(at: place), unit != .day else { return nil }
    if turn == nil, let behind = self.turn(behind: end) {
      turn = behind
      end += behind.length
    }
    // "A week starting on the 5th" is a stay.
    let isCounted = start == index && place > 0 && (has(.a, place - 1) || belowHundred(at: place - 1) != nil)
    if unit == .week || unit == .weekend, !isCounted, let length = length(.weekOf, end),
      let found = week(unit, of: skipping(.on, end + length), from: start)
    {
      return found
    }
    if unit == .month, turn == nil, has(.of, end), let month = monthPlace(at: end + 1), let first = preferred(month) {
      return span((first, first.lastOfMonth), start..<month.end, "month")
    }
    if unit == .year, turn == nil, let (year, end) = fullYear(at: place),
      let first = CivilDate(year: year, month: 1, day: 1)
    {
      return span(self.unit(.year, 0, around: first), start..<end, "year")
    }
    if has(.after, end) {
      let next = skipping(.articles, end + 1)
      if has(.next, next) { return span(self.unit(unit, 2), start..<(next + 1), "period") }
    }
    // "The week was long": nobody asked for one.
    let isBareNamed = index > start && (expectation.isAsked || unit == .weekend)
    guard turn != nil || isBareNamed || unit == .weekend && has(.on, start - 1) || has(.whole, start - 1) else {
      return nil
    }
    var found = self.unit(unit, turn?.kind.count ?? 0)
    if unit == .fortnight, turn?.kind == .next {
      found = (calendar.today.adding(days: 1), calendar.today.adding(days: 14))
    }
    // "The coming week" is the next one; "the coming weekend" is this week's.
    if unit == .week, length(.coming, index) != nil { found = self.unit(unit, 1) }
    if turn == nil || turn?.kind == .this, let length = length(.toDate, end) {
      return span((found.first, calendar.today), start..<(end + length), "to-date")
    }
    if turn?.kind == .past, unit == .weekend, calendar.today.weekday == .sunday { found = self.unit(unit, -1) }
    return span(found, start..<end, "period")
  }

  private func week(_ unit: PeriodUnit, of index: Int, from start: Int) -> DateSpan? {
    anchor(at: index).map { span(self.unit(unit, 0, around: $0.date), start..<$0.tokens.upperBound, "week-of") }
  }
}
