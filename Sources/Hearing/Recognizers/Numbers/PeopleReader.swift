import DialogDSL

/// Counts of people: "two adults and three children", "me and my wife", "myself and two others", "two couples".
/// The speaker counts.
struct PeopleReader {
  let utterance: Utterance
  let numbers: NumberReader

  /// Words between a number and who is counted: "three of my little kids".
  static let maxBetween = 3
  /// A greater number counts no people that come along.
  private static let mostPeople = 1_000_000

  init(_ utterance: Utterance) {
    self.utterance = utterance
    numbers = NumberReader(utterance.tokens, language: utterance.language)
  }

  private var tokens: Tokens { utterance.tokens }
  private var words: PeopleWords { utterance.language.people }

  private struct Part {
    enum Kind { case speaker, person, counted, bare, couples }

    var number: Int
    var end: Int
    var kind: Kind
  }

  /// One number alone is an ordinary number; the speaker alone is a count only as a whole answer ("just me").
  func count(at start: Int, isAsked: Bool) -> (number: Int, tokens: Range<Int>)? {
    guard let first = part(at: start, isFirst: true) else { return nil }
    var total = first.number
    var end = first.end
    var kinds = [first.kind]
    while let more = nextPart(from: end, after: kinds) {
      total += more.number
      end = more.end
      kinds.append(more.kind)
    }
    let isSpeaker = kinds.contains(.speaker)
    switch first.kind {
    case .bare where kinds.count == 1: return nil
    // Somebody else alone does not say how many come.
    case .person where !isSpeaker && kinds.count == 1: return nil
    case .counted where kinds.count == 1: return nil
    case .speaker where kinds.count == 1: guard isAlone(start, end, isAsked) else { return nil }
    default: break
    }
    return (total, start..<end)
  }

  /// "Just me", "only for me", "me": nobody else is spoken of.
  private func isAlone(_ start: Int, _ end: Int, _ isAsked: Bool) -> Bool {
    guard isAsked, !words.speakerJoined.contains(tokens[start]),
      end >= tokens.count - 2 || tokens[end - 1].endsClause || words.aloneAfter.contains(tokens[end])
    else {
      return false
    }
    if tokens.count <= 2 { return true }
    var index = start - 1
    while index >= 0, index > start - Self.maxBetween - 2, words.aloneBetween.contains(tokens[index]) { index -= 1 }
    return index >= 0 && words.alone.contains(tokens[index])
      || tokens[start].id != 0 && words.alone.opens(with: tokens[start])
  }

  /// Another part after "and", "plus", "with", a comma, or at once: "3 adults one senior".
  private func nextPart(from index: Int, after kinds: [Part.Kind]) -> Part? {
    var next = index
    while let length = words.joins.length(in: tokens, at: next) { next += length }
    let isJoined = next > index
    guard next < tokens.count else { return nil }
    if !isJoined, tokens[index - 1].endsClause, !endsWithComma(index - 1) { return nil }
    guard let part = part(at: next, isFirst: false) else { return nil }
    // "One, just me" says it twice.
    if kinds == [.bare], !isJoined { return nil }
    switch part.kind {
    case .speaker:
      if kinds.contains(.speaker) { return nil }
      guard words.speakerJoined.contains(tokens[next]) else {
        return isJoined || tokens[index - 1].endsClause ? part : nil
      }
      // "Three people, and I am fine with …" begins another clause.
      let isSentence = part.end < tokens.count && !tokens[next].endsClause
      let isOurs = kinds.contains(.person) || isOwned(index)
      return isJoined && (!isSentence || isOurs && utterance.words[tokens[next].word].text == tokens[next].text)
        ? part : nil
    case .person:
      // "Me my wife and two kids": recognisers leave commas out.
      return isJoined || tokens[index - 1].endsClause || words.owners.contains(tokens[next]) ? part : nil
    case .bare: return isJoined && kinds.contains(where: { $0 != .bare }) && !countsThings(next, part.end) ? part : nil
    // "… and one of the children needs a booster seat" counts nobody twice.
    case .counted, .couples: return words.subsets.length(in: tokens, at: next + 1) == nil ? part : nil
    }
  }

  /// Whether the words before `index` are somebody's: "my four kids".
  private func isOwned(_ index: Int) -> Bool {
    (max(0, index - Self.maxBetween - 1)..<index).contains { words.owners.contains(tokens[$0]) }
  }

  /// A number of other things counts nobody: "me, with two baths"; "the four joining" are people.
  private func countsThings(_ start: Int, _ end: Int) -> Bool {
    guard end < tokens.count, !tokens[end - 1].endsClause else { return false }
    if words.subsets.length(in: tokens, at: end) != nil { return true }
    if utterance.language.numbers.unitsOfOthers.length(in: tokens, at: end) != nil { return true }
    return numbers.mayBeCounted(at: end) && !words.aloneAfter.contains(tokens[end])
      && !words.ofWhom.contains(tokens[start])
  }

  private func endsWithComma(_ index: Int) -> Bool {
    utterance.words[tokens[index].word].punctuation == ","
  }

  private func part(at start: Int, isFirst: Bool) -> Part? {
    guard start < tokens.count else { return nil }
    if let length = words.speaker.length(in: tokens, at: start) {
      return Part(number: 1, end: start + length, kind: .speaker)
    }
    if words.speakerJoined.contains(tokens[start]) {
      guard !isFirst || words.joins.length(in: tokens, at: start + 1) != nil else { return nil }
      return Part(number: 1, end: start + 1, kind: .speaker)
    }
    if let counted = counted(at: start) { return counted }
    var index = start
    if words.ofWhom.contains(tokens[start]) {
      index += 1
      if let counted = counted(at: index) { return counted }
    } else if isFirst, !isBesideSpeaker(start) {
      return nil
    }
    let noun = skippingBetween(index)
    if let length = words.couples.length(in: tokens, at: noun), !numbers.has(.of, at: noun + length) {
      return isFirst && index == start ? nil : Part(number: 2, end: noun + length, kind: isFirst ? .person : .couples)
    }
    if let length = words.two.length(in: tokens, at: noun) { return person(2, noun + length) }
    if let length = words.one.length(in: tokens, at: noun) { return person(1, noun + length) }
    return nil
  }

  /// "Husband and I": somebody without a "my" counts only beside the speaker.
  private func isBesideSpeaker(_ start: Int) -> Bool {
    guard let length = words.one.length(in: tokens, at: start),
      let join = words.joins.length(in: tokens, at: start + length), start + length + join < tokens.count
    else { return false }
    let next = start + length + join
    // "One person and I am …" goes on with another clause.
    if start > 0, numbers.opens(at: start - 1) { return false }
    return words.speaker.contains(tokens[next])
      || words.speakerJoined.contains(tokens[next]) && (next + 1 == tokens.count || tokens[next].endsClause)
  }

  private func person(_ number: Int, _ end: Int) -> Part? {
    words.absent.length(in: tokens, at: end) == nil ? Part(number: number, end: end, kind: .person) : nil
  }

  /// "Three of my kids", "one woman", "two couples", a number before more parts: "two and a baby".
  private func counted(at start: Int) -> Part? {
    guard numbers.opens(at: start) else { return nil }
    // "Two couples" are no group of things here.
    if let small = numbers.belowHundred(at: start), small.number > 0,
      let length = words.couples.length(in: tokens, at: small.tokens.upperBound),
      !numbers.has(.of, at: small.tokens.upperBound + length)
    {
      return Part(number: small.number * 2, end: small.tokens.upperBound + length, kind: .couples)
    }
    guard let reading = numbers.number(at: start), let number = reading.value.integer,
      (1...Self.mostPeople).contains(number)
    else { return nil }
    let end = reading.tokens.upperBound
    let noun = skippingBetween(end)
    if let length = words.many.length(in: tokens, at: noun) {
      return Part(number: number, end: noun + length, kind: .counted)
    }
    if number == 1 {
      if let length = words.one.length(in: tokens, at: noun) {
        return Part(number: 1, end: noun + length, kind: .counted)
      }
    } else if number == 2, let length = words.two.length(in: tokens, at: noun) {
      return Part(number: 2, end: noun + length, kind: .counted)
    }
    // "Four plus two more".
    if noun > end, words.additional.contains(tokens[noun - 1]) {
      return Part(number: number, end: noun, kind: .counted)
    }
    return Part(number: number, end: end, kind: .bare)
  }

  private func skippingBetween(_ start: Int) -> Int {
    var index = start
    while index < min(start + Self.maxBetween, tokens.count), words.between.contains(tokens[index]),
      !tokens[index].endsClause
    {
      index += 1
    }
    return index
  }
}
