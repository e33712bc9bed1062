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

    public init(text: String, original: String, range: Range<Int>, punctuation: Character?) {
      self.text = text
      self.original = original
      self.range = range
      self.punctuation = punctuation
    }
  }

  public var words: [Word]
  /// The utterance they come from.
  public var source: String

  public init(words: [Word], source: String) {
    self.words = words
    self.source = source
  }

  public var count: Int { words.count }
  public var isEmpty: Bool { words.isEmpty }
  public subscript(index: Int) -> Word { words[index] }
}
