/// What operators take and give.
extension ExpressionTyper {
  /// A fault of the two types together is reported over both operands.
  mutating func binary(_ name: BinaryOperator, _ left: Operand, _ right: Operand, signAt sign: Range<Int>) -> Operand {
    let range = left.range.lowerBound..<right.range.upperBound
    let (left, right) = Self.amounts(name, Self.reading(left, as: right.type), Self.reading(right, as: left.type))
    let expression = Expression.binary(name, left.expression, right.expression)
    switch name {
    case .and, .or: return Operand(expression, .common(left.type, right.type), at: range)
    case .equal, .notEqual: return equality(name, left, right, expression, at: range)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return order(name, left, right, expression, at: range)
    case .within, .notWithin: return membership(left, right, expression, at: range)
    case .join: return Operand(expression, .text, at: range)
    case .add, .subtract, .multiply, .divide, .remainder:
      if let type = Self.arithmetic(name, left.type.base, right.type.base) {
        return Operand(expression, type, at: range)
      }
      return mismatch(
        "`\(name.rawValue)` does not fit \(left.type.spelledOut) and \(right.type.spelledOut)", at: range,
        standingFor: range, help: name == .add && left.type.base == .text ? "join texts with `~`" : nil)
    }
  }

  /// `price > 50`, `price < budget`, `price * 2`: what counts is the amount. `price == budget` compares the currency too.
  private static func amounts(_ name: BinaryOperator, _ left: Operand, _ right: Operand) -> (Operand, Operand) {
    switch name {
    case .and, .or, .within, .notWithin, .join: return (left, right)
    case .equal where left.type == right.type, .notEqual where left.type == right.type: return (left, right)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .add, .subtract, .multiply, .divide,
      .remainder:
      guard left.type == right.type || left.type.base == .number || right.type.base == .number else {
        return (left, right)
      }
      return (amount(of: left), amount(of: right))
    }
  }

  private static func amount(of operand: Operand) -> Operand {
    guard case .slot(let type) = operand.type, let part = type.amount else { return operand }
    return Operand(.member(operand.expression, part), .number, at: operand.range)
  }

  private mutating func equality(
    _ name: BinaryOperator, _ left: Operand, _ right: Operand, _ expression: Expression, at range: Range<Int>
  ) -> Operand {
    if left.type == .none || right.type == .none {
      return mismatch(
        "nothing is equal to `none`", at: range, standingFor: range, help: "write `is empty` or `is filled`")
    }
    guard ValueType.areComparable(left.type, right.type) else { return incomparable(left, right, at: range) }
    return Operand(expression, .bool, at: range)
  }

  private mutating func order(
    _ name: BinaryOperator, _ left: Operand, _ right: Operand, _ expression: Expression, at range: Range<Int>
  ) -> Operand {
    guard ValueType.areComparable(left.type, right.type) else { return incomparable(left, right, at: range) }
    for operand in [left, right] where !Self.hasOrder(operand.type.base) {
      return mismatch(
        "`\(name.rawValue)` needs numbers, dates or times, not \(operand.type.spelledOut)", at: operand.range,
        standingFor: range)
    }
    return Operand(expression, .bool, at: range)
  }

  private mutating func incomparable(_ left: Operand, _ right: Operand, at range: Range<Int>) -> Operand {
    let types = [left.type.base, right.type.base]
    let help: String? =
      if types.contains(.text), types.contains(.date) {
        "write a day as '2026-03-10'"
      } else if types.contains(.text), types.contains(.time) {
        "write a time as '14:30'"
      } else if types.contains(.text), types.contains(.number) {
        "write a number without quotes"
      } else if types.contains(.dateTime) {
        "compare its `date` or its `time`"
      } else {
        nil
      }
    return mismatch(
      "\(left.type.spelledOut) cannot be compared with \(right.type.spelledOut)", at: range, standingFor: range,
      help: help)
  }

  private static func hasOrder(_ type: ValueType) -> Bool {
    switch type {
    case .number, .date, .time, .dateTime, .duration, .any, .open, .none: true
    case .bool, .text, .list, .record, .slot: false
    }
  }

  private mutating func membership(
    _ left: Operand, _ right: Operand, _ expression: Expression, at range: Range<Int>
  ) -> Operand {
    let fits =
      switch right.type.base {
      case .any, .none, .open: true
      case .list(let element): ValueType.areComparable(left.type, element)
      case .record where right.type == .slot(.dateRange): left.type.base == .date || left.type.isUnknown
      case .record where right.type == .slot(.timeRange): left.type.base == .time || left.type.isUnknown
      case .text, .record: left.type.base == .text || left.type.isUnknown
      case .bool, .number, .date, .time, .dateTime, .duration, .slot: false
      }
    if fits { return Operand(expression, .bool, at: range) }
    if case .list(let element) = right.type.base {
      return mismatch(
        "\(left.type.spelledOut) is never in a list of this kind: it holds \(element.spelledOut)", at: range,
        standingFor: range)
    }
    return mismatch(
      "`in` needs a list or a text on its right and what may be in it on its left", at: range, standingFor: range)
  }

  /// nil: no such operation.
  private static func arithmetic(_ name: BinaryOperator, _ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, name, right) {
    case (_, _, _) where left.isUnknown || right.isUnknown: .any
    case (.number, _, .number): .number
    case (.date, .add, .duration), (.duration, .add, .date), (.date, .subtract, .duration): .date
    case (.time, .add, .duration), (.duration, .add, .time), (.time, .subtract, .duration): .time
    case (.dateTime, .add, .duration), (.duration, .add, .dateTime), (.dateTime, .subtract, .duration): .dateTime
    case (.date, .subtract, .date), (.time, .subtract, .time), (.dateTime, .subtract, .dateTime): .duration
    case (.duration, .add, .duration), (.duration, .subtract, .duration): .duration
    case (.duration, .multiply, .number), (.number, .multiply, .duration): .duration
    case (.list, .add, .list): .common(left, right)
    default: nil
    }
  }

  /// A text literal beside a date, a time or a moment is read as one: `day == '2026-12-25'`, `day in ['2026-12-25']`.
  private static func reading(_ operand: Operand, as type: ValueType) -> Operand {
    let wanted: ValueType =
      switch type {
      case .slot(.dateRange): .date
      case .slot(.timeRange): .time
      case .list(let element): element.base
      default: type.base
      }
    guard wanted == .date || wanted == .time || wanted == .dateTime else { return operand }
    switch operand.expression {
    case .literal(.text(let text)):
      guard let value = literal(text, as: wanted) else { return operand }
      return Operand(.literal(value), wanted, at: operand.range)
    case .list(let items):
      let values = items.compactMap { item -> Expression? in
        if case .literal(.text(let text)) = item { literal(text, as: wanted).map(Expression.literal) } else { nil }
      }
      guard !items.isEmpty, values.count == items.count else { return operand }
      return Operand(.list(values), .list(wanted), at: operand.range)
    default: return operand
    }
  }

  private static func literal(_ text: String, as type: ValueType) -> Value? {
    switch type {
    case .date: CivilDate(iso: text).map(Value.date)
    case .time: ClockTime(iso: text).map(Value.time)
    case .dateTime: CivilDateTime(iso: text).map(Value.dateTime)
    default: nil
    }
  }
}
