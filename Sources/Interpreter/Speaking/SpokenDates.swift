import DialogDSL
import Hearing

extension SpokenForms {
  /// "Tuesday, March 10th"; in countries that put the day first "Tuesday the 10th of March". The year only when it is
  /// not the current one.
  func date(_ date: CivilDate) -> String {
    let forms = words.dates(in: locale.region)
    return (date.year == today.year ? forms.sameYear : forms.otherYear)
      .filling("{weekday}", with: weekday(date)).filling("{month}", with: words.months[date.month - 1])
      .filling("{day}", with: words.ordinal(date.day)).filling("{number}", with: "\(date.day)")
      .filling("{year}", with: "\(date.year)")
  }

  /// As said on the day `anchor`: "tomorrow", "Friday" within the next week, else the whole date.
  /// Seen from another day than today: "the next day".
  func date(_ date: CivilDate, near anchor: CivilDate) -> String {
    let isToday = anchor == today
    return switch date.daysSinceEpoch - anchor.daysSinceEpoch {
    case -1 where isToday: words.near.yesterday
    case 0: isToday ? words.near.today : words.near.sameDay
    case 1: isToday ? words.near.tomorrow : words.near.nextDay
    case 2...6: weekday(date)
    default: self.date(date)
    }
  }

  private func weekday(_ date: CivilDate) -> String { words.weekdays[date.weekday.rawValue - 1] }

  /// "9 AM", "2:30 PM", "noon", "midnight".
  func time(_ time: ClockTime) -> String {
    if time.minutes == 0 { return words.times.midnight }
    if time.minutes == 720 { return words.times.noon }
    let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
    return words.times.template(hour: hour, isFull: time.minute == 0)
      .filling("{hour}", with: "\(hour)")
      .filling("{minutes}", with: (time.minute < 10 ? "0" : "") + "\(time.minute)")
      .filling("{half}", with: words.times.half(of: time.hour))
  }
}
