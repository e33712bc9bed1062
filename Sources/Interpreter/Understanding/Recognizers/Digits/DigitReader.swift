import DialogDSL

/// A row of digits with all the ways it can be understood: "twenty three" is 23 or 203.
struct DigitRow {
  /// The likeliest first; each in digits only.
  var readings: [String]
  var tokens: Range<Int>
  /// Began with "plus" or `+`.
  var isInternational: Bool
}

/// Finds digits dictated in words or written in pieces.
struct DigitReader {
  let tokens: Tokens
  let language: LanguageData
  /// Words that sound like digits count inside a row.
  let allowsHomophones: Bool

  /// Ways to understand one row that are kept; each doubt doubles them.
  static let maxReadings = 64
  /// Digits of the longest row that is followed: more than any number a caller dictates.
  static let maxDigits = 40

  /// All rows, in order.
  func rows() -> [DigitRow] {
    var rows: [DigitRow] = []
    var index = 0
    while index < tokens.count {
      if let row = row(at: index) {
        rows.append(row)
        index = row.tokens.upperBound
      } else {
        index += 1
      }
    }
    return rows
  }

  private func row(at start: Int) -> DigitRow? {
    var index = start
    var isInternational = tokens.text(start) == "plus"
    if isInternational { index += 1 }
    guard let first = piece(at: index, isInside: false) else { return nil }
    if tokens.text(index).hasPrefix("+") { isInternational = true }
    var readings = first.readings
    index = first.end
    while true {
      let next = skippingSeparators(from: index)
      guard let piece = piece(at: next, isInside: true) else { break }
      readings = readings.flatMap { start in piece.readings.map { start + $0 } }
      readings = Array(readings.filter { $0.utf8.count <= Self.maxDigits }.prefix(Self.maxReadings))
      if readings.isEmpty { return nil }
      index = piece.end
    }
    return DigitRow(readings: readings, tokens: start..<index, isInternational: isInternational)
  }

  private func skippingSeparators(from start: Int) -> Int {
    var index = start
    while index < tokens.count, tokens[index].isFiller || language[.separators].contains(tokens[index].text) {
      index += 1
    }
    return index
  }

  private func piece(at index: Int, isInside: Bool) -> (readings: [String], end: Int)? {
    let text = tokens.text(index)
    if text.isEmpty { return nil }
    if language[.timesTwo].contains(text) || language[.timesThree].contains(text) {
      guard let digit = digit(at: index + 1, isInside: true) else { return nil }
      return ([String(repeating: digit, count: language[.timesTwo].contains(text) ? 2 : 3)], index + 2)
    }
    if let written = Self.written(text) { return ([written], index + 1) }
    if let digit = digit(at: index, isInside: isInside) {
      if tokens.text(index + 1) == "hundred" { return ([digit + "00"], index + 2) }
      if tokens.text(index + 1) == "thousand" { return ([digit + "000"], index + 2) }
      return ([digit], index + 1)
    }
    if let teen = language[.teens][text] {
      let end = index + 1
      return tokens.text(end) == "hundred" ? (["\(teen)00"], end + 1) : (["\(teen)"], end)
    }
    if let tens = language[.tens][text] {
      guard let unit = language[.units][tokens.text(index + 1)], unit > 0 else {
        return (["\(tens)"], index + 1)
      }
      return (["\(tens + unit)", "\(tens)\(unit)"], index + 2)
    }
    return nil
  }

  private func digit(at index: Int, isInside: Bool) -> String? {
    let text = tokens.text(index)
    if let unit = language[.units][text] { return String(unit) }
    if language[.spelledZero].contains(text), isInside || nextIsDigit(index) || nextSoundsLikeDigit(index) {
      return "0"
    }
    if text.isASCIIDigits, text.utf8.count == 1 { return text }
    if allowsHomophones, isInside, let number = language[.homophones][text],
      nextIsDigit(index) || isInside && index + 1 == tokens.count
    {
      return String(number)
    }
    return nil
  }

  /// "Oh" before a digit is a zero; elsewhere it is a sigh.
  private func nextIsDigit(_ index: Int) -> Bool {
    let next = tokens.text(index + 1)
    return language[.units][next] != nil || language[.tens][next] != nil || language[.teens][next] != nil
      || language[.timesTwo].contains(next) || language[.timesThree].contains(next)
      || language[.spelledZero].contains(next) || Self.written(next) != nil
  }

  /// "Oh to one": the word after it sounds like a digit and stands before one.
  private func nextSoundsLikeDigit(_ index: Int) -> Bool {
    allowsHomophones && language[.homophones][tokens.text(index + 1)] != nil && nextIsDigit(index + 1)
  }

  /// The digits of `555-0134`, `+44`, `07021`; nil when the word holds anything else.
  private static func written(_ text: String) -> String? {
    let allowed: Set<Character> = ["-", ".", "+", "/", "#", ","]
    guard text.contains(where: \.isASCIIDigit), text.allSatisfy({ $0.isASCIIDigit || allowed.contains($0) }) else {
      return nil
    }
    return text.filter(\.isASCIIDigit)
  }
}
