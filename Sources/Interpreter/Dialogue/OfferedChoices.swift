import DialogDSL
import Hearing

/// Choices that are known only during the call (language.md §3, `choices: {from: …}`).
public struct OfferedChoice: Sendable, Hashable, Codable {
  /// More than a caller is ever asked to choose from.
  static let limit = 200

  public var value: String
  /// How it is said; nil: as the value.
  public var name: String?
  /// What else callers call it: plain words.
  public var phrases: [String]
}

extension Machine {
  /// What the slot can be chosen from: the script's choices, or those that were worked out last.
  func choices(of slot: Slot) -> [Choice] {
    guard slot.choiceSource != nil else { return slot.choices }
    return (dialogue.offered[slot.name] ?? []).map { offered in
      var choice = Choice(
        value: offered.value,
        phrases: ([offered.value.withSpaces, offered.name].compactMap(\.self) + offered.phrases).compactMap {
          Phrase(words: $0, at: slot.range)
        }, range: slot.range)
      choice.name = offered.name
      return choice
    }
  }

  func spokenChoices(of slot: Slot) -> SpokenChoices? {
    slot.choiceSource == nil
      ? dialog.spokenChoices(of: slot) : SpokenChoices(choices(of: slot), rules: [:], language: language)
  }

  /// Works out the choices of these slots anew.
  mutating func offerChoices(of slots: [String]) {
    for name in slots {
      let slot = script.slot(name)
      guard let source = slot.choiceSource else { continue }
      dialogue.offered[name] = offered(evaluate(source), for: slot)
    }
  }

  /// Nothing to choose from: an optional slot is left out, any other takes its ladder's way out.
  ///
  /// - Returns: nil where there is something to choose from.
  mutating func leaveOut(_ slot: Slot) -> Progress? {
    guard slot.choiceSource != nil, dialogue.offered[slot.name]?.isEmpty ?? true else { return nil }
    trace.note(.fallback, "\(slot.name): there is nothing to choose from")
    if slot.isOptional {
      fill(slot, with: Candidate(.none, words: [], rule: "no choices"))
      return .next
    }
    guard leftOut.insert(slot.name).inserted else {
      giveUpForGood()
      return .moved
    }
    dialogue.ask(.slot(slot.name), text: "")
    giveUp()
    return .moved
  }

  private func offered(_ value: Value, for slot: Slot) -> [OfferedChoice] {
    guard case .list(let items) = value else { return [] }
    var values: Set<String> = []
    return items.prefix(OfferedChoice.limit).compactMap { item in
      let choice: OfferedChoice
      if case .map(let members) = item {
        let phrases: [Value] = if case .list(let phrases)? = members["phrases"] { phrases } else { [] }
        choice = OfferedChoice(
          value: (members["value"] ?? .none).canonical, name: members["name"].map(\.canonical).flatMap(\.ifFilled),
          phrases: phrases.map(\.canonical))
      } else {
        choice = OfferedChoice(value: item.canonical, name: nil, phrases: [])
      }
      guard !choice.value.isEmpty else {
        trace.note(.read, "\(slot.name): a choice without a value is left out")
        return nil
      }
      return values.insert(choice.value).inserted ? choice : nil
    }
  }
}

extension DialogueState {
  /// How offered choices are said, by value.
  var offeredNames: [String: String] {
    if offered.isEmpty { return [:] }
    let named = offered.sorted { $0.key < $1.key }.flatMap(\.value).compactMap { choice in
      choice.name.map { (choice.value, $0) }
    }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }
}

extension String {
  fileprivate var ifFilled: String? { isEmpty ? nil : self }
}

extension Phrase {
  /// Plain words, whatever signs are among them; nil when there are none.
  init?(words text: String, at range: SourceRange) {
    let words = WordScanner.words(in: text)
    if words.isEmpty { return nil }
    self.init(elements: words.map { .word($0.text) }, atStart: false, atEnd: false, source: text, range: range)
  }
}
