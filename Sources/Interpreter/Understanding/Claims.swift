import DialogDSL
import Hearing

/// Who gets which words: every slot that may hear this turn claims its readings, the best claims take theirs, and each
/// word
/// is used once (language.md §6, steps 4 and 5).
extension Machine {
  /// How freely filled slots may change in this turn.
  enum Corrections {
    /// Only by words that announce a correction: "actually", "no", "I said", "make it".
    case announced
    /// The caller was asked whether these values are right: a bare value is a correction.
    case invited(slots: [String])
  }

  struct Claim {
    var slot: Slot
    var candidates: [Candidate]
    var isAsked = false
    /// The caller called the slot by its name.
    var isNamed = false
    /// The slot is filled: taking the claim changes it.
    var isCorrection = false
    /// Only at the slot's own question would these words be read so.
    var isStretched = false
    /// No words announce the correction.
    var isInPassing = false
    /// What is to be done to a list.
    var edit: ListEdit?
    /// Words of the reading, prepositions left out.
    var span = 0

    var words: [Int] { edit?.words ?? candidates[0].words }

    var right: Trace.Claim.Right {
      isNamed ? .name : isCorrection ? .correction : isAsked ? .answer : .listening
    }
  }

  /// What a round of claims came to.
  struct Taken {
    var hasFilled = false
    var hasCorrected = false
    /// Slots that were said again with the value they have: "no, I said Tuesday".
    var restated: [String] = []
    var isAnything: Bool { hasFilled || hasCorrected }
  }

  /// Lets slots claim the unused words, and fills or corrects those that win.
  @discardableResult
  mutating func readClaims(asked: Slot?, corrections: Corrections) -> Taken {
    let lead = Lead(in: reading, language: language)
    var claims = byCue(correctionClaims(corrections, lead: lead, asked: asked) + fillClaims(asked: asked))
    // "Go back to the day" is no choice named `back`.
    claims.removeAll { claim in
      lead?.phrases.contains { $0.count > 1 && Set(claim.words).isSubset(of: $0) } ?? false
    }
    for index in claims.indices { claims[index].span = span(of: claims[index].words) }
    claims = Self.ranked(claims, isAnnounced: lead != nil)
    if case .invited = corrections { claims = withoutRivals(claims) }
    claims = winners(among: claims)
    if let asked, claims.contains(where: \.isAsked) { claims += changesInPassing(beside: asked, claims) }
    let taken = apply(claims)
    // What announced a change has done its work: a lone "sorry" or "wait" left over is no request.
    if taken.isAnything || !taken.restated.isEmpty { reading.use(lead?.allWords ?? []) }
    return taken
  }

  /// The claims that get their words, best first; each with the readings that are left to it.
  private mutating func winners(among claims: [Claim]) -> [Claim] {
    var taken: Set<Int> = []
    var winners: [Claim] = []
    for claim in claims {
      var claim = claim
      let candidates = claim.candidates
      if var edit = claim.edit {
        edit.changes.removeAll { !taken.isDisjoint(with: $0.candidates[0].words) }
        claim.edit = edit
      }
      claim.candidates = (claim.edit?.candidates ?? claim.candidates).filter { taken.isDisjoint(with: $0.words) }
      if claim.candidates.isEmpty {
        trace.claim(claim.slot.name, candidates, in: reading.words, because: claim.right, .lost)
        continue
      }
      taken.formUnion(claim.words)
      winners.append(claim)
    }
    return winners
  }

  /// Corrections first: what was said beside a new value belongs to it, and is not cleared with the old one.
  private mutating func apply(_ claims: [Claim]) -> Taken {
    var taken = Taken()
    // A slot comes after those that it depends on, whose change clears it.
    let corrected = claims.filter(\.isCorrection)
    let corrections = corrected.enumerated().sorted { a, b in
      let (first, second) = (rank(a.element, among: corrected), rank(b.element, among: corrected))
      return first == second ? a.offset < b.offset : first < second
    }.map(\.element)
    let isFilling = corrections.count < claims.count
    for claim in corrections {
      if let edit = claim.edit {
        let old = dialogue.slots[claim.slot.name]?.value
        let said = unsaid.count
        trace.claim(claim.slot.name, claim.candidates, in: reading.words, because: claim.right)
        let goesOn = change(claim.slot, by: edit)
        if dialogue.slots[claim.slot.name]?.value != old || !goesOn || unsaid.count > said {
          taken.hasCorrected = true
        } else {
          taken.restated.append(claim.slot.name)
        }
        if !goesOn { return taken }
      } else if claim.candidates[0].value == dialogue.slots[claim.slot.name]?.value {
        trace.claim(claim.slot.name, claim.candidates, in: reading.words, because: claim.right, .unchanged)
        reading.use(claim.words)
        taken.restated.append(claim.slot.name)
      } else {
        taken.hasCorrected = true
        if !change(claim.slot, to: claim.candidates) { return taken }
        if claim.isInPassing, !toEcho.contains(claim.slot.name) { toEcho.append(claim.slot.name) }
      }
    }
    for claim in claims where !claim.isCorrection {
      guard let edit = claim.edit else {
        take(claim.candidates, for: claim.slot, because: claim.right)
        continue
      }
      trace.claim(claim.slot.name, claim.candidates, in: reading.words, because: claim.right)
      _ = change(claim.slot, by: edit)
    }
    taken.hasFilled = isFilling
    return taken
  }

  /// How many of these clear the slot when they change.
  private func rank(_ claim: Claim, among claims: [Claim]) -> Int {
    claims.count { dialog.dependents(of: $0.slot.name).contains(claim.slot.name) }
  }

  /// Named slots first; between claims on the same words the longer one; then a whole value before a piece when a
  /// correction is announced, the asked slot, and script order.
  private static func ranked(_ claims: [Claim], isAnnounced: Bool) -> [Claim] {
    claims.enumerated().sorted { a, b in
      let (first, second) = (a.element, b.element)
      if first.isNamed != second.isNamed { return first.isNamed }
      let isContest = !Set(first.words).isDisjoint(with: second.words)
      if isContest, first.span != second.span { return first.span > second.span }
      if isContest, first.isStretched != second.isStretched { return second.isStretched }
      if isContest, isAnnounced, first.candidates[0].isPartial != second.candidates[0].isPartial {
        return second.candidates[0].isPartial
      }
      if first.isAsked != second.isAsked { return first.isAsked }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// At a read-back a value that fits two slots alike ("no, nine", or a day where there are two) changes neither: which
  /// is meant has to be asked.
  private func withoutRivals(_ claims: [Claim]) -> [Claim] {
    let unnamed = claims.filter { claim in
      claim.isCorrection && !claim.isNamed && claim.edit == nil
        && claim.candidates[0].value != dialogue.slots[claim.slot.name]?.value
    }
    return claims.filter { claim in
      let isRivalled =
        unnamed.contains { $0.slot.name == claim.slot.name }
        && unnamed.contains { other in
          other.slot.name != claim.slot.name && other.words == claim.words
            && (other.slot.type == claim.slot.type || (isBare(other.words) && isBare(claim.words)))
        }
      if isRivalled {
        trace.claim(claim.slot.name, claim.candidates, in: reading.words, because: claim.right, .rivalled)
      }
      return !isRivalled
    }
  }

  /// No "at" or "on" tells what it is.
  private func isBare(_ words: [Int]) -> Bool {
    words.allSatisfy {
      let word = reading.words[$0].text
      return !language[.prepositions].contains(word) || language[.listArticles].contains(word)
    }
  }

  private func span(of words: [Int]) -> Int {
    words.count { !language[.prepositions].contains(reading.words[$0].text) }
  }

  // MARK: Filling

  private func fillClaims(asked: Slot?) -> [Claim] {
    if let asked, asked.type == .text || asked.type == .name, startsWithFlow(asked) { return [] }
    // Where a day or a time is asked for, "Tuesday at ten" is for that slot and its fellow.
    let isDayOrTime = asked?.type == .date || asked?.type == .time
    let others = listeners(besides: asked?.name).filter { !isDayOrTime || $0.type != .dateTime }.map { ($0, false) }
    var claims = ((asked.map { [($0, true)] } ?? []) + others).compactMap { slot, isAsked -> Claim? in
      if slot.isMultiple, slot.type != .text {
        guard let edit = listEdit(of: slot, isAsked: isAsked) else { return nil }
        return Claim(slot: slot, candidates: edit.candidates, isAsked: isAsked, edit: edit)
      }
      var candidates = readCandidates(for: slot, isAsked: isAsked)
      if slot.type == .yesNo {
        candidates.removeAll { isQuestionUnheard || isPartOfTrigger($0.words) || isDenial($0.words) }
      }
      // "Pay Bob 50 pounds" asks for a payment; it does not begin a number.
      if candidates.contains(where: \.isPartial), holdsTrigger { candidates.removeAll(where: \.isPartial) }
      return candidates.isEmpty ? nil : Claim(slot: slot, candidates: candidates, isAsked: isAsked)
    }
    claims = shared(claims)
    if let asked, asked.type == .name, !claims.contains(where: \.isAsked), let claim = nameBefore(claims, asked) {
      claims.insert(claim, at: 0)
    }
    return claims
  }

  /// Of slots of one type each keeps the values that the words around them point at it with.
  private func shared(_ claims: [Claim]) -> [Claim] {
    let single = claims.indices.filter { claims[$0].edit == nil }
    let listeners = single.map { index in
      let claim = claims[index]
      return (expectation(for: claim.slot, isAsked: claim.isAsked), dialog.hints(of: claim.slot))
    }
    let readings = SharedReadings(reading.utterance, listeners: listeners).share(single.map { claims[$0].candidates })
    var claims = claims
    for (index, candidates) in zip(single, readings) {
      claims[index].candidates = candidates.filter { reading.isFree($0.words) }
    }
    return claims.filter { $0.edit != nil || !$0.candidates.isEmpty }
  }

  /// "Ann Lee, for eight": a bare name is read up to the value of another slot, when it ends its clause or is more than
  /// one word; "dinner for eight" is no name.
  private func nameBefore(_ claims: [Claim], _ asked: Slot) -> Claim? {
    guard let end = claims.compactMap(\.words.first).min(), end > 0 else { return nil }
    let candidates = recognize(asked, in: reading.utterance.slice(0..<end), isAsked: true).filter { candidate in
      guard reading.isFree(candidate.words), let last = candidate.words.last else { return false }
      return candidate.words.count > 1 || reading.words[last].punctuation != nil
    }
    return candidates.isEmpty ? nil : Claim(slot: asked, candidates: candidates, isAsked: true)
  }
}
