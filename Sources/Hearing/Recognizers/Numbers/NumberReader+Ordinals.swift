import DialogDSL

/// Ordinals: "ninth", "twenty first", "fortysecond", "21st", "31 st", "one hundred and fifth", "eleven hundred twenty
/// first", "one millionth".
extension NumberReader {
  func ordinal(at start: Int) -> (number: Int, tokens: Range<Int>)? {
    if let short = shortOrdinal(at: start) { return short }
    return longOrdinal(at: start)
  }

  /// An ordinal below a hundred, or the one of a scale alone.
  private func shortOrdinal(at start: Int) -> (number: Int, tokens: Range<Int>)? {
    let first = word(start)
    if first.roles.contains(.tens) {
      let unit = word(start + 1)
      if unit.roles.contains(.ordinal), unit.ordinal < 10 { return (first.value + unit.ordinal, start..<(start + 2)) }
    }
    if first.roles.contains(.ordinalTens), !tokens[start].endsClause {
      let unit = word(start + 1)
      if unit.roles.contains(.ordinal), unit.ordinal < 10 { return (first.ordinal + unit.ordinal, start..<(start + 2)) }
    }
    if first.roles.contains(.ordinal) { return (first.ordinal, start..<(start + 1)) }
    if first.roles.contains(.scaleOrdinal) { return (first.ordinal, start..<(start + 1)) }
    guard start >= 0, start < tokens.count else { return nil }
    let text = tokens[start].text
    guard let byte = text.utf8.first, (48...57).contains(byte) else { return nil }
    if has(.ordinalSuffix, at: start + 1), text.isASCIIDigits, let number = Int(text) {
      return (number, start..<(start + 2))
    }
    return WrittenNumber.ordinal(text, language.numbers).map { ($0, start..<(start + 1)) }
  }

  /// A cardinal with an ordinal at its end.
  private func longOrdinal(at start: Int) -> (number: Int, tokens: Range<Int>)? {
    guard has([.unit, .teen, .tens, .hundred, .hundreds, .article], at: start),
      (start...(start + 2)).contains(where: { has([.hundred, .hundreds, .scale, .scaleOrdinal], at: $0) }),
      let cardinal = cardinal(at: start),
      let whole = cardinal.value.integer
    else { return nil }
    let end = cardinal.tokens.upperBound
    let last = word(end - 1)
    let next = word(end)
    if next.roles.contains(.scaleOrdinal) {
      let (product, overflow) = whole.multipliedReportingOverflow(by: next.ordinal)
      return overflow ? nil : (product, start..<(end + 1))
    }
    if last.roles.contains(.tens), next.roles.contains(.ordinal), next.ordinal < 10 {
      return sum(whole, next.ordinal).map { ($0, start..<(end + 1)) }
    }
    guard !last.roles.isDisjoint(with: [.hundred, .hundreds, .scale]),
      let rest = shortOrdinal(at: has(.and, at: end) ? end + 1 : end), rest.number < 100
    else { return nil }
    return sum(whole, rest.number).map { ($0, start..<rest.tokens.upperBound) }
  }

  private func sum(_ a: Int, _ b: Int) -> Int? {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }
}
