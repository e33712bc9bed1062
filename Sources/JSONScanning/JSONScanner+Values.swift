import DialogDSL

extension JSONScanner {
  /// How deep members may lie; deeper ones read as none. Retell's own lie four deep, and the interpreter's paths are short.
  public static let maximumDepth = 32

  /// A string, or nil for anything else.
  public mutating func stringIfAny() throws(Fault) -> String? {
    if peek() == UInt8(ascii: "\"") { return try string() }
    try skipValue()
    return nil
  }

  /// A whole number, `3` as well as `3.0`; nil for anything else.
  public mutating func integerIfAny() throws(Fault) -> Int? {
    guard startsNumber() else {
      try skipValue()
      return nil
    }
    let text = word()
    return Int(text) ?? DecimalNumber(json: text)?.integer
  }

  /// `true` or `false`; nil for anything else.
  public mutating func booleanIfAny() throws(Fault) -> Bool? {
    guard peek() == UInt8(ascii: "t") || peek() == UInt8(ascii: "f") else {
      try skipValue()
      return nil
    }
    return Bool(String(word()))
  }

  /// Any value; `null` and what lies too deep are none. Numbers that no `DecimalNumber` can hold stay readable as text.
  public mutating func value(depth: Int = 0) throws(Fault) -> Value {
    switch peek() {
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "{") where depth < Self.maximumDepth:
      var members: [String: Value] = [:]
      try object { (key, scanner) throws(Fault) in members[key] = try scanner.value(depth: depth + 1) }
      return .map(members)
    case UInt8(ascii: "[") where depth < Self.maximumDepth:
      var items: [Value] = []
      try array { (scanner) throws(Fault) in items.append(try scanner.value(depth: depth + 1)) }
      return .list(items)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try skipValue()
      return .none
    default: return try literal()
    }
  }

  private mutating func literal() throws(Fault) -> Value {
    let isNumber = startsNumber()
    switch word() {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .none
    case let text where isNumber && text.isJSONNumber:
      return DecimalNumber(json: text).map(Value.number) ?? .text(String(text))
    default: throw fault("a value")
    }
  }

  private mutating func startsNumber() -> Bool {
    guard let byte = peek() else { return false }
    return byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension Value {
  /// A whole JSON text.
  public init(json bytes: some Collection<UInt8>) throws(JSONScanner.Fault) {
    var bytes = Array(bytes)
    // A byte order mark, as some servers put before it (RFC 8259 §8.1).
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let result = bytes.withUnsafeBytes { bytes -> Result<Value, JSONScanner.Fault> in
      var scanner = JSONScanner(bytes)
      do throws(JSONScanner.Fault) {
        let value = try scanner.value()
        try scanner.expectEnd()
        return .success(value)
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }
}

extension DecimalNumber {
  /// A JSON number. Digits after the twelfth decimal are cut; nil when it does not fit.
  init?(json text: Substring) {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    var exponent = 0
    if parts.count == 2 {
      guard let given = Int(parts[1]), (-Self.maxScale...18).contains(given) else { return nil }
      exponent = given
    }
    guard let mantissa = DecimalNumber(Self.cut(parts[0])) else { return nil }
    var power = 1
    for _ in 0..<abs(exponent) { power *= 10 }
    let scaled =
      exponent >= 0
      ? mantissa.multiplied(by: DecimalNumber(power))
      : mantissa.multiplied(by: DecimalNumber(mantissa: 1, scale: -exponent))
    guard let scaled else { return nil }
    self = scaled
  }

  private static func cut(_ text: Substring) -> Substring {
    guard let point = text.firstIndex(of: ".") else { return text }
    return text.prefix(upTo: text.index(point, offsetBy: maxScale + 1, limitedBy: text.endIndex) ?? text.endIndex)
  }
}

extension Substring {
  /// RFC 8259 §6.
  fileprivate var isJSONNumber: Bool {
    var rest = self
    func digits() -> Int {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }.count
      rest = rest.dropFirst(digits)
      return digits
    }
    if rest.first == "-" { rest = rest.dropFirst() }
    let startsWithZero = rest.first == "0"
    let whole = digits()
    if whole == 0 || startsWithZero && whole > 1 { return false }
    if rest.first == "." {
      rest = rest.dropFirst()
      if digits() == 0 { return false }
    }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }
}
