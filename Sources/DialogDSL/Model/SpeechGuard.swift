/// `guard`: what generated speech must keep to before it is spoken (language.md §7).
public struct SpeechGuard: Sendable {
  /// Kinds of items that must occur in the knowledge, the slots or the caller's words.
  public enum Grounded: String, Sendable, Hashable, CaseIterable {
    case numbers, dates, money, names, urls
  }

  /// Regular expressions that no sentence may match, whatever its case.
  public var never: [Forbidden] = []
  /// Of one reply.
  public var sentences = SpeechGuard.standardSentences
  public var words = SpeechGuard.standardWords
  public var grounded = Set(Grounded.allCases)
  /// Nothing may be said to have been done: "I have booked …".
  public var makesNoClaims = true

  /// On the telephone more is not remembered.
  public static let standardSentences = 3
  public static let standardWords = 60

  public struct Forbidden: Sendable, Hashable {
    public var pattern: String
    public var range: SourceRange
  }

  public init() {}
}

/// One entry of `knowledge`: a fact that models may answer from.
public struct KnowledgeEntry: Sendable, Hashable {
  public var name: String
  /// Plain text; never empty.
  public var text: String
  public var range: SourceRange
}
