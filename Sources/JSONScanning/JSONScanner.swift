/// Reads JSON from bytes, front to back, building only what is asked for.
///
/// Lenient where nothing can go wrong: skipped values are only bracketed, not validated. Never recurses by itself, so a
/// hostile depth costs nothing.
public struct JSONScanner {
  public struct Fault: Error, Hashable, CustomStringConvertible {
    public var expected: String
    /// Byte offset in what is read.
    public var position: Int

    public init(expected: String, position: Int) {
      self.expected = expected
      self.position = position
    }

    public var description: String { "expected \(expected) at byte \(position)" }
  }

  private let bytes: UnsafeRawBufferPointer
  public private(set) var position = 0

  /// `bytes` must outlive the scanner.
  public init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The first byte of the next value or punctuation; nil at the end.
  public mutating func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      case let byte: return byte
      }
    }
    return nil
  }

  public func fault(_ expected: String) -> Fault { Fault(expected: expected, position: position) }

  public mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
    guard peek() == UInt8(ascii: character) else { throw fault("`\(character)`") }
    position += 1
  }

  /// Nothing but white space may follow.
  public mutating func expectEnd() throws(Fault) {
    if peek() != nil { throw fault("the end") }
  }

  /// Calls `member` with each key, the scanner standing at its value, which `member` must consume.
  public mutating func object(_ member: (String, inout JSONScanner) throws(Fault) -> Void) throws(Fault) {
    try expect("{")
    if peek() == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      let key = try string()
      try expect(":")
      try member(key, &self)
      if try !continues(before: "}") { return }
    }
  }

  /// Calls `element` with the scanner standing at each element, which `element` must consume.
  public mutating func array(_ element: (inout JSONScanner) throws(Fault) -> Void) throws(Fault) {
    try expect("[")
    if peek() == UInt8(ascii: "]") {
      position += 1
      return
    }
    while true {
      try element(&self)
      if try !continues(before: "]") { return }
    }
  }

  private mutating func continues(before closing: Unicode.Scalar) throws(Fault) -> Bool {
    let byte = peek()
    guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: closing) else { throw fault("`,` or `\(closing)`") }
    position += 1
    return byte == UInt8(ascii: ",")
  }

  /// A hash of the `count` bytes from here, or nil when there are fewer. The position stays.
  public func hash(next count: Int) -> Int? {
    guard count <= bytes.count - position else { return nil }
    return hash(position..<position + count)
  }

  /// Keyed anew in each process, so that equal hashes cannot be arranged from outside.
  public func hash(_ range: Range<Int>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[range]))
    return hasher.finalize()
  }

  /// Moves over `count` bytes that are known to be whole values.
  public mutating func advance(_ count: Int) { position += count }

  /// Moves over one value of any kind.
  public mutating func skipValue() throws(Fault) {
    var depth = 0
    repeat {
      guard let byte = peek() else { throw fault("a value") }
      switch byte {
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw fault("a value") }
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw fault("a value") }
        position += 1
      default: try skipWord()
      }
    } while depth > 0
  }

  private mutating func skipString() throws(Fault) {
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    throw fault("the end of a string")
  }

  /// A number, `true`, `false` or `null`: whatever runs up to the next punctuation.
  private mutating func skipWord() throws(Fault) {
    let start = position
    moveOverWord()
    if position == start { throw fault("a value") }
  }

  /// The bytes of a number or literal, as text; empty when there is none.
  public mutating func word() -> Substring {
    _ = peek()
    let start = position
    moveOverWord()
    return Substring(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func moveOverWord() {
    while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  public mutating func string() throws(Fault) -> String {
    try expect("\"")
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: bytes[start..<position - 1], as: UTF8.self)
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      default: position += 1
      }
    }
    throw fault("the end of a string")
  }

  /// The rest of a string that began at `start` and has its first escape here.
  private mutating func escapedString(from start: Int) throws(Fault) -> String {
    var utf8 = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: utf8, as: UTF8.self)
      case UInt8(ascii: "\\"): utf8.append(contentsOf: String(try escape()).utf8)
      default: utf8.append(byte)
      }
    }
    throw fault("the end of a string")
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    guard position < bytes.count else { throw fault("an escape") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("an escape")
    }
  }

  /// A lone half of a surrogate pair becomes U+FFFD.
  private mutating func unicodeEscape() throws(Fault) -> Unicode.Scalar {
    let unit = try hexDigits()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let afterFirst = position
    if unit < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let low = try hexDigits()
      if (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
      position = afterFirst
    }
    return "\u{FFFD}"
  }

  private mutating func hexDigits() throws(Fault) -> UInt32 {
    guard bytes.count - position >= 4 else { throw fault("four hex digits") }
    var unit: UInt32 = 0
    for offset in position..<position + 4 {
      guard let digit = Character(Unicode.Scalar(bytes[offset])).hexDigitValue else { throw fault("four hex digits") }
      unit = unit << 4 | UInt32(digit)
    }
    position += 4
    return unit
  }
}
