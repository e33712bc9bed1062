/// Civil time without a time zone database: days, clock times and their arithmetic in the proleptic
/// Gregorian calendar. The zone is CallEngine's business (architecture.md, decision 13).

public enum Weekday: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  public static func < (a: Weekday, b: Weekday) -> Bool { a.rawValue < b.rawValue }
  /// The English lower-case name, as expressions see it (`day.weekday == 'monday'`).
  public var name: String { String(describing: self) }
}

/// One day. Only days that exist can be made.
public struct CivilDate: Sendable, Hashable, Codable, Comparable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// nil for a day that does not exist or a year outside 1...9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.daysIn(month: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`; nil for anything else.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Days since 1970-01-01; days outside the years 1...9999 are held at the nearest one inside.
  public init(daysSinceEpoch days: Int) {
    // Shifted to an era that begins on 1 March of year 0, so that the leap day comes last.
    let shifted = min(max(days, -719_162), 2_932_896) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  public var daysSinceEpoch: Int {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = (daysSinceEpoch + 3) % 7
    return Weekday(rawValue: (index < 0 ? index + 7 : index) + 1)!
  }

  public func adding(days: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: daysSinceEpoch + max(-4_000_000, min(days, 4_000_000)))
  }

  /// The same day so many months on; a day that does not exist there becomes the month's last.
  public func adding(months: Int) -> CivilDate {
    let index = year * 12 + month - 1 + max(-120_000, min(months, 120_000))
    let year = min(max(index / 12, 1), 9999)
    let month = (index % 12 + 12) % 12 + 1
    return CivilDate(year: year, month: month, day: min(day, Self.daysIn(month: month, year: year)))!
  }

  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// ISO 8601: `2026-03-10`.
  public var description: String { "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))" }
}

/// A time of day to the minute.
public struct ClockTime: Sendable, Hashable, Codable, Comparable {
  /// 0 ..< 1440
  public let minutes: Int

  public init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    minutes = hour * 60 + minute
  }

  /// Reads `HH:MM` (or `H:MM`), 24 hours; nil for anything else.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1])
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  /// Minutes after midnight, wrapped into one day.
  public init(wrapping minutes: Int) { self.minutes = ((minutes % 1440) + 1440) % 1440 }

  public var hour: Int { minutes / 60 }
  public var minute: Int { minutes % 60 }

  public static func < (a: ClockTime, b: ClockTime) -> Bool { a.minutes < b.minutes }
}

extension ClockTime: CustomStringConvertible {
  /// ISO 8601: `14:30`.
  public var description: String { "\(padded(hour, to: 2)):\(padded(minute, to: 2))" }
}

/// A local moment to the minute; the call's "now" carries the zone's offset beside it (`LocalTime`).
public struct CivilDateTime: Sendable, Hashable, Codable, Comparable {
  public var date: CivilDate
  public var time: ClockTime

  public init(date: CivilDate, time: ClockTime) {
    self.date = date
    self.time = time
  }

  /// Reads `YYYY-MM-DDTHH:MM`.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, let date = CivilDate(iso: parts[0]), let time = ClockTime(iso: parts[1]) else { return nil }
    self.init(date: date, time: time)
  }

  public func adding(minutes: Int) -> CivilDateTime {
    let total = time.minutes + max(-2_000_000_000, min(minutes, 2_000_000_000))
    let days = total >= 0 ? total / 1440 : (total - 1439) / 1440
    return CivilDateTime(date: date.adding(days: days), time: ClockTime(wrapping: total))
  }

  public static func < (a: CivilDateTime, b: CivilDateTime) -> Bool { (a.date, a.time) < (b.date, b.time) }
}

extension CivilDateTime: CustomStringConvertible {
  public var description: String { "\(date)T\(time)" }
}

/// A span in calendar units, kept apart because "one month" has no fixed number of days.
public struct CalendarDuration: Sendable, Hashable, Codable {
  public var months: Int
  public var days: Int
  public var seconds: Int

  public init(months: Int = 0, days: Int = 0, seconds: Int = 0) {
    self.months = months
    self.days = days
    self.seconds = seconds
  }

  public var negated: CalendarDuration { CalendarDuration(months: -months, days: -days, seconds: -seconds) }
}

extension CalendarDuration: CustomStringConvertible {
  /// ISO 8601: `P1Y2M3DT4H5M6S`.
  public var description: String {
    func part(_ count: Int, _ unit: Character) -> String { count == 0 ? "" : "\(count)\(unit)" }
    let date = part(months / 12, "Y") + part(months % 12, "M") + part(days, "D")
    let time = part(seconds / 3600, "H") + part(seconds / 60 % 60, "M") + part(seconds % 60, "S")
    return "P" + date + (time.isEmpty ? date.isEmpty ? "T0S" : "" : "T" + time)
  }
}

private func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
