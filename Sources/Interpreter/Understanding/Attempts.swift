import DialogDSL
import Hearing

/// What was said in vain at a slot: the next answer is read together with it, so that a second try repairs the first
/// (language.md §3, "Attempts").
public struct Attempts: Sendable, Hashable, Codable {
  /// Answers kept of one slot; the oldest leaves first. Nobody says a number more often without another way out.
  static let limit = 4

  /// The caller's words, the latest last.
  public private(set) var words: [String] = []
  /// Whole values that the caller has denied: they are not proposed again.
  public private(set) var denied: [Value] = []

  mutating func add(_ text: String) {
    if !text.isEmpty { words = (words + [text]).suffix(Self.limit) }
  }

  mutating func deny(_ value: Value) {
    if !denied.contains(value) { denied = (denied + [value]).suffix(Self.limit) }
  }
}

extension Machine {
  /// The answer was not understood: its words are kept for the next one.
  mutating func keepAttempt() {
    guard case .slot(let name)? = dialogue.question, script.slot(name).isMended else { return }
    dialogue.attempts[name, default: Attempts()].add(reading.words.source)
  }

  /// The value was read back and denied. Its words are read again with the next answer; the value is not given again.
  mutating func denyValue(of slot: Slot, _ filled: Filled, formerly: Attempts?) {
    guard slot.isMended else { return }
    var attempts = formerly ?? Attempts()
    attempts.add(words(of: filled, slot))
    attempts.deny(filled.value)
    dialogue.attempts[slot.name] = attempts
    trace.note(.read, "\(slot.name): \(slot.isSensitive ? "the value" : filled.value.description) was denied")
  }

  /// Readings of the answer at the slot's own question, made together with what was said before.
  func mended(_ candidates: [Candidate], for slot: Slot) -> [Candidate] {
    guard slot.isMended, dialogue.question?.slot == slot.name else { return candidates }
    let attempts = dialogue.attempts[slot.name] ?? Attempts()
    var former = attempts.words
    if case .readBack? = dialogue.question, let filled = dialogue.slots[slot.name] {
      former.append(words(of: filled, slot))
    }
    // A whole value that is plainly said needs no mending.
    let isPlain = candidates.count == 1 && candidates[0].certainty == .certain && !candidates[0].isPartial
    if former.isEmpty || (isPlain && !attempts.denied.contains(candidates[0].value)) { return candidates }
    let utterances = former.suffix(Attempts.limit).map { Utterance($0, language: language) }
    let recognizer = RecognizerRegistry.recognizer(for: slot.type)
    let expectation = expectation(for: slot, isAsked: true)
    let known = recognizer.candidates(merging: utterances, expecting: expectation).map(\.value)
    let merged = recognizer.candidates(merging: utterances + [reading.utterance], expecting: expectation)
      .compactMap { candidate -> Candidate? in
        if candidate.isPartial || attempts.denied.contains(candidate.value) { return nil }
        if !candidate.words.isEmpty { return candidate }
        // "The last one is six" has no words of the value, but changes it. What changes nothing says nothing.
        var candidate = candidate
        candidate.words = reading.words.words.indices.filter { reading.isFree([$0]) }
        return known.contains(candidate.value) ? nil : candidate
      }
    return merged.isEmpty ? candidates : merged
  }
}

extension Machine {
  /// The words that carried a value; the value itself where it was given in pieces or put right.
  private func words(of filled: Filled, _ slot: Slot) -> String {
    let said = RecognizerRegistry.recognizer(for: slot.type).candidates(
      in: Utterance(filled.words, language: language), expecting: expectation(for: slot, isAsked: true))
    if said.contains(where: { $0.value == filled.value }) { return filled.words }
    let value = filled.value.description
    return slot.type == .alphanumeric ? value.map(String.init).joined(separator: " ") : value
  }
}

extension Slot {
  /// Answers to it are read together.
  fileprivate var isMended: Bool {
    switch type {
    case .digits, .alphanumeric, .postalCode, .phone, .email, .name: !isMultiple
    // An address is put together part by part (Pieces).
    case .address, .text, .yesNo, .choice, .number, .integer, .ordinal, .date, .time, .dateTime, .dateRange, .timeRange,
      .duration, .money, .percent, .temperature, .age, .pattern, .model:
      false
    }
  }
}
