import DialogDSL
import Hearing

/// Reads one case the way a call would: the slot's recogniser, then what the call does with two readings of the same
/// words, it asks back, which here is no value and both candidates.
public enum CaseReader {
  public static func answer(_ reading: ReadCase, isAsked: Bool = true) throws -> ReadAnswer {
    switch reading.type {
    case "form": return try form(reading)
    default:
      let heard = try heard(reading, isAsked: isAsked)
      return answer(reading.id, heard.candidates, heard.utterance)
    }
  }

  /// What the recogniser makes of a case, and the utterance its words lie in: the last one.
  public static func heard(_ reading: ReadCase, isAsked: Bool) throws -> (candidates: [Candidate], utterance: Utterance)
  {
    if reading.type == "universal" {
      let language = LanguageData.data(for: try ReadCase.locale(reading.locale))
      let utterance = Utterance(reading.text ?? "", language: language)
      return (UniversalReader.candidates(in: utterance), utterance)
    }
    let type = try ReadCase.slotType(reading.type)
    let expectation = try reading.expectation(for: reading.options, type: type, isAsked: isAsked)
    let language = LanguageData.data(for: expectation.locale)
    let recognizer = RecognizerRegistry.recognizer(for: type)
    let utterances = (reading.attempts ?? [reading.text ?? ""]).map { Utterance($0, language: language) }
    guard let last = utterances.last else { throw ReadFault(description: "`attempts` is empty") }
    let candidates =
      utterances.count == 1
      ? recognizer.candidates(in: last, expecting: expectation)
      : recognizer.candidates(merging: utterances, expecting: expectation)
    return (candidates, last)
  }

  /// Every slot that was said, and nothing else.
  private static func form(_ reading: ReadCase) throws -> ReadAnswer {
    let language = LanguageData.data(for: try ReadCase.locale(reading.locale))
    let slots = (reading.slots ?? [:]).sorted { $0.key < $1.key }
    let listeners = try slots.map { name, options in
      let expectation = try reading.expectation(
        for: options, type: try ReadCase.slotType(options.type ?? ""), isAsked: name == reading.asked)
      let hints = SlotHints(name: name, about: options.about, cue: options.cue ?? [], language: language)
      return FormReader.Listener(name: name, expectation: expectation, hints: hints)
    }
    let claims = FormReader(Utterance(reading.text ?? "", language: language), listeners: listeners).claims()
    let filled = claims.filter { !$0.candidates[0].isPartial }.map { (slots[$0.listener].key, $0.candidates[0].value) }
    return ReadAnswer(
      id: reading.id, value: ReadValue(value: .map(Dictionary(filled, uniquingKeysWith: { first, _ in first }))))
  }

  /// Two readings of the same words are asked back: no value then, and both as candidates.
  public static func answer(_ id: String, _ candidates: [Candidate], _ utterance: Utterance) -> ReadAnswer {
    let values = candidates.map { ReadValue(value: $0.value) }
    guard let first = candidates.first, !first.isPartial else { return ReadAnswer(id: id, candidates: values) }
    let rivals = candidates.filter { $0.words == first.words && $0.value != first.value }
    return ReadAnswer(
      id: id, value: rivals.isEmpty ? values[0] : nil, candidates: values, span: span(of: first, in: utterance))
  }

  private static func span(of candidate: Candidate, in utterance: Utterance) -> [Int]? {
    guard let first = candidate.words.first, let last = candidate.words.last else { return nil }
    return [utterance.words[first].range.lowerBound, utterance.words[last].range.upperBound]
  }
}
