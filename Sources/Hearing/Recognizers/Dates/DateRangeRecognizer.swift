import DialogDSL

/// Ranges of days, both ends included: "from Monday to Wednesday", "the 13th to the 15th of July", "next weekend",
/// "14-15.11.2017", "three nights from Friday", "until Tuesday" (an open end).
///
/// Two days that are said anywhere in the answer are its ends. A stay of three days from Friday ends on Sunday, one of
/// three nights on Monday. A lone day is a guessed range of that day.
struct DateRangeRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let language = utterance.language
    let tokens = utterance.tokens.splittingDates(language)
    let reader = DateReader(tokens: tokens, language: language, expectation: expectation)
    return DateRangeReader(reader: reader, words: utterance.words).readings().map { reading in
      Candidate(
        Self.value(reading.from, reading.to), words: Set(reading.tokens.flatMap { tokens.words($0) }).sorted(),
        certainty: reading.isGuessed ? .guessed : .certain, rule: reading.rule)
    }
  }

  private static func value(_ from: CivilDate?, _ to: CivilDate?) -> Value {
    .map(["from": from.map(Value.date) ?? .none, "to": to.map(Value.date) ?? .none])
  }

  /// "Monday to Wednesday, no, Thursday": one end is said again, the last one unless "from" says otherwise.
  static func completed(_ new: Candidate, _ old: Candidate, _ expectation: Expectation) -> Value? {
    guard case .map(let before) = old.value, case .map(let now) = new.value, case .date(let oldFrom)? = before["from"],
      case .date(let oldTo)? = before["to"], oldFrom != oldTo
    else { return nil }
    switch (new.rule, now["from"], now["to"]) {
    case (DateRangeReader.day, .date(let day)?, _), (DateRangeReader.dayOfMonth, .date(let day)?, _):
      let isNumber = new.rule == DateRangeReader.dayOfMonth
      let to = isNumber ? CivilDate(year: oldTo.year, month: oldTo.month, day: day.day) ?? day : day
      return to >= oldFrom ? value(oldFrom, to) : value(to, oldTo)
    case (DateRangeReader.weekday, .date(let day)?, _):
      return value(oldFrom, DateResolver(today: oldFrom, prefer: nil).coming(day.weekday))
    case (DateRangeReader.open, .date(let from)?, _): return from <= oldTo ? value(from, oldTo) : nil
    case (DateRangeReader.open, _, .date(let to)?): return to >= oldFrom ? value(oldFrom, to) : nil
    default: return nil
    }
  }
}

/// Finds ranges of days in an utterance.
struct DateRangeReader {
  let reader: DateReader
  /// For the signs between words: `15.10 - 16.10`.
  let words: Words

  // Rules that a repair goes by.
  static let day = "one-day"
  static let dayOfMonth = "one-day-of-month"
  static let weekday = "one-weekday"
  static let open = "open-end"

  struct Reading {
    var from: CivilDate?
    var to: CivilDate?
    var tokens: [Range<Int>]
    var rule: String
    var isGuessed = false
  }

  private var tokens: Tokens { reader.tokens }

  func readings() -> [Reading] {
    var ranges: [Reading] = []
    var parts: [DateSpan] = []
    var index = 0
    while index < tokens.count {
      let part = part(at: index)
      if let (from, to) = joined(at: index, part), !from.isBare || parts.allSatisfy(\.isPeriod),
        let reading = range(from, to, within: parts.last)
      {
        if reading.rule == Self.within { parts.removeLast() }
        ranges.append(reading)
        index = to.tokens.upperBound
      } else if let part {
        parts.append(part)
        index = max(index + 1, part.tokens.upperBound)
      } else {
        index += 1
      }
    }
    return ranges.isEmpty ? alone(parts) : ranges
  }

  // MARK: Ends

  /// A day or a period, whichever takes more words.
  private func part(at index: Int) -> DateSpan? {
    let day = reader.reading(at: index).map(DateSpan.init)
    guard let period = reader.period(at: index) else { return day }
    guard let day else { return period }
    if period.tokens.upperBound != day.tokens.upperBound {
      return period.tokens.upperBound > day.tokens.upperBound ? period : day
    }
    // "Within five days", "the end of April"; "until the end of April" is a day.
    return period.rule == "within" || period.rule == "part-of-month" && !isLedIn(day) ? period : day
  }

  /// A number that is a day only because another one stands beside it: "13 to 15 July".
  private func bareDay(at start: Int) -> DateSpan? {
    let index = reader.skipping(.articles, start)
    guard let number = reader.bareDay(at: index), let date = reader.calendar.resolve(dayOfMonth: number.day).first
    else {
      return nil
    }
    var span = DateSpan(DateReading(date, start..<number.end, rule: "number", said: .init(day: number.day)))
    span.isBare = index == start
    return span
  }

  /// "Now" as an end.
  private func now(at index: Int, _ length: Int) -> DateSpan {
    let today = reader.calendar.today
    return DateSpan(DateReading(today, index..<(index + length), rule: "relative", said: .init(year: today.year)))
  }

  /// Two ends with a word or a dash between them.
  private func joined(at start: Int, _ part: DateSpan?) -> (DateSpan, DateSpan)? {
    let isBetween = reader.has(.between, start - 1)
    let left = part ?? bareDay(at: start) ?? reader.length(.now, start).map { now(at: start, $0) }
    guard var left else { return nil }
    if let length = reader.length(.toDate, left.tokens.upperBound) {
      return (left, now(at: left.tokens.upperBound, length))
    }
    if left.isPeriod, reader.has(.and, left.tokens.upperBound), let next = self.part(at: left.tokens.upperBound + 1),
      next.isPeriod, next.first == left.last.adding(days: 1)
    {
      return (left, next)
    }
    guard let index = afterConnector(at: left.tokens.upperBound, isBetween: isBetween) else { return nil }
    guard
      let right = self.part(at: index) ?? bareDay(at: index) ?? reader.length(.now, index).map({ now(at: index, $0) })
    else { return nil }
    // "5 to 7" may be hours, people or anything.
    if left.isBare, right.isBare, !hasMonth(before: start) { return nil }
    if left.isBare, right.said.day == nil { return nil }
    left.tokens = leadIn(before: left.tokens.lowerBound)..<left.tokens.upperBound
    return (left, right)
  }

  private func hasMonth(before index: Int) -> Bool {
    reader.month(at: index - 1) != nil || reader.has(.between, index - 1) && reader.month(at: index - 2) != nil
  }

  private func afterConnector(at start: Int, isBetween: Bool) -> Int? {
    guard start > 0, start < tokens.count else { return nil }
    let index = tokens.skippingFillers(from: start)
    if isBetween, reader.has(.and, index) { return index + 1 }
    if tokens.text(index) == "-" { return index + 1 }
    if let length = reader.length(.to, index) { return reader.skipping(.on, index + length) }
    // `14-15.11.2017` and `Nov-Feb` are one word, `15.10 - 16.10` two with a dash.
    let word = tokens[start - 1].word
    if tokens[start].word == word || words[word].signs.contains(where: { "-–—".contains($0) }) { return start }
    return nil
  }

  /// The prepositions before a range belong to it.
  private func leadIn(before index: Int) -> Int {
    var start = index
    while start > 0, reader.has(.starting, start - 1) || reader.has(.between, start - 1) { start -= 1 }
    return start
  }

  private static let within = "range-within"

  /// "Next week between Wednesday and Friday", "November between 19 and 20": the period says which ones.
  private func range(_ a: DateSpan, _ b: DateSpan, within period: DateSpan?) -> Reading? {
    let tokens = a.tokens.lowerBound..<b.tokens.upperBound
    if let period, period.isPeriod, period.tokens.upperBound >= a.tokens.lowerBound {
      if let from = inside(period, a), let to = inside(period, b), from <= to {
        return Reading(from: from, to: to, tokens: [period.tokens, tokens], rule: Self.within)
      }
    }
    if a.isBare, b.isBare { return nil }
    return reader.range(from: a, to: b).map {
      Reading(from: $0.from, to: $0.to, tokens: [tokens], rule: "range", isGuessed: a.isGuessed && b.isGuessed)
    }
  }

  private func inside(_ period: DateSpan, _ end: DateSpan) -> CivilDate? {
    let day: CivilDate? =
      if end.said.isWeekdayOnly, let weekday = end.said.weekday {
        reader.calendar.coming(weekday, from: period.first)
      } else if let number = end.said.day, end.said.month == nil {
        CivilDate(year: period.first.year, month: period.first.month, day: number)
      } else {
        nil
      }
    return day.flatMap { period.first...period.last ~= $0 ? $0 : nil }
  }

  // MARK: Without a connector

  private func alone(_ parts: [DateSpan]) -> [Reading] {
    let days = parts.filter { !$0.isPeriod }
    if days.count >= 2, reader.expectation.isAsked || days.contains(where: isLedIn) { return [apart(days)] }
    if let day = days.first, let stay = stay(from: day) { return [stay] }
    if let period = parts.first(where: \.isPeriod) {
      if let day = days.first, isEnding(day) || isEnding(period) {
        let range = reader.range(said: day, and: period)
        return [Reading(from: range.from, to: range.to, tokens: [day.tokens, period.tokens], rule: "apart")]
      }
      return parts.filter(\.isPeriod).map(read)
    }
    guard let day = days.first, reader.expectation.isAsked || isLedIn(day) else { return [] }
    return [oneDay(day)]
  }

  private func apart(_ days: [DateSpan]) -> Reading {
    var (a, b) = (days[0], days[1])
    // Of three days and more, those that words like "from" and "until" stand before.
    if days.count > 2, let first = days.first(where: isStarting), let last = days.last(where: isEnding),
      first.tokens != last.tokens
    {
      (a, b) = (first, last)
    }
    if isStarting(b) && !isStarting(a) || isEnding(a) && !isEnding(b) { (a, b) = (b, a) }
    let range = reader.range(said: a, and: b)
    return Reading(from: range.from, to: range.to, tokens: [a.tokens, b.tokens], rule: "apart")
  }

  private func isStarting(_ span: DateSpan) -> Bool { reader.has(.starting, place(before: span)) }
  private func isEnding(_ span: DateSpan) -> Bool {
    let place = place(before: span)
    return reader.has(.ending, place) || reader.length(.ending, place - 1) == 2
  }
  private func isLedIn(_ span: DateSpan) -> Bool { isStarting(span) || isEnding(span) }

  private func place(before span: DateSpan) -> Int {
    var index = span.tokens.lowerBound - 1
    while reader.has(.on, index) || reader.has(.articles, index) { index -= 1 }
    return index
  }

  /// A period, or what begins or ends with it: "until next week", "from October".
  private func read(_ period: DateSpan) -> Reading {
    var tokens = period.tokens
    while tokens.lowerBound > 0, reader.has(.periodLeadIn, tokens.lowerBound - 1) {
      tokens = (tokens.lowerBound - 1)..<tokens.upperBound
    }
    return Reading(from: period.first, to: period.last, tokens: [tokens], rule: period.rule)
  }

  private func oneDay(_ day: DateSpan) -> Reading {
    let place = place(before: day)
    if isLedIn(day) {
      let tokens = place..<day.tokens.upperBound
      return isStarting(day)
        ? Reading(
          from: reader.has(.after, place) ? day.first.adding(days: 1) : day.first, tokens: [tokens], rule: Self.open)
        : Reading(
          to: reader.has(.before, place) ? day.first.adding(days: -1) : day.first, tokens: [tokens], rule: Self.open)
    }
    return Reading(
      from: day.first, to: day.first, tokens: [day.tokens],
      rule: day.said.isDayOnly ? Self.dayOfMonth : day.said.isWeekdayOnly ? Self.weekday : Self.day, isGuessed: true)
  }

  /// "Three nights from Friday", "for a week, starting the 20th", "Friday for two days".
  private func stay(from day: DateSpan) -> Reading? {
    var index = 0
    while index < tokens.count {
      defer { index += 1 }
      guard !day.tokens.contains(index), let span = reader.span(at: index), span.seconds == 0 else { continue }
      let isStay =
        reader.has(.stays, index - 1) || reader.has(.nights, span.end - 1) || reader.length(.starting, span.end) != nil
        || tokens[span.end - 1].endsClause
      guard isStay, span.end <= day.tokens.lowerBound || index >= day.tokens.upperBound,
        let end = span.after(day.first)
      else { continue }
      let isNights = reader.has(.nights, span.end - 1)
      return Reading(
        from: day.first, to: isNights ? end : end.adding(days: -1), tokens: [index..<span.end, day.tokens],
        rule: "stay")
    }
    return nil
  }
}
