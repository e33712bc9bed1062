import DialogDSL
import Hearing

/// What the caller's words mean to the open question and to the script: the turn algorithm of language.md §6, steps 3
/// to 7.
extension Machine {
  /// Applies all that the words say. False when nothing was understood: then the ladder has its say.
  mutating func understand() -> Bool {
    if let universal = wholeUtteranceUniversal() {
      return yieldsToFlow(universal) && startFlow() || answer(universal)
    }
    switch dialogue.question {
    case .suggestion(let name, let value):
      return understandSuggestion(script.slot(name), value) ? understandBeside() : understandRest()
    case .readBack(let name): return understandReadBack(script.slot(name)) ? understandBeside() : understandRest()
    case .which(let name, let candidates, let words):
      return understandWhich(script.slot(name), candidates, words: words) ? understandBeside() : understandRest()
    case .slot(let name): return understandSlot(script.slot(name))
    case .more(let name): return understandMore(of: script.slot(name))
    case .whichFlow(let names, let words, let former):
      return understandWhichFlow(names, words: words, former: former)
    case .confirm:
      guard case .confirm(let confirm)? = openStep else { return understandRest() }
      return understandConfirm(confirm) ? understandMore() : understandRest()
    case .change:
      guard case .confirm(let confirm)? = openStep else { return understandRest() }
      return understandChange(confirm) || understandRest()
    case .ask:
      guard case .ask(let ask)? = openStep else { return understandRest() }
      return understandAsk(ask) ? understandMore() : understandRest()
    case .route:
      guard case .route(let route)? = openStep else { return understandRest() }
      return understandRoute(route)
    case .converse: return understandConverse()
    case .permission(let tool):
      guard case .converse(let converse)? = openStep else { return understandRest() }
      return understandPermission(converse, tool) ? understandMore() : understandRest()
    case .wait:
      // In `main` the words are for what follows, as when the caller speaks first; elsewhere they may be anything.
      leftoversAreFree = true
      let isCallersOpening = dialogue.stack.count == 1
      advanceFromQuestion()
      if !isCallersOpening { _ = understandRest() }
      return true
    case .closing(let farewell): return understandClosing(farewell: farewell)
    case nil: return understandRest()
    }
  }

  /// What the running flow is at.
  var openStep: Step.Kind? { dialogue.stack.last?.step.map { script[$0].kind } }

  /// The open slot, the other slots of its form, and those that always listen.
  private mutating func understandSlot(_ slot: Slot) -> Bool {
    if slot.isOptional, slot.type != .yesNo || readCandidates(for: slot, isAsked: true).isEmpty, saysOnly(.none) {
      decline(slot)
      return true
    }
    if slot.type == .model, !startsWithFlow(slot) { return correct() || understandByModel(slot) }
    let taken = readClaims(asked: slot, corrections: .announced)
    if slot.isMultiple, taken.isAnything { completeIfSaid(slot) }
    if taken.isAnything { return understandMore() }
    return understandRest() || acknowledge(taken.restated)
  }

  /// "No, I said Tuesday", of a Tuesday that is noted: it is said once more, and the question comes again.
  private mutating func acknowledge(_ restated: [String]) -> Bool {
    toEcho += restated.filter { !toEcho.contains($0) }
    isReturning = true
    return !restated.isEmpty
  }

  /// Beside the answer about one slot: values of others, then what else is left.
  mutating func understandBeside() -> Bool {
    readClaims(asked: nil, corrections: .announced)
    return understandMore()
  }

  /// Answer and question in one breath do both: what is left may start a flow or be a universal.
  @discardableResult
  mutating func understandMore() -> Bool {
    if !reading.unusedText.isEmpty, state.turn?.closing == nil, !hasPosed {
      _ = startFlow() || answerUniversal(besideAnswer: true)
    }
    return true
  }

  /// Words that do not answer the question.
  mutating func understandRest() -> Bool {
    let taken = readClaims(asked: nil, corrections: .announced)
    return taken.isAnything || correct() || startFlow() || answerUniversal() || acknowledge(taken.restated)
  }

  /// Two readings were offered: the answer read together with the former words decides, or one is named.
  private mutating func understandWhich(_ slot: Slot, _ candidates: [Candidate], words: String) -> Bool {
    let values = Set(candidates.map(\.value))
    let before = Words(words)
    let joint = Utterance(words + " " + reading.words.source, language: language)
    // Read together with the former words, only the words of this turn are used up.
    let jointly = recognize(slot, in: joint, isAsked: true).map { candidate in
      (value: candidate.value, words: candidate.words.filter { $0 >= before.count }.map { $0 - before.count })
    }
    let directly = recognize(slot, in: reading.utterance, isAsked: true).map { (value: $0.value, words: $0.words) }
    let spokenForms = candidates.map { spoken($0.value, as: .slot(slot.type)) }
    let options = recognizeOption(among: spokenForms).map { (value: candidates[$0.index].value, words: $0.words) }
    for readings in [jointly, directly, options] {
      let fitting = readings.filter { values.contains($0.value) && !$0.words.isEmpty }
      guard let first = fitting.first, fitting.allSatisfy({ $0.value == first.value }) else { continue }
      reading.use(first.words)
      let isPartial = candidates.contains { $0.value == first.value && $0.isPartial }
      return fill(slot, with: Candidate(first.value, words: first.words, isPartial: isPartial, rule: "which"))
    }
    let fresh = readCandidates(for: slot, isAsked: true)
    guard let first = fresh.first, !values.contains(first.value) else { return false }
    take(fresh, for: slot)
    return true
  }

  /// "The second one", or an option as it was spoken.
  func recognizeOption(among options: [String]) -> [(index: Int, words: [Int])] {
    let start = SourcePosition(line: 1, column: 1)
    let range = SourceRange(file: "", start: start, end: start)
    let choices = options.enumerated().map { index, text in
      Choice(value: String(index), phrases: [Phrase(words: text, at: range)].compactMap(\.self), range: range)
    }
    let expectation = Expectation(type: .choice, choices: choices, locale: script.locale, now: time)
    return RecognizerRegistry.recognizer(for: .choice).candidates(in: reading.utterance, expecting: expectation)
      .compactMap { candidate in
        guard case .text(let key) = candidate.value, let index = Int(key), reading.isFree(candidate.words) else {
          return nil
        }
        return (index, candidate.words)
      }
  }
}
