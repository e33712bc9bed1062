/// An E.164 number as it is dialled and grouped in a country.
struct DialledNumber {
  /// nil when the number is of the country itself, or not E.164.
  var countryCode: String?
  /// With the trunk prefix where the country dials one.
  var national: String
  /// How the digits are grouped; nil: no custom known. Sums up to the length of `national`.
  var groups: [Int]?

  init(_ number: String, in region: String) {
    let digits = number.filter(Self.isDigit)
    guard number.hasPrefix("+"), !digits.isEmpty else {
      national = digits
      return
    }
    let code = Self.countryCode(of: digits)
    national = String(digits.dropFirst(code.count))
    if code == Self.codes[region] {
      national = (Self.trunkPrefixes[code] ?? "") + national
    } else {
      countryCode = code
    }
    groups = Self.custom(code, national).flatMap { $0.reduce(0, +) == national.count ? $0 : nil }
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  private static func custom(_ code: String, _ national: String) -> [Int]? {
    switch code {
    case "1": [3, 3, 4]
    case "44" where national.hasPrefix("02"): [3, 4, 4]
    case "44" where national.hasPrefix("0"): [5, 3, 3]
    case "61" where national.hasPrefix("04"): [4, 3, 3]
    case "61" where national.hasPrefix("0"): [2, 4, 4]
    case "91": [5, 5]
    default: nil
    }
  }

  private static let codes = [
    "US": "1", "CA": "1", "GB": "44", "IE": "353", "AU": "61", "NZ": "64", "IN": "91", "ZA": "27",
  ]

  private static let trunkPrefixes = ["44": "0", "353": "0", "61": "0", "64": "0", "27": "0"]

  /// ITU-T E.164: one digit in zones 1 and 7, two digits for these, three for the rest.
  private static func countryCode(of digits: String) -> String {
    if digits.hasPrefix("1") || digits.hasPrefix("7") { return String(digits.prefix(1)) }
    let two = String(digits.prefix(2))
    return twoDigitCodes.contains(two) ? two : String(digits.prefix(3))
  }

  private static let twoDigitCodes: Set<String> = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51",
    "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90",
    "91", "92", "93", "94", "95", "98",
  ]
}
