import DialogDSL

/// Where a phrase was found.
public struct PhraseMatch: Sendable, Hashable {
  public struct SlotValue: Sendable, Hashable {
    public var slot: String
    public var candidate: Candidate
  }

  /// Words matched literally, as indices into `Words`; sorted.
  public var words: [Int]
  public var slots: [SlotValue]
  /// The number of literal words: between two phrases that match, the higher one says more.
  public var specificity: Int
  /// First to last word of the match, words passed over included.
  public var span: Range<Int>

  /// All words that carry the match: literal ones and those of its slots; sorted.
  public var allWords: [Int] {
    slots.isEmpty ? words : Array(Set(words + slots.flatMap(\.candidate.words))).sorted()
  }

  /// More literal words; among equals the shorter one, then the one that is said first.
  fileprivate func saysMore(than other: PhraseMatch) -> Bool {
    (other.specificity, span.count, span.lowerBound) < (specificity, other.span.count, other.span.lowerBound)
  }
}

/// Finds phrases in one utterance. Make one for an utterance and use it for all phrases.
///
/// Fillers are passed over anywhere; a word that could be a filler but is called for by the phrase counts. Contractions
/// and hyphens do not matter (`WordForms`), nor does a word of the phrase that speech recognition has put apart.
public struct PhraseMatcher {
  /// Hears a slot in the utterance; called once per slot.
  public typealias SlotHearing = (_ slot: String) -> [Candidate]

  public let words: Words
  let tokens: Tokens
  private let language: LanguageData
  private let rules: [String: [Phrase]]
  private let skipped: Set<Int>
  private let heard: SlotHearing
  /// Candidates that may begin no sooner than at a word; nil for slots whose values tell themselves where they begin.
  private let heardFrom: (_ slot: String, _ word: Int) -> [Candidate]?

  /// - Parameters:
  ///   - rules: what `<name>` stands for.
  ///   - skipping: words already used by something else, passed over as if they were not there.
  ///   - hearing: the candidates for a slot in these words.
  public init(
    _ words: Words, language: LanguageData = .english, rules: [String: [Phrase]] = [:], skipping: Set<Int> = [],
    hearing: @escaping SlotHearing = { _ in [] }
  ) {
    self.init(
      words, tokens: Tokens(words, language: language), language: language, rules: rules, skipping: skipping,
      hearing: hearing)
  }

  package init(
    _ words: Words, tokens: Tokens, language: LanguageData = .english, rules: [String: [Phrase]] = [:],
    skipping: Set<Int> = [], hearing: @escaping SlotHearing = { _ in [] },
    hearingFrom: @escaping (_ slot: String, _ word: Int) -> [Candidate]? = { _, _ in nil }
  ) {
    self.words = words
    self.tokens = tokens
    self.language = language
    self.rules = rules
    skipped = skipping
    heard = hearing
    heardFrom = hearingFrom
  }

  init(_ utterance: Utterance) {
    self.init(utterance.words, tokens: utterance.tokens, language: utterance.language)
  }

  public func match(_ phrase: Phrase) -> PhraseMatch? {
    match(CompiledPhrase(phrase, rules: rules, language: language))
  }

  /// The match with the most literal words; among equals the shortest, then the first.
  public func match(_ phrase: CompiledPhrase) -> PhraseMatch? {
    bestMatches(of: phrase.set).first?.match
  }

  /// The best match of each phrase of a set that has one, in the order of the phrases.
  package func bestMatches(of set: PhraseSet) -> [(phrase: Int, match: PhraseMatch)] {
    var best: [(phrase: Int, match: PhraseMatch)] = []
    for found in allMatches(of: set) {
      if let last = best.last, last.phrase == found.phrase {
        if found.match.saysMore(than: last.match) { best[best.count - 1] = found }
      } else {
        best.append(found)
      }
    }
    return best
  }

  /// One match from each word that one can begin at, in order; they may overlap.
  public func allMatches(_ phrase: CompiledPhrase) -> [PhraseMatch] { allMatches(of: phrase.set).map(\.match) }

  /// The matches of all phrases of a set, in the order of the phrases: one from each word that one can begin at.
  public func allMatches(of set: PhraseSet) -> [(phrase: Int, match: PhraseMatch)] {
    if tokens.count == 0 { return [] }
    let heard = set.heard(tokens, language)
    let places = places(of: set, heard)
    if places.isEmpty { return [] }
    var search = PhraseSearch(matcher: self, set: set, heard: heard)
    var matches: [(phrase: Int, match: PhraseMatch)] = []
    for place in places {
      let phrase = place >> Self.tokenBits
      if let match = search.run(phrase, from: place & (1 << Self.tokenBits - 1)) { matches.append((phrase, match)) }
    }
    return matches
  }

  /// A place is a phrase and a token in one number, so that they sort by phrase.
  private static let tokenBits = 32

  /// Where phrases may begin: the word opens the phrase, alone or with the next, and what the phrase needs is there.
  private func places(of set: PhraseSet, _ heard: HeardWords) -> [Int] {
    let first = next(from: 0)
    var places: [Int] = []
    func note(_ phrase: Int, _ token: Int) {
      let entry = set.entries[phrase]
      if entry.atStart && token > first { return }
      if set.mayBeSaid(entry, heard) { places.append(phrase << Self.tokenBits | token) }
    }
    for token in tokens.all.indices where !isSkipped(token) {
      set.phrases(openingWith: heard.single[token], heard) { note($0, token) }
      if let joined = heard.joined { set.phrases(openingWith: joined[token], heard) { note($0, token) } }
      set.phrasesOpenToAll(heard) { note($0, token) }
    }
    if places.count < 2 { return places }
    places.sort()
    var last = -1
    places.removeAll { place in
      defer { last = place }
      return place == last
    }
    return places
  }

  func isSkipped(_ token: Int) -> Bool { !skipped.isEmpty && skipped.contains(tokens.all[token].word) }

  /// The first token from `index` on that may not be passed over.
  private func next(from index: Int) -> Int {
    var index = index
    while index < tokens.count, tokens.all[index].isFiller || isSkipped(index) { index += 1 }
    return index
  }

  func isPolite(_ token: Int) -> Bool { language.polite.contains(tokens[token]) }

  /// Candidates for a slot that begin at a token: the end token of each. A preposition before the token may belong to
  /// the candidate ("at ten") and have been matched by the phrase itself.
  func slotEnds(_ candidates: [Candidate], at token: Int) -> [(end: Int, candidate: Candidate)] {
    let word = tokens[token].word
    return candidates.compactMap { candidate in
      guard let first = candidate.words.first, let last = candidate.words.last, candidate.words.contains(word),
        word - first <= Self.maxLeadIn
      else { return nil }
      return (tokens.all.firstIndex { $0.word > last } ?? tokens.count, candidate)
    }
  }

  /// Words of a value that may stand before the place where the phrase expects it: "on the", "at about".
  private static let maxLeadIn = 2

  func candidates(of slot: String) -> [Candidate] { heard(slot) }

  func candidates(of slot: String, from token: Int) -> [Candidate]? { heardFrom(slot, tokens[token].word) }
}
