/// What conditions tell about which names have a value, and which values an expression cannot do without.
extension Expression {
  /// Slots and saved results that have a value when this holds, or when it does not.
  func filledNames(when outcome: Bool) -> Set<String> {
    switch (self, outcome) {
    case (.isFilled(let operand), true): operand.filledNames(when: true)
    case (.filter(let operand, _, _, _), true) where !isDefaulted: operand.filledNames(when: true)
    case (.name, true): valueName.map { [$0] } ?? []
    case (.member(let base, _), true), (.index(let base, _), true): base.filledNames(when: true)
    case (.unary(.not, let operand), _): operand.filledNames(when: !outcome)
    case (.binary(.and, let a, let b), true), (.binary(.or, let a, let b), false):
      a.filledNames(when: outcome).union(b.filledNames(when: outcome))
    case (.binary(.or, let a, let b), true), (.binary(.and, let a, let b), false):
      a.filledNames(when: outcome).intersection(b.filledNames(when: outcome))
    // What has no value compares false to everything (language.md §5.2).
    case (.binary(let sign, let a, let b), true) where Self.comparisons.contains(sign):
      a.filledNames(when: true).union(b.filledNames(when: true))
    default: []
    }
  }

  /// Slots, variables and saved results without which it comes to nothing; what is left out under a condition or has a default is
  /// none of them.
  var neededNames: Set<String> {
    switch self {
    case .literal, .isFilled: []
    case .name: valueName.map { [$0] } ?? []
    case .filter(_, _, .default, let arguments): arguments.reduce(into: []) { $0.formUnion($1.neededNames) }
    case .member(let base, _), .unary(_, let base), .filter(let base, _, _, _): base.neededNames
    case .index(let a, let b): a.neededNames.union(b.neededNames)
    case .binary(.or, _, let last): last.neededNames
    case .binary(.and, let a, let b): b.neededNames.subtracting(a.filledNames(when: true))
    case .binary(_, let a, let b): a.neededNames.union(b.neededNames)
    case .list(let items): items.reduce(into: []) { $0.formUnion($1.neededNames) }
    case .conditional(let condition, let then, let otherwise):
      then.neededNames.subtracting(condition.filledNames(when: true))
        .union(otherwise.neededNames.subtracting(condition.filledNames(when: false)))
    }
  }

  private static let comparisons: Set<BinaryOperator> = [
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .within, .notWithin,
  ]

  private var isDefaulted: Bool { if case .filter(_, _, .default, _) = self { true } else { false } }

  var valueName: String? { if case .name(let reference) = self { reference.valueName } else { nil } }
}

extension Reference {
  /// What holds values: a slot, a variable, a saved result.
  var valueName: String? {
    switch self {
    case .slot(let name), .variable(let name), .saved(let name): name
    case .call, .today, .now, .question, .tries: nil
    }
  }
}

extension Template {
  var neededNames: Set<String> { Self.neededNames(parts) }

  private static func neededNames(_ parts: [Part]) -> Set<String> {
    var names: Set<String> = []
    for part in parts {
      switch part {
      case .text: continue
      case .value(let expression, _): names.formUnion(expression.neededNames)
      case .choice(let branches, let otherwise):
        var ruledOut: Set<String> = []
        for branch in branches {
          names.formUnion(
            neededNames(branch.parts).subtracting(branch.condition.filledNames(when: true).union(ruledOut)))
          ruledOut.formUnion(branch.condition.filledNames(when: false))
        }
        names.formUnion(neededNames(otherwise).subtracting(ruledOut))
      }
    }
    return names
  }
}

extension ToolUse {
  /// Slots, variables and saved results that a request is made of.
  func neededNames(of tool: Tool) -> Set<String> {
    let given = Set(arguments.keys)
    let inTexts = tool.templates.reduce(into: Set<String>()) { $0.formUnion($1.neededNames) }.subtracting(
      tool.parameters.keys)
    let byName = Set(tool.parameters.keys).subtracting(given)
    return arguments.values.reduce(into: inTexts.union(byName)) { $0.formUnion($1.neededNames) }
  }
}
