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
  public var allWords: [Int] { Array(Set(words + slots.flatMap(\.candidate.words))).sorted() }
}

/// Finds phrases in one utterance. Make one for an utterance and use it for all phrases.
///
/// Fillers are passed over anywhere; a word that could be a filler but is called for by the phrase counts. Contractions
/// and hyphens do not matter (`WordForms`), nor does writing two words of the phrase as one in speech recognition.
public struct PhraseMatcher {
  /// Hears a slot in the utterance; called once per slot.
  public typealias SlotHearing = (_ slot: String) -> [Candidate]

  /// Steps of the search for one phrase: several times what the longest utterance and phrase need, since a state that
  /// failed is never tried twice.
  static let maxSteps = 100_000

  public let words: Words
  let tokens: Tokens
  private let language: LanguageData
  private let rules: [String: [Phrase]]
  private let skipped: Set<Int>
  /// The words, and neighbours that speech recognition may have put apart.
  private let said: Set<String>
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

  init(
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
    let texts = tokens.all.map(\.text)
    said = Set(texts).union(zip(texts, texts.dropFirst()).map { $0 + $1 })
  }

  public func match(_ phrase: Phrase) -> PhraseMatch? { match(CompiledPhrase(phrase, rules: rules)) }

  /// The match with the most literal words; among equals the shortest, then the first.
  public func match(_ phrase: CompiledPhrase) -> PhraseMatch? {
    allMatches(phrase).max { a, b in
      (a.specificity, b.span.count, b.span.lowerBound) < (b.specificity, a.span.count, a.span.lowerBound)
    }
  }

  /// One match from each word that one can begin at, in order; they may overlap.
  public func allMatches(_ phrase: CompiledPhrase) -> [PhraseMatch] {
    guard phrase.required.allSatisfy(said.contains) else { return [] }
    let first = phrase.atStart ? next(from: 0) : tokens.count
    let starts = tokens.all.indices.prefix { $0 <= first }.filter { mayBegin(phrase, at: $0) && !isSkipped($0) }
    if starts.isEmpty { return [] }
    var search = Search(matcher: self, phrase: phrase)
    var matches: [PhraseMatch] = []
    for start in starts {
      if let match = search.run(from: start) { matches.append(match) }
    }
    return matches
  }

  /// Most starts are told by their word alone: it opens the phrase, or is the first half of a word that does.
  private func mayBegin(_ phrase: CompiledPhrase, at token: Int) -> Bool {
    guard let openings = phrase.openings else { return true }
    let text = tokens[token].text
    return openings.contains(text)
      || (token + 1 < tokens.count && openings.contains(text + tokens[token + 1].text))
  }

  fileprivate func isSkipped(_ token: Int) -> Bool { skipped.contains(tokens[token].word) }

  /// The first token from `index` on that may not be passed over.
  fileprivate func next(from index: Int) -> Int {
    var index = index
    while index < tokens.count, tokens[index].isFiller || isSkipped(index) { index += 1 }
    return index
  }

  fileprivate func isPolite(_ token: Int) -> Bool { language.polite.contains(tokens[token].text) }

  /// Candidates for a slot that begin at a token: the end token of each. A preposition before the token may belong to
  /// the candidate ("at ten") and have been matched by the phrase itself.
  fileprivate func slotEnds(_ candidates: [Candidate], at token: Int) -> [(end: Int, candidate: Candidate)] {
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

  fileprivate func candidates(of slot: String) -> [Candidate] { heard(slot) }

  fileprivate func candidates(of slot: String, from token: Int) -> [Candidate]? { heardFrom(slot, tokens[token].word) }
}

/// Depth-first search through one phrase's program, in the order of the author's alternatives.
private struct Search {
  let matcher: PhraseMatcher
  let phrase: CompiledPhrase
  /// States (instruction, token) that lead nowhere.
  var failed: [Bool]
  var steps = 0
  var hearings: [String: [Candidate]] = [:]
  var trail: [Piece] = []

  enum Piece {
    case word(Range<Int>)
    case slot(PhraseMatch.SlotValue)
  }

  /// A state to try, and how much of the trail leads to it.
  struct State {
    var instruction: Int
    var token: Int
    var trail: Int
    /// The piece that is added on entering it.
    var piece: Piece?
    /// Not to be tried but to be noted as failed: everything that follows from it has been tried.
    var isExit = false
  }

  init(matcher: PhraseMatcher, phrase: CompiledPhrase) {
    self.matcher = matcher
    self.phrase = phrase
    failed = [Bool](repeating: false, count: phrase.program.count * (matcher.tokens.count + 1))
  }

  mutating func run(from start: Int) -> PhraseMatch? {
    trail = []
    var stack = [State(instruction: 0, token: start, trail: 0)]
    while let state = stack.popLast() {
      let key = state.instruction * (matcher.tokens.count + 1) + state.token
      if state.isExit {
        failed[key] = true
        continue
      }
      if failed[key] { continue }
      steps += 1
      if steps > PhraseMatcher.maxSteps { return nil }
      trail.removeSubrange(state.trail...)
      if let piece = state.piece { trail.append(piece) }
      stack.append(State(instruction: state.instruction, token: state.token, trail: 0, isExit: true))
      if step(state, onto: &stack) { return match() }
    }
    return nil
  }

  /// True at the end of the phrase.
  private mutating func step(_ state: State, onto stack: inout [State]) -> Bool {
    let depth = trail.count
    let tokens = matcher.tokens
    let isOver = state.token >= tokens.count
    func push(_ instruction: Int, _ token: Int, _ piece: Piece? = nil) {
      stack.append(State(instruction: instruction, token: token, trail: depth, piece: piece))
    }
    switch phrase.program[state.instruction] {
    case .end:
      return !phrase.atEnd || onlyPoliteness(from: state.token)
    case .jump(let target): push(target, state.token)
    case .branch(let targets): for target in targets.reversed() { push(target, state.token) }
    case .anyWord:
      guard !isOver else { return false }
      push(state.instruction + 1, state.token + 1)
    case .word(let word):
      guard !isOver else { return false }
      if mayBePassedOver(state.token) { push(state.instruction, state.token + 1) }
      if let length = length(of: word, at: state.token) {
        push(state.instruction + 1, state.token + length, .word(state.token..<(state.token + length)))
      }
    case .slot(let name):
      guard !isOver else { return false }
      if mayBePassedOver(state.token) { push(state.instruction, state.token + 1) }
      let candidates = matcher.candidates(of: name, from: state.token) ?? hearing(name)
      for (end, candidate) in matcher.slotEnds(candidates, at: state.token).reversed() {
        push(state.instruction + 1, end, .slot(.init(slot: name, candidate: candidate)))
      }
    }
    return false
  }

  private func mayBePassedOver(_ token: Int) -> Bool {
    matcher.tokens[token].isFiller || matcher.isSkipped(token)
  }

  /// How many tokens say `word`: one, or two that speech recognition has put apart ("check up" for "checkup").
  private func length(of word: String, at token: Int) -> Int? {
    let text = matcher.tokens[token].text
    if matcher.isSkipped(token) { return nil }
    if text == word { return 1 }
    guard text.utf8.count < word.utf8.count, word.hasPrefix(text), token + 1 < matcher.tokens.count,
      !matcher.isSkipped(token + 1)
    else { return nil }
    return text + matcher.tokens[token + 1].text == word ? 2 : nil
  }

  private func onlyPoliteness(from token: Int) -> Bool {
    matcher.tokens.all.indices[token...].allSatisfy { mayBePassedOver($0) || matcher.isPolite($0) }
  }

  private mutating func hearing(_ slot: String) -> [Candidate] {
    if let known = hearings[slot] { return known }
    let candidates = matcher.candidates(of: slot)
    hearings[slot] = candidates
    return candidates
  }

  private func match() -> PhraseMatch? {
    var literal: [Int] = []
    var slots: [PhraseMatch.SlotValue] = []
    for piece in trail {
      switch piece {
      case .word(let tokens): literal += tokens
      case .slot(let value): slots.append(value)
      }
    }
    let words = Set(literal.map { matcher.tokens[$0].word }).sorted()
    let used = words + slots.flatMap(\.candidate.words)
    guard let first = used.min(), let last = used.max() else { return nil }
    return PhraseMatch(words: words, slots: slots, specificity: literal.count, span: first..<(last + 1))
  }
}
