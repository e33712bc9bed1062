/// The names an expression may use, and their types.
public struct Scope: Sendable {
  public struct Name: Sendable, Hashable {
    public var reference: Reference
    public var type: ValueType

    public init(_ reference: Reference, _ type: ValueType) {
      self.reference = reference
      self.type = type
    }
  }

  public var names: [String: Name]

  /// The names every script has: `call`, `today`, `now`, `question`, `tries`.
  public static let standard = Scope(names: [
    "call": Name(.call, .open),
    "today": Name(.today, .date),
    "now": Name(.now, .dateTime),
    "question": Name(.question, .text),
    "tries": Name(.tries, .number),
  ])

  public init(names: [String: Name]) {
    self.names = names
  }
}

/// An expression and its static type.
public struct TypedExpression: Sendable, Hashable {
  public var expression: Expression
  public var type: ValueType

  public init(_ expression: Expression, _ type: ValueType) {
    self.expression = expression
    self.type = type
  }
}
