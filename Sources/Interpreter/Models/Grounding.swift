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
    today.add(time.today)
    open.removeAll(where: today.hold)
    // What stays the same in all calls is known already; the rest is read only where it must be.
    for text in lastingTexts(rules) where !open.isEmpty {
      open.removeAll(where: dialog.grounds.facts(of: text, by: reader).hold)
    }
    for text in toldTexts(rules) where !open.isEmpty {
      var facts = MentionedFacts()
      facts.add(text, by: reader)
      open.removeAll(where: facts.hold)
    }
    for text in callersTexts where !open.isEmpty {
      var facts = MentionedFacts()
      facts.add(text, by: reader)
      open.removeAll { $0.mayBeCallers && facts.hold($0) }
    }
    return open.first
  }

  /// What the script says in all calls.
  private func lastingTexts(_ rules: SpeechRules) -> [String] {
    rules.knowledge.map { "\($0.name.withSpaces). \($0.text)" } + ["\(script.name). \(script.about)"]
  }

  /// A sentence that stands word for word in what the script has told the model is true, claims nothing and asks nothing.
  func isScriptsOwn(_ sentence: String, _ rules: SpeechRules) -> Bool {
    let reader = MentionReader(locale: script.locale, now: time)
    if lastingTexts(rules).contains(where: { dialog.grounds.facts(of: $0, by: reader).quote(sentence) }) { return true }
    if rules.told.isEmpty { return false }
    var told = MentionedFacts()
    told.add(rules.told, by: reader)
    return told.quote(sentence)
  }

  /// What the call itself knows, as far as the model may: what the script has told it, slots, what the agent said just
  /// before.
  private func toldTexts(_ rules: SpeechRules) -> [String] {
    let slots = script.slots.filter { script.models.seesSensitive || !$0.isSensitive }.flatMap { slot -> [String] in
      guard let value = dialogue.slots[slot.name]?.value, !value.isNone else { return [] }
      return [spoken(value, as: slot.valueType), value.written(as: slot.valueType)]
    }
    let talk = (state.turn?.recent ?? []).reversed().filter { $0.speaker == .agent }.map(\.text)
    return ([rules.told] + slots + talk.map(masked)).filter { !$0.isEmpty }
  }

  /// What the caller has said, now and just before.
  private var callersTexts: [String] {
    let now = state.turn.map { $0.isWithheld ? "" : masked($0.words) } ?? ""
    let talk = (state.turn?.recent ?? []).reversed().filter { $0.speaker == .caller }.map(maskedTalk)
    return ([now] + talk).filter { !$0.isEmpty }
  }
}

extension Mention {
  /// Names, days and numbers may be said back to the caller; what something costs, and where to turn to, is the script's
  /// to say.
  fileprivate var mayBeCallers: Bool { kind != .money && kind != .address }

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
