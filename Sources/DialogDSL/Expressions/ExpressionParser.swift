/// Parses, resolves and types one expression of language.md §5.2.
public enum ExpressionParser {
  /// Faults go to `diagnostics` with their place in the source; nil when there was at least one.
  public static func parse(
    _ source: SourceText, in scope: Scope, diagnostics: inout [Diagnostic]
  ) -> TypedExpression? {
    let scalars = Array(source.text.unicodeScalars)
    return parse(scalars, range: 0..<scalars.count, of: source, in: scope, diagnostics: &diagnostics)
  }

  /// The part `range` of a source, as inside the tags of a template.
  static func parse(
    _ scalars: [Unicode.Scalar], range: Range<Int>, of source: SourceText, in scope: Scope,
    diagnostics: inout [Diagnostic]
  ) -> TypedExpression? {
    do throws(SyntaxFault) {
      let tokens = try ExpressionLexer.tokens(of: scalars, in: range)
      var reader = ExpressionReader(tokens: tokens, typer: ExpressionTyper(source: source, scope: scope))
      let operand = try reader.whole()
      diagnostics += reader.typer.diagnostics
      return reader.typer.diagnostics.isEmpty ? TypedExpression(operand.expression, operand.type) : nil
    } catch {
      let range = source.range(of: error.range)
      diagnostics.append(.error("expression-syntax", error.message, at: range, help: error.help))
      return nil
    }
  }
}

/// A part of an expression that has been read.
struct Operand {
  var expression: Expression
  var type: ValueType
  /// In Unicode scalars of the source.
  var range: Range<Int>

  init(_ expression: Expression, _ type: ValueType, at range: Range<Int>) {
    self.expression = expression
    self.type = type
    self.range = range
  }

  /// Stands for a part whose fault has been reported.
  static func poison(at range: Range<Int>) -> Operand { Operand(.literal(.none), .any, at: range) }
}
