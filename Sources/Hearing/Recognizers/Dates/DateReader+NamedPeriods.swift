import DialogDSL

/// Periods that have names of their own: quarters, seasons, weekends of holidays, months, years.
extension DateReader {
  // MARK: Quarters, seasons, holidays

  /// "q3 2027", "2027 q3", "18q4", "2027 the third quarter".
  func quarter(at start: Int, _ index: Int) -> DateSpan? {
    if let number = number(.quarters, index) {
      let year = fullYear(at: skipping(.of, index + 1))
      return quarter(number, year: year?.year, start..<(year?.end ?? index + 1))
    }
    let text = tokens[index].text
    guard text.utf8.first.map({ (48...57).contains($0) }) == true else { return nil }
    if text.utf8.count <= 6, !text.isASCIIDigits, let mark = text.firstIndex(where: { !$0.isASCIIDigit }),
      let number = words[.quarters][String(text[mark...])], let year = Int(text[..<mark])
    {
      return quarter(number, year: calendar.fullYear(year), start..<(index + 1))
    }
    guard let (year, end) = fullYear(at: index) else { return nil }
    if let number = number(.quarters, end) { return quarter(number, year: year, start..<(end + 1)) }
    guard let (nth, place) = place(at: skipping(.articles, end)), let (unit, last) = unit(at: place), unit == .quarter
    else { return nil }
    return quarter(nth, year: year, start..<last)
  }

  func nthQuarter(_ nth: Int, at start: Int, _ inside: Int) -> DateSpan? {
    if let (count, end) = turned(.year, at: inside) {
      return quarter(nth, year: calendar.today.year + count, start..<end)
    }
    if let (year, end) = fullYear(at: inside) { return quarter(nth, year: year, start..<end) }
    // "The last quarter" is the one before this.
    return nth > 0 && !has(.of, inside - 1) ? quarter(nth, year: nil, start..<inside) : nil
  }

  private func quarter(_ number: Int, year: Int?, _ tokens: Range<Int>) -> DateSpan? {
    let quarter = number > 0 ? number : 4 + number
    guard (1...4).contains(quarter) else { return nil }
    func bounds(_ year: Int) -> (first: CivilDate, last: CivilDate)? {
      CivilDate(year: year, month: 3 * quarter - 2, day: 1).map { unit(.quarter, 0, around: $0) }
    }
    guard let year else {
      let this = bounds(calendar.today.year)!
      let found = this.last < calendar.today && !calendar.prefersPast ? bounds(calendar.today.year + 1) : this
      return found.map { span($0, tokens, "quarter") }
    }
    return bounds(year).map { span($0, tokens, "quarter") }
  }

  /// "summer", "next winter", "the fall of 2027".
  func season(at start: Int, _ index: Int) -> DateSpan? {
    let turn = turn(at: index)
    let place = index + (turn?.length ?? 0)
    guard let number = number(words.seasons, place) else { return nil }
    let isAsked = expectation.isAsked || turn != nil || has(.monthCues, start - 1)
    let half = words.southern.contains(region) ? 6 : 0
    let bounds = words.seasonBounds[number]
    func season(_ year: Int) -> (first: CivilDate, last: CivilDate)? {
      guard let first = CivilDate(year: year, month: bounds.first / 100, day: bounds.first % 100),
        let end = CivilDate(year: year, month: bounds.last / 100, day: bounds.last % 100)
      else { return nil }
      let last = end < first ? end.adding(months: 12) : end
      return (first.adding(months: half), last.adding(months: half))
    }
    if let (year, end) = fullYear(at: skipping(.of, place + 1)), let found = season(year) {
      return span(found, start..<end, "season")
    }
    guard isAsked else { return nil }
    let years = ((calendar.today.year - 2)...(calendar.today.year + 2)).compactMap(season)
    let today = calendar.today
    let found =
      switch turn?.kind {
      case .next: years.first { $0.first > today }
      case .last, .past: years.last { $0.last < today }
      default: calendar.prefersPast ? years.last { $0.first <= today } : years.first { $0.last >= today }
      }
    return found.map { span($0, start..<(place + 1), "season") }
  }

  /// "Christmas week", "Labor Day weekend", "Easter 2027 weekend": the weekend with the holiday beside it.
  func holidayWeekend(at start: Int) -> DateSpan? {
    let index = skipping(.articles, start)
    if index < tokens.count, let entry = words.holidayWeeks.entry(in: tokens, at: index, region: region) {
      let end = index + entry.length
      let year = year(at: end)
      let day =
        year.flatMap { entry.holiday.date(in: calendar.fullYear($0.year)) }
        ?? calendar.resolve(entry.holiday.date)
      return day.map { span(self.unit(.week, 0, around: $0), start..<(year?.end ?? end), "holiday-week") }
    }
    guard let holiday = holiday(at: start), let (unit, end) = unit(at: holiday.tokens.upperBound) else { return nil }
    if unit == .week { return span(self.unit(.week, 0, around: holiday.date), start..<end, "holiday-week") }
    guard unit == .weekend else { return nil }
    let day = holiday.date
    let saturday = day.monday.adding(days: day.weekday == .monday ? -2 : 5)
    let isEaster = if case .easter = holiday.said.holiday?.rule { day.weekday == .sunday } else { false }
    let from = day.weekday == .friday || isEaster ? saturday.adding(days: -1) : saturday
    let to = day.weekday == .monday ? day : isEaster ? day.adding(days: 1) : saturday.adding(days: 1)
    return span((from, to), start..<end, "holiday-weekend")
  }

  // MARK: Months and years

  /// "March", "next June", "October 2027", "12-2027", "2027".
  func monthOrYear(at start: Int, _ index: Int) -> DateSpan? {
    if let found = writtenMonthYear(at: index) { return found }
    if let place = monthPlace(at: index), turned(.month, at: index) == nil {
      let month = index + (turn(at: index)?.length ?? 0)
      let isDoubtful = number(language[.doubtfulMonths], month) != nil
      // "March after next".
      let next = has(.after, place.end) ? skipping(.articles, place.end + 1) : place.end
      if next > place.end, has(.next, next), let first = preferred(place) {
        let later = first.adding(months: 12)
        return span((later, later.lastOfMonth), start..<(next + 1), "month")
      }
      guard
        place.isFixed || expectation.isAsked && (!isDoubtful || isNearlyAlone(start..<place.end))
          || has(.monthCues, start - 1) || hasMonthSigns(place.end), let first = preferred(place)
      else { return nil }
      var found = DateSpan(
        first, first.lastOfMonth, start..<place.end, rule: "month", isYearOpen: !place.isFixed)
      if place.isFixed { found.said.year = first.year }
      return found
    }
    guard index == start, let (year, end) = fullYear(at: index), let first = CivilDate(year: year, month: 1, day: 1),
      has(.yearCues, index - 1) || has(.to, index - 1) || expectation.isAsked && isNearlyAlone(index..<end)
    else { return nil }
    return span(unit(.year, 0, around: first), start..<end, "year")
  }

  /// "March to", "Nov-Feb": a month as one end of a range.
  private func hasMonthSigns(_ end: Int) -> Bool {
    length(.to, end) != nil || end < tokens.count && tokens[end].word == tokens[end - 1].word
  }

  /// `12-2027`, `2027-12`, `12/2027`.
  private func writtenMonthYear(at index: Int) -> DateSpan? {
    let text = tokens[index].text
    guard (6...7).contains(text.utf8.count), let sign = text.firstIndex(where: { !$0.isASCIIDigit }),
      "-/.".contains(text[sign]), let a = Int(text[..<sign]), let b = Int(text[text.index(after: sign)...])
    else { return nil }
    let (month, year) = a > 12 ? (b, a) : (a, b)
    guard Self.years.contains(year), let first = CivilDate(year: year, month: month, day: 1) else { return nil }
    return span((first, first.lastOfMonth), index..<(index + 1), "month")
  }
}
