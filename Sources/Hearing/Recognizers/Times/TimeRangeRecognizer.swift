import DialogDSL

/// Spans of hours: "from two to four pm", "nine to five", "any time after four", "in the afternoon".
///
/// `{from, to}`; an open end is none. Where the half of the day is open, both spans are guessed candidates unless
/// `within` leaves one of them.
struct TimeRangeRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    TimeRangeReader(utterance, expectation).readings().flatMap { reading in
      var spans = reading.spans
      if let within = expectation.limits.within {
        let fitting = spans.filter { [$0.from, $0.to].allSatisfy { $0.map(within.contains) ?? true } }
        if !fitting.isEmpty { spans = fitting }
      }
      let tokens = utterance.tokens
      let words = Set(tokens.words(reading.tokens) + (reading.dayPart.map(tokens.words) ?? [])).sorted()
      return spans.map { span in
        Candidate(
          .map(["from": span.from.map(Value.time) ?? .none, "to": span.to.map(Value.time) ?? .none]), words: words,
          certainty: spans.count > 1 ? .guessed : .certain, rule: reading.rule)
      }
    }
  }
}
