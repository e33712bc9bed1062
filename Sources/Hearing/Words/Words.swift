import DialogDSL

/// A caller's utterance as words: what phrases and recognisers read.
public struct Words: Sendable, Hashable {
  public struct Word: Sendable, Hashable {
    /// Lower case, without punctuation around it; inner apostrophes, hyphens, dots, colons and signs that belong
    /// to the word are kept: `o'brien`, `2:30`, `$5`, `maria-jose`.
    public var text: String
    /// As the caller's recogniser wrote it, punctuation cut: `O'Brien`.
    public var original: String
    /// Where it lies in the utterance, in Unicode scalars.
    public var range: Range<Int>
    /// Punctuation that followed it (`,`, `.`, `?`, `-`), or nil.
    public var punctuation: Character?
    /// All signs between it and the next word, spaces left out: `@`, `,`, `("`; mostly "".
    public var signs: String

    public init(
      text: String, original: String, range: Range<Int>, punctuation: Character?, signs: String = ""
    ) {
      self.text = text
      self.original = original
      self.range = range
      self.punctuation = punctuation
      self.signs = signs
    }
  }

  public var words: [Word]
  /// The utterance they come from.
  public var source: String

  /// Characters (Unicode scalars) of one utterance that are read: more than two minutes of speech; what follows is
  /// not a turn but an attack or a recogniser gone wrong.
  public static let maxCharacters = 2000

  public init(words: [Word], source: String) {
    self.words = words
    self.source = source
  }

  /// Reads the first `maxCharacters` of an utterance.
  public init(_ utterance: String) {
    words = WordScanner.words(in: utterance, limit: Self.maxCharacters).map {
      Word(
        text: $0.text, original: $0.original, range: $0.range, punctuation: $0.punctuation, signs: $0.signs)
    }
    source = utterance
  }

  public var count: Int { words.count }
  public var isEmpty: Bool { words.isEmpty }
  public subscript(index: Int) -> Word { words[index] }
}

extension Words {
  /// Whether every word is one that only shows that the caller is listening: "mhm", "uh huh", "okay".
  /// No words at all are no backchannel.
  public func isBackchannel(language: LanguageData = .english) -> Bool {
    let tokens = Tokens(self, language: language)
    var index = 0
    while index < tokens.count {
      if let length = language[.backchannels].length(in: tokens, at: index) {
        index += length
      } else if tokens[index].isFiller {
        index += 1
      } else {
        return false
      }
    }
    return !isEmpty
  }

  /// Whether a word may be passed over: "um", "you know".
  public func isFiller(_ index: Int, language: LanguageData = .english) -> Bool {
    Tokens(self, language: language).all.contains { $0.word == index && $0.isFiller }
  }

  /// Speech that the caller's recogniser could not make out, as Retell's transcript marks it.
  public var isUnintelligible: Bool { source.contains("(unintelligible") || source.contains("(inaudible") }
}
