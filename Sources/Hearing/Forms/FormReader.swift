import DialogDSL

/// Reads several slots from one utterance: each word fills one slot, and where slots share a type the words around a
/// value decide which of them it is for (language.md §3 `cue`, §6 step 5).
public struct FormReader {
  /// A slot that listens.
  public struct Listener {
    public var name: String
    public var expectation: Expectation
    public var hints: SlotHints

    public init(name: String, expectation: Expectation, hints: SlotHints) {
      self.name = name
      self.expectation = expectation
      self.hints = hints
    }
  }

  /// A slot and its readings, the best first.
  public struct Claim: Sendable {
    /// An index into the listeners.
    public var listener: Int
    public var candidates: [Candidate]
    public var words: [Int] { candidates[0].words }
  }

  private let utterance: Utterance
  private let listeners: [Listener]

  public init(_ utterance: Utterance, listeners: [Listener]) {
    self.utterance = utterance
    self.listeners = listeners
  }

  /// The slots that are filled, in the order of the listeners. No two of them use the same word.
  public func claims() -> [Claim] {
    let readings = listeners.map { listener in
      RecognizerRegistry.recognizer(for: listener.expectation.type).candidates(
        in: utterance, expecting: listener.expectation)
    }
    let shared = SharedReadings(utterance, listeners: listeners.map { ($0.expectation, $0.hints) }).share(readings)
    let claims = shared.enumerated().compactMap { index, candidates in
      candidates.isEmpty ? nil : Claim(listener: index, candidates: candidates)
    }
    return winners(among: besideCounts(claims))
  }

  /// "Four days from the 7th": where the days are a slot of their own, the day is the 7th.
  private func besideCounts(_ claims: [Claim]) -> [Claim] {
    let counted = claims.filter { $0.candidates[0].rule == "counted" }
    if counted.isEmpty { return claims }
    return claims.map { claim in
      guard claim.candidates[0].rule != "counted",
        let count = counted.first(where: { Set(claim.words).isSuperset(of: $0.words) }), let end = count.words.last
      else { return claim }
      var rest = claim
      let listener = listeners[claim.listener]
      rest.candidates = RecognizerRegistry.recognizer(for: listener.expectation.type).candidates(
        in: utterance.slice((end + 1)..<utterance.words.count), expecting: listener.expectation
      ).map { $0.moved(by: end + 1) }
      return rest.candidates.isEmpty ? claim : rest
    }
  }

  /// Between claims on the same words the longer one, then the asked slot, then the order of the script.
  private func winners(among claims: [Claim]) -> [Claim] {
    let ranked = claims.enumerated().sorted { a, b in
      let (first, second) = (a.element, b.element)
      let (firstSpan, secondSpan) = (span(first.words), span(second.words))
      if firstSpan != secondSpan { return firstSpan > secondSpan }
      let (isFirstAsked, isSecondAsked) = (isAsked(first), isAsked(second))
      if isFirstAsked != isSecondAsked { return isFirstAsked }
      return a.offset < b.offset
    }.map(\.element)
    var taken: [Int: SlotType] = [:]
    var winners: [Claim] = []
    for var claim in ranked {
      let type = listeners[claim.listener].expectation.type
      claim.candidates.removeAll { candidate in
        candidate.words.contains { word in taken[word].map { !shares(word, $0, type) } ?? false }
      }
      if claim.candidates.isEmpty { continue }
      for word in claim.words { taken[word] = type }
      winners.append(claim)
    }
    return winners.sorted { $0.listener < $1.listener }
  }

  /// "Tonight at eight": the part of the day tells the day as well as the half of the clock.
  private func shares(_ word: Int, _ type: SlotType, _ other: SlotType) -> Bool {
    (type == .date && other == .time || type == .time && other == .date)
      && utterance.language.forms.dayParts.contains(utterance.words[word].text)
  }

  private func isAsked(_ claim: Claim) -> Bool { listeners[claim.listener].expectation.isAsked }

  /// Words of a value, prepositions left out.
  private func span(_ words: [Int]) -> Int {
    words.count { !utterance.language[.prepositions].contains(utterance.words[$0].text) }
  }
}
