import DialogDSL

/// The caller's words of one turn and which of them have been used: each word is used once (language.md §6, step 5).
struct Reading {
  let words: Words
  let tokens: Tokens
  private(set) var used: Set<Int> = []

  init() { self.init(Words(words: [], source: ""), language: .english) }

  init(_ words: Words, language: LanguageData) {
    self.words = words
    tokens = Tokens(words, language: language)
  }

  /// Nothing but fillers ("um").
  var isEmpty: Bool { tokens.all.allSatisfy(\.isFiller) }

  mutating func use(_ indices: some Sequence<Int>) { used.formUnion(indices) }
  mutating func useAll() { used.formUnion(words.words.indices) }

  func isFree(_ indices: some Sequence<Int>) -> Bool { used.isDisjoint(with: indices) }

  func text(of indices: [Int]) -> String {
    indices.filter(words.words.indices.contains).map { words[$0].original }.joined(separator: " ")
  }

  /// Words that nobody used, fillers left out.
  var unusedText: String {
    var unused: [Int] = []
    for token in tokens.all where !token.isFiller && !used.contains(token.word) && unused.last != token.word {
      unused.append(token.word)
    }
    return text(of: unused)
  }

  /// The first word that is no filler is one of these.
  func isBegunBy(_ words: [Int]) -> Bool {
    tokens.all.first { !$0.isFiller }.map { words.contains($0.word) } ?? false
  }

  /// The two readings are offered as alternatives: "five or six".
  func isEither(_ a: [Int], _ b: [Int], by conjunction: String) -> Bool {
    guard let low = [a, b].compactMap(\.last).min(), let high = [a, b].compactMap(\.first).max(), low < high else {
      return false
    }
    return tokens.all.contains { $0.word > low && $0.word < high && $0.text == conjunction }
  }

  /// These word sequences among the unused words, in order.
  func all(of set: WordSet) -> [[Int]] {
    tokens.all.indices.compactMap { index in
      guard let length = set.length(in: tokens, at: index) else { return nil }
      let found = tokens.words(index..<(index + length))
      return isFree(found) ? found : nil
    }
  }

  func first(of set: WordSet) -> [Int]? { all(of: set).first }

  /// The words that name a slot: "the day".
  func nameRange(of slot: Slot) -> Range<Int>? {
    let name = WordForms.normal(text: slot.spokenName)
    guard !name.isEmpty, let start = tokens.all.indices.first(where: { tokens.says(name, at: $0) }) else { return nil }
    return tokens[start].word..<(tokens[start + name.count - 1].word + 1)
  }
}

extension Machine {
  /// The phrase that says most, found among the unused words; their slots are heard in place.
  func bestMatch(of phrases: [Phrase]) -> PhraseMatch? {
    bestMatch(of: phrases.map(dialog.compiled))
  }

  func bestMatch(of phrases: [CompiledPhrase]) -> PhraseMatch? {
    guard !phrases.isEmpty else { return nil }
    let matcher = PhraseMatcher(
      reading.words, tokens: reading.tokens, language: language, rules: script.phrases, skipping: reading.used,
      hearing: { recognize(script.slot($0), in: reading.words, isAsked: true) }, hearingFrom: recognizeRest)
    return phrases.compactMap(matcher.match).max { $0.weight < $1.weight }
  }

  /// Texts and names take what they are given: in "pay Anna Smith" they must not be given the "pay".
  private func recognizeRest(_ name: String, from word: Int) -> [Candidate]? {
    let slot = script.slot(name)
    guard slot.type == .text || slot.type == .name else { return nil }
    return recognize(slot, in: reading.words.slice(word..<reading.words.count), isAsked: true).map {
      $0.moved(by: word)
    }
  }

  /// How this script's callers say a universal: its own phrases, or the locale's and those it adds.
  func match(of universal: Universal) -> PhraseMatch? {
    let settings = script.universals
    guard !settings.off.contains(universal) else { return nil }
    let standard = settings.replaced[universal].map { $0.map(dialog.compiled) } ?? language.universals[universal] ?? []
    return bestMatch(of: standard + (settings.added[universal] ?? []).map(dialog.compiled))
  }

  /// One of the locale's phrases ("thanks", "that's all").
  func says(_ list: LanguageData.PhraseList) -> Bool { bestMatch(of: language[list]) != nil }

  /// One of the locale's phrases, and nothing else.
  func saysOnly(_ list: LanguageData.PhraseList) -> Bool {
    bestMatch(of: language[list]).map { isAllThatIsSaid($0.words) } ?? false
  }

  /// Nothing is left besides these words.
  func isAllThatIsSaid(_ words: [Int]) -> Bool {
    var rest = reading
    rest.use(words)
    return rest.unusedText.isEmpty
  }
}

extension PhraseMatch {
  /// Between two matches the heavier one says more: more literal words, then more words in all.
  var weight: Int { specificity * 1000 + allWords.count }
}
