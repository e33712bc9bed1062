import DialogDSL

/// Days: "tomorrow", "next Tuesday", "the ninth", "March 10th", "3/10", "a week from Friday", "first Monday in May".
///
/// Conventions. Weeks begin on Monday. "Next Tuesday" is the Tuesday of the next calendar week, "last Tuesday" that of
/// the one before this, "this Tuesday" the one coming, today included, and "this past Tuesday" the latest one. A bare
/// weekday is the next one coming; today's own name means a week from now. Days without a year, month or week go where
/// `prefer` says, the future by default. A weekday and a date that disagree are two guessed candidates, the date first.
struct DateRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let language = utterance.language
    let tokens = utterance.tokens.splittingDates(language)
    let reader = DateReader(tokens: tokens, language: language, expectation: expectation)
    return reader.readings().flatMap { reading -> [Candidate] in
      let words = tokens.words(reading.tokens)
      let certainty: Candidate.Certainty = reading.dates.count > 1 || reading.isGuessed ? .guessed : .certain
      return reading.dates.map { Candidate(.date($0), words: words, certainty: certainty, rule: reading.rule) }
    }
  }

  /// "March 9th, no, the 10th": only the day of a month is said again.
  static func completed(_ new: Candidate, _ old: Candidate, _ expectation: Expectation) -> Value? {
    guard new.rule == "day" || new.rule == "number", case .date(let day) = new.value, case .date(let date) = old.value,
      old.rule.contains("month")
    else { return nil }
    if old.rule.contains("year") { return CivilDate(year: date.year, month: date.month, day: day.day).map(Value.date) }
    let calendar = DateResolver(today: expectation.now.today, prefer: expectation.limits.prefer)
    return calendar.resolve(month: date.month, day: day.day).map(Value.date)
  }

  /// "The 4th of May 1980, sorry, 1981", "the 5th of June, no, July": only the month or the year is said again.
  static func restated(
    _ rest: Utterance, _ old: Candidate, in utterance: Utterance, _ expectation: Expectation
  ) -> [Candidate] {
    let hasYear = DatePiece.saysYear(old)
    guard case .date(let date) = old.value, hasYear || old.rule.contains("month"),
      let piece = DatePiece(rest, expectation)
    else { return [] }
    let month = piece.month ?? date.month
    let mended =
      if let year = piece.year ?? (hasYear ? date.year : nil) {
        CivilDate(year: year, month: month, day: date.day)
      } else {
        DateResolver(today: expectation.now.today, prefer: expectation.limits.prefer).resolve(
          month: month, day: date.day)
      }
    return mended.map {
      [Candidate(.date($0), words: rest.tokens.words(piece.tokens), certainty: .repaired, rule: old.rule)]
    } ?? []
  }
}

/// A month, a year or both, where a whole date was asked for: "of May", "1984", "no, July 1970".
struct DatePiece {
  var month: Int?
  /// In full.
  var year: Int?
  var tokens: Range<Int>

  /// Up to here two digits alone are as well a day.
  private static let longestMonth = 31
  /// Small words before it.
  private static let maxLead = 3

  /// Rules name the parts that were said; those of days that need none ("weekday", "relative") name neither.
  static func saysYear(_ candidate: Candidate) -> Bool { candidate.rule.contains("year") || candidate.rule == "iso" }

  /// Nil where anything else is said.
  init?(_ utterance: Utterance, _ expectation: Expectation) {
    let tokens = utterance.tokens
    var start = 0
    while start < min(Self.maxLead, tokens.count), tokens[start].isFiller || Self.isSmall(tokens[start], utterance) {
      start += 1
    }
    self.tokens = start..<start
    let reader = DateReader(tokens: tokens, language: utterance.language, expectation: expectation)
    var end = start
    if let month = reader.month(at: end) {
      self.month = month
      end += 1
    }
    if let (year, after) = reader.year(at: end) {
      let full = reader.calendar.fullYear(year)
      guard DateReader.years.contains(full), month != nil || year > Self.longestMonth else { return nil }
      (self.year, end) = (full, after)
    }
    guard end > start, tokens.all[end...].allSatisfy({ $0.isFiller || Self.isSmall($0, utterance) }) else { return nil }
    self.tokens = start..<end
  }

  private static func isSmall(_ token: Tokens.Token, _ utterance: Utterance) -> Bool {
    utterance.language[.small].contains(token) || utterance.language[.prepositions].contains(token)
      || utterance.language.repairs.small.contains(token)
  }
}
