import DialogDSL

/// Numbers written in digits, in one word or several: "1,500", "2.5 million", "1 234 567.89", "12,34,567".
extension NumberReader {
  /// "1500", "1,500", "2.5", "3k", "1 234 567.89", and "2 thousand" when nothing smaller follows.
  func written(at start: Int) -> NumberReading? {
    guard start < tokens.count, let first = WrittenNumber(tokens[start].text, language.numbers) else { return nil }
    var value = first.value
    var end = start + 1
    if let groups = writtenGroups(at: start) { (value, end) = groups }
    if has(.hundred, at: end) {
      guard value.scale > 0, let scaled = value.multiplied(by: DecimalNumber(word(end).value)) else { return nil }
      return NumberReading(value: scaled, tokens: start..<(end + 1), isWritten: true)
    }
    guard let scale = scales(at: end, lone: true) else {
      return NumberReading(value: value, tokens: start..<end, isWritten: true)
    }
    // "2 thousand 3 hundred" is read word by word.
    if value.scale == 0, has(.scale, at: end) {
      let next = has(.and, at: scale.end) ? scale.end + 1 : scale.end
      if let part = belowThousand(at: next, isFirst: false), part.end > next { return nil }
    }
    return Self.product(value, scale.factor).map {
      NumberReading(value: $0, tokens: start..<scale.end, isWritten: true)
    }
  }

  /// "1 234 567.89", "10 000", and what the split into words leaves of "12,34,567".
  private func writtenGroups(at start: Int) -> (value: DecimalNumber, end: Int)? {
    var digits = String(tokens[start].text.drop { !$0.isASCIIDigit })
    var end = start + 1
    if tokens[start].endsClause, digits.utf8.count < Self.groupDigits, digits.isASCIIDigits {
      while end < tokens.count, tokens[end].text.utf8.count == 2, tokens[end].text.isASCIIDigits, tokens[end].endsClause
      {
        digits += tokens[end].text
        end += 1
        if end - start > Self.maxScales { return nil }
      }
      guard end < tokens.count, WrittenNumber.isIndianTail(tokens[end].text) else { return nil }
      return DecimalNumber(digits + tokens[end].text.filter { $0 != "," }).map { ($0, end + 1) }
    }
    guard isShortWritten(start) else { return nil }
    var isThousands = false
    while end < tokens.count, !tokens[end - 1].endsClause, end - start <= Self.maxScales {
      let text = tokens[end].text
      guard text.utf8.count == Self.groupDigits, text.isASCIIDigits else {
        if text.utf8.count > Self.groupDigits, text.utf8.dropFirst(Self.groupDigits).first == UInt8(ascii: "."),
          end - start > 1
        {
          digits += text
          end += 1
        }
        break
      }
      isThousands = text == "000"
      digits += text
      end += 1
    }
    guard end - start > 2 || isThousands else { return nil }
    return DecimalNumber(digits).map { ($0, end) }
  }
}
