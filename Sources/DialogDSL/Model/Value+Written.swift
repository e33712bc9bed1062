/// Values as scripts, tests, tools and records write them (language.md §3, "How values are written").
extension Value {
  /// Reads what is written canonically, or as authors may write it. nil: it is no value of the type.
  public init?(written text: String, as type: SlotType) {
    let value: Value? =
      switch type {
      case .text, .name, .choice, .alphanumeric, .email, .postalCode, .pattern, .model: .text(text)
      case .digits: text.utf8.allSatisfy { (48...57).contains($0) } ? .text(text) : nil
      case .phone: isPhoneNumber(text) ? .text(text) : nil
      case .yesNo: ["true": true, "yes": true, "false": false, "no": false][text.lowercased()].map { .bool($0) }
      case .number, .percent: DecimalNumber(text).map(Value.number)
      case .integer, .ordinal: DecimalNumber(text).flatMap(\.integer).map { .number($0) }
      case .date: CivilDate(iso: text).map(Value.date)
      case .time: ClockTime(iso: text).map(Value.time)
      case .dateTime: CivilDateTime(iso: text).map(Value.dateTime)
      case .duration: CalendarDuration(written: text).map(Value.duration)
      case .dateRange, .timeRange: Self.range(text, type)
      case .money, .temperature, .age: Self.amount(text, type)
      case .address: Self.namedParts(text, type)
      }
    guard let value else { return nil }
    self = value
  }

  /// `2026-03-10 to 2026-03-12`, `2026-03-10/2026-03-12`; an end that is open is `..`.
  private static func range(_ text: String, _ type: SlotType) -> Value? {
    var ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let words = text.split(separator: " ")
    if words.count == 3, words[1] == "to" { ends = [String(words[0]), String(words[2])] }
    guard ends.count == 2 else { return nil }
    return Value(parts: ["from": .text(ends[0]), "to": .text(ends[1])], as: type)
  }

  /// `{number: 12, street: Elm Street}` as one text; a part ends where the name of another begins.
  private static func namedParts(_ text: String, _ type: SlotType) -> Value? {
    guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
    var given: [String: Value] = [:]
    var latest: String?
    for piece in text.dropFirst().dropLast().split(separator: ", ").map(String.init) {
      let name = piece.prefix { $0 != ":" }
      if piece.dropFirst(name.count).hasPrefix(": "), type.parts.contains(where: { $0.name == name }) {
        latest = String(name)
        given[String(name)] = .text(String(piece.dropFirst(name.count + 2)))
      } else if let latest, case .text(let start)? = given[latest] {
        given[latest] = .text(start + ", " + piece)
      } else {
        return nil
      }
    }
    return Value(parts: given, as: type)
  }

  /// `12.50 USD`, `38.5 celsius`, `18 months`; the unit may be left out.
  private static func amount(_ text: String, _ type: SlotType) -> Value? {
    let words = text.split(separator: " ").map(String.init)
    guard let number = words.first, words.count <= 2 else { return nil }
    var given = [type.parts[0].name: Value.text(number)]
    if words.count == 2 { given[type.parts[1].name] = .text(words[1]) }
    return Value(parts: given, as: type)
  }

  /// The canonical text of a value of that type; nothing for `.none`.
  ///
  /// Source of the rule: language.md §4, "inside `tools`, `record`, `publish` and `result` it is written canonically".
  public func written(as type: ValueType) -> String {
    switch (self, type) {
    case (.none, _): return ""
    case (.list(let items), .list(let element)): return items.map { $0.written(as: element) }.joined(separator: ", ")
    case (.map(let members), .slot(let type)) where !type.parts.isEmpty:
      let texts = type.parts.map { (members[$0.name] ?? .none).written(as: $0.type) }
      switch type {
      case .dateRange, .timeRange: return texts.map { $0.isEmpty ? ".." : $0 }.joined(separator: "/")
      case .address: return texts.addressLines.joined(separator: ", ")
      default: return texts.filter { !$0.isEmpty }.joined(separator: " ")
      }
    default: return description
    }
  }
}

extension [String] {
  /// The parts of an address, each or empty, as `12 Elm Street`, `Apt 4`, `Springfield`, `IL 62701`.
  fileprivate var addressLines: [String] {
    func line(_ parts: Int...) -> String { parts.map { self[$0] }.filter { !$0.isEmpty }.joined(separator: " ") }
    return [line(0, 1), line(2), line(3), line(4, 5)].filter { !$0.isEmpty }
  }
}

extension CalendarDuration {
  /// ISO 8601 (`PT90M`, `P2W`, `P1Y2M3DT4H`), or numbers and units: `1h30m`, `45m`, `2d`, `2 weeks`,
  /// `1 hour 30 minutes`. Only hours and minutes may have decimals.
  public init?(written text: String) {
    let whole = Substring(text)
    let isNegative = whole.hasPrefix("-P")
    let isISO = isNegative || whole.hasPrefix("P")
    var rest = isISO ? whole.dropFirst(isNegative ? 2 : 1) : whole
    var isTime = false
    var sum = CalendarDuration()
    var count = 0
    while !rest.isEmpty {
      if isISO, !isTime, rest.hasPrefix("T") {
        isTime = true
        rest = rest.dropFirst()
      }
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
      rest = rest.dropFirst(number.count).drop { $0 == " " && !isISO }
      let word = rest.prefix { isISO ? $0.isLetter : $0.isASCII && $0.isLetter }
      let letters = isISO ? word.prefix(1) : word
      rest = rest.dropFirst(letters.count).drop { $0 == " " && !isISO }
      guard let number = DecimalNumber(number), let unit = Self.unit(String(letters), isISO: isISO, isTime: isTime),
        let part = unit.multiplied(by: number), let next = sum.adding(part)
      else { return nil }
      sum = next
      count += 1
    }
    guard count > 0 else { return nil }
    self = isNegative ? sum.negated : sum
  }

  private static func unit(_ word: String, isISO: Bool, isTime: Bool) -> CalendarDuration? {
    switch (isISO, isTime, word) {
    case (true, false, "Y"): CalendarDuration(months: 12)
    case (true, false, "M"): CalendarDuration(months: 1)
    case (true, false, "W"), (false, _, "w"): CalendarDuration(days: 7)
    case (true, false, "D"), (false, _, "d"): CalendarDuration(days: 1)
    case (true, true, "H"), (false, _, "h"): CalendarDuration(seconds: 3600)
    case (true, true, "M"), (false, _, "m"): CalendarDuration(seconds: 60)
    case (true, true, "S"), (false, _, "s"): CalendarDuration(seconds: 1)
    case (false, _, _): unit(named: word)
    default: nil
    }
  }
}
