import DialogDSL

extension DateReader {
  /// "today", "in three days", "three days from now", "two weeks ago", "a week from Friday", "a week tomorrow".
  func relative(at start: Int) -> DateReading? {
    let index = skipping(.articles, start)
    if index < tokens.count, let entry = words[.relativeDays].entry(in: tokens, at: index) {
      let date = calendar.today.adding(days: entry.number)
      let end = index + entry.length
      // "Tomorrow week"; "tomorrow weekend" is none.
      if entry.number >= 0, entry.length == 1, let days = number(language[.dayUnits], end), days >= 7 {
        return DateReading(date.adding(days: days), start..<(end + 1), rule: "relative")
      }
      return dated(DateReading(date, start..<end, rule: "relative"))
    }
    if let reading = relativeSpan(at: start) { return reading }
    return span(at: start).flatMap { anchored($0, start: start) } ?? dayBeside(at: start)
  }

  /// "Tomorrow, on the 2nd of March", "today 9 August": the date that is said beside a day must agree with it.
  private func dated(_ day: DateReading) -> DateReading {
    let index = skipping(.on, tokens.skippingFillers(from: day.tokens.upperBound))
    guard index < tokens.count,
      var date = numeric(at: index) ?? monthDay(at: index) ?? dayMonth(at: index) ?? ordinalDay(at: index)
    else { return day }
    if isRange, date.date != day.date { return day }
    date.tokens = day.tokens.lowerBound..<date.tokens.upperBound
    if date.date != day.date, !has(.next, day.tokens.lowerBound), !has(.next, day.tokens.lowerBound + 1) {
      date.dates.append(day.date)
    }
    return date
  }

  /// "the 2nd", the nearest one, when it is asked for or has an article.
  private func ordinalDay(at index: Int) -> DateReading? {
    dayOfMonth(at: index).flatMap { $0.rule == "day" ? $0 : nil }
  }

  /// "In three weeks", "three weeks from now", "two weeks ago": a span counted from today.
  func relativeSpan(at start: Int) -> DateReading? {
    guard start < tokens.count else { return nil }
    if has(.agoBefore, start), let span = span(at: skipping(.about, start + 1)), span.seconds == 0 {
      return span.after(calendar.today, isBack: true).map { DateReading($0, start..<span.end, rule: "span") }
    }
    let hasIn = has(.inside, start) || has(.within, start)
    var index = hasIn ? skipping(.of, start + 1) : start
    if hasIn { index = skipping(.about, skipping(.articles, index)) }
    guard let span = span(at: index), span.seconds == 0 else { return nil }
    if let (isBack, end) = fromNow(at: span.end) {
      if number(.relativeDays, end - 1) != nil, isStay(span, index) { return nil }
      if isBack, span.isWeeks, let (day, end) = dayBefore(at: end) {
        return span.after(day, isBack: true).map { DateReading($0, start..<end, rule: "span") }
      }
      return span.after(calendar.today, isBack: isBack).map { DateReading($0, start..<end, rule: "span") }
    }
    if let days = words[.relativeDays].entry(in: tokens, at: min(span.end, tokens.count - 1)), span.end < tokens.count,
      days.number >= 0, days.length == 1, span.isWeeks
    {
      // "A week today", "a fortnight tomorrow".
      return span.after(calendar.today.adding(days: days.number)).map {
        DateReading($0, start..<(span.end + 1), rule: "span")
      }
    }
    guard hasIn, !has(.from, span.end) else { return nil }
    return span.after(calendar.today).map { DateReading($0, start..<span.end, rule: "in-days") }
  }

  /// "(A week ago) yesterday", "(two weeks ago) Monday": the latest such day.
  private func dayBefore(at index: Int) -> (CivilDate, end: Int)? {
    guard index < tokens.count, !tokens[index - 1].endsClause else { return nil }
    if let entry = words[.relativeDays].entry(in: tokens, at: index), entry.number <= 0 {
      return (calendar.today.adding(days: entry.number), index + entry.length)
    }
    let place = has(.last, index) ? index + 1 : skipping(.on, index)
    return weekday(at: place).map { (calendar.latest($0, before: calendar.today), place + 1) }
  }

  /// A length of time in calendar units; seconds for moments.
  struct Span {
    var months = 0
    var days = 0
    var seconds = 0
    /// Days but Saturdays and Sundays.
    var workingDays = 0
    var end: Int
    /// Whole weeks and more, which may be counted from a day without "from".
    var isWeeks: Bool { months > 0 || days >= 7 }
    var isMonths: Bool { months > 0 }

    /// Longest span that is followed, in months and in days.
    static let limit = 100_000

    func after(_ date: CivilDate, isBack: Bool = false) -> CivilDate? {
      let sign = isBack ? -1 : 1
      let day = date.adding(months: sign * min(months, Self.limit)).adding(days: sign * min(days, Self.limit))
      return day.adding(workingDays: sign * min(workingDays, Self.limit))
    }
  }

  /// "three days", "a week", "two years 21 days", "three weeks and two days", "half an hour".
  func span(at start: Int) -> Span? {
    guard var span = simpleSpan(at: start) else { return nil }
    while true {
      let index = skipping(.and, span.end)
      guard index < tokens.count, let more = simpleSpan(at: index), more.end > index + 1 else { return span }
      span.months += more.months
      span.days += more.days
      span.seconds += more.seconds
      span.workingDays += more.workingDays
      span.end = more.end
    }
  }

  private func simpleSpan(at start: Int) -> Span? {
    guard start < tokens.count else { return nil }
    if let part = partOfHour(at: start) { return part }
    var count = 1
    var index = start
    if let amount = amount(at: start) {
      (count, index) = amount
    } else if has(.a, start) {
      index += 1
    } else if (number(language[.dayUnits], start) ?? number(language[.monthUnits], start).map { $0 * 30 } ?? 0) >= 7,
      has(.from, start + 1) || number(.relativeDays, start + 1) != nil
        || has(.on, start + 1) && weekday(at: start + 2) != nil, !isCount(start - 1)
    {
      // "Week from Friday", "week tomorrow".
    } else {
      return nil
    }
    guard count <= Span.limit else { return nil }
    // "A couple of weeks", "three more days"; "two of the days" is none.
    index = skipping(.counting, index)
    if has(words.working, index), number(language[.dayUnits], index + 1) == 1 {
      return Span(workingDays: count, end: index + 2)
    }
    if number(language[.dayUnits], index) == 1, has(words.working, index + 1) {
      return Span(workingDays: count, end: index + 2)
    }
    // "Two and a half weeks".
    if let (parts, end) = fraction(at: index), let more = units(1, at: end, parts: parts) {
      return units(count, at: end, adding: more)
    }
    guard let whole = units(count, at: index), index > start || whole.seconds == 0 else { return nil }
    // "An hour and a half", "a year and a half".
    if let (parts, end) = fraction(at: whole.end), let more = units(1, at: index, parts: parts),
      var span = units(count, at: index, adding: more)
    {
      span.end = end
      return span
    }
    return whole
  }

  /// "And a half": in how many parts the unit is cut.
  private func fraction(at index: Int) -> (parts: Int, end: Int)? {
    guard has(.and, index), has(.a, index + 1), let parts = number(.halves, index + 2) else { return nil }
    return (parts, index + 3)
  }

  /// So many of the unit at an index, or one of so many parts of it, in whole days, months or seconds.
  private func units(_ count: Int, at index: Int, parts: Int = 1, adding more: Span? = nil) -> Span? {
    var span = Span(end: index + 1)
    if let days = number(language[.dayUnits], index) {
      span.days = count * days / parts
    } else if let months = number(language[.monthUnits], index) {
      span.months = count * months / parts
      // Half a month.
      if span.months == 0 { span.days = count * months * Self.daysInMonth / parts }
    } else if let seconds = number(.timeUnits, index) {
      span.seconds = count * seconds / parts
    } else {
      return nil
    }
    span.months += more?.months ?? 0
    span.days += more?.days ?? 0
    span.seconds += more?.seconds ?? 0
    return span
  }

  /// What a part of a month is taken of.
  private static let daysInMonth = 30

  private func isCount(_ index: Int) -> Bool {
    index >= 0 && (has(.a, index) || number(.counts, index) != nil || belowHundred(at: index) != nil)
  }

  /// A whole number of units: "three", "a few", "a couple of".
  func amount(at start: Int) -> (number: Int, end: Int)? {
    if let entry = words[.counts].entry(in: tokens, at: start) { return (entry.number, start + entry.length) }
    if has(.a, start), let entry = words[.counts].entry(in: tokens, at: min(start + 1, tokens.count - 1)) {
      return (entry.number, start + 1 + entry.length)
    }
    guard let reading = cardinal(at: start) else { return nil }
    if let whole = reading.value.integer, (0...Span.limit).contains(whole) { return (whole, reading.tokens.upperBound) }
    // Of "two and a half" the whole number; the part is read with its unit.
    guard let whole = belowHundred(at: start), fraction(at: whole.tokens.upperBound)?.end == reading.tokens.upperBound
    else { return nil }
    return (whole.number, whole.tokens.upperBound)
  }

  /// "half an hour", "a quarter of an hour", "three quarters of an hour".
  private func partOfHour(at start: Int) -> Span? {
    if let hours = writtenPart(at: start) { return hours }
    var (parts, length) = (0, 0)
    if let found = words.threeQuarters.length(in: tokens, at: start) {
      (parts, length) = (3, found)
    } else {
      let index = skipping(.a, start)
      guard let part = number(.halves, index) else { return nil }
      (parts, length) = (4 / part, index + 1 - start)
    }
    let unit = skipping(.a, skipping(.of, start + length))
    guard let seconds = number(.timeUnits, unit) else { return nil }
    return Span(seconds: seconds * parts / 4, end: unit + 1)
  }

  /// `1/2h`, `3/4h`.
  private func writtenPart(at index: Int) -> Span? {
    let text = tokens[index].text
    guard text.utf8.count < 6, let slash = text.firstIndex(of: "/"), let parts = Int(text[..<slash]) else { return nil }
    let rest = text[text.index(after: slash)...]
    guard let whole = Int(rest.prefix { $0.isASCIIDigit }), whole > parts,
      let seconds = words[.timeUnits][String(rest.drop { $0.isASCIIDigit })]
    else { return nil }
    return Span(seconds: seconds * parts / whole, end: index + 1)
  }

  /// "A week from Friday", "three days after Easter", "a week on Thursday". "For three days from the 6th" is a stay
  /// that begins on the 6th.
  private func anchored(_ span: Span, start: Int) -> DateReading? {
    guard span.seconds == 0 else { return nil }
    let isOn = has(.on, span.end)
    let isBack = has(.before, span.end)
    // "A week Friday", "two weeks this Friday".
    let isBeside = span.isWeeks && weekday(at: span.end + (turn(at: span.end)?.length ?? 0)) != nil
    guard isOn && span.isWeeks || isBack || has(.from, span.end) || isBeside,
      let anchor = anchor(at: isBeside ? span.end : span.end + 1)
    else { return nil }
    // "Four days from the 1st", too; "two weeks from the 1st" and "four days after the 1st" are counted.
    let isFromDay =
      !span.isWeeks && !has(.after, span.end) && anchor.said.day != nil && anchor.said.holiday == nil
      && !anchor.rule.hasPrefix("numeric")
    if !isBack, isStay(span, start) || isFromDay { return nil }
    return span.after(anchor.date, isBack: isBack).map {
      DateReading($0, start..<anchor.tokens.upperBound, rule: "span")
    }
  }

  /// "For three days", "ten days, from today".
  private func isStay(_ span: Span, _ start: Int) -> Bool {
    has(.stays, start - 1) || has(.nights, span.end - 1) || !span.isMonths && tokens[span.end - 1].endsClause
  }

  /// "The day before Christmas", "the day after"; alone they are counted from today.
  private func dayBeside(at start: Int) -> DateReading? {
    let index = skipping(.articles, start)
    guard index > start, has(.day, index) else { return nil }
    let isBack = has(.before, index + 1)
    guard isBack || has(.after, index + 1) else { return nil }
    let step = isBack ? -1 : 1
    if let anchor = anchor(at: index + 2) {
      return DateReading(anchor.date.adding(days: step), start..<anchor.tokens.upperBound, rule: "span")
    }
    guard index + 2 == tokens.count || tokens[index + 1].endsClause else { return nil }
    return DateReading(calendar.today.adding(days: step), start..<(index + 2), rule: "relative")
  }

  /// The day that something is counted from; never another span, so that this ends.
  func anchor(at start: Int) -> DateReading? {
    // "Después de Navidad".
    let index = skipping(.of, start)
    guard index < tokens.count else { return nil }
    if let found = numeric(at: index) ?? monthDay(at: index) ?? dayMonth(at: index) ?? holiday(at: index) {
      return found
    }
    let bare = skipping(.articles, index)
    if bare < tokens.count, let entry = words[.relativeDays].entry(in: tokens, at: bare) {
      return DateReading(calendar.today.adding(days: entry.number), index..<(bare + entry.length), rule: "relative")
    }
    let turn = turn(at: bare)
    let place = bare + (turn?.length ?? 0)
    if let weekday = weekday(at: place) {
      let date =
        switch turn?.kind {
        case .next: next(weekday)
        case .this: calendar.coming(weekday)
        case .last, .past: calendar.latest(weekday, before: calendar.today)
        case nil: calendar.resolve(weekday)
        }
      return DateReading(date, index..<(place + 1), rule: "weekday", said: .init(weekday: weekday))
    }
    if has(.cardinalDays, bare - 1), let number = bareDay(at: bare),
      let date = calendar.resolve(dayOfMonth: number.day).first
    {
      return DateReading(date, index..<number.end, rule: "day", said: .init(day: number.day))
    }
    guard let ordinal = ordinal(at: bare), (1...31).contains(ordinal.number),
      let date = calendar.resolve(dayOfMonth: ordinal.number).first
    else { return nil }
    return DateReading(date, index..<ordinal.tokens.upperBound, rule: "day", said: .init(day: ordinal.number))
  }
}
