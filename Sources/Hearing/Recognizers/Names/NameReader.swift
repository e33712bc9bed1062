import DialogDSL

/// Finds the name in one utterance.
struct NameReader {
  let words: Words
  let tokens: Tokens
  let language: LanguageData
  let isAsked: Bool
  /// Some words have capitals and some do not: capitals tell something.
  let isCased: Bool
  var names: NameWords { language.names }

  init(_ utterance: Utterance, isAsked: Bool) {
    words = utterance.words
    tokens = utterance.tokens
    language = utterance.language
    self.isAsked = isAsked
    var (hasCapital, hasSmall) = (false, false)
    for word in words.words {
      guard let first = word.original.unicodeScalars.first else { continue }
      // Looking up properties takes longer than all else.
      let isCapital = first.isASCII ? ("A"..."Z").contains(first) : first.properties.isUppercase
      if isCapital { hasCapital = true } else { hasSmall = true }
      if !hasSmall, word.original.utf8.count > 1, word.original != word.text.uppercased() { hasSmall = true }
    }
    isCased = hasCapital && hasSmall
  }

  func read() -> Candidate? {
    if let labelled = labelled() { return labelled }
    if let led = ledIn(by: names.strongLeadIn, .strong, rule: "name-is") { return led }
    if let before = before(names.trail, .strong, rule: "is-the-name") { return before }
    if isAsked, let bare = bare() { return bare }
    if let led = ledIn(by: names.leadIn, .weak, rule: "led-in") { return led }
    if let before = before(names.weakTrail, .weak, rule: "speaking") { return before }
    return party() ?? (isAsked ? swept() : apart())
  }

  // MARK: Led in

  private func ledIn(by leadIns: WordSet, _ lead: Lead, rule: String) -> Candidate? {
    var index = 0
    while index < tokens.count {
      if let length = names.placeCues.length(in: tokens, at: index), length > 1 {
        index += length
        continue
      }
      guard let length = leadIns.length(in: tokens, at: index) else {
        index += 1
        continue
      }
      let end = skippingLeads(from: index + length)
      if let spelled = spelling(after: end), isAsked || lead == .strong {
        return candidate(spelled.text, index..<spelled.end, rule: "spelled")
      }
      if let run = run(at: end, lead), lead == .strong || isAsked || looksCertain(run) {
        return candidate(run, from: index, rule: rule)
      }
      index += length
    }
    return nil
  }

  /// "My name is, it's Maria": lead-ins in a row.
  private func skippingLeads(from start: Int) -> Int {
    var index = tokens.skippingFillers(from: start)
    while let length = names.leadIn.length(in: tokens, at: index) ?? names.strongLeadIn.length(in: tokens, at: index),
      index < start + 6
    {
      index = tokens.skippingFillers(from: index + length)
    }
    return index
  }

  /// Enough of a name to be taken where nobody asked for one.
  private func looksCertain(_ run: NameRun) -> Bool {
    guard run.isPlain, let first = run.evidence.first, !names.particles.contains(tokens[run.first]) else {
      return false
    }
    if run.parts.count == 1 { return first.first != nil && first.isPlain }
    return first.isKnown || isCapital(run.first) && isCapital(run.range.upperBound - 1)
  }

  // MARK: Labelled

  /// "Last name Smith, first name John", in the order in which names are written.
  private func labelled() -> Candidate? {
    guard let first = label(names.firstName), let start = first.run ?? nil else {
      return label(names.lastName).flatMap { label in
        label.run.map { candidate($0, from: label.start, rule: "last-name") }
      }
    }
    guard let last = label(names.lastName), let end = last.run, last.start != first.start else {
      return candidate(start, from: first.start, rule: "first-name")
    }
    let parts = respelled(start).parts + respelled(end).parts
    let range = min(first.start, last.start)..<max(start.range.upperBound, end.range.upperBound)
    return candidate(parts, range, rule: "first-and-last")
  }

  private func label(_ labels: WordSet) -> (start: Int, run: NameRun?)? {
    var index = 0
    while index < tokens.count {
      if labels.length(in: tokens, at: index) == nil, let length = names.strongLeadIn.length(in: tokens, at: index) {
        // "A nombre de" is no label.
        index += length
        continue
      }
      if let length = labels.length(in: tokens, at: index) {
        let end = skippingLeads(from: index + length)
        if let spelled = spelling(after: end) {
          let part = NameRun(parts: [spelled.text], range: end..<spelled.end, first: end, evidence: [NameEvidence()])
          return (index, part)
        }
        if let run = run(at: end, .strong) { return (index, run) }
      }
      index += 1
    }
    return nil
  }

  // MARK: Before what tells it

  /// "Tenesha Swilley is my name", "Anna speaking".
  private func before(_ trails: WordSet, _ lead: Lead, rule: String) -> Candidate? {
    for index in tokens.all.indices.dropFirst() {
      guard let length = trails.length(in: tokens, at: index) else { continue }
      var start = max(0, index - Self.maxParts)
      while start < index {
        defer { start += 1 }
        guard !tokens[start].isFiller, let run = run(at: start, lead == .strong ? .bare : lead),
          run.range.upperBound == index,
          lead == .strong || (isAsked ? run.isPlain : looksCertain(run))
        else { continue }
        return candidate(run.parts, start..<(index + length), rule: rule)
      }
    }
    return nil
  }

  // MARK: Bare

  /// The answer is a name, with small words around it, or a clause after it.
  private func bare() -> Candidate? {
    var start = 0
    while start < tokens.count {
      if tokens[start].isFiller {
        start += 1
      } else if let length = names.openers.length(in: tokens, at: start)
        ?? names.leadIn.length(in: tokens, at: start) ?? names.connectors.length(in: tokens, at: start),
        start + length < tokens.count
      {
        start += length
      } else {
        break
      }
    }
    guard let run = run(at: start, .bare) else { return joined(from: start) }
    guard isWhole(run) else { return nil }
    // "No way", "that's strange": words that are names of a few, behind something.
    if start > 0, run.parts.count == 1, !run.isPlain, !run.evidence[0].isLikelyFirst { return nil }
    return joined(from: start) ?? candidate(run, from: run.first, rule: "bare")
  }

  /// Whether what follows leaves the name the whole of the answer.
  private func isWhole(_ run: NameRun) -> Bool {
    var index = run.range.upperBound
    if let spelled = spelling(after: index) { index = spelled.end }
    while index < tokens.count {
      if tokens[index].isFiller {
        index += 1
      } else if let length = names.tail.length(in: tokens, at: index) {
        index += length
      } else {
        break
      }
    }
    guard index < tokens.count else { return true }
    guard run.isPlain else { return false }
    return names.goesOn.contains(tokens[index]) || tokens[index - 1].endsClause
      || (run.parts.count > 1 || run.evidence[0].isPlain) && isValue(index)
  }

  /// "Ger ald": a name that the caller's recogniser wrote in pieces.
  private func joined(from start: Int) -> Candidate? {
    guard (2...3).contains(tokens.count - start) else { return nil }
    var whole = ""
    var hasKnown = true
    for index in start..<tokens.count {
      guard !tokens[index].isFiller, tokens[index].text.utf8.count > 1 else { return nil }
      whole += tokens[index].text
      if !evidence(index).isKnown { hasKnown = false }
    }
    guard !hasKnown, names.evidence(whole).first != nil else { return nil }
    return candidate([whole], start..<tokens.count, rule: "joined", certainty: .repaired)
  }

  /// "Have you Andrews": the first name came out as other words, and the surname at the end as itself.
  func lostSurname() -> String? {
    guard tokens.count > 1, let last = tokens.all.indices.last, isCapital(last), evidence(last).isPlain,
      evidence(last).last != nil
    else { return nil }
    return words[tokens[last].word].text
  }

  // MARK: In a sentence

  /// Somebody that the sentence deals with: "send it to Khadija", "send Yumi eighty bucks", "the table for Cliff Lovet".
  private func party() -> Candidate? {
    var hasDealing = false
    for token in tokens.all
    where names.dealings.contains(token) || names.givingVerbs.contains(token)
      || isAsked && names.askedDealings.contains(token)
    {
      hasDealing = true
      break
    }
    guard hasDealing else { return nil }
    for index in tokens.all.indices {
      let isVerb = names.givingVerbs.contains(tokens[index])
      guard let length = isVerb ? 1 : names.connectors.length(in: tokens, at: index),
        let run = run(at: index + length, .weak) ?? likelyFirst(at: index + length)
      else { continue }
      let isKnown = run.evidence.contains { $0.isPlain } || isCapital(run.first)
      let isRightBehind = !isVerb && isAsked && isEndOfClause(run.range.upperBound)
      // An unknown word after a verb or "to" may be anything: it has to be written as a name or to end the clause.
      guard isKnown || isRightBehind, isAsked || looksCertain(run) else { continue }
      return candidate(run, from: run.first, rule: isVerb ? "party-of-verb" : "party")
    }
    return nil
  }

  /// "Fifty dollars to grace": a word that is a first name of many, at the end.
  private func likelyFirst(at index: Int) -> NameRun? {
    guard isAsked, index < tokens.count, isEndOfClause(index + 1), evidence(index).isLikelyFirst else { return nil }
    return run(at: index, .bare)
  }

  private func isEndOfClause(_ index: Int) -> Bool {
    index >= tokens.count || tokens[index - 1].endsClause || names.isStop(tokens[index]) || tokens[index].id != 0
  }

  /// A clause of its own: "Lori Plumley, for 7:15", "a table of four, Hellen Lagerquist".
  private func apart() -> Candidate? {
    for index in tokens.all.indices where index == 0 || tokens[index - 1].endsClause {
      let found = evidence(index)
      guard found.first != nil, found.isPlain, !names.particles.contains(tokens[index]),
        let run = run(at: index, .weak),
        (2...3).contains(run.parts.count), run.range.count < tokens.count, isEndOfWords(run.range.upperBound),
        !isPlace(index),
        run.evidence[1].isKnown || isCapital(index + 1)
      else { continue }
      return candidate(run, from: run.first, rule: "apart")
    }
    return nil
  }

  private func isEndOfWords(_ index: Int) -> Bool { index >= tokens.count || tokens[index - 1].endsClause }

  /// A first name and another part, anywhere: "can you cancel the Joane Senate table".
  private func swept() -> Candidate? {
    var index = 0
    while index < tokens.count {
      let found = evidence(index)
      if found.first != nil, found.isPlain, let run = run(at: index, .weak) {
        if run.parts.count > 1, !isPlace(index), run.evidence[1].isKnown || isCapital(index + 1) {
          return candidate(run, from: run.first, rule: "swept")
        }
        index = run.range.upperBound
      } else {
        index += 1
      }
    }
    return nil
  }

  /// Whether the name at `index` is more likely one of a place or a thing.
  private func isPlace(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    return names.placeCues.contains(tokens[index - 1]) || canBePart(index - 1) && isCapital(index - 1)
      || tokens.all[max(0, index - Self.placeReach)..<index].contains { names.places.contains($0) }
  }

  /// Words between "restaurant" and its name.
  private static let placeReach = 6

  // MARK: Candidates

  /// With the letters that follow the name, and the tail.
  private func candidate(_ run: NameRun, from start: Int, rule: String) -> Candidate {
    let (parts, end, isSpelled) = respelled(run)
    return candidate(parts, start..<end, rule: isSpelled ? "spelled" : rule)
  }

  private func respelled(_ run: NameRun) -> (parts: [String], end: Int, isSpelled: Bool) {
    let end = run.range.upperBound
    guard let spelled = spelling(after: end) else { return (run.parts, end, false) }
    return (NameSpelling.respelled(run.parts, spelled), spelled.end, true)
  }

  func candidate(_ parts: [String], _ range: Range<Int>, rule: String, certainty: Candidate.Certainty = .certain)
    -> Candidate
  {
    let isSmall: (String) -> Bool = { [particles = names.particles] in particles.contains($0) }
    return Candidate(
      .text(NameCase.titled(parts, small: isSmall)), words: tokens.words(range), certainty: certainty, rule: rule)
  }

  private func candidate(_ part: String, _ range: Range<Int>, rule: String) -> Candidate {
    candidate([part], range, rule: rule)
  }
}
