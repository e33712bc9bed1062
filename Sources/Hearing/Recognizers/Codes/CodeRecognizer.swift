import DialogDSL

/// Codes of letters and digits, by the mask or length of the slot, or by the postal codes of its country.
///
/// What the format forbids was misheard: "n 5 v 3 t f" has a place for a digit where a V was heard, which is a five.
/// Values are in upper case; postal codes as their country writes them. A code of which a part is missing is partial.
struct CodeRecognizer: Recognizer {
  enum Kind { case alphanumeric, postalCode }

  let kind: Kind

  /// Symbols of the shortest code that is taken unasked.
  static let shortestUnasked = 5
  /// Readings of one utterance that are compared.
  static let maxReadings = 8

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    guard let format = format(expectation) else { return [] }
    if !expectation.isAsked { return unasked(utterance, format, expectation) }
    if CodeMerger.takesBack(utterance) {
      let merged = CodeMerger(format: format, expectation: expectation).candidates(in: utterance)
      if let first = merged.first, !first.isPartial { return merged }
    }
    return CodeReader(format: format, expectation: expectation).candidates(in: utterance)
  }

  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    guard let format = format(expectation) else { return [] }
    return CodeMerger(format: format, expectation: expectation).candidates(attempts)
  }

  private func format(_ expectation: Expectation) -> CodeFormat? {
    switch kind {
    case .postalCode: PostalCodes.format(for: expectation.limits.region ?? expectation.locale.region)
    case .alphanumeric: CodeFormat(expectation.limits, symbols: SymbolSet.letters.union(.digits))
    }
  }

  /// A code among other words: it stands in one piece, as plainly said as can be.
  private func unasked(_ utterance: Utterance, _ format: CodeFormat, _ expectation: Expectation) -> [Candidate] {
    for words in SpelledRows(utterance).rows {
      let reader = CodeReader(format: format, expectation: expectation)
      guard let found = reader.plain(in: utterance.slice(words)), found.symbols.count >= Self.shortestUnasked else {
        continue
      }
      let isMixed = found.symbols.contains(where: \.isLetter) && found.symbols.contains(where: \.isDigit)
      guard isMixed || isCued(utterance, expectation) else { continue }
      return [
        Candidate(
          .text(format.written(found.symbols)),
          words: utterance.slice(words).words(found.tokens).map { $0 + words.lowerBound },
          rule: "code")
      ]
    }
    return []
  }

  private func isCued(_ utterance: Utterance, _ expectation: Expectation) -> Bool {
    let cues = utterance.language.spelling.postalCues
    let tokens = utterance.tokens
    return tokens.all.indices.contains { index in
      kind == .postalCode && cues.length(in: tokens, at: index) != nil
        || expectation.limits.cue.contains { tokens.says($0.split(separator: " ").map(String.init), at: index) }
    }
  }
}

extension CodeFormat {
  /// By the mask or the length of a slot; without either, any row of the symbols.
  init(_ limits: SlotLimits, symbols: SymbolSet) {
    if let mask = limits.mask {
      self.init(mask: mask)
    } else if let length = limits.length {
      self.init(symbols, lengths: length)
    } else {
      self.init(symbols.union(.dash), atLeast: 2)
    }
  }
}

extension Utterance {
  /// The words under some tokens, sorted, each once.
  func words(_ tokens: [Int]) -> [Int] {
    var words: [Int] = []
    for token in tokens where words.last != self.tokens[token].word { words.append(self.tokens[token].word) }
    return words
  }
}

/// Reads one utterance as a code of a format.
struct CodeReader {
  let format: CodeFormat
  let expectation: Expectation

  /// Characters that must be plainly heard before others are guessed.
  static let fewestHeard = 2
  /// What a code among other words may cost.
  static let plainCost: Int32 = 7
  /// What a reading may cost; more is guessing in the dark.
  static let maxCost: Int32 = 16
  /// What the runner-up must cost more; below, both are offered.
  static let plainMargin: Int32 = 3
  static let margin: Int32 = 5

  /// Nothing but plainly said symbols.
  func plain(in utterance: Utterance) -> CodeReading? {
    let hearing = CodeHearing(utterance, readsNearMisses: false)
    let readings = CodeDecoder(hearing: hearing, format: format, allowsMistakes: false).readings(limit: 2)
    guard let best = readings.first, best.isWhole, best.cost <= Self.plainCost,
      readings.count == 1 || readings[1].cost >= best.cost + Self.plainMargin
    else { return nil }
    return best
  }

  func candidates(in utterance: Utterance) -> [Candidate] {
    let plain = CodeHearing(utterance, readsNearMisses: false)
    guard plain.plainSymbols > 0 else { return [] }
    let strict = readings(plain, allowsMistakes: false)
    if let decided = decided(strict, .certain, Self.plainMargin, utterance) { return decided }
    guard plain.plainSymbols >= Self.fewestHeard || expectation.soFar != nil else { return [] }
    let near = CodeHearing(utterance, readsNearMisses: true)
    let readings = readings(near, allowsMistakes: true)
    if let decided = decided(readings, .repaired, Self.margin, utterance) { return decided }
    return part(of: strict + readings, utterance)
  }

  func readings(_ hearing: CodeHearing, allowsMistakes: Bool) -> [CodeReading] {
    var readings = CodeDecoder(hearing: hearing, format: format, allowsMistakes: allowsMistakes)
      .readings(limit: CodeRecognizer.maxReadings)
    if let soFar = expectation.soFar {
      let prefix = soFar.utf8.compactMap(Symbol.init(ascii:))
      readings += CodeDecoder(hearing: hearing, format: format, allowsMistakes: allowsMistakes, prefix: prefix)
        .readings(limit: CodeRecognizer.maxReadings)
      readings.sort { $0.cost < $1.cost }
    }
    return readings
  }

  /// The best whole code, and those that are about as likely.
  private func decided(
    _ readings: [CodeReading], _ certainty: Candidate.Certainty, _ margin: Int32, _ utterance: Utterance
  ) -> [Candidate]? {
    let whole = readings.filter(\.isWhole)
    guard let best = whole.first, best.cost <= Self.maxCost else { return nil }
    let rivals = whole.dropFirst().filter { $0.cost < best.cost + margin && $0.symbols != best.symbols }
    let words = utterance.words(best.tokens)
    return ([best] + rivals).map {
      Candidate(
        .text(format.written($0.symbols)), words: words, certainty: rivals.isEmpty ? certainty : .guessed,
        rule: "code")
    }
  }

  /// The plain beginning of a code.
  private func part(of readings: [CodeReading], _ utterance: Utterance) -> [Candidate] {
    guard let part = readings.first(where: { !$0.isWhole }), part.cost <= Self.plainCost, part.symbols.count >= 2
    else { return [] }
    return [
      Candidate(
        .text(part.symbols.upperCase), words: utterance.words(part.tokens), isPartial: true,
        rule: "code-part")
    ]
  }
}

/// The rows of plainly spelled characters in an utterance, as ranges of its words.
struct SpelledRows {
  private(set) var rows: [Range<Int>] = []

  init(_ utterance: Utterance) {
    let hearing = CodeHearing(utterance, readsNearMisses: false)
    var start: Int?
    var end = 0
    for index in 0..<hearing.count {
      let isPlain = hearing.pieces.pieces[hearing.starts[index]].contains { $0.cost < SpellingWords.Cost.heard }
      let word = utterance.tokens[index].word
      if isPlain {
        if start == nil { start = word }
        for piece in hearing.pieces.pieces[hearing.starts[index]] where piece.cost < SpellingWords.Cost.heard {
          end = max(end, utterance.tokens[min(piece.end, hearing.count) - 1].word + 1)
        }
      } else if let first = start, word >= end, !utterance.tokens[index].isFiller {
        rows.append(first..<end)
        start = nil
      }
    }
    if let start { rows.append(start..<end) }
  }
}
