import DialogDSL

/// Clock times: "half past two", "ten of four", "2:30 pm", "fifteen hundred", noon, "around three".
///
/// An hour without its half of the day is read both ways; `within` decides when it leaves one of them, otherwise both
/// are candidates, the first half first. "Half two" is 2:30, as in Britain. Hours from thirteen on, noon and midnight
/// are certain.
struct TimeRecognizer: Recognizer {
  func candidates(in words: Words, expecting expectation: Expectation) -> [Candidate] {
    let language = LanguageData.data(for: expectation.locale)
    let tokens = Tokens(words, language: language)
    let reader = TimeReader(tokens: tokens, language: language, expectation: expectation)
    return reader.readings().flatMap { candidates(for: $0, tokens: tokens, expectation: expectation) }
  }

  private func candidates(for reading: TimeReading, tokens: Tokens, expectation: Expectation) -> [Candidate] {
    let words = reading.words(in: tokens)
    let times = reading.times
    let fitting = expectation.limits.within.map { within in times.filter(within.contains) } ?? times
    // A time outside the hours is still what the caller said: the script's rules answer it.
    return (fitting.isEmpty ? times : fitting).map {
      Candidate(.time($0), words: words, certainty: .certain, rule: reading.rule)
    }
  }
}

/// One time as it was said.
struct TimeReading {
  /// 0...23; with a half of the day already applied where one was said.
  var hour: Int
  var minute: Int
  /// Whether the half of the day is still open.
  var isOpen: Bool
  var tokens: Range<Int>
  /// Where the half of the day was said, when apart.
  var dayPart: Range<Int>?
  /// A number that is a time only because of where it stands: "at three", a bare "three" when asked.
  var isBare: Bool
  var rule: String

  var times: [ClockTime] {
    let first = ClockTime(hour: hour % 24, minute: minute)
    guard isOpen else { return first.map { [$0] } ?? [] }
    return [ClockTime(hour: hour % 12, minute: minute), ClockTime(hour: hour % 12 + 12, minute: minute)].compactMap {
      $0
    }
  }

  func words(in all: Tokens) -> [Int] {
    Set(all.words(tokens) + (dayPart.map(all.words) ?? [])).sorted()
  }
}
