import DialogDSL

extension Value {
  /// `+ - * / %`; `.none` when the two do not combine or the result is out of range.
  func combined(with other: Value, by sign: BinaryOperator) -> Value {
    switch Value.aligned(self, other) {
    case (.number(let a), .number(let b)): Value.number(a, sign, b)
    case (.date, .duration(let span)), (.time, .duration(let span)), (.dateTime, .duration(let span)):
      switch sign {
      case .add: shifted(by: span)
      case .subtract: CalendarDuration().subtracting(span).map(shifted) ?? .none
      default: .none
      }
    case (.duration, .date), (.duration, .time), (.duration, .dateTime):
      sign == .add ? other.combined(with: self, by: .add) : .none
    case (.date(let a), .date(let b)) where sign == .subtract:
      .duration(CalendarDuration(days: a.daysSinceEpoch - b.daysSinceEpoch))
    case (.time(let a), .time(let b)) where sign == .subtract:
      .duration(CalendarDuration(seconds: (a.minutes - b.minutes) * 60))
    case (.dateTime(let a), .dateTime(let b)) where sign == .subtract:
      .duration(
        CalendarDuration(
          seconds: (a.date.daysSinceEpoch - b.date.daysSinceEpoch) * 86_400 + (a.time.minutes - b.time.minutes) * 60))
    case (.duration(let a), .duration(let b)) where sign == .add: a.adding(b).map(Value.duration) ?? .none
    case (.duration(let a), .duration(let b)) where sign == .subtract: a.subtracting(b).map(Value.duration) ?? .none
    case (.duration(let span), .number(let factor)) where sign == .multiply,
      (.number(let factor), .duration(let span)) where sign == .multiply:
      span.multiplied(by: factor).map(Value.duration) ?? .none
    case (.list(let a), .list(let b)) where sign == .add: .list(a + b)
    default: .none
    }
  }

  var negated: Value {
    switch self {
    case .number(let number): number.negated.map(Value.number) ?? .none
    case .duration(let span): CalendarDuration().subtracting(span).map(Value.duration) ?? .none
    default: .none
    }
  }

  private static func number(_ a: DecimalNumber, _ sign: BinaryOperator, _ b: DecimalNumber) -> Value {
    let result: DecimalNumber? =
      switch sign {
      case .add: a.adding(b)
      case .subtract: a.subtracting(b)
      case .multiply: a.multiplied(by: b)
      case .divide: a.divided(by: b)
      case .remainder: a.remainder(by: b)
      default: nil
      }
    return result.map(Value.number) ?? .none
  }

  /// Months first, then days, then seconds.
  private func shifted(by span: CalendarDuration) -> Value {
    switch self {
    case .date(let date):
      .date(Value.shift(date, by: span).adding(days: floored(span.seconds, 86_400)))
    case .time(let time): .time(ClockTime(wrapping: time.minutes + floored(span.seconds, 60)))
    case .dateTime(let moment):
      .dateTime(
        CivilDateTime(date: Value.shift(moment.date, by: span), time: moment.time)
          .adding(minutes: floored(span.seconds, 60)))
    default: .none
    }
  }

  private static func shift(_ date: CivilDate, by span: CalendarDuration) -> CivilDate {
    date.adding(months: span.months).adding(days: span.days)
  }
}

/// Integer division that rounds down.
private func floored(_ dividend: Int, _ divisor: Int) -> Int {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}
