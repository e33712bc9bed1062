import DialogDSL

/// Amounts: "three", "two and a half", "a dozen"; asked, also "just me and my wife" and words that sound like numbers.
///
/// Numbers that are part of a day, a clock time or a row of digits are left to those.
struct NumberRecognizer: Recognizer {
  /// `integer` slots: whole numbers only.
  var wholeOnly: Bool

  /// Numbers one after another that are digits dictated, not amounts.
  static let digitRow = 4

  func candidates(in words: Words, expecting expectation: Expectation) -> [Candidate] {
    let language = LanguageData.data(for: expectation.locale)
    let tokens = Tokens(words, language: language)
    let taken = takenByOthers(tokens, language, expectation)
    var candidates: [Candidate] = []
    let people = PeopleReader(tokens: tokens, language: language)
    var index = 0
    while index < tokens.count {
      if let count = people.count(at: index, isAsked: expectation.isAsked), taken.isDisjoint(with: count.tokens) {
        candidates.append(Candidate(.number(count.number), words: tokens.words(count.tokens), rule: "people"))
        index = count.tokens.upperBound
      } else if let reading = number(at: index, tokens, language, expectation), taken.isDisjoint(with: reading.tokens) {
        let range = withLeadIn(reading.tokens, tokens, language)
        candidates.append(Candidate(.number(reading.value), words: tokens.words(range), rule: "number"))
        index = reading.tokens.upperBound
      } else {
        index += 1
      }
    }
    if candidates.isEmpty, expectation.isAsked, let homophone = homophone(tokens, language) { candidates = [homophone] }
    let allowed = candidates.filter { isAllowed($0.value, expectation.limits) }
    let counted = allowed.filter { countsPeople($0, tokens, language) }.map { candidate in
      var candidate = candidate
      candidate.rule = "people"
      return candidate
    }
    return counted + allowed.filter { !countsPeople($0, tokens, language) }
  }

  /// "Party of ten", "thirteen of us", "four people": likelier to be meant than a number that counts nothing.
  private func countsPeople(_ candidate: Candidate, _ tokens: Tokens, _ language: LanguageData) -> Bool {
    guard candidate.rule == "number", let first = candidate.words.first, let last = candidate.words.last,
      let start = tokens.all.firstIndex(where: { $0.word == first }),
      let end = tokens.all.lastIndex(where: { $0.word == last })
    else { return candidate.rule == "people" }
    if tokens.text(end + 1) == "of", tokens.text(end + 2) == "us" { return true }
    let before = [tokens.text(start - 2), tokens.text(start - 1)]
    return language[.people].contains(tokens.text(end + 1))
      || ["party", "group"].contains(before[0]) && before[1] == "of"
  }

  private func number(
    at index: Int, _ tokens: Tokens, _ language: LanguageData, _ expectation: Expectation
  ) -> NumberReading? {
    guard let reading = NumberReader(tokens, language: language).number(at: index) else { return nil }
    if wholeOnly, reading.value.integer == nil { return nil }
    if tokens.text(index) == "one", reading.tokens.count == 1, isPronoun(index, tokens, language, expectation) {
      return nil
    }
    let next = tokens.text(reading.tokens.upperBound)
    if ["percent", "am", "pm", "oclock"].contains(next) { return nil }
    return reading
  }

  /// "That one", "the blue one", "one of them", "one more thing".
  private func isPronoun(_ index: Int, _ tokens: Tokens, _ language: LanguageData, _ expectation: Expectation) -> Bool {
    let before = tokens.text(index - 1)
    let after = tokens.text(index + 1)
    if language[.people].contains(after) { return false }
    if language[.beforePronoun].contains(before) {
      return true
    }
    if language[.afterPronoun].contains(after) {
      return !(expectation.isAsked && after == "of" && tokens.text(index + 2) == "us")
    }
    return false
  }

  private func withLeadIn(_ range: Range<Int>, _ tokens: Tokens, _ language: LanguageData) -> Range<Int> {
    let lower =
      range.lowerBound > 0 && language[.numberLeadIn].contains(tokens.text(range.lowerBound - 1))
      ? range.lowerBound - 1 : range.lowerBound
    return lower..<range.upperBound
  }

  /// Tokens of days and clock times, read as if nobody had asked for one.
  private func takenByOthers(_ tokens: Tokens, _ language: LanguageData, _ expectation: Expectation) -> Set<Int> {
    var other = expectation
    other.isAsked = false
    var taken: Set<Int> = []
    for reading in TimeReader(tokens: tokens, language: language, expectation: other).readings() {
      taken.formUnion(reading.tokens)
    }
    for reading in DateReader(tokens: tokens, language: language, expectation: other).readings() {
      taken.formUnion(reading.tokens)
    }
    return taken.union(digitRows(tokens, language))
  }

  /// Tokens of digits dictated one by one.
  private func digitRows(_ tokens: Tokens, _ language: LanguageData) -> Set<Int> {
    var taken: Set<Int> = []
    var row: Range<Int> = 0..<0
    for index in 0...tokens.count {
      let text = tokens.text(index)
      if language[.units][text] != nil || language[.spelledZero].contains(text)
        || text.utf8.count == 1 && text.isASCIIDigits
      {
        row = row.lowerBound..<(index + 1)
      } else {
        if row.count >= Self.digitRow { taken.formUnion(row) }
        row = (index + 1)..<(index + 1)
      }
    }
    return taken
  }

  /// "To", "for", "ate", "won" as the whole answer, or as all that is said before the first pause.
  private func homophone(_ tokens: Tokens, _ language: LanguageData) -> Candidate? {
    let start = tokens.skippingFillers(from: 0)
    let end = tokens.all.indices.first { $0 >= start && tokens[$0].endsClause } ?? tokens.count - 1
    let rest = tokens.all.indices.filter {
      $0 <= end && !tokens[$0].isFiller && !language.polite.contains(tokens[$0].text)
        && !["just", "only", "it", "is"].contains(tokens[$0].text)
        && !language[.people].contains(tokens[$0].text)
    }
    guard (1...2).contains(rest.count), let last = rest.last, let number = language[.homophones][tokens[last].text],
      rest.count == 1 || tokens[rest[0]].text == "for"
    else { return nil }
    return Candidate(
      .number(number), words: tokens.words(last..<(last + 1)), certainty: .repaired, rule: "homophone")
  }

  private func isAllowed(_ value: Value, _ limits: SlotLimits) -> Bool {
    guard case .number(let number) = value else { return false }
    if let min = limits.min, number < min { return false }
    if let max = limits.max, max < number { return false }
    return true
  }
}
