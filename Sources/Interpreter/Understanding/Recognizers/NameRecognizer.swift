import DialogDSL

/// Names of people: "it's Maria Lopez", "this is X speaking", "Maria, M-A-R-I-A"; asked, also bare words.
///
/// Spelling beats sound. Unasked, a name needs words that lead it in ("my name is"). It ends before the first word that
/// goes on with something else: "my name is Mike and I need a cleaning" is Mike.
struct NameRecognizer: Recognizer {
  /// Words of the longest name that is taken.
  static let maxWords = 5
  /// Letters of the shortest spelling.
  static let shortestSpelling = 3

  func candidates(in words: Words, expecting expectation: Expectation) -> [Candidate] {
    let language = LanguageData.data(for: expectation.locale)
    let tokens = Tokens(words, language: language)
    let reader = NameReader(words: words, tokens: tokens, language: language)
    if let led = reader.ledIn(by: language[.strongLeadIn], rule: "name-is") { return [led] }
    if let named = reader.followed(by: ["is", "my", "name"]) { return [named] }
    guard expectation.isAsked else { return [] }
    if let spelled = reader.spelledAlone() { return [spelled] }
    if let led = reader.ledIn(by: language[.leadIn], rule: "led-in") { return [led] }
    return reader.bare().map { [$0] } ?? []
  }
}

struct NameReader {
  let words: Words
  let tokens: Tokens
  let language: LanguageData

  func ledIn(by leadIns: WordSet, rule: String) -> Candidate? {
    for index in tokens.all.indices {
      guard let length = leadIns.length(in: tokens, at: index) else { continue }
      if let candidate = name(at: index + length, leadIn: index, rule: rule) { return candidate }
    }
    return nil
  }

  /// "Tenesha Swilley is my name": the name at the start of the utterance.
  func followed(by words: [String]) -> Candidate? {
    guard let index = tokens.all.indices.first(where: { tokens.says(words, at: $0) }), index > 0,
      let candidate = name(at: 0, leadIn: 0, rule: "is-my-name"), candidate.words.last ?? 0 >= tokens[index].word - 1
    else { return nil }
    var whole = candidate
    whole.words = tokens.words(0..<(index + words.count))
    return whole
  }

  /// The utterance is a name and no more.
  func bare() -> Candidate? {
    var start = 0
    while start < tokens.count,
      tokens[start].isFiller
        || language[.nameOpeners].contains(tokens[start].text)
    { start += 1 }
    guard let candidate = name(at: start, leadIn: start, rule: "bare"), let last = candidate.words.last else {
      return nil
    }
    // Other words after it make a sentence, not a name.
    let rest = tokens.all.filter {
      $0.word > last && !$0.isFiller && !language.polite.contains($0.text) && !language[.tail].contains($0.text)
    }
    return rest.isEmpty || ["is", "here", "speaking", "calling", "and", "but"].contains(rest[0].text)
      || rest.allSatisfy({ language[.stop].contains($0.text) && language[.small].contains($0.text) }) ? candidate : nil
  }

  private func name(at start: Int, leadIn: Int, rule: String) -> Candidate? {
    var index = start
    while index < tokens.count, tokens[index].isFiller || language[.titles].contains(tokens[index].text) { index += 1 }
    if let spelled = spelling(at: index) { return candidate([spelled.text], leadIn..<spelled.end, rule: "spelled") }
    var parts: [String] = []
    var end = index
    var lastWord = -1
    while index < tokens.count, parts.count < NameRecognizer.maxWords, isNamePart(tokens[index]) {
      if tokens[index].word != lastWord {
        parts.append(words[tokens[index].word].text)
        lastWord = tokens[index].word
      }
      index += 1
      end = index
      if tokens[index - 1].endsClause { break }
    }
    guard !parts.isEmpty, !parts.allSatisfy({ language[.particles].contains($0) && $0.utf8.count < 2 }) else {
      return nil
    }
    if let spelled = spellingAfter(end), matches(parts, spelled.text) {
      return candidate(respelled(parts, spelled.text), leadIn..<spelled.end, rule: "spelled")
    }
    while end < tokens.count, language[.tail].contains(tokens[end].text) { end += 1 }
    return candidate(parts, leadIn..<end, rule: rule)
  }

  private func isNamePart(_ token: Tokens.Token) -> Bool {
    guard !token.isFiller, !language[.stop].contains(token.text) else { return false }
    // One letter is an initial only when somebody else's letters are not around; digits are never names.
    return token.text.unicodeScalars.contains { $0.properties.isAlphabetic } && !token.text.contains { $0.isASCIIDigit }
  }

  private func candidate(_ parts: [String], _ range: Range<Int>, rule: String) -> Candidate {
    Candidate(.text(NameCase.titled(parts)), words: tokens.words(range), rule: rule)
  }

  // MARK: Spelling

  func spelledAlone() -> Candidate? {
    var index = 0
    while index < tokens.count,
      tokens[index].isFiller || language[.small].contains(tokens[index].text) && tokens[index].text.utf8.count > 1
        || language[.spelling].contains(tokens[index].text)
    {
      index += 1
    }
    guard let spelled = spelling(at: index), spelled.end >= tokens.count - 2 else { return nil }
    return candidate([spelled.text], 0..<spelled.end, rule: "spelled")
  }

  private func spellingAfter(_ end: Int) -> (text: String, end: Int)? {
    var index = tokens.skippingFillers(from: end)
    if let length = language[.spelling].length(in: tokens, at: index) { index += length }
    return spelling(at: index)
  }

  /// Letters one by one: "m a r i a", "M-A-R-I-A" (hyphens are apart in tokens), "double l".
  private func spelling(at start: Int) -> (text: String, end: Int)? {
    var letters = ""
    var index = start
    while index < tokens.count {
      let text = tokens[index].text
      if language[.timesTwo].contains(text), Self.isLetter(tokens.text(index + 1)) {
        letters += tokens.text(index + 1) + tokens.text(index + 1)
        index += 2
      } else if Self.isLetter(text) {
        letters += text
        index += 1
      } else {
        break
      }
    }
    return letters.count >= NameRecognizer.shortestSpelling ? (letters, index) : nil
  }

  private static func isLetter(_ text: String) -> Bool {
    text.unicodeScalars.count == 1 && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
  }

  /// Whether the letters spell one of the parts, or near enough for speech recognition to have missed.
  private func matches(_ parts: [String], _ spelled: String) -> Bool { bestPart(parts, spelled) != nil }

  private func bestPart(_ parts: [String], _ spelled: String) -> Int? {
    let scored = parts.indices.map { ($0, Phonetic.distance(parts[$0].filter(\.isLetter), spelled)) }
    return scored.min { $0.1 < $1.1 }.flatMap { $0.1 <= max(2, spelled.count) ? $0.0 : nil }
  }

  private func respelled(_ parts: [String], _ spelled: String) -> [String] {
    guard let best = bestPart(parts, spelled) else { return [spelled] }
    var parts = parts
    parts[best] = spelled
    return parts
  }
}

/// Writes names the usual way: Maria Lopez, O'Brien, McDonald, Smith-Jones, Ludwig van Beethoven.
enum NameCase {
  static func titled(_ parts: [String]) -> String {
    parts.map { part in
      part.split(separator: "-", omittingEmptySubsequences: false).map { titled(String($0)) }.joined(separator: "-")
    }.joined(separator: " ")
  }

  private static func titled(_ word: String) -> String {
    if word.hasPrefix("mc"), word.count > 3 { return "Mc" + capitalized(String(word.dropFirst(2))) }
    let pieces = word.split(separator: "'", omittingEmptySubsequences: false)
    if pieces.count == 2, pieces[0].count <= 2, pieces[1].count > 1 {
      return capitalized(String(pieces[0])) + "'" + capitalized(String(pieces[1]))
    }
    return capitalized(word)
  }

  private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
