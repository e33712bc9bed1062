import DialogDSL

/// What a language has for days and ranges of days: `dates` of its file.
final class DateWords: Sendable {
  /// Words with a part in the grammar of days, by that part.
  enum Part: Int, CaseIterable, Sendable {
    case articles, possessives, of, on, next, this, coming, last, past, calendar, after, before, from, inside, within
    case fewer, about, ago, later, now, a, and, stays, counting, day, counted, ends, starts, middles
    case glue, hundred, thousand
    case clock, to, between, starting, ending, date, rest, early, mid, late, nights, instants, ofWeek, doubtfulWeekdays
    case weekdayCues, toDate, yearCues, monthCues, weekOf, weekCommencing, periodLeadIn, otherCalendars
    case tonight, at, whole, strokes
    case nextAfter, thisAfter, lastAfter, agoBefore, notDays, cardinalDays

    /// Its key in the file.
    fileprivate var key: String { snakeCase("\(self)") }
  }

  enum Table: Int, CaseIterable, Sendable {
    case counts, halves, periods, quarters, misheardDays, misheardDigits, relativeDays, weekdayPlurals, timeUnits
    case dayHalves

    fileprivate var key: String { snakeCase("\(self)") }
  }

  /// "Next Tuesday" is the first one from tomorrow on; otherwise that of next week.
  let nextWeekdayIsComing: Bool
  let threeQuarters: WordSet
  /// Beside "days": Saturdays and Sundays are not counted.
  let working: WordSet
  /// The place before the last.
  let penultimate: WordSet
  let ordinalSuffixes: WordSet
  let holidays: Holidays
  /// Feasts by the names of the weeks that hold them.
  let holidayWeeks: Holidays
  let seasons: WordTable
  /// First and last day of each season, as month * 100 + day.
  let seasonBounds: [ClosedRangeOfDays]
  /// Countries where summer is in January.
  let southern: Set<String>
  /// Every word that a day may begin with.
  let openings: WordSet
  /// Every word that a number may begin with.
  let numberOpenings: WordSet
  /// Every word that only a period may begin with.
  let periodOpenings: WordSet
  private let parts: [WordSet]
  /// By the number of a word: the parts that it has alone, as bits.
  private let alone: [UInt64]
  private let tables: [WordTable]

  struct ClosedRangeOfDays: Sendable { let first: Int, last: Int }

  /// Whether the word alone has the part.
  func has(_ part: Part, _ token: Tokens.Token) -> Bool {
    let id = Int(token.id)
    return id < alone.count && alone[id] & (1 << UInt64(part.rawValue)) != 0
  }

  subscript(part: Part) -> WordSet { parts[part.rawValue] }
  subscript(table: Table) -> WordTable { tables[table.rawValue] }

  /// `file` is the whole language: what opens a day includes its months, weekdays and numbers.
  init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
    let dates = file["dates"]
    parts = Part.allCases.map { WordSet(dates["words"][$0.key].items, &lexicon) }
    alone = Self.alone(dates["words"], &lexicon)
    tables = Table.allCases.map { WordTable(dates[$0.key].numbers, &lexicon) }
    nextWeekdayIsComing = dates["next_weekday"].text == "coming"
    threeQuarters = WordSet(dates["three_quarters"].items, &lexicon)
    working = WordSet(dates["working"].items, &lexicon)
    penultimate = WordSet(dates["penultimate"].items, &lexicon)
    ordinalSuffixes = WordSet(dates["ordinal_suffixes"].items, &lexicon)
    holidays = Holidays(dates["holidays"], &lexicon)
    holidayWeeks = Holidays(dates["holiday_weeks"], &lexicon)
    southern = Set(dates["southern"].items)
    let seasons = dates["seasons"].pairs
    self.seasons = WordTable(seasons.enumerated().map { ($1.key, $0) }, &lexicon)
    seasonBounds = seasons.map { _, bounds in
      ClosedRangeOfDays(first: Int(bounds.items[0])!, last: Int(bounds.items[1])!)
    }
    let opening: [Part] = [
      .articles, .next, .this, .coming, .last, .past, .inside, .within, .a, .ends, .starts, .middles, .day, .agoBefore,
    ]
    let openingTables: [Table] = [.counts, .relativeDays, .misheardDays, .halves]
    let shared = ["units", "teens", "tens", "ordinals", "months", "weekdays", "day_units", "month_units", "groups"]
    openings = WordSet(
      opening.flatMap { dates["words"][$0.key].items }
        + openingTables.flatMap { dates[$0.key].numbers.map(\.key) }
        + shared.flatMap { file["tables"][$0].numbers.map(\.key) }
        + file["words"]["spelled_zero"].items + dates["penultimate"].items + dates["three_quarters"].items
        + dates["holidays"].pairs.flatMap { $0.value.pairs.flatMap { $0.value.items } }, &lexicon)
    numberOpenings = WordSet(
      ["units", "teens", "tens", "ordinals", "groups"].flatMap { file["tables"][$0].numbers.map(\.key) }, &lexicon)
    let periodParts: [Part] = [.possessives, .rest, .early, .mid, .late, .fewer, .weekCommencing]
    periodOpenings = WordSet(
      periodParts.flatMap { dates["words"][$0.key].items } + dates["periods"].numbers.map(\.key)
        + dates["quarters"].numbers.map(\.key) + seasons.map(\.key)
        + dates["holiday_weeks"].pairs.flatMap { $0.value.pairs.flatMap { $0.value.items } }, &lexicon)
  }

  private static func alone(_ words: LanguageFile, _ lexicon: inout Lexicon) -> [UInt64] {
    precondition(Part.allCases.count <= UInt64.bitWidth)
    var bits: [UInt64] = []
    for part in Part.allCases {
      for item in words[part.key].items {
        let ids = lexicon.add(text: item)
        guard ids.count == 1 else { continue }
        let id = Int(ids[0])
        bits += Array(repeating: 0, count: max(0, id + 1 - bits.count))
        bits[id] |= 1 << UInt64(part.rawValue)
      }
    }
    return bits
  }
}
