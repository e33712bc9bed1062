import DialogDSL

/// Letters that a caller gave one by one: "M-A-R-I-A", "Mike Alpha Romeo", "double l", "S as in Sam".
struct NameSpelling {
  /// `a` to `z`, other letters as they are, `?` for a sign that cannot be one.
  var text: String
  /// The token after it.
  var end: Int
  /// Places in `text` before which the caller said "space".
  var gaps: [Int] = []
  /// Every letter stood alone or was a word of an alphabet: nothing suggests that the recogniser lost any.
  var isClean = true
  /// One or two letters "as in" something: they mend a name but are none.
  var isHint = false

  /// Letters of the shortest spelling of a name.
  static let shortest = 3
  /// Letters of the longest one that is read.
  static let longest = 40

  /// The parts with the one that is spelled as it is spelled.
  static func respelled(_ parts: [String], _ spelled: NameSpelling) -> [String] {
    if spelled.isHint { return hinted(parts, spelled.text) }
    let decoded = NameDecoder(spelled, firsts: parts, lasts: parts).decode()
    let letters = decoded?.parts ?? [spelled.text]
    guard letters.count == 1, let best = nearest(letters[0], in: parts) else { return letters }
    var parts = parts
    parts[best] = letters[0]
    return parts
  }

  /// The part that sounds most like the letters; nil when none does by far.
  static func nearest(_ spelled: String, in parts: [String]) -> Int? {
    let scored = parts.indices.map { ($0, Phonetic.distance(parts[$0].filter(\.isLetter), spelled)) }
    return scored.min { $0.1 < $1.1 }.flatMap { $0.1 <= max(2, spelled.count) ? $0.0 : nil }
  }

  /// "Dim, T as in Tom" is Tim: a first letter that sounds like the one given.
  private static func hinted(_ parts: [String], _ letters: String) -> [String] {
    guard let letter = letters.utf8.first, !parts.contains(where: { $0.utf8.first == letter }),
      let index = parts.lastIndex(where: { $0.utf8.first.map { NameDecoder.soundAlike($0, letter) } ?? false })
    else { return parts }
    var parts = parts
    parts[index] = String(letters.prefix(1)) + parts[index].dropFirst()
    return parts
  }
}

extension NameReader {
  /// Letters at `start`, with words that announce them.
  func spelling(after start: Int) -> NameSpelling? {
    var index = tokens.skippingFillers(from: start)
    if let length = names.spelling.length(in: tokens, at: index) {
      index = tokens.skippingFillers(from: index + length)
    }
    return letters(at: index)
  }

  private func letters(at start: Int) -> NameSpelling? {
    var spelling = NameSpelling(text: "", end: start)
    var index = start
    var hasHint = false
    while index < tokens.count, spelling.text.utf8.count < NameSpelling.longest {
      if tokens[index].isFiller || names.mute.contains(tokens[index]) {
        index += 1
      } else if !spelling.text.isEmpty, let length = names.gap.length(in: tokens, at: index) {
        index += length
        if letter(at: index) != nil { spelling.gaps.append(spelling.text.count) }
      } else if let (text, length, isHint) = letter(at: index) {
        spelling.text += text
        index += length
        spelling.end = index
        if isHint { hasHint = true }
      } else {
        break
      }
    }
    if spelling.text.utf8.count >= NameSpelling.shortest { return spelling }
    spelling.isHint = true
    return hasHint ? spelling : nil
  }

  /// One letter, or two of the same: "l", "double l", "lima", "l as in Larry".
  private func letter(at index: Int) -> (text: String, length: Int, isHint: Bool)? {
    guard index < tokens.count else { return nil }
    if let entry = names.letterNames.entry(in: tokens, at: index) ?? names.alphabet.entry(in: tokens, at: index) {
      return (Self.letter(entry.number), entry.length, false)
    }
    if language[.timesTwo].contains(tokens[index]), let next = letter(at: index + 1) {
      return (next.text + next.text, next.length + 1, next.isHint)
    }
    guard tokens[index].letter != nil else { return nil }
    let text = tokens[index].text
    if let length = names.asIn.length(in: tokens, at: index + 1), index + 1 + length < tokens.count {
      let example = tokens[index + 1 + length].text
      if example.utf8.count > 1, example.utf8.first == text.utf8.first { return (text, length + 2, true) }
    }
    return (text, 1, false)
  }

  private static func letter(_ scalar: Int) -> String { UnicodeScalar(UInt32(scalar)).map { String($0) } ?? "" }

  // MARK: The whole answer

  /// The answer is letters and no more, also in the pieces that speech recognition makes of them: "G EO R GI n a".
  ///
  /// - Returns: nil when it is no spelling; `[]` when it is one of no name.
  func spelledWhole() -> [Candidate]? {
    guard let spelling = wholeSpelling() else { return nil }
    guard let decoded = NameDecoder(spelling).decode(),
      spelling.isClean || !decoded.isUnknown
    else { return [] }
    let certainty: Candidate.Certainty = decoded.edits > 0 ? .repaired : .certain
    return [candidate(decoded.parts.map(names.written), 0..<tokens.count, rule: "spelled", certainty: certainty)]
  }

  /// What the words of an answer are, counted.
  private struct Pieces {
    var letters = 0
    /// "A" and "I", which may be words too.
    var articles = 0
    /// Two or three letters that are no word, or the name of a letter.
    var short = 0
    /// Words that letters may come out as: "I", "am", "he", "the".
    var small = 0
    /// Of spelling alphabets.
    var alphabet = 0
    /// Those of them that are names too: "Mike", "Mary".
    var alphabetNames = 0
    var words = 0
    /// The last one is a longer name.
    var endsWithName = false

    var isAlphabet: Bool {
      alphabet >= 2 && (alphabet > alphabetNames || alphabet + letters > 3)
        && (alphabet + letters) * 2 >= alphabet + letters + articles + short + small + words
    }
    var isSpelling: Bool {
      // "J. R. R. Tolkien".
      if endsWithName, letters + articles <= 3, short + small == 0 { return false }
      let strong = letters + short
      return isAlphabet || strong >= 2 && strong * 2 >= small + articles + words && strong >= words * 2 && letters > 0
    }
    /// No letters came out as anything else.
    var isClean: Bool { short + small + words == 0 }
  }

  func wholeSpelling() -> NameSpelling? {
    let start = startOfSpelling()
    // "Maria, M A R I A" is a name and its spelling.
    guard start < tokens.count,
      tokens[start].text.utf8.count <= 3 || !evidence(start).isKnown || names.alphabet[tokens[start]] != nil
    else { return nil }
    if let named = namedLetters(from: start) { return named }
    var pieces = Pieces()
    for index in start..<max(start, tokens.count) { count(index, in: &pieces) }
    guard pieces.isSpelling else { return nil }
    var spelling = NameSpelling(text: "", end: tokens.count, isClean: pieces.isClean)
    var index = start
    while index < tokens.count, spelling.text.utf8.count < NameSpelling.longest {
      index += append(index, to: &spelling, isAlphabet: pieces.isAlphabet)
    }
    return spelling.text.utf8.count >= NameSpelling.shortest ? spelling : nil
  }

  /// "Eme a ere i a": nothing but letters, one of them by a name that is no other word.
  private func namedLetters(from start: Int) -> NameSpelling? {
    let isNamed = (start..<tokens.count).contains {
      // Two letters may be a piece of the name: "M AR i a n".
      tokens[$0].text.utf8.count > 2 && names.letterNames[tokens[$0]] != nil && !evidence($0).isCommon
        && !evidence($0).isKnown
    }
    guard isNamed, let spelling = letters(at: start), spelling.end == tokens.count, !spelling.isHint else { return nil }
    return spelling
  }

  private func startOfSpelling() -> Int {
    var index = 0
    while index < tokens.count {
      let leads = [names.strongLeadIn, names.firstName, names.lastName, names.spelling, names.leadIn, names.openers]
      if tokens[index].isFiller {
        index += 1
      } else if tokens[index].letter == nil, names.letterNames[tokens[index]] == nil,
        let length = leads.lazy.compactMap({ $0.length(in: tokens, at: index) }).first, index + length < tokens.count
      {
        index += length
      } else if tokens[index].text.utf8.count > 3, names.isStop(tokens[index]), names.alphabet[tokens[index]] == nil {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  private func count(_ index: Int, in pieces: inout Pieces) {
    let token = tokens[index]
    let isArticle = token.letter != nil && names.isStop(token)
    if isArticle, !beginsWithCapital(index) || index == 0 || tokens[index - 1].letter == nil {
      pieces.articles += 1
    } else if token.letter != nil {
      pieces.letters += 1
    } else if names.gap.contains(token) || language[.timesTwo].contains(token) || names.mute.contains(token) {
      return
    } else if names.alphabet[token] != nil {
      pieces.alphabet += 1
      if evidence(index).isKnown { pieces.alphabetNames += 1 }
    } else if token.text.utf8.count <= 4, isShouted(token) || token.text.utf8.count == 4 && evidence(index).isUnknown {
      pieces.short += 1
    } else if token.text.utf8.count <= 3 {
      if token.isFiller || evidence(index).isCommon { pieces.small += 1 } else { pieces.short += 1 }
    } else {
      pieces.words += 1
      pieces.endsWithName = index == tokens.count - 1
    }
  }

  /// In capitals, where others are not.
  private func isShouted(_ token: Tokens.Token) -> Bool {
    let original = words[token.word].original
    return isCased && original == original.uppercased()
  }

  /// - Returns: the tokens that were read.
  private func append(_ index: Int, to spelling: inout NameSpelling, isAlphabet: Bool) -> Int {
    let token = tokens[index]
    if token.isFiller && spelling.isClean || names.mute.contains(token) { return 1 }
    if let length = names.gap.length(in: tokens, at: index) {
      if !spelling.text.isEmpty { spelling.gaps.append(spelling.text.count) }
      return length
    }
    if token.letter == nil {
      let isWord = names.evidence(token.text).isCommon || isAlphabet || language[.timesTwo].contains(token)
      let named = isWord ? names.letterNames.entry(in: tokens, at: index) : nil
      if let entry = named ?? (isAlphabet ? names.alphabet.entry(in: tokens, at: index) : nil) {
        spelling.text += Self.letter(entry.number)
        return entry.length
      }
      if language[.timesTwo].contains(token), index + 1 < tokens.count, tokens[index + 1].letter != nil {
        spelling.text += tokens[index + 1].text + tokens[index + 1].text
        return 2
      }
      if isAlphabet {
        spelling.text += token.text.prefix(1)
        return 1
      }
    } else if let (text, length, _) = letter(at: index) {
      spelling.text += text
      return length
    }
    spelling.text += token.text.map { $0.isLetter ? String($0) : "?" }.joined()
    return 1
  }
}
