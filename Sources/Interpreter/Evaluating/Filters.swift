import DialogDSL

/// The filters of language.md §4. A filter over `.none` gives `.none`, but for `default` and `json`.
extension Evaluator {
  func apply(_ filter: Filter, to value: Value, type: ValueType, _ arguments: [Value]) -> Value {
    switch filter {
    case .default: return value.isFilled ? value : arguments.first ?? .none
    case .json: return .text(value.json)
    default: break
    }
    if value.isNone { return .none }
    return switch filter {
    case .default, .json: .none
    case .spell: .text(arguments.isEmpty ? speech.spelled(value.canonical) : speech.spelledNATO(value.canonical))
    case .digits: .text(speech.digits(value.canonical))
    case .date: value.asDate
    case .time: value.asTime
    case .ordinal: number(value)?.integer.map { .text(speech.ordinal($0)) } ?? .text(value.canonical)
    case .money: money(value, currency: arguments.first?.canonical)
    case .list: list(value, type, joinedBy: arguments.first)
    case .upper: .text(value.canonical.uppercased())
    case .lower: .text(value.canonical.lowercased())
    case .title: .text(titled(speech.spoken(value, as: type)))
    case .a: .text(speech.withArticle(speech.spoken(value, as: type)))
    case .first: end(of: value, count: arguments.first, isFirst: true)
    case .last: end(of: value, count: arguments.first, isFirst: false)
    case .count: count(of: value).map { .number($0) } ?? .none
    case .near: near(value, arguments.first)
    case .plural: plural(value, arguments)
    case .iso: .text(value.canonical)
    }
  }

  private func number(_ value: Value) -> DecimalNumber? {
    switch value {
    case .number(let number): number
    case .text(let text): DecimalNumber(text)
    default: nil
    }
  }

  /// An amount of money brings its own currency.
  private func money(_ value: Value, currency: String?) -> Value {
    let (amount, own) = (value.member("amount"), value.member("currency"))
    guard let number = number(amount.isNone ? value : amount) else { return .none }
    return .text(speech.money(number, currency: own.isNone ? currency : own.canonical))
  }

  private func list(_ value: Value, _ type: ValueType, joinedBy word: Value?) -> Value {
    guard case .list(let items) = value else { return .text(speech.spoken(value, as: type)) }
    let element: ValueType = if case .list(let element) = type { element } else { .any }
    let spoken = items.map { speech.spoken($0, as: element) }
    return .text(speech.list(spoken, isAlternative: word == .text("or")))
  }

  private func count(of value: Value) -> Int? {
    switch value {
    case .list(let items): items.count
    case .text(let text): text.count
    default: nil
    }
  }

  /// Without a count: the one element, or the one character.
  private func end(of value: Value, count: Value?, isFirst: Bool) -> Value {
    let wanted = max(0, count.flatMap(number)?.integer ?? 1)
    switch value {
    case .text(let text): return .text(String(isFirst ? text.prefix(wanted) : text.suffix(wanted)))
    case .list(let items):
      if count == nil { return (isFirst ? items.first : items.last) ?? .none }
      return .list(Array(isFirst ? items.prefix(wanted) : items.suffix(wanted)))
    default: return .none
    }
  }

  private func near(_ value: Value, _ other: Value?) -> Value {
    guard case .date(let date) = value.asDate, let other, case .date(let anchor) = other.asDate else { return .none }
    return .text(speech.date(date, near: anchor))
  }

  /// The noun alone: `{{ n }} {{ n | plural('slot', 'slots') }}`.
  private func plural(_ value: Value, _ nouns: [Value]) -> Value {
    guard nouns.count == 2 else { return .none }
    let count = number(value) ?? count(of: value).map { DecimalNumber($0) }
    return count == DecimalNumber(1) ? nouns[0] : nouns[1]
  }

  /// The first letter of each word raised; the others stay, so that `McDonald` does.
  private func titled(_ text: String) -> String {
    var result = ""
    var isStart = true
    for character in text {
      result += isStart ? character.uppercased() : String(character)
      isStart = character.isWhitespace || character == "-"
    }
    return result
  }
}

extension Value {
  /// The day of a date, a moment or an ISO text (`2026-03-10`, `2026-03-10T14:30:00Z`); else `.none`.
  var asDate: Value {
    switch self {
    case .date: self
    case .dateTime(let moment): .date(moment.date)
    case .text(let text): CivilDate(iso: text.prefix { $0 != "T" }).map(Value.date) ?? .none
    default: .none
    }
  }

  /// The time of a time, a moment or an ISO text (`14:30`, `14:30:00`, `2026-03-10T14:30`); else `.none`.
  var asTime: Value {
    switch self {
    case .time: self
    case .dateTime(let moment): .time(moment.time)
    case .text(let text):
      ClockTime(iso: (text.split(separator: "T").last ?? "").prefix(5)).map(Value.time) ?? .none
    default: .none
    }
  }
}
