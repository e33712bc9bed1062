import DialogDSL

/// Phrases as one flat program, found by the words that can open them: an utterance is held against hundreds of phrases
/// at about the cost of those that begin with one of its words and whose required words were said.
///
/// `PhraseMatcher.allMatches(of:)` runs it; a phrase is known by its place in the set.
public struct PhraseSet: Sendable {
  struct Operation: Sendable {
    enum Kind: UInt8, Sendable {
      /// One of the words in `operands`.
      case words
      /// `slots[first]`.
      case slot
      /// Any one word, passed over.
      case anyWord
      /// Go on at each operation in `operands`, in order.
      case branch
      /// Go on at operation `first`.
      case jump
      case end
    }

    var kind: Kind
    var first: Int32 = 0
    var count: Int32 = 0

    var operands: Range<Int> { Int(first)..<Int(first + count) }
  }

  struct Entry: Sendable {
    var start: Int32
    /// In `groups`.
    var required: Range<Int>
    var atStart: Bool
    var atEnd: Bool
  }

  let operations: [Operation]
  let operands: [Int32]
  let slots: [String]
  /// Words in `operands`, one of each group of a phrase must be said: without it there is nothing to search for.
  let groups: [Range<Int>]
  let entries: [Entry]
  /// By phrase, as its author wrote it.
  package let sources: [String]
  /// Numbers of the words, where they are not those of the language.
  private let ownWords: Lexicon?
  private let wordCount: Int
  /// The phrases that a word opens: `openers` from `openings[word]` to `openings[word + 1]`.
  private let openings: [Int32]
  private let openers: [Int32]
  /// By phrase, the words that must all be said, as `HeardWords.signature` has them.
  private let signatures: [UInt64]
  /// Those of `openers`.
  private let openerSignatures: [UInt64]
  /// Phrases that any word may open: they begin with a slot or `*`.
  private let openToAll: [Int32]
  private let halves: WordHalves

  /// - Parameter language: the one that the phrases are in.
  public init(_ phrases: [Phrase], rules: [String: [Phrase]] = [:], language: LanguageData = .english) {
    self.init(phrases, rules: rules, forms: language.wordForms)
  }

  init(_ phrases: [Phrase], rules: [String: [Phrase]], forms: WordForms) {
    var compiler = PhraseCompiler(rules: rules, lexicon: Lexicon(forms: forms))
    for phrase in phrases { compiler.add(phrase) }
    self.init(compiler)
  }

  /// Phrases with words of their own.
  init(_ compiler: PhraseCompiler) { self.init(compiler, ownWords: compiler.lexicon) }

  /// Phrases in the words of a language, which must have those of the compiler.
  init(inLanguage compiler: PhraseCompiler) { self.init(compiler, ownWords: nil) }

  private init(_ compiler: PhraseCompiler, ownWords: Lexicon?) {
    operations = compiler.operations
    operands = compiler.operands
    slots = compiler.slots
    groups = compiler.groups
    entries = compiler.entries
    sources = compiler.sources
    self.ownWords = ownWords
    wordCount = compiler.lexicon.count
    halves = WordHalves(compiler.splittable)
    var counts = [Int32](repeating: 0, count: wordCount + 2)
    for words in compiler.openings { for word in words ?? [] { counts[Int(word) + 1] += 1 } }
    for word in 1..<counts.count { counts[word] += counts[word - 1] }
    openings = counts
    var openers = [Int32](repeating: 0, count: Int(counts.last ?? 0))
    for (phrase, words) in compiler.openings.enumerated() {
      for word in words ?? [] {
        openers[Int(counts[Int(word)])] = Int32(phrase)
        counts[Int(word)] += 1
      }
    }
    self.openers = openers
    let signatures = compiler.entries.map { entry in
      compiler.groups[entry.required].lazy.filter { $0.count == 1 }
        .reduce(0) { $0 | HeardWords.signature(of: compiler.operands[$1.lowerBound]) }
    }
    self.signatures = signatures
    openerSignatures = openers.map { signatures[Int($0)] }
    openToAll = compiler.openings.indices.filter { compiler.openings[$0] == nil }.map { Int32($0) }
  }

  public var count: Int { entries.count }
  public var isEmpty: Bool { entries.isEmpty }
  /// Whether values of slots are part of the phrases.
  package var holdsSlots: Bool { !slots.isEmpty }

  /// Whether each group of words that the phrase needs has one among those heard.
  func mayBeSaid(_ entry: Entry, _ heard: HeardWords) -> Bool {
    for number in entry.required where !isSaid(groups[number], heard) { return false }
    return true
  }

  private func isSaid(_ group: Range<Int>, _ heard: HeardWords) -> Bool {
    for place in group where heard.says(operands[place]) { return true }
    return false
  }

  /// The phrases that may begin with a word; most of those that cannot be said are left out.
  func phrases(openingWith word: Lexicon.ID, _ heard: HeardWords, _ body: (Int) -> Void) {
    guard word > 0, Int(word) <= wordCount else { return }
    for place in Int(openings[Int(word)])..<Int(openings[Int(word) + 1])
    where openerSignatures[place] & ~heard.signature == 0 {
      body(Int(openers[place]))
    }
  }

  /// The phrases that any word may open.
  func phrasesOpenToAll(_ heard: HeardWords, _ body: (Int) -> Void) {
    for phrase in openToAll where signatures[Int(phrase)] & ~heard.signature == 0 { body(Int(phrase)) }
  }

  /// An utterance in the numbers of this set's words.
  func heard(_ tokens: Tokens, _ language: LanguageData) -> HeardWords {
    let single = ownWords.map { words in tokens.all.map { words[$0.text] } } ?? tokens.all.map(\.id)
    return HeardWords(
      single: single, joined: joined(tokens, ownWords ?? language.lexicon), wordCount: wordCount)
  }

  /// By token, the word that it makes with the next one; nil when there is none.
  private func joined(_ tokens: Tokens, _ lexicon: Lexicon) -> [Lexicon.ID]? {
    var joined: [Lexicon.ID]?
    for index in tokens.all.indices.dropLast()
    where halves.mayJoin(tokens.all[index].text, tokens.all[index + 1].text) {
      let word = lexicon[tokens.all[index].text + tokens.all[index + 1].text]
      guard word > 0 else { continue }
      if joined == nil { joined = [Lexicon.ID](repeating: 0, count: tokens.count) }
      joined?[index] = word
    }
    return joined
  }
}

/// The words of an utterance by number; 0 is a word that no phrase holds.
struct HeardWords {
  let single: [Lexicon.ID]
  /// By token: the word that speech recognition has put apart there ("check up" for "checkup"); nil: nowhere.
  let joined: [Lexicon.ID]?
  private var said: [UInt64]
  /// A bit for each word that was said, which others share: most phrases are told by it not to have been said.
  private(set) var signature: UInt64 = 0

  static func signature(of word: Lexicon.ID) -> UInt64 { 1 << UInt64(word & 63) }

  init(single: [Lexicon.ID], joined: [Lexicon.ID]?, wordCount: Int) {
    self.single = single
    self.joined = joined
    said = [UInt64](repeating: 0, count: wordCount / 64 + 1)
    for word in single { note(word) }
    for word in joined ?? [] { note(word) }
  }

  private mutating func note(_ word: Lexicon.ID) {
    let place = Int(word >> 6)
    signature |= Self.signature(of: word)
    if place < said.count { said[place] |= 1 << UInt64(word & 63) }
  }

  func says(_ word: Lexicon.ID) -> Bool { said[Int(word >> 6)] & (1 << UInt64(word & 63)) != 0 }
}

/// Tells most pairs of words that do not make one of a set's words when put together, without putting them together.
private struct WordHalves: Sendable {
  private var marks: [UInt64]

  init(_ words: [String]) {
    var size = 1
    while size * 8 < words.count { size *= 2 }
    marks = [UInt64](repeating: 0, count: size)
    for word in words {
      if let first = word.utf8.first, let last = word.utf8.last { mark(Self.place(first, last, word.utf8.count)) }
    }
  }

  private mutating func mark(_ place: Int) { marks[place >> 6 & (marks.count - 1)] |= 1 << UInt64(place & 63) }

  private static func place(_ first: UInt8, _ last: UInt8, _ length: Int) -> Int {
    (Int(first) &* 31 &+ Int(last)) &* 31 &+ length
  }

  func mayJoin(_ a: String, _ b: String) -> Bool {
    guard let first = a.utf8.first, let last = b.utf8.last else { return false }
    let place = Self.place(first, last, a.utf8.count + b.utf8.count)
    return marks[place >> 6 & (marks.count - 1)] & (1 << UInt64(place & 63)) != 0
  }
}
