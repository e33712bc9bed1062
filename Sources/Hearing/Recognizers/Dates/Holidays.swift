import DialogDSL

/// A day that has a name, in any year.
struct Holiday: Sendable {
  enum Rule: Sendable {
    case fixed(month: Int, day: Int)
    /// The `nth` one of the month; 0 is the last.
    case weekday(Weekday, nth: Int, month: Int)
    case onOrBefore(month: Int, day: Int, Weekday)
    case easter
    case orthodoxEaster
    /// Of another calendar: the days that are known.
    case known([Int: CivilDate])
  }

  let rule: Rule
  /// Days after the day that the rule gives.
  let offset: Int

  func date(in year: Int) -> CivilDate? {
    let day: CivilDate? =
      switch rule {
      case .fixed(let month, let day): CivilDate(year: year, month: month, day: day)
      case .weekday(let weekday, let nth, let month): CivilDate(weekday, nth: nth, year: year, month: month)
      case .onOrBefore(let month, let day, let weekday):
        CivilDate(year: year, month: month, day: day).map {
          $0.adding(days: -(($0.weekday.rawValue - weekday.rawValue + 7) % 7))
        }
      case .easter: Self.easter(year)
      case .orthodoxEaster: Self.orthodoxEaster(year)
      case .known(let days): days[year]
      }
    return day?.adding(days: offset)
  }

  /// Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Jones, Butcher).
  private static func easter(_ year: Int) -> CivilDate? {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let n = h + l - 7 * m + 114
    return CivilDate(year: year, month: n / 31, day: n % 31 + 1)
  }

  /// Orthodox Easter Sunday, by Meeus' Julian computus, in the Gregorian calendar.
  private static func orthodoxEaster(_ year: Int) -> CivilDate? {
    let d = (19 * (year % 19) + 15) % 30
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    let n = d + e + 114
    return CivilDate(year: year, month: n / 31, day: n % 31 + 1)?.adding(days: year / 100 - year / 400 - 2)
  }
}

/// The names of holidays, some of them only in one country.
struct Holidays: Sendable {
  private var rules: [Holiday] = []
  private var everywhere: WordTable
  private var regional: [String: WordTable] = [:]

  init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
    var rules: [Holiday] = []
    var tables: [String: WordTable] = [:]
    for (region, holidays) in file.pairs {
      var names: [(key: String, value: Int)] = []
      for (rule, spoken) in holidays.pairs {
        names += spoken.items.map { ($0, rules.count) }
        rules.append(Holiday(rule))
      }
      tables[region] = WordTable(names, &lexicon)
    }
    self.rules = rules
    everywhere = tables["all"]!
    regional = tables
  }

  func entry(in tokens: Tokens, at index: Int, region: String) -> (holiday: Holiday, length: Int)? {
    let local = regional[region]?.entry(in: tokens, at: index)
    let common = everywhere.entry(in: tokens, at: index)
    guard let found = (local?.length ?? 0) >= (common?.length ?? 0) ? local ?? common : common else { return nil }
    return (rules[found.number], found.length)
  }
}

extension Holiday {
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// As a language file writes it: `12-25`, `11 thu 4 +1`, `5 mon last`, `05-24 mon`, `easter -2`.
  fileprivate init(_ text: String) {
    var parts = text.split(separator: " ").map(String.init)
    var offset = 0
    if parts.count > 1, let last = parts.last, last.hasPrefix("+") || last.hasPrefix("-") {
      offset = Int(last)!
      parts.removeLast()
    }
    self.offset = offset
    let day = parts[0].split(separator: "-").compactMap { Int($0) }
    switch (parts[0], parts.count) {
    case ("in", _):
      rule = .known(
        Dictionary(uniqueKeysWithValues: parts.dropFirst().map { CivilDate(iso: $0)! }.map { ($0.year, $0) }))
    case ("easter", 1): rule = .easter
    case ("orthodox", 1): rule = .orthodoxEaster
    case (_, 1) where day.count == 2: rule = .fixed(month: day[0], day: day[1])
    case (_, 2) where day.count == 2:
      rule = .onOrBefore(month: day[0], day: day[1], Self.weekday(parts[1]))
    case (_, 3) where day.count == 1:
      rule = .weekday(Self.weekday(parts[1]), nth: Int(parts[2]) ?? 0, month: day[0])
    default: preconditionFailure("language file: holiday `\(text)`")
    }
  }

  private static func weekday(_ text: String) -> Weekday { Weekday(rawValue: weekdays.firstIndex(of: text)! + 1)! }
}

extension CivilDate {
  /// The `nth` such weekday of a month; 0 is the last, -1 the one before it. nil where there is none.
  init?(_ weekday: Weekday, nth: Int, year: Int, month: Int) {
    guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
    let firstOne = first.adding(days: (weekday.rawValue - first.weekday.rawValue + 7) % 7)
    var found = firstOne.adding(days: 7 * (nth - 1))
    if nth < 1 {
      let last = first.adding(months: 1).adding(days: -1)
      found = last.adding(days: 7 * nth - (last.weekday.rawValue - weekday.rawValue + 7) % 7)
    }
    guard found.month == month, found.year == year else { return nil }
    self = found
  }
}
