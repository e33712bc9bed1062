/// A sentence template of language.md §6, compiled once at load; matched by Interpreter/Understanding/Phrases.
///
/// Words are stored normalised (lower case, no punctuation, contractions as the matcher normalises callers' words).
public struct Phrase: Sendable, Hashable {
  public indirect enum Element: Sendable, Hashable {
    /// One literal word, lower case.
    case word(String)
    /// `(one|another)`: each alternative is a sequence; `[optional]` is an alternative with an empty sequence.
    case oneOf([[Element]])
    /// `{service}`: heard by that slot's recogniser.
    case slot(String)
    /// `*`: up to eight words, as few as possible.
    case anyWords
    /// `<name>`: a rule under `phrases:`.
    case rule(String)
  }

  public var elements: [Element]
  /// `^`: must begin at the first word.
  public var atStart: Bool
  /// `$`: must end at the last word.
  public var atEnd: Bool
  public var source: String
  public var range: SourceRange

  /// The slots that stand in it as `{slot}`; rules that it names are not looked into.
  public var slots: [String] { Self.slots(in: elements) }

  private static func slots(in elements: [Element]) -> [String] {
    elements.flatMap { element -> [String] in
      switch element {
      case .slot(let name): [name]
      case .oneOf(let alternatives): alternatives.flatMap(slots)
      case .word, .anyWords, .rule: []
      }
    }
  }

  public init(elements: [Element], atStart: Bool, atEnd: Bool, source: String, range: SourceRange) {
    self.elements = elements
    self.atStart = atStart
    self.atEnd = atEnd
    self.source = source
    self.range = range
  }
}
