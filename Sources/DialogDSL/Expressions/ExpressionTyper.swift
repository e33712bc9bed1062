/// Resolves names and finds the types of an expression's parts. A faulty part becomes poison (`.any`), so that it is
/// reported once.
struct ExpressionTyper {
  let source: SourceText
  let scope: Scope
  private(set) var diagnostics: [Diagnostic] = []

  init(source: SourceText, scope: Scope) {
    self.source = source
    self.scope = scope
  }

  mutating func name(_ word: String, at range: Range<Int>) -> Operand {
    if let name = scope.names[word] { return Operand(.name(name.reference), name.type, at: range) }
    return fault(
      "unknown-name", "there is no slot, var or result named `\(word)`", at: range,
      help: Self.suggestion(for: word, in: scope.names.keys.map(\.self) + ["true", "false", "none"]))
  }

  mutating func member(_ member: String, of base: Operand, at range: Range<Int>) -> Operand {
    let whole = base.range.lowerBound..<range.upperBound
    guard let members = base.type.members else { return Operand(.member(base.expression, member), .any, at: whole) }
    if let type = members[member] { return Operand(.member(base.expression, member), type, at: whole) }
    let known = members.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
    var poison = fault(
      "unknown-member", "\(base.type.spelledOut) has no member `\(member)`", at: range,
      help: Self.suggestion(for: member, in: members.keys)
        ?? (members.isEmpty ? nil : "its members are \(known)"))
    poison.range = whole
    return poison
  }

  mutating func element(_ index: Operand, of base: Operand, end: Int) -> Operand {
    let whole = base.range.lowerBound..<end
    let expression = Expression.index(base.expression, index.expression)
    switch (base.type.base, index.type.base) {
    case (.any, _), (.open, _), (.none, _): return Operand(expression, .any, at: whole)
    case (.record(let members), _):
      if case .literal(.text(let key)) = index.expression, members[key] != nil {
        return Operand(expression, members[key] ?? .any, at: whole)
      }
      if case .literal(.text(let key)) = index.expression { return member(key, of: base, at: index.range) }
      return index.type.base == .text || index.type.isUnknown
        ? Operand(expression, .any, at: whole)
        : mismatch("a record's member is chosen by its name, a text", at: index.range, standingFor: whole)
    case (.list(let element), .number), (.list(let element), .any), (.list(let element), .none),
      (.list(let element), .open):
      return Operand(expression, element, at: whole)
    case (.list, _): return mismatch("a list's element is chosen by a number", at: index.range, standingFor: whole)
    default:
      return mismatch("\(base.type.spelledOut) has no elements", at: base.range, standingFor: whole)
    }
  }

  mutating func negated(_ value: Operand, signAt sign: Range<Int>) -> Operand {
    let range = sign.lowerBound..<value.range.upperBound
    switch value.type.base {
    case .number, .duration, .any, .open, .none:
      if case .literal(.number(let number)) = value.expression, let negated = number.negated {
        return Operand(.literal(.number(negated)), .number, at: range)
      }
      return Operand(.unary(.minus, value.expression), value.type.base, at: range)
    default: return mismatch("`-` needs a number, not \(value.type.spelledOut)", at: range, standingFor: range)
    }
  }

  /// `2 weeks`; a fraction of a month or a day is a fault.
  mutating func duration(_ count: Operand, of unit: CalendarDuration, at range: Range<Int>) -> Operand {
    guard count.type.base == .number || count.type.isUnknown else {
      return mismatch(
        "a duration needs a number before its unit, not \(count.type.spelledOut)", at: count.range,
        standingFor: range)
    }
    guard case .literal(.number(let number)) = count.expression else {
      return Operand(.binary(.multiply, count.expression, .literal(.duration(unit))), .duration, at: range)
    }
    guard let duration = unit.multiplied(by: number) else {
      return mismatch("only hours and minutes can be divided", at: range, standingFor: range)
    }
    return Operand(.literal(.duration(duration)), .duration, at: range)
  }

  mutating func filter(
    _ word: String, nameAt range: Range<Int>, of subject: Operand, _ arguments: [Operand], end: Int
  ) -> Operand {
    let whole = subject.range.lowerBound..<end
    guard let filter = Filter(rawValue: word) else {
      return fault(
        "unknown-filter", "there is no filter named `\(word)`", at: range,
        help: Self.suggestion(for: word, in: Filter.allCases.map(\.rawValue)))
    }
    let signature = FilterSignature(of: filter)
    guard signature.takes(subject.type) else {
      return mismatch(
        "`\(word)` works on \(signature.subjects), not on \(subject.type.spelledOut)", at: subject.range,
        standingFor: whole)
    }
    if let wrong = signature.fault(in: arguments.map { ($0.expression, $0.type) }) {
      return fault(
        "filter-arguments", wrong.message, at: wrong.argument.map { arguments[$0].range } ?? range, help: wrong.help)
    }
    return Operand(
      .filter(subject.expression, subject: subject.type, filter, arguments.map(\.expression)),
      signature.result(subject.type, arguments.map(\.type)), at: whole)
  }

  // MARK: faults

  mutating func mismatch(
    _ message: String, at range: Range<Int>, standingFor whole: Range<Int>, help: String? = nil
  ) -> Operand {
    var poison = fault("type-mismatch", message, at: range, help: help)
    poison.range = whole
    return poison
  }

  private mutating func fault(
    _ code: String, _ message: String, at range: Range<Int>, help: String?
  ) -> Operand {
    diagnostics.append(.error(code, message, at: source.range(of: range), help: help))
    return .poison(at: range)
  }

  static func suggestion(for word: String, in candidates: some Sequence<String>) -> String? {
    nearest(word, in: candidates).map { "did you mean `\($0)`?" }
  }
}
