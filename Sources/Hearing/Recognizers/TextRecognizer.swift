import DialogDSL

/// Nothing: what only a model can fill is not read out of words.
struct UnheardRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] { [] }
}

/// Anything, as it was said; only at its own question.
struct TextRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let words = utterance.words
    guard expectation.isAsked, !words.isEmpty, !words.isUnintelligible else { return [] }
    let scalars = Array(words.source.unicodeScalars)
    let range = words[0].range.lowerBound..<words[words.count - 1].range.upperBound
    guard range.upperBound <= scalars.count else { return [] }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return [Candidate(.text(String(text)), words: Array(0..<words.count), rule: "verbatim")]
  }
}
