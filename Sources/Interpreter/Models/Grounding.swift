import DialogDSL
import Hearing

/// `grounded`: what generated speech mentions must occur in what the model was told or the caller has said
/// (language.md §7).
extension Machine {
  /// The first mention that has no ground; nil: all have.
  func groundless(in text: String, _ rules: SpeechRules, _ kinds: Set<SpeechGuard.Grounded>) -> Mention? {
    let reader = MentionReader(locale: script.locale, now: time)
    var open = reader.mentions(in: text).filter { kinds.contains($0.grounded) }
    var today = MentionedFacts()
    today.add(.date(time.today), .date)
    open.removeAll(where: today.hold)
    // What stays the same in all calls is known already; the rest is read only where it must be.
    let lasting = rules.knowledge.map { "\($0.name.withSpaces). \($0.text)" } + ["\(script.name). \(script.about)"]
    for text in lasting where !open.isEmpty { open.removeAll(where: dialog.grounds.facts(of: text, by: reader).hold) }
    for text in textsOfTurn(rules) where !open.isEmpty {
      var facts = MentionedFacts()
      facts.add(text, by: reader)
      open.removeAll(where: facts.hold)
    }
    return open.first
  }

  /// What the call itself has heard and knows: what the script has told the model, slots, the caller's words, what was
  /// said just before.
  private func textsOfTurn(_ rules: SpeechRules) -> [String] {
    let slots = script.slots.flatMap { slot -> [String] in
      guard let value = dialogue.slots[slot.name]?.value, !value.isNone else { return [] }
      return [spoken(value, as: slot.valueType), value.written(as: slot.valueType)]
    }
    let talk = (state.turn?.recent ?? []).reversed().map(\.text)
    return ([rules.told, state.turn?.words ?? ""] + slots + talk).filter { !$0.isEmpty }
  }
}

extension Mention {
  fileprivate var grounded: SpeechGuard.Grounded {
    switch kind {
    case .number: .numbers
    case .date: .dates
    case .money: .money
    case .name: .names
    case .address: .urls
    }
  }
}
