import DialogDSL

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
    /// Words of the reading, prepositions left out.
    var span = 0

    var words: [Int] { candidates[0].words }
  }

  /// What a round of claims came to.
  struct Taken {
    var hasFilled = false
    var hasCorrected = false
    var isAnything: Bool { hasFilled || hasCorrected }
  }

  /// Lets slots claim the unused words, and fills or corrects those that win.
  @discardableResult
  mutating func readClaims(asked: Slot?, corrections: Corrections) -> Taken {
    let lead = Lead(in: reading, language: language)
    var claims = correctionClaims(corrections, lead: lead, asked: asked) + fillClaims(asked: asked)
    for index in claims.indices { claims[index].span = span(of: claims[index].words) }
    claims = Self.ranked(claims, isAnnounced: lead != nil)
    var taken = Taken()
    if case .invited = corrections { claims = withoutRivals(claims) }
    for claim in claims {
      let free = claim.candidates.filter { reading.isFree($0.words) }
      guard let best = free.first else { continue }
      if !claim.isCorrection {
        take(free, for: claim.slot)
        taken.hasFilled = true
      } else if best.value == dialogue.slots[claim.slot.name]?.value {
        reading.use(best.words)
      } else {
        taken.hasCorrected = true
        if !change(claim.slot, to: free) { break }
      }
    }
    // What announced a change has done its work: a lone "sorry" or "wait" left over is no request.
    if taken.isAnything { reading.use(lead?.allWords ?? []) }
    return taken
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

  /// At a read-back a bare value that fits two slots alike ("no, nine") changes neither: which is meant has to be
  /// asked.
  private func withoutRivals(_ claims: [Claim]) -> [Claim] {
    let bare = claims.filter { claim in
      claim.isCorrection && !claim.isNamed && claim.words.count == claim.span
        && claim.candidates[0].value != dialogue.slots[claim.slot.name]?.value
    }
    return claims.filter { claim in
      !bare.contains { $0.slot.name == claim.slot.name }
        || !bare.contains { $0.slot.name != claim.slot.name && $0.words == claim.words }
    }
  }

  private func span(of words: [Int]) -> Int {
    words.count { !language[.prepositions].contains(reading.words[$0].text) }
  }

  // MARK: Filling

  private func fillClaims(asked: Slot?) -> [Claim] {
    if let asked, asked.type == .text || asked.type == .name, startsWithFlow(asked) { return [] }
    let others = listeners(besides: asked?.name).map { ($0, false) }
    return ((asked.map { [($0, true)] } ?? []) + others).compactMap { slot, isAsked in
      var candidates = readCandidates(for: slot, isAsked: isAsked)
      if slot.type == .yesNo { candidates.removeAll { isQuestionUnheard || isPartOfTrigger($0.words) } }
      return candidates.isEmpty ? nil : Claim(slot: slot, candidates: candidates, isAsked: isAsked)
    }
  }

  // MARK: Correcting

  private func correctionClaims(_ corrections: Corrections, lead: Lead?, asked: Slot?) -> [Claim] {
    if case .announced = corrections {
      guard let lead else { return [] }
      // In the caller's own words "actually" is no correction, unless they begin with it and name what they correct.
      if asked?.type == .text, !lead.isAtStart { return [] }
    }
    return correctable.filter { $0.name != asked?.name }.compactMap { slot -> Claim? in
      let isNamed = names(slot)
      if asked?.type == .text, !isNamed { return nil }
      var isStretched = false
      var candidates = newValues(of: slot, corrections, lead: lead, isNamed: isNamed)
      if candidates.isEmpty, !isNamed, case .invited(let slots) = corrections, slots.contains(slot.name) {
        candidates = bareValues(of: slot)
        isStretched = true
      }
      if candidates.isEmpty { return nil }
      return Claim(
        slot: slot, candidates: candidates, isNamed: isNamed, isCorrection: true, isStretched: isStretched)
    }
  }

  /// "No, eleven" at a read-back: values that would be read at the slot's own question.
  private func bareValues(of slot: Slot) -> [Candidate] {
    switch slot.type {
    case .text, .name, .yesNo: []
    case .choice, .number, .integer, .digits, .phone, .date, .time:
      readCandidates(for: slot, isAsked: true).filter {
        $0.certainty != .guessed && !$0.isPartial && !isPartOfTrigger($0.words)
      }
    }
  }

  /// New values for a filled slot among the unused words, best first.
  private func newValues(
    of slot: Slot, _ corrections: Corrections, lead: Lead?, isNamed: Bool
  ) -> [Candidate] {
    if slot.type == .text { return [] }
    var candidates = readCandidates(for: slot, isAsked: isNamed)
    if isNamed {
      if candidates.isEmpty { candidates = readAfterName(of: slot) }
    } else {
      switch corrections {
      case .announced:
        // "No, it ends with four" changes no number of guests.
        if slot.type.isBareNumber, lead?.isStrong != true { return [] }
        candidates.removeAll { $0.certainty == .guessed }
      case .invited: break
      }
      // "No" announces a correction; it is none of an earlier yes.
      if slot.type == .yesNo { return [] }
    }
    return candidates.filter { !$0.isPartial && !isPartOfTrigger($0.words) }
      .map { inSameWeek($0, as: dialogue.slots[slot.name]?.value) }
  }

  /// "The time should be eleven": the bare value that follows a slot's name.
  private func readAfterName(of slot: Slot) -> [Candidate] {
    guard let name = reading.nameRange(of: slot) else { return [] }
    let start = name.upperBound
    return recognize(slot, in: reading.words.slice(start..<reading.words.count), isAsked: true).map { candidate in
      var candidate = candidate
      candidate.words = candidate.words.map { $0 + start }
      return candidate
    }.filter { reading.isFree($0.words) }
  }

  /// A bare weekday moves a day within its week: "make it Wednesday" said of Tuesday the 10th is the 11th.
  func inSameWeek(_ candidate: Candidate, as old: Value?) -> Candidate {
    guard case .date(let old)? = old, case .date(let new) = candidate.value, candidate.rule == "weekday" else {
      return candidate
    }
    let moved = old.adding(days: new.weekday.rawValue - old.weekday.rawValue)
    guard (moved > time.today) == (old > time.today) else { return candidate }
    var candidate = candidate
    candidate.value = .date(moved)
    return candidate
  }

  /// The caller calls a slot by its name, and not as part of asking for a flow ("what time do you open").
  func names(_ slot: Slot) -> Bool {
    guard let range = reading.nameRange(of: slot) else { return false }
    return reading.isFree(range) && !isPartOfTrigger(Array(range))
  }
}

/// Words that announce a correction.
struct Lead {
  /// All of them in the utterance, with the hesitations beside.
  var allWords: [Int]
  var isAtStart: Bool
  /// More than a "no" or "sorry", which may answer the question itself.
  var isStrong: Bool

  init?(in reading: Reading, language: LanguageData) {
    let strong = reading.all(of: language[.strongCorrections])
    let weak = reading.all(of: language[.corrections])
    let words = (strong + weak).flatMap(\.self)
    guard let first = words.min() else { return nil }
    allWords = words
    isAtStart = reading.tokens.all.first { !$0.isFiller }?.word == first
    isStrong = !strong.isEmpty
  }
}

extension SlotType {
  /// A value of it may be a single number word, which means little by itself.
  fileprivate var isBareNumber: Bool {
    switch self {
    case .number, .integer, .digits: true
    case .text, .name, .yesNo, .choice, .phone, .date, .time: false
    }
  }
}
