import DialogDSL

/// Amounts: "three", "two and a half", "a dozen"; asked, also "just me and my wife" and words that sound like numbers.
///
/// Numbers that are part of a day, a clock time or a row of digits are left to those, but for numbers of people.
/// Totals come first ("so three in total"), then people, then other numbers. "Five or six" is two guesses.
struct NumberRecognizer: Recognizer {
  /// `integer` slots: whole numbers only.
  var wholeOnly: Bool

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    var reader = NumberScan(utterance, expectation, wholeOnly: wholeOnly)
    return reader.candidates()
  }
}

/// One utterance read for numbers.
private struct NumberScan {
  let utterance: Utterance
  let expectation: Expectation
  let wholeOnly: Bool
  let numbers: NumberReader
  let people: PeopleReader
  lazy var others = OtherValues(utterance, expectation)

  /// How likely a number is the one that is meant.
  private enum Rank: Int { case other, people, several, total, changed }

  private struct Found {
    var candidates: [Candidate]
    var tokens: Range<Int>
    var rank: Rank
  }

  /// Words with a meaning of their own in an answer whose number was heard as another word: "a table for to".
  private static let longestHomophone = 5
  /// The digits of a year.
  private static let yearDigits = 4

  init(_ utterance: Utterance, _ expectation: Expectation, wholeOnly: Bool) {
    self.utterance = utterance
    self.expectation = expectation
    self.wholeOnly = wholeOnly
    numbers = NumberReader(utterance.tokens, language: utterance.language)
    people = PeopleReader(utterance)
  }

  private var tokens: Tokens { utterance.tokens }
  private var language: LanguageData { utterance.language }

  mutating func candidates() -> [Candidate] {
    var found: [Found] = []
    var index = 0
    while index < tokens.count {
      if let next = counted(at: index) ?? plain(at: index) {
        found.append(next)
        index = max(index + 1, next.tokens.upperBound)
      } else {
        index += 1
      }
    }
    if found.isEmpty, expectation.isAsked { found = fallback() }
    found = found.compactMap(allowed)
    markChanges(&found)
    // A stable order: by rank, then as they were said.
    let ranks = Set(found.map(\.rank.rawValue)).sorted(by: >)
    return ranks.flatMap { rank in found.filter { $0.rank.rawValue == rank }.flatMap(\.candidates) }
  }

  private func allowed(_ found: Found) -> Found? {
    var found = found
    found.candidates.removeAll { candidate in
      guard case .number(let number) = candidate.value else { return true }
      return !expectation.limits.allow(number)
    }
    return found.candidates.isEmpty ? nil : found
  }

  // MARK: People

  private func counted(at index: Int) -> Found? {
    guard let count = people.count(at: index, isAsked: expectation.isAsked) else { return nil }
    let candidate = Candidate(.number(count.number), words: tokens.words(count.tokens), rule: "people")
    return Found(candidates: [candidate], tokens: count.tokens, rank: .several)
  }

  /// "Party of ten", "thirteen of us", "four people", "eight in total": likelier than a number that counts nothing.
  private func rank(_ range: Range<Int>) -> Rank {
    let words = language.people
    if let length = words.totalAfter.length(in: tokens, at: range.upperBound) {
      // "One of us couldn't make it."
      return words.absent.length(in: tokens, at: range.upperBound + length) == nil ? .total : .other
    }
    if endsAt(range.lowerBound, words.totalBefore) { return .total }
    var noun = range.upperBound
    while noun < min(range.upperBound + PeopleReader.maxBetween, tokens.count), words.between.contains(tokens[noun]) {
      noun += 1
    }
    if words.many.length(in: tokens, at: noun) != nil || endsAt(range.lowerBound, words.before) { return .people }
    return .other
  }

  /// Whether one of these sequences ends right before `index`.
  private func endsAt(_ index: Int, _ words: WordSet) -> Bool {
    for start in max(0, index - 3)..<max(0, index) where words.length(in: tokens, at: start) == index - start {
      return true
    }
    return false
  }

  // MARK: Numbers

  private mutating func plain(at index: Int) -> Found? {
    guard numbers.opens(at: index) else { return nil }
    let written = WrittenNumber.range(tokens[index].text).map { ends in
      [ends.low, ends.high].map {
        NumberReading(value: DecimalNumber($0), tokens: index..<(index + 1), isWritten: true)
      }
    }
    guard let first = written?[0] ?? reading(at: index) else { return nil }
    let readings = written ?? range(from: first) ?? [first]
    let end = readings.last!.tokens.upperBound
    let rank = rank(readings.last!.tokens)
    if rank == .other || endsAt(index, language.people.totalBefore) {
      if others.take(index..<end), !isAmountAfterAll(readings, index..<end) { return nil }
      if !expectation.isAsked, isWholeAnswer(index..<end) { return nil }
    }
    return found(readings, rank)
  }

  /// Asked, and nothing else is said: "five to six" is no time then, "5/8" no day, and "around 200" no hour.
  private func isAmountAfterAll(_ readings: [NumberReading], _ range: Range<Int>) -> Bool {
    guard expectation.isAsked, isWholeAnswer(range) else { return false }
    let isAbout = range.lowerBound > 0 && language.numbers.about.contains(tokens[range.lowerBound - 1])
    return readings.count > 1 || readings[0].value.scale > 0 || isAbout
  }

  private func found(_ readings: [NumberReading], _ rank: Rank) -> Found {
    var range = readings[0].tokens.lowerBound..<readings.last!.tokens.upperBound
    var certainty: Candidate.Certainty = readings.count > 1 ? .guessed : .certain
    if let length = language.numbers.inexact.length(in: tokens, at: range.upperBound) {
      range = range.lowerBound..<(range.upperBound + length)
      certainty = .guessed
    }
    let words = tokens.words(withLeadIn(range))
    let rule = rank == .other ? "number" : "people"
    return Found(
      candidates: readings.map { Candidate(.number($0.value), words: words, certainty: certainty, rule: rule) },
      tokens: range, rank: rank)
  }

  private func reading(at index: Int) -> NumberReading? {
    var found = wholeOnly ? nil : numbers.quotient(at: index)
    if found == nil { found = numbers.number(at: index) }
    guard var reading = found else { return nil }
    if expectation.isAsked, !reading.isWritten, let pair = numbers.pair(at: index),
      pair.tokens.upperBound > reading.tokens.upperBound
    {
      reading = NumberReading(value: DecimalNumber(pair.number), tokens: pair.tokens, isWritten: false, isPaired: true)
    }
    if wholeOnly, reading.value.integer == nil { return nil }
    if reading.tokens.count == 1, isPronoun(index) { return nil }
    return isOther(reading) ? nil : reading
  }

  /// A share, an hour, a price: for other types.
  private func isOther(_ reading: NumberReading) -> Bool {
    let last = tokens[reading.tokens.upperBound - 1]
    if language.numbers.unitsOfOthers.length(in: tokens, at: reading.tokens.upperBound) != nil { return true }
    if last.text.utf8.last == UInt8(ascii: "%") { return true }
    let signs = utterance.words[last.word].signs
    if signs.utf8.first == UInt8(ascii: "%") { return true }
    return !expectation.isAsked && language.money.isPriced(utterance, reading.tokens)
  }

  /// "Five or six", "five to six", "5-6": both.
  private func range(from low: NumberReading) -> [NumberReading]? {
    guard expectation.isAsked, let link = numbers.rangeLink(after: low), numbers.opens(at: link.end),
      let high = reading(at: link.end), high.value != low.value
    else { return nil }
    return link.isOr || low.mayRange(to: high) ? [low, high] : nil
  }

  /// "That one", "the blue one", "one of them", "one more thing"; not "only the one", "just the one ticket".
  private func isPronoun(_ index: Int) -> Bool {
    guard numbers.word(index).roles.contains(.unit), numbers.word(index).value == 1 else { return false }
    if index + 1 < tokens.count, language[.people].contains(tokens[index + 1]) { return false }
    if index > 0, language[.beforePronoun].contains(tokens[index - 1]) {
      let words = language.people
      let isOnly =
        index > 1 && (words.alone.contains(tokens[index - 2]) || index > 2 && words.alone.contains(tokens[index - 3]))
      return !(isOnly && expectation.isAsked)
    }
    guard index + 1 < tokens.count, language[.afterPronoun].contains(tokens[index + 1]) else { return false }
    return !(expectation.isAsked && language.people.totalAfter.length(in: tokens, at: index + 1) != nil)
  }

  private func withLeadIn(_ range: Range<Int>) -> Range<Int> {
    let before = range.lowerBound - 1
    guard before >= 0,
      language[.numberLeadIn].contains(tokens[before]) || language.numbers.named.contains(tokens[before])
    else { return range }
    return before..<range.upperBound
  }

  /// Whether nothing but small words is said beside it.
  private func isWholeAnswer(_ range: Range<Int>) -> Bool {
    for index in tokens.all.indices where !range.contains(index) {
      let token = tokens[index]
      if !token.isFiller, !language.polite.contains(token), !language[.small].contains(token),
        !language.numbers.about.contains(token)
      {
        return false
      }
    }
    return true
  }

  /// "From eight to seven": the second one counts, and uses the first one's words.
  private func markChanges(_ found: inout [Found]) {
    for index in found.indices.dropLast() where index + 1 < found.count {
      let (old, new) = (found[index], found[index + 1])
      guard numbers.has(.from, at: old.tokens.lowerBound - 1),
        (max(0, new.tokens.lowerBound - 2)..<new.tokens.lowerBound).contains(where: { numbers.has(.to, at: $0) })
      else { continue }
      found[index + 1].rank = .changed
      for place in found[index + 1].candidates.indices {
        let words = found[index + 1].candidates[place].words + (old.candidates.first?.words ?? [])
        found[index + 1].candidates[place].words = Set(words).sorted()
        found[index + 1].candidates[place].certainty = min(found[index + 1].candidates[place].certainty, .repaired)
      }
      found[index].candidates = []
      return
    }
  }

  // MARK: Nothing plain was said

  private mutating func fallback() -> [Found] {
    if let homophone = homophone() { return [homophone] }
    for index in tokens.all.indices {
      guard let entry = language.people.everybody.entry(in: tokens, at: index) else { continue }
      let words = tokens.words(index..<(index + entry.length))
      return [
        Found(
          candidates: [Candidate(.number(entry.number), words: words, rule: "people")],
          tokens: index..<(index + entry.length), rank: .people)
      ]
    }
    // A year alone is as good a number as any, and so is a place in a row.
    var found: [Found] = []
    var index = 0
    while index < tokens.count {
      if let reading = numbers.number(at: index), reading.isWritten, reading.tokens.count == 1,
        tokens[index].text.utf8.count == Self.yearDigits, tokens[index].text.isASCIIDigits,
        !others.takeMore(than: index)
      {
        found.append(self.found([reading], .other))
      } else if let ordinal = numbers.ordinal(at: index), WrittenNumber.opens(tokens[index].text),
        numbers.mayBeCounted(at: ordinal.tokens.upperBound),
        !others.take(ordinal.tokens)
      {
        let words = tokens.words(ordinal.tokens)
        found.append(
          Found(
            candidates: [Candidate(.number(ordinal.number), words: words, certainty: .guessed, rule: "ordinal")],
            tokens: ordinal.tokens, rank: .other))
        index = ordinal.tokens.upperBound - 1
      }
      index += 1
    }
    return found
  }

  /// "To", "for", "ate", "won" as the whole answer, or as all that is said before the first pause.
  private func homophone() -> Found? {
    let start = tokens.skippingFillers(from: 0)
    var rest: [Int] = []
    var index = start
    while index < tokens.count {
      let token = tokens[index]
      if !token.isFiller, !language.polite.contains(token), !language.people.around.contains(token),
        !language.people.many.contains(token), !language[.people].contains(token)
      {
        rest.append(index)
        if rest.count > Self.longestHomophone { return nil }
      }
      if token.endsClause { break }
      index += 1
    }
    guard let last = rest.last, let number = language[.homophones][tokens[last]],
      rest.count == 1 || language[.numberLeadIn].contains(tokens[rest[0]]) || endsAt(last, language.people.before)
    else { return nil }
    let candidate = Candidate(
      .number(number), words: tokens.words(last..<(last + 1)), certainty: .repaired, rule: "homophone")
    return Found(candidates: [candidate], tokens: last..<(last + 1), rank: .other)
  }
}
