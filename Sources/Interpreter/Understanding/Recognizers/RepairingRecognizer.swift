import DialogDSL

/// Repair inside an utterance, the same for all types: of "Monday, no, Tuesday" and "not Monday, Tuesday" the later
/// value counts, and it uses the words of the earlier one too, so that nobody else takes them.
struct RepairingRecognizer: Recognizer {
  var base: any Recognizer
  /// Whether "um" alone between two values takes the first one back; not where values are dictated in pieces.
  var hesitationRepairs = true
  /// Fillers are kept from the base: between the words of a value they mean nothing. Not where a script's own phrases
  /// are looked for, which may hold such words.
  var passesFillers = true
  /// The new value where it only changes a part of the old one ("March 9th, no, the 10th"); nil: it stands for itself.
  var completed: @Sendable (_ new: Candidate, _ old: Candidate, Expectation) -> Value? = { _, _, _ in nil }

  /// Repairs in one utterance that are followed; more is not somebody making up their mind.
  static let maxRepairs = 6
  /// Words with a meaning of their own that may stand between a value and the marker that takes it back
  /// ("two tickets, no, three"), or between the marker and the new value.
  var maxGap = 3

  func candidates(in words: Words, expecting expectation: Expectation) -> [Candidate] {
    let language = LanguageData.data(for: expectation.locale)
    let tokens = Tokens(words, language: language)
    let scene = Scene(words: words, tokens: tokens, language: language, expectation: expectation)
    for marker in markers(in: tokens, language) {
      if let repaired = repaired(scene, marker) { return repaired }
    }
    return withoutNegated(read(words, language, expectation), tokens, language)
  }

  /// What the base reads, with words as indices into all of them.
  private func read(_ words: Words, _ language: LanguageData, _ expectation: Expectation) -> [Candidate] {
    let fillers = passesFillers ? words.fillers(language) : []
    if fillers.isEmpty { return base.candidates(in: words, expecting: expectation) }
    let kept = words.words.indices.filter { !fillers.contains($0) }
    let rest = Words(words: kept.map { words[$0] }, source: words.source)
    return base.candidates(in: rest, expecting: expectation).map { candidate in
      var candidate = candidate
      candidate.words = candidate.words.map { kept[$0] }
      return candidate
    }
  }

  private struct Scene {
    let words: Words
    let tokens: Tokens
    let language: LanguageData
    let expectation: Expectation
  }

  /// Markers with the fillers and "or" around them ("or, um, no wait"), the last first: it decides.
  private func markers(in tokens: Tokens, _ language: LanguageData) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 1
    while index < tokens.count {
      let start = index
      var counts = false
      while index < tokens.count {
        if let length = language[.repair].length(in: tokens, at: index), !isComparison(tokens, at: index + length) {
          counts = true
          index += length
        } else if tokens[index].isFiller {
          if hesitationRepairs, language[.hesitations].contains(tokens[index].text) { counts = true }
          index += 1
        } else if tokens[index].text == "or" {
          index += 1
        } else {
          break
        }
      }
      if counts { found.append(start..<index) }
      index = max(index, start + 1)
    }
    return found.suffix(Self.maxRepairs).reversed()
  }

  /// "Instead of Monday", "rather than Monday": what follows is the old value.
  private func isComparison(_ tokens: Tokens, at index: Int) -> Bool { ["of", "than"].contains(tokens.text(index)) }

  private func repaired(_ scene: Scene, _ marker: Range<Int>) -> [Candidate]? {
    guard marker.upperBound < scene.tokens.count else { return nil }
    let markerWord = scene.tokens[marker.lowerBound].word
    let next = scene.tokens[marker.upperBound].word
    guard markerWord < next else { return nil }
    let old = read(scene.words.slice(0..<markerWord), scene.language, scene.expectation)
    guard let lastWord = old.compactMap(\.words.last).max(), let last = old.first(where: { $0.words.last == lastWord })
    else { return nil }
    var asked = scene.expectation
    asked.isAsked = true
    let new = read(scene.words.slice(next..<scene.words.count), scene.language, asked).map { $0.moved(by: next) }
    guard let first = new.first, let start = first.words.first, !first.isPartial else { return nil }
    let isHesitation = scene.tokens.all[marker].allSatisfy(\.isFiller)
    guard isNear(scene, lastWord + 1, markerWord, isHesitation), isNear(scene, next, start, isHesitation) else {
      return nil
    }
    let replaced = old.filter { $0.words.contains(lastWord) }
    let used = replaced.flatMap(\.words) + smallWords(scene, from: lastWord + 1, to: start)
    let mended = new.filter { $0.words == first.words }.map { candidate in
      var candidate = candidate
      candidate.value = completed(candidate, last, scene.expectation) ?? candidate.value
      candidate.words = Set(candidate.words + used).sorted()
      candidate.certainty = min(candidate.certainty, .repaired)
      return candidate
    }
    return mended + old.filter { !$0.words.contains(lastWord) } + new.filter { $0.words != first.words }
  }

  private func isNear(_ scene: Scene, _ first: Int, _ end: Int, _ isHesitation: Bool) -> Bool {
    guard first < end else { return true }
    let between = scene.tokens.all.filter { $0.word >= first && $0.word < end && !isSmall($0, scene.language) }
    return between.count <= (isHesitation ? 0 : maxGap)
  }

  /// The words of the marker and the small ones around it; others are left to be read.
  private func smallWords(_ scene: Scene, from first: Int, to end: Int) -> [Int] {
    guard first < end else { return [] }
    return (first..<end).filter { word in
      scene.tokens.all.allSatisfy { $0.word != word || isSmall($0, scene.language) }
    }
  }

  private func isSmall(_ token: Tokens.Token, _ language: LanguageData) -> Bool {
    token.isFiller || language[.small].contains(token.text) || language[.prepositions].contains(token.text)
      || language[.repairWords].contains(token.text)
  }

  /// "Not Tuesday, Wednesday": what is denied goes, its words to the value beside it.
  private func withoutNegated(_ candidates: [Candidate], _ tokens: Tokens, _ language: LanguageData) -> [Candidate] {
    guard tokens.all.contains(where: { language[.negations].contains($0.text) }) else { return candidates }
    var denied: [Int] = []
    var kept: [Candidate] = []
    for candidate in candidates {
      if let negation = negation(before: candidate, tokens, language) {
        denied += negation + candidate.words
      } else {
        kept.append(candidate)
      }
    }
    guard !denied.isEmpty, !kept.isEmpty else { return kept }
    return kept.map { candidate in
      var candidate = candidate
      candidate.words = Set(candidate.words + denied).sorted()
      candidate.certainty = min(candidate.certainty, .repaired)
      return candidate
    }
  }

  /// The words "not", "not on", "but not the" right before a candidate.
  private func negation(before candidate: Candidate, _ tokens: Tokens, _ language: LanguageData) -> [Int]? {
    guard let first = candidate.words.first, let start = tokens.all.firstIndex(where: { $0.word == first }) else {
      return nil
    }
    var index = start - 1
    while index >= 0, index > start - 4, ["on", "at", "the", "for", "a"].contains(tokens[index].text) { index -= 1 }
    if index > 0, ["of", "than"].contains(tokens[index].text) {
      return ["instead", "rather"].contains(tokens[index - 1].text) ? tokens.words((index - 1)..<start) : nil
    }
    guard index >= 0, ["not", "except"].contains(tokens[index].text) else { return nil }
    // "Why not Tuesday" and "if not Tuesday" do not deny.
    if ["why", "if", "not"].contains(tokens.text(index - 1)) { return nil }
    return tokens.words(index..<start)
  }
}

extension Words {
  /// Some of the words, as an utterance of their own with the same source.
  func slice(_ range: Range<Int>) -> Words { Words(words: Array(words[range]), source: source) }

  /// The words that are nothing but fillers.
  fileprivate func fillers(_ language: LanguageData) -> Set<Int> {
    let tokens = Tokens(self, language: language).all
    let all = Set(tokens.filter(\.isFiller).map(\.word))
    return all.isEmpty ? all : all.subtracting(tokens.filter { !$0.isFiller }.map(\.word))
  }
}

extension Candidate {
  func moved(by offset: Int) -> Candidate {
    var copy = self
    copy.words = words.map { $0 + offset }
    return copy
  }
}
