/// The make-up of a kind of national number: `NXX NXX XXXX`. In the notation of numbering plans, X is any digit, N is
/// 2 to 9, Z is 1 to 9, `[347]` and `[3-7]` one of these, x a digit that may be missing; spaces group.
struct PhonePattern: Sendable {
  /// By place, a bit for each digit that may stand there.
  private var places: [UInt16] = []
  /// Places that are never missing.
  private(set) var required = 0
  var longest: Int { places.count }
  /// Where each group but the last ends.
  private var ends: [Int] = []

  /// A group of more digits is said in smaller ones.
  private static let longestGroup = 5

  /// Stops the program where the notation is wrong: it is part of this program.
  init(_ notation: String) {
    var set: UInt16?
    var previous: UInt8 = 0
    var isRange = false
    for byte in notation.utf8 {
      switch byte {
      case UInt8(ascii: " "): ends.append(places.count)
      case UInt8(ascii: "["): set = 0
      case UInt8(ascii: "]"):
        append(set ?? 0)
        set = nil
      case UInt8(ascii: "-"): isRange = true
      case UInt8(ascii: "X"): append(0b11_1111_1111)
      case UInt8(ascii: "Z"): append(0b11_1111_1110)
      case UInt8(ascii: "N"): append(0b11_1111_1100)
      case UInt8(ascii: "x"): places.append(0b11_1111_1111)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        guard let some = set else {
          append(1 << UInt16(digit))
          continue
        }
        set = ((isRange ? previous : digit)...digit).reduce(some) { $0 | 1 << UInt16($1) }
        (previous, isRange) = (digit, false)
      default: preconditionFailure("numbering plan: `\(notation)`")
      }
    }
  }

  private mutating func append(_ place: UInt16) {
    places.append(place)
    required = places.count
  }

  func matches(_ digits: Substring.UTF8View) -> Bool { digits.count >= required && begins(with: digits) }

  /// Whether a number of this kind can begin with the digits.
  func begins(with digits: Substring.UTF8View) -> Bool {
    guard digits.count <= places.count else { return false }
    var place = 0
    for digit in digits {
      if places[place] & 1 << UInt16(digit & 0xF) == 0 { return false }
      place += 1
    }
    return true
  }

  /// The digits of a number of this kind as they are grouped.
  func groups(of digits: Substring) -> [String] {
    var groups: [String] = []
    var start = digits.startIndex
    for end in ends + [places.count] {
      let next = digits.index(digits.startIndex, offsetBy: end, limitedBy: digits.endIndex) ?? digits.endIndex
      if start < next { groups += Self.spread(digits[start..<next]) }
      start = next
    }
    if start < digits.endIndex { groups += Self.spread(digits[start...]) }
    return groups
  }

  /// Long groups in threes; the last has two to four digits.
  private static func spread(_ group: Substring) -> [String] {
    guard group.utf8.count > longestGroup else { return [String(group)] }
    var (groups, rest): ([String], Substring) = ([], group)
    while rest.utf8.count > 4 {
      groups.append(String(rest.prefix(3)))
      rest = rest.dropFirst(3)
    }
    return groups + [String(rest)]
  }
}
