/// Types whose values have parts: a range its ends, an amount its unit, an address its lines.
extension SlotType {
  /// The parts by name, in the order in which they are written; empty for values that are one piece.
  public var parts: [(name: String, type: ValueType)] {
    switch self {
    case .dateRange: [("from", .date), ("to", .date)]
    case .timeRange: [("from", .time), ("to", .time)]
    case .money: [("amount", .number), ("currency", .text)]
    case .temperature, .age: [("value", .number), ("unit", .text)]
    case .address:
      [
        ("number", .text), ("street", .text), ("unit", .text), ("city", .text), ("region", .text),
        ("postal_code", .text),
      ]
    case .text, .name, .yesNo, .choice, .number, .integer, .ordinal, .digits, .alphanumeric, .phone, .email, .date,
      .time, .dateTime, .duration, .percent, .postalCode, .pattern, .model:
      []
    }
  }

  /// Without one of these there is no value.
  var neededParts: [String] {
    switch self {
    case .money: ["amount"]
    case .temperature, .age: ["value"]
    default: []
    }
  }

  /// The part that a bare number beside the value is compared with: `price > 50`. An age has one that counts years,
  /// whatever its unit.
  public var amount: String? {
    switch self {
    case .money: "amount"
    case .temperature: "value"
    case .age: "years"
    default: nil
    }
  }

  /// The units that may be written, the one without a word first.
  var units: [String] {
    switch self {
    case .temperature: ["degree", "celsius", "fahrenheit"]
    case .age: ["year", "month", "week", "day"]
    default: []
    }
  }
}

extension Value {
  /// A value of several parts, as recognisers give it too: a part that is not known is `.none`, and an address has only
  /// those that are known. nil: a part is of another type, one that is needed is missing, or the end of a range lies
  /// before its beginning.
  public init?(parts given: [String: Value], as type: SlotType) {
    guard !type.parts.isEmpty, given.keys.allSatisfy({ name in type.parts.contains { $0.name == name } }) else {
      return nil
    }
    var members: [String: Value] = [:]
    for part in type.parts {
      guard let value = (given[part.name] ?? .none).part(part.name, part.type, of: type) else { return nil }
      if type != .address || !value.isNone { members[part.name] = value }
    }
    let isKnown = members.values.contains { !$0.isNone }
    guard isKnown, type.neededParts.allSatisfy({ members[$0].map { !$0.isNone } ?? false }) else { return nil }
    switch (members["from"], members["to"]) {
    case (.date(let from)?, .date(let to)?) where to < from: return nil
    default: self = .map(members)
    }
  }

  private func part(_ name: String, _ type: ValueType, of whole: SlotType) -> Value? {
    switch (self, type) {
    case (.none, _) where name == "unit" && whole != .address: return whole.units.first.map(Value.text)
    case (.none, _): return Value.none
    case (.text(let text), .text) where name == "currency": return Value.currency(text)
    case (.text(let text), .text) where name == "unit" && whole != .address: return Value.unit(text, of: whole)
    case (.text(let text), .text): return text.isEmpty ? Value.none : self
    case (.number(let number), .text) where whole == .address: return .text(number.description)
    case (.number, .number), (.date, .date), (.time, .time): return self
    case (.text(let text), .number): return DecimalNumber(text).map(Value.number)
    case (.text(".."), .date), (.text(".."), .time): return Value.none
    case (.text(let text), .date): return CivilDate(iso: text).map(Value.date)
    case (.text(let text), .time): return ClockTime(iso: text).map(Value.time)
    default: return nil
    }
  }

  private static func currency(_ text: String) -> Value? {
    let code = text.uppercased()
    return code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) } ? .text(code) : nil
  }

  /// `years`, `year`.
  private static func unit(_ text: String, of type: SlotType) -> Value? {
    let word = text.lowercased()
    return type.units.first { $0 == word || $0 + "s" == word }.map(Value.text)
  }
}
