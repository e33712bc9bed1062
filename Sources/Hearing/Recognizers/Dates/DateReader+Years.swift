import DialogDSL

extension DateReader {
  /// Years that are said in full.
  static let years = 1850...2150

  /// Years to come that two digits after a month and a day are taken for.
  private static let nearYears = 5

  /// "2026", "nineteen eighty four", "twenty twenty six", "two thousand and five", "the 19th 13"; two digits only of a
  /// past day or with an apostrophe.
  func year(at start: Int) -> (year: Int, end: Int)? {
    let index = skipping(.of, start)
    guard index < tokens.count else { return nil }
    let text = tokens[index].text
    if let (number, width) = digits(at: index) { return written(number, width, at: index) }
    if text.utf8.count == 3, text.utf8.first == UInt8(ascii: "'"), let year = Int(text.dropFirst()) {
      return (year, index + 1)
    }
    if let century = belowHundred(at: index), [18, 19, 20, 21].contains(century.number),
      let rest = yearWithinCentury(at: century.tokens.upperBound, century: century.number)
    {
      return rest
    }
    if has(.thousand, index + 1), let number = cardinal(at: index), let year = number.value.integer,
      (2000...2150).contains(year)
    {
      return (year, number.tokens.upperBound)
    }
    // "Mil novecientos ochenta y cuatro".
    if has(.thousand, index), let number = numbers.cardinal(at: index), let year = number.value.integer,
      Self.years.contains(year)
    {
      return (year, number.tokens.upperBound)
    }
    // "Oh four".
    if calendar.prefersPast, has(language[.spelledZero], index), let unit = number(language[.units], index + 1) {
      return (unit, index + 2)
    }
    // "November 19th 13".
    if calendar.prefersPast, let century = ordinal(at: index), [19, 20].contains(century.number) {
      return yearWithinCentury(at: century.tokens.upperBound, century: century.number)
    }
    guard calendar.prefersPast, let number = belowHundred(at: index), number.number >= 10,
      !has(.to, number.tokens.upperBound)
    else { return nil }
    return (number.number, number.tokens.upperBound)
  }

  /// "1984", "2000 and 2", "84", "19 84", "19 0 5".
  private func written(_ number: Int, _ width: Int, at index: Int) -> (year: Int, end: Int)? {
    if width == 4 {
      if number % 1000 == 0, has(.and, index + 1), let rest = belowHundred(at: index + 2) {
        return (number + rest.number, rest.tokens.upperBound)
      }
      return Self.years.contains(number) ? (number, index + 1) : nil
    }
    guard width == 2 else { return nil }
    if [18, 19, 20].contains(number), let rest = yearWithinCentury(at: index + 1, century: number) { return rest }
    if number == 20 || number == 2, has(.thousand, index + 1), let reading = cardinal(at: index),
      let year = reading.value.integer
    {
      return (year, reading.tokens.upperBound)
    }
    if calendar.prefersPast { return (number, index + 1) }
    // "April 1st 27".
    let isNear = (0...Self.nearYears).contains(number - calendar.today.year % 100)
    // In "July 13-15" and "13 to 15" both are days.
    guard !isRange, index > 0, tokens[index].word != tokens[index - 1].word else { return nil }
    return isNear && !isCounted(index + 1) && !has(.clock, index + 1) ? (number, index + 1) : nil
  }

  private func yearWithinCentury(at index: Int, century: Int) -> (year: Int, end: Int)? {
    if has(.hundred, index) {
      if let rest = belowHundred(at: skipping(.and, index + 1)) {
        return (century * 100 + rest.number, rest.tokens.upperBound)
      }
      return (century * 100, index + 1)
    }
    if has(language[.spelledZero], index), let unit = number(language[.units], index + 1) {
      return (century * 100 + unit, index + 2)
    }
    if let zero = digits(at: index), zero == (0, 1), let unit = digits(at: index + 1), unit.width == 1 {
      return (century * 100 + unit.number, index + 2)
    }
    // "Two thousand" after a day, "three pm" after a year's first half.
    guard let rest = belowHundred(at: index), rest.number >= 10 || digits(at: index)?.width == 2,
      !has(.clock, rest.tokens.upperBound), !has(.thousand, rest.tokens.upperBound)
    else { return nil }
    return (century * 100 + rest.number, rest.tokens.upperBound)
  }
}
