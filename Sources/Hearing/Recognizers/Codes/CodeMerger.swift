import DialogDSL

/// Several answers to the same question as one code: the one that explains all of them best, place by place.
///
/// A place that was plainly said beats one that was misheard, two attempts that agree beat one, an attempt that breaks
/// off is gone on with, and one that has nothing in it counts for nothing. The later attempts weigh a little more.
struct CodeMerger {
  let format: CodeFormat
  let expectation: Expectation

  /// Attempts that are merged; the last ones.
  static let maxAttempts = 5
  /// Codes that are compared.
  private static let maxCodes = 120
  /// What one attempt may count against a code: it may have nothing in it.
  private static let maxCost: Int32 = 40
  /// Readings of each attempt whose halves are combined.
  private static let maxCrossed = 3
  private static let margin: Int32 = 4

  /// An answer, or the part of one after words that take back what was said before.
  private struct Attempt {
    var utterance: Utterance
    /// The number of its first word in the caller's answer.
    var offset: Int
    var isCorrection: Bool
  }

  /// Whether something is taken back: "NG9 2TD, no, 2TB".
  static func takesBack(_ utterance: Utterance) -> Bool {
    let (tokens, repair) = (utterance.tokens, utterance.language[.repair])
    return tokens.all.indices.contains { repair.length(in: tokens, at: $0) != nil } && parts(of: utterance).count > 1
  }

  /// "NG9 2TD, no, 2TB" is two attempts; "no, 2TB" one that corrects.
  private static func parts(of utterance: Utterance) -> [Attempt] {
    let tokens = utterance.tokens
    let repair = utterance.language[.repair]
    var parts: [Attempt] = []
    var start = 0
    var isCorrection = false
    var index = 0
    func close(_ end: Int) {
      guard start < end else { return }
      let part = Attempt(utterance: utterance.slice(start..<end), offset: start, isCorrection: isCorrection)
      // Words between two markers carry nothing.
      if CodeHearing(part.utterance, readsNearMisses: false).plainSymbols > 0 { parts.append(part) }
    }
    while index < min(tokens.count, CodeHearing.maxTokens), parts.count < maxAttempts {
      guard let length = repair.length(in: tokens, at: index), index + length < tokens.count,
        tokens[index + length].word > tokens[index].word
      else {
        index += 1
        continue
      }
      close(tokens[index].word)
      index += length
      start = tokens[index].word
      isCorrection = true
    }
    close(utterance.words.count)
    return parts
  }

  func candidates(in utterance: Utterance) -> [Candidate] { candidates(Self.parts(of: utterance)) }

  /// Readings of the attempts together.
  func candidates(_ attempts: [Utterance]) -> [Candidate] {
    let parts = attempts.flatMap { Self.parts(of: $0) }
    let isLast = parts.last?.utterance.words.source == attempts.last?.words.source
    return candidates(parts).map { candidate in
      var candidate = candidate
      if !isLast { candidate.words = [] }
      return candidate
    }
  }

  /// A correction that is a whole code leaves nothing of what was said before; one that names a place changes it.
  private func candidates(_ attempts: [Attempt]) -> [Candidate] {
    guard let last = attempts.last else { return [] }
    if attempts.count > 1 {
      if last.isCorrection,
        let plain = CodeReader(format: format, expectation: expectation).plain(in: last.utterance)
      {
        return [corrected(plain.symbols, words: last.utterance.words(plain.tokens).map { $0 + last.offset }, .repaired)]
      }
      let correction = CodeCorrection(hearing: CodeHearing(last.utterance, readsNearMisses: false))
      if correction.isPossible {
        for candidate in candidates(Array(attempts.dropLast())) {
          let codes = correction.corrected(Self.symbols(of: candidate), format: format)
          if !codes.isEmpty {
            return codes.map { corrected($0, words: [], codes.count > 1 ? .guessed : .repaired) }
          }
        }
      }
    }
    return merged(attempts)
  }

  private func corrected(_ symbols: [Symbol], words: [Int], _ certainty: Candidate.Certainty) -> Candidate {
    Candidate(.text(format.written(symbols)), words: words, certainty: certainty, rule: "code-corrected")
  }

  private static func symbols(of candidate: Candidate) -> [Symbol] {
    guard case .text(let text) = candidate.value else { return [] }
    return text.utf8.compactMap(Symbol.init(ascii:)).filter { $0.isDigit || $0.isLetter }
  }

  private func merged(_ all: [Attempt]) -> [Candidate] {
    let attempts = all.suffix(Self.maxAttempts)
    let reader = CodeReader(format: format, expectation: expectation)
    let hearings = attempts.map { CodeHearing($0.utterance, readsNearMisses: true) }
    let readings = hearings.map { reader.readings($0, allowsMistakes: true) }
    let scored = codes(hearings, readings).map { (symbols: $0, cost: cost($0, hearings)) }
      .sorted { $0.cost < $1.cost }
    guard let best = scored.first, let last = attempts.last else { return part(readings) }
    let rivals = scored.dropFirst().filter { $0.cost < best.cost + Self.margin }
    let heard = readings.last?.first { $0.symbols == best.symbols }
    let words = heard.map { last.utterance.words($0.tokens).map { $0 + last.offset } } ?? []
    return ([best] + rivals).map {
      Candidate(
        .text(format.written($0.symbols)), words: words, certainty: rivals.isEmpty ? .repaired : .guessed,
        rule: "code-merged")
    }
  }

  /// What all attempts together count against a code.
  private func cost(_ code: [Symbol], _ hearings: [CodeHearing]) -> Int32 {
    var sum: Int32 = 0
    for (number, hearing) in hearings.enumerated() {
      let cost = min(CodeAlignment(code: code, hearing: hearing).cost, Self.maxCost)
      sum += cost * Int32(10 + number) / 10
    }
    return sum
  }

  /// The codes worth comparing, each once: what each attempt reads as, one going on with another, and the beginning of
  /// one with the end of another.
  private func codes(_ hearings: [CodeHearing], _ readings: [[CodeReading]]) -> [[Symbol]] {
    var seen: Set<[Symbol]> = []
    var codes: [[Symbol]] = []
    func add(_ code: [Symbol]) {
      guard codes.count < Self.maxCodes, let state = format.state(after: code), format.isWhole(state),
        seen.insert(code).inserted
      else { return }
      codes.append(code)
    }
    for attempt in readings.reversed() {
      for reading in attempt where reading.isWhole { add(reading.symbols) }
    }
    for number in hearings.indices.dropFirst() {
      for begun in readings[number - 1].filter({ !$0.isWhole }).prefix(2) {
        let decoder = CodeDecoder(
          hearing: hearings[number], format: format, allowsMistakes: true, prefix: begun.symbols)
        for reading in decoder.readings(limit: 2) where reading.isWhole { add(reading.symbols) }
      }
    }
    for (one, first) in readings.enumerated() {
      for (other, second) in readings.enumerated() where one != other {
        for head in first.prefix(Self.maxCrossed) {
          for tail in second.prefix(Self.maxCrossed) where tail.isWhole {
            cross(head.symbols, tail.symbols, add)
          }
        }
      }
    }
    return codes
  }

  private func cross(_ head: [Symbol], _ tail: [Symbol], _ add: ([Symbol]) -> Void) {
    guard head.count > 1, tail.count > 1 else { return }
    for cut in 1..<min(head.count + 1, tail.count) { add(Array(head.prefix(cut) + tail.dropFirst(cut))) }
  }

  private func part(_ readings: [[CodeReading]]) -> [Candidate] {
    let parts = readings.compactMap { $0.first { !$0.isWhole } }.filter { $0.cost <= CodeReader.plainCost }
    guard let longest = parts.max(by: { $0.symbols.count < $1.symbols.count }), longest.symbols.count >= 2 else {
      return []
    }
    return [
      Candidate(.text(longest.symbols.upperCase), words: [], certainty: .repaired, isPartial: true, rule: "code-part")
    ]
  }
}

/// What it costs to believe that a code was said where this was heard: characters mistaken for others, left out, or
/// heard where there were none.
struct CodeAlignment {
  private enum Cost {
    static let missing: Int32 = 13
    /// Before the first or after the last that was heard: attempts break off.
    static let cutOff: Int32 = 5
    static let extra: Int32 = 17
    /// More when a word for another letter was heard.
    static let firm: Int32 = 10
  }

  let cost: Int32

  init(code: [Symbol], hearing: CodeHearing) {
    let words = hearing.utterance.language.spelling
    let width = code.count + 1
    let far = Int32.max / 4
    var table = [Int32](repeating: far, count: (hearing.count + 1) * width)
    for place in 0..<width { table[place] = Int32(place) * Cost.cutOff }
    for index in 0..<hearing.count {
      let row = index * width
      for place in 1..<width { table[row + place] = min(table[row + place], table[row + place - 1] + Cost.missing) }
      for place in 0..<width {
        let next = row + width + place
        table[next] = min(table[next], table[row + place] + hearing.skips[index].inside)
      }
      for number in hearing.starts[index] {
        let piece = hearing.pieces.pieces[number]
        guard piece.end <= hearing.count else { continue }
        var line = Array(table[row..<(row + width)])
        for place in 0..<width { line[place] += piece.cost }
        for symbol in hearing.pieces.symbols(of: piece) {
          var after = line.map { $0 + Cost.extra }
          for place in 1..<width {
            let heard = words.cost(of: code[place - 1], for: symbol)
            let mistake = heard == 0 ? 0 : piece.isFirm ? heard + Cost.firm : heard
            after[place] = min(after[place], line[place - 1] + mistake, after[place - 1] + Cost.missing)
          }
          line = after
        }
        for place in 0..<width {
          let target = piece.end * width + place
          table[target] = min(table[target], line[place])
        }
      }
    }
    var best = far
    for place in 0..<width {
      best = min(best, table[hearing.count * width + place] + Int32(code.count - place) * Cost.cutOff)
    }
    cost = best
  }
}
