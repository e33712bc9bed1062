import DialogDSL

extension DateReader {
  /// "today", "in three days", "three days from now", "two weeks ago", "a week from Friday", "a week tomorrow".
  func relative(at start: Int) -> DateReading? {
    let index = tokens.text(start) == "the" ? start + 1 : start
    if let entry = language[.relativeDays].entry(in: tokens, at: index) {
      return DateReading(calendar.today.adding(days: entry.number), start..<(index + entry.length), rule: "relative")
    }
    let hasIn = ["in", "within"].contains(tokens.text(start))
    let isRough = hasIn && ["about", "around", "exactly", "like", "say"].contains(tokens.text(start + 1))
    guard let span = span(at: start + (hasIn ? 1 : 0) + (isRough ? 1 : 0)) else { return nil }
    if hasIn {
      // "In three weeks and two days".
      let more = tokens.text(span.end) == "and" ? self.span(at: span.end + 1) : nil
      let date = span.after(calendar.today).flatMap { more?.after($0) ?? $0 }
      return date.map { DateReading($0, start..<(more ?? span).end, rule: "in-days") }
    }
    return anchored(span, start: start)
  }

  struct Span {
    var count: Int
    var isMonths: Bool
    var end: Int

    func after(_ date: CivilDate) -> CivilDate? {
      let limited = max(-100_000, min(count, 100_000))
      return isMonths ? date.adding(months: limited) : date.adding(days: limited)
    }
  }

  /// "three days", "a week", "two weeks", "a couple of months".
  private func span(at start: Int) -> Span? {
    let number: Int
    var index: Int
    if let reading = numbers.cardinal(at: start), let whole = reading.value.integer, (0...100_000).contains(whole) {
      number = whole
      index = reading.tokens.upperBound
    } else if ["a", "an"].contains(tokens.text(start)) {
      number = 1
      index = start + 1
    } else if language[.dayUnits][tokens.text(start)] ?? 0 >= 7,
      ["from", "today", "tomorrow"].contains(tokens.text(start + 1))
    {
      number = 1
      index = start
    } else {
      return nil
    }
    if ["of", "more"].contains(tokens.text(index)) { index += 1 }
    if let days = language[.dayUnits][tokens.text(index)] {
      return Span(count: number * days, isMonths: false, end: index + 1)
    }
    if let months = language[.monthUnits][tokens.text(index)] {
      return Span(count: number * months, isMonths: true, end: index + 1)
    }
    return nil
  }

  /// What the span is counted from.
  private func anchored(_ span: Span, start: Int) -> DateReading? {
    let next = tokens.text(span.end)
    func reading(_ date: CivilDate?, _ end: Int) -> DateReading? {
      date.map { DateReading($0, start..<end, rule: "span") }
    }
    switch next {
    case "ago", "back":
      var back = span
      back.count = -back.count
      return reading(back.after(calendar.today), span.end + 1)
    case "later", "hence", "out": return reading(span.after(calendar.today), span.end + 1)
    case "today": return reading(span.after(calendar.today), span.end + 1)
    case "tomorrow": return reading(span.after(calendar.today.adding(days: 1)), span.end + 1)
    case "from", "after", "on", "before":
      if ["now", "today"].contains(tokens.text(span.end + 1)), next == "from" || next == "after" {
        return reading(span.after(calendar.today), span.end + 2)
      }
      guard next != "on" || span.count >= 7, let anchor = anchor(at: span.end + 1) else { return nil }
      var moved = span
      if next == "before" { moved.count = -moved.count }
      return reading(moved.after(anchor.dates[0]), anchor.tokens.upperBound)
    default: return nil
    }
  }

  /// The day that a span is counted from; never another span, so that this ends.
  private func anchor(at index: Int) -> DateReading? {
    if let weekday = weekday(at: index) {
      return DateReading(calendar.resolve(weekday), index..<(index + 1), rule: "weekday")
    }
    if let entry = language[.relativeDays].entry(in: tokens, at: index) {
      return DateReading(calendar.today.adding(days: entry.number), index..<(index + entry.length), rule: "relative")
    }
    if ["next", "this"].contains(tokens.text(index)), let weekday = weekday(at: index + 1) {
      let date = tokens.text(index) == "next" ? calendar.inWeek(1, weekday) : calendar.coming(weekday)
      return DateReading(date, index..<(index + 2), rule: "weekday")
    }
    return monthDay(at: index) ?? dayMonth(at: index) ?? holiday(at: index)
  }
}
