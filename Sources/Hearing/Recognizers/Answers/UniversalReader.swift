import DialogDSL

/// What an utterance says that needs no open question: a universal (language.md §6), "change_language", or an answer:
/// "yes", "no", "maybe". Nothing when its words are about something else: "cancel my appointment", "repeat my list".
///
/// Values are texts: the universals' own names and the four above.
public enum UniversalReader {
  /// Words that carry a meaning of their own beside what was found; with more, the utterance is about them.
  private static let maxOthers = 2

  private struct Finding {
    var name: String
    var words: [Int]
    var specificity: Int
    var isUniversal: Bool

    /// A universal of one word ("stop") may be an answer as well.
    var rank: Int { (isUniversal && specificity > 1 ? 1000 : 0) + specificity }
  }

  /// The reading that says most; a universal of several words before an answer.
  public static func candidates(in utterance: Utterance) -> [Candidate] {
    let answers = AnswerFinding.outermost(in: utterance)
    let universals = PhraseMatcher(utterance).allMatches(of: utterance.language.universalPhrases.set)
    var isUnderstood = [Bool](repeating: false, count: utterance.words.count)
    for word in answers.flatMap(\.words) { isUnderstood[word] = true }
    for word in universals.lazy.flatMap(\.match.span) { isUnderstood[word] = true }
    var findings = universals.map { phrase, match in
      Finding(
        name: utterance.language.universalPhrases.names[phrase], words: match.words, specificity: match.specificity,
        isUniversal: true)
    }
    if let answer = AnswerFinding.answer(of: answers, in: utterance) {
      findings.append(
        Finding(
          name: answer.kind.universalName, words: answer.words, specificity: answer.specificity, isUniversal: false))
    }
    // Of equals the first.
    guard let best = findings.max(by: { $0.rank < $1.rank }), !isAboutOthers(utterance, isUnderstood) else {
      return []
    }
    return [Candidate(.text(best.name), words: best.words, rule: best.isUniversal ? "universal" : "answer")]
  }

  private static func isAboutOthers(_ utterance: Utterance, _ isUnderstood: [Bool]) -> Bool {
    let (tokens, language) = (utterance.tokens, utterance.language)
    let others = tokens.all.count {
      !isUnderstood[$0.word] && !$0.isFiller && !language[.small].contains($0) && !language.polite.contains($0)
    }
    return others > maxOthers
  }
}

extension AnswerPhrases.Kind {
  fileprivate var universalName: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .neither: "maybe"
    }
  }
}
