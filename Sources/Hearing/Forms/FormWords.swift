/// The words that tell for which of several slots of one type a value is: `forms` of a language.
final class FormWords: Sendable {
  /// Kinds of counted things, in the file's order, and the words that name them.
  private let kinds: [WordSet]
  private let things: WordSet
  let people: Int?
  let announcers: WordSet
  let first: WordSet
  let second: WordSet
  let empty: WordSet
  /// "A couple *of* nights".
  let parts: WordSet
  /// "No", "without any", and the things that one may come without.
  let none, dispensable: WordSet
  /// Words that both a day and a time may use: "tonight at eight".
  let dayParts: WordSet

  init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
    let pairs = file["kinds"].pairs
    var kinds: [WordSet] = []
    for pair in pairs { kinds.append(WordSet(pair.value.items, &lexicon)) }
    self.kinds = kinds
    people = pairs.firstIndex { $0.key == "people" }
    things = WordSet(pairs.flatMap(\.value.items), &lexicon)
    announcers = WordSet(file["announcers"].items, &lexicon)
    first = WordSet(file["first"].items, &lexicon)
    second = WordSet(file["second"].items, &lexicon)
    empty = WordSet(file["empty"].items, &lexicon)
    parts = WordSet(file["parts"].items, &lexicon)
    none = WordSet(file["none"].items, &lexicon)
    dispensable = WordSet(file["dispensable"].items, &lexicon)
    dayParts = WordSet(file["day_parts"].items, &lexicon)
  }

  /// The kinds whose words stand at `index`.
  func kinds(in tokens: Tokens, at index: Int) -> Set<Int> {
    guard things.length(in: tokens, at: index) != nil else { return [] }
    return Set(kinds.indices.filter { kinds[$0].length(in: tokens, at: index) != nil })
  }
}
