import DialogDSL
import Hearing
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
    // What a model makes of it is the model's affair.
    case .text, .model: return .text(random.pick(Self.remarks) ?? "")
    case .name: return .text(random.pick(Self.names) ?? "")
    case .yesNo: return .bool(random.chance(percent: 50))
    case .choice: return .text(random.pick(call.choices(of: slot)) ?? "")
    case .number, .integer: return number(slot, reach: reach, &random)
    case .ordinal: return .number(random.number(in: slot.amounts(1...12)))
    case .percent: return .number(random.number(in: slot.amounts(1...100)))
    case .alphanumeric: return .text(code(slot, &random))
    case .email: return .text(random.one(of: "maria.lopez@example.com", "john42@example.org", "a_smith@example.net"))
    case .postalCode: return .text(postalCode(slot, &random))
    case .pattern:
      return .text(slot.limits.pattern.flatMap(PatternParser.parse).map { sample(of: $0, &random) } ?? "")
    case .dateTime:
      return .dateTime(CivilDateTime(date: date(slot, reach: reach, &random), time: time(slot, &random)))
    case .dateRange:
      let first = date(slot, reach: reach, &random)
      return .map(["from": .date(first), "to": .date(first.adding(days: random.number(in: 1...6)))])
    case .timeRange:
      let first = random.number(in: 8...15)
      return .map([
        "from": .time(ClockTime(wrapping: first * 60)), "to": .time(ClockTime(wrapping: (first + 2) * 60)),
      ])
    case .duration: return .duration(CalendarDuration(days: 0, seconds: random.number(in: slot.halfHours) * 1800))
    case .money:
      return .map(["amount": .number(random.number(in: slot.amounts(5...200))), "currency": .text(currency)])
    case .temperature:
      return .map(["value": .number(random.number(in: slot.amounts(60...104))), "unit": .text("degree")])
    case .age: return .map(["value": .number(random.number(in: slot.amounts(1...90))), "unit": .text("year")])
    case .address:
      return .map([
        "number": .text(String(random.number(in: 1...400))), "street": .text("Elm Street"),
        "city": .text("Springfield"),
      ])
    case .digits:
      let length = random.number(in: slot.limits.length ?? 5...8)
      return .text((0..<length).map { _ in String(random.below(10)) }.joined())
    case .phone: return .text(phone(slot, &random))
    case .date: return .date(date(slot, reach: reach, &random))
    case .time: return .time(time(slot, &random))
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

  /// A text that a pattern matches.
  private func sample(of node: PatternNode, _ random: inout SplitMix64) -> String {
    switch node {
    case .empty, .start, .end: return ""
    case .characters(let characters):
      let found = (UInt8(32)..<127).filter { characters.contains($0) }
      // A letter or a digit, where there is one: signs are not said.
      let spoken = found.filter { (48...57).contains($0) || (97...122).contains($0) }
      return random.pick(spoken.isEmpty ? found : spoken).map { String(Unicode.Scalar($0)) } ?? ""
    case .sequence(let nodes): return nodes.map { sample(of: $0, &random) }.joined()
    case .choice(let nodes): return random.pick(nodes).map { sample(of: $0, &random) } ?? ""
    case .repeated(let node, let least, let most):
      let times = random.number(in: least...min(most ?? least + 2, least + 2))
      return (0..<times).map { _ in sample(of: node, &random) }.joined()
    }
  }

  private func date(_ slot: Slot, reach: Int, _ random: inout SplitMix64) -> CivilDate {
    let today = call.now.today
    if slot.limits.prefer == .past { return today.adding(days: -random.number(in: 1...20_000)) }
    // Mostly soon.
    let farthest = random.chance(percent: 60) ? 6 : 90
    return today.adding(days: random.number(in: 0...(farthest + reach * 5)))
  }

  private func time(_ slot: Slot, _ random: inout SplitMix64) -> ClockTime {
    let hours = slot.limits.within ?? ClockTime(wrapping: 7 * 60)...ClockTime(wrapping: 21 * 60)
    return ClockTime(wrapping: (random.number(in: hours.lowerBound.minutes...hours.upperBound.minutes) / 15) * 15)
  }

  /// By the mask, else six places.
  private func code(_ slot: Slot, _ random: inout SplitMix64) -> String {
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
    let places = slot.limits.mask?.places ?? [.letter, .letter, .digit, .digit, .digit, .digit]
    return String(
      places.map { place in
        switch place {
        case .letter: letters[random.below(letters.count)]
        case .digit, .either: Character(String(random.below(10)))
        case .fixed(let character): character
        }
      })
  }

  private func postalCode(_ slot: Slot, _ random: inout SplitMix64) -> String {
    switch slot.limits.region ?? call.locale.region {
    case "GB": random.one(of: "SW1A 1AA", "M1 1AE", "LS1 4AP")
    case "CA": random.one(of: "K1A 0B1", "M5V 3L9")
    case "AU": random.one(of: "2000", "3121")
    case "IN": random.one(of: "110001", "560034")
    default: random.one(of: "62701", "90210", "10118")
    }
  }

  private var currency: String {
    switch call.locale.region {
    case "GB": "GBP"
    case "IN": "INR"
    case "ES", "DE", "FR": "EUR"
    default: "USD"
    }
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
    case (.choice, .text(let key)): call.choices(of: slot).contains(key) ? value : nil
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
    guard slot.limits.allow(value) else { return false }
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

extension Slot {
  /// Whole amounts that its limits allow; the usual ones as far as they lie within.
  fileprivate func amounts(_ usual: ClosedRange<Int>) -> ClosedRange<Int> {
    let low =
      limits.min.map { $0.integer ?? $0.mantissa / 10 + 1 } ?? min(usual.lowerBound, limits.max?.integer ?? .max)
    let high = limits.max?.integer ?? max(usual.upperBound, low)
    return low...max(low, high)
  }

  /// Durations in half hours.
  fileprivate var halfHours: ClosedRange<Int> {
    let low = limits.min.map { max(1, ($0.integer ?? 0) / 1800) } ?? 1
    return low...max(low, (limits.max?.integer ?? 8 * 1800) / 1800)
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
