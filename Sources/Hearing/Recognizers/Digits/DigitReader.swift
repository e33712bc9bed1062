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
  private let tokens: Tokens
  /// Words that sound like digits count inside a row.
  private let allowsHomophones: Bool
  private let units: WordTable
  private let teens: WordTable
  private let tens: WordTable
  private let homophones: WordTable
  private let spelledZero: WordSet
  private let separators: WordSet
  private let times: WordTable
  private let hundred: WordSet
  private let thousand: WordSet
  private let plus: WordSet
  private let numbers: NumberReader

  /// Ways to understand one row that are kept; each doubt doubles them.
  static let maxReadings = 64
  /// Digits of the longest row that is followed: more than any number a caller dictates.
  static let maxDigits = 40

  init(tokens: Tokens, language: LanguageData, allowsHomophones: Bool) {
    self.tokens = tokens
    self.allowsHomophones = allowsHomophones
    (units, teens, tens, homophones) = (language[.units], language[.teens], language[.tens], language[.homophones])
    (spelledZero, separators, plus) = (language[.spelledZero], language[.separators], language.phone.plus)
    numbers = NumberReader(tokens, language: language)
    let spelling = language.spelling
    (times, hundred, thousand) = (spelling.times, spelling.hundred, spelling.thousand)
  }

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

  /// What one or a few words are: digits, and in doubt others.
  private struct Piece {
    var digits: String
    var other: String?
    var end: Int
  }

  private func row(at start: Int) -> DigitRow? {
    let plusLength = plus.length(in: tokens, at: start)
    var index = start + (plusLength ?? 0)
    guard let first = piece(at: index, isInside: false) else { return nil }
    let isInternational = plusLength != nil || tokens[index].text.utf8.first == UInt8(ascii: "+")
    var readings = first.other.map { [first.digits, $0] } ?? [first.digits]
    index = first.end
    while let piece = piece(at: skippingSeparators(from: index), isInside: true) {
      if let other = piece.other {
        readings = readings.flatMap { [$0 + piece.digits, $0 + other] }
      } else {
        for reading in readings.indices { readings[reading] += piece.digits }
      }
      readings.removeAll { $0.utf8.count > Self.maxDigits }
      if readings.count > Self.maxReadings { readings.removeLast(readings.count - Self.maxReadings) }
      if readings.isEmpty { return nil }
      index = piece.end
    }
    return DigitRow(readings: readings, tokens: start..<index, isInternational: isInternational)
  }

  private func skippingSeparators(from start: Int) -> Int {
    var index = start
    while index < tokens.count, tokens[index].isFiller || separators.contains(tokens[index]) { index += 1 }
    return index
  }

  private func piece(at index: Int, isInside: Bool) -> Piece? {
    guard index < tokens.count else { return nil }
    let token = tokens[index]
    if token.id == 0 || !Self.isLetter(token.text.utf8.first) {
      return Self.written(token.text).map { Piece(digits: $0, end: index + 1) }
    }
    if let count = times[token], index + 1 < tokens.count {
      return digit(at: index + 1, isInside: true).map {
        Piece(digits: String(repeating: $0, count: count), end: index + 2)
      }
    }
    if let digit = digit(at: index, isInside: isInside) {
      if let length = hundred.length(in: tokens, at: index + 1) {
        return Piece(digits: digit + "00", end: index + 1 + length)
      }
      if let length = thousand.length(in: tokens, at: index + 1) {
        return Piece(digits: digit + "000", end: index + 1 + length)
      }
      return Piece(digits: digit, end: index + 1)
    }
    if let teen = teens[token] {
      if let length = hundred.length(in: tokens, at: index + 1) {
        return Piece(digits: "\(teen)00", end: index + 1 + length)
      }
      return Piece(digits: "\(teen)", end: index + 1)
    }
    if numbers.has(.hundreds, at: index), let hundreds = numbers.belowThousand(at: index) {
      // "Quinientos cincuenta y cinco".
      return Piece(digits: "\(hundreds.number)", end: hundreds.end)
    }
    guard let ten = tens[token] else { return nil }
    if numbers.has(.tensAnd, at: index + 1), let number = numbers.belowHundred(at: index), number.number > ten {
      return Piece(digits: "\(number.number)", end: number.tokens.upperBound)
    }
    guard index + 1 < tokens.count, let unit = units[tokens[index + 1]], unit > 0 else {
      return Piece(digits: "\(ten)", end: index + 1)
    }
    return Piece(digits: "\(ten + unit)", other: "\(ten)\(unit)", end: index + 2)
  }

  private static func isLetter(_ byte: UInt8?) -> Bool { byte.map { $0 >= UInt8(ascii: "a") } ?? false }

  private func digit(at index: Int, isInside: Bool) -> String? {
    let token = tokens[index]
    if let unit = units[token] { return String(unit) }
    if spelledZero.contains(token), isInside || nextIsDigit(index) || nextSoundsLikeDigit(index) { return "0" }
    if token.text.utf8.count == 1, token.text.isASCIIDigits { return token.text }
    if allowsHomophones, isInside, let number = homophones[token], nextIsDigit(index) || index + 1 == tokens.count {
      return String(number)
    }
    return nil
  }

  /// "Oh" before a digit is a zero; elsewhere it is a sigh.
  private func nextIsDigit(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let next = tokens[index + 1]
    return units[next] != nil || tens[next] != nil || teens[next] != nil || times[next] != nil
      || spelledZero.contains(next) || !Self.isLetter(next.text.utf8.first) && Self.written(next.text) != nil
  }

  /// "Oh to one": the word after it sounds like a digit and stands before one.
  private func nextSoundsLikeDigit(_ index: Int) -> Bool {
    allowsHomophones && index + 1 < tokens.count && homophones[tokens[index + 1]] != nil && nextIsDigit(index + 1)
  }

  /// The digits of `555-0134`, `+44`, `07021`; nil when the word holds anything else.
  private static func written(_ text: String) -> String? {
    var (digits, signs) = (0, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "#"),
        UInt8(ascii: ","):
        signs += 1
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    return signs == 0 ? text : text.filter(\.isASCIIDigit)
  }
}
