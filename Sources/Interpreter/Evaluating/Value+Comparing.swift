import DialogDSL

extension Value {
  /// Not nothing and not empty: `is filled`.
  public var isFilled: Bool {
    switch self {
    case .none: false
    case .text(let text): !text.isEmpty
    case .list(let items): !items.isEmpty
    case .map(let members): members.values.contains { !$0.isNone }
    case .bool, .number, .date, .time, .dateTime, .duration: true
    }
  }

  /// As a condition.
  var isTrue: Bool { if case .bool(let flag) = self { flag } else { isFilled } }

  /// As tools and records see it; nothing for `.none`.
  var canonical: String { isNone ? "" : description }

  /// False for signs that do not compare.
  func compares(to other: Value, by sign: BinaryOperator) -> Bool {
    if isNone || other.isNone { return false }
    return switch sign {
    case .equal: equals(other)
    case .notEqual: !equals(other)
    case .less: isOrdered(before: other) == true
    case .greater: other.isOrdered(before: self) == true
    case .lessOrEqual: other.isOrdered(before: self) == false
    case .greaterOrEqual: isOrdered(before: other) == false
    case .within: other.contains(self)
    case .notWithin: !other.contains(self)
    case .and, .or, .add, .subtract, .multiply, .divide, .remainder, .join: false
    }
  }

  private func equals(_ other: Value) -> Bool {
    let (a, b) = Value.aligned(self, other)
    if case .duration(let x) = a, case .duration(let y) = b { return x.meanSeconds == y.meanSeconds }
    return a == b
  }

  /// nil when the two have no order.
  private func isOrdered(before other: Value) -> Bool? {
    switch Value.aligned(self, other) {
    case (.number(let a), .number(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    case (.time(let a), .time(let b)): a < b
    case (.dateTime(let a), .dateTime(let b)): a < b
    case (.duration(let a), .duration(let b)): a.meanSeconds < b.meanSeconds
    default: nil
    }
  }

  private func contains(_ element: Value) -> Bool {
    switch (self, element) {
    case (.list(let items), _): items.contains { $0.equals(element) }
    case (.text(let text), .text(let part)): part.isEmpty || text.contains(part)
    case (.map(let members), .text(let key)): members[key] != nil
    case (.map(let ends), .date), (.map(let ends), .time):
      // An end that is open holds nothing back.
      ends["from"].map { $0.isNone || element.isOrdered(before: $0) == false } ?? false
        && ends["to"].map { $0.isNone || $0.isOrdered(before: element) == false } ?? false
    default: false
    }
  }

  /// Reads a text as the other side's type where it can be read so.
  static func aligned(_ a: Value, _ b: Value) -> (Value, Value) {
    switch (a, b) {
    case (.text, .text): (a, b)
    case (.text(let text), _): (Value(text, like: b) ?? a, b)
    case (_, .text(let text)): (a, Value(text, like: a) ?? b)
    default: (a, b)
    }
  }

  private init?(_ text: String, like other: Value) {
    let value: Value? =
      switch other {
      case .number: DecimalNumber(text).map(Value.number)
      case .date: CivilDate(iso: text).map(Value.date)
      case .time: ClockTime(iso: text).map(Value.time)
      case .dateTime: CivilDateTime(iso: text).map(Value.dateTime)
      case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
      case .none, .text, .duration, .list, .map: nil
      }
    guard let value else { return nil }
    self = value
  }
}
