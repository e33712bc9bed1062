/// An exact decimal number: `mantissa` × 10^-`scale`. What callers say ("two and a half", "one point five")
/// and what scripts compute with; never binary floating point, so that 0.1 + 0.2 is 0.3.
///
/// Always normalised: no trailing zeros in the fraction, `scale` between 0 and 12. Operations that overflow
/// or divide by zero return nil; division rounds to six decimals.
public struct DecimalNumber: Sendable, Hashable, Codable {
  public let mantissa: Int
  public let scale: Int

  /// Decimals kept at most; finer digits are cut.
  public static let maxScale = 12
  static let divisionDecimals = 6

  public init(_ whole: Int) {
    mantissa = whole
    scale = 0
  }

  public init(mantissa: Int, scale: Int) {
    precondition(scale >= 0, "negative scale \(scale)")
    var mantissa = mantissa
    var scale = scale
    while scale > 0, mantissa % 10 == 0 || scale > Self.maxScale {
      mantissa /= 10
      scale -= 1
    }
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Reads `-12`, `3.50`; nil for anything else (no exponents, no grouping, no `+`).
  public init?(_ text: some StringProtocol) {
    var mantissa = 0
    var scale: Int?
    var digits = 0
    var negative = false
    for (position, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where position == 0: negative = true
      case UInt8(ascii: ".") where scale == nil && digits > 0: scale = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, overflow2) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
        if overflow || overflow2 { return nil }
        mantissa = sum
        digits += 1
        if let decimals = scale { scale = decimals + 1 }
      default: return nil
      }
    }
    guard digits > 0, scale != 0 else { return nil }
    self.init(mantissa: negative ? -mantissa : mantissa, scale: scale ?? 0)
  }

  /// The whole number this is, or nil when it has a fraction.
  public var integer: Int? { scale == 0 ? mantissa : nil }

  public func adding(_ other: DecimalNumber) -> DecimalNumber? {
    guard let (a, b, scale) = aligned(with: other) else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : DecimalNumber(mantissa: sum, scale: scale)
  }

  public func subtracting(_ other: DecimalNumber) -> DecimalNumber? {
    other.negated.flatMap(adding)
  }

  public var negated: DecimalNumber? {
    mantissa == .min ? nil : DecimalNumber(mantissa: -mantissa, scale: scale)
  }

  public func multiplied(by other: DecimalNumber) -> DecimalNumber? {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
    return overflow ? nil : DecimalNumber(mantissa: product, scale: scale + other.scale)
  }

  /// Rounded half away from zero to six decimals.
  public func divided(by other: DecimalNumber) -> DecimalNumber? {
    guard other.mantissa != 0, let (a, b, _) = aligned(with: other),
      let scaled = Self.shifted(a, by: Self.divisionDecimals + 1)
    else { return nil }
    let (quotient, overflow) = scaled.dividedReportingOverflow(by: b)
    if overflow { return nil }
    return DecimalNumber(mantissa: (quotient + (quotient < 0 ? -5 : 5)) / 10, scale: Self.divisionDecimals)
  }

  /// The remainder with the sign of the divisor, as in Python and Jinja.
  public func remainder(by other: DecimalNumber) -> DecimalNumber? {
    guard other.mantissa != 0, let (a, b, scale) = aligned(with: other), b != -1 else { return nil }
    let rest = a % b
    return DecimalNumber(mantissa: rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest, scale: scale)
  }

  private func aligned(with other: DecimalNumber) -> (Int, Int, scale: Int)? {
    let scale = max(self.scale, other.scale)
    guard let a = Self.shifted(mantissa, by: scale - self.scale),
      let b = Self.shifted(other.mantissa, by: scale - other.scale)
    else { return nil }
    return (a, b, scale)
  }

  private static func shifted(_ mantissa: Int, by places: Int) -> Int? {
    var result = mantissa
    for _ in 0..<places {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = product
    }
    return result
  }
}

extension DecimalNumber: Comparable {
  public static func < (a: DecimalNumber, b: DecimalNumber) -> Bool {
    if let (x, y, _) = a.aligned(with: b) { return x < y }
    return a.approximate < b.approximate
  }

  private var approximate: Double {
    var divisor = 1.0
    for _ in 0..<scale { divisor *= 10 }
    return Double(mantissa) / divisor
  }
}

extension DecimalNumber: CustomStringConvertible {
  public var description: String {
    guard scale > 0 else { return String(mantissa) }
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let point = padded.index(padded.endIndex, offsetBy: -scale)
    return (mantissa < 0 ? "-" : "") + padded[..<point] + "." + padded[point...]
  }
}
