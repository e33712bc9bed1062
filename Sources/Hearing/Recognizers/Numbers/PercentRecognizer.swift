import DialogDSL

/// Percentages: "five percent", "12.5%", "half a percent", "25 basis points"; asked, also shares and bare numbers:
/// "half" is 50, "one in five" 20, "ninety nine point nine" as it is.
struct PercentRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let reader = PercentReader(utterance: utterance, expectation: expectation)
    var found = reader.marked()
    if found.isEmpty, expectation.isAsked { found = reader.bare() }
    return found.filter { candidate in
      guard case .number(let number) = candidate.value else { return false }
      return expectation.limits.allow(number)
    }
  }
}

private struct PercentReader {
  let utterance: Utterance
  let expectation: Expectation

  private static let hundred = DecimalNumber(100)

  private var tokens: Tokens { utterance.tokens }
  private var words: NumberWords { utterance.language.numbers }
  private var numbers: NumberReader { NumberReader(tokens, language: utterance.language) }

  /// Numbers that say that they are a percentage.
  func marked() -> [Candidate] {
    var found: [Candidate] = []
    var index = 0
    // A number before "or" and "to", which the percentage after it makes one as well.
    var open: NumberReading?
    while index < tokens.count {
      guard numbers.opens(at: index), let reading = numbers.number(at: index) else {
        // "10-percent".
        if let attached = AttachedUnit.after(tokens[index].text, utterance.language),
          words.percent.contains(attached.letters)
        {
          found.append(Candidate(.number(attached.value), words: tokens.words(index..<(index + 1)), rule: "percent"))
        }
        index += 1
        continue
      }
      index = max(index + 1, reading.tokens.upperBound)
      guard let (value, end) = marked(reading) else {
        open = reading
        continue
      }
      if let low = open, numbers.rangeLink(after: low)?.end == reading.tokens.lowerBound {
        let both = tokens.words(low.tokens.lowerBound..<end)
        found += [low.value, value].map {
          Candidate(.number($0), words: both, certainty: .guessed, rule: "percent")
        }
      } else {
        found.append(Candidate(.number(value), words: tokens.words(reading.tokens.lowerBound..<end), rule: "percent"))
      }
      open = nil
      index = max(index, end)
    }
    return found
  }

  private func marked(_ reading: NumberReading) -> (value: DecimalNumber, end: Int)? {
    var end = reading.tokens.upperBound
    let last = tokens[end - 1]
    if last.text.utf8.last == UInt8(ascii: "%") { return (reading.value, end) }
    if utterance.words[last.word].signs.utf8.first == UInt8(ascii: "%") { return (reading.value, end) }
    // "Half a percent", "a quarter of a percent", "half of one percent".
    if reading.isFraction {
      if numbers.has(.of, at: end) { end += 1 }
      if numbers.has(.article, at: end) || numbers.word(end).value == 1 { end += 1 }
    }
    if words.percentOf.length(in: tokens, at: end) == nil || !reading.isFraction {
      if let length = words.percent.length(in: tokens, at: end) { return (reading.value, end + length) }
    }
    if let length = words.basisPoints.length(in: tokens, at: end),
      let value = NumberReader.quotient(reading.value, Self.hundred)
    {
      return (value, end + length)
    }
    return nil
  }

  /// A share or a number without a word for percent.
  func bare() -> [Candidate] {
    lazy var others = OtherValues(utterance, expectation)
    var found: [Candidate] = []
    var index = 0
    while index < tokens.count {
      if let share = words.shares.entry(in: tokens, at: index) {
        found.append(candidate(DecimalNumber(share.number), index..<(index + share.length), rule: "share"))
        index += share.length
      } else if numbers.opens(at: index), let reading = numbers.number(at: index) {
        if let ratio = ratio(reading) {
          found.append(ratio)
        } else if !others.take(reading.tokens) || reading.isFraction {
          let value = reading.isFraction ? reading.value.multiplied(by: Self.hundred) : reading.value
          if let value { found.append(candidate(value, reading.tokens, rule: reading.isFraction ? "share" : "number")) }
        }
        index = max(index + 1, reading.tokens.upperBound)
      } else {
        index += 1
      }
    }
    return found
  }

  /// "One in five", "eight out of ten".
  private func ratio(_ above: NumberReading) -> Candidate? {
    guard let length = words.outOf.length(in: tokens, at: above.tokens.upperBound),
      let below = numbers.number(at: above.tokens.upperBound + length), !(below.value < above.value),
      let ratio = NumberReader.quotient(above.value, below.value)?.multiplied(by: Self.hundred)
    else { return nil }
    return candidate(ratio, above.tokens.lowerBound..<below.tokens.upperBound, rule: "ratio")
  }

  private func candidate(_ value: DecimalNumber, _ range: Range<Int>, rule: String) -> Candidate {
    Candidate(.number(value), words: tokens.words(range), rule: rule)
  }
}
