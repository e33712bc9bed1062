import DialogDSL

/// Two numbers that belong together: "twelve fifty", "five or six"; and what stands after a number.
extension NumberReader {
  /// Two numbers said as one: "twelve fifty" is 1250, "one oh five" 105, "nineteen eighty four" 1984.
  func pair(at start: Int) -> (number: Int, first: Int, second: Int, tokens: Range<Int>)? {
    guard let first = belowHundred(at: start), first.number > 0, !has(.hundred, at: first.tokens.upperBound) else {
      return nil
    }
    let next = first.tokens.upperBound
    var second: (number: Int, end: Int)?
    if has(.zero, at: next), has(.unit, at: next + 1), word(next + 1).value > 0 {
      second = (word(next + 1).value, next + 2)
    } else if let rest = belowHundred(at: next), rest.number >= 10, rest.number < 100 {
      second = (rest.number, rest.tokens.upperBound)
    }
    let isWritten = isShortWritten(start)
    guard first.number < 100, let second, isWritten == isShortWritten(next),
      !opens(at: second.end) || has(.article, at: second.end),
      !has([.hundred, .scale, .point], at: second.end)
    else { return nil }
    return (first.number * 100 + second.number, first.number, second.number, start..<second.end)
  }

  /// What may join a number to a second one that leaves it open: "or", "to", "and" after "between".
  func rangeLink(after low: NumberReading) -> (end: Int, isOr: Bool)? {
    let (before, next) = (low.tokens.lowerBound - 1, low.tokens.upperBound)
    if let length = language.repairs.alternatives.length(in: tokens, at: next) { return (next + length, true) }
    if has(.to, at: next), !has(.from, at: before) { return (next + 1, false) }
    if has(.and, at: next), before >= 0, language.numbers.between.contains(tokens[before]) { return (next + 1, false) }
    return nil
  }

  /// Whether the word at `index`, right after a number, may be a thing that the number counts: not a small word, nor
  /// one of the next clause.
  func mayBeCounted(at index: Int) -> Bool {
    guard index > 0, index < tokens.count, !tokens[index - 1].endsClause else { return false }
    let token = tokens[index]
    return
      !(token.isFiller || language.polite.contains(token) || language[.small].contains(token)
      || language[.prepositions].contains(token))
  }
}
