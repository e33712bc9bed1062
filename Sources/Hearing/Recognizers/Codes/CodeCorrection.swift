import DialogDSL

/// A change of single characters of a code that was said before: "the last one was six", "the third letter is B, not
/// D", "not D, B".
struct CodeCorrection {
  let hearing: CodeHearing

  /// Characters that a correction names; more are a code.
  private static let maxSymbols = 3

  private var tokens: Tokens { hearing.utterance.tokens }
  private var language: LanguageData { hearing.utterance.language }
  private var words: SpellingWords { language.spelling }

  /// One character with its tokens.
  private struct Named {
    var symbol: Symbol
    var isDenied: Bool
  }

  /// What a place in a code is called.
  private struct Place {
    /// From 1; counted from the end when negative.
    var number: Int
    /// The kind of characters that are counted; nil: all.
    var kind: SymbolSet?
    var end: Int
  }

  /// Whether the utterance is too short for a code.
  var isPossible: Bool { hearing.plainSymbols <= Self.maxSymbols }

  /// The codes that the correction makes of `code` and that `format` allows, the likeliest first; empty when the
  /// utterance corrects nothing.
  func corrected(_ code: [Symbol], format: CodeFormat) -> [[Symbol]] {
    guard isPossible else { return [] }
    let place = place()
    let named = named(from: place?.end ?? 0)
    guard let new = named.first(where: { !$0.isDenied })?.symbol else { return [] }
    let old = named.first(where: \.isDenied)?.symbol
    guard place != nil || old != nil else { return [] }
    var indices = place.map { self.indices(of: $0, in: code, new) } ?? Array(code.indices)
    if let old {
      let denied = indices.filter { code[$0] == old }
      indices = denied.isEmpty ? Array(code.indices).filter { code[$0] == old } : denied
      // Of several the last one is meant, which is freshest in mind.
      indices = indices.suffix(1)
    }
    return indices.compactMap { index in
      guard code.indices.contains(index) else { return nil }
      var changed = code
      changed[index] = new
      guard let state = format.state(after: changed), format.isWhole(state) else { return nil }
      return changed
    }
  }

  /// "The third letter", "the last one", "second to last".
  private func place() -> Place? {
    for index in 0..<hearing.count {
      guard let number = words.positions.entry(in: tokens, at: index) else { continue }
      let next = index + number.length
      guard next < hearing.count else { continue }
      let kind = words.placeNames.first { $0.names.length(in: tokens, at: next) != nil }
      guard let kind else { continue }
      return Place(
        number: number.number, kind: kind.symbols, end: next + (kind.names.length(in: tokens, at: next) ?? 1))
    }
    return nil
  }

  /// The third letter may be the third character or the third of the letters; both, where they differ.
  private func indices(of place: Place, in code: [Symbol], _ new: Symbol) -> [Int] {
    func index(_ indices: [Int]) -> Int? {
      let number = place.number > 0 ? place.number - 1 : indices.count + place.number
      return indices.indices.contains(number) ? indices[number] : nil
    }
    let all = index(Array(code.indices))
    guard let kind = place.kind else { return all.map { [$0] } ?? [] }
    let counted = index(code.indices.filter { kind.contains(code[$0]) })
    if let all, kind.contains(code[all]) { return [all] }
    return counted.map { [$0] } ?? []
  }

  /// The characters from a token on, and which of them are denied.
  private func named(from start: Int) -> [Named] {
    var named: [Named] = []
    var isDenied = false
    var index = start
    while index < hearing.count {
      if words.denials.contains(tokens[index]) {
        isDenied = true
        index += 1
        continue
      }
      let isPassed = words.quiet.contains(tokens[index]) && tokens[index].text.utf8.count > 1
      let best = hearing.pieces.pieces[hearing.starts[index]].filter { $0.symbols.count == 1 }
        .min { ($0.cost, -$0.end) < ($1.cost, -$1.end) }
      if let best, best.cost < SpellingWords.Cost.misheard, !isPassed || best.cost < SpellingWords.Cost.heard,
        !isArticle(at: index)
      {
        named.append(Named(symbol: hearing.pieces.symbols[best.symbols.lowerBound], isDenied: isDenied))
        isDenied = false
        index = best.end
      } else {
        index += 1
      }
    }
    return named
  }

  /// "A B": before another character "a" is an article.
  private func isArticle(at index: Int) -> Bool {
    guard words.articles.contains(tokens[index]), index + 1 < hearing.count else { return false }
    return hearing.pieces.pieces[hearing.starts[index + 1]].contains { $0.cost < SpellingWords.Cost.misheard }
  }
}
