/// How the numbers of a country code are made up, dialled and grouped: `phone` of CLocales/data/regions.
package struct PhonePlan: Sendable {
  /// Without the plus.
  package let countryCode: String
  /// Dialled before a national number, dropped from abroad; "" for none.
  package let trunk: String
  /// ISO 3166 codes of the countries that share the plan, the main one first.
  package let regions: [String]
  /// Prefixes of earlier plans.
  let obsolete: [String]
  /// Digits of a number without its area code; 0 where that differs.
  let local: Int
  /// The first one that fits counts.
  let kinds: [Kind]
  /// Dialled before a country code, from here and elsewhere, and before a national number.
  let abroadPrefixes: [String]
  let nationalPrefixes: [String]
  /// Digits of national numbers.
  private let lengths: ClosedRange<Int>

  struct Kind: Sendable {
    /// `mobile`, `toll_free`.
    var name: String
    var patterns: [PhonePattern]
    /// Words may stand for its digits: 1-800-FLOWERS.
    var isVanity: Bool
    /// Said without the trunk as well.
    var isBare: Bool
  }

  /// The plan of an ISO 3166 country; the one of North America for those unknown.
  package static func plan(for region: String) -> PhonePlan { byRegion[region] ?? byCode["1"]! }

  /// The plan of an E.164 number, with or without its plus, and the national number in it; nil when no country has
  /// the code.
  package static func split(_ number: some StringProtocol) -> (plan: PhonePlan, national: String)? {
    let digits = number.drop { $0 == "+" }
    for length in 1...3 {
      if let plan = byCode[String(digits.prefix(length))] { return (plan, String(digits.dropFirst(length))) }
    }
    return nil
  }

  /// A national number, without trunk, in the groups it is said in; in threes when the plan does not know it.
  package func groups(of national: String) -> [String] {
    let digits = Substring(national)
    return (pattern(of: digits) ?? Self.unknown).groups(of: digits)
  }

  /// A national number as it is said in its own country: with the trunk before its first group, unless all numbers there
  /// do without it.
  package func groups(atHome national: String) -> [String] {
    var groups = groups(of: national)
    if let first = groups.first, kinds.contains(where: { !$0.isBare }) { groups[0] = trunk + first }
    return groups
  }

  /// What a national number is for: `mobile`, `geographic`, `toll_free`, …; nil when it is no number of the plan.
  package func kind(of national: String) -> String? { kind(matching: Substring(national))?.name }

  func kind(matching national: Substring) -> Kind? {
    guard lengths.contains(national.utf8.count) else { return nil }
    return kinds.first { $0.patterns.contains { $0.matches(national.utf8) } }
  }

  /// Whether a national number can begin with the digits.
  func begins(with digits: Substring, bareOnly: Bool = false) -> Bool {
    kinds.contains { ($0.isBare || !bareOnly) && $0.patterns.contains { $0.begins(with: digits.utf8) } }
  }

  /// Whether a number may go on after a complete one: there is a longer kind that begins with its digits.
  func goesOn(after national: Substring) -> Bool {
    let count = national.utf8.count
    return kinds.contains { $0.patterns.contains { $0.required > count && $0.begins(with: national.utf8) } }
  }

  private func pattern(of national: Substring) -> PhonePattern? {
    for kind in kinds {
      if let pattern = kind.patterns.first(where: { $0.matches(national.utf8) }) { return pattern }
    }
    return nil
  }

  /// E.164 allows 15 digits.
  private static let unknown = PhonePattern(String(repeating: "x", count: 15))

  // MARK: Data

  private static let all: [PhonePlan] = {
    let file = Region.file["phone"]
    return file["plans"].pairs.map { PhonePlan(code: $0.key, named: $0.value) }
      + file["others"].pairs.map { PhonePlan(code: $0.key, other: $0.value) }
  }()
  private static let byCode = Dictionary(all.map { ($0.countryCode, $0) }, uniquingKeysWith: { a, _ in a })
  private static let byRegion = Dictionary(
    all.flatMap { plan in plan.regions.map { ($0, plan) } }, uniquingKeysWith: { a, _ in a })

  /// Prefixes that callers say before a country code, wherever they are.
  private static let usualAbroad = Region.file["phone"]["abroad"].items

  /// The digit on the key of each letter, a to z.
  static let keypad: [UInt8] = {
    var keys = [UInt8](repeating: 0, count: 26)
    for (key, letters) in Region.file["phone"]["keypad"].items.enumerated() {
      for letter in letters.utf8 { keys[Int(letter - UInt8(ascii: "a"))] = UInt8(ascii: "2") + UInt8(key) }
    }
    return keys
  }()

  private init(code: String, named file: LanguageFile) {
    let (vanity, bare) = (file["vanity"].items, file["bare"].items)
    let hasTrunk = !file["trunk"].text.isEmpty
    let kinds = file["kinds"].pairs.map {
      Kind(
        name: $0.key, patterns: $0.value.items.map(PhonePattern.init), isVanity: vanity.contains($0.key),
        isBare: !hasTrunk || bare.contains($0.key))
    }
    self.init(
      code: code, file, obsolete: file["obsolete"].items, local: Int(file["local"].text) ?? 0, kinds: kinds)
  }

  private init(code: String, other file: LanguageFile) {
    let lengths = file["lengths"].items.compactMap { Int($0) }
    let first = file["trunk"].text == "0" ? "Z" : "X"
    let notation =
      first + String(repeating: "X", count: lengths[0] - 1) + String(repeating: "x", count: lengths[1] - lengths[0])
    let kind = Kind(name: "number", patterns: [PhonePattern(notation)], isVanity: false, isBare: true)
    self.init(code: code, file, obsolete: [], local: 0, kinds: [kind])
  }

  private init(code: String, _ file: LanguageFile, obsolete: [String], local: Int, kinds: [Kind]) {
    (countryCode, trunk, regions) = (code, file["trunk"].text, file["regions"].items)
    (self.obsolete, self.local, self.kinds) = (obsolete, local, kinds)
    let abroad = file["abroad"].text
    abroadPrefixes = [abroad] + Self.usualAbroad.filter { $0 != abroad }
    nationalPrefixes = ([trunk] + obsolete).filter { !$0.isEmpty }
    let patterns = kinds.flatMap(\.patterns)
    lengths = (patterns.map(\.required).min() ?? 0)...(patterns.map(\.longest).max() ?? 0)
  }
}
