import DialogDSL
import Hearing

/// How values of several parts are said: ranges, amounts with their units, addresses.
extension SpokenForms {
  func parts(_ members: [String: Value], of type: SlotType) -> String {
    switch type {
    case .dateRange, .timeRange: range(members)
    case .money:
      if case .number(let amount)? = members["amount"] {
        money(amount, currency: members["currency"]?.text)
      } else {
        ""
      }
    case .temperature: amount(members, words.degrees)
    case .age: amount(members, words.ages)
    case .address: addressHalves(members).joined(separator: ", ")
    default: Value.map(members).description
    }
  }

  /// "from Tuesday, March 10th to Thursday, March 12th", "from 4 PM on", "until 4 PM". One day alone is that day.
  private func range(_ ends: [String: Value]) -> String {
    let (from, to) = (ends["from"] ?? .none, ends["to"] ?? .none)
    if from == to { return spoken(from, as: .any) }
    let form = to.isNone ? words.ranges.begun : from.isNone ? words.ranges.ended : words.ranges.both
    return form.filling("{from}", with: spoken(from, as: .any)).filling("{to}", with: spoken(to, as: .any))
  }

  /// "38.5 degrees Celsius", "18 months old".
  private func amount(_ members: [String: Value], _ nouns: [String: SpeechWords.Noun]) -> String {
    guard case .number(let count)? = members["value"] else { return "" }
    guard let noun = members["unit"]?.text.flatMap({ nouns[$0] }) else { return number(count) }
    return "\(number(count)) \(count == DecimalNumber(1) ? noun.one : noun.many)"
  }

  /// "$12.50"; "12.50 Canadian dollars" where another currency has the sign too. `currency` is an ISO 4217 code; nil: the
  /// locale's own.
  func money(_ amount: DecimalNumber, currency: String?) -> String {
    let own = Region.of(locale.region)?.currency ?? Self.standardCurrency
    let code = currency ?? own
    let digits = amount.scale == 1 ? amount.description + "0" : amount.description
    guard let form = words.currencies[code] else { return "\(digits) \(code)" }
    let isShared = words.currencies.contains { $0.key != code && $0.value.sign == form.sign }
    if isShared, code != own { return "\(digits) \(amount == DecimalNumber(1) ? form.name.one : form.name.many)" }
    return digits.hasPrefix("-") ? "-\(form.sign)\(digits.dropFirst())" : form.sign + digits
  }

  private static let standardCurrency = "USD"

  /// House, street and unit; then city, region and code. A half that is not known is left out.
  func addressHalves(_ members: [String: Value]) -> [String] {
    func part(_ name: String) -> String { members[name]?.text ?? "" }
    func joined(_ parts: [String], by separator: String) -> String {
      parts.filter { !$0.isEmpty }.joined(separator: separator)
    }
    let street = joined([joined([part("number"), part("street")], by: " "), part("unit")], by: ", ")
    let place = joined([part("city"), part("region"), postalCode(part("postal_code"))], by: ", ")
    return [street, place].filter { !$0.isEmpty }
  }
}

extension Value {
  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
}
