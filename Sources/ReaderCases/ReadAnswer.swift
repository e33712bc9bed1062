import DialogDSL
import Hearing

/// One line that `dialogrun read --jsonl` answers with.
public struct ReadAnswer: Encodable {
  public var id: String
  public var value: ReadValue?
  public var candidates: [ReadValue] = []
  /// From and up to (not including) this character (Unicode scalar) of `text`.
  public var span: [Int]?

  private enum Keys: String, CodingKey { case id, value, candidates, span }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(id, forKey: .id)
    try container.encode(value, forKey: .value)
    try container.encode(candidates, forKey: .candidates)
    try container.encodeIfPresent(span, forKey: .span)
  }
}

/// A value as a reader answers it: numbers as decimal text, durations in seconds, all else in canonical form.
public struct ReadValue: Encodable {
  public var value: Value

  /// A month counts 30 days and a year 365, where a length of time must be one number of seconds.
  public static func seconds(of duration: CalendarDuration) -> Int {
    let (years, months) = duration.months.quotientAndRemainder(dividingBy: 12)
    return (years * 365 + months * 30 + duration.days) * 86_400 + duration.seconds
  }

  public func encode(to encoder: any Encoder) throws {
    switch value {
    case .map(let members):
      var container = encoder.container(keyedBy: Key.self)
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        try container.encode(ReadValue(value: member), forKey: Key(stringValue: name))
      }
    case .list(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(ReadValue(value: item)) }
    default:
      var container = encoder.singleValueContainer()
      switch value {
      case .none: try container.encodeNil()
      case .bool(let flag): try container.encode(flag)
      case .duration(let duration): try container.encode(Self.seconds(of: duration))
      default: try container.encode(value.description)
      }
    }
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
