import DialogDSL

/// What is said around the choices of a list: `choices` of a language file.
final class ChoiceWords: Sendable {
  /// Singular and plural endings of nouns.
  let plurals: [(one: String, many: String)]
  /// Endings that a word of a choice may have or lack: "clean" for "cleaning".
  let endings: [String]
  /// Places in the list by name, from 1; negative ones from its end.
  let places: WordTable
  /// Make the number after them a place.
  let placeNouns: WordSet
  /// Belong to a place before them: "the second one".
  let placeTails: WordSet
  /// Belong to what follows.
  let articles: WordSet
  /// Right before what is not meant.
  let exclusions: WordSet
  /// Before these an exclusion is none: "why not the first".
  let inclusions: WordSet
  /// Any of them will do.
  let any: PhraseSet
  /// How numbers are said, by how they are written and the other way round.
  let numberWords: [String: [[String]]]

  init(_ file: LanguageFile, _ texts: PhraseTexts, _ tables: [LanguageFile], _ lexicon: inout Lexicon) {
    plurals = file["plurals"].items.map { pair in
      let ends = pair.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard ends.count == 2 else { preconditionFailure("language file: no pair of endings: `\(pair)`") }
      return (ends[0], ends[1])
    }
    endings = file["endings"].items
    places = WordTable(file["places"].numbers, &lexicon)
    placeNouns = WordSet(file["place_nouns"].items, &lexicon)
    placeTails = WordSet(file["place_tails"].items, &lexicon)
    articles = WordSet(file["articles"].items, &lexicon)
    exclusions = WordSet(file["exclusions"].items, &lexicon)
    inclusions = WordSet(file["inclusions"].items, &lexicon)
    var compiler = PhraseCompiler(rules: texts.rules, lexicon: lexicon)
    for phrase in texts.phrases(file["any"]) { compiler.add(phrase) }
    lexicon = compiler.lexicon
    any = PhraseSet(inLanguage: compiler)
    var numberWords: [String: [[String]]] = [:]
    for (word, number) in tables.flatMap(\.numbers) {
      let words = lexicon.forms.normal(text: word)
      numberWords[String(number), default: []].append(words)
      if words.count == 1 { numberWords[words[0], default: []].append([String(number)]) }
    }
    self.numberWords = numberWords
  }

  /// The word without its ending; "cleaning" and "clean" have the same stem.
  func stem(_ word: String) -> Substring {
    for ending in endings where word.utf8.count >= ending.utf8.count + Self.shortestStem && word.hasSuffix(ending) {
      return word.dropLast(ending.count)
    }
    return word[...]
  }

  private static let shortestStem = 4

  /// The plurals of a singular and the singulars of a plural, as far as endings tell.
  func otherNumbers(of word: String) -> [String] {
    guard word.utf8.count > 2 else { return [] }
    var forms: [String] = []
    for (one, many) in plurals {
      if word.hasSuffix(many) {
        forms.append(word.dropLast(many.count) + one)
      } else if word.hasSuffix(one), !plurals.contains(where: { $0.one.isEmpty && word.hasSuffix($0.many) }) {
        forms.append(word.dropLast(one.count) + many)
      }
    }
    return forms.filter { $0.utf8.count > 1 }
  }
}
