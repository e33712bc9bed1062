import DialogDSL

/// Yes and no, by the phrases of the language. Only the words that carry it are used: "yes but make it Wednesday"
/// leaves the rest. "Maybe" and "I don't mind" are neither.
///
/// A longer phrase beats those inside it ("no problem" is a yes); of two that stand apart the first counts, unless a
/// single word takes back the word before it ("yeah, no").
struct YesNoRecognizer: Recognizer {
  private enum Kind { case yes, no, neither }

  private struct Finding {
    var kind: Kind
    var match: PhraseMatch
  }

  func candidates(in words: Words, expecting expectation: Expectation) -> [Candidate] {
    let language = LanguageData.data(for: expectation.locale)
    let tokens = Tokens(words, language: language)
    let findings = outermost(findings(in: words, tokens, language))
    guard var first = findings.first else { return [] }
    var used = first.match.words
    for next in findings.dropFirst() {
      let gap = next.match.span.lowerBound - (used.last ?? 0) - 1
      if next.kind == first.kind, gap <= 2 {
        used += next.match.words
      } else if next.kind != first.kind, gap <= 0, next.match.specificity == 1, first.match.specificity == 1 {
        first = next
        used += next.match.words
      } else {
        break
      }
    }
    guard first.kind != .neither else { return [] }
    used += politeWords(after: used.max() ?? 0, tokens, language)
    return [Candidate(.bool(first.kind == .yes), words: Set(used).sorted(), rule: first.kind == .yes ? "yes" : "no")]
  }

  private func findings(in words: Words, _ tokens: Tokens, _ language: LanguageData) -> [Finding] {
    let matcher = PhraseMatcher(words, tokens: tokens, language: language)
    func find(_ phrases: [CompiledPhrase], _ kind: Kind) -> [Finding] {
      phrases.flatMap { matcher.allMatches($0) }.map { Finding(kind: kind, match: $0) }
    }
    return find(language[.neither], .neither) + find(language[.no], .no) + find(language[.yes], .yes)
  }

  /// In order, without those that lie inside a longer one.
  private func outermost(_ findings: [Finding]) -> [Finding] {
    var kept: [Finding] = []
    for finding in findings.sorted(by: {
      ($0.match.specificity, $1.match.span.lowerBound) > ($1.match.specificity, $0.match.span.lowerBound)
    }) {
      let words = Set(finding.match.words)
      if kept.allSatisfy({ words.isDisjoint(with: $0.match.words) }) { kept.append(finding) }
    }
    return kept.sorted { $0.match.span.lowerBound < $1.match.span.lowerBound }
  }

  private func politeWords(after word: Int, _ tokens: Tokens, _ language: LanguageData) -> [Int] {
    var polite: [Int] = []
    for token in tokens.all where token.word > word {
      guard language.polite.contains(token.text) else { break }
      polite.append(token.word)
    }
    return polite
  }
}
