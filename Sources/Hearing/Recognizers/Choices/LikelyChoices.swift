import DialogDSL

/// Choices that were not named outright: by words of their names, or by names that sound like what was said. What is
/// nearer to one choice than to any other by a margin is that one; what fits several alike is all of them.
struct LikelyChoices {
  struct Likely {
    var choices: [Int]
    var words: [Int]
    var rule: String
  }

  private let tokens: Tokens
  private let language: LanguageData
  private let choices: SpokenChoices
  private let isAsked: Bool

  init(_ utterance: Utterance, _ choices: SpokenChoices, isAsked: Bool) {
    tokens = utterance.tokens
    language = utterance.language
    self.choices = choices
    self.isAsked = isAsked
  }

  func find() -> Likely? {
    // Where a name is taken for another, the nearer one wins; a part of a name is all that was said of it.
    (isAsked ? partOfName() : nil) ?? nearMiss()
  }

  private func carries(_ token: Tokens.Token) -> Bool { !token.isFiller && !language[.small].contains(token) }

  // MARK: Parts of names

  /// "The deep one" for "deep cleaning": the choices whose names hold most of the words said.
  private func partOfName() -> Likely? {
    var counts: [Int32: Int] = [:]
    var used: [Int] = []
    for token in tokens.all where carries(token) {
      // "The deep one": no number.
      if !used.isEmpty, language.choiceWords.placeTails.contains(token) { continue }
      guard let owners = choices.stems[language.choiceWords.stem(token.text)] else { continue }
      for owner in owners { counts[owner, default: 0] += 1 }
      if used.last != token.word { used.append(token.word) }
    }
    guard let most = counts.values.max() else { return nil }
    return Likely(
      choices: counts.filter { $0.value == most }.keys.sorted().map(Int.init), words: used, rule: "part-of-name")
  }

  // MARK: Near misses

  private static let maxWindow = 3
  /// Windows times names that are compared; an utterance long enough to pass it is not an answer.
  private static let maxComparisons = 600
  /// Names this long may differ by a letter also where nobody asked.
  private static let safeLength = 6
  /// One letter in so many may differ.
  private static let lettersPerMiss = 4

  private struct Nearest {
    var distance: Int
    var length: Int
    var tokens: Range<Int>
  }

  /// Speech recognition misses the middle and end of a word more than its first sound.
  private func nearMiss() -> Likely? {
    guard let lengths = choices.targetLengths else { return nil }
    var best: [Int32: Nearest] = [:]
    var comparisons = 0
    for start in tokens.all.indices {
      guard let sound = language.phonetic.firstSound(of: tokens.all[start].text) else { continue }
      let targets = choices.targets[Int(sound)]
      if targets.isEmpty { continue }
      var length = 0
      for end in (start + 1)...(start + Self.maxWindow) where end <= tokens.count {
        length += tokens.all[end - 1].text.utf8.count
        guard length + misses(in: length) + 1 >= lengths.lowerBound, length <= lengths.upperBound * 3 / 2,
          tokens.all[start..<end].contains(where: carries)
        else { continue }
        compare(start..<end, targets, &best, &comparisons)
        if comparisons > Self.maxComparisons { return nil }
      }
    }
    return winner(of: best)
  }

  private func compare(
    _ window: Range<Int>, _ targets: [SpokenChoices.Target], _ best: inout [Int32: Nearest], _ comparisons: inout Int
  ) {
    let text = window.count == 1 ? tokens[window.lowerBound].text : tokens.all[window].map(\.text).joined()
    let said = language.phonetic.sounding(text)
    for target in targets {
      // A runner-up one change behind the winner matters as well.
      let edits = misses(in: target.length) + 1
      guard said.mayBeWithin(edits, of: target.sounding) else { continue }
      comparisons += 1
      guard let distance = Phonetic.distance(said, target.sounding, within: edits),
        distance < best[target.choice]?.distance ?? .max
      else { continue }
      best[target.choice] = Nearest(distance: distance, length: target.length, tokens: window)
    }
  }

  private func misses(in length: Int) -> Int {
    isAsked ? max(1, length / Self.lettersPerMiss) : length >= Self.safeLength ? 1 : 0
  }

  private func winner(of best: [Int32: Nearest]) -> Likely? {
    let ranked = best.sorted { ($0.value.distance, $0.key) < ($1.value.distance, $1.key) }
    guard let winner = ranked.first, winner.value.distance <= misses(in: winner.value.length) * Phonetic.scale,
      ranked.count < 2 || ranked[1].value.distance >= winner.value.distance + Phonetic.scale
    else { return nil }
    return Likely(choices: [Int(winner.key)], words: tokens.words(winner.value.tokens), rule: "near-miss")
  }
}
