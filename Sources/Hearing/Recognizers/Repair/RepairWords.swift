/// How callers take back, deny or leave open what they say: `repairs` of a language's file.
final class RepairWords: Sendable {
  /// Take back what was said before them: "no", "make that".
  let markers: WordSet
  /// "Um" between two values.
  let hesitations: WordSet
  /// May stand among the words of a marker.
  let links: WordSet
  /// What follows them is the old value: "instead of".
  let comparisons: WordSet
  /// Right before a value that is not meant, comparisons among them.
  let negations: WordSet
  /// After one of these a negation does not deny.
  let openNegations: WordSet
  /// Between a negation and the value.
  let between: WordSet
  /// Right after a value that is not meant.
  let deniedAfter: WordSet
  /// Between two values that both stand.
  let alternatives: WordSet
  /// Words of repairs that carry nothing of their own.
  let small: WordSet
  /// Everything that opens one of these: an utterance without such a word needs no repair.
  private let triggers: WordSet

  init(_ file: LanguageFile, words: LanguageFile, _ lexicon: inout Lexicon) {
    let repair = words["repair"].items
    let hesitating = words["hesitations"].items
    let comparing = file["comparisons"].items
    let denying = file["negations"].items + comparing
    let after = file["denied_after"].items
    let alternating = file["alternatives"].items
    markers = WordSet(repair, &lexicon)
    hesitations = WordSet(hesitating, &lexicon)
    links = WordSet(file["links"].items, &lexicon)
    comparisons = WordSet(comparing, &lexicon)
    negations = WordSet(denying, &lexicon)
    openNegations = WordSet(file["open_negations"].items, &lexicon)
    between = WordSet(file["between"].items, &lexicon)
    deniedAfter = WordSet(after, &lexicon)
    alternatives = WordSet(alternating, &lexicon)
    small = WordSet(file["small"].items, &lexicon)
    triggers = WordSet(repair + hesitating + denying + after + alternating, &lexicon)
  }

  /// Whether anything in the utterance may take a value back, deny it or leave it open.
  func mayRepair(_ tokens: Tokens) -> Bool {
    tokens.all.indices.contains { triggers.length(in: tokens, at: $0) != nil }
  }
}
