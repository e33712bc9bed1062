import DialogDSL
import Hearing

/// Evaluates expressions: pure and total. What has no value (an unfilled slot, a missing member, an overflow, a
/// division by zero) is `.none`. The parser's limit on an expression's length bounds the recursion.
///
/// Rules beside language.md §5.2:
/// - Every comparison with `.none` is false, `!=`, `in` and `not in` included.
/// - `and` and `or` give one of their operands, as in Jinja: `first_name or 'there'`.
/// - A text beside a number, date or time is read as one where it can be: Retell's dynamic variables are all texts.
/// - A date keeps to days: added hours count as far as they make whole days. A time wraps at midnight.
public struct Evaluator {
  public let surroundings: any Surroundings

  public init(in surroundings: any Surroundings) { self.surroundings = surroundings }

  var speech: SpokenForms {
    SpokenForms(
      locale: surroundings.locale, today: surroundings.now.today, choiceNames: surroundings.choiceNames)
  }

  /// Whether a condition holds: a yes/no as it is, any other value when it is filled.
  public func holds(_ condition: Expression) -> Bool { value(of: condition).isTrue }

  public func value(of expression: Expression) -> Value {
    switch expression {
    case .literal(let value): value
    case .name(.today): .date(surroundings.now.today)
    case .name(.now): .dateTime(surroundings.now.civil)
    case .name(let reference): surroundings.value(of: reference)
    case .member(let base, let member): value(of: base).member(member)
    case .index(let base, let index): value(of: base).element(value(of: index))
    case .list(let items): .list(items.map(value(of:)))
    case .unary(.not, let operand): .bool(!holds(operand))
    case .unary(.minus, let operand): value(of: operand).negated
    case .binary(let sign, let left, let right): binary(sign, left, right)
    case .filter(let subject, let type, let filter, let arguments):
      apply(filter, to: value(of: subject), type: type, arguments.map(value(of:)))
    case .isFilled(let operand): .bool(value(of: operand).isFilled)
    case .conditional(let condition, let then, let otherwise): value(of: holds(condition) ? then : otherwise)
    }
  }

  private func binary(_ sign: BinaryOperator, _ left: Expression, _ right: Expression) -> Value {
    let a = value(of: left)
    switch sign {
    case .and: return a.isTrue ? value(of: right) : a
    case .or: return a.isTrue ? a : value(of: right)
    default: break
    }
    let b = value(of: right)
    switch sign {
    case .and, .or: return .none
    case .join: return .text(a.canonical + b.canonical)
    case .add, .subtract, .multiply, .divide, .remainder: return a.combined(with: b, by: sign)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .within, .notWithin:
      return .bool(a.compares(to: b, by: sign))
    }
  }
}
