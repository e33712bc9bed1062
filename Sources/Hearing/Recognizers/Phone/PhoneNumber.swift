/// A number as it was dialled or said, understood by a country's plan.
struct PhoneNumber: Equatable {
  var countryCode: String
  /// Without trunk.
  var national: String
  /// Said with its country code, or with the trunk where the plan has one: it can hardly be anything else.
  var isComplete: Bool
  /// There are longer numbers that begin like it.
  var mayGoOn = false

  var e164: String { "+" + countryCode + national }
}

extension PhonePlan {
  /// A number as the country's callers say it: with or without trunk or country code, or with a prefix for abroad; after
  /// a plus with any country's code.
  func number(_ digits: Substring, isInternational: Bool) -> PhoneNumber? {
    if isInternational { return Self.international(digits) }
    for prefix in abroadPrefixes where digits.hasPrefix(prefix) {
      if let number = Self.international(digits.dropFirst(prefix.utf8.count)) { return number }
    }
    for prefix in nationalPrefixes where digits.hasPrefix(prefix) {
      if let number = number(national: digits.dropFirst(prefix.utf8.count), isComplete: true) { return number }
    }
    if digits.hasPrefix(countryCode),
      let number = number(national: digits.dropFirst(countryCode.utf8.count), isComplete: true)
    {
      return number
    }
    guard kind(matching: digits)?.isBare == true else { return nil }
    return number(national: digits, isComplete: trunk.isEmpty || trunk == countryCode)
  }

  /// The digits after a plus; a trunk prefix or an obsolete one said after the country code goes.
  private static func international(_ digits: Substring) -> PhoneNumber? {
    guard let (plan, national) = split(digits) else { return nil }
    if let number = plan.number(national: Substring(national), isComplete: true) { return number }
    for prefix in plan.nationalPrefixes where national.hasPrefix(prefix) {
      if let number = plan.number(national: Substring(national).dropFirst(prefix.utf8.count), isComplete: true) {
        return number
      }
    }
    return nil
  }

  private func number(national: Substring, isComplete: Bool) -> PhoneNumber? {
    guard kind(matching: national) != nil else { return nil }
    return PhoneNumber(
      countryCode: countryCode, national: String(national), isComplete: isComplete, mayGoOn: goesOn(after: national))
  }

  /// Whether a number can begin with these digits, in any of the ways to say it.
  func canBegin(with digits: Substring, isInternational: Bool) -> Bool {
    if isInternational { return Self.international(begins: digits) }
    for prefix in abroadPrefixes where Self.overlaps(digits, prefix) {
      if Self.international(begins: digits.dropFirst(prefix.utf8.count)) { return true }
    }
    if begins(with: digits, bareOnly: true) { return true }
    for prefix in [countryCode] + nationalPrefixes where Self.overlaps(digits, prefix) {
      if begins(with: digits.dropFirst(prefix.utf8.count)) { return true }
    }
    return false
  }

  private static func international(begins digits: Substring) -> Bool {
    guard let (plan, national) = split(digits) else { return digits.utf8.count < 3 }
    let rest = Substring(national)
    return plan.begins(with: rest)
      || !plan.trunk.isEmpty && rest.hasPrefix(plan.trunk) && plan.begins(with: rest.dropFirst(plan.trunk.utf8.count))
  }

  private static func overlaps(_ digits: Substring, _ prefix: String) -> Bool {
    digits.hasPrefix(prefix) || prefix.hasPrefix(digits)
  }
}
