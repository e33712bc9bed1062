import DialogDSL

/// Parts of one: "half a million", "five eighths", "two and a half", "3 million and a half", "1 3/4".
extension NumberReader {
  /// "A half", "five eighths", "three quarters of a million", "half a dozen", "half million".
  func scaledFraction(at start: Int, _ plain: NumberReading?) -> NumberReading? {
    guard let fraction = fraction(at: start, plain) else { return nil }
    var reading = fraction
    var next = fraction.tokens.upperBound
    if has(.of, at: next) { next += 1 }
    if has(.article, at: next) { next += 1 }
    guard let scales = scales(at: next, lone: false) ?? hundredOrGroup(at: next),
      let value = fraction.value.multiplied(by: DecimalNumber(scales.factor))
        ?? Self.product(fraction.value, scales.factor)
    else { return reading }
    // "A quarter of a percent" is none; "two thirds of a million" is rounded to a number of ones, if it must be.
    reading.value = value
    reading.tokens = start..<scales.end
    reading.isFraction = false
    return reading
  }

  private func hundredOrGroup(at index: Int) -> (factor: Int, end: Int)? {
    has([.hundred, .group], at: index) ? (word(index).value, index + 1) : nil
  }

  /// A part of one or several: "half", "a third", "one eighth", "five eighths", "one hundred thirty-fifths", "5/8".
  private func fraction(at start: Int) -> NumberReading? { fraction(at: start, plainCardinal(at: start)) }

  /// The same with the cardinal that begins here.
  private func fraction(at start: Int, _ plain: NumberReading?) -> NumberReading? {
    if start < tokens.count, let (above, below) = WrittenNumber.fraction(tokens[start].text) {
      return part(above, below, start..<(start + 1), isWritten: true)
    }
    if has(.barePart, at: start) { return part(1, word(start).parts, start..<(start + 1)) }
    if has(.article, at: start), has(.part, at: start + 1), !isOrdinalOfThing(start + 1) {
      return part(1, word(start + 1).parts, start..<(start + 2))
    }
    guard has([.unit, .teen, .tens, .hundred, .hundreds, .article, .bareScale], at: start) || isShortWritten(start),
      let count = plain, !count.isWritten || count.value.scale == 0, let above = count.value.integer
    else { return nil }
    let end = count.tokens.upperBound
    let last = word(end)
    if last.roles.contains(.parts) {
      // "One hundred thirty-fifths" are parts of thirty-five.
      let tens = word(end - 1)
      if tens.roles.contains(.tens), last.parts < 10, end - 1 > start {
        return part(above - tens.value, tens.value + last.parts, start..<(end + 1))
      }
      return part(above, last.parts, start..<(end + 1))
    }
    guard above == 1 else { return nil }
    if last.roles.contains(.part) { return part(1, last.parts, start..<(end + 1)) }
    if has([.unit, .teen, .tens, .hundred], at: end), let ordinal = ordinal(at: end), ordinal.number >= 100 {
      return part(1, ordinal.number, start..<ordinal.tokens.upperBound)
    }
    return nil
  }

  /// "A third person", "a fourth of July": not a part of one.
  private func isOrdinalOfThing(_ index: Int) -> Bool {
    guard has(.ordinal, at: index), index + 1 < tokens.count else { return false }
    let next = tokens[index + 1]
    return !tokens[index].endsClause && language[.rankedThings].contains(next) && !has(.of, at: index + 1)
  }

  private func part(_ above: Int, _ below: Int, _ tokens: Range<Int>, isWritten: Bool = false) -> NumberReading? {
    Self.quotient(DecimalNumber(above), DecimalNumber(below)).map {
      NumberReading(value: $0, tokens: tokens, isWritten: isWritten, isFraction: above < below)
    }
  }

  /// "Two and a half", "one and three quarters", "3 million and a half", "one and a half million", "twenty and three
  /// and three fifths", "1 3/4".
  func withFraction(_ whole: NumberReading) -> NumberReading? {
    let start = whole.tokens.lowerBound
    let end = whole.tokens.upperBound
    guard whole.value.scale == 0 else { return nil }
    if whole.isWritten, end < tokens.count, WrittenNumber.fraction(tokens[end].text) != nil,
      let part = fraction(at: end),
      let value = whole.value.adding(part.value)
    {
      return NumberReading(value: value, tokens: start..<part.tokens.upperBound, isWritten: true)
    }
    guard has(.and, at: end) else { return nil }
    if let part = fraction(at: end + 1), let value = sum(whole, part) { return value }
    // "Twenty and three and three fifths".
    if has(.tens, at: end - 1), has(.unit, at: end + 1), has(.and, at: end + 2), let part = fraction(at: end + 3),
      let tail = whole.value.adding(DecimalNumber(word(end + 1).value)), let value = tail.adding(part.value)
    {
      return NumberReading(value: value, tokens: start..<part.tokens.upperBound, isWritten: false)
    }
    return nil
  }

  private func sum(_ whole: NumberReading, _ part: NumberReading) -> NumberReading? {
    let tokens = whole.tokens.lowerBound..<part.tokens.upperBound
    let last = word(whole.tokens.upperBound - 1)
    let next = scales(at: part.tokens.upperBound, lone: false)
    // "Nine million and five ninths" are as many millions.
    let ownScale = last.roles.contains(.scale) ? last.value : 1
    if let next, ownScale > next.factor || ownScale == 1 {
      let scaled = Self.product(part.value, next.factor)
      let before = ownScale == 1 ? Self.product(whole.value, next.factor) : whole.value
      guard let scaled, let before, let value = before.adding(scaled) else { return nil }
      return NumberReading(value: value, tokens: whole.tokens.lowerBound..<next.end, isWritten: whole.isWritten)
    }
    guard part.isFraction, let scaled = Self.product(part.value, ownScale), let value = whole.value.adding(scaled)
    else {
      return nil
    }
    return NumberReading(value: value, tokens: tokens, isWritten: whole.isWritten)
  }

  // MARK: Arithmetic

  /// As exact as twelve decimals are.
  static func quotient(_ above: DecimalNumber, _ below: DecimalNumber) -> DecimalNumber? {
    guard below.mantissa != 0 else { return nil }
    // Both as whole numbers of the finer of their decimals.
    var (a, b) = (above.mantissa, below.mantissa)
    for _ in above.scale..<max(above.scale, below.scale) {
      let (product, overflow) = a.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      a = product
    }
    for _ in below.scale..<max(above.scale, below.scale) {
      let (product, overflow) = b.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      b = product
    }
    var scale = 0
    while scale < DecimalNumber.maxScale, a % b != 0 {
      let (product, overflow) = a.multipliedReportingOverflow(by: 10)
      if overflow { break }
      a = product
      scale += 1
    }
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    // Half away from zero; what is left is compared without doubling it.
    let roundsUp = rest.magnitude > b.magnitude - rest.magnitude
    return DecimalNumber(mantissa: roundsUp ? quotient + ((rest < 0) == (b < 0) ? 1 : -1) : quotient, scale: scale)
  }

  /// A number of scales; a repeating fraction loses its last digits rather than overflow.
  static func product(_ value: DecimalNumber, _ factor: Int) -> DecimalNumber? {
    var value = value
    while true {
      if let product = value.multiplied(by: DecimalNumber(factor)) { return product }
      guard value.scale > 0 else { return nil }
      value = DecimalNumber(mantissa: value.mantissa / 10, scale: value.scale - 1)
    }
  }
}
