import DialogDSL

/// One phrase made ready for `PhraseMatcher`; of many that are looked for together make a `PhraseSet`.
public struct CompiledPhrase: Sendable {
  let set: PhraseSet
  package let source: String

  /// Words that one `*` may stand for.
  public static let maxAnyWords = PhraseCompiler.maxAnyWords

  /// - Parameter language: the one that the phrase is in.
  public init(_ phrase: Phrase, rules: [String: [Phrase]] = [:], language: LanguageData = .english) {
    self.init(phrase, rules: rules, forms: language.wordForms)
  }

  init(_ phrase: Phrase, rules: [String: [Phrase]], forms: WordForms) {
    set = PhraseSet([phrase], rules: rules, forms: forms)
    source = phrase.source
  }
}
