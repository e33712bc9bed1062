/// An expression of language.md §5.2, parsed, name-resolved and typed. Evaluated by Interpreter/Evaluating.
///
/// Evaluation always ends: no loops, no I/O. It never fails either: what has no value is `.none`.
public indirect enum Expression: Sendable, Hashable {
  case literal(Value)
  case name(Reference)
  /// `a.b`; also members of typed values: `day.weekday`, `day.day`, `time.hour`.
  case member(Expression, String)
  case index(Expression, Expression)
  case list([Expression])
  case unary(UnaryOperator, Expression)
  case binary(BinaryOperator, Expression, Expression)
  /// `value | filter(arguments)`. `subject` is the static type of `value`: it decides how the filter speaks.
  case filter(Expression, subject: ValueType, Filter, [Expression])
  /// `x is filled`, `x is empty`; `not` variants are wrapped in `.unary(.not)`.
  case isFilled(Expression)
  case conditional(condition: Expression, then: Expression, otherwise: Expression)
}

/// What a name means, decided at load.
public enum Reference: Sendable, Hashable {
  case slot(String)
  case variable(String)
  /// A tool's result, by the name given in `save`.
  case saved(String)
  /// Facts of the call as Retell sends them: `call.from_number`.
  case call
  /// The local day and moment of the call.
  case today
  case now
  /// The text of the open question, for `silence`.
  case question
  /// Failed tries at the open question.
  case tries
}

public enum UnaryOperator: String, Sendable, Hashable { case not, minus }

public enum BinaryOperator: String, Sendable, Hashable {
  case and, or
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case within = "in"
  case notWithin = "not in"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  /// Joins two texts.
  case join = "~"
}

/// The filters of language.md §4.
public enum Filter: String, Sendable, Hashable, CaseIterable {
  case spell, digits, date, time, ordinal, money, list, upper, lower, title, first, last, count, near
  case `default`, plural, iso, json, a
}

/// A text with expressions in it: `{{ … }}` and `{% if %} … {% endif %}` (language.md §4).
public struct Template: Sendable, Hashable {
  public indirect enum Part: Sendable, Hashable {
    case text(String)
    /// Spoken (or written canonically) by its static type.
    case value(Expression, ValueType)
    /// The first branch whose condition holds; `otherwise` is empty when there is no `else`.
    case choice([Branch], otherwise: [Part])
  }

  public struct Branch: Sendable, Hashable {
    public var condition: Expression
    public var parts: [Part]

    public init(condition: Expression, parts: [Part]) {
      self.condition = condition
      self.parts = parts
    }
  }

  public var parts: [Part]
  /// The same with `${NAME}` in place of what the environment holds; nil: the text reads no environment.
  public var openParts: [Part]?
  /// The text as the author wrote it.
  public var source: String
  public var range: SourceRange

  public init(parts: [Part], source: String, range: SourceRange) {
    self.parts = parts
    self.source = source
    self.range = range
  }

  /// Without what the environment holds: for all that is shown, kept or compared.
  public var open: Template { openParts.map { Template(parts: $0, source: source, range: range) } ?? self }

  /// A text without any expression in it.
  public var isPlain: Bool {
    parts.allSatisfy { if case .text = $0 { true } else { false } }
  }
}
