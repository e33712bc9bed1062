import DialogDSL

/// What a caller said in one turn, ready for every recogniser: words and tokens, made once, and the language they are
/// heard in.
public struct Utterance: Sendable {
  public let words: Words
  public let tokens: Tokens
  public let language: LanguageData

  public init(_ words: Words, language: LanguageData = .english) {
    self.init(words, Tokens(words, language: language), language)
  }

  public init(_ text: String, language: LanguageData = .english) { self.init(Words(text), language: language) }

  private init(_ words: Words, _ tokens: Tokens, _ language: LanguageData) {
    self.words = words
    self.tokens = tokens
    self.language = language
  }

  /// A range of the words, as an utterance of their own with the same source.
  package func slice(_ range: Range<Int>) -> Utterance {
    Utterance(Words(words: Array(words.words[range]), source: words.source), tokens.slice(range), language)
  }

  /// Some of the words (sorted indices), as an utterance of their own with the same source.
  package func keeping(_ kept: [Int]) -> Utterance {
    Utterance(Words(words: kept.map { words[$0] }, source: words.source), tokens.keeping(kept), language)
  }
}
