import NIOCore

/// Writes one compact JSON object into a buffer, members in the order of the calls.
struct JSONWriter {
  private(set) var buffer: ByteBuffer
  private var needsComma = false

  init(into buffer: ByteBuffer) {
    self.buffer = buffer
  }

  mutating func object(_ members: (inout JSONWriter) -> Void) {
    buffer.writeInteger(UInt8(ascii: "{"))
    needsComma = false
    members(&self)
    buffer.writeInteger(UInt8(ascii: "}"))
    needsComma = true
  }

  mutating func member(_ key: StaticString, _ text: String) {
    self.key(key)
    string(text)
  }

  /// For keys that come from outside.
  mutating func member(named key: String, _ text: String) {
    if needsComma { buffer.writeInteger(UInt8(ascii: ",")) }
    needsComma = true
    string(key)
    buffer.writeInteger(UInt8(ascii: ":"))
    string(text)
  }

  mutating func member(_ key: StaticString, _ number: Int) {
    self.key(key)
    buffer.writeString(String(number))
  }

  /// `number` is finite.
  mutating func member(_ key: StaticString, _ number: Double) {
    self.key(key)
    buffer.writeString(number.description)
  }

  mutating func member(_ key: StaticString, _ flag: Bool) {
    self.key(key)
    buffer.writeString(flag ? "true" : "false")
  }

  /// `text` is JSON already.
  mutating func member(_ key: StaticString, json text: String) {
    self.key(key)
    buffer.writeString(text)
  }

  mutating func member(_ key: StaticString, object members: (inout JSONWriter) -> Void) {
    self.key(key)
    object(members)
  }

  mutating func member<T>(_ key: StaticString, objects: [T], _ members: (T, inout JSONWriter) -> Void) {
    self.key(key)
    buffer.writeInteger(UInt8(ascii: "["))
    for (index, item) in objects.enumerated() {
      if index > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
      object { members(item, &$0) }
    }
    buffer.writeInteger(UInt8(ascii: "]"))
  }

  private mutating func key(_ key: StaticString) {
    if needsComma { buffer.writeInteger(UInt8(ascii: ",")) }
    needsComma = true
    buffer.writeInteger(UInt8(ascii: "\""))
    buffer.writeStaticString(key)
    buffer.writeStaticString("\":")
  }

  private mutating func string(_ text: String) {
    var text = text
    buffer.writeInteger(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var start = 0
      for (index, byte) in utf8.enumerated() where Self.needsEscape(byte) {
        buffer.writeBytes(UnsafeBufferPointer(rebasing: utf8[start..<index]))
        escape(byte)
        start = index + 1
      }
      buffer.writeBytes(UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    buffer.writeInteger(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
    case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
    case 0x0A: buffer.writeStaticString("\\n")
    case 0x0D: buffer.writeStaticString("\\r")
    case 0x09: buffer.writeStaticString("\\t")
    default:
      buffer.writeStaticString("\\u00")
      buffer.writeInteger(Self.hexDigit(byte >> 4))
      buffer.writeInteger(Self.hexDigit(byte & 15))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
