import DialogDSL

/// Places in a row: "31st", "seventy-third", "the second one"; asked, also "number five" and a bare "five".
///
/// "The second to last" counts from the end and is none; "first name", "one second" and "at first" are no places.
/// When nobody asked, a day's ordinal is left to the day.
struct OrdinalRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let tokens = utterance.tokens
    let numbers = NumberReader(tokens, language: utterance.language)
    let words = utterance.language.numbers
    lazy var others = OtherValues(utterance, expectation)
    var found: [Candidate] = []
    var hasOrdinal = false
    var index = 0
    while index < tokens.count {
      guard numbers.opens(at: index) || numbers.has([.ordinal, .scaleOrdinal], at: index),
        let ordinal = numbers.ordinal(at: index)
      else {
        index += 1
        continue
      }
      hasOrdinal = true
      let end = ordinal.tokens.upperBound
      let isPlace =
        words.fromEnd.length(in: tokens, at: end) == nil && words.noOrdinal.length(in: tokens, at: end) == nil
        && !(index > 0 && words.beforeNoOrdinal.contains(tokens[index - 1]) && ordinal.tokens.count == 1)
      if isPlace, expectation.isAsked || !others.take(ordinal.tokens),
        expectation.limits.allow(DecimalNumber(ordinal.number))
      {
        found.append(Candidate(.number(ordinal.number), words: tokens.words(ordinal.tokens), rule: "ordinal"))
      }
      index = max(index + 1, end)
    }
    return !hasOrdinal && expectation.isAsked ? cardinals(utterance, numbers, expectation) : found
  }

  /// "Number five", and with less certainty "five".
  private func cardinals(_ utterance: Utterance, _ numbers: NumberReader, _ expectation: Expectation) -> [Candidate] {
    let tokens = utterance.tokens
    lazy var others = OtherValues(utterance, expectation)
    for index in tokens.all.indices where numbers.opens(at: index) {
      guard let reading = numbers.cardinal(at: index), let number = reading.value.integer, number > 0,
        expectation.limits.allow(reading.value)
      else { continue }
      let isNamed = index > 0 && utterance.language.numbers.named.contains(tokens[index - 1])
      let end = reading.tokens.upperBound
      let isCounting = numbers.mayBeCounted(at: end)
      if !isNamed, isCounting || others.take(reading.tokens) { continue }
      if !isNamed, number == 1, index > 0, utterance.language[.beforePronoun].contains(tokens[index - 1]) { continue }
      let range = isNamed ? (index - 1)..<end : reading.tokens
      return [
        Candidate(
          .number(number), words: tokens.words(range), certainty: isNamed ? .certain : .guessed, rule: "cardinal")
      ]
    }
    return []
  }
}
