import DialogDSL
import Hearing

/// `grounded`: what generated speech mentions must occur in what the model was told or the caller has said
/// (language.md §7).
extension Machine {
  /// The first mention that has no ground; nil: all have.
  func groundless(in text: String, _ rules: SpeechRules, _ kinds: Set<SpeechGuard.Grounded>) -> Mention? {
    let reader = MentionReader(locale: script.locale, now: time)
    let mentions = reader.mentions(in: text).filter { kinds.contains($0.grounded) }
    if mentions.isEmpty { return nil }
    var facts = [factsOfTurn(reader, besides: rules.told)]
    facts += rules.knowledge.map { dialog.grounds.facts(of: "\($0.name.withSpaces). \($0.text)", by: reader) }
    return mentions.first { mention in !facts.contains { $0.hold(mention) } }
  }

  /// What the call itself knows: slots, the caller's words, what was said just before, who the agent is, the day.
  private func factsOfTurn(_ reader: MentionReader, besides told: String) -> MentionedFacts {
    var facts = MentionedFacts()
    facts.add(told, by: reader)
    facts.add("\(script.name). \(script.about)", by: reader)
    facts.add(state.turn?.words ?? "", by: reader)
    for entry in state.turn?.recent ?? [] { facts.add(entry.text, by: reader) }
    for slot in script.slots {
      guard let value = dialogue.slots[slot.name]?.value, !value.isNone else { continue }
      facts.add(spoken(value, as: slot.valueType), by: reader)
      facts.add(value.written(as: slot.valueType), by: reader)
    }
    facts.add(.date(time.today), .date)
    return facts
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
