/// Slots, variables and saved results that a caller is told, whichever way a prompt is worded.
struct SpokenNames {
  /// Whether the name holds a yes or a no.
  var isFlag: (String) -> Bool

  func certain(in prompt: Prompt) -> Set<String> {
    common((prompt.variants + [prompt.again].compactMap(\.self)).map { certain(in: $0.parts) })
  }

  private func certain(in parts: [Template.Part]) -> Set<String> {
    parts.reduce(into: []) { names, part in
      switch part {
      case .text: break
      case .value(let expression, _): names.formUnion(certain(in: expression))
      case .choice(let branches, let otherwise): names.formUnion(certain(in: branches, otherwise))
      }
    }
  }

  /// What each branch tells, a name that has no value there, and a yes or no that decides between two texts.
  private func certain(in branches: [Template.Branch], _ otherwise: [Template.Part]) -> Set<String> {
    var empty: Set<String> = []
    var all: [Set<String>] = []
    for branch in branches {
      all.append(certain(in: branch.parts).union(empty))
      if case .isFilled(let operand) = branch.condition, let name = operand.valueName { empty.insert(name) }
    }
    all.append(certain(in: otherwise).union(empty))
    var names = common(all)
    if branches.count == 1, !branches[0].parts.isEmpty, !otherwise.isEmpty, let flag = flag(in: branches[0].condition) {
      names.insert(flag)
    }
    return names
  }

  private func flag(in condition: Expression) -> String? {
    if case .unary(.not, let operand) = condition { return flag(in: operand) }
    return condition.valueName.flatMap { isFlag($0) ? $0 : nil }
  }

  private func certain(in expression: Expression) -> Set<String> {
    switch expression {
    case .name: expression.valueName.map { [$0] } ?? []
    case .member(let base, _), .index(let base, _): certain(in: base)
    // How many there are tells nothing of what they are.
    case .filter(_, _, .count, _), .filter(_, _, .plural, _): []
    case .filter(let base, _, _, _): certain(in: base)
    case .binary(.join, let a, let b), .binary(.add, let a, let b): certain(in: a).union(certain(in: b))
    case .conditional(_, let then, let otherwise): common([certain(in: then), certain(in: otherwise)])
    case .list(let items): items.reduce(into: []) { $0.formUnion(certain(in: $1)) }
    case .literal, .unary, .binary, .isFilled: []
    }
  }

  private func common(_ all: [Set<String>]) -> Set<String> {
    all.dropFirst().reduce(all.first ?? []) { $0.intersection($1) }
  }
}
