import DialogDSL

/// Several answers to the same question as one name: agreement and spelling beat a single hearing, and parts given in
/// different answers belong together.
struct NameMerger {
  private let attempts: [Utterance]
  private let expectation: Expectation

  init(_ attempts: [Utterance], _ expectation: Expectation) {
    self.attempts = attempts
    self.expectation = expectation
  }

  /// Bits a letter that may be mended in letters that are clear.
  private static let clear: Float = 1.2

  /// What one answer gave.
  private struct Heard {
    var parts: [String]
    var attempt: Int
    /// Known names among the parts.
    var known: Int
  }

  func merged() -> Candidate? {
    let recognizer = NameRecognizer()
    var sounds: [Heard] = []
    var spellings: [(spelling: NameSpelling, attempt: Int)] = []
    for (number, attempt) in attempts.enumerated() {
      if let spelling = NameReader(attempt, isAsked: true).wholeSpelling() {
        spellings.append((spelling, number))
      } else if let candidate = recognizer.candidates(in: attempt, expecting: expectation).first,
        case .text(let text) = candidate.value
      {
        sounds.append(heard(text, number))
      } else if let surname = NameReader(attempt, isAsked: true).lostSurname() {
        sounds.append(heard(surname, number))
      }
    }
    var (parts, last, votes) = agreed(sounds)
    let firsts = sounds.map { $0.parts[0] }
    let lasts = sounds.compactMap(\.parts.last)
    for (spelling, attempt) in spellings {
      guard let decoded = NameDecoder(spelling, firsts: firsts, lasts: lasts).decode(),
        spelling.isClean || !decoded.isUnknown
      else {
        continue
      }
      // Two answers that agree are doubted for letters that are clear, and for no others.
      if votes > 1, decoded.edits > Self.clear * Float(spelling.text.utf8.count) { continue }
      parts = merged(parts, decoded.parts)
      last = attempt
    }
    guard !parts.isEmpty else { return nil }
    let language = attempts[last].language
    let isLast = last == attempts.count - 1
    return Candidate(
      .text(NameCase.titled(parts.map(language.names.written), small: { language.names.particles.contains($0) })),
      words: isLast ? Array(0..<attempts[last].words.count) : [], certainty: .repaired, rule: "merged")
  }

  private func heard(_ text: String, _ attempt: Int) -> Heard {
    let parts = text.split(separator: " ").map { $0.lowercased() }
    let known = parts.enumerated().filter { place, part in
      let evidence = NameEvidence(known: part.filter(\.isLetter))
      return place == 0 ? evidence.first != nil : evidence.last != nil
    }
    return Heard(parts: parts, attempt: attempt, known: known.count)
  }

  /// The whole name that most answers gave, the one with more known names, the later one; or the parts put together.
  private func agreed(_ heard: [Heard]) -> (parts: [String], attempt: Int, votes: Int) {
    let whole = heard.filter { $0.parts.count > 1 }
    let votes = whole.map { one in whole.count { $0.parts == one.parts } }
    let best = whole.indices.max { a, b in
      (votes[a], whole[a].known, whole[a].attempt) < (votes[b], whole[b].known, whole[b].attempt)
    }
    guard let best else {
      let (parts, attempt) = combined(heard)
      return (parts, attempt, 1)
    }
    return (whole[best].parts, whole[best].attempt, votes[best])
  }

  /// "Maria", then "Lopez": a first name and a surname; else the last one said.
  private func combined(_ heard: [Heard]) -> (parts: [String], attempt: Int) {
    guard let last = heard.last else { return ([], 0) }
    let other = heard.last { $0.parts != last.parts && NameSpelling.nearest(last.parts[0], in: $0.parts) == nil }
    guard let other, let pair = Self.paired(other.parts[0], last.parts[0]) else { return (last.parts, last.attempt) }
    return (pair, last.attempt)
  }

  /// Two parts in the order in which names are written; nil when they are no first name and surname.
  private static func paired(_ earlier: String, _ later: String) -> [String]? {
    let (a, b) = (NameEvidence(known: earlier), NameEvidence(known: later))
    if a.first != nil, b.first == nil || (a.first ?? 99) <= (b.first ?? 99) || b.last != nil {
      return [earlier, later]
    }
    return b.first != nil ? [later, earlier] : nil
  }

  /// A spelled name in place of what it sounds like.
  private func merged(_ parts: [String], _ spelled: [String]) -> [String] {
    guard spelled.count == 1, !parts.isEmpty else { return spelled }
    if let place = NameSpelling.nearest(spelled[0], in: parts) {
      var parts = parts
      parts[place] = spelled[0]
      return parts
    }
    return parts.count == 1 ? Self.paired(parts[0], spelled[0]) ?? spelled : parts
  }
}
