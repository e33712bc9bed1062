import DialogDSL
import Interpreter

/// Values that a caller may have in mind for a slot.
struct SlotValues {
  let world: World
  let call: CallSurroundings

  init(_ world: World, at call: SimulatedCall) {
    self.world = world
    self.call = CallSurroundings(call)
  }

  /// One that the slot's limits and rules allow, as far as tries can find one.
  ///
  /// - Parameter attempt: how often the caller has been asked in vain: the values that conditions look for come first
  ///   then.
  func allowed(for slot: Slot, attempt: Int, _ random: inout SplitMix64) -> Value {
    let literals = literals(for: slot)
    if attempt > 0, attempt <= literals.count { return literals[attempt - 1] }
    var value = any(for: slot, literals, &random)
    for attempt in 1...Self.tries where !isAllowed(value, for: slot) {
      value = any(for: slot, literals, reach: attempt, &random)
    }
    return value
  }

  /// Any one of the slot's type, also outside its limits.
  func anything(for slot: Slot, _ random: inout SplitMix64) -> Value {
    var loose = slot
    if random.chance(percent: 30) {
      loose.limits.min = nil
      loose.limits.max = nil
      loose.limits.within = nil
      loose.limits.length = nil
    }
    return any(for: loose, literals(for: slot), &random)
  }

  /// Enough to find a working day, a free hour and the like; a rule that allows less is one that callers cannot guess.
  private static let tries = 60

  /// - Parameter reach: how far out to look, where the near values were refused.
  private func any(
    for slot: Slot, _ literals: [Value], reach: Int = 0, _ random: inout SplitMix64
  ) -> Value {
    if random.chance(percent: 30), let literal = random.pick(literals) { return literal }
    switch slot.type {
    case .text: return .text(random.pick(Self.remarks) ?? "")
    case .name: return .text(random.pick(Self.names) ?? "")
    case .yesNo: return .bool(random.chance(percent: 50))
    case .choice: return .text(random.pick(slot.choices)?.value ?? "")
    case .number, .integer: return number(slot, reach: reach, &random)
    case .digits:
      let length = random.number(in: slot.limits.length ?? 5...8)
      return .text((0..<length).map { _ in String(random.below(10)) }.joined())
    case .phone: return .text(phone(slot, &random))
    case .date: return .date(date(slot, reach: reach, &random))
    case .time:
      let hours = slot.limits.within ?? ClockTime(wrapping: 7 * 60)...ClockTime(wrapping: 21 * 60)
      return .time(
        ClockTime(wrapping: (random.number(in: hours.lowerBound.minutes...hours.upperBound.minutes) / 15) * 15))
    }
  }

  /// Nothing in them is a universal or a yes.
  private static let remarks = [
    "the boiler is still cold", "they came two hours late", "a bit more patience", "ring the bell twice",
    "my sister will pick it up",
  ]
  private static let names = ["Maria Lopez", "John Smith", "Anna Kowalski", "Peter Miller", "Susan Baker"]

  private func number(_ slot: Slot, reach: Int, _ random: inout SplitMix64) -> Value {
    let low = slot.limits.min.flatMap(\.integer) ?? 1
    let high = slot.limits.max.flatMap(\.integer) ?? low + 19 * (1 + reach)
    if slot.type == .number, random.chance(percent: 20), low < high {
      return .number(DecimalNumber(mantissa: random.number(in: low...(high - 1)) * 10 + 5, scale: 1))
    }
    return .number(random.number(in: low...max(low, high)))
  }

  private func date(_ slot: Slot, reach: Int, _ random: inout SplitMix64) -> CivilDate {
    let today = call.now.today
    if slot.limits.prefer == .past { return today.adding(days: -random.number(in: 1...20_000)) }
    // Mostly soon.
    let farthest = random.chance(percent: 60) ? 6 : 90
    return today.adding(days: random.number(in: 0...(farthest + reach * 5)))
  }

  /// E.164. Numbers set aside for films and examples.
  private func phone(_ slot: Slot, _ random: inout SplitMix64) -> String {
    switch slot.limits.region ?? call.locale.region {
    case "GB": "+442079460" + padded(random.below(1000), to: 3)
    case "AU": "+61491570" + padded(random.number(in: 156...159), to: 3)
    case "IE": "+35312345" + padded(random.below(100), to: 2)
    case "IN": "+919876543" + padded(random.below(1000), to: 3)
    case "NZ": "+6421123" + padded(random.below(1000), to: 3)
    default: "+1" + random.one(of: "503", "212", "415") + "55501" + padded(random.below(100), to: 2)
    }
  }

  // MARK: What is allowed

  /// The values that conditions look for, as far as the slot can have them.
  private func literals(for slot: Slot) -> [Value] {
    world.literals[.slot(slot.name)].compactMap { typed($0, slot) }
  }

  /// Conditions compare numbers, dates and times with texts, too.
  private func typed(_ value: Value, _ slot: Slot) -> Value? {
    switch (slot.type, value) {
    case (.choice, .text(let key)): slot.choices.contains { $0.value == key } ? value : nil
    case (.digits, .text(let digits)):
      !digits.isEmpty && digits.allSatisfy(\.isWholeNumber) && slot.limits.length?.contains(digits.count) ?? true
        ? value : nil
    case (.number, .number), (.yesNo, .bool), (.date, .date), (.time, .time): value
    case (.integer, .number(let number)): number.integer.map { .number($0) }
    case (.number, .text(let text)): DecimalNumber(text).map(Value.number)
    case (.integer, .text(let text)): Int(text).map { .number($0) }
    case (.date, .text(let text)): CivilDate(iso: text).map(Value.date)
    case (.time, .text(let text)): ClockTime(iso: text).map(Value.time)
    case (.text, .text(let text)), (.name, .text(let text)), (.phone, .text(let text)): text.isEmpty ? nil : value
    default: nil
    }
  }

  func isAllowed(_ value: Value, for slot: Slot) -> Bool {
    if case .number(let number) = value {
      if let min = slot.limits.min, number < min { return false }
      if let max = slot.limits.max, number > max { return false }
    }
    if case .time(let time) = value, let within = slot.limits.within, !within.contains(time) { return false }
    var whole = value
    if slot.isMultiple {
      let elements = elements(of: slot)
      if elements.contains(value) { return false }
      whole = .list(elements + [value])
    }
    return keepsRules(whole, slot)
  }

  /// The list as far as it goes keeps the rules: it may be all.
  func isComplete(_ slot: Slot) -> Bool { keepsRules(.list(elements(of: slot)), slot) }

  private func elements(of slot: Slot) -> [Value] {
    if case .list(let elements) = call.value(of: .slot(slot.name)) { elements } else { [] }
  }

  private func keepsRules(_ whole: Value, _ slot: Slot) -> Bool {
    let evaluator = Evaluator(in: Supposition(call: call, slot: slot.name, value: whole))
    return world.script.slots.flatMap(\.rules).allSatisfy { rule in
      let slots = rule.condition.references.compactMap { if case .slot(let name) = $0 { name } else { nil } }
      guard slots.contains(slot.name) else { return true }
      let isReady = slots.allSatisfy { $0 == slot.name || call.value(of: .slot($0)) != Value.none }
      return !isReady || evaluator.holds(rule.condition)
    }
  }
}

/// The call as it would be with one slot filled.
private struct Supposition: Surroundings {
  let call: CallSurroundings
  let slot: String
  let value: Value

  var now: LocalTime { call.now }
  var locale: LocaleTag { call.locale }
  var choiceNames: [String: String] { call.choiceNames }

  func value(of reference: Reference) -> Value {
    reference == .slot(slot) ? value : call.value(of: reference)
  }
}
