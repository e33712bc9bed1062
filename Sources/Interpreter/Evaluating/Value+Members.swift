import DialogDSL

extension Value {
  /// `.none` for a member that is not there.
  public func member(_ name: String) -> Value {
    switch (self, name) {
    case (.map(let members), "years") where members[name] == nil: years(members)
    case (.map(let members), _): members[name] ?? .none
    case (.date(let date), "weekday"): .text(date.weekday.name)
    case (.date(let date), "day"): .number(date.day)
    case (.date(let date), "month"): .number(date.month)
    case (.date(let date), "year"): .number(date.year)
    case (.time(let time), "hour"): .number(time.hour)
    case (.time(let time), "minute"): .number(time.minute)
    case (.dateTime(let moment), "date"): .date(moment.date)
    case (.dateTime(let moment), "time"): .time(moment.time)
    default: .none
    }
  }

  /// An age in years, whatever its unit.
  private func years(_ age: [String: Value]) -> Value {
    guard case .number(let count)? = age["value"], case .text(let unit)? = age["unit"] else { return .none }
    let perYear: [String: DecimalNumber] = [
      "year": DecimalNumber(1), "month": DecimalNumber(12), "week": DecimalNumber(mantissa: 521_775, scale: 4),
      "day": DecimalNumber(mantissa: 3_652_425, scale: 4),
    ]
    return perYear[unit].flatMap(count.divided).map(Value.number) ?? .none
  }

  /// Of a list by place, negative places from the end; of a map by name.
  func element(_ index: Value) -> Value {
    switch (self, index) {
    case (.map, .text(let name)): return member(name)
    case (.list(let items), .number(let number)):
      guard let place = number.integer, place >= -items.count, place < items.count else { return .none }
      return items[place < 0 ? place + items.count : place]
    default: return .none
    }
  }
}
