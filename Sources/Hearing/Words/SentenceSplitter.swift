import DialogDSL

/// Cuts a reply that comes in pieces into sentences, each as soon as it is complete.
///
/// A sentence is complete with its last sign, not only with the next one's first word, wherever that cannot be another
/// thing: `3.` may go on as `3.50`, `Dr.` ends no sentence. Joined, the sentences are the reply again, white space
/// included; so one that does not begin with white space has been cut off from the one before it.
public struct SentenceSplitter: Sendable {
  private let abbreviations: WordSet
  private var rest = ""

  /// Characters after which a sentence is cut wherever there is a space: nobody speaks so long without a breath.
  private static let longest = 400
  /// Characters after which it is cut anywhere: it is no language.
  private static let longestWord = 800
  private static let closers: Set<Character> = ["\"", "'", "”", "’", ")", "]", "»"]

  public init(locale: LocaleTag) { abbreviations = LanguageData.data(for: locale)[.abbreviations] }

  /// The sentences that are complete with this piece.
  public mutating func add(_ piece: some StringProtocol) -> [String] {
    rest += piece
    var sentences: [String] = []
    while let end = end(of: rest) {
      sentences.append(String(rest[..<end]))
      rest = String(rest[end...])
    }
    return sentences
  }

  /// The reply is over: what is left is a sentence too.
  public mutating func finish() -> String? {
    defer { rest = "" }
    return rest.contains { !$0.isWhitespace } ? rest : nil
  }

  /// One past the last character of the first sentence; nil: it is not complete.
  private func end(of text: String) -> String.Index? {
    var index = text.startIndex
    var hasWords = false
    var length = 0
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      switch character {
      case "\n" where hasWords: return next
      case "!" where hasWords, "?" where hasWords, "。" where hasWords, "？" where hasWords, "！" where hasWords:
        return afterClosers(text, from: next)
      case "." where hasWords:
        if let end = endAtStop(text, stop: index) { return end }
      default: hasWords = hasWords || character.isLetter || character.isNumber
      }
      length += 1
      if length > Self.longest, character.isWhitespace && hasWords || length > Self.longestWord { return next }
      index = next
    }
    return nil
  }

  private func endAtStop(_ text: String, stop: String.Index) -> String.Index? {
    let next = text.index(after: stop)
    let after = afterClosers(text, from: next)
    let word = String(text[..<stop].reversed().prefix { !$0.isWhitespace }.reversed()).lowercased()
    if word.count == 1 && word.first!.isLetter || abbreviations.contains(word) { return nil }
    if after < text.endIndex {
      guard text[after].isWhitespace else { return nil }
      // "9 a.m. on Fridays" goes on, "at 9 a.m. We close" does not.
      guard word.contains(".") else { return after }
      return text[after...].first { !$0.isWhitespace }.flatMap { $0.isUppercase || $0.isNumber ? after : nil }
    }
    // At the end of what has come: a digit may be followed by another one, a dot by two more, and `www.example`,
    // `anna@example` and `https://example` by the rest of it.
    guard let last = word.last, last.isLetter else { return nil }
    return word.contains { ".@/".contains($0) } || word.hasPrefix("www") ? nil : after
  }

  private func afterClosers(_ text: String, from start: String.Index) -> String.Index {
    var index = start
    while index < text.endIndex, Self.closers.contains(text[index]) || text[index] == "!" || text[index] == "?" {
      index = text.index(after: index)
    }
    return index
  }
}
