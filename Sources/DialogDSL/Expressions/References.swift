/// Keeps the first mention of each reference.
private struct ReferenceList {
  var references: [Reference] = []
  private var seen: Set<Reference> = []

  mutating func add(_ expression: Expression) {
    switch expression {
    case .literal: break
    case .name(let reference): if seen.insert(reference).inserted { references.append(reference) }
    case .member(let base, _), .unary(_, let base), .isFilled(let base): add(base)
    case .index(let a, let b), .binary(_, let a, let b):
      add(a)
      add(b)
    case .list(let items): for item in items { add(item) }
    case .filter(let subject, _, _, let arguments):
      add(subject)
      for argument in arguments { add(argument) }
    case .conditional(let condition, let then, let otherwise):
      add(then)
      add(condition)
      add(otherwise)
    }
  }

  mutating func add(_ parts: [Template.Part]) {
    for part in parts {
      switch part {
      case .text: break
      case .value(let expression, _): add(expression)
      case .choice(let branches, let otherwise):
        for branch in branches {
          add(branch.condition)
          add(branch.parts)
        }
        add(otherwise)
      }
    }
  }
}

extension Reference {
  /// As it is written in expressions.
  public var name: String {
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

extension Expression {
  /// The names it reads, each once, in the order of their first mention.
  public var references: [Reference] {
    var list = ReferenceList()
    list.add(self)
    return list.references
  }
}

extension Template {
  /// The names its values and conditions read, each once, in order of first mention.
  public var references: [Reference] {
    var list = ReferenceList()
    list.add(parts)
    return list.references
  }
}
