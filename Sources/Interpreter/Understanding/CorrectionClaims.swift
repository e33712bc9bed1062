import DialogDSL
import Hearing

/// What words may do to slots that are filled: which of them announce a change, of what, and to which value
/// (language.md §6, step 4).
extension Machine {
  func correctionClaims(_ corrections: Corrections, lead: Lead?, asked: Slot?) -> [Claim] {
    let slots = correctable.filter { $0.name != asked?.name }
    return slots.compactMap { slot -> Claim? in
      if slot.isMultiple { return editClaim(of: slot, corrections, asked: asked) }
      // "The day is Friday", "not Tuesday, Wednesday" say by themselves what they correct.
      if asked?.type != .text, let claim = assertionClaim(of: slot) ?? denialClaim(of: slot) { return claim }
      if case .announced = corrections {
        guard let lead else { return nil }
        // In the caller's own words "actually" is no correction, unless they begin with it and name what they correct.
        if asked?.type == .text, !lead.isAtStart { return nil }
      }
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

  /// "Also olives", "remove the fish"; where it is read back, also the bare element.
  private func editClaim(of slot: Slot, _ corrections: Corrections, asked: Slot?) -> Claim? {
    let isNamed = names(slot)
    if asked?.type == .text, !isNamed { return nil }
    var isInvited = false
    if case .invited(let slots) = corrections { isInvited = slots.contains(slot.name) }
    if !isInvited, !isNamed, slot.type.isBareNumber { return nil }
    guard var edit = listEdit(of: slot, isAsked: isInvited || isNamed), edit.isAnnounced || isInvited,
      !isPartOfTrigger(edit.words)
    else { return nil }
    if !isInvited, !isNamed {
      // "No fish" may be said of many things; of this list it is said when there is fish on it.
      edit.changes.removeAll { $0.isRemoval && !isListed($0.candidates, in: slot) }
      if edit.changes.isEmpty { return nil }
    }
    return Claim(slot: slot, candidates: edit.candidates, isNamed: isNamed, isCorrection: true, edit: edit)
  }

  private func isListed(_ candidates: [Candidate], in slot: Slot) -> Bool {
    guard case .list(let items)? = dialogue.slots[slot.name]?.value else { return false }
    return candidates.contains { items.contains($0.value) }
  }

  /// "The day should be Friday": the slot is called by name, and its value follows.
  private func assertionClaim(of slot: Slot) -> Claim? {
    guard slot.type != .text, names(slot), let name = reading.nameRange(of: slot) else { return nil }
    let tokens = reading.tokens
    guard let start = tokens.all.firstIndex(where: { $0.word >= name.upperBound && !$0.isFiller }),
      let length = language[.assertions].length(in: tokens, at: start), start + length < tokens.count
    else { return nil }
    let value = tokens[start + length].word
    let candidates = recognize(slot, in: reading.utterance.slice(value..<reading.words.count), isAsked: true).map {
      $0.moved(by: value)
    }.filter {
      !$0.isPartial && $0.certainty != .guessed && ($0.words.first ?? 0) <= value + 1 && reading.isFree($0.words)
    }
    guard let best = candidates.first, !isPartOfTrigger(best.words) else { return nil }
    return Claim(
      slot: slot, candidates: candidates.map { inSameWeek($0, as: dialogue.slots[slot.name]?.value) }, isNamed: true,
      isCorrection: true)
  }

  /// "Not Tuesday, Wednesday", of a Tuesday: the old value tells which slot is meant.
  private func denialClaim(of slot: Slot) -> Claim? {
    guard let denied = denial(of: slot)?.value, let old = dialogue.slots[slot.name]?.value else { return nil }
    let candidates = readCandidates(for: slot, isAsked: true).map { inSameWeek($0, as: old) }.filter {
      !$0.isPartial && $0.certainty != .guessed && $0.value != old && Set($0.words).isSuperset(of: denied)
        && !isPartOfTrigger($0.words)
    }
    return candidates.isEmpty ? nil : Claim(slot: slot, candidates: candidates, isNamed: true, isCorrection: true)
  }

  /// The slot's value is said, and denied: "not Tuesday".
  func denial(of slot: Slot) -> (by: Int, value: [Int])? {
    guard slot.type != .text, slot.type != .yesNo, let old = dialogue.slots[slot.name]?.value,
      reading.tokens.all.contains(where: { language[.denials].contains($0.text) && reading.isFree([$0.word]) })
    else { return nil }
    let said = recognize(slot, in: reading.utterance, isAsked: true, isSingle: true)
    for candidate in said where inSameWeek(candidate, as: old).value == old && reading.isFree(candidate.words) {
      guard let start = reading.tokens.all.firstIndex(where: { $0.word == candidate.words.first }) else { continue }
      var end = start
      while end > 0,
        reading.tokens[end - 1].isFiller || language[.prepositions].contains(reading.tokens.text(end - 1))
      { end -= 1 }
      if language[.denials].contains(reading.tokens.text(end - 1)) {
        return (by: reading.tokens[end - 1].word, value: candidate.words)
      }
    }
    return nil
  }

  /// "Next Monday at nine", said where the time is asked and the day is known: a whole value that differs, beside the
  /// answer, changes a slot of the same form. The next prompt says it.
  func changesInPassing(beside asked: Slot, _ claims: [Claim]) -> [Claim] {
    guard case .collect(let collect)? = openStep, collect.slots.contains(asked.name), asked.type != .text else {
      return []
    }
    let taken = Set(claims.flatMap(\.words))
    let isTold = reading.tokens.all.contains { token in
      !token.isFiller && !taken.contains(token.word) && !reading.used.contains(token.word)
        && !language[.small].contains(token.text) && !language[.prepositions].contains(token.text)
    }
    guard isTold else { return [] }
    let types = Set([asked.type] + claims.map(\.slot.type))
    let slots = collect.slots.map(script.slot).filter { slot in
      guard let filled = dialogue.slots[slot.name], !slot.isMultiple, !types.contains(slot.type) else { return false }
      return filled.source != .initial && slot.type.isTelling && slot.listening != .asked
    }
    return slots.compactMap { slot in
      let candidates = readCandidates(for: slot, isAsked: false).filter {
        taken.isDisjoint(with: $0.words) && !$0.isPartial && $0.certainty != .guessed && !isPartOfTrigger($0.words)
      }.map { inSameWeek($0, as: dialogue.slots[slot.name]?.value) }
      guard let best = candidates.first, best.value != dialogue.slots[slot.name]?.value else { return nil }
      return Claim(slot: slot, candidates: candidates, isCorrection: true, isInPassing: true)
    }
  }

  /// "No, eleven" at a read-back: values that would be read at the slot's own question.
  private func bareValues(of slot: Slot) -> [Candidate] {
    switch slot.type {
    case .text, .name, .yesNo: []
    default:
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
    // What announces a correction asks for a number: "make it twelve".
    let isInvited = slot.type == .number || slot.type == .integer
    var candidates = readCandidates(for: slot, isAsked: isNamed || isInvited)
    if isNamed {
      if candidates.isEmpty { candidates = readAfterName(of: slot) }
    } else {
      switch corrections {
      case .announced:
        // "No, it ends with four" changes no number of guests.
        if slot.type.isBareNumber, lead?.isStrong != true { candidates.removeAll { $0.rule != "people" } }
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
    return recognize(slot, in: reading.utterance.slice(start..<reading.words.count), isAsked: true).map { candidate in
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
  /// All of them in the utterance, each as its words.
  var phrases: [[Int]]
  var allWords: [Int] { phrases.flatMap(\.self) }
  var isAtStart: Bool
  /// More than a "no" or "sorry", which may answer the question itself.
  var isStrong: Bool

  init?(in reading: Reading, language: LanguageData) {
    let strong = reading.all(of: language[.strongCorrections])
    let weak = reading.all(of: language[.corrections])
    phrases = strong + weak
    guard let first = phrases.flatMap(\.self).min() else { return nil }
    isAtStart = reading.tokens.all.first { !$0.isFiller }?.word == first
    isStrong = !strong.isEmpty
  }
}

extension SlotType {
  /// Its values are hardly ever said by chance.
  fileprivate var isTelling: Bool {
    switch self {
    case .choice, .phone, .email, .date, .time, .dateTime, .dateRange, .timeRange, .money, .percent: true
    case .text, .name, .yesNo, .number, .integer, .ordinal, .digits, .alphanumeric, .duration, .temperature, .age,
      .postalCode, .address, .pattern, .model:
      false
    }
  }

  /// A value of it may be a single number word, which means little by itself.
  fileprivate var isBareNumber: Bool {
    switch self {
    case .number, .integer, .ordinal, .digits, .percent, .money, .temperature, .age, .duration: true
    default: false
    }
  }
}
