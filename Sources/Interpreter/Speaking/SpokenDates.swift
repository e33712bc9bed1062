import DialogDSL

extension SpokenForms {
  /// "Tuesday, March 10th"; in countries that put the day first "Tuesday the 10th of March". The year only when it is
  /// not the current one.
  func date(_ date: CivilDate) -> String {
    let weekday = weekday(date)
    let month = words.months[date.month - 1]
    let day = ordinal(date.day)
    let isOtherYear = date.year != today.year
    if Self.monthFirst.contains(locale.region) {
      return "\(weekday), \(month) \(day)" + (isOtherYear ? ", \(date.year)" : "")
    }
    return "\(weekday) the \(day) of \(month)" + (isOtherYear ? " \(date.year)" : "")
  }

  private static let monthFirst: Set<String> = ["US", "CA", "PH"]

  /// As said on the day `anchor`: "tomorrow", "Friday" within the next week, else the whole date.
  /// Seen from another day than today: "the next day".
  func date(_ date: CivilDate, near anchor: CivilDate) -> String {
    let isToday = anchor == today
    return switch date.daysSinceEpoch - anchor.daysSinceEpoch {
    case -1 where isToday: words.yesterday
    case 0: isToday ? words.today : words.sameDay
    case 1: isToday ? words.tomorrow : words.nextDay
    case 2...6: weekday(date)
    default: self.date(date)
    }
  }

  private func weekday(_ date: CivilDate) -> String { words.weekdays[date.weekday.rawValue - 1] }

  /// "9 AM", "2:30 PM", "noon", "midnight".
  func time(_ time: ClockTime) -> String {
    if time.minutes == 0 { return words.midnight }
    if time.minutes == 720 { return words.noon }
    let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
    let minute = time.minute == 0 ? "" : ":" + (time.minute < 10 ? "0" : "") + String(time.minute)
    return "\(hour)\(minute) \(time.hour < 12 ? words.morning : words.afternoon)"
  }
}
