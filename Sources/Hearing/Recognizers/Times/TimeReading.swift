import DialogDSL

/// One time as it was said.
struct TimeReading {
  /// 0...24; with a half of the day already applied where one was said.
  var hour: Int
  /// -59...59, from the hour: "quarter to four" is -15 from four.
  var minute: Int
  /// Whether the half of the day is still open.
  var isOpen: Bool
  var tokens: Range<Int>
  /// Where the half of the day was said, when apart.
  var dayPart: Range<Int>?
  /// A number that is a time only because of where it stands: "at three", a bare "three" when asked.
  var isBare: Bool
  /// A bare number that nothing but the question makes a time: it gives way to any other time said.
  var isWeak = false
  var rule: String

  /// The times of day it may mean, the earliest first.
  var times: [ClockTime] {
    guard isOpen else { return [ClockTime(wrapping: hour * 60 + minute)] }
    let first = ClockTime(wrapping: hour % 12 * 60 + minute)
    let second = ClockTime(wrapping: (hour % 12 + 12) * 60 + minute)
    return first < second ? [first, second] : [second, first]
  }

  /// The one reading in the twelve hours that begin with `first`: "quarter to twelve in the morning" is 11:45.
  mutating func settle(from first: Int) {
    guard isOpen, let time = times.first(where: { ($0.minutes - first * 60 + 1440) % 1440 < 720 }) else { return }
    (hour, minute) = (time.hour, time.minute)
    settle()
  }

  /// The hour alone is settled: "an hour before 12 pm" is before noon.
  mutating func settleHour(from first: Int) {
    guard isOpen else { return }
    hour = (first + (hour + 24 - first) % 12) % 24
    settle()
  }

  private mutating func settle() {
    isOpen = false
    isBare = false
    isWeak = false
  }

  func words(in all: Tokens) -> [Int] {
    guard let dayPart, !tokens.contains(dayPart.lowerBound) else { return all.words(tokens) }
    return dayPart.lowerBound < tokens.lowerBound
      ? all.words(dayPart) + all.words(tokens) : Self.joined(all.words(tokens), all.words(dayPart))
  }

  /// Two tokens of one word may lie on both sides.
  private static func joined(_ first: [Int], _ second: [Int]) -> [Int] {
    first + (first.last == second.first ? Array(second.dropFirst()) : second)
  }
}
