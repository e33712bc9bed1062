import DialogDSL

/// One of the script's choices: its phrases, its value, plurals and near misses of both, "the second one", a part of a
/// name that no other has.
///
/// What fits several choices is guessed, with the same words for each: it is asked back. So are all choices for "any of
/// them", and those that are left by "not the cleaning". Near misses and parts of names are guessed too. Places in the
/// list, parts of names and "any" count only when asked.
struct ChoiceRecognizer: Recognizer {
  /// "Not the cleaning" leaves the others; without it, it names the cleaning.
  var heedsExclusions = true

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    if expectation.choices.isEmpty { return [] }
    let spoken = spoken(utterance, expectation)
    if !spoken.isEmpty { return spoken }
    if expectation.isAsked {
      let words = utterance.language.choiceWords
      if let placed = ChoicePlaces(utterance, count: expectation.choices.count).place() {
        return candidates([placed.choice], placed.words, .certain, "place", expectation)
      }
      if let any = PhraseMatcher(utterance).allMatches(of: words.any).first {
        return candidates(Array(expectation.choices.indices), any.match.words, .guessed, "any", expectation)
      }
    }
    guard let likely = LikelyChoices(utterance, expectation.spokenChoices, isAsked: expectation.isAsked).find() else {
      return []
    }
    guard let exclusion = exclusion(before: likely.words[0], utterance) else {
      return candidates(likely.choices, likely.words, .guessed, likely.rule, expectation)
    }
    return left(by: Set(likely.choices), exclusion + likely.words, expectation)
  }

  private func candidates(
    _ choices: [Int], _ words: [Int], _ certainty: Candidate.Certainty, _ rule: String, _ expectation: Expectation
  ) -> [Candidate] {
    choices.map {
      Candidate(.text(expectation.choices[$0].value), words: words, certainty: certainty, rule: rule)
    }
  }

  // MARK: Phrases

  private struct Finding {
    var choice: Int
    var match: PhraseMatch
  }

  private func spoken(_ utterance: Utterance, _ expectation: Expectation) -> [Candidate] {
    let findings = findings(utterance, expectation)
    if findings.isEmpty { return [] }
    let exclusions = findings.map { exclusion(before: $0.match.words[0], utterance) }
    if !heedsExclusions || exclusions.allSatisfy({ $0 == nil }) {
      return findings.map { finding in
        // The same words may mean two choices.
        let isShared = findings.contains { $0.choice != finding.choice && $0.match.words == finding.match.words }
        return Candidate(
          .text(expectation.choices[finding.choice].value), words: withArticle(finding.match.words, utterance),
          certainty: isShared ? .guessed : .certain, rule: "phrase")
      }
    }
    return afterExclusions(findings, exclusions, expectation)
  }

  /// What is meant when something is not: what else was named, else what is left of the list.
  private func afterExclusions(_ findings: [Finding], _ exclusions: [[Int]?], _ expectation: Expectation)
    -> [Candidate]
  {
    var denied: [Int] = []
    var deniedChoices: Set<Int> = []
    var named: [Finding] = []
    for (finding, exclusion) in zip(findings, exclusions) {
      if let exclusion {
        denied += exclusion + finding.match.words
        deniedChoices.insert(finding.choice)
      } else {
        named.append(finding)
      }
    }
    if !named.isEmpty {
      return named.map {
        Candidate(
          .text(expectation.choices[$0.choice].value), words: Set($0.match.words + denied).sorted(),
          certainty: .repaired, rule: "exclusion")
      }
    }
    return left(by: deniedChoices, denied, expectation)
  }

  private func left(by denied: Set<Int>, _ words: [Int], _ expectation: Expectation) -> [Candidate] {
    guard expectation.isAsked else { return [] }
    let left = expectation.choices.indices.filter { !denied.contains($0) }
    return candidates(left, Set(words).sorted(), .guessed, "exclusion", expectation)
  }

  /// Those that say most, in order: "deep cleaning" is no "cleaning".
  private func findings(_ utterance: Utterance, _ expectation: Expectation) -> [Finding] {
    let choices = expectation.spokenChoices
    let found = PhraseMatcher(utterance).allMatches(of: choices.set).map { phrase, match in
      Finding(choice: Int(choices.choices[phrase]), match: match)
    }
    if found.count < 2 { return found.filter { !$0.match.words.isEmpty } }
    let sorted = found.enumerated().sorted { a, b in
      (b.element.match.specificity, a.element.match.span.count, a.offset)
        < (a.element.match.specificity, b.element.match.span.count, b.offset)
    }
    var kept: [Finding] = []
    var isTaken = [Bool](repeating: false, count: utterance.words.count)
    for (_, finding) in sorted {
      let own = finding.match.words
      if own.isEmpty { continue }
      let rivals = kept.filter { $0.match.words == own }
      guard rivals.isEmpty ? own.allSatisfy({ !isTaken[$0] }) : !rivals.contains(where: { $0.choice == finding.choice })
      else { continue }
      kept.append(finding)
      for word in own { isTaken[word] = true }
    }
    return kept.enumerated().sorted { a, b in
      (a.element.match.span.lowerBound, a.element.choice) < (b.element.match.span.lowerBound, b.element.choice)
    }.map(\.element)
  }

  /// The words "not the", "anything but" right before a word.
  private func exclusion(before word: Int, _ utterance: Utterance) -> [Int]? {
    let (tokens, words) = (utterance.tokens, utterance.language.choiceWords)
    guard let start = tokens.all.firstIndex(where: { $0.word == word }) else { return nil }
    var end = start
    while end > 0, words.articles.contains(tokens[end - 1]) { end -= 1 }
    for first in stride(from: end - 1, through: max(0, end - Self.maxExclusionWords), by: -1)
    where words.exclusions.length(in: tokens, at: first) == end - first {
      // The longest one: "anything but" begins before "but".
      if first > 0, words.inclusions.contains(tokens[first - 1]) { return nil }
      return tokens.words(first..<start)
    }
    return nil
  }

  private static let maxExclusionWords = 4

  /// "The cleaning": the article belongs to it.
  private func withArticle(_ words: [Int], _ utterance: Utterance) -> [Int] {
    guard let first = words.first, first > 0,
      let token = utterance.tokens.all.last(where: { $0.word == first - 1 }),
      utterance.language.choiceWords.articles.contains(token)
    else { return words }
    return [first - 1] + words
  }
}

/// "The second one", "number two", "the last one".
struct ChoicePlaces {
  private let tokens: Tokens
  private let language: LanguageData
  private let count: Int

  init(_ utterance: Utterance, count: Int) {
    tokens = utterance.tokens
    language = utterance.language
    self.count = count
  }

  /// Words with a meaning of their own that may stand beside a place; more is another answer.
  private static let maxOthers = 2

  func place() -> (choice: Int, words: [Int])? {
    let numbers = NumberReader(tokens, language: language)
    for index in tokens.all.indices {
      guard let (place, end) = place(at: index, numbers) else { continue }
      let choice = place > 0 ? place - 1 : count + place
      guard (0..<count).contains(choice), place != 0 else { continue }
      let range = withNeighbours(index..<end)
      let others = tokens.all.indices.filter {
        !range.contains($0) && !tokens[$0].isFiller && !language[.small].contains(tokens[$0])
      }
      guard others.count <= Self.maxOthers else { continue }
      return (choice, tokens.words(range))
    }
    return nil
  }

  /// From 1, or from -1 at the end; and the token behind it.
  private func place(at index: Int, _ numbers: NumberReader) -> (place: Int, end: Int)? {
    if let named = language.choiceWords.places.entry(in: tokens, at: index) {
      return (named.number, index + named.length)
    }
    if let ordinal = numbers.ordinal(at: index) { return (ordinal.number, ordinal.tokens.upperBound) }
    if let noun = language.choiceWords.placeNouns.length(in: tokens, at: index),
      let number = numbers.belowHundred(at: index + noun)
    {
      return (number.number, number.tokens.upperBound)
    }
    return nil
  }

  private func withNeighbours(_ range: Range<Int>) -> Range<Int> {
    let words = language.choiceWords
    let start = range.lowerBound > 0 && words.articles.contains(tokens[range.lowerBound - 1]) ? 1 : 0
    let tail = words.placeTails.length(in: tokens, at: range.upperBound) ?? 0
    return (range.lowerBound - start)..<(range.upperBound + tail)
  }
}
