import DialogDSL

/// A number written in digits: "1,234.56", "-5", "#5", "1.2e3", "100k", "12.5%", "1,00,000".
struct WrittenNumber {
  var value: DecimalNumber
  var isPercent = false

  /// Longer words are no numbers.
  private static let longest = 32
  /// The greatest exponent that is read.
  private static let maxExponent: UInt = 15

  /// Whether a number may be written here: a digit, or a sign before one.
  static func opens(_ text: String) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard let first = bytes.next() else { return false }
    if isDigit(first) { return true }
    guard first >= 0xC2 || signs.contains(first) else { return false }
    return text.utf8.count <= longest && text.utf8.contains(where: isDigit)
  }

  /// What may stand before the digits: besides these, currency signs of several bytes.
  private static let signs: [UInt8] = Array("-+#$.".utf8)

  init?(_ text: String, _ words: NumberWords) {
    guard Self.opens(text), text.utf8.count <= Self.longest else { return nil }
    var bytes = Array(text.utf8)
    let isNegative = bytes[0] == UInt8(ascii: "-")
    if !Self.isDigit(bytes[0]) {
      // A sign: minus, plus, a hash or a currency's, of one byte or several.
      guard let first = bytes.firstIndex(where: Self.isDigit), first <= 2 || bytes[0] >= 0xC2 && first <= 4 else {
        return nil
      }
      bytes.removeFirst(first)
      if let last = text.utf8.prefix(first).last, last == UInt8(ascii: ".") {
        bytes.insert(contentsOf: "0.".utf8, at: 0)
      }
    }
    if bytes.last == UInt8(ascii: "%") {
      isPercent = true
      bytes.removeLast()
    }
    let end = bytes.firstIndex { Self.isLetter($0) } ?? bytes.count
    guard var number = Self.plain(bytes[..<end]) else { return nil }
    if end < bytes.count {
      guard let zeros = Self.zeros(bytes[end...], words), let scaled = Self.shifted(number, by: zeros) else {
        return nil
      }
      number = scaled
    }
    guard let value = isNegative ? number.negated : number else { return nil }
    self.value = value
  }

  /// Digits with groups and decimals.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> DecimalNumber? {
    var digits: [UInt8] = []
    var group: Int?
    var hasPoint = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: ","):
        // Groups have three digits, in India two but for the last.
        if hasPoint || group == nil && digits.count > 3 || group == 1 { return nil }
        group = 0
        continue
      case UInt8(ascii: "."):
        if hasPoint || group != nil && group != 3 { return nil }
        hasPoint = true
        group = nil
      default:
        if !isDigit(byte) { return nil }
        if let count = group { group = count + 1 }
      }
      digits.append(byte)
    }
    if let group, group != 3 { return nil }
    return DecimalNumber(String(decoding: digits, as: UTF8.self))
  }

  /// The power of ten that letters after a number stand for: "k", "mm", "e3".
  private static func zeros(_ letters: ArraySlice<UInt8>, _ words: NumberWords) -> Int? {
    if letters.first == UInt8(ascii: "e"), letters.count > 1 {
      guard let exponent = Int(String(decoding: letters.dropFirst(), as: UTF8.self)), exponent.magnitude <= maxExponent
      else {
        return nil
      }
      return exponent
    }
    return words.suffixes.first { $0.letters.elementsEqual(letters) }?.zeros
  }

  private static func shifted(_ number: DecimalNumber, by zeros: Int) -> DecimalNumber? {
    if zeros < 0 { return DecimalNumber(mantissa: number.mantissa, scale: number.scale - zeros) }
    return number.multiplied(by: DecimalNumber((0..<zeros).reduce(1) { product, _ in product * 10 }))
  }

  /// "5/8": less than one, with short numbers.
  static func fraction(_ text: String) -> (above: Int, below: Int)? {
    guard (3...7).contains(text.utf8.count), let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")),
      let above = Int(text[..<slash]), let below = Int(text[text.index(after: slash)...]), above > 0, below > above
    else { return nil }
    return (above, below)
  }

  /// "2-3": the ends of a range, of few digits.
  static func range(_ text: String) -> (low: Int, high: Int)? {
    guard (3...7).contains(text.utf8.count), let dash = text.utf8.firstIndex(of: UInt8(ascii: "-")),
      let low = Int(text[..<dash]), let high = Int(text[text.index(after: dash)...]), low > 0, low < high,
      high <= low * 10
    else { return nil }
    return (low, high)
  }

  /// "21st".
  static func ordinal(_ text: String, _ words: NumberWords) -> Int? {
    let bytes = text.utf8
    guard (3...7).contains(bytes.count),
      words.ordinalSuffixes.contains(where: { bytes.suffix($0.count).elementsEqual($0) }),
      let end = bytes.firstIndex(where: { !isDigit($0) }), let number = Int(text[..<end]), number > 0,
      words.ordinalSuffixes.contains(where: { $0.elementsEqual(bytes[end...]) })
    else { return nil }
    return number
  }

  /// "34,567" of "12,34,567", also with decimals.
  static func isIndianTail(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (6...longest).contains(bytes.count), bytes[2] == UInt8(ascii: ",") else { return false }
    return bytes.enumerated().allSatisfy { $0 == 2 || $0 == 6 && $1 == UInt8(ascii: ".") || isDigit($1) }
      && (bytes.count == 6 || bytes.count > 7 && bytes[6] == UInt8(ascii: "."))
  }

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
}
