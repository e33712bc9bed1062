import DialogDSL

/// Characters that were spelled one after the other, each with what else may have been said in its place.
struct Spelling: Sendable {
  struct Place: Sendable {
    var symbol: Symbol
    /// Other readings, the likeliest first, with what they cost more than `symbol`.
    var alternatives: [(symbol: Symbol, cost: Int32)]
    /// The tokens it was read from; several places share them where letters run together.
    var tokens: Range<Int>
    /// Said by a word for the letter ("bravo", "b for bravo"): it beats what a name or an address sounds like.
    var isFirm: Bool
  }

  var places: [Place] = []
  var tokens: Range<Int>

  /// Letters in lower case.
  var text: String { String(decoding: places.map(\.symbol.ascii), as: UTF8.self) }
}

extension SpellingReader {
  /// Readings that cost more are no plain spelling.
  static let plainCost: Int32 = SpellingWords.Cost.heard

  /// The spelling that begins at `index`, as far as it goes; nil when nothing is spelled there. Fillers and words such
  /// as "capital" are passed over. With `lettersOnly` it ends before digits, number words and signs.
  ///
  /// Words with another meaning ("are", "you") count between plainly spelled characters, and after them where the
  /// utterance ends with them.
  func spelling(at index: Int, lettersOnly: Bool = false) -> Spelling? {
    var spelling = Spelling(tokens: index..<index)
    var doubtful: [Spelling.Place] = []
    var next = index
    while next < utterance.tokens.count {
      if let length = passed(at: next), !hasPlainPiece(at: next, lettersOnly) {
        next += length
        continue
      }
      var pieces = SpelledPieces()
      add(at: next, to: &pieces)
      let readings = pieces.pieces.filter { piece in
        !lettersOnly || pieces.symbols(of: piece).allSatisfy(\.isLetter)
      }
      guard let best = Self.best(readings), best.cost <= Self.plainCost else { break }
      let places = places(of: best, at: next, readings, in: pieces)
      next = best.end
      if best.cost >= Self.plainCost {
        // "I am" is no beginning of a spelling.
        if spelling.places.count == 1, utterance.language.spelling.quiet.contains(utterance.tokens[index]) { break }
        doubtful += places
      } else {
        spelling.places += doubtful + places
        doubtful = []
        spelling.tokens = index..<next
      }
      if spelling.places.isEmpty { break }
    }
    if spelling.places.isEmpty { return nil }
    let isSeparated = utterance.language[.separators].contains(utterance.tokens.text(spelling.tokens.upperBound))
    if next == utterance.tokens.count, !isSeparated {
      spelling.places += doubtful
      spelling.tokens = index..<next
    }
    return spelling
  }

  /// The cheapest reading; of several, the longest.
  private static func best(_ pieces: [SpelledPiece]) -> SpelledPiece? {
    pieces.min { ($0.cost, -$0.end, -$0.symbols.count) < ($1.cost, -$1.end, -$1.symbols.count) }
  }

  private func hasPlainPiece(at index: Int, _ lettersOnly: Bool) -> Bool {
    var pieces = SpelledPieces()
    add(at: index, to: &pieces)
    return pieces.pieces.contains { piece in
      piece.cost < Self.plainCost && (!lettersOnly || pieces.symbols(of: piece).allSatisfy(\.isLetter))
    }
  }

  /// How many tokens at `index` say nothing about a character.
  private func passed(at index: Int) -> Int? {
    if utterance.tokens[index].isFiller { return 1 }
    return utterance.language.spelling.marks.length(in: utterance.tokens, at: index)
  }

  private func places(
    of best: SpelledPiece, at index: Int, _ readings: [SpelledPiece], in pieces: SpelledPieces
  ) -> [Spelling.Place] {
    let tokens = index..<best.end
    let single = best.symbols.count == 1
    return pieces.symbols(of: best).map { symbol in
      var others: [(symbol: Symbol, cost: Int32)] = []
      if single {
        for piece in readings where piece.symbols.count == 1 && piece.end == best.end {
          let other = pieces.symbols[piece.symbols.lowerBound]
          if other != symbol { others.append((other, piece.cost - best.cost)) }
        }
      }
      if !best.isFirm { others += utterance.language.spelling.alternatives(for: symbol) }
      return Spelling.Place(symbol: symbol, alternatives: Self.cheapest(others), tokens: tokens, isFirm: best.isFirm)
    }
  }

  /// Each symbol once, the cheapest first.
  private static func cheapest(_ readings: [(symbol: Symbol, cost: Int32)]) -> [(symbol: Symbol, cost: Int32)] {
    var seen = SymbolSet([])
    var kept: [(symbol: Symbol, cost: Int32)] = []
    for reading in readings.sorted(by: { ($0.cost, $0.symbol.code) < ($1.cost, $1.symbol.code) })
    where !seen.contains(reading.symbol) {
      seen.insert(reading.symbol)
      kept.append(reading)
    }
    return kept
  }
}
