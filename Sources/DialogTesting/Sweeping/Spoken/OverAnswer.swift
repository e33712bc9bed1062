import DialogDSL
import Hearing
import Interpreter

/// `over_answer`: the caller adds the answers to the next questions of the form, and is silent at those questions if they
/// still come.
///
/// Where the later turn did nothing but answer its question at the first try, everything between went straight on, the
/// value is one that can be heard unasked (not a text, not a yes), and no other slot that is open would take its words.
enum OverAnswer {
  /// Values added to one answer.
  private static let most = 2

  static func change(_ base: PlayedCall, _ script: Script, _ random: inout SplitMix64) -> Sweep.Change? {
    // Fewer questions are fewer turns, and other questions to go back to.
    if base.reachesLimit || base.turns.contains(where: { $0.after.past.count < $0.before.past.count }) { return nil }
    var found: [Int: [(turn: Int, slot: Slot, words: String)]] = [:]
    for (index, turn) in base.turns.enumerated() {
      guard let (slot, words) = answer(turn, script) else { continue }
      for earlier in base.turns[..<index].indices.reversed() {
        let carrier = base.turns[earlier]
        switch carrier.move {
        case .advance, .toolFails, .model, .reconnect: continue
        case .agent, .expect, .user, .revises, .silence, .noise, .keypad, .hangUp: break
        }
        guard !carrier.asksModel, mayCarry(carrier, slot, script) else { break }
        if isFree(words, for: slot, answeredBy: turn, on: carrier, script) {
          found[earlier, default: []].append((index, slot, words))
        }
      }
    }
    guard let place = random.pick(found.keys.sorted()), let answers = found[place], let said = base.turns[place].said
    else { return nil }
    let added = random.pick(1 + random.below(most), of: answers)
    // Without a pause a name has no end.
    let hasName =
      base.turns[place].heard(in: script).contains { $0.type == .name } || added.contains { $0.slot.type == .name }
    let joiner = random.pick(hasName ? [", ", " and "] : [", ", " and ", " "])!
    let text = ([said.text] + added.map(\.words)).joined(separator: joiner)
    var acts: [Int: [Act]] = [place: [.user(text, hearing: said.hearing, goesOn: false)]]
    for answer in added {
      guard let later = base.turns[answer.turn].said else { continue }
      acts[answer.turn] = [.answers(later.text, slot: answer.slot.name, hearing: later.hearing)]
    }
    return Sweep.Change(acts: acts)
  }

  /// The slot that a turn answered, and nothing else, and words for it that are understood unasked.
  private static func answer(_ turn: PlayedTurn, _ script: Script) -> (slot: Slot, words: String)? {
    guard turn.said != nil, !turn.asksModel, case .slot(let name)? = turn.before.question, turn.before.tries == 0,
      goesStraightOn(turn, script), turn.before.slots[name] == nil, turn.before.pieces[name] == nil,
      let filled = turn.after.slots[name], !filled.value.isNone, turn.heard(in: script).map(\.name) == [name]
    else { return nil }
    let slot = script.slot(name)
    guard slot.listening != .asked, slot.suggestion == nil, !slot.isMultiple else { return nil }
    let lead: [String] =
      switch slot.type {
      case .text, .model, .yesNo: []
      case .name: ["", "my name is "]
      case .date: ["", "on "]
      case .time: ["at ", ""]
      case .number, .integer: ["for ", ""]
      case .digits, .phone: ["my number is ", ""]
      case .choice: [""]
      case .email: ["my email is "]
      case .dateTime, .dateRange, .timeRange, .duration, .money, .percent: [""]
      case .ordinal, .alphanumeric, .temperature, .age, .postalCode, .address, .pattern: []
      }
    let words = lead.map { $0 + filled.words }.first { values(in: $0, slot, turn, script) == [filled.value] }
    return words.map { (slot, $0) }
  }

  /// What is heard in these words when nobody has asked for it.
  private static func values(in words: String, _ slot: Slot, _ turn: PlayedTurn, _ script: Script) -> Set<Value> {
    let expectation = Hearing.Expectation(
      type: slot.type, limits: slot.limits, choices: slot.choices, locale: script.locale, now: turn.now, isAsked: false)
    let recognizer = RecognizerRegistry.recognizer(for: slot.type)
    return Set(recognizer.candidates(in: Utterance(words), expecting: expectation).map(\.value))
  }

  /// Beside what was said at `carrier` the words still mean the value, and no other slot that is open there would take
  /// them: of two slots of a kind the first that is empty does.
  private static func isFree(
    _ words: String, for slot: Slot, answeredBy turn: PlayedTurn, on carrier: PlayedTurn, _ script: Script
  ) -> Bool {
    // Words that meant nothing there may mean something beside the value: "next week", "Thursday".
    let ignored = carrier.trace.lines(in: script).filter { $0.kind == .ignored }.map(\.text)
    let value = turn.after.slots[slot.name]?.value ?? .none
    guard values(in: (ignored + [words]).joined(separator: " "), slot, turn, script) == [value] else { return false }
    var form: [Slot] = []
    if let step = carrier.after.stack.last?.step, case .collect(let collect) = script[step].kind {
      form = collect.slots.map(script.slot).filter { carrier.after.slots[$0.name] == nil }
    }
    return (form + carrier.heard(in: script)).allSatisfy { other in
      other.name == slot.name || other.type.kind != slot.type.kind || values(in: words, other, turn, script).isEmpty
    }
  }

  /// The form of the slot is open after the turn, and the turn went straight on.
  private static func mayCarry(_ turn: PlayedTurn, _ slot: Slot, _ script: Script) -> Bool {
    guard turn.said != nil, let step = turn.after.stack.last?.step, case .collect(let collect) = script[step].kind,
      collect.slots.contains(slot.name), turn.after.slots[slot.name] == nil, !turn.isVerbatim(in: script)
    else { return false }
    if turn.heard(in: script).contains(where: \.isMultiple) { return false }
    // A name in a trigger ends where the line does.
    let isStart = turn.after.stack.count > turn.before.stack.count
    if isStart, turn.heard(in: script).contains(where: { $0.type == .name }) { return false }
    let answers = !turn.heard(in: script).isEmpty || turn.after.stack.count > turn.before.stack.count
    return answers && turn.before.tries == 0 && goesWithoutFault(turn, script)
  }

  /// It answers its question and nothing else.
  private static func goesStraightOn(_ turn: PlayedTurn, _ script: Script) -> Bool {
    goesWithoutFault(turn, script)
      && !turn.trace.lines(in: script).contains {
        $0.kind == .read && ($0.text.hasPrefix("flow ") || $0.text.hasPrefix("universal "))
      }
  }

  /// No value refused, no slot cleared, nothing misunderstood.
  private static func goesWithoutFault(_ turn: PlayedTurn, _ script: Script) -> Bool {
    !turn.trace.lines(in: script).contains { $0.kind == .fallback || $0.kind == .cleared }
  }
}

extension SlotType {
  /// Types whose values are said alike.
  fileprivate var kind: SlotType { self == .integer ? .number : self == .phone ? .digits : self }
}
