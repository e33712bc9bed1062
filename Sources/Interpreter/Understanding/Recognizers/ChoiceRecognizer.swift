import DialogDSL

/// One of the script's choices: its phrases, its value, plurals and near misses of both, "the second one".
///
/// A near miss must be nearer to one choice than to any other; it is guessed. Places in the list count only when asked.
struct ChoiceRecognizer: Recognizer {
  func candidates(in words: Words, expecting expectation: Expectation) -> [Candidate] {
    let language = LanguageData.data(for: expectation.locale)
    let tokens = Tokens(words, language: language)
    let spoken = spoken(words, tokens, language, expectation)
    if !spoken.isEmpty { return spoken }
    if expectation.isAsked, let placed = placed(tokens, language, expectation) { return [placed] }
    return nearMiss(tokens, language, expectation).map { [$0] } ?? []
  }

  private struct Finding {
    var choice: Int
    var match: PhraseMatch
  }

  private func spoken(
    _ words: Words, _ tokens: Tokens, _ language: LanguageData, _ expectation: Expectation
  ) -> [Candidate] {
    let matcher = PhraseMatcher(words, tokens: tokens, language: language)
    var findings: [Finding] = []
    for (index, phrases) in expectation.spokenChoices.phrases.enumerated() {
      for phrase in phrases { findings += matcher.allMatches(phrase).map { Finding(choice: index, match: $0) } }
    }
    // The more words a phrase has, the more it means: "deep cleaning" is no "cleaning".
    let sorted = findings.enumerated().sorted { a, b in
      (b.element.match.specificity, a.element.match.span.count, a.offset)
        < (a.element.match.specificity, b.element.match.span.count, b.offset)
    }
    var kept: [Finding] = []
    var occupied: Set<Int> = []
    var choicesOfWords: [[Int]: Set<Int>] = [:]
    for (_, finding) in sorted {
      let own = finding.match.words
      // The same words may mean two choices; that is asked back.
      let isShared = choicesOfWords[own].map { !$0.contains(finding.choice) } ?? false
      guard isShared || occupied.isDisjoint(with: own) else { continue }
      kept.append(finding)
      occupied.formUnion(own)
      choicesOfWords[own, default: []].insert(finding.choice)
    }
    return kept.sorted { $0.match.span.lowerBound < $1.match.span.lowerBound }.map {
      Candidate(
        .text(expectation.choices[$0.choice].value), words: withArticle($0.match.words, tokens), rule: "phrase")
    }
  }

  /// "The cleaning": the article belongs to it.
  private func withArticle(_ words: [Int], _ tokens: Tokens) -> [Int] {
    guard let first = words.first, first > 0,
      let token = tokens.all.last(where: { $0.word == first - 1 }), ["the", "a", "an"].contains(token.text)
    else { return words }
    return [first - 1] + words
  }

  // MARK: Places

  /// "The second one", "number two", "the last one".
  private func placed(_ tokens: Tokens, _ language: LanguageData, _ expectation: Expectation) -> Candidate? {
    let numbers = NumberReader(tokens, language: language)
    for index in tokens.all.indices {
      var end = index
      let place: Int
      if let ordinal = numbers.ordinal(at: index) {
        place = ordinal.number
        end = ordinal.tokens.upperBound
      } else if ["last", "latter"].contains(tokens.text(index)) {
        place = expectation.choices.count
        end = index + 1
      } else if tokens.text(index) == "former" {
        place = 1
        end = index + 1
      } else if ["number", "option", "choice"].contains(tokens.text(index)),
        let number = numbers.belowHundred(at: index + 1)
      {
        place = number.number
        end = number.tokens.upperBound
      } else {
        continue
      }
      guard expectation.choices.indices.contains(place - 1) else { continue }
      if ["one", "option", "choice"].contains(tokens.text(end)) { end += 1 }
      let start = tokens.text(index - 1) == "the" ? index - 1 : index
      let others = tokens.all.indices.filter {
        !(start..<end).contains($0) && !tokens[$0].isFiller && !language[.small].contains(tokens[$0].text)
      }
      guard others.count <= 2 else { continue }
      return Candidate(.text(expectation.choices[place - 1].value), words: tokens.words(start..<end), rule: "place")
    }
    return nil
  }

  // MARK: Near misses

  private static let shortestNearMiss = 4
  private static let maxWindow = 3
  /// Windows times names that are compared; an utterance long enough to pass it is not an answer.
  private static let maxComparisons = 1000

  private struct Window {
    var text: String
    var key: String
    var tokens: Range<Int>
  }

  /// One to three words on end, each text once.
  private func windows(_ tokens: Tokens, _ language: LanguageData) -> [Window] {
    var windows: [Window] = []
    var seen: Set<String> = []
    for start in tokens.all.indices {
      for length in 1...Self.maxWindow where start + length <= tokens.count {
        let range = start..<(start + length)
        if tokens.all[range].allSatisfy({ language[.small].contains($0.text) || $0.isFiller }) { continue }
        let text = tokens.all[range].map(\.text).joined()
        if seen.insert(text).inserted { windows.append(Window(text: text, key: Phonetic.key(text), tokens: range)) }
      }
    }
    return windows
  }

  private func nearMiss(_ tokens: Tokens, _ language: LanguageData, _ expectation: Expectation) -> Candidate? {
    var best: [Int: (distance: Int, length: Int, range: Range<Int>)] = [:]
    var comparisons = 0
    let windows = windows(tokens, language)
    for (choice, targets) in expectation.spokenChoices.targets.enumerated() {
      for target in targets where target.text.utf8.count >= Self.shortestNearMiss {
        let length = target.text.utf8.count
        for window in windows where abs(window.text.utf8.count - length) <= length / 3 {
          // Speech recognition misses the middle and end of a word more than its first sound.
          guard window.key.utf8.first == target.key.utf8.first else { continue }
          comparisons += 1
          if comparisons > Self.maxComparisons { return nil }
          let distance = Phonetic.distance(window.text, target.text, keys: (window.key, target.key))
          if distance < best[choice]?.distance ?? .max { best[choice] = (distance, length, window.tokens) }
        }
      }
    }
    let ranked = best.sorted { ($0.value.distance, $0.key) < ($1.value.distance, $1.key) }
    guard let winner = ranked.first else { return nil }
    let limit = expectation.isAsked ? max(1, winner.value.length / 4) : winner.value.length >= 6 ? 1 : 0
    guard winner.value.distance <= limit * Phonetic.scale,
      ranked.count < 2 || ranked[1].value.distance >= winner.value.distance + Phonetic.scale
    else { return nil }
    return Candidate(
      .text(expectation.choices[winner.key].value), words: tokens.words(winner.value.range), certainty: .guessed,
      rule: "near-miss")
  }
}
