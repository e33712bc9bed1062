import DialogDSL

/// The values that a script's conditions look for: `pin == '1234'`, `match: order.status`. Random values seldom hit
/// them, so that callers and tools try these too.
struct Literals: Sendable {
  /// A name, or one member of it.
  struct Place: Hashable {
    var reference: Reference
    var member: String?
  }

  private var byPlace: [Place: [Value]] = [:]

  init(of script: Script) {
    for expression in script.conditions { collect(expression) }
    for step in script.steps {
      guard case .match(let subject, let cases, _) = step.kind, let place = Self.place(subject) else { continue }
      for item in cases { add(.text(item.key), at: place) }
    }
  }

  /// In the order of the script, each once.
  subscript(reference: Reference, member: String? = nil) -> [Value] {
    byPlace[Place(reference: reference, member: member)] ?? []
  }

  /// The members of a name that conditions look at, sorted.
  func members(of reference: Reference) -> [String] {
    byPlace.keys.filter { $0.reference == reference }.compactMap(\.member).sorted()
  }

  private mutating func collect(_ expression: Expression) {
    switch expression {
    case .binary(let sign, let left, let right):
      if sign.isComparison {
        compare(left, with: right)
        compare(right, with: left)
      }
      collect(left)
      collect(right)
    case .unary(_, let operand), .isFilled(let operand), .member(let operand, _): collect(operand)
    case .conditional(let condition, let then, let otherwise):
      for part in [condition, then, otherwise] { collect(part) }
    case .literal, .name, .index, .list, .filter: break
    }
  }

  private mutating func compare(_ subject: Expression, with other: Expression) {
    guard let place = Self.place(subject) else { return }
    switch other {
    case .literal(.number(let number)):
      // Just below and just above are where conditions turn.
      for step in [0, -1, 1] { number.adding(DecimalNumber(step)).map { add(.number($0), at: place) } }
    case .literal(let value): add(value, at: place)
    case .list(let items): for case .literal(let value) in items { add(value, at: place) }
    default: break
    }
  }

  private mutating func add(_ value: Value, at place: Place) {
    if byPlace[place]?.contains(value) != true { byPlace[place, default: []].append(value) }
  }

  private static func place(_ expression: Expression) -> Place? {
    switch expression {
    case .name(let reference): Place(reference: reference, member: nil)
    case .member(.name(let reference), let member): Place(reference: reference, member: member)
    // `code | upper == 'K7'`
    case .filter(let subject, _, _, _): place(subject)
    default: nil
    }
  }
}

extension BinaryOperator {
  fileprivate var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .within, .notWithin: true
    case .and, .or, .add, .subtract, .multiply, .divide, .remainder, .join: false
    }
  }
}

extension Script {
  /// Everything that decides where the dialog goes, in script order.
  fileprivate var conditions: [Expression] {
    var found: [Expression] = slots.flatMap { slot in slot.rules.map(\.condition) + (slot.askIf.map { [$0] } ?? []) }
    found += flows.compactMap(\.condition)
    for step in steps {
      if let condition = step.condition { found.append(condition) }
      switch step.kind {
      case .branch(let condition, _, _): found.append(condition)
      case .set(let assignments): found += assignments.map(\.value)
      default: break
      }
    }
    return found
  }
}
