/// What a slot, a variable or an expression can hold.
///
/// Values are compared and stored as they are; how one is *spoken* depends on its `ValueType` and the
/// locale and is decided in Interpreter/Speaking.
public indirect enum Value: Sendable, Hashable, Codable {
  /// Nothing: an unfilled slot, a missing member. Compares false to everything in expressions.
  case none
  case bool(Bool)
  case number(DecimalNumber)
  /// Text, and every type whose canonical form is text: name, choice (its key), digits, phone (E.164).
  case text(String)
  case date(CivilDate)
  case time(ClockTime)
  case dateTime(CivilDateTime)
  case duration(CalendarDuration)
  case list([Value])
  case map([String: Value])
}

extension Value {
  public var isNone: Bool { self == .none }

  public static func number(_ whole: Int) -> Value { .number(DecimalNumber(whole)) }
}

/// The canonical (not spoken) form, as tools, records and tests see it: ISO dates and times, E.164, plain decimals.
///
/// Source of the rule: language.md §4, "inside `tools`, `record`, `publish` and `result` it is written canonically".
extension Value: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none: "none"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): number.description
    case .text(let text): text
    case .date(let date): date.description
    case .time(let time): time.description
    case .dateTime(let moment): moment.description
    case .duration(let duration): duration.description
    case .list(let items): items.map(\.description).joined(separator: ", ")
    case .map(let members):
      "{" + members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    }
  }
}
