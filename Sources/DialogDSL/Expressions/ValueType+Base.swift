extension SlotType {
  /// What values of the slot are, apart from how they are spoken.
  public var valueType: ValueType {
    switch self {
    case .text, .name, .choice, .digits, .alphanumeric, .phone, .email, .postalCode, .pattern: .text
    case .model: .open
    case .yesNo: .bool
    case .number, .integer, .ordinal, .percent: .number
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    case .duration: .duration
    case .dateRange, .timeRange, .money, .temperature, .age, .address:
      .record(Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.type) }))
    }
  }
}

extension Slot {
  /// What it holds: a value of its type, or a list of these.
  public var valueType: ValueType { isMultiple ? .list(.slot(type)) : .slot(type) }
}

extension ValueType {
  /// The type that operators see: a phone slot is a text.
  public var base: ValueType {
    if case .slot(let type) = self { type.valueType } else { self }
  }

  /// Nothing is known of the value at load, so nothing can be wrong with it.
  var isUnknown: Bool {
    switch self {
    case .any, .none, .open: true
    default: false
    }
  }

  /// The type of a value that is one or the other; `.any` when they have nothing in common.
  static func common(_ a: ValueType, _ b: ValueType) -> ValueType {
    switch (a, b) {
    case _ where a == b: a
    case (.none, let other), (let other, .none): other
    case (.list(let x), .list(let y)): .list(common(x, y))
    case _ where a.base == b.base: a.base
    default: .any
    }
  }

  /// Whether `==` between the two can ever hold.
  static func areComparable(_ a: ValueType, _ b: ValueType) -> Bool {
    switch (a.base, b.base) {
    case (let a, let b) where a.isUnknown || b.isUnknown: true
    case (.list(let x), .list(let y)): areComparable(x, y)
    case (.record, .record): true
    case (let a, let b): a == b
    }
  }

  /// As diagnostics name it.
  var spelledOut: String {
    if case .slot(let type) = self, !type.parts.isEmpty { return "a value of type `\(type.rawValue)`" }
    return switch base {
    case .any, .open: "a value"
    case .none: "none"
    case .bool: "a yes/no"
    case .number: "a number"
    case .text: "a text"
    case .date: "a date"
    case .time: "a time"
    case .dateTime: "a date and time"
    case .duration: "a duration"
    case .list: "a list"
    case .record: "a record"
    case .slot(let type): type.rawValue
    }
  }

  /// The members that a value of this type has; nil when any member may be asked for.
  var members: [String: ValueType]? {
    if case .slot(let type) = self, case .record(var members) = base {
      if let amount = type.amount { members[amount] = .number }
      return members
    }
    return switch base {
    case .any, .none, .open: nil
    case .date: ["weekday": .text, "day": .number, "month": .number, "year": .number]
    case .time: ["hour": .number, "minute": .number]
    case .dateTime: ["date": .date, "time": .time]
    case .record(let members): members
    case .bool, .number, .text, .duration, .list, .slot: [:]
    }
  }
}
