import DialogDSL

/// A number at one place of an utterance.
struct NumberReading {
  var value: DecimalNumber
  var tokens: Range<Int>
  /// Written in digits.
  var isWritten: Bool
  /// Only a part of one, in words or as "5/8".
  var isFraction = false
  /// Two numbers said one after the other as one: "twelve fifty".
  var isPaired = false

  /// How many times as much the upper end of a range may be: "two to 139 Main Street" is none.
  private static let widestRange = DecimalNumber(10)

  /// Whether "five to six" may be a range, not two numbers that happen to stand side by side.
  func mayRange(to high: NumberReading) -> Bool {
    guard isWritten == high.isWritten, value < high.value, let widest = value.multiplied(by: Self.widestRange) else {
      return false
    }
    return !(widest < high.value)
  }
}

/// Reads cardinal numbers, spoken and written, with fractions and decimals. Ordinals: `NumberReader+Ordinals`.
struct NumberReader {
  let tokens: Tokens
  let language: LanguageData

  /// Scales one after another ("three lakh crore").
  static let maxScales = 3
  /// Digits of a group in a written number with spaces: "1 234 567".
  static let groupDigits = 3

  init(_ tokens: Tokens, language: LanguageData) {
    self.tokens = tokens
    self.language = language
  }

  /// What the token can be inside a number.
  func word(_ index: Int) -> NumberWords.Word {
    index >= 0 && index < tokens.count ? language.numbers[tokens[index]] : NumberWords.Word()
  }

  func has(_ role: NumberWords.Roles, at index: Int) -> Bool { !word(index).roles.isDisjoint(with: role) }

  /// Whether a number may begin here.
  func opens(at index: Int) -> Bool {
    has(.opening, at: index) || index < tokens.count && WrittenNumber.opens(tokens[index].text)
  }

  /// The longest number that begins at `start`: "minus three", "two and a half", "twenty-five hundred", "1,500".
  func number(at start: Int) -> NumberReading? {
    guard opens(at: start) else { return nil }
    let sign = has(.minus, at: start) ? 1 : 0
    guard var reading = unsigned(at: start + sign) else { return nil }
    if sign == 1, let negated = reading.value.negated {
      reading.value = negated
      reading.tokens = start..<reading.tokens.upperBound
    }
    return reading
  }

  /// "Two thousand over three", "one over twenty".
  func quotient(at start: Int) -> NumberReading? {
    guard let above = number(at: start),
      let length = language.numbers.over.length(in: tokens, at: above.tokens.upperBound),
      let below = unsigned(at: above.tokens.upperBound + length),
      let value = Self.quotient(above.value, below.value)
    else { return nil }
    return NumberReading(value: value, tokens: start..<below.tokens.upperBound, isWritten: above.isWritten)
  }

  private func unsigned(at start: Int) -> NumberReading? {
    let plain = plainCardinal(at: start)
    if let fraction = scaledFraction(at: start, plain) { return fraction }
    if has(.point, at: start) { return decimals(after: 0, from: start, isWritten: false) }
    if has(.zero, at: start), has(.point, at: start + 1) {
      return decimals(after: 0, from: start, at: start + 1, isWritten: false)
    }
    guard let whole = group(at: start, plain) ?? plain else { return nil }
    if whole.value.scale == 0, let integer = whole.value.integer, has(.point, at: whole.tokens.upperBound) {
      return decimals(after: integer, from: start, at: whole.tokens.upperBound, isWritten: whole.isWritten) ?? whole
    }
    return withFraction(whole) ?? whole
  }

  // MARK: Decimals

  /// "… point five", "… point oh five", then scales: "one point eight four billion".
  private func decimals(after whole: Int, from start: Int, at point: Int? = nil, isWritten: Bool) -> NumberReading? {
    var end = (point ?? start) + 1
    var mantissa = whole
    var scale = 0
    while scale < DecimalNumber.maxScale, let next = decimalDigits(at: end) {
      for _ in 0..<next.count {
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        mantissa = product
      }
      let (sum, overflow) = mantissa.addingReportingOverflow(next.number)
      if overflow { return nil }
      mantissa = sum
      scale += next.count
      end += next.length
    }
    guard scale > 0, scale <= DecimalNumber.maxScale else { return nil }
    var value = DecimalNumber(mantissa: mantissa, scale: scale)
    if let scales = scales(at: end, lone: true), let scaled = value.multiplied(by: DecimalNumber(scales.factor)) {
      value = scaled
      end = scales.end
    }
    return NumberReading(value: value, tokens: start..<end, isWritten: isWritten)
  }

  /// The digits that one or two tokens stand for after a point.
  private func decimalDigits(at index: Int) -> (number: Int, count: Int, length: Int)? {
    let word = word(index)
    if word.roles.contains(.zero) { return (0, 1, 1) }
    if word.roles.contains(.unit) { return (word.value, 1, 1) }
    if word.roles.contains(.tens) {
      let next = self.word(index + 1)
      if next.roles.contains(.unit), next.value > 0 { return (word.value + next.value, 2, 2) }
      return (word.value, 2, 1)
    }
    if word.roles.contains(.teen) { return (word.value, 2, 1) }
    guard index < tokens.count, tokens[index].text.isASCIIDigits, let number = Int(tokens[index].text) else {
      return nil
    }
    return (number, tokens[index].text.utf8.count, 1)
  }

  // MARK: Cardinals

  /// A whole number: groups of up to 999 with scales that fall, joined by "and" where the language does.
  func cardinal(at start: Int) -> NumberReading? {
    guard opens(at: start) else { return nil }
    let plain = plainCardinal(at: start)
    return group(at: start, plain) ?? plain
  }

  func plainCardinal(at start: Int) -> NumberReading? {
    if let written = written(at: start) { return written }
    var total = 0
    var index = start
    var lastScale = Int.max
    while let part = belowThousand(at: index, isFirst: index == start) {
      guard let scale = scales(at: part.end, lone: false), scale.factor < lastScale else {
        if index != start, part.number >= lastScale || total == 0 { break }
        let (sum, overflow) = total.addingReportingOverflow(part.number)
        if overflow { return nil }
        total = sum
        index = part.end
        break
      }
      let (product, overflow) = part.number.multipliedReportingOverflow(by: scale.factor)
      let (sum, overflow2) = total.addingReportingOverflow(product)
      if overflow || overflow2 { return nil }
      total = sum
      lastScale = scale.factor
      index = scale.end
      if has(.and, at: index), belowThousand(at: index + 1, isFirst: false) != nil, !isFraction(at: index + 1) {
        index += 1
      } else if isFraction(at: index) {
        break
      }
    }
    // "Nine million and five ninths": the joining word belongs to the fraction.
    guard index > start else { return nil }
    return NumberReading(value: DecimalNumber(total), tokens: start..<index, isWritten: false)
  }

  /// Whether what follows is a number of parts: "five ninths".
  func isFraction(at index: Int) -> Bool {
    guard has([.unit, .teen, .tens, .article], at: index) else { return false }
    let end = belowHundred(at: index)?.tokens.upperBound ?? index + 1
    return has(.parts, at: end) || end == index + 1 && has(.article, at: index) && has(.part, at: end)
  }

  /// "five", "forty two", "three hundred and five", "twenty-five hundred", "a hundred", "2" before "thousand".
  func belowThousand(at start: Int, isFirst: Bool = true) -> (number: Int, end: Int)? {
    let first = word(start)
    if first.roles.contains(.article) {
      let next = word(start + 1)
      guard isFirst, !next.roles.isDisjoint(with: [.hundred, .scale]) else {
        return first.roles.contains(.unit) && !isArticle(start) ? (first.value, start + 1) : nil
      }
      return next.roles.contains(.hundred) ? hundreds(next.value, at: start + 2) : (1, start + 1)
    }
    if first.roles.contains(.hundreds) { return hundreds(first.value, at: start + 1) }
    if first.roles.contains(.hundred), isFirst { return hundreds(first.value, at: start + 1) }
    if first.roles.contains(.bareScale), isFirst { return (1, start) }
    guard let small = belowHundred(at: start) else { return nil }
    let end = small.tokens.upperBound
    if small.number > 0, has(.hundred, at: end) { return hundreds(small.number * word(end).value, at: end + 1) }
    return (small.number, end)
  }

  /// Whether a word that is also a number has a noun behind it: "una mesa".
  private func isArticle(_ index: Int) -> Bool {
    guard index + 1 < tokens.count, !tokens[index].endsClause else { return false }
    let next = index + 1
    return !has([.group, .part, .barePart, .and, .point, .to], at: next) && !language[.small].contains(tokens[next])
      && !language[.countedThings].contains(tokens[next]) && !language[.people].contains(tokens[next])
      && !language.polite.contains(tokens[next]) && !tokens[next].isFiller
      && language.numbers.percent.length(in: tokens, at: next) == nil
  }

  /// What may come after hundreds: "and five", "two dozens".
  func hundreds(_ hundreds: Int, at index: Int) -> (number: Int, end: Int) {
    let isJoined = has(.and, at: index)
    guard let small = belowHundred(at: isJoined ? index + 1 : index), small.number > 0 else { return (hundreds, index) }
    let end = small.tokens.upperBound
    if isJoined, has(.parts, at: end) || isFraction(at: index + 1) { return (hundreds, index) }
    if isJoined, has(.group, at: end) { return (hundreds + small.number * word(end).value, end + 1) }
    // "A hundred two thousands" has the smaller number count the scale.
    return (hundreds + small.number, end)
  }

  func belowHundred(at start: Int) -> (number: Int, tokens: Range<Int>)? {
    let first = word(start)
    if first.roles.contains(.tens) {
      let next = has(.tensAnd, at: start + 1) ? start + 2 : start + 1
      let unit = word(next)
      if unit.roles.contains(.unit), unit.value > 0 { return (first.value + unit.value, start..<(next + 1)) }
      return (first.value, start..<(start + 1))
    }
    if !first.roles.isDisjoint(with: [.unit, .teen]) { return (first.value, start..<(start + 1)) }
    guard isShortWritten(start), let number = Int(tokens[start].text) else { return nil }
    return (number, start..<(start + 1))
  }

  func isShortWritten(_ index: Int) -> Bool {
    guard index >= 0, index < tokens.count else { return false }
    let text = tokens[index].text
    return text.utf8.count <= Self.groupDigits && text.isASCIIDigits
  }

  /// The scales that stand here, multiplied: "thousand", "lakh crore"; `lone`: also a "k" of its own.
  func scales(at start: Int, lone: Bool) -> (factor: Int, end: Int)? {
    var factor = 1
    var index = start
    while index < start + Self.maxScales, has(lone && index == start ? [.scale, .suffix] : .scale, at: index) {
      let (product, overflow) = factor.multipliedReportingOverflow(by: word(index).value)
      if overflow { break }
      factor = product
      index += 1
    }
    return index == start ? nil : (factor, index)
  }

  /// "a couple", "a dozen", "two dozen", "two hundred dozens".
  private func group(at start: Int, _ plain: NumberReading?) -> NumberReading? {
    var count = 1
    var index = start
    if has(.group, at: start) {
      // A bare "couple" or "dozen".
    } else if has(.article, at: start), has(.group, at: start + 1) {
      index += 1
    } else if let plain, has(.group, at: plain.tokens.upperBound),
      let whole = plain.value.integer
    {
      count = whole
      index = plain.tokens.upperBound
    } else {
      return nil
    }
    let (size, overflow) = count.multipliedReportingOverflow(by: word(index).value)
    if overflow { return nil }
    let next = has(.of, at: index + 1) ? index + 2 : index + 1
    if let scale = has([.hundred, .group], at: next)
      ? (factor: word(next).value, end: next + 1) : scales(at: next, lone: false),
      let value = DecimalNumber(size).multiplied(by: DecimalNumber(scale.factor))
    {
      return NumberReading(value: value, tokens: start..<scale.end, isWritten: false)
    }
    return NumberReading(value: DecimalNumber(size), tokens: start..<(index + 1), isWritten: false)
  }

}

extension String {
  var isASCIIDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}

extension Character {
  package var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
