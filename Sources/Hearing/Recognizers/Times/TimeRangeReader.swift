import DialogDSL

/// A span of hours as it was said, with the ways its half of the day can be taken, the likeliest first.
struct TimeRangeReading {
  struct Span: Hashable {
    /// nil: open.
    var from: ClockTime?
    var to: ClockTime?
  }

  var spans: [Span]
  var tokens: Range<Int>
  /// Where the half of the day was said, when apart.
  var dayPart: Range<Int>?
  /// Only a part of the day, or only one end: gives way to a span with both.
  var isWeak = false
  var rule: String
}

/// Finds spans of hours: "from two to four pm", "nine till five", "9-11am", "2pm for three hours", "any time after
/// four", "in the afternoon".
///
/// A half of the day said for one end holds for the other: of its two readings that one is taken which makes the
/// shorter span. Where neither is said, both readings stay, unless one of them goes over noon and the other over
/// midnight: then the day is meant.
struct TimeRangeReader {
  let utterance: Utterance
  let expectation: Expectation
  let times: TimeReader
  private let durations: DurationReader
  private var tokens: Tokens { utterance.tokens }
  private var words: TimeWords { times.words }

  init(_ utterance: Utterance, _ expectation: Expectation) {
    self.utterance = utterance
    self.expectation = expectation
    times = TimeReader(tokens: utterance.tokens, language: utterance.language, expectation: expectation)
    durations = DurationReader(tokens: utterance.tokens, language: utterance.language, words: utterance.words)
  }

  func readings() -> [TimeRangeReading] {
    guard times.mayHoldTime else { return [] }
    var readings: [TimeRangeReading] = []
    var index = 0
    while index < tokens.count {
      if let reading = reading(at: index) {
        readings.append(reading)
        index = max(index + 1, reading.tokens.upperBound)
      } else {
        index += 1
      }
    }
    if readings.contains(where: { !$0.isWeak }) { readings.removeAll(where: \.isWeak) }
    return readings
  }

  private func reading(at index: Int) -> TimeRangeReading? {
    let between = words.spanBetween.length(in: tokens, at: index)
    let from = between ?? words.spanFrom.length(in: tokens, at: index)
    let lead: Lead = between != nil ? .between : from != nil ? .from : .none
    let start = index + (from ?? 0)
    return written(at: start, lead, from: index) ?? spoken(at: start, lead, from: index) ?? lasting(at: index)
      ?? open(at: index) ?? dayPart(at: index)
  }

  private enum Lead { case none, from, between }

  // MARK: Two times

  /// "From two to four", "between nine and five", "8am until 6", "2:00 - 2:30 pm", "from 10 am for 3 hours".
  private func spoken(at start: Int, _ lead: Lead, from lower: Int) -> TimeRangeReading? {
    let first = words.spanLead.skip(in: tokens, from: start, limit: 1)
    guard let a = times.endpoint(at: first), !isDay(a) else { return nil }
    let end = afterDays(a)
    if lead != .between, let length = words.spanFor.length(in: tokens, at: end),
      let span = lasting(a, from: lower, at: end + length)
    {
      return span
    }
    guard let joint = joint(at: end, lead), let b = second(at: joint), !isDay(b),
      lead != .none || isPlain(a, b)
    else { return nil }
    return range(a, b, lower..<b.tokens.upperBound, rule: "from-to")
  }

  /// "March 5 to 7"
  private func isDay(_ reading: TimeReading) -> Bool {
    reading.rule == "spoken" && reading.minute == 0 && reading.isOpen && times.isDayOfMonth(reading.tokens)
  }

  /// Two times with nothing before them: one of them must be more than a number, or the slot be asked for.
  private func isPlain(_ a: TimeReading, _ b: TimeReading) -> Bool {
    if expectation.isAsked { return true }
    return ![a, b].allSatisfy { $0.rule == "spoken" && $0.minute == 0 && $0.isOpen }
  }

  private func second(at index: Int) -> TimeReading? {
    let start = words.spanLead.skip(in: tokens, from: index, limit: 1)
    if start < tokens.count, let rest = afterSign(tokens[start].text), let written = WrittenTime(rest, words) {
      return times.withDayPartAfter(times.time(written, start..<(start + 1)))
    }
    return times.endpoint(at: start)
  }

  /// `-4pm`: the sign of a span clings to the second time.
  private func afterSign(_ text: String) -> Substring? {
    text.utf8.first == UInt8(ascii: "-") ? Substring(text).dropFirst() : nil
  }

  /// The index of the second time; nil when nothing joins it to the first.
  private func joint(at end: Int, _ lead: Lead) -> Int? {
    guard end < tokens.count else { return nil }
    if let length = (lead == .between ? words.spanAnd : words.spanTo).length(in: tokens, at: end) {
      return end + length
    }
    // "Around six or seven", "two and four".
    if lead == .none, expectation.isAsked, words.spanAnd.contains(tokens[end]) { return end + 1 }
    if let sign = utterance.words[tokens[end - 1].word].signs.first, "-–—~".contains(sign) { return end }
    return afterSign(tokens[end].text) != nil ? end : nil
  }

  /// "Between 2:00 tomorrow and 4:00".
  private func afterDays(_ reading: TimeReading) -> Int {
    var end = max(reading.tokens.upperBound, reading.dayPart?.upperBound ?? 0)
    end += words.rough.length(in: tokens, at: end) ?? 0
    for _ in 0..<Self.maxDayWords where end < tokens.count {
      guard words.spanDays.contains(tokens[end]) || utterance.language[.weekdays][tokens[end]] != nil else { break }
      end += 1
    }
    return end
  }

  /// Words of a day between two times.
  private static let maxDayWords = 3

  private func range(_ a: TimeReading, _ b: TimeReading, _ range: Range<Int>, rule: String) -> TimeRangeReading {
    var a = a
    let before = times.dayPart(before: range)
    if let before { a.settle(from: before.firstHour) }
    let upper = max(range.upperBound, b.dayPart?.upperBound ?? 0)
    return TimeRangeReading(
      spans: spans(a, b), tokens: range.lowerBound..<upper, dayPart: before?.tokens, rule: rule)
  }

  // MARK: The half of the day

  private func spans(_ a: TimeReading, _ b: TimeReading) -> [TimeRangeReading.Span] {
    let (starts, ends) = (a.times, b.times)
    if !a.isOpen || !b.isOpen {
      let pairs = starts.flatMap { start in ends.map { (start, $0) } }
      let shortest = pairs.min { Self.minutes($0) < Self.minutes($1) }
      return shortest.map { [TimeRangeReading.Span(from: $0.0, to: $0.1)] } ?? []
    }
    let spans = starts.compactMap { start in
      ends.map { (start, $0) }.min { Self.minutes($0) < Self.minutes($1) }.map {
        TimeRangeReading.Span(from: $0.0, to: $0.1)
      }
    }
    // "Nine to five" goes over noon, and not over midnight.
    let overNoon = spans.filter { $0.from!.minutes < Self.noon && $0.to!.minutes > Self.noon }
    return overNoon.isEmpty ? spans : overNoon
  }

  private static let noon = 720

  private static func minutes(_ span: (ClockTime, ClockTime)) -> Int {
    let length = (span.1.minutes - span.0.minutes + 1440) % 1440
    return length == 0 ? 1440 : length
  }

  // MARK: In one word

  /// `9-11am`, `0935-1101`, `17.05-18.15`, `8am-3`.
  private func written(at start: Int, _ lead: Lead, from lower: Int) -> TimeRangeReading? {
    guard start < tokens.count else { return nil }
    let text = tokens[start].text
    guard text.utf8.count <= 17, text.utf8.first.map(UInt8.isDigit) == true, let dash = text.firstIndex(of: "-"),
      let a = endpoint(text[..<dash], start), let b = endpoint(text[text.index(after: dash)...], start),
      !times.isCounted(start + 1)
    else { return nil }
    let second = times.withDayPartAfter(b.reading)
    if !expectation.isAsked, lead == .none, a.isNumber, b.isNumber, second.dayPart == nil,
      times.dayPart(before: start..<(start + 1)) == nil
    {
      return nil
    }
    return range(a.reading, second, lower..<(start + 1), rule: "written")
  }

  private func endpoint(_ text: Substring, _ index: Int) -> (reading: TimeReading, isNumber: Bool)? {
    let place = index..<(index + 1)
    if let written = WrittenTime(text, words) {
      guard written.hour <= 24, written.minute < 60 else { return nil }
      return (times.time(written, place), false)
    }
    guard text.utf8.allSatisfy(UInt8.isDigit), [1, 2, 4].contains(text.utf8.count), let number = Int(text) else {
      return nil
    }
    let (hour, minute) = text.utf8.count == 4 ? (number / 100, number % 100) : (number, 0)
    guard hour <= 24, minute < 60 else { return nil }
    var reading = times.time(hour, minute, place, rule: "written")
    if text.utf8.count == 4, text.hasPrefix("0") { reading.isOpen = false }
    return (reading, true)
  }

  // MARK: A time and a length

  /// "For two hours from 2pm".
  private func lasting(at start: Int) -> TimeRangeReading? {
    guard let lead = words.spanFor.length(in: tokens, at: start),
      let length = durations.plainDuration(at: start + lead),
      let from = words.spanFrom.length(in: tokens, at: length.tokens.upperBound),
      let a = times.endpoint(
        at: words.spanLead.skip(in: tokens, from: length.tokens.upperBound + from, limit: 1)),
      let span = lasting(a, length.duration, start..<afterPart(a))
    else { return nil }
    return span
  }

  private func lasting(_ a: TimeReading, from lower: Int, at index: Int) -> TimeRangeReading? {
    guard let length = durations.plainDuration(at: index) else { return nil }
    return lasting(a, length.duration, lower..<length.tokens.upperBound)
  }

  private func lasting(_ a: TimeReading, _ length: CalendarDuration, _ range: Range<Int>) -> TimeRangeReading? {
    guard length.days == 0, length.months == 0, (1..<86_400).contains(length.seconds) else { return nil }
    var a = a
    if let before = times.dayPart(before: range) { a.settle(from: before.firstHour) }
    let spans = a.times.map {
      TimeRangeReading.Span(from: $0, to: ClockTime(wrapping: $0.minutes + length.seconds / 60))
    }
    return TimeRangeReading(spans: spans, tokens: range, rule: "lasting")
  }

  private func afterPart(_ reading: TimeReading) -> Int {
    max(reading.tokens.upperBound, reading.dayPart?.upperBound ?? 0)
  }

  // MARK: Open ends

  /// "Any time after four", "until noon", "3 pm onwards", "by five".
  private func open(at start: Int) -> TimeRangeReading? {
    // "Half past seven" is a clock time, and no window from seven on.
    if start > 0, let inside = times.endpoint(at: start - 1), inside.tokens.upperBound > start { return nil }
    let after = words.openAfter.length(in: tokens, at: start)
    let before = words.openBefore.length(in: tokens, at: start)
    let first = words.spanLead.skip(in: tokens, from: start + max(after ?? 0, before ?? 0), limit: 1)
    guard let time = times.endpoint(at: first), !isDay(time) else { return nil }
    let end = afterPart(time)
    // "After two but before four".
    if after != nil, let but = words.spanBut.length(in: tokens, at: end),
      let before = words.openBefore.length(in: tokens, at: end + but), let to = times.endpoint(at: end + but + before)
    {
      return range(time, to, start..<to.tokens.upperBound, rule: "from-to")
    }
    let onwards = words.onwards.length(in: tokens, at: end)
    let earlier = onwards == nil ? words.orEarlier.length(in: tokens, at: end) : nil
    guard expectation.isAsked || time.rule != "spoken" || !time.isOpen || onwards != nil || earlier != nil else {
      return nil
    }
    var settled = time
    let range = start..<(end + (onwards ?? earlier ?? 0))
    let part = times.dayPart(before: range)
    if let part { settled.settle(from: part.firstHour) }
    let isFrom = onwards != nil || earlier == nil && after != nil
    guard isFrom || earlier != nil || before != nil else { return nil }
    let spans = settled.times.map {
      isFrom ? TimeRangeReading.Span(from: $0, to: nil) : TimeRangeReading.Span(from: nil, to: $0)
    }
    return TimeRangeReading(
      spans: spans, tokens: range, dayPart: part?.tokens, isWeak: true, rule: isFrom ? "after" : "before")
  }

  /// "In the afternoon", "late morning", "after lunch"; only where it is asked for.
  private func dayPart(at start: Int) -> TimeRangeReading? {
    guard expectation.isAsked, let entry = words.daySpans.entry(in: tokens, at: start),
      !words.greetings.contains(in: tokens, at: start - 1)
    else { return nil }
    var (from, to) = words.spanTimes[entry.number]
    if let within = expectation.limits.within, from < within.upperBound, within.lowerBound < to {
      (from, to) = (max(from, within.lowerBound), min(to, within.upperBound))
    }
    return TimeRangeReading(
      spans: [TimeRangeReading.Span(from: from, to: to)], tokens: start..<(start + entry.length), isWeak: true,
      rule: "day-part")
  }
}

extension TimeReader {
  /// A written time that stands in a span.
  func time(_ written: WrittenTime, _ range: Range<Int>) -> TimeReading {
    var reading = time(written.hour, written.minute, range, rule: "written")
    if let half = written.half { reading.settle(from: half) }
    if written.is24Hour { reading.isOpen = false }
    return reading
  }
}
