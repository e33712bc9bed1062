/// Arithmetic of durations; nil on overflow.
extension CalendarDuration {
  /// The units that scripts write after a number: `2 weeks`.
  public static func unit(named word: String) -> CalendarDuration? {
    switch word {
    case "year", "years": CalendarDuration(months: 12)
    case "month", "months": CalendarDuration(months: 1)
    case "week", "weeks": CalendarDuration(days: 7)
    case "day", "days": CalendarDuration(days: 1)
    case "hour", "hours": CalendarDuration(seconds: 3600)
    case "minute", "minutes": CalendarDuration(seconds: 60)
    case "second", "seconds": CalendarDuration(seconds: 1)
    default: nil
    }
  }

  public func adding(_ other: CalendarDuration) -> CalendarDuration? {
    combined(with: other) { $0.addingReportingOverflow($1) }
  }

  public func subtracting(_ other: CalendarDuration) -> CalendarDuration? {
    combined(with: other) { $0.subtractingReportingOverflow($1) }
  }

  /// nil also when a month, a day or a second would be broken: half a month is no duration.
  public func multiplied(by factor: DecimalNumber) -> CalendarDuration? {
    func product(_ count: Int) -> Int? { DecimalNumber(count).multiplied(by: factor)?.integer }
    guard let months = product(months), let days = product(days), let seconds = product(seconds) else { return nil }
    return CalendarDuration(months: months, days: days, seconds: seconds)
  }

  /// Seconds, with a month counted as a twelfth of the mean Gregorian year: what durations are compared by.
  /// So a month lies between 30 and 31 days, and a day is 24 hours.
  public var meanSeconds: Int128 {
    Int128(months) * 2_629_746 + Int128(days) * 86_400 + Int128(seconds)
  }

  private func combined(
    with other: CalendarDuration, by operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> CalendarDuration? {
    let months = operation(months, other.months)
    let days = operation(days, other.days)
    let seconds = operation(seconds, other.seconds)
    if months.overflow || days.overflow || seconds.overflow { return nil }
    return CalendarDuration(
      months: months.partialValue, days: days.partialValue, seconds: seconds.partialValue)
  }
}
