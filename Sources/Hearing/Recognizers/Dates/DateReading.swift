import DialogDSL

/// One day as it was said; several dates when the words disagree.
struct DateReading {
  /// The parts that were named; a day with none of them stands for itself ("tomorrow").
  struct Said {
    var day: Int?
    var month: Int?
    /// In full.
    var year: Int?
    var weekday: Weekday?
    var holiday: Holiday?

    /// Only a number of a month.
    var isDayOnly: Bool { day != nil && month == nil }
    /// Nothing but a weekday.
    var isWeekdayOnly: Bool { weekday != nil && day == nil && holiday == nil }
  }

  var dates: [CivilDate]
  var tokens: Range<Int>
  var rule: String
  var said = Said()
  var isGuessed = false

  init(_ date: CivilDate, _ tokens: Range<Int>, rule: String, said: Said = Said()) {
    dates = [date]
    self.tokens = tokens
    self.rule = rule
    self.said = said
  }

  var date: CivilDate { dates[0] }
}
