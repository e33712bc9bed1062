import DialogDSL

/// One utterance prepared for codes: every way to read its tokens as characters, and what it costs to pass over each.
struct CodeHearing {
  /// What passing over a token costs (see `SpellingWords.Cost`), between the characters of a code or around it.
  struct Skip: Equatable {
    var inside: Int32
    var outside: Int32

    static let filler = Skip(inside: 1, outside: 0)
    static let small = Skip(inside: 3, outside: 1)
    /// A sign of codes said as a word, where the format has none: "dash".
    static let sign = Skip(inside: 0, outside: 1)
    /// A word that is no character.
    static let word = Skip(inside: 17, outside: 3)
    /// The same right before a character: it may be a word for one.
    static let wordBeside = Skip(inside: 17, outside: 9)
    /// A small word that may have been a character.
    static let smallDoubtful = Skip(inside: 11, outside: 2)
    /// A word that may have been a character.
    static let doubtful = Skip(inside: 11, outside: 10)
    /// A character.
    static let symbol = Skip(inside: 20, outside: 20)
    /// Each more in the same written row.
    static let more: Int32 = 4
    /// A character that sounds like the one beside it: recognisers write one sound twice ("d EG").
    static let echo = Skip(inside: 9, outside: 9)
  }

  let utterance: Utterance
  private(set) var pieces = SpelledPieces()
  /// The pieces that begin at each token.
  private(set) var starts: [Range<Int>] = []
  private(set) var skips: [Skip] = []
  /// Characters that are plainly said.
  private(set) var plainSymbols = 0

  /// Tokens of one utterance that are read for codes: more are no code but a speech.
  static let maxTokens = 80

  var count: Int { starts.count }

  init(_ utterance: Utterance, readsNearMisses: Bool) {
    self.utterance = utterance
    let reader = SpellingReader(utterance, readsNearMisses: readsNearMisses)
    let count = min(utterance.tokens.count, Self.maxTokens)
    starts.reserveCapacity(count)
    skips.reserveCapacity(count)
    var markEnd = 0
    for index in 0..<count {
      let first = pieces.pieces.count
      reader.add(at: index, to: &pieces)
      addWithoutEcho(at: index, since: first)
      starts.append(first..<pieces.pieces.count)
      if let length = utterance.language.spelling.marks.length(in: utterance.tokens, at: index) {
        markEnd = max(markEnd, index + length)
      }
      skips.append(skip(index, isMark: index < markEnd))
    }
    for index in (0..<count).reversed() { weighNeighbours(of: index) }
  }

  private mutating func skip(_ index: Int, isMark: Bool) -> Skip {
    let token = utterance.tokens[index]
    let language = utterance.language
    var cheapest: SpelledPiece?
    for piece in pieces.pieces[starts[index]] {
      if cheapest.map({ piece.cost < $0.cost }) ?? true { cheapest = piece }
    }
    if let cheapest, cheapest.cost < SpellingWords.Cost.heard, !token.isFiller {
      let symbol = pieces.symbols[cheapest.symbols.lowerBound]
      if !symbol.isLetter, !symbol.isDigit { return .sign }
      plainSymbols += cheapest.symbols.count
      let more = Skip.more * Int32(cheapest.symbols.count - 1)
      return Skip(inside: Skip.symbol.inside + more, outside: Skip.symbol.outside + more)
    }
    let isSmall = isMark || language.spelling.quiet.contains(token)
    guard let cheapest, cheapest.cost < SpellingWords.Cost.misheard else {
      if token.isFiller { return .filler }
      return isSmall || language.spelling.separators.contains(token) ? .small : .word
    }
    return isSmall || token.isFiller ? .smallDoubtful : .doubtful
  }

  private mutating func weighNeighbours(of index: Int) {
    let token = utterance.tokens[index]
    if skips[index] == .smallDoubtful, utterance.language.spelling.separators.contains(token), isBeforeCharacter(index)
    {
      // "And G 2": nothing leads from it to the code but the code itself.
      skips[index] = .doubtful
    } else if skips[index] == .word, isBeforeCharacter(index) {
      skips[index] = .wordBeside
    }
    guard skips[index].inside == Skip.symbol.inside, let symbol = only(at: index) else { return }
    let words = utterance.language.spelling
    for beside in [index - 1, index + 1] where starts.indices.contains(beside) {
      if let other = edge(at: beside, isBefore: beside < index),
        words.cost(of: symbol, for: other) <= SpellingWords.Cost.rhyme, symbol.isLetter
      {
        skips[index] = .echo
      }
    }
  }

  /// "P EQ" is P, Q: the first of several letters may be the sound of the one before.
  private mutating func addWithoutEcho(at index: Int, since first: Int) {
    guard index > 0, let before = edge(at: index - 1, isBefore: true) else { return }
    for piece in pieces.pieces[first...] where piece.symbols.count > 1 && piece.cost < SpellingWords.Cost.heard {
      let symbols = Array(pieces.symbols(of: piece))
      guard symbols[0].isLetter, symbols[1].isLetter,
        utterance.language.spelling.cost(of: symbols[0], for: before) <= SpellingWords.Cost.rhyme
      else { continue }
      pieces.add(symbols.dropFirst(), end: piece.end, cost: piece.cost + Skip.echo.inside)
    }
  }

  private func isBeforeCharacter(_ index: Int) -> Bool {
    index + 1 < count && (edge(at: index + 1, isBefore: false) != nil || skips[index + 1] == .wordBeside)
  }

  /// The single character that a token plainly is.
  private func only(at index: Int) -> Symbol? {
    for piece in pieces.pieces[starts[index]] where piece.cost < SpellingWords.Cost.heard && piece.end == index + 1 {
      return piece.symbols.count == 1 ? pieces.symbols[piece.symbols.lowerBound] : nil
    }
    return nil
  }

  /// The last or first character of a token.
  private func edge(at index: Int, isBefore: Bool) -> Symbol? {
    for piece in pieces.pieces[starts[index]] where piece.cost < SpellingWords.Cost.heard && piece.end == index + 1 {
      return pieces.symbols[isBefore ? piece.symbols.upperBound - 1 : piece.symbols.lowerBound]
    }
    return nil
  }
}
