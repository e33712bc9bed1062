/// A language's words for dictated e-mail addresses: `email` of its file.
final class EmailWords: Sendable {
  let at: WordSet
  /// Heard in its place before the name of a provider.
  let misheardAt: Set<String>
  /// The words for each sign of an address.
  let signs: [(sign: Character, words: WordSet)]
  /// "All one word", "lower case": of the writing, nothing in it.
  let remarks: WordSet
  /// Whole names of mailboxes that would be taken for something else.
  let phrases: WordSet
  let spelled: WordSet
  /// Letters by names that are words: "zed".
  let letters: WordTable
  /// Between a hundred or thousand and what is added to it.
  let and: WordSet
  /// Words that never belong to an address, and those that do only right before the at.
  let stops: WordSet
  let openers: WordSet
  /// Whole domains by the provider's name.
  let providers: [String: String]
  let misheard: [String: String]
  /// A dot and an ending in one word, and the ending.
  let dottedWords: WordSet
  let dotted: [String: String]
  let endings: Set<String>
  /// No endings after a number: `9.am`.
  let noEndings: Set<String>
  /// What is not an ending yet but begins one.
  let endingStarts: Set<String>

  init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
    func set(_ key: String) -> WordSet { WordSet(file[key].items, &lexicon) }
    func texts(_ key: String) -> [String: String] {
      Dictionary(file[key].pairs.map { ($0.key, $0.value.text) }, uniquingKeysWith: { a, _ in a })
    }
    at = set("at")
    misheardAt = Set(file["misheard_at"].items)
    var signs: [(sign: Character, words: WordSet)] = []
    for (sign, words) in file["signs"].pairs {
      signs.append((Character(sign), WordSet(words.items, &lexicon)))
    }
    self.signs = signs
    remarks = set("remarks")
    phrases = set("phrases")
    spelled = set("spelled")
    letters = WordTable(
      file["letters"].pairs.map { ($0.key, Int($0.value.text.unicodeScalars.first!.value)) }, &lexicon)
    and = set("and")
    (stops, openers) = (set("stops"), set("openers"))
    (providers, misheard, dotted) = (texts("providers"), texts("misheard"), texts("dotted"))
    dottedWords = WordSet(dotted.keys.sorted(), &lexicon)
    noEndings = Set(file["no_endings"].items)
    endings = Set(file["endings"].items)
    endingStarts = Set(endings.flatMap { ending in (1...ending.count).map { String(ending.prefix($0)) } })
  }
}
