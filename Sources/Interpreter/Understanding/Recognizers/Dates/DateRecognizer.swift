import DialogDSL

/// Days: "tomorrow", "next Tuesday", "the ninth", "March 10th", "3/10", "a week from Friday", "first Monday in May".
///
/// Conventions. Weeks begin on Monday. "Next Tuesday" is the Tuesday of the next calendar week, "this Tuesday" the one
/// coming, today included. A bare weekday is the next one coming; today's own name means a week from now. Days
/// without a year, month or week go where `prefer` says, the future by default. A weekday and a date that disagree
/// are two guessed candidates, the date first.
struct DateRecognizer: Recognizer {
  func candidates(in words: Words, expecting expectation: Expectation) -> [Candidate] {
    let language = LanguageData.data(for: expectation.locale)
    let tokens = Tokens(words, language: language)
    let reader = DateReader(tokens: tokens, language: language, expectation: expectation)
    return reader.readings().flatMap { reading -> [Candidate] in
      let words = tokens.words(reading.tokens)
      let certainty: Candidate.Certainty = reading.dates.count > 1 || reading.isGuessed ? .guessed : .certain
      return reading.dates.map { Candidate(.date($0), words: words, certainty: certainty, rule: reading.rule) }
    }
  }

  /// "March 9th, no, the 10th": only the day of a month is said again.
  static func completed(_ new: Candidate, _ old: Candidate, _ expectation: Expectation) -> Value? {
    guard new.rule == "day", case .date(let day) = new.value, case .date(let date) = old.value,
      old.rule.contains("month")
    else { return nil }
    if old.rule.contains("year") { return CivilDate(year: date.year, month: date.month, day: day.day).map(Value.date) }
    let calendar = DateResolver(today: expectation.now.today, prefersPast: expectation.limits.prefer == .past)
    return calendar.resolve(month: date.month, day: day.day).map(Value.date)
  }
}

/// One day as it was said; several dates when the words disagree.
struct DateReading {
  var dates: [CivilDate]
  var tokens: Range<Int>
  var rule: String
  var isGuessed = false

  init(_ date: CivilDate, _ tokens: Range<Int>, rule: String) {
    dates = [date]
    self.tokens = tokens
    self.rule = rule
  }
}

struct DateReader {
  let tokens: Tokens
  let language: LanguageData
  let expectation: Expectation
  let numbers: NumberReader
  let calendar: DateResolver

  init(tokens: Tokens, language: LanguageData, expectation: Expectation) {
    self.tokens = tokens
    self.language = language
    self.expectation = expectation
    numbers = NumberReader(tokens, language: language)
    calendar = DateResolver(today: expectation.now.today, prefersPast: expectation.limits.prefer == .past)
  }

  /// All days, in order; none overlap.
  func readings() -> [DateReading] {
    var readings: [DateReading] = []
    var index = 0
    while index < tokens.count {
      if let reading = reading(at: index) {
        readings.append(withLeadIn(reading, after: readings.last?.tokens.upperBound ?? 0))
        index = max(index + 1, reading.tokens.upperBound)
      } else {
        index += 1
      }
    }
    return readings
  }

  private func reading(at index: Int) -> DateReading? {
    // "The last Friday of the month" before "last Friday".
    if let reading = nthWeekday(at: index) ?? weekdayReading(at: index) { return reading }
    guard let reading = plainReading(at: index) else { return nil }
    return checked(reading, weekdayAfter: reading.tokens.upperBound)
  }

  /// Every kind but those that begin with a weekday.
  func plainReading(at index: Int) -> DateReading? {
    numeric(at: index) ?? relative(at: index) ?? edge(at: index) ?? monthDay(at: index)
      ?? dayMonth(at: index) ?? holiday(at: index) ?? dayOfMonth(at: index)
  }

  /// The prepositions before a day belong to it.
  private func withLeadIn(_ reading: DateReading, after floor: Int) -> DateReading {
    var reading = reading
    var start = reading.tokens.lowerBound
    while start > floor,
      language[.dateLeadIn].contains(tokens.text(start - 1))
    {
      start -= 1
    }
    reading.tokens = start..<reading.tokens.upperBound
    return reading
  }
}

/// Where days without a year, month or week go.
struct DateResolver {
  let today: CivilDate
  let prefersPast: Bool

  var monday: CivilDate { today.adding(days: 1 - today.weekday.rawValue) }

  /// The day in this year or the next (or the last) one.
  func resolve(month: Int, day: Int) -> CivilDate? {
    let step = prefersPast ? -1 : 1
    for years in 0...8 {
      guard let date = CivilDate(year: today.year + step * years, month: month, day: day) else { continue }
      if prefersPast ? date <= today : date >= today { return date }
    }
    return nil
  }

  /// The days with this number in the months to come (or past), the nearest first.
  func resolve(dayOfMonth day: Int) -> [CivilDate] {
    (0...12).compactMap { months in
      let month = CivilDate(year: today.year, month: today.month, day: 1)?.adding(
        months: prefersPast ? -months : months)
      guard let month, let date = CivilDate(year: month.year, month: month.month, day: day) else { return nil }
      return (prefersPast ? date <= today : date >= today) ? date : nil
    }
  }

  func resolve(_ weekday: Weekday) -> CivilDate {
    if prefersPast {
      let back = (today.weekday.rawValue - weekday.rawValue + 7) % 7
      return today.adding(days: back == 0 ? -7 : -back)
    }
    let ahead = (weekday.rawValue - today.weekday.rawValue + 7) % 7
    return today.adding(days: ahead == 0 ? 7 : ahead)
  }

  /// Today or the next one.
  func coming(_ weekday: Weekday) -> CivilDate {
    today.adding(days: (weekday.rawValue - today.weekday.rawValue + 7) % 7)
  }

  /// The weekday in the calendar week so many weeks from this one.
  func inWeek(_ weeks: Int, _ weekday: Weekday) -> CivilDate { monday.adding(days: weeks * 7 + weekday.rawValue - 1) }

  /// 84 is 1984 and 12 is 2012 for a birth date; a year to come stays in this century.
  func fullYear(_ year: Int) -> Int {
    guard year < 100 else { return year }
    let century = today.year / 100 * 100
    let near = century + year
    return prefersPast ? (near > today.year ? near - 100 : near) : (near > today.year + 50 ? near - 100 : near)
  }
}
