import DialogDSL

/// What stands around a number: parts of the day, prepositions, things counted.
extension TimeReader {
  /// A part or half of the day near a time.
  struct DayPart {
    /// Of the twelve hours in which the time lies.
    var firstHour: Int
    var tokens: Range<Int>
    /// am, pm
    var isHalf = false
    /// "In the afternoon": ties even a lone number, which "tonight" does not.
    var isTight = true
  }

  /// Words between a time and its part of the day.
  private static let maxLinks = 4

  /// "In the morning at eight", "at eight in the morning", "10 pm".
  func withDayPart(_ reading: TimeReading) -> TimeReading {
    guard let part = dayPart(after: reading.tokens) ?? dayPart(before: reading.tokens) else { return reading }
    return settled(reading, part)
  }

  func withDayPartAfter(_ reading: TimeReading) -> TimeReading {
    dayPart(after: reading.tokens).map { settled(reading, $0) } ?? reading
  }

  func settled(_ reading: TimeReading, _ part: DayPart) -> TimeReading {
    var reading = reading
    reading.dayPart = part.tokens
    reading.settle(from: part.firstHour)
    return reading
  }

  func dayPart(after range: Range<Int>) -> DayPart? {
    let start = range.upperBound + (words.rough.length(in: tokens, at: range.upperBound) ?? 0)
    var index = start
    var isTight = true
    for _ in 0...Self.maxLinks where index < tokens.count {
      if let half = words.halves.entry(in: tokens, at: index) {
        return DayPart(firstHour: half.number, tokens: start..<(index + half.length), isHalf: true)
      }
      if let part = words.parts.entry(in: tokens, at: index) {
        // "For three at evening seven": the part goes with the number after it.
        guard index == start || !beginsTime(index + part.length) else { return nil }
        if index == start, words.countedParts.contains(tokens[index]) { isTight = false }
        return DayPart(
          firstHour: part.number, tokens: withTightLinks(index..<(index + part.length), floor: start), isTight: isTight)
      }
      guard words.partLinks.contains(tokens[index]) || language[.weekdays][tokens[index]] != nil else { return nil }
      if !words.tightLinks.contains(tokens[index]) { isTight = false }
      index += 1
    }
    return nil
  }

  func dayPart(before range: Range<Int>) -> DayPart? {
    var end = range.lowerBound
    for _ in 0..<Self.maxLinks {
      guard end > 0, words.hourLinks.contains(tokens[end - 1]) || tokens[end - 1].isFiller else { break }
      end -= 1
    }
    guard let part = words.parts.entry(in: tokens, before: end),
      !words.greetings.contains(in: tokens, at: end - part.length - 1)
    else { return nil }
    return DayPart(firstHour: part.number, tokens: withTightLinks((end - part.length)..<end, floor: 0))
  }

  /// Words after a time among which its part of the day is looked for, when no other time is said.
  private static let distantWindow = 6

  /// "An eight o'clock booking this evening": the first of its twelve hours.
  func distantDayPart(after range: Range<Int>) -> Int? {
    for index in range.upperBound..<max(range.upperBound, min(tokens.count, range.upperBound + Self.distantWindow)) {
      if endsClause(index) { return nil }
      if let part = words.parts.number(in: tokens, at: index), words.partLinks.contains(in: tokens, at: index - 1) {
        return part
      }
    }
    return nil
  }

  /// "In the" before "evening" belongs to it; a day between is left to be read by others.
  private func withTightLinks(_ range: Range<Int>, floor: Int) -> Range<Int> {
    var start = range.lowerBound
    while start > floor, range.lowerBound - start < 2, words.tightLinks.contains(tokens[start - 1]) { start -= 1 }
    return start..<range.upperBound
  }

  func hasHalf(_ range: Range<Int>) -> Bool { dayPart(after: range)?.isHalf == true }

  func hasDayPart(_ range: Range<Int>) -> Bool { dayPart(after: range) != nil || dayPart(before: range) != nil }

  /// Whether a part of the day makes the number a time: "three in the afternoon", not "a table for three tonight".
  func tiesDayPart(_ range: Range<Int>, hasMinutes: Bool) -> Bool {
    let start = range.lowerBound
    guard let part = dayPart(after: range) else { return dayPart(before: range) != nil }
    if part.isHalf || hasMinutes { return true }
    if !expectation.isAsked, words.forWords.contains(in: tokens, at: start - 1),
      words.seats.contains(in: tokens, at: start - 2)
    {
      return false
    }
    if part.isTight || words.cues.length(in: tokens, before: start) != nil { return true }
    return expectation.isAsked && !words.forWords.contains(in: tokens, at: start - 1)
      && !words.countedParts.contains(in: tokens, at: range.upperBound)
  }

  /// "At", "before", "between" right before.
  func isLedIn(_ start: Int) -> Bool { words.bounds.length(in: tokens, before: start) != nil }

  /// "A table for five": the number counts people.
  func isForBooked(_ start: Int) -> Bool {
    guard hasBooked else { return false }
    let before = words.doubtfulCues.contains(in: tokens, at: start - 1) ? start - 2 : start - 1
    return words.forWords.contains(in: tokens, at: before)
  }

  /// "The one", "book one".
  func isPronoun(_ index: Int) -> Bool {
    words.pronouns.contains(tokens[index]) && words.beforePronoun.contains(in: tokens, at: index - 1)
  }

  /// "Two people", "three days": a number of things.
  func isCounted(_ end: Int) -> Bool {
    guard end < tokens.count else { return false }
    let next = tokens[end]
    return words.counted.contains(next) || language[.people].contains(next)
      || language[.months][next] != nil && language[.doubtfulMonths][next] == nil
  }

  func isDayOfMonth(_ range: Range<Int>) -> Bool {
    let months = language[.months]
    let (start, end) = (range.lowerBound, range.upperBound)
    if language.dates[.of].contains(in: tokens, at: end), months.number(in: tokens, at: end + 1) != nil { return true }
    return months.number(in: tokens, at: start - 1) != nil || months.number(in: tokens, at: end) != nil
      || months.number(in: tokens, at: start - 2) != nil && words.the.contains(in: tokens, at: start - 1)
  }

  /// "A hundred and five": the end of a larger number.
  func endsNumber(_ start: Int) -> Bool {
    words.hundred.contains(in: tokens, at: start - 1)
      || words.and.contains(in: tokens, at: start - 1) && words.hundred.contains(in: tokens, at: start - 2)
  }

  /// "Two sixty": a number goes on that is none of an hour's minutes.
  func isFollowedByNumber(_ end: Int) -> Bool {
    guard !endsClause(end), let number = numbers.belowHundred(at: end) else { return false }
    return !isCounted(number.tokens.upperBound)
  }

  private func beginsTime(_ index: Int) -> Bool {
    guard !endsClause(index) else { return false }
    return tokens[index].text.contains(":") || isFollowedByNumber(index)
  }

  func endsClause(_ end: Int) -> Bool { end >= tokens.count || tokens[end - 1].endsClause }

  /// Whether what follows leaves a number standing for itself: "seven works", not "seven attending".
  func mayEndBare(_ range: Range<Int>) -> Bool {
    let end = range.upperBound
    return endsClause(end) || tokens[end].isFiller || language[.weekdays][tokens[end]] != nil
      || words.afterBare.length(in: tokens, at: end) != nil
  }

  /// Words with a meaning of their own that may stand beside a lone number.
  private static let maxOthers = 2
  /// Words around a lone number that are looked at.
  private static let aloneWindow = 16

  /// Whether little but small words stands around it, in the utterance or at least in its clause.
  func isNearlyAlone(_ range: Range<Int>) -> Bool {
    var others = 0
    for index in range.upperBound..<max(range.upperBound, min(tokens.count, range.upperBound + Self.aloneWindow)) {
      if tokens[index - 1].endsClause { break }
      if isOther(index) { others += 1 }
    }
    for index in (max(0, range.lowerBound - Self.aloneWindow)..<range.lowerBound).reversed() {
      if tokens[index].endsClause { break }
      if isOther(index) { others += 1 }
    }
    return others <= Self.maxOthers
  }

  private func isOther(_ index: Int) -> Bool {
    !tokens[index].isFiller && !language[.small].contains(tokens[index])
  }
}
