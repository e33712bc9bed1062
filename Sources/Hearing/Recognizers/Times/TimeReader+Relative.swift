import DialogDSL

/// Times said from another: "half past two", "ten of four", "an hour before noon", "in half an hour".
extension TimeReader {
  /// "Half past two", "quarter to four", "ten of four", "five and twenty to six", "half two".
  ///
  /// `inSpan`: "ten to four" is two times.
  func relative(at start: Int, inSpan: Bool = false) -> TimeReading? {
    guard let amount = amount(at: start) else { return nil }
    var index = start + amount.length
    let hasUnit = words.minutes.contains(in: tokens, at: index)
    if hasUnit { index += 1 }
    if !hasUnit, words.halfHours.contains(tokens[start]), let hour = hour(at: index), hour.number <= 12,
      !isCounted(hour.end)
    {
      return time(hour.number, 30, start..<hour.end, rule: "half")
    }
    let isPast = words.past.contains(in: tokens, at: index)
    guard isPast || words.to.contains(in: tokens, at: index),
      let hour = hour(at: words.the.contains(in: tokens, at: index + 1) ? index + 2 : index + 1)
    else { return nil }
    let isLoose = words.loose.contains(tokens[index])
    guard hasUnit || amount.number <= 30 || !isLoose || hour.half != nil || hasHalf(start..<hour.end) else {
      return nil
    }
    if amount.isCount, !hasUnit, !isPast {
      // "Ten to four" is a time; "from ten to four" two of them.
      guard !inSpan, !words.spans.contains(in: tokens, at: start - 1) else { return nil }
      guard !words.counted.contains(in: tokens, at: hour.end) else { return nil }
    }
    return shifted(hour, by: isPast ? amount.number : -amount.number, from: start, isLiteral: isLoose)
  }

  /// The time so many minutes from an hour. `isLiteral`: the half of the day is the hour's ("an hour before 12 pm"),
  /// otherwise the time's ("quarter to twelve in the morning").
  private func shifted(_ hour: Hour, by minutes: Int, from start: Int, isLiteral: Bool) -> TimeReading {
    var reading = time(hour.number, minutes, start..<hour.end, rule: minutes < 0 ? "to" : "past")
    if hour.isNamed { reading.isOpen = false }
    if let half = hour.half {
      isLiteral ? reading.settleHour(from: half) : reading.settle(from: half)
    } else if isLiteral, reading.isOpen, let part = dayPart(after: reading.tokens) {
      reading.settleHour(from: part.firstHour)
      reading.dayPart = part.tokens
    }
    return reading
  }

  /// The minutes before or after the hour; `isCount`: a plain number.
  private func amount(at start: Int) -> (number: Int, length: Int, isCount: Bool)? {
    if let part = words.hourParts.entry(in: tokens, at: start) { return (part.number, part.length, false) }
    guard let number = numbers.belowHundred(at: start), (1...59).contains(number.number) else { return nil }
    let end = number.tokens.upperBound
    if number.number < 10, words.and.contains(in: tokens, at: end), let tens = numbers.belowHundred(at: end + 1),
      tens.number == 20
    {
      return (number.number + tens.number, tens.tokens.upperBound - start, false)
    }
    return (number.number, number.tokens.count, true)
  }

  private typealias Hour = (number: Int, half: Int?, isNamed: Bool, end: Int)

  private func hour(at index: Int) -> Hour? {
    guard index < tokens.count else { return nil }
    if let name = words.names.entry(in: tokens, at: index), name.number % 60 == 0 {
      return (name.number == 0 ? 24 : name.number / 60, nil, true, index + name.length)
    }
    if let written = WrittenTime(tokens[index].text, words), written.minute == 0, written.hour <= 24 {
      return (written.hour, written.half, written.is24Hour, index + 1)
    }
    guard let number = numbers.belowHundred(at: index), (0...24).contains(number.number) else { return nil }
    let end = number.tokens.upperBound
    return (number.number, nil, false, end + (words.oclock.length(in: tokens, at: end) ?? 0))
  }

  // MARK: From now

  /// "In half an hour", "two hours from now", "15 minutes ago", "an hour before noon"; asked: "right now".
  func fromNow(at start: Int) -> TimeReading? {
    if expectation.isAsked, let length = words.now.length(in: tokens, at: start),
      isNearlyAlone(start..<(start + length))
    {
      var reading = sinceNow(0, start..<(start + length), rule: "now")
      reading.isWeak = true
      return reading
    }
    guard hasUnit, let span = DurationReader(tokens: tokens, language: language).plainDuration(at: start),
      span.duration.days == 0, span.duration.months == 0, span.duration.seconds % 60 == 0
    else { return nil }
    let end = span.tokens.upperBound
    let minutes = span.duration.seconds / 60
    if let length = words.fromNow.length(in: tokens, at: end) {
      return sinceNow(minutes, start..<(end + length), rule: "from-now")
    }
    if let length = words.ago.length(in: tokens, at: end) {
      return sinceNow(-minutes, start..<(end + length), rule: "ago")
    }
    if let length = words.agoBefore.length(in: tokens, before: start) {
      return sinceNow(-minutes, (start - length)..<end, rule: "ago")
    }
    if minutes <= 720, let reading = hours(minutes, span.tokens) { return reading }
    if let length = words.inside.length(in: tokens, before: start) {
      return sinceNow(minutes, (start - length)..<end, rule: "from-now")
    }
    return nil
  }

  /// "Two hours before midnight"; minutes are read by `relative`.
  private func hours(_ minutes: Int, _ range: Range<Int>) -> TimeReading? {
    let index = range.upperBound
    let isPast = words.past.contains(in: tokens, at: index)
    guard isPast || words.to.contains(in: tokens, at: index), words.loose.contains(tokens[index]),
      let hour = hour(at: index + 1)
    else { return nil }
    return shifted(hour, by: isPast ? minutes : -minutes, from: range.lowerBound, isLiteral: true)
  }

  private func sinceNow(_ minutes: Int, _ range: Range<Int>, rule: String) -> TimeReading {
    let time = ClockTime(wrapping: expectation.now.civil.time.minutes + minutes)
    return TimeReading(
      hour: time.hour, minute: time.minute, isOpen: false, tokens: range, dayPart: nil, isBare: false, rule: rule)
  }
}
