import DialogDSL

/// Clock times: "half past two", "ten of four", "2:30 pm", "fifteen hundred", noon, "around three".
///
/// An hour without its half of the day is read both ways; `within` decides when it leaves one of them, otherwise both
/// are guessed candidates, the first half first. "Half two" is 2:30, as in Britain. Hours from thirteen on, noon and midnight
/// are certain.
struct TimeRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let (tokens, language) = (utterance.tokens, utterance.language)
    let reader = TimeReader(tokens: tokens, language: language, expectation: expectation)
    return reader.readings().flatMap { reading in
      candidates(for: reading, words: clockWords(of: reading, tokens, language), expectation: expectation)
    }
  }

  /// "3 pm, no, four": of an open time the reading nearest to the old one, in whose half of the day the caller still is.
  static func completed(_ new: Candidate, _ old: Candidate, _ expectation: Expectation) -> Value? {
    guard new.certainty == .guessed, old.certainty != .guessed, case .time(let time) = new.value,
      case .time(let former) = old.value
    else { return nil }
    let distance = (time.minutes - former.minutes + 1440) % 1440
    let isFar = min(distance, 1440 - distance) > 360
    return .time(ClockTime(wrapping: time.minutes + (isFar ? 720 : 0)))
  }

  /// Words before a half of the day that is said instead: "ten am, no, make that pm".
  private static let maxLead = 3

  /// "Ten am, no, pm": the other half of the day.
  static func restated(_ rest: Utterance, _ old: Candidate, in utterance: Utterance, _: Expectation) -> [Candidate] {
    guard case .time(let hour) = old.value else { return [] }
    let (tokens, words) = (rest.tokens, rest.language.times)
    for index in 0..<min(Self.maxLead + 1, tokens.count) {
      if let half = words.halves.entry(in: tokens, at: index) ?? words.parts.entry(in: tokens, at: index) {
        let range = index..<(index + half.length)
        var reading = TimeReading(
          hour: hour.hour % 12, minute: hour.minute, isOpen: true, tokens: range, isBare: false, rule: old.rule)
        reading.settle(from: half.number)
        return reading.times.map { Candidate(.time($0), words: tokens.words(range), rule: old.rule) }
      }
      guard rest.language[.small].contains(tokens[index]) else { break }
    }
    return []
  }

  /// "Tonight at eight": the day tells the half of the clock, and is left to a slot for the day.
  private func clockWords(of reading: TimeReading, _ tokens: Tokens, _ language: LanguageData) -> [Int] {
    let all = reading.words(in: tokens)
    var days: Set<Int> = []
    for index in tokens.all.indices where all.contains(tokens[index].word) {
      if let day = language.dates[.relativeDays].entry(in: tokens, at: index) {
        days.formUnion(tokens.words(index..<(index + day.length)))
      }
    }
    let clock = all.filter { !days.contains($0) }
    return clock.isEmpty ? all : clock
  }

  private func candidates(for reading: TimeReading, words: [Int], expectation: Expectation) -> [Candidate] {
    var times = reading.times
    // A time outside the hours is still what the caller said: the script's rules answer it.
    if let within = expectation.limits.within, times.contains(where: within.contains) {
      times.removeAll { !within.contains($0) }
    }
    return times.map {
      Candidate(.time($0), words: words, certainty: times.count > 1 ? .guessed : .certain, rule: reading.rule)
    }
  }
}
