/// Expressions as a person would write them, for reports. Brackets stand around every operation inside another.
extension Expression {
  public var text: String {
    switch self {
    case .literal(.text(let text)): "'\(text)'"
    case .literal(let value): value.description
    case .name(let reference): reference.text
    case .member(let base, let name): "\(base.text).\(name)"
    case .index(let base, let index): "\(base.text)[\(index.text)]"
    case .list(let items): "[\(items.map(\.text).joined(separator: ", "))]"
    case .unary(.not, .isFilled(let subject)): "\(subject.inner) is empty"
    case .unary(.not, let subject): "not \(subject.inner)"
    case .unary(.minus, let subject): "-\(subject.inner)"
    case .binary(let sign, let left, let right): "\(left.inner) \(sign.rawValue) \(right.inner)"
    case .filter(let subject, _, let filter, let arguments):
      "\(subject.inner) | \(filter.rawValue)"
        + (arguments.isEmpty ? "" : "(\(arguments.map(\.text).joined(separator: ", ")))")
    case .isFilled(let subject): "\(subject.inner) is filled"
    case .conditional(let condition, let then, let otherwise):
      "\(then.inner) if \(condition.inner) else \(otherwise.inner)"
    }
  }

  private var inner: String {
    switch self {
    case .binary, .filter, .conditional: "(\(text))"
    case .literal, .name, .member, .index, .list, .unary, .isFilled: text
    }
  }
}

extension Reference {
  fileprivate var text: String {
    switch self {
    case .slot(let name), .variable(let name), .saved(let name): name
    case .call: "call"
    case .today: "today"
    case .now: "now"
    case .question: "question"
    case .tries: "tries"
    }
  }
}
