import DialogDSL

/// Several answers to the question for one day: the parts that were said, day, month and year, are each taken from
/// most of the answers, the later one where they are even ("the ninth", "of May", "no, 1984"). An answer that names no
/// year, month or day is a day by itself.
struct DateAttempts: Recognizer {
  var base: any Recognizer

  private struct Answer {
    var day: Int?
    var month: Int?
    var year: Int?
    var attempt: Int
    /// None for a month or a year alone.
    var found: [Candidate] = []
    /// The words of such a part.
    var words: [Int] = []

    init(_ found: [Candidate], _ date: CivilDate, attempt: Int) {
      let rule = found[0].rule
      let isWhole = !rule.contains("month") && rule != "day" && rule != "number"
      day = date.day
      month = isWhole || rule.contains("month") ? date.month : nil
      year = isWhole || DatePiece.saysYear(found[0]) ? date.year : nil
      self.attempt = attempt
      self.found = found
    }

    init(_ piece: DatePiece, words: [Int], attempt: Int) {
      (month, year) = (piece.month, piece.year)
      self.attempt = attempt
      self.words = words
    }
  }

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    base.candidates(in: utterance, expecting: expectation)
  }

  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    var answers: [Answer] = []
    for (index, attempt) in attempts.enumerated() {
      let found = candidates(in: attempt, expecting: expectation)
      if let first = found.first, !first.isPartial, case .date(let date) = first.value {
        answers.append(Answer(found, date, attempt: index))
      } else if found.isEmpty, attempts.count > 1, let piece = DatePiece(attempt, expectation) {
        answers.append(Answer(piece, words: attempt.tokens.words(piece.tokens), attempt: index))
      }
    }
    guard let latest = answers.last, let day = answers.last(where: { !$0.found.isEmpty }) else { return [] }
    let last = day.found.map { day.attempt == attempts.count - 1 ? $0 : Self.said($0, with: []) }
    guard let merged = Self.merged(answers, expectation), .date(merged) != last[0].value else { return last }
    var candidate = last[0]
    if latest.attempt == attempts.count - 1, latest.found.isEmpty {
      candidate = Self.said(candidate, with: latest.words)
    }
    candidate.value = .date(merged)
    candidate.certainty = .repaired
    return [candidate]
  }

  private static func said(_ candidate: Candidate, with words: [Int]) -> Candidate {
    var candidate = candidate
    candidate.words = words
    return candidate
  }

  /// Nil when nobody said a year, or a month apart from its day: nothing is to be put together.
  private static func merged(_ answers: [Answer], _ expectation: Expectation) -> CivilDate? {
    let hasYear = answers.contains { answer in
      answer.found.first.map(DatePiece.saysYear) ?? (answer.year != nil)
    }
    guard hasYear || answers.contains(where: { $0.found.isEmpty }), let day = mostSaid(answers.compactMap(\.day)),
      let month = mostSaid(answers.compactMap(\.month))
    else { return nil }
    if let year = mostSaid(answers.compactMap(\.year)) { return CivilDate(year: year, month: month, day: day) }
    let calendar = DateResolver(today: expectation.now.today, prefer: expectation.limits.prefer)
    return hasYear ? nil : calendar.resolve(month: month, day: day)
  }

  private static func mostSaid(_ values: [Int]) -> Int? {
    var (best, votes) = (values.last, 0)
    for value in values.reversed() {
      let count = values.count { $0 == value }
      if count > votes { (best, votes) = (value, count) }
    }
    return best
  }
}
