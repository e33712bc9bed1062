import DialogDSL
import Hearing

/// Marks that have to be worked out: which phrase it was.
extension Machine {
  /// A step has begun. A `call` comes by again until its result is there, and is marked then.
  func markStep(_ step: Step) {
    if case .call = step.kind { return }
    trace.mark(.step(step.id))
  }

  /// The choice that was heard, and the phrases that say it best in the words that were taken.
  func markChoice(_ slot: Slot, _ candidate: Candidate) {
    guard trace.wantsMarks, slot.choiceSource == nil, case .text(let value) = candidate.value,
      let index = slot.choices.firstIndex(where: { $0.value == value })
    else { return }
    trace.mark(.choice(slot: slot.name, value: value))
    let phrases = slot.choices[index].phrases
    let matcher = PhraseMatcher(reading.words, tokens: reading.tokens, language: language)
    let weights = phrases.map { phrase in
      matcher.allMatches(dialog.compiled(phrase)).filter { Set(candidate.words).isSuperset(of: $0.words) }.map(\.weight)
        .max()
    }
    guard let best = weights.compactMap(\.self).max() else { return }
    for (phrase, weight) in zip(phrases, weights) where weight == best { trace.mark(.choicePhrase(phrase.range)) }
  }

  /// The triggers that gave the match; its words must not have been used yet.
  func markTriggers(of flow: Flow, _ match: PhraseMatch) {
    guard trace.wantsMarks else { return }
    for trigger in flow.triggers where bestMatch(of: [trigger])?.weight == match.weight {
      trace.mark(.trigger(trigger.range))
    }
  }

  /// A flow is about to run on top of the open question.
  func markDigression() {
    let asked = dialogue.question?.slot.map(Mark.Asked.slot) ?? dialogue.questionStep.map(Mark.Asked.step)
    if let asked { trace.mark(.digression(asked)) }
  }
}
