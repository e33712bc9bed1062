/// Parses, resolves and types one expression of language.md §5.2.
public enum ExpressionParser {
  /// Faults go to `diagnostics` with their place in the source; nil when there was at least one.
  public static func parse(
    _ source: SourceText, in scope: Scope, diagnostics: inout [Diagnostic]
  ) -> TypedExpression? { nil }
}
