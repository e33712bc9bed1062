import DialogDSL

/// Words in a row that are a name, as far as words alone can tell.
struct NameRun {
  /// The words, small and without what belongs to the sentence: `maria`, `o'brien`, `van`.
  var parts: [String]
  /// The tokens, with titles and relations before them ("my friend", "mister").
  var range: Range<Int>
  /// Where the name itself begins.
  var first: Int
  /// What is known of each part.
  var evidence: [NameEvidence]
  /// Some part is a name and no other word, or one that the caller's recogniser wrote with a capital.
  var isPlain = false
}

extension NameReader {
  /// How sure it is that a name comes now.
  enum Lead {
    /// "My name is": any word that does not end a name.
    case strong
    /// "This is", "to": the first word has to look like a name.
    case weak
    /// Nothing: the answer as a whole.
    case bare
  }

  /// Words of the longest name that is taken.
  static let maxParts = 5

  /// The name that begins at `start`; nil when none does.
  func run(at start: Int, _ lead: Lead) -> NameRun? {
    var index = skippingRelations(from: tokens.skippingFillers(from: start))
    var run = NameRun(parts: [], range: start..<start, first: index, evidence: [])
    var title: Int?
    while index + 1 < tokens.count, names.titles.contains(tokens[index]), isName(index + 1, lead) {
      title = index
      index += 1
    }
    run.first = index
    while index < tokens.count, run.parts.count < Self.maxParts {
      if tokens[index].isFiller {
        index += 1
        continue
      }
      guard let next = append(at: index, to: &run, lead) else { break }
      index = next
      if endsPart(index - 1), !goesOnAfterComma(index, run, lead) { break }
    }
    guard !run.parts.isEmpty else { return nil }
    run.range = start..<index
    dropRepeats(&run)
    if let title, run.parts.count == 1 {
      run.parts.insert(words[tokens[title].word].text, at: 0)
      run.evidence.insert(NameEvidence(), at: 0)
    }
    return run
  }

  /// Appends what stands at `index`.
  /// - Returns: the token after it, nil when the name ends before it.
  private func append(at index: Int, to run: inout NameRun, _ lead: Lead) -> Int? {
    let token = tokens[index]
    let word = words[token.word].text
    if names.kin.contains(token), run.parts.isEmpty, isAsked {
      add(word, NameEvidence(first: 10), to: &run, isPlain: true)
      return index + 1
    }
    if names.suffixes.contains(token), !run.parts.isEmpty {
      add(word, NameEvidence(), to: &run, isPlain: false)
      return index + 1
    }
    if names.prefixes.contains(token), !token.endsClause, isName(index + 1, .bare), evidence(index + 1).isKnown {
      let mark = token.text.utf8.count == 1 ? "'" : ""
      add(word + mark + words[tokens[index + 1].word].text, evidence(index + 1), to: &run, isPlain: true)
      return index + 2
    }
    if names.particles.contains(token), !token.endsClause, isParticle(index, lead) {
      add(word, NameEvidence(), to: &run, isPlain: false)
      return index + 1
    }
    if isInitials(index) {
      guard isInitial(index, of: run) else { return nil }
      add(word, NameEvidence(), to: &run, isPlain: false)
      return index + 1
    }
    if !run.parts.isEmpty, names.mute.contains(token), isName(index + 1, .weak), token.text.utf8.count > 3,
      let last = run.parts.popLast()
    {
      run.evidence.removeLast()
      add(last + "-" + words[tokens[index + 1].word].text, evidence(index + 1), to: &run, isPlain: true)
      return index + 2
    }
    guard run.parts.isEmpty ? isName(index, lead) : goesOn(index, run, lead) else { return nil }
    let found = evidence(index)
    add(owner(word), found, to: &run, isPlain: !found.isCommon || isCapital(index))
    var end = index + 1
    while end < tokens.count, tokens[end].word == token.word { end += 1 }
    return end
  }

  private func add(_ part: String, _ evidence: NameEvidence, to run: inout NameRun, isPlain: Bool) {
    run.parts.append(part)
    run.evidence.append(evidence)
    if isPlain { run.isPlain = true }
  }

  /// Whether a name may begin with the word.
  func isName(_ index: Int, _ lead: Lead) -> Bool {
    guard index < tokens.count, canBePart(index) else { return false }
    let found = evidence(index)
    if found.isUnknown { return !isStretched(tokens[index].text) }
    switch lead {
    case .strong: return found.isKnown || isCapital(index)
    case .bare: return found.isKnown || found.isForm && tokens.count == 1
    case .weak:
      if found.isPlain { return true }
      guard found.isKnown, index + 1 < tokens.count, !isCapital(index) else { return found.isKnown && isCapital(index) }
      let next = evidence(index + 1)
      return canBePart(index + 1) && (next.isPlain || next.isUnknown && found.first != nil)
    }
  }

  /// Whether the word goes on with a name that has begun.
  private func goesOn(_ index: Int, _ run: NameRun, _ lead: Lead) -> Bool {
    guard canBePart(index) else { return false }
    let found = evidence(index)
    if found.isUnknown { return !isStretched(tokens[index].text) }
    if found.isPlain { return true }
    guard run.parts.count < 4 else { return false }
    if isCapital(index) { return found.isKnown || run.isPlain }
    // "Edward leaves": the caller's recogniser would have written a name with a capital.
    if isCased, beginsWithCapital(index - 1), !run.parts.isEmpty, found.isRareWord || !found.isKnown { return false }
    // A common word is a name only where the sentence does not go on with it.
    return (found.isKnown || lead == .bare && run.isPlain) && isEnd(index + 1)
  }

  /// No more words, or one that no name has.
  private func isEnd(_ index: Int) -> Bool {
    index >= tokens.count || tokens[index - 1].endsClause || !canBePart(index) || names.tail.opens(with: tokens[index])
      || names.suffixes.contains(tokens[index])
  }

  func canBePart(_ index: Int) -> Bool {
    let token = tokens[index]
    return !names.isStop(token) && !isValue(index)
  }

  /// A number, a day or a time: it belongs to another slot. Months are names too, unless a number stands beside them.
  func isValue(_ index: Int) -> Bool {
    let token = tokens[index]
    if token.text.utf8.contains(where: { (48...57).contains($0) }) { return true }
    guard token.id != 0 else { return false }
    if language.dates.holidays.entry(in: tokens, at: index, region: "") != nil { return true }
    if language.dates[.relativeDays][token] != nil { return true }
    for table in [LanguageData.Table.units, .teens, .tens, .scales, .ordinals, .weekdays]
    where language[table][token] != nil {
      return true
    }
    guard language[.months][token] != nil else { return false }
    let isBesideNumber = [index - 1, index + 1].contains { beside in
      guard tokens.all.indices.contains(beside) else { return false }
      return tokens[beside].text.utf8.first.map { (48...57).contains($0) } == true
        || language[.ordinals][tokens[beside]] != nil || language[.units][tokens[beside]] != nil
        || language[.tens][tokens[beside]] != nil
    }
    return isBesideNumber || evidence(index).first == nil
  }

  /// "De la Cruz": a name follows the particle, or another particle with one.
  private func isParticle(_ index: Int, _ lead: Lead) -> Bool {
    var next = index + 1
    while next < tokens.count, names.particles.contains(tokens[next]), next < index + 3 { next += 1 }
    return next < tokens.count && !evidence(index).isPlain && isName(next, lead == .strong ? .bare : .weak)
  }

  /// "John F. Kennedy", "J. R. Smith"; but not the first letter of a spelling.
  private func isInitial(_ index: Int, of run: NameRun) -> Bool {
    let isDotted = words[tokens[index].word].punctuation == "." || words[tokens[index].word].text.utf8.count > 1
    if names.isStop(tokens[index]), !isDotted { return false }
    if tokens[index].endsClause, index + 1 == tokens.count { return !run.parts.isEmpty && run.parts.count < 3 }
    var next = index + 1
    while next < index + 4, next < tokens.count, tokens[next].letter != nil { next += 1 }
    return next < index + 4 && next < tokens.count && tokens[next].letter == nil && isName(next, .bare)
  }

  /// "J", "J.R".
  private func isInitials(_ index: Int) -> Bool {
    if let letter = tokens[index].letter { return letter != 0 }
    let word = words[tokens[index].word].text
    return word.utf8.count <= 5 && word.utf8.contains(UInt8(ascii: "."))
  }

  /// A comma ends a name, save between the parts of a bare one; the stop of a short form does not end it.
  private func endsPart(_ index: Int) -> Bool {
    let token = tokens[index]
    return token.endsClause && !isInitials(index) && !names.titles.contains(token) && !names.particles.contains(token)
  }

  private func goesOnAfterComma(_ index: Int, _ run: NameRun, _ lead: Lead) -> Bool {
    guard lead == .bare, run.parts.count == 1, index < tokens.count, isName(index, .weak) else { return false }
    return words[tokens[index - 1].word].punctuation == "," && (evidence(index).isKnown || index == tokens.count - 1)
  }

  /// "Leah Leah Harper" is Leah Harper; "Bond, James Bond" and "James, James Bond" are James Bond.
  private func dropRepeats(_ run: inout NameRun) {
    var index = 1
    while index < run.parts.count {
      if run.parts[index].utf8.count > 1,
        run.parts[index] == run.parts[index - 1]
          || index > 1 && index == run.parts.count - 1 && run.parts[index] == run.parts[0]
      {
        let dropped = run.parts[index] == run.parts[index - 1] ? index : 0
        run.parts.remove(at: dropped)
        run.evidence.remove(at: dropped)
      } else {
        index += 1
      }
    }
  }

  private func skippingRelations(from start: Int) -> Int {
    var index = start
    while index < tokens.count, names.relations.contains(tokens[index]), index < start + 4 { index += 1 }
    return index
  }

  /// "Diego's savings account" is about Diego.
  private func owner(_ word: String) -> String { word.hasSuffix("'s") ? String(word.dropLast(2)) : word }

  /// "Helloooo".
  private func isStretched(_ word: String) -> Bool {
    var (last, count) = (UInt8(0), 0)
    for byte in word.utf8 {
      count = byte == last ? count + 1 : 1
      last = byte
      if count > 2 { return true }
    }
    return false
  }

  func evidence(_ index: Int) -> NameEvidence {
    let word = words[tokens[index].word].text
    return names.evidence(word.hasSuffix("'s") ? owner(word) : tokens[index].text)
  }

  /// Written with a capital inside a sentence: it tells a name where the recogniser writes capitals.
  func isCapital(_ index: Int) -> Bool {
    isCased && tokens[index].word > 0 && beginsWithCapital(index)
  }

  func beginsWithCapital(_ index: Int) -> Bool {
    words[tokens[index].word].original.unicodeScalars.first?.properties.isUppercase ?? false
  }
}

extension Tokens.Token {
  /// The letter that the token is, from 1; 0 for a letter beyond a to z; nil for words.
  var letter: Int? {
    let bytes = text.utf8
    guard bytes.count == 1, let byte = bytes.first else { return text.unicodeScalars.count == 1 ? 0 : nil }
    return (97...122).contains(byte) ? Int(byte) - 96 : nil
  }
}
