import DialogDSL
import Hearing

/// Keys typed at a slot that takes keypad input (language.md §3, `keypad`; reference §5.3, §19.45). What they mean goes
/// through the same rules, confirmations and limits as speech.
extension Machine {
  /// What was typed answers the open question; what was said beside it is read as beside any answer.
  mutating func understand(_ input: CallerInput) -> Bool {
    // Where keys are awaited, digits alone are keys, however they got into the transcript.
    if let keys = input.keys.isEmpty ? CallerInput.keys(in: input.speech) : input.keys, answer(typing: keys) {
      return input.keys.isEmpty || reading.isEmpty ? true : understandBeside()
    }
    if input.keys.isEmpty { return understand() }
    trace.note(.ignored, "keys that answer nothing here")
    // A closing line and a `wait` go on after any sign of life.
    switch dialogue.question {
    case .closing, .wait: return understand()
    default: return !reading.isEmpty && understand()
    }
  }

  private mutating func answer(typing keys: String) -> Bool {
    guard let question = dialogue.question, let name = question.slot else { return false }
    let slot = script.slot(name)
    guard let keypad = slot.keypad, let entry = KeypadEntry(keys) else { return false }
    switch question {
    case .slot: return fill(slot, keypad, with: entry)
    case .suggestion(_, let value):
      if isQuestionUnheard { return false }
      switch entry.yesOrNo {
      case true?: fill(slot, with: Candidate(value, words: [], rule: "suggested"), source: .suggested)
      case false?: dialogue.declined.insert(name)
      case nil: return fill(slot, keypad, with: entry)
      }
      return true
    case .readBack:
      if isQuestionUnheard { return false }
      switch entry.yesOrNo {
      case true?: dialogue.slots[name]?.isConfirmed = true
      case false?:
        clear(name)
        dialogue.declined.insert(name)
      case nil: return fill(slot, keypad, with: entry)
      }
      return true
    case .which(_, let candidates, _):
      guard let number = Int(entry.digits), candidates.indices.contains(number - 1) else {
        return fill(slot, keypad, with: entry)
      }
      return fill(slot, with: Candidate(candidates[number - 1].value, words: [], rule: "which"))
    // A list takes no keys: the script is refused.
    case .more, .whichFlow, .confirm, .change, .ask, .route, .converse, .permission, .wait, .closing: return false
    }
  }

  /// Takes digits as the slot's value, or keeps them when more are awaited. False: they are none.
  private mutating func fill(_ slot: Slot, _ keypad: Keypad, with entry: KeypadEntry) -> Bool {
    // A phone number is long enough when its country says so.
    if slot.type == .phone, keypad.length == nil { return fillPhone(slot, with: entry) }
    if entry.isRestarted { dialogue.pieces[slot.name] = nil }
    let before = dialogue.pieces[slot.name]?.description ?? ""
    for start in before.isEmpty ? [""] : [before, ""] {
      let digits = start + entry.digits
      if let length = keypad.length {
        if digits.utf8.count < length.lowerBound, !entry.isEnded {
          return fill(slot, with: Candidate(.text(digits), words: [], isPartial: true, rule: "keys"))
        }
        guard length.contains(digits.utf8.count) else { continue }
      }
      let written = slot.written(digits, region: script.locale.region)
      dialogue.pieces[slot.name] = nil
      if take(reading: written, for: slot, { machine in machine.candidates(for: slot, typed: digits) }) { return true }
    }
    if entry.isEnded { dialogue.pieces[slot.name] = nil }
    return false
  }

  private mutating func fillPhone(_ slot: Slot, with entry: KeypadEntry) -> Bool {
    if entry.isRestarted { dialogue.pieces[slot.name] = nil }
    return take(reading: entry.digits, for: slot) { machine in
      let found = machine.recognize(slot, in: machine.reading.utterance, isAsked: true)
      let whole = found.filter { !$0.isPartial }
      if whole.isEmpty, entry.isEnded { machine.dialogue.pieces[slot.name] = nil }
      return entry.isEnded ? whole : found
    }
  }

  /// Lets `candidates` read `text` as if it were what the caller said, so that it becomes the value's evidence.
  private mutating func take(
    reading text: String, for slot: Slot, _ candidates: (inout Machine) -> [Candidate]
  ) -> Bool {
    let spoken = reading
    reading = Reading(Words(text), language: language)
    defer { reading = spoken }
    let found = candidates(&self)
    if found.isEmpty { return false }
    if dialogue.slots[slot.name] != nil { _ = change(slot, to: found) } else { take(found, for: slot) }
    return true
  }

  /// What a whole row of typed digits may mean.
  private func candidates(for slot: Slot, typed digits: String) -> [Candidate] {
    func one(_ value: Value?) -> [Candidate] {
      value.map { [Candidate($0, words: Array(reading.words.words.indices), rule: "keys")] } ?? []
    }
    switch slot.type {
    case .digits: return one(.text(digits))
    case .money, .age: return one(amount(digits, slot))
    case .number, .integer, .ordinal, .percent:
      guard let number = DecimalNumber(digits), slot.limits.min.map({ number >= $0 }) ?? true,
        slot.limits.max.map({ number <= $0 }) ?? true
      else { return [] }
      return one(.number(number))
    case .choice:
      let choices = choices(of: slot)
      guard let place = Int(digits), choices.indices.contains(place - 1) else { return [] }
      return one(.text(choices[place - 1].value))
    case .yesNo:
      if isQuestionUnheard { return [] }
      return one(digits == "1" ? .bool(true) : digits == "2" ? .bool(false) : nil)
    case .date, .time, .phone, .postalCode:
      return recognize(slot, in: reading.utterance, isAsked: true).filter { !$0.isPartial }
    case .text, .name, .alphanumeric, .email, .dateTime, .dateRange, .timeRange, .duration, .temperature, .address,
      .pattern, .model:
      return []
    }
  }

  /// Whole dollars, whole years; nil outside the slot's limits.
  private func amount(_ digits: String, _ slot: Slot) -> Value? {
    guard let number = DecimalNumber(digits) else { return nil }
    var parts: [String: Value] = [slot.type.parts[0].name: .number(number)]
    if slot.type == .money, let country = Region.of(slot.limits.region ?? script.locale.region) {
      parts["currency"] = .text(country.currency)
    }
    return Value(parts: parts, as: slot.type).flatMap { slot.limits.allow($0) ? $0 : nil }
  }
}

/// Keys as they were pressed: `*` begins anew, `#` ends the entry.
private struct KeypadEntry {
  var digits: String
  var isEnded: Bool
  var isRestarted: Bool

  /// nil: there is no digit among them.
  init?(_ keys: String) {
    let latest = keys.split(separator: "*", omittingEmptySubsequences: false).last ?? ""
    guard let row = latest.split(separator: "#").last else { return nil }
    digits = String(row)
    isEnded = latest.last == "#"
    isRestarted = keys.contains("*")
  }

  /// At an offer or a read-back.
  var yesOrNo: Bool? {
    switch digits {
    case "1": true
    case "2": false
    default: nil
    }
  }
}

extension Slot {
  /// Typed digits as the type is written: a day as `3/10/2026`, a time as `14:30`.
  fileprivate func written(_ digits: String, region: String) -> String {
    let count = digits.utf8.count
    switch type {
    case .date:
      guard [4, 6, 8].contains(count) else { return digits }
      let year = digits.dropFirst(4)
      return "\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))\(year.isEmpty ? "" : "/\(year)")"
    case .time:
      let minutes = count > 2 ? digits.suffix(2) : "00"
      return count > 4 ? digits : "\(count > 2 ? digits.dropLast(2) : digits[...]):\(minutes)"
    default: return digits
    }
  }
}
