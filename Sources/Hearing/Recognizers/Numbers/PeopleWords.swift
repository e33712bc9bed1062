/// How callers count people: `people` of a language's file.
final class PeopleWords: Sendable {
  let speaker: WordSet
  let speakerJoined: WordSet
  let ofWhom: WordSet
  let one: WordSet
  let many: WordSet
  let two: WordSet
  let couples: WordSet
  /// Said of everybody who comes, with their number: "alone".
  let everybody: WordTable
  let between: WordSet
  let joins: WordSet
  let totalAfter: WordSet
  let totalBefore: WordSet
  let before: WordSet
  let absent: WordSet
  let alone: WordSet
  let aloneBetween: WordSet
  let aloneAfter: WordSet
  let around: WordSet
  /// Possessives.
  let owners: WordSet
  /// After a number they say that it is counted in another one already: "one of them".
  let subsets: WordSet
  let additional: WordSet

  init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
    speaker = WordSet(file["speaker"].items, &lexicon)
    speakerJoined = WordSet(file["speaker_joined"].items, &lexicon)
    ofWhom = WordSet(file["of_whom"].items, &lexicon)
    one = WordSet(file["one"].items, &lexicon)
    many = WordSet(file["many"].items, &lexicon)
    two = WordSet(file["two"].items, &lexicon)
    everybody = WordTable(file["everybody"].numbers, &lexicon)
    couples = WordSet(file["couples"].items, &lexicon)
    between = WordSet(file["between"].items, &lexicon)
    joins = WordSet(file["joins"].items, &lexicon)
    totalAfter = WordSet(file["total_after"].items, &lexicon)
    totalBefore = WordSet(file["total_before"].items, &lexicon)
    before = WordSet(file["before"].items, &lexicon)
    absent = WordSet(file["absent"].items, &lexicon)
    alone = WordSet(file["alone"].items, &lexicon)
    aloneBetween = WordSet(file["alone_between"].items, &lexicon)
    aloneAfter = WordSet(file["alone_after"].items, &lexicon)
    owners = WordSet(file["owners"].items, &lexicon)
    subsets = WordSet(file["subsets"].items, &lexicon)
    additional = WordSet(file["additional"].items, &lexicon)
    around = WordSet(file["around"].items, &lexicon)
  }
}
