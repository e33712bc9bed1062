import DialogDSL
import Hearing

/// The caller's words of one turn and which of them have been used: each word is used once (language.md §6, step 5).
struct Reading {
  let utterance: Utterance
  let memory = ReadingMemory()
  private(set) var used: Set<Int> = []

  init() { self.init(Words(words: [], source: ""), language: .english) }

  init(_ words: Words, language: LanguageData) {
    utterance = Utterance(words, language: language)
  }

  var words: Words { utterance.words }
  var tokens: Tokens { utterance.tokens }

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
    let name = utterance.language.wordForms.normal(text: slot.spokenName)
    guard !name.isEmpty, let start = tokens.all.indices.first(where: { tokens.says(name, at: $0) }) else { return nil }
    return tokens[start].word..<(tokens[start + name.count - 1].word + 1)
  }
}

/// What has been worked out about the words of one turn: they are asked the same questions again and again.
final class ReadingMemory {
  /// What makes one reading of a slot another one.
  struct Question: Hashable {
    let slot: String
    let isAsked: Bool
    let isSingle: Bool
    let locale: LocaleTag
    let soFar: String?
    /// The first word, by where it lies, and how many.
    let start: Int
    let count: Int
  }

  var candidates: [Question: [Candidate]] = [:]
  /// Matches among the words that had not been used then.
  var universals: (used: Set<Int>, matches: [Universal: PhraseMatch])?
  var triggers: [String: (used: Set<Int>, match: PhraseMatch?)] = [:]

  /// The call goes on in another language, with other phrases.
  func forgetMatches() {
    universals = nil
    triggers = [:]
  }
}

extension Machine {
  /// The phrase that says most, found among the unused words; their slots are heard in place.
  func bestMatch(of phrases: [Phrase]) -> PhraseMatch? {
    bestMatch(of: phrases.map(dialog.compiled))
  }

  func bestMatch(of phrases: [CompiledPhrase]) -> PhraseMatch? {
    phrases.isEmpty ? nil : phrases.compactMap(matcher.match).max { $0.weight < $1.weight }
  }

  func bestMatch(of set: PhraseSet) -> PhraseMatch? {
    set.isEmpty ? nil : matcher.bestMatches(of: set).map(\.match).max { $0.weight < $1.weight }
  }

  /// The trigger of a flow that says most.
  func bestTrigger(of flow: Flow) -> PhraseMatch? {
    let set = dialog.triggers(of: flow)
    // What is heard in place of a slot may change within the turn.
    if set.holdsSlots { return bestMatch(of: set) }
    if let known = reading.memory.triggers[flow.name], known.used == reading.used { return known.match }
    let match = bestMatch(of: set)
    reading.memory.triggers[flow.name] = (reading.used, match)
    return match
  }

  private var matcher: PhraseMatcher {
    PhraseMatcher(
      reading.words, tokens: reading.tokens, language: language, rules: script.phrases, skipping: reading.used,
      hearing: { recognize(script.slot($0), in: reading.utterance, isAsked: true) }, hearingFrom: recognizeRest)
  }

  /// Texts and names take what they are given: in "pay Anna Smith" they must not be given the "pay".
  private func recognizeRest(_ name: String, from word: Int) -> [Candidate]? {
    let slot = script.slot(name)
    guard slot.type == .text || slot.type == .name else { return nil }
    return recognize(slot, in: reading.utterance.slice(word..<reading.words.count), isAsked: true).map {
      $0.moved(by: word)
    }
  }

  /// How this script's callers say a universal: its own phrases, or the locale's and those it adds.
  func match(of universal: Universal) -> PhraseMatch? {
    script.universals.off.contains(universal) ? nil : universalMatches[universal]
  }

  private var universalMatches: [Universal: PhraseMatch] {
    if let known = reading.memory.universals, known.used == reading.used { return known.matches }
    var matches: [Universal: PhraseMatch] = [:]
    func note(_ universal: Universal, _ match: PhraseMatch) {
      if matches[universal].map({ $0.weight < match.weight }) ?? true { matches[universal] = match }
    }
    let (matcher, standard, own) = (matcher, language.universalPhrases, dialog.ownUniversals)
    for (phrase, match) in matcher.bestMatches(of: standard.set) {
      guard let universal = standard.universals[phrase], script.universals.replaced[universal] == nil else { continue }
      note(universal, match)
    }
    if !own.set.isEmpty {
      for (phrase, match) in matcher.bestMatches(of: own.set) { note(own.universals[phrase], match) }
    }
    if !own.set.holdsSlots { reading.memory.universals = (reading.used, matches) }
    return matches
  }

  /// One of the locale's phrases ("thanks", "that's all").
  func says(_ list: LanguageData.PhraseList) -> Bool { bestMatch(of: language[list]) != nil }

  var saysYes: Bool {
    let expectation = Expectation(type: .yesNo, locale: script.locale, now: time)
    let found = RecognizerRegistry.recognizer(for: .yesNo).candidates(in: reading.utterance, expecting: expectation)
    return found.first?.value == .bool(true)
  }

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
