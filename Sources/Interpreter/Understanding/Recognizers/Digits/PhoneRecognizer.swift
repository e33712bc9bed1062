import DialogDSL

/// Phone numbers as E.164, national ones by `region`; too few digits are partial. "The number I'm calling from" is
/// the caller's.
struct PhoneRecognizer: Recognizer {
  /// Digits that make a row worth keeping as part of a number.
  static let shortestPart = 2

  func candidates(in words: Words, expecting expectation: Expectation) -> [Candidate] {
    let language = LanguageData.data(for: expectation.locale)
    let tokens = Tokens(words, language: language)
    if let own = callerNumber(tokens, language, expectation) { return [own] }
    let plan = NumberingPlan.plan(for: expectation.limits.region ?? expectation.locale.region)
    let reader = DigitReader(tokens: tokens, language: language, allowsHomophones: expectation.isAsked)
    let rows = reader.rows().sorted { $0.readings[0].utf8.count > $1.readings[0].utf8.count }
    var partial: Candidate?
    for row in rows {
      let words = tokens.words(row.tokens)
      if let number = number(in: row, plan: plan, soFar: expectation.soFar) {
        return [Candidate(.text(number), words: words, rule: row.isInternational ? "international" : "national")]
      }
      if partial == nil, expectation.isAsked { partial = part(of: row, plan: plan, words, expectation) }
    }
    return partial.map { [$0] } ?? []
  }

  private func number(in row: DigitRow, plan: NumberingPlan, soFar: String?) -> String? {
    for start in soFar.map({ [$0, ""] }) ?? [""] {
      for digits in row.readings {
        let whole = start + digits
        if row.isInternational || whole.first == "+" {
          if let number = NumberingPlan.international(whole.filter(\.isASCIIDigit)) { return number }
        } else if let number = plan.national(whole) {
          return number
        }
      }
    }
    return nil
  }

  private func part(of row: DigitRow, plan: NumberingPlan, _ words: [Int], _ expectation: Expectation) -> Candidate? {
    let digits = (row.isInternational ? "+" : "") + (row.readings.first ?? "")
    let whole = (expectation.soFar ?? "") + digits
    guard digits.utf8.count >= Self.shortestPart || expectation.soFar != nil, whole.utf8.count < plan.fullLength else {
      return nil
    }
    return Candidate(.text(whole), words: words, isPartial: true, rule: "phone-part")
  }

  private func callerNumber(_ tokens: Tokens, _ language: LanguageData, _ expectation: Expectation) -> Candidate? {
    guard expectation.isAsked, let number = expectation.callerNumber else { return nil }
    for index in tokens.all.indices {
      if let length = language[.callerNumber].length(in: tokens, at: index) {
        let start = tokens.text(index - 1) == "the" ? index - 1 : index
        return Candidate(.text(number), words: tokens.words(start..<(index + length)), rule: "caller-number")
      }
    }
    return nil
  }
}

/// How a country writes its numbers.
struct NumberingPlan {
  var countryCode: String
  /// Written before national numbers and dropped: the 0 of Britain.
  var trunk: String
  /// Digits without the trunk.
  var lengths: ClosedRange<Int>
  /// What the first digit may be.
  var first: ClosedRange<Character>
  /// The fourth digit has the same limits (North America).
  var hasExchange: Bool = false

  /// Digits of a full national number as callers say it.
  var fullLength: Int { lengths.upperBound + trunk.utf8.count }

  static func plan(for region: String) -> NumberingPlan {
    switch region {
    case "GB": NumberingPlan(countryCode: "44", trunk: "0", lengths: 9...10, first: "1"..."9")
    case "AU": NumberingPlan(countryCode: "61", trunk: "0", lengths: 9...9, first: "2"..."8")
    case "IN": NumberingPlan(countryCode: "91", trunk: "0", lengths: 10...10, first: "1"..."9")
    case "IE": NumberingPlan(countryCode: "353", trunk: "0", lengths: 7...9, first: "1"..."9")
    case "NZ": NumberingPlan(countryCode: "64", trunk: "0", lengths: 8...10, first: "2"..."9")
    default: NumberingPlan(countryCode: "1", trunk: "", lengths: 10...10, first: "2"..."9", hasExchange: true)
    }
  }

  /// The number as the country's callers say it: with or without trunk or country code, or with an international
  /// prefix.
  func national(_ digits: String) -> String? {
    for prefix in ["00", "011"] where digits.hasPrefix(prefix) {
      if let number = Self.international(String(digits.dropFirst(prefix.count))) { return number }
    }
    if digits.hasPrefix(countryCode),
      let number = subscriber(String(digits.dropFirst(countryCode.count)), needsTrunk: false)
    {
      return number
    }
    return subscriber(digits, needsTrunk: !trunk.isEmpty && countryCode != "91")
  }

  private func subscriber(_ digits: String, needsTrunk: Bool) -> String? {
    var rest = Substring(digits)
    if !trunk.isEmpty, rest.hasPrefix(trunk) {
      rest = rest.dropFirst(trunk.count)
    } else if needsTrunk {
      return nil
    }
    guard lengths.contains(rest.utf8.count), let leading = rest.first, first.contains(leading) else { return nil }
    if hasExchange, let exchange = rest.dropFirst(3).first, !first.contains(exchange) { return nil }
    return "+" + countryCode + rest
  }

  /// After the plus: 8 to 15 digits, a country code first; a trunk 0 said in brackets goes.
  static func international(_ digits: String) -> String? {
    guard (8...15).contains(digits.utf8.count), digits.first != "0" else { return nil }
    if digits.first == "1" { return digits.utf8.count == 11 ? "+" + digits : nil }
    for code in trunkCountries where digits.hasPrefix(code + "0") {
      return "+" + code + digits.dropFirst(code.utf8.count + 1)
    }
    return "+" + digits
  }

  /// Country codes whose national numbers begin with a 0 that is not said from abroad.
  private static let trunkCountries = ["44", "61", "91", "353", "64", "49", "33", "31", "32", "41", "43", "46", "27"]
}
