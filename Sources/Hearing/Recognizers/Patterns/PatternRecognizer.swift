import DialogDSL

/// What `pattern` of a slot matches: a regular expression (see `PatternParser` for what it may hold) over the
/// utterance in its normal form.
///
/// The normal form is made of the utterance's words with one space between them, in lower case, contractions written
/// out, without punctuation and fillers. What is spelled one after the other is one word: letters and words for them,
/// digits and number words, "double t", dashes said between them. "It's, um, order A as in alpha, double five, twenty
/// three" is `it is order a5523`.
///
/// The longest match of whole words is the value, the letters in upper case where the pattern is written in upper case
/// only; case does not matter for matching. A pattern of nothing but letters, digits and dashes (`[A-Z]{2}\d{4}`) is
/// also the format of a code: where the normal form has no match, characters may have been misheard, as for
/// `alphanumeric`.
struct PatternRecognizer: Recognizer {
  /// Characters of the shortest match that is taken unasked, with a digit among them.
  static let shortestUnasked = 5

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    guard let source = expectation.limits.pattern, let pattern = Pattern.compiled(source) else { return [] }
    let text = NormalText(utterance)
    if let range = pattern.match(in: text.bytes) {
      let match = text.bytes[range]
      let isShort = match.count < Self.shortestUnasked || !match.contains { (0x30...0x39).contains($0) }
      guard expectation.isAsked || !isShort else { return [] }
      let value = String(decoding: match, as: UTF8.self)
      return [
        Candidate(
          .text(pattern.isUpperCase ? value.uppercased() : value), words: text.words(under: range), rule: "pattern")
      ]
    }
    guard expectation.isAsked, let reader = Self.reader(pattern, expectation) else { return [] }
    return cased(reader.candidates(in: utterance), pattern)
  }

  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    if let last = attempts.last {
      let found = candidates(in: last, expecting: expectation)
      if let first = found.first, first.certainty == .certain, !first.isPartial { return found }
    }
    guard let pattern = expectation.limits.pattern.flatMap(Pattern.compiled), let format = pattern.format else {
      return lastWhole(of: attempts, expecting: expectation)
    }
    return cased(CodeMerger(format: format, expectation: expectation).candidates(attempts), pattern)
  }

  private static func reader(_ pattern: Pattern, _ expectation: Expectation) -> CodeReader? {
    pattern.format.map { CodeReader(format: $0, expectation: expectation) }
  }

  private func cased(_ candidates: [Candidate], _ pattern: Pattern) -> [Candidate] {
    guard !pattern.isUpperCase else { return candidates }
    return candidates.map { candidate in
      guard case .text(let text) = candidate.value else { return candidate }
      var candidate = candidate
      candidate.value = .text(text.lowercased())
      return candidate
    }
  }
}

/// An utterance in its normal form; see `PatternRecognizer`.
struct NormalText {
  private(set) var bytes: [UInt8] = []
  /// Each word of the normal form with the words of the utterance it comes from.
  private var parts: [(bytes: Range<Int>, words: Range<Int>)] = []

  init(_ utterance: Utterance) {
    let tokens = utterance.tokens
    let reader = SpellingReader(utterance)
    var index = 0
    while index < tokens.count {
      if tokens[index].isFiller {
        index += 1
        continue
      }
      if let spelling = reader.spelling(at: index), Self.isSpelled(spelling, utterance) {
        add(spelling.places.map(\.symbol.ascii), spelling.tokens, tokens)
        index = spelling.tokens.upperBound
      } else {
        add(Array(tokens[index].text.utf8), index..<(index + 1), tokens)
        index += 1
      }
    }
  }

  /// A letter or number word alone is spelled too; the words "a" and "i" are not.
  private static func isSpelled(_ spelling: Spelling, _ utterance: Utterance) -> Bool {
    if spelling.places.count > 1 || spelling.places[0].symbol.isDigit { return true }
    return !utterance.language.spelling.quiet.contains(utterance.tokens[spelling.tokens.lowerBound])
  }

  private mutating func add(_ text: [UInt8], _ range: Range<Int>, _ tokens: Tokens) {
    if !bytes.isEmpty { bytes.append(0x20) }
    let start = bytes.count
    bytes += text
    parts.append((start..<bytes.count, tokens[range.lowerBound].word..<(tokens[range.upperBound - 1].word + 1)))
  }

  func words(under range: Range<Int>) -> [Int] {
    var words: [Int] = []
    for part in parts where part.bytes.overlaps(range) {
      for word in part.words where words.last.map({ $0 < word }) ?? true { words.append(word) }
    }
    return words
  }
}
