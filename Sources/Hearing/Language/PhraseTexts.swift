import DialogDSL

/// Reads the phrases of a language file; `<name>` in them stands for one of its rules.
struct PhraseTexts {
  private(set) var rules: [String: [Phrase]] = [:]
  private let forms: WordForms

  /// - Parameter rules: lists of phrases by name; each may name those above it.
  init(rules file: LanguageFile, forms: WordForms) {
    self.forms = forms
    for (name, list) in file.pairs { rules[name] = phrases(list) }
  }

  func phrases(_ list: LanguageFile) -> [Phrase] { list.items.map(phrase) }

  func compiled(_ list: LanguageFile) -> PhraseSet { PhraseSet(phrases(list), rules: rules, forms: forms) }

  private func phrase(_ text: String) -> Phrase {
    let start = SourcePosition(line: 1, column: 1)
    let end = SourcePosition(line: 1, column: 1 + text.unicodeScalars.count)
    let source = SourceText(text, at: SourceRange(file: "locale", start: start, end: end))
    var diagnostics: [Diagnostic] = []
    guard let phrase = PhraseParser.parse(source, slots: [], rules: Set(rules.keys), diagnostics: &diagnostics) else {
      preconditionFailure("language file: `\(text)`: \(diagnostics.map(\.message))")
    }
    return phrase
  }
}
