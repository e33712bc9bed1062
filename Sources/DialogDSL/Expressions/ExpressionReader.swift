/// A Pratt parser over tokens. Syntax faults end it; names and types are the typer's business, which goes on.
///
/// Binding, weakest first, as in Jinja: `if else`, `or`, `and`, `not`, comparisons with `in` and `is`, `+ -`, `~`,
/// `* / %`, unary `-`, then `.member`, `[index]` and `| filter`.
struct ExpressionReader {
  /// Deepest nesting of brackets, signs and arguments; bounds the recursion of this parser.
  static let maxDepth = 40

  private let tokens: [ExpressionToken]
  private var position = 0
  private var depth = 0
  var typer: ExpressionTyper

  init(tokens: [ExpressionToken], typer: ExpressionTyper) {
    self.tokens = tokens
    self.typer = typer
  }

  private enum Binding: Int, Comparable {
    // Weakest first.
    case or, and, not, comparison, sum, join, product, value

    static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  }

  /// The expression that takes up all tokens.
  mutating func whole() throws(SyntaxFault) -> Operand {
    if current.kind == .end { throw SyntaxFault("an expression is missing here", at: current.range) }
    let operand = try conditional()
    guard current.kind == .end else {
      throw SyntaxFault("unexpected \(described(current)) after the expression", at: current.range, help: hint(current))
    }
    return operand
  }

  private mutating func conditional() throws(SyntaxFault) -> Operand {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else {
      throw SyntaxFault("this expression is nested too deeply", at: current.range)
    }
    let value = try operand(binding: .or)
    guard takeWord("if") else { return value }
    let condition = try operand(binding: .or)
    guard takeWord("else") else {
      throw SyntaxFault(
        "`if` needs an `else` inside an expression", at: current.range, help: "write `value if condition else other`")
    }
    let otherwise = try conditional()
    return Operand(
      .conditional(condition: condition.expression, then: value.expression, otherwise: otherwise.expression),
      .common(value.type, otherwise.type), at: value.range.lowerBound..<otherwise.range.upperBound)
  }

  /// Reads operators that bind at least as tightly as `binding`.
  private mutating func operand(binding: Binding) throws(SyntaxFault) -> Operand {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else {
      throw SyntaxFault("this expression is nested too deeply", at: current.range)
    }
    var left = try prefix()
    var hasComparison = false
    while let found = infix(), found.binding >= binding {
      if found.binding == .comparison, hasComparison {
        throw SyntaxFault("comparisons do not chain", at: current.range, help: "join two comparisons with `and`")
      }
      hasComparison = hasComparison || found.binding == .comparison
      let sign = current.range
      position += found.tokens
      guard let name = found.name else {
        left = try test(left)
        continue
      }
      let right = try operand(binding: tighter(found.binding))
      left = typer.binary(name, left, right, signAt: sign)
    }
    return left
  }

  private func tighter(_ binding: Binding) -> Binding { Binding(rawValue: binding.rawValue + 1) ?? .value }

  /// The operator that comes next; a nil name is `is`.
  private func infix() -> (name: BinaryOperator?, binding: Binding, tokens: Int)? {
    switch current.kind {
    case .word("or"): (.or, .or, 1)
    case .word("and"): (.and, .and, 1)
    case .word("in"): (.within, .comparison, 1)
    case .word("is"): (nil, .comparison, 1)
    case .word("not") where next?.kind == .word("in"): (.notWithin, .comparison, 2)
    case .symbol(let sign): BinaryOperator(rawValue: sign).map { ($0, Self.binding(of: $0), 1) }
    default: nil
    }
  }

  private static func binding(of sign: BinaryOperator) -> Binding {
    switch sign {
    case .or: .or
    case .and: .and
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .within, .notWithin: .comparison
    case .add, .subtract: .sum
    case .join: .join
    case .multiply, .divide, .remainder: .product
    }
  }

  /// What follows `is`.
  private mutating func test(_ subject: Operand) throws(SyntaxFault) -> Operand {
    let isNegated = takeWord("not")
    guard current.kind == .word("filled") || current.kind == .word("empty") else {
      throw SyntaxFault(
        "`is` is followed by `filled`, `empty` or `not filled`", at: current.range, help: "compare values with `==`")
    }
    let isFilled = current.kind == .word("filled")
    let range = subject.range.lowerBound..<current.range.upperBound
    position += 1
    let filled = Expression.isFilled(subject.expression)
    return Operand(isFilled != isNegated ? filled : .unary(.not, filled), .bool, at: range)
  }

  /// `not`, or a value with its sign and filters.
  private mutating func prefix() throws(SyntaxFault) -> Operand {
    let start = current.range
    if takeWord("not") {
      let value = try operand(binding: .not)
      return Operand(.unary(.not, value.expression), .bool, at: start.lowerBound..<value.range.upperBound)
    }
    return try filters(signed())
  }

  private mutating func signed() throws(SyntaxFault) -> Operand {
    let sign = current.range
    guard takeSymbol("-") else { return try members(primary()) }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else { throw SyntaxFault("this expression is nested too deeply", at: sign) }
    return typer.negated(try signed(), signAt: sign)
  }

  private mutating func primary() throws(SyntaxFault) -> Operand {
    let token = current
    switch token.kind {
    case .number(let number):
      position += 1
      return try duration(of: Operand(.literal(.number(number)), .number, at: token.range))
    case .text(let text):
      position += 1
      return Operand(.literal(.text(text)), .text, at: token.range)
    case .symbol("("):
      position += 1
      var inner = try conditional()
      inner.range = token.range.lowerBound..<(try closing(")", opened: token))
      return try duration(of: inner)
    case .symbol("["):
      position += 1
      return try list(opened: token)
    case .word(let word):
      return try named(word, token)
    case .symbol, .end:
      throw SyntaxFault("a value is missing before \(described(token))", at: token.range, help: hint(token))
    }
  }

  private mutating func named(_ word: String, _ token: ExpressionToken) throws(SyntaxFault) -> Operand {
    switch word {
    case "true", "false":
      position += 1
      return Operand(.literal(.bool(word == "true")), .bool, at: token.range)
    case "none":
      position += 1
      return Operand(.literal(.none), .none, at: token.range)
    case "and", "or", "not", "in", "is", "if", "else":
      throw SyntaxFault("a value is missing before `\(word)`", at: token.range)
    default:
      position += 1
      if current.kind == .symbol("(") {
        let help = Filter(rawValue: word).map { "write the filter behind its value: `value | \($0.rawValue)`" }
        throw SyntaxFault("there are no functions in expressions", at: token.range, help: help)
      }
      return typer.name(word, at: token.range)
    }
  }

  /// `2 weeks`: a number and the unit behind it.
  private mutating func duration(of count: Operand) throws(SyntaxFault) -> Operand {
    guard case .word(let word) = current.kind, let unit = CalendarDuration.unit(named: word) else { return count }
    let range = count.range.lowerBound..<current.range.upperBound
    position += 1
    return typer.duration(count, of: unit, at: range)
  }

  private mutating func list(opened: ExpressionToken) throws(SyntaxFault) -> Operand {
    var items: [Operand] = []
    while current.kind != .symbol("]") {
      items.append(try conditional())
      if !takeSymbol(",") { break }
    }
    let end = try closing("]", opened: opened)
    let element = items.map(\.type).reduce(items.isEmpty ? .any : .none, ValueType.common)
    return Operand(.list(items.map(\.expression)), .list(element), at: opened.range.lowerBound..<end)
  }

  private mutating func members(_ base: Operand) throws(SyntaxFault) -> Operand {
    var base = base
    while true {
      let sign = current
      if takeSymbol(".") {
        guard case .word(let member) = current.kind else {
          throw SyntaxFault("a member's name is missing after `.`", at: current.range)
        }
        base = typer.member(member, of: base, at: current.range)
        position += 1
      } else if takeSymbol("[") {
        let index = try conditional()
        let end = try closing("]", opened: sign)
        base = typer.element(index, of: base, end: end)
      } else {
        return base
      }
    }
  }

  private mutating func filters(_ subject: Operand) throws(SyntaxFault) -> Operand {
    var subject = subject
    while takeSymbol("|") {
      let name = current
      guard case .word(let word) = name.kind else {
        throw SyntaxFault("a filter's name is missing after `|`", at: name.range)
      }
      position += 1
      var arguments: [Operand] = []
      var end = name.range.upperBound
      let bracket = current
      if takeSymbol("(") {
        while current.kind != .symbol(")") {
          arguments.append(try conditional())
          if !takeSymbol(",") { break }
        }
        end = try closing(")", opened: bracket)
      }
      subject = typer.filter(word, nameAt: name.range, of: subject, arguments, end: end)
    }
    return subject
  }

  // MARK: tokens

  private var current: ExpressionToken { tokens[min(position, tokens.count - 1)] }
  private var next: ExpressionToken? { position + 1 < tokens.count ? tokens[position + 1] : nil }

  private mutating func takeWord(_ word: String) -> Bool { take(.word(word)) }
  private mutating func takeSymbol(_ symbol: String) -> Bool { take(.symbol(symbol)) }

  private mutating func take(_ kind: ExpressionToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    position += 1
    return true
  }

  /// Where the bracket's partner ends.
  private mutating func closing(_ symbol: String, opened: ExpressionToken) throws(SyntaxFault) -> Int {
    let end = current.range.upperBound
    guard takeSymbol(symbol) else {
      if current.kind == .end { throw SyntaxFault("this bracket is never closed", at: opened.range) }
      throw SyntaxFault(
        "expected `\(symbol)` before \(described(current))", at: current.range, help: hint(current))
    }
    return end
  }

  private func described(_ token: ExpressionToken) -> String {
    switch token.kind {
    case .number(let number): "`\(number)`"
    case .text: "the text"
    case .word(let word), .symbol(let word): "`\(word)`"
    case .end: "the end"
    }
  }

  private func hint(_ token: ExpressionToken) -> String? {
    switch token.kind {
    case .word("not"): "`not` stands before what it negates; write `not in` or `is not filled`"
    case .word("contains"): "write `part in whole`"
    case .word("equals"): "write `==`"
    case .text: "join texts with `~`"
    default: nil
    }
  }
}
