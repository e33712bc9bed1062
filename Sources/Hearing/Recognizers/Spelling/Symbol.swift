/// The characters that codes and spellings are made of: digits, letters without case, and the signs `-`, `/`, `.` and `_`.
struct Symbol: Hashable, Sendable {
  /// 0 to 9: digits; 10 to 35: letters; then signs.
  let code: UInt8

  static let count = 40
  private static let signs: [UInt8] = Array("-/._".utf8)

  init(code: UInt8) { self.code = code }

  /// nil for a byte that is none of them.
  init?(ascii byte: UInt8) {
    switch byte {
    case 0x30...0x39: code = byte - 0x30
    case 0x61...0x7A: code = byte - 0x61 + 10
    case 0x41...0x5A: code = byte - 0x41 + 10
    default:
      guard let place = Self.signs.firstIndex(of: byte) else { return nil }
      code = UInt8(36 + place)
    }
  }

  var isDigit: Bool { code < 10 }
  var isLetter: Bool { code >= 10 && code < 36 }

  /// Letters in lower case.
  var ascii: UInt8 {
    if isDigit { return 0x30 + code }
    return isLetter ? 0x61 + code - 10 : Self.signs[Int(code) - 36]
  }

  /// Letters in upper case.
  var upper: UInt8 { isLetter ? 0x41 + code - 10 : ascii }
}

extension Collection<Symbol> {
  /// As they are written in codes.
  var upperCase: String { String(decoding: map(\.upper), as: UTF8.self) }
}

/// Symbols as bits.
struct SymbolSet: Hashable, Sendable {
  private var bits: UInt64 = 0

  static let digits = SymbolSet((0..<10).map { Symbol(code: $0) })
  static let letters = SymbolSet((10..<36).map { Symbol(code: $0) })
  static let dash = SymbolSet([Symbol(code: 36)])

  init(_ symbols: [Symbol]) { for symbol in symbols { insert(symbol) } }

  /// The symbols of a text; others in it count for nothing.
  init(_ text: String) { self.init(text.utf8.compactMap(Symbol.init(ascii:))) }

  func contains(_ symbol: Symbol) -> Bool { bits & (1 << UInt64(symbol.code)) != 0 }
  mutating func insert(_ symbol: Symbol) { bits |= 1 << UInt64(symbol.code) }

  func union(_ other: SymbolSet) -> SymbolSet {
    var both = self
    both.bits |= other.bits
    return both
  }

  var symbols: [Symbol] { (0..<UInt8(Symbol.count)).map { Symbol(code: $0) }.filter(contains) }
}
