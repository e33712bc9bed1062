import DialogDSL
import Hearing
import Interpreter

/// `self_repair`: a wrong value of the same slot first, taken back in the same breath: "Monday, no, Tuesday".
///
/// Where the turn fills an empty slot and the words that did it stand side by side; not where a value that was repaired is
/// read back (`confirm: unsure`).
enum SelfRepair {
  private static let markers = [", no, ", " no sorry ", ", I mean ", ", sorry, ", ", no wait, ", " no I meant "]
  private static let prepositions: Set = ["on", "at", "for", "in", "to", "from", "by", "around", "about"]

  static func line(_ text: String, of turn: PlayedTurn, _ script: Script, _ random: inout SplitMix64) -> String? {
    switch turn.before.question {
    case .readBack, .confirm, .change, .which, .more, .whichFlow, .converse, .permission: return nil
    case .slot, .suggestion, .ask, .route, .wait, .closing, nil: break
    }
    if turn.isVerbatim(in: script) { return nil }
    let line = Line(text)
    let repairs = turn.heard(in: script).compactMap { slot -> Line.Edit? in
      if case .unsure = slot.confirmation { return nil }
      guard turn.before.slots[slot.name] == nil, let filled = turn.after.slots[slot.name], filled.certainty == .certain,
        let words = line.indices(of: filled.words), let first = words.first, let last = words.last,
        last - first + 1 == words.count,
        let wrong = wrongValue(of: slot, besides: filled.value, line.words[first...last].map(\.text), &random)
      else { return nil }
      let lead = prepositions.contains(line.words[first].text) ? line.words[first].original + " " : ""
      return Line.Edit(range: first..<first, text: lead + wrong + random.pick(markers)!.trailingSpaceDropped)
    }
    return random.pick(repairs).map { line.applying([$0]) }
  }

  /// Another value of the slot, as callers say it.
  private static func wrongValue(
    of slot: Slot, besides value: Value, _ words: [String], _ random: inout SplitMix64
  ) -> String? {
    switch slot.type {
    case .choice:
      return random.pick(slot.choices.map(\.value).filter { .text($0) != value })?.replacing("_", with: " ")
    case .date:
      guard case .date(let date) = value else { return nil }
      let days = ["monday", "tuesday", "wednesday", "thursday", "friday"]
      return random.pick(days.enumerated().filter { $0.offset + 1 != date.weekday.rawValue }.map(\.element))
    case .time: return random.pick(["nine", "ten", "eleven"].filter { !words.contains($0) })
    case .number, .integer:
      return random.pick(["two", "three", "five", "six"].filter { $0 != value.spelled && !words.contains($0) })
    case .digits, .phone:
      guard let last = words.indices.last, let digit = EnglishNumbers.digit(words[last]) else { return nil }
      return (words.dropLast() + [EnglishNumbers.units[(digit + 1) % 10]]).joined(separator: " ")
    case .name: return random.pick(["Tom", "Laura Hill"])
    case .percent: return random.pick(["ten percent", "thirty percent"].filter { !words.contains($0) })
    case .money: return random.pick(["ten dollars", "seventy dollars"])
    case .duration: return random.pick(["ten minutes", "three hours"])
    default: return nil
    }
  }
}

extension String {
  /// The line puts a space between what is inserted and the word after it.
  fileprivate var trailingSpaceDropped: String { hasSuffix(" ") ? String(dropLast()) : self }
}

extension Value {
  fileprivate var spelled: String? {
    guard case .number(let number) = self, let whole = Int(number.description) else { return nil }
    return EnglishNumbers.words(of: whole)
  }
}
