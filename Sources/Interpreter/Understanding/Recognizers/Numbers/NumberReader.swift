import DialogDSL

/// A number at one place of an utterance.
struct NumberReading {
  var value: DecimalNumber
  var tokens: Range<Int>
  /// Written in digits.
  var isWritten: Bool
}

/// Reads cardinal numbers, spoken and written, and ordinals.
struct NumberReader {
  let tokens: Tokens
  let language: LanguageData

  init(_ tokens: Tokens, language: LanguageData) {
    self.tokens = tokens
    self.language = language
  }

  /// The longest number that begins at `start`: "minus three", "two and a half", "twenty-five hundred", "1,500".
  func number(at start: Int) -> NumberReading? {
    let sign = ["minus", "negative"].contains(tokens.text(start)) ? 1 : 0
    guard var reading = unsigned(at: start + sign) else { return nil }
    if sign == 1, let negated = reading.value.negated {
      reading.value = negated
      reading.tokens = start..<reading.tokens.upperBound
    }
    return reading
  }

  private func unsigned(at start: Int) -> NumberReading? {
    if let fraction = leadingFraction(at: start) { return fraction }
    guard let whole = cardinal(at: start) else { return nil }
    return decimals(after: whole) ?? fraction(after: whole) ?? whole
  }

  /// "half", "a quarter", "half a dozen"; never alone before a unit of time.
  private func leadingFraction(at start: Int) -> NumberReading? {
    let article = ["a", "an", "one"].contains(tokens.text(start)) ? 1 : 0
    let word = tokens.text(start + article)
    guard ["half", "quarter"].contains(word), let parts = language[.fractions][word] else { return nil }
    var end = start + article + 1
    var value = DecimalNumber(1).divided(by: DecimalNumber(parts))
    if ["a", "an"].contains(tokens.text(end)), let group = language[.groups][tokens.text(end + 1)] {
      value = value?.multiplied(by: DecimalNumber(group))
      end += 2
    }
    return value.map { NumberReading(value: $0, tokens: start..<end, isWritten: false) }
  }

  /// "… point five", "… point oh five".
  private func decimals(after whole: NumberReading) -> NumberReading? {
    guard whole.value.scale == 0, let integer = whole.value.integer,
      ["point", "dot"].contains(tokens.text(whole.tokens.upperBound))
    else { return nil }
    var end = whole.tokens.upperBound + 1
    var digits = ""
    while digits.count < DecimalNumber.maxScale, let next = decimalDigits(at: end) {
      digits += next.digits
      end += next.length
    }
    guard !digits.isEmpty, let value = DecimalNumber("\(integer).\(digits)") else { return nil }
    let scaled = scale(at: end).flatMap { scale in
      value.multiplied(by: DecimalNumber(scale)).map {
        NumberReading(value: $0, tokens: whole.tokens.lowerBound..<(end + 1), isWritten: false)
      }
    }
    return scaled ?? NumberReading(value: value, tokens: whole.tokens.lowerBound..<end, isWritten: false)
  }

  private func decimalDigits(at index: Int) -> (digits: String, length: Int)? {
    let text = tokens.text(index)
    if language[.spelledZero].contains(text) { return ("0", 1) }
    if let unit = language[.units][text] { return (String(unit), 1) }
    if let tens = language[.tens][text] {
      if let unit = language[.units][tokens.text(index + 1)], unit > 0 { return (String(tens + unit), 2) }
      return (String(tens), 1)
    }
    if let teen = language[.teens][text] { return (String(teen), 1) }
    return text.isASCIIDigits ? (text, 1) : nil
  }

  /// "two and a half", "one and three quarters".
  private func fraction(after whole: NumberReading) -> NumberReading? {
    var index = whole.tokens.upperBound
    guard whole.value.scale == 0, tokens.text(index) == "and" else { return nil }
    index += 1
    let count: Int
    if ["a", "an"].contains(tokens.text(index)) {
      count = 1
    } else if let unit = language[.units][tokens.text(index)] {
      count = unit
    } else {
      return nil
    }
    guard let parts = language[.fractions][tokens.text(index + 1)],
      let part = DecimalNumber(count).divided(by: DecimalNumber(parts)), let sum = whole.value.adding(part)
    else { return nil }
    return NumberReading(value: sum, tokens: whole.tokens.lowerBound..<(index + 2), isWritten: whole.isWritten)
  }

  // MARK: Cardinals

  /// A whole number: groups of up to 999 with scales that fall, joined by "and" where English does.
  func cardinal(at start: Int) -> NumberReading? {
    if let written = written(at: start) { return written }
    if let group = group(at: start) { return group }
    var total = 0
    var index = start
    var lastScale = Int.max
    while let part = belowThousand(at: index, isFirst: index == start) {
      guard let scale = scale(at: part.tokens.upperBound), scale < lastScale else {
        if index != start, part.number >= lastScale { break }
        total += part.number
        index = part.tokens.upperBound
        break
      }
      let (product, overflow) = part.number.multipliedReportingOverflow(by: scale)
      let (sum, overflow2) = total.addingReportingOverflow(product)
      if overflow || overflow2 { return nil }
      total = sum
      lastScale = scale
      index = part.tokens.upperBound + 1
      if tokens.text(index) == "and", belowThousand(at: index + 1, isFirst: false) != nil { index += 1 }
    }
    guard index > start else { return nil }
    return NumberReading(value: DecimalNumber(total), tokens: start..<index, isWritten: false)
  }

  /// "five", "forty two", "three hundred and five", "twenty-five hundred", "a hundred", "2 thousand".
  private func belowThousand(at start: Int, isFirst: Bool) -> (number: Int, tokens: Range<Int>)? {
    let text = tokens.text(start)
    if text == "a" || text == "an" {
      let next = tokens.text(start + 1)
      guard isFirst, next == "hundred" || language[.scales][next] != nil else { return nil }
      return next == "hundred" ? hundreds(1, from: start, at: start + 1) : (1, start..<(start + 1))
    }
    if text == "hundred", isFirst { return hundreds(1, from: start, at: start) }
    guard let small = belowHundred(at: start) else { return nil }
    if tokens.text(small.tokens.upperBound) == "hundred", small.number > 0 {
      return hundreds(small.number, from: start, at: small.tokens.upperBound)
    }
    return small
  }

  private func hundreds(_ count: Int, from start: Int, at hundred: Int) -> (number: Int, tokens: Range<Int>) {
    var rest = hundred + 1
    if tokens.text(rest) == "and" { rest += 1 }
    if let small = belowHundred(at: rest), small.number > 0 {
      return (count * 100 + small.number, start..<small.tokens.upperBound)
    }
    return (count * 100, start..<(hundred + 1))
  }

  func belowHundred(at start: Int) -> (number: Int, tokens: Range<Int>)? {
    let text = tokens.text(start)
    if let tens = language[.tens][text] {
      if let unit = language[.units][tokens.text(start + 1)], unit > 0 { return (tens + unit, start..<(start + 2)) }
      return (tens, start..<(start + 1))
    }
    if let small = language[.teens][text] ?? language[.units][text] { return (small, start..<(start + 1)) }
    if text.utf8.count <= 3, text.isASCIIDigits, let number = Int(text) { return (number, start..<(start + 1)) }
    return nil
  }

  private func scale(at index: Int) -> Int? {
    guard index < tokens.count, let zeros = language[.scales][tokens[index].text] else { return nil }
    return (0..<zeros).reduce(1) { product, _ in product * 10 }
  }

  /// "1500", "1,500", "2.5", "3k", and "2 thousand" when nothing smaller follows.
  private func written(at start: Int) -> NumberReading? {
    let text = tokens.text(start)
    var plain = text.filter { $0 != "," }
    if plain.hasSuffix("k"), plain.utf8.count > 1 { plain = plain.dropLast() + "000" }
    guard plain.first?.isASCIIDigit == true || plain.first == "-", let value = DecimalNumber(plain) else { return nil }
    guard let scale = scale(at: start + 1) else {
      return tokens.text(start + 1) == "hundred"
        ? nil : NumberReading(value: value, tokens: start..<(start + 1), isWritten: true)
    }
    // "2 thousand 3 hundred" is read word by word.
    if value.scale == 0, belowThousand(at: start + 2, isFirst: false) != nil { return nil }
    return value.multiplied(by: DecimalNumber(scale)).map {
      NumberReading(value: $0, tokens: start..<(start + 2), isWritten: true)
    }
  }

  /// "a couple", "a dozen", "two dozen".
  private func group(at start: Int) -> NumberReading? {
    var count = 1
    var index = start
    if ["a", "an", "one"].contains(tokens.text(start)) {
      index += 1
    } else if let small = belowHundred(at: start) {
      count = small.number
      index = small.tokens.upperBound
    }
    guard let size = language[.groups][tokens.text(index)] else { return nil }
    let next = tokens.text(index + 1) == "of" ? index + 2 : index + 1
    if let scale = tokens.text(next) == "hundred" ? 100 : scale(at: next),
      let value = DecimalNumber(count * size).multiplied(by: DecimalNumber(scale))
    {
      return NumberReading(value: value, tokens: start..<(next + 1), isWritten: false)
    }
    return NumberReading(value: DecimalNumber(count * size), tokens: start..<(index + 1), isWritten: false)
  }

  // MARK: Ordinals

  /// "ninth", "twenty first", "21st", "31 st".
  func ordinal(at start: Int) -> (number: Int, tokens: Range<Int>)? {
    let text = tokens.text(start)
    if let tens = language[.tens][text], let unit = language[.ordinals][tokens.text(start + 1)], unit < 10 {
      return (tens + unit, start..<(start + 2))
    }
    if let ordinal = language[.ordinals][text] { return (ordinal, start..<(start + 1)) }
    let suffixes = ["st", "nd", "rd", "th"]
    if text.isASCIIDigits, suffixes.contains(tokens.text(start + 1)), let number = Int(text) {
      return (number, start..<(start + 2))
    }
    guard text.utf8.count > 2, text.utf8.count <= 5, suffixes.contains(String(text.suffix(2))),
      let number = Int(text.dropLast(2)), number > 0
    else { return nil }
    return (number, start..<(start + 1))
  }
}

extension String {
  var isASCIIDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
