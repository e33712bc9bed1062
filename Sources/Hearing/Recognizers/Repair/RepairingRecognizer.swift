import DialogDSL

/// Repair inside an utterance, the same for all types: of "Monday, no, Tuesday" and "not Monday, Tuesday" the later
/// value counts, and it uses the words of the earlier one too, so that nobody else takes them. "Monday or Tuesday" is
/// one guess with two values.
struct RepairingRecognizer: Recognizer {
  var base: any Recognizer
  /// Whether "um" alone between two values takes the first one back; not where values are dictated in pieces.
  var hesitationRepairs = true
  /// Fillers are kept from the base: between the words of a value they mean nothing. Not where a script's own phrases
  /// are looked for, which may hold such words.
  var passesFillers = true
  /// A guess may take back another one after a mere "uh": hours without their half of the day are guesses.
  var hearsGuesses: Bool { passesFillers }
  /// Whether "or" between two values leaves both of them open; else the first one is the likelier.
  var keepsAlternatives = false
  /// The new value where it only changes a part of the old one ("March 9th, no, the 10th"); nil: it stands for itself.
  var completed: @Sendable (_ new: Candidate, _ old: Candidate, Expectation) -> Value? = { _, _, _ in nil }

  /// Whether the base merges attempts itself, with what is taken back inside them.
  var baseMerges = false
  /// A value that only the one it replaces makes whole ("two hours, no, three"), with words as indices into the rest.
  var restated: @Sendable (_ rest: Utterance, _ old: Candidate, _ utterance: Utterance, Expectation) -> [Candidate] = {
    _, _, _, _ in
    []
  }

  /// Repairs in one utterance that are followed; more is not somebody making up their mind.
  static let maxRepairs = 6
  /// Words with a meaning of their own that may stand between a value and the marker that takes it back
  /// ("two tickets, no, three"), or between the marker and the new value.
  var maxGap = 3
  /// The same before a marker that the new value follows at once, as often as `maxGap` words may stand there
  /// ("in 1962 what challenged the empire, no, 1945").
  static let closeFactor = 2
  /// Words between a negation and what it denies.
  static let maxBetween = 3

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    guard utterance.language.repairs.mayRepair(utterance.tokens) else { return read(utterance, expectation) }
    let scene = Scene(utterance: utterance, expectation: expectation)
    for marker in markers(in: utterance.tokens, utterance.language) {
      if let repaired = repaired(scene, marker) { return repaired }
    }
    return settled(utterance, expectation)
  }

  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    baseMerges
      ? base.candidates(merging: attempts, expecting: expectation)
      : lastWhole(of: attempts, expecting: expectation)
  }

  /// What the base reads, with words as indices into all of them.
  private func read(_ utterance: Utterance, _ expectation: Expectation) -> [Candidate] {
    guard passesFillers, let kept = utterance.wordsWithoutFillers else {
      return base.candidates(in: utterance, expecting: expectation)
    }
    return base.candidates(in: utterance.keeping(kept), expecting: expectation).map { candidate in
      var candidate = candidate
      candidate.words = candidate.words.map { kept[$0] }
      return candidate
    }
  }

  /// What the base reads, without what is denied.
  private func settled(_ utterance: Utterance, _ expectation: Expectation) -> [Candidate] {
    let candidates = read(utterance, expectation)
    if candidates.isEmpty { return candidates }
    let kept = withoutDenied(candidates, utterance.tokens, utterance.language.repairs)
    return keepsAlternatives ? alternatives(kept, utterance.tokens, utterance.language.repairs) : kept
  }

  private struct Scene {
    let utterance: Utterance
    let expectation: Expectation

    var tokens: Tokens { utterance.tokens }
    var language: LanguageData { utterance.language }
  }

  // MARK: Taken back

  /// Markers with the fillers and links around them ("or, um, no wait"), the last first: it decides.
  private func markers(in tokens: Tokens, _ language: LanguageData) -> [Range<Int>] {
    let words = language.repairs
    var found: [Range<Int>] = []
    var index = 1
    while index < tokens.count {
      let start = index
      var counts = false
      while index < tokens.count {
        if words.comparisons.length(in: tokens, at: index) != nil {
          break
        } else if let length = words.markers.length(in: tokens, at: index) {
          counts = true
          index += length
        } else if tokens[index].isFiller {
          if hesitationRepairs, words.hesitations.contains(tokens[index]) { counts = true }
          index += 1
        } else if !isDictated(tokens[index], language), let length = words.links.length(in: tokens, at: index) {
          index += length
        } else {
          break
        }
      }
      if counts { found.append(start..<index) }
      index = max(index, start + 1)
    }
    return found.suffix(Self.maxRepairs).reversed()
  }

  /// "No, sorry, oh two one": where digits are dictated "oh" is one of them.
  private func isDictated(_ token: Tokens.Token, _ language: LanguageData) -> Bool {
    !hesitationRepairs && language[.spelledZero].contains(token)
  }

  private func repaired(_ scene: Scene, _ marker: Range<Int>) -> [Candidate]? {
    guard marker.upperBound < scene.tokens.count else { return nil }
    let markerWord = scene.tokens[marker.lowerBound].word
    let next = scene.tokens[marker.upperBound].word
    guard markerWord < next else { return nil }
    var old = read(scene.utterance.slice(0..<markerWord), scene.expectation)
    if old.isEmpty, !scene.expectation.isAsked {
      // What follows a bare value may tell that it is one: "for three, no, for six people".
      old = read(scene.utterance, scene.expectation).filter { ($0.words.last ?? markerWord) < markerWord }
    }
    guard let lastWord = old.compactMap(\.words.last).max(), let last = old.first(where: { $0.words.last == lastWord })
    else { return nil }
    var asked = scene.expectation
    asked.isAsked = true
    let rest = scene.utterance.slice(next..<scene.utterance.words.count)
    var new = settled(rest, asked).map { $0.moved(by: next) }
    if new.isEmpty, !scene.tokens.all[marker].allSatisfy(\.isFiller) {
      new = restated(rest, last, scene.utterance, asked).map { $0.moved(by: next) }
    }
    guard let first = new.first, let start = first.words.first, !first.isPartial else { return nil }
    guard isNear(scene, marker, old: lastWord, new: start) else { return nil }
    // Of two guesses with an "uh" between them the second is no better.
    let isHesitation = scene.tokens.all[marker].allSatisfy(\.isFiller)
    if isHesitation, !hearsGuesses, last.certainty == .guessed || first.certainty == .guessed { return nil }
    let replaced = old.filter { $0.words.contains(lastWord) }
    let used = replaced.flatMap(\.words) + smallWords(scene, from: lastWord + 1, to: start)
    let mended = new.filter { $0.words == first.words }.map { candidate in
      var candidate = candidate
      let whole = completed(candidate, last, scene.expectation)
      candidate.value = whole ?? candidate.value
      candidate.words = Set(candidate.words + used).sorted()
      // Together with the rest of the old value a part is certain enough.
      candidate.certainty = whole == nil ? min(candidate.certainty, .repaired) : .repaired
      return candidate
    }
    return Self.distinct(mended) + old.filter { !$0.words.contains(lastWord) } + new.filter { $0.words != first.words }
  }

  /// Readings that a former value made the same are one, and no guess.
  private static func distinct(_ candidates: [Candidate]) -> [Candidate] {
    guard let first = candidates.first, candidates.count > 1, candidates.allSatisfy({ $0.value == first.value }) else {
      return candidates
    }
    var single = first
    single.certainty = .repaired
    return [single]
  }

  /// Whether little enough stands between the marker and the values on both sides of it.
  private func isNear(_ scene: Scene, _ marker: Range<Int>, old: Int, new: Int) -> Bool {
    let before = meaningful(scene, from: old + 1, to: scene.tokens[marker.lowerBound].word)
    let after = meaningful(scene, from: scene.tokens[marker.upperBound].word, to: new)
    if scene.tokens.all[marker].allSatisfy(\.isFiller) {
      // "To Munich from, uh, Berlin" takes nothing back.
      return before + after == 0 && old + 1 == scene.tokens[marker.lowerBound].word
    }
    if before <= maxGap, after <= maxGap { return true }
    return after == 0 && before <= maxGap * Self.closeFactor
  }

  /// How many words from `first` to before `end` have a meaning of their own.
  private func meaningful(_ scene: Scene, from first: Int, to end: Int) -> Int {
    guard first < end else { return 0 }
    return scene.tokens.all.count { $0.word >= first && $0.word < end && !isSmall($0, scene.language) }
  }

  /// The words of the marker and the small ones around it; others are left to be read.
  private func smallWords(_ scene: Scene, from first: Int, to end: Int) -> [Int] {
    guard first < end else { return [] }
    var isSmallWord = [Bool](repeating: true, count: end - first)
    for token in scene.tokens.all where token.word >= first && token.word < end && !isSmall(token, scene.language) {
      isSmallWord[token.word - first] = false
    }
    return (first..<end).filter { isSmallWord[$0 - first] }
  }

  private func isSmall(_ token: Tokens.Token, _ language: LanguageData) -> Bool {
    token.isFiller || language[.small].contains(token) || language[.prepositions].contains(token)
      || language.repairs.small.contains(token)
  }

  // MARK: Denied

  /// "Not Tuesday, Wednesday", "Tuesday doesn't work, Wednesday": what is denied goes, its words to the value beside
  /// it.
  private func withoutDenied(_ candidates: [Candidate], _ tokens: Tokens, _ words: RepairWords) -> [Candidate] {
    let denials = denials(in: tokens, words)
    if denials.isEmpty { return candidates }
    var used: [Int] = []
    var kept: [Candidate] = []
    var isPlain = false
    for candidate in candidates {
      if let denial = denials.first(where: { denies($0, candidate, tokens) }) {
        used += tokens.words(denial.words) + candidate.words
        isPlain =
          isPlain
          || !denial.isAfter && denial.words.count == 1
            && !words.markers.contains(tokens[denial.words.lowerBound])
      } else {
        kept.append(candidate)
      }
    }
    // "They won't make the eight o'clock" says of the only value that it is meant, "not eight" that it is not. A word
    // that takes back as well ("no el viernes") has taken back what was said before.
    if kept.isEmpty, !isPlain { return candidates }
    if used.isEmpty { return kept }
    return kept.map { candidate in
      var candidate = candidate
      candidate.words = Set(candidate.words + used).sorted()
      candidate.certainty = min(candidate.certainty, .repaired)
      return candidate
    }
  }

  private struct Denial {
    var words: Range<Int>
    /// Where the value begins, or ends, that is denied.
    var places: ClosedRange<Int>
    var isAfter: Bool
  }

  private func denials(in tokens: Tokens, _ words: RepairWords) -> [Denial] {
    var found: [Denial] = []
    var index = 0
    while index < tokens.count, found.count < Self.maxRepairs {
      if let length = words.negations.length(in: tokens, at: index),
        !tokens[index + length - 1].endsClause, !(index > 0 && words.openNegations.contains(tokens[index - 1]))
      {
        let first = index + length
        var last = first
        while last < first + Self.maxBetween, last < tokens.count, words.between.contains(tokens[last]) { last += 1 }
        found.append(Denial(words: index..<first, places: (index + 1)...last, isAfter: false))
        index = first
      } else if index > 0, let length = words.deniedAfter.length(in: tokens, at: index) {
        found.append(Denial(words: index..<(index + length), places: (index - 1)...(index - 1), isAfter: true))
        index += length
      } else {
        index += 1
      }
    }
    return found
  }

  private func denies(_ denial: Denial, _ candidate: Candidate, _ tokens: Tokens) -> Bool {
    let edge = denial.isAfter ? candidate.words.last : candidate.words.first
    return denial.places.contains { $0 < tokens.count && tokens[$0].word == edge }
  }

  // MARK: Left open

  /// "Monday or Tuesday": two values with the words of both, neither of them sure.
  private func alternatives(_ candidates: [Candidate], _ tokens: Tokens, _ words: RepairWords) -> [Candidate] {
    guard candidates.count > 1 else { return candidates }
    let inOrder = candidates.filter { !$0.isPartial && !$0.words.isEmpty }.sorted { $0.words[0] < $1.words[0] }
    for (one, other) in zip(inOrder, inOrder.dropFirst()) where one.value != other.value {
      guard let link = link(from: one.words.last!, to: other.words[0], tokens, words) else { continue }
      let both = Set(one.words + tokens.words(link) + other.words).sorted()
      let open = [one, other].map { candidate in
        var candidate = candidate
        candidate.words = both
        candidate.certainty = .guessed
        return candidate
      }
      return open + candidates.filter { $0 != one && $0 != other }
    }
    return candidates
  }

  /// The tokens between two words when they are an "or" with articles and the like after it.
  private func link(from last: Int, to first: Int, _ tokens: Tokens, _ words: RepairWords) -> Range<Int>? {
    guard last < first, let start = tokens.all.firstIndex(where: { $0.word > last }),
      let end = tokens.all.firstIndex(where: { $0.word >= first }), start < end, end - start <= Self.maxBetween + 1,
      let length = words.alternatives.length(in: tokens, at: start)
    else { return nil }
    return (start + length..<max(end, start + length)).allSatisfy { words.between.contains(tokens[$0]) }
      ? start..<end : nil
  }
}

extension Utterance {
  /// The words that are more than fillers; nil when all are.
  fileprivate var wordsWithoutFillers: [Int]? {
    guard tokens.all.contains(where: \.isFiller) else { return nil }
    var carries = [Bool](repeating: false, count: words.count)
    for token in tokens.all where !token.isFiller { carries[token.word] = true }
    let kept = words.words.indices.filter { carries[$0] }
    return kept.count == words.count ? nil : kept
  }
}

extension Candidate {
  package func moved(by offset: Int) -> Candidate {
    var copy = self
    copy.words = words.map { $0 + offset }
    return copy
  }
}
