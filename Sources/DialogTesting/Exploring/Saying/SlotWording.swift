import DialogDSL
import Hearing
import Interpreter

/// Ways to say a value: bare, as an answer; or led in, so that it is heard among others.
struct SlotWording {
  private let world: World
  private let call: CallSurroundings
  private var today: CivilDate { call.now.today }

  init(_ world: World, at call: SimulatedCall) {
    self.world = world
    self.call = CallSurroundings(call)
  }

  /// The value alone.
  func bare(_ value: Value, for slot: Slot, _ random: inout SplitMix64) -> String {
    switch (slot.type, value) {
    case (.yesNo, .bool(let flag)): flag ? yes(&random) : no(&random)
    case (.choice, .text(let key)): choice(key, of: slot, &random)
    case (_, .number(let number)): self.number(number, &random)
    case (.digits, .text(let digits)), (.phone, .text(let digits)): self.digits(digits, slot, &random)
    case (_, .date(let date)): self.date(date, &random)
    case (_, .time(let time)): self.time(time, &random)
    case (_, .dateTime(let moment)): self.date(moment.date, &random) + " at " + self.time(moment.time, &random)
    case (_, .duration(let duration)): self.duration(duration)
    case (.alphanumeric, .text(let code)): code.map(String.init).joined(separator: " ")
    case (_, .map(let members)): parts(members, slot, &random)
    default: value.description
    }
  }

  /// The value with words that tell what it is.
  func ledIn(_ value: Value, for slot: Slot, _ random: inout SplitMix64) -> String {
    let words = bare(value, for: slot, &random)
    return switch slot.type {
    case .name: random.one(of: "my name is ", "the name is ") + words
    case .date: words.first?.isNumber == true || words == "tomorrow" ? words : "on " + words
    case .time: random.one(of: "at ", "around ") + words
    case .integer, .number: "for " + words
    case .choice: random.one(of: "the ", "a ") + words
    case .digits: "the \(spoken(slot.name)) is " + words
    case .phone: "my number is " + words
    case .percent, .ordinal, .money, .age, .temperature, .alphanumeric, .postalCode:
      "the \(spoken(slot.name)) is " + words
    case .email: "my email is " + words
    case .text, .model, .yesNo, .dateTime, .dateRange, .timeRange, .duration, .address, .pattern: words
    }
  }

  /// As a whole sentence, the way people answer who like to talk.
  func atLength(_ value: Value, for slot: Slot, _ random: inout SplitMix64) -> String {
    let words = bare(value, for: slot, &random)
    return switch slot.type {
    case .name: random.one(of: "it's ", "this is ", "my name is ") + words
    case .date: random.one(of: "let's say ", "how about ", "I'd like ") + words
    case .time: random.one(of: "let's say ", "how about ", "maybe ") + words
    case .integer, .number: random.one(of: "that would be ", "I'd say ", "just ") + words
    case .choice: random.one(of: "I'd like the ", "I think ", "um the ") + words + random.one(of: "", " please")
    case .digits, .phone: random.one(of: "it's ", "sure, it's ", "") + words
    case .alphanumeric, .postalCode, .email, .money, .percent, .age, .temperature, .address:
      random.one(of: "it's ", "sure, it's ", "") + words
    case .dateTime, .dateRange, .timeRange, .duration: random.one(of: "let's say ", "") + words
    case .yesNo, .text, .model, .ordinal, .pattern: words
    }
  }

  func spoken(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }

  func yes(_ random: inout SplitMix64) -> String { random.one(of: "yes", "yeah", "yes please", "yep", "that's right") }

  func no(_ random: inout SplitMix64) -> String { random.one(of: "no", "nope", "not really") }

  // MARK: By type

  private func duration(_ duration: CalendarDuration) -> String {
    let minutes = duration.seconds / 60
    if minutes % 60 != 0 { return "\(minutes) minutes" }
    return minutes == 60 ? "an hour" : "\(minutes / 60) hours"
  }

  /// Values of several parts: ranges, amounts, addresses.
  private func parts(_ members: [String: Value], _ slot: Slot, _ random: inout SplitMix64) -> String {
    func said(_ name: String) -> String {
      members[name].map { bare($0, for: slot, &random) } ?? ""
    }
    let unit = members["unit"]?.description ?? ""
    switch slot.type {
    case .dateRange: return "from \(said("from")) to \(said("to"))"
    case .timeRange: return "between \(said("from")) and \(said("to"))"
    case .money:
      let names = ["USD": "dollars", "GBP": "pounds", "EUR": "euros", "INR": "rupees"]
      return said("amount") + " " + (members["currency"].flatMap { names[$0.description] } ?? "")
    case .age: return said("value") + " " + unit + "s old"
    case .temperature: return said("value") + " degrees"
    default:
      let order = ["number", "street", "unit", "city", "region", "postal_code"]
      return order.compactMap { members[$0]?.description }.joined(separator: " ")
    }
  }

  private func choice(_ key: String, of slot: Slot, _ random: inout SplitMix64) -> String {
    guard let choice = slot.choices.first(where: { $0.value == key }) else {
      return call.choiceNames[key] ?? spoken(key)
    }
    let place = random.below(choice.phrases.count + 1)
    if place == choice.phrases.count { return call.choiceNames[key] ?? spoken(key) }
    return PhraseSpeaker(world: world) { _, _ in nil }.say(choice.phrases[place], &random)
  }

  private func number(_ number: DecimalNumber, _ random: inout SplitMix64) -> String {
    guard let whole = number.integer else {
      let text = number.description
      return text.hasSuffix(".5") && !text.hasPrefix("-")
        ? Numerals.words(Int(text.dropLast(2)) ?? 0) + " and a half" : text
    }
    if whole < 0 { return "minus " + Numerals.words(-whole) }
    return random.chance(percent: 50) ? Numerals.words(whole) : String(whole)
  }

  private func digits(_ digits: String, _ slot: Slot, _ random: inout SplitMix64) -> String {
    // National numbers are dialled without the country's code.
    let dialled = slot.type == .phone && digits.hasPrefix("+1") ? String(digits.dropFirst(2)) : digits
    if slot.type == .digits, random.chance(percent: 30) { return dialled }
    return Numerals.digitByDigit(dialled)
  }

  private func date(_ date: CivilDate, _ random: inout SplitMix64) -> String {
    let days = date.daysSinceEpoch - today.daysSinceEpoch
    if days == 1, random.chance(percent: 40) { return "tomorrow" }
    if (1...6).contains(days), random.chance(percent: 60) { return Numerals.weekday(date) }
    let month = Numerals.months[date.month - 1]
    let isNear = (0...300).contains(days)
    let year = isNear ? "" : " \(date.year)"
    return random.chance(percent: 50)
      ? "\(month) \(Numerals.ordinal(date.day))\(year)" : "the \(Numerals.ordinal(date.day)) of \(month)\(year)"
  }

  private func time(_ time: ClockTime, _ random: inout SplitMix64) -> String {
    let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
    let half = time.hour < 12 ? "AM" : "PM"
    let minute = time.minute == 0 ? "" : ":" + padded(time.minute, to: 2)
    switch random.below(4) {
    case 0 where time.minutes == 720: return "noon"
    case 0 where time.minute == 30 && hour != 12: return "half past \(Numerals.words(hour))"
    case 1 where time.minute == 0: return "\(Numerals.words(hour)) \(half.lowercased())"
    case 2 where time.minute > 9: return "\(Numerals.words(hour)) \(Numerals.words(time.minute)) \(half.lowercased())"
    default: return "\(hour)\(minute) \(half)"
    }
  }
}
