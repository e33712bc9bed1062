/// Parses one sentence template of language.md §6.
public enum PhraseParser {
  /// `slots` and `rules` are the names that `{…}` and `<…>` may use. Faults go to `diagnostics`; nil when there was one.
  public static func parse(
    _ source: SourceText, slots: Set<String>, rules: Set<String>, diagnostics: inout [Diagnostic]
  ) -> Phrase? { nil }
}
