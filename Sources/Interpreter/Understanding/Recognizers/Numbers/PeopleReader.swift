import DialogDSL

/// Counts of people: "two adults and three children", "me and my wife", "myself and two others", "two couples".
struct PeopleReader {
  let tokens: Tokens
  let language: LanguageData

  private struct Part {
    var number: Int
    var end: Int
    /// A person, not a number of people: "me", "my wife".
    var isPerson: Bool
    var isCouples = false
  }

  /// One number alone is an ordinary number; one person alone is a count only as a whole answer ("just me").
  func count(at start: Int, isAsked: Bool) -> (number: Int, tokens: Range<Int>)? {
    guard let first = part(at: start) else { return nil }
    var total = first
    var parts = 1
    while let more = nextPart(from: total.end) {
      // "Three people, and I am fine with …" begins another clause.
      if tokens.text(more.end - 1) == "i", !total.isPerson || tokens.text(more.end) == "am" { break }
      total.number += more.number
      total.end = more.end
      total.isPerson = total.isPerson || more.isPerson
      parts += 1
    }
    let isWhole = isAsked && (tokens.count <= 2 || ["just", "only"].contains(tokens.text(start - 1)))
    // "I" begins most sentences: alone it counts nobody.
    guard parts > 1 || first.isCouples || first.isPerson && isWhole && tokens.text(start) != "i" else { return nil }
    return (total.number, start..<total.end)
  }

  /// Another part after "and", "plus", "with" or a comma.
  private func nextPart(from index: Int) -> Part? {
    var next = index
    while ["and", "plus", "with"].contains(tokens.text(next)) { next += 1 }
    guard next > index || index > 0 && index < tokens.count && tokens[index - 1].endsClause else { return nil }
    guard let part = part(at: next) else { return nil }
    // After a comma "I" begins a sentence.
    return next == index && tokens.text(next) == "i" ? nil : part
  }

  private func part(at start: Int) -> Part? {
    if let length = language[.peopleOne].length(in: tokens, at: start) {
      return Part(number: 1, end: start + length, isPerson: true)
    }
    let isOurs = ["my", "our"].contains(tokens.text(start))
    let numberStart = isOurs ? start + 1 : start
    let reading = NumberReader(tokens, language: language).belowHundred(at: numberStart)
    let hasArticle = ["a", "an"].contains(tokens.text(numberStart))
    let isParents = isOurs && tokens.text(numberStart) == "parents"
    guard let count = reading?.number ?? (hasArticle ? 1 : isParents ? 2 : nil) else { return nil }
    let end = reading?.tokens.upperBound ?? (isParents ? numberStart : numberStart + 1)
    guard let length = language[.people].length(in: tokens, at: end) else {
      // "Two and a baby", "three plus me".
      let joins = ["and", "plus"].contains(tokens.text(end))
      guard reading != nil, joins,
        language[.peopleOne].length(in: tokens, at: end + 1) != nil
          || ["a", "my"].contains(tokens.text(end + 1))
            && language[.people].length(in: tokens, at: end + 2) != nil
      else { return nil }
      return Part(number: count, end: end, isPerson: false)
    }
    let isCouples = ["couples", "couple"].contains(tokens.text(end))
    // "A couple of tickets" counts tickets.
    if isCouples, tokens.text(end + 1) == "of" { return nil }
    return Part(
      number: isCouples ? count * 2 : count, end: end + length, isPerson: false, isCouples: isCouples)
  }
}
