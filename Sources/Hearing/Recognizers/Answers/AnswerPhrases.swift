import DialogDSL

/// How yes, no and neither of them are said: `answers` of a language file.
final class AnswerPhrases: Sendable {
  enum Kind: String, CaseIterable, Sendable { case yes, no, neither }

  let set: PhraseSet
  /// By phrase of the set.
  let kinds: [Kind]
  /// Praise that is a yes where nothing else is said in its clause: "cool, what's the address?"
  let praise: WordSet
  /// "But": what follows counts more.
  let contrasts: WordSet
  /// A clause that begins with one of these asks: "is that right?" says neither.
  let questionOpeners: WordSet

  init(_ file: LanguageFile, _ texts: PhraseTexts, _ lexicon: inout Lexicon) {
    var compiler = PhraseCompiler(rules: texts.rules, lexicon: lexicon)
    var kinds: [Kind] = []
    for kind in Kind.allCases {
      for phrase in texts.phrases(file[kind.rawValue]) {
        compiler.add(phrase)
        kinds.append(kind)
      }
    }
    lexicon = compiler.lexicon
    self.kinds = kinds
    set = PhraseSet(inLanguage: compiler)
    praise = WordSet(file["praise"].items, &lexicon)
    contrasts = WordSet(file["contrasts"].items, &lexicon)
    questionOpeners = WordSet(file["question_openers"].items, &lexicon)
  }
}

/// What callers can always say, as one set: `universals` of a language file.
package final class UniversalPhrases: Sendable {
  /// Asks for another language: no universal of the dialog language, which has no answer to it.
  static let changeLanguage = "change_language"

  package let set: PhraseSet
  /// By phrase of the set, the universal's name.
  let names: [String]
  /// By phrase of the set; nil: asks for another language.
  package let universals: [Universal?]

  init(_ file: LanguageFile, _ texts: PhraseTexts, _ lexicon: inout Lexicon) {
    var compiler = PhraseCompiler(rules: texts.rules, lexicon: lexicon)
    var names: [String] = []
    for name in Universal.allCases.map(\.rawValue) + [Self.changeLanguage] {
      for phrase in texts.phrases(file[name]) {
        compiler.add(phrase)
        names.append(name)
      }
    }
    lexicon = compiler.lexicon
    self.names = names
    universals = names.map { Universal(rawValue: $0) }
    set = PhraseSet(inLanguage: compiler)
  }
  /// Its phrases, as their author wrote them.
  package func sources(of universal: Universal) -> [String] {
    universals.indices.filter { universals[$0] == universal }.map { set.sources[$0] }
  }
}
