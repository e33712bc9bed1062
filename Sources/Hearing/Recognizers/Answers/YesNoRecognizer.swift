import DialogDSL

/// Yes and no, by the phrases of the language. Only the words that carry it are used: "yes but make it Wednesday"
/// leaves the rest. "Maybe" and "I don't mind" are neither.
///
/// A longer phrase beats those inside it ("no problem" is a yes); of two that stand apart the first counts, unless a
/// single word takes back the word before it ("yeah, no"), or a contrast ends in the other ("I'd love to, but no").
struct YesNoRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    guard let answer = AnswerFinding.answer(in: utterance), answer.kind != .neither else { return [] }
    let used = answer.words + politeWords(after: answer.words.last ?? 0, utterance.tokens, utterance.language)
    return [Candidate(.bool(answer.kind == .yes), words: used, rule: answer.kind.rawValue)]
  }

  private func politeWords(after word: Int, _ tokens: Tokens, _ language: LanguageData) -> [Int] {
    var polite: [Int] = []
    for token in tokens.all where token.word > word {
      if token.isFiller { continue }
      guard language.polite.contains(token) else { break }
      if polite.last != token.word { polite.append(token.word) }
    }
    return polite
  }
}

/// A yes, a no or neither, and the words that say it.
struct AnswerFinding {
  var kind: AnswerPhrases.Kind
  /// Sorted.
  var words: [Int]
  var specificity: Int

  /// The answer of an utterance as a whole; nil when it holds none.
  static func answer(in utterance: Utterance) -> AnswerFinding? {
    answer(of: outermost(in: utterance), in: utterance)
  }

  static func answer(of findings: [AnswerFinding], in utterance: Utterance) -> AnswerFinding? {
    guard var first = findings.first else { return nil }
    for next in findings.dropFirst() {
      let gap = (next.words.first ?? 0) - (first.words.last ?? 0) - 1
      if next.kind == first.kind, gap <= maxGap {
        first.words += next.words
      } else if next.kind != first.kind, gap <= 0, next.specificity == 1, first.specificity == 1 {
        first = AnswerFinding(kind: next.kind, words: first.words + next.words, specificity: 1)
      } else if next.kind != first.kind, first.specificity > 1, next.endsContrast(in: utterance, after: first) {
        return next
      } else {
        break
      }
    }
    return first
  }

  /// Words between two ways to say the same: "yes, I think that's right".
  private static let maxGap = 2

  /// In order, without those that lie inside a longer one.
  static func outermost(in utterance: Utterance) -> [AnswerFinding] {
    let findings = all(in: utterance)
    if findings.count < 2 { return findings }
    let ranked = findings.enumerated().sorted { a, b in
      (b.element.specificity, b.element.kind.rank, a.element.words[0], a.offset)
        < (a.element.specificity, a.element.kind.rank, b.element.words[0], b.offset)
    }
    var isTaken = [Bool](repeating: false, count: utterance.words.count)
    var kept: [AnswerFinding] = []
    for (_, finding) in ranked where finding.words.allSatisfy({ !isTaken[$0] }) {
      for word in finding.words { isTaken[word] = true }
      kept.append(finding)
    }
    return kept.sorted { $0.words[0] < $1.words[0] }
  }

  private static func all(in utterance: Utterance) -> [AnswerFinding] {
    let answers = utterance.language.answers
    var findings = PhraseMatcher(utterance).allMatches(of: answers.set).map { phrase, match in
      AnswerFinding(kind: answers.kinds[phrase], words: match.words, specificity: match.specificity)
    }
    findings.removeAll { $0.specificity > 1 && $0.isAsked(in: utterance) }
    if let praise = praise(in: utterance) { findings.append(praise) }
    return findings
  }

  /// "Cool, what's the address?" takes what was offered; "cool movies" does not.
  private static func praise(in utterance: Utterance) -> AnswerFinding? {
    let tokens = utterance.tokens
    let start = tokens.skippingFillers(from: 0)
    guard let length = utterance.language.answers.praise.length(in: tokens, at: start) else { return nil }
    let end = start + length
    guard end == tokens.count || tokens[end - 1].endsClause else { return nil }
    return AnswerFinding(kind: .yes, words: tokens.words(start..<end), specificity: 1)
  }

  /// Part of a question: "is that right?", "do you know if that's correct?"
  private func isAsked(in utterance: Utterance) -> Bool {
    let tokens = utterance.tokens
    guard var start = tokens.all.firstIndex(where: { $0.word == words[0] }) else { return false }
    let own = start
    while start > 0, !tokens[start - 1].endsClause { start -= 1 }
    start = tokens.skippingFillers(from: start)
    return start < own && utterance.language.answers.questionOpeners.length(in: tokens, at: start) != nil
  }

  /// The last thing said, after a "but" that follows another answer.
  private func endsContrast(in utterance: Utterance, after other: AnswerFinding) -> Bool {
    let tokens = utterance.tokens
    let contrasts = utterance.language.answers.contrasts
    guard
      tokens.all.contains(where: { $0.word > other.words.last ?? 0 && $0.word <= words[0] && contrasts.contains($0) })
    else { return false }
    return tokens.all.allSatisfy {
      $0.word <= words.last ?? 0 || $0.isFiller || utterance.language.polite.contains($0)
    }
  }
}

extension AnswerPhrases.Kind {
  /// Of two findings that say as much the higher one counts: what is wrong costs more than what is asked again.
  fileprivate var rank: Int {
    switch self {
    case .yes: 0
    case .no: 1
    case .neither: 2
    }
  }
}
