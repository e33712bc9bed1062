/// One word, number, text or sign of an expression and where it lies, in Unicode scalars of the source.
struct ExpressionToken: Equatable {
  enum Kind: Equatable {
    case number(DecimalNumber)
    case text(String)
    case word(String)
    case symbol(String)
    case end
  }

  var kind: Kind
  var range: Range<Int>
}

/// A fault that ends the reading of one expression or tag: a place and the words for it.
struct SyntaxFault: Error {
  var message: String
  var range: Range<Int>
  var help: String?

  init(_ message: String, at range: Range<Int>, help: String? = nil) {
    self.message = message
    self.range = range
    self.help = help
  }
}

/// Cuts the part `position ..< end` of a source into tokens.
struct ExpressionLexer {
  /// Longest expression. It bounds the depth of the tree, and with it every recursion over it.
  static let maxTokens = 300

  private let scalars: [Unicode.Scalar]
  private let end: Int
  private var position: Int

  init(_ scalars: [Unicode.Scalar], in range: Range<Int>) {
    self.scalars = scalars
    position = range.lowerBound
    end = range.upperBound
  }

  /// All tokens, `.end` last.
  static func tokens(
    of scalars: [Unicode.Scalar], in range: Range<Int>
  ) throws(SyntaxFault) -> [ExpressionToken] {
    var lexer = ExpressionLexer(scalars, in: range)
    var tokens: [ExpressionToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
      if tokens.count > maxTokens {
        throw SyntaxFault(
          "this expression is too long", at: token.range, help: "compute parts of it in vars with `set`")
      }
    }
  }

  private mutating func next() throws(SyntaxFault) -> ExpressionToken {
    while position < end, scalars[position].properties.isWhitespace { position += 1 }
    let start = position
    guard start < end else { return ExpressionToken(kind: .end, range: end..<end) }
    switch scalars[start] {
    case "0"..."9": return try number(from: start)
    case "'", "\"": return try text(from: start)
    case let letter where letter == "_" || letter.properties.isAlphabetic: return word(from: start)
    default: return try symbol(from: start)
    }
  }

  private mutating func number(from start: Int) throws(SyntaxFault) -> ExpressionToken {
    skipDigits()
    if position + 1 < end, scalars[position] == ".", isDigit(scalars[position + 1]) {
      position += 1
      skipDigits()
    }
    guard let number = DecimalNumber(string(start..<position)) else {
      throw SyntaxFault("this number is too large", at: start..<position)
    }
    return ExpressionToken(kind: .number(number), range: start..<position)
  }

  private mutating func skipDigits() {
    while position < end, isDigit(scalars[position]) { position += 1 }
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private mutating func word(from start: Int) -> ExpressionToken {
    while position < end, isWordPart(scalars[position]) { position += 1 }
    return ExpressionToken(kind: .word(string(start..<position)), range: start..<position)
  }

  private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || isDigit(scalar) || scalar.properties.isAlphabetic
  }

  private mutating func text(from start: Int) throws(SyntaxFault) -> ExpressionToken {
    let quote = scalars[start]
    var text = String.UnicodeScalarView()
    position += 1
    while position < end, scalars[position] != quote {
      if scalars[position] == "\\", position + 1 < end {
        position += 1
        text.append(scalars[position] == "n" ? "\n" : scalars[position])
      } else {
        text.append(scalars[position])
      }
      position += 1
    }
    guard position < end else {
      throw SyntaxFault("this text has no closing `\(quote)`", at: start..<end)
    }
    position += 1
    return ExpressionToken(kind: .text(String(text)), range: start..<position)
  }

  private mutating func symbol(from start: Int) throws(SyntaxFault) -> ExpressionToken {
    if start + 1 < end {
      let pair = string(start..<start + 2)
      if ["==", "!=", "<=", ">="].contains(pair) { return take(pair) }
      if let meant = ["&&": "and", "||": "or", "**": "*", "//": "/", "=>": ">=", "=<": "<=", "<>": "!="][pair] {
        throw SyntaxFault("`\(pair)` is not an operator", at: start..<start + 2, help: "write `\(meant)`")
      }
    }
    let sign = string(start..<start + 1)
    if "<>+-*/%~|.,()[]".unicodeScalars.contains(scalars[start]) { return take(sign) }
    let help: String? =
      switch sign {
      case "=": "write `==` to compare"
      case "!": "write `not`"
      case "‘", "’", "“", "”", "`": "write texts in straight quotes: 'like this'"
      case "{", "}": "names stand alone inside an expression, without braces"
      case "$": "environment variables are read in `llm`, `tools`, `lines` and `retell` only"
      default: nil
      }
    throw SyntaxFault("`\(sign)` cannot stand in an expression", at: start..<start + 1, help: help)
  }

  private mutating func take(_ symbol: String) -> ExpressionToken {
    let start = position
    position += symbol.unicodeScalars.count
    return ExpressionToken(kind: .symbol(symbol), range: start..<position)
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}
