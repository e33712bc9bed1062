import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// Takes what callers said about sensitive slots out of a record.
///
/// Dummies take the place of the caller's words, and the call is played again, so that what the agent says and what
/// tools are given fit the dummies. Where the call would then go another way, nothing is made up: the words are left
/// out, and the record says that it cannot be played.
extension CallRecord {
  public func withholdingSensitive(in dialog: PreparedScript) -> CallRecord {
    let secrets = Secrets(of: Replay(self).play(on: dialog), in: dialog.script)
    if secrets.slots.isEmpty { return self }
    return withDummies(secrets, dialog) ?? masked(secrets)
  }

  private func withDummies(_ secrets: Secrets, _ dialog: PreparedScript) -> CallRecord? {
    var changed = self
    for (number, secret) in secrets.told.enumerated() {
      guard let dummy = Dummy(for: secret.type, value: secret.value, number: number) else { return nil }
      changed.replaceTexts { text in
        secret.forms.reduce(text) { $0.replacingWholeWords($1, with: $1 == secret.value ? dummy.value : dummy.words) }
      }
    }
    for index in secrets.tellingTurns where changed.turns[index].move == turns[index].move { return nil }
    for index in secrets.failedTurns { changed.turns[index].replaceWords(with: Self.gibberish) }
    let before = Replay(self).play(on: dialog)
    let after = Replay(changed).play(on: dialog)
    let goesTheSameWay = zip(before, after).allSatisfy {
      $0.prompts == $1.prompts && $0.slots.keys.sorted() == $1.slots.keys.sorted() && $0.outcome == $1.outcome
        && $0.tools.count == $1.tools.count
    }
    guard goesTheSameWay, let call = after.last?.call else { return nil }
    changed.adopt(call)
    changed.dummies = secrets.slots
    // A value that is told in a way not thought of must not slip through.
    let text = changed.json
    return secrets.forms.contains { $0.count > 2 && text.wholeWordRange(of: $0) != nil } ? nil : changed
  }

  /// What no recogniser of a sensitive value understands.
  private static let gibberish = "blah blah blah"

  /// What the agent said and tools were given when the changed call was played.
  private mutating func adopt(_ call: SimulatedCall) {
    for (index, turn) in call.turns.enumerated() where turns.indices.contains(index) {
      turns[index].said = turn.said
      for (place, use) in turn.tools.enumerated() where turns[index].tools.indices.contains(place) {
        turns[index].tools[place].arguments = use.arguments
      }
      for (place, use) in turn.models.enumerated() where turns[index].models.indices.contains(place) {
        turns[index].models[place].request = use.request
      }
    }
    slots = call.filledSlots
  }

  private func masked(_ secrets: Secrets) -> CallRecord {
    var changed = self
    changed.replaceTexts { text in secrets.forms.reduce(text) { $0.replacingWholeWords($1, with: "…") } }
    for index in secrets.tellingTurns.union(secrets.failedTurns) { changed.turns[index].replaceWords(with: "…") }
    for slot in secrets.slots { changed.slots[slot] = nil }
    changed.withheld = secrets.slots
    return changed
  }

  private mutating func replaceTexts(_ replace: (String) -> String) {
    facts = facts.replacingTexts(replace)
    slots = slots.mapValues(replace)
    for index in turns.indices {
      switch turns[index].move {
      case .user(let text, let heard): turns[index].move = .user(replace(text), afterHearing: heard.map(replace))
      case .revises(let text): turns[index].move = .revises(replace(text))
      case .keypad(let keys): turns[index].move = .keypad(replace(keys))
      case .opening, .silence, .reconnect, .unasked, .hangUp: break
      }
      turns[index].said = replace(turns[index].said)
      for place in turns[index].tools.indices {
        let use = turns[index].tools[place]
        turns[index].tools[place].arguments = use.arguments.mapValues { $0.replacingTexts(replace) }
        if case .succeeded(let value) = use.outcome {
          turns[index].tools[place].outcome = .succeeded(value.replacingTexts(replace))
        }
      }
      for place in turns[index].models.indices { turns[index].models[place].reply.replaceTexts(replace) }
    }
  }
}

/// What callers told about sensitive slots, and in which turns.
private struct Secrets {
  /// One value given.
  struct Told: Hashable {
    var slot: String
    var type: SlotType
    var words: String
    var value: String
    var spoken: String

    /// How it can stand in a text, longer ones first.
    var forms: [String] { Secrets.sorted([words, value, spoken]) }
  }

  /// In the order in which they were heard.
  private(set) var told: [Told] = []
  /// Sorted by name.
  private(set) var slots: [String] = []
  /// Turns in which the caller said a value or a part of one.
  private(set) var tellingTurns: Set<Int> = []
  /// Turns in which the answer to the question for one was not understood.
  private(set) var failedTurns: Set<Int> = []

  var forms: [String] { Self.sorted(told.flatMap(\.forms)) }

  init(of turns: [Replay.Turn], in script: Script) {
    let sensitive = script.slots.filter(\.isSensitive)
    for (index, turn) in turns.enumerated().dropFirst() {
      let before = turns[index - 1].call.state.dialogue
      let now = turn.call.state.dialogue
      for slot in sensitive {
        let filled = now.slots[slot.name]
        if let filled, filled != before.slots[slot.name], !filled.value.isNone {
          note(filled, of: slot, turn.call)
          if !filled.words.isEmpty { tellingTurns.insert(index) }
        } else if let piece = now.pieces[slot.name], piece != before.pieces[slot.name] {
          note(piece.description, of: slot, turn.call)
          tellingTurns.insert(index)
        } else if before.question?.slot == slot.name,
          now.tries > before.tries || now.ambiguous[slot.name] != before.ambiguous[slot.name]
        {
          failedTurns.insert(index)
        }
      }
    }
    slots = Set(told.map(\.slot)).union(failedTurns.isEmpty && tellingTurns.isEmpty ? [] : sensitive.map(\.name))
      .sorted()
  }

  private mutating func note(_ filled: Filled, of slot: Slot, _ call: SimulatedCall) {
    let evaluator = Evaluator(in: CallSurroundings(call))
    let secret = Told(
      slot: slot.name, type: slot.type, words: filled.words, value: filled.value.recorded(as: slot.valueType),
      spoken: evaluator.text(of: filled.value, as: slot.valueType, .spoken))
    if !told.contains(secret) { told.append(secret) }
  }

  /// A part of a value, which the agent may have read back.
  private mutating func note(_ piece: String, of slot: Slot, _ call: SimulatedCall) {
    let evaluator = Evaluator(in: CallSurroundings(call))
    told.append(
      Told(
        slot: slot.name, type: slot.type, words: "", value: piece,
        spoken: evaluator.text(of: .text(piece), as: .slot(.digits), .spoken)))
  }

  private static func sorted(_ forms: [String]) -> [String] {
    Set(forms).filter { !$0.isEmpty }.sorted { ($1.count, $0) < ($0.count, $1) }
  }
}

extension Question {
  /// What it asks about, where that is one slot.
  fileprivate var slot: String? {
    switch self {
    case .slot(let name), .suggestion(let name, _), .readBack(let name), .which(let name, _, _), .more(let name): name
    case .confirm, .change, .ask, .route, .whichFlow, .converse, .permission, .wait, .closing: nil
    }
  }
}

extension RecordedTurn {
  fileprivate mutating func replaceWords(with words: String) {
    switch move {
    case .user(_, let heard): move = .user(words, afterHearing: heard)
    case .revises: move = .revises(words)
    case .keypad: move = .user(words, afterHearing: nil)
    case .opening, .silence, .reconnect, .unasked, .hangUp: break
    }
  }
}

/// Something harmless of the same type and length.
private struct Dummy {
  var words: String
  /// Written canonically.
  var value: String

  /// nil: any other value may lead the call another way. `number` tells several dummies of one call apart.
  init?(for type: SlotType, value: String, number: Int) {
    let names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    switch type {
    case .digits:
      let digits = (0..<value.count).map { ($0 + 5 + number) % 10 }
      words = digits.map { names[$0] }.joined(separator: " ")
      self.value = digits.map(String.init).joined()
    case .phone:
      // Numbers from 555-0100 to 555-0199 are nobody's.
      words = "two oh two five five five oh one four \(names[(7 + number) % 10])"
      self.value = "+1202555014\((7 + number) % 10)"
    case .name:
      let surnames = ["Example", "Sample", "Specimen", "Model", "Pattern"]
      words = "Alex \(surnames[number % surnames.count])"
      self.value = words
    case .text:
      words = "something"
      self.value = words
    case .date:
      words = "January first nineteen eighty"
      self.value = "1980-01-01"
    default: return nil
    }
  }
}

extension Value {
  func replacingTexts(_ replace: (String) -> String) -> Value {
    switch self {
    case .text(let text): .text(replace(text))
    case .list(let items): .list(items.map { $0.replacingTexts(replace) })
    case .map(let members): .map(members.mapValues { $0.replacingTexts(replace) })
    case .none, .bool, .number, .date, .time, .dateTime, .duration: self
    }
  }
}
