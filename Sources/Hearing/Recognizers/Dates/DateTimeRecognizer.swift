import DialogDSL

/// Moments: a day and a clock time in one breath, in any order, "now", "in 24 hours", "2 minutes from now".
///
/// Day and time are heard by their own recognisers, each with its repairs: of "Monday at five, no, six" the hour is
/// said again, and the day stays. Two readings of either (a bare hour, a weekday that is not the date's) give all
/// pairs as guessed candidates. A day or a time alone is no moment.
struct DateTimeRecognizer: Recognizer {
  private var days: any Recognizer { RecognizerRegistry.recognizer(for: .date) }
  private var times: any Recognizer { RecognizerRegistry.recognizer(for: .time) }

  /// Words between a day and a time that nobody asked for: more, and they belong to different things.
  private static let farthest = 6

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let reader = DateReader(tokens: utterance.tokens, language: utterance.language, expectation: expectation)
    let moments = MomentReader(reader: reader, now: expectation.now)
    if let counted = moments.counted(inHours: true) { return [counted] }
    let days = readings(days, utterance, expectation, as: .date)
    if let pair = pair(days, utterance, expectation) { return pair }
    return (moments.counted(inHours: false) ?? moments.instant()).map { [$0] } ?? []
  }

  /// Candidates for the same words.
  private struct Reading {
    var candidates: [Candidate]
    var words: [Int] { candidates[0].words }
  }

  private func readings(
    _ recognizer: any Recognizer, _ utterance: Utterance, _ expectation: Expectation, as type: SlotType
  ) -> [Reading] {
    var part = expectation
    part.type = type
    var readings: [Reading] = []
    for candidate in recognizer.candidates(in: utterance, expecting: part) where !candidate.isPartial {
      if readings.last?.words == candidate.words {
        readings[readings.count - 1].candidates.append(candidate)
      } else {
        readings.append(Reading(candidates: [candidate]))
      }
    }
    return readings
  }

  private func pair(_ days: [Reading], _ utterance: Utterance, _ expectation: Expectation) -> [Candidate]? {
    guard !days.isEmpty else { return nil }
    let times = readings(times, utterance, expectation, as: .time)
    if let best = nearest(days, times, utterance, expectation) { return best }
    // Numbers of the day stood in the way of the time, or were taken for it.
    let taken = Set(days.filter { !isNamed($0) }.flatMap(\.words))
    guard !taken.isEmpty, taken.count < utterance.words.count else { return nil }
    let kept = utterance.words.words.indices.filter { !taken.contains($0) }
    var rest = readings(self.times, utterance.keeping(kept), expectation, as: .time)
    for index in rest.indices {
      for number in rest[index].candidates.indices {
        rest[index].candidates[number].words = rest[index].candidates[number].words.map { kept[$0] }
      }
    }
    return nearest(days, rest, utterance, expectation)
  }

  /// "Tonight" and "tomorrow" may be words of the time as well.
  private func isNamed(_ day: Reading) -> Bool { day.candidates[0].rule == "relative" }

  private func nearest(
    _ days: [Reading], _ times: [Reading], _ utterance: Utterance, _ expectation: Expectation
  ) -> [Candidate]? {
    var best: (gap: Int, day: Reading, time: Reading)?
    for day in days {
      for time in times {
        let isShared = day.words.contains(where: time.words.contains)
        if isShared, !isNamed(day) { continue }
        let gap =
          (isShared ? 0 : distance(day.words, time.words)) + (isSure(time, utterance) ? 0 : Self.farthest)
          + (day.candidates[0].rule == "weekday" ? 3 : 0)
        if gap < best?.gap ?? .max { best = (gap, day, time) }
      }
    }
    guard let best, expectation.isAsked || distance(best.day.words, best.time.words) <= Self.farthest else {
      return nil
    }
    return joined(best.day, best.time, utterance)
  }

  /// "At three", "3:30", "3 pm"; "for three" may be people.
  private func isSure(_ time: Reading, _ utterance: Utterance) -> Bool {
    let words = utterance.language.dates
    return utterance.tokens.all.contains {
      time.words.contains($0.word) && (words.has(.at, $0) || words.has(.clock, $0) || $0.text.contains(":"))
    }
  }

  /// The half of the day that is said with the day or right after it: "tomorrow night".
  private func half(of day: Reading, _ utterance: Utterance) -> Int? {
    guard let last = day.words.last else { return nil }
    let table = utterance.language.dates[.dayHalves]
    return utterance.tokens.all.lazy.filter { day.words.contains($0.word) || $0.word == last + 1 }
      .compactMap { table[$0] }.first
  }

  private func distance(_ a: [Int], _ b: [Int]) -> Int {
    guard let firstA = a.first, let lastA = a.last, let firstB = b.first, let lastB = b.last else { return .max }
    return max(firstB - lastA, firstA - lastB, 1) - 1
  }

  private func joined(_ day: Reading, _ time: Reading, _ utterance: Utterance) -> [Candidate] {
    let words = Set(day.words + time.words).sorted()
    var time = time
    if time.candidates.count == 2, let half = half(of: day, utterance) {
      time.candidates.removeAll { candidate in
        guard case .time(let clock) = candidate.value else { return false }
        return (clock.hour < 12) != (half == 1)
      }
    }
    guard !time.candidates.isEmpty else { return [] }
    let isOpen = day.candidates.count > 1 || time.candidates.count > 1
    let certainties = (day.candidates + time.candidates).map(\.certainty)
    let isTonight = utterance.tokens.all.contains {
      day.words.contains($0.word) && utterance.language.dates.has(.tonight, $0)
    }
    return day.candidates.flatMap { day in
      time.candidates.compactMap { time -> Candidate? in
        guard case .date(let date) = day.value, case .time(let clock) = time.value else { return nil }
        let isPastMidnight = isTonight && clock.hour < MomentReader.dawn
        return Candidate(
          .dateTime(CivilDateTime(date: date.adding(days: isPastMidnight ? 1 : 0), time: clock)), words: words,
          certainty: isOpen ? .guessed : certainties.min() ?? .certain, rule: "date-time")
      }
    }
  }
}

/// Moments counted from the call: "now", "in 24 hours", "half an hour from now", "30 minutes ago".
struct MomentReader {
  let reader: DateReader
  let now: LocalTime

  /// Hours before this one belong to the night of the day before.
  static let dawn = 5

  /// A length of time from now: in hours and smaller, or "a day from right now".
  func counted(inHours: Bool) -> Candidate? {
    reader.tokens.all.indices.lazy.filter(reader.opens).compactMap { counted(at: $0, inHours) }.first
  }

  /// Now itself; only where a moment is asked for.
  func instant() -> Candidate? {
    guard reader.expectation.isAsked else { return nil }
    return reader.tokens.all.indices.lazy.compactMap { start in
      reader.length(.instants, start).map { candidate(now.civil, start..<(start + $0)) }
    }.first
  }

  private func candidate(_ moment: CivilDateTime, _ tokens: Range<Int>) -> Candidate {
    Candidate(.dateTime(moment), words: reader.tokens.words(tokens), rule: "from-now")
  }

  private func counted(at start: Int, _ inHours: Bool) -> Candidate? {
    let hasIn = reader.has(.inside, start) || reader.has(.within, start)
    let index = hasIn ? reader.skipping(.about, reader.skipping(.articles, start + 1)) : start
    guard let span = reader.span(at: index), inHours == (span.seconds > 0) else { return nil }
    if let (isBack, end) = reader.fromNow(at: span.end), span.seconds > 0 || isThisMoment(end) {
      return moved(by: span, isBack: isBack).map { candidate($0, start..<end) }
    }
    guard hasIn, span.seconds > 0 else { return nil }
    return moved(by: span, isBack: false).map { candidate($0, start..<span.end) }
  }

  /// "A day from now" keeps the hour; "a day from today" does not.
  private func isThisMoment(_ end: Int) -> Bool {
    reader.has(.now, end - 1) && reader.number(.relativeDays, end - 1) == nil
  }

  private func moved(by span: DateReader.Span, isBack: Bool) -> CivilDateTime? {
    guard let day = span.after(now.today, isBack: isBack) else { return nil }
    let seconds = now.second + (isBack ? -span.seconds : span.seconds)
    let minutes = seconds >= 0 ? seconds / 60 : (seconds - 59) / 60
    return CivilDateTime(date: day, time: now.civil.time).adding(minutes: minutes)
  }
}
