import DialogDSL

/// Streets with their numbers: "forty two Elm Street", "one twenty third avenue", "P O box 12".
extension AddressReader {
  struct Street {
    var number: String?
    var name: String
    /// "4/12 Smith Street" has the unit before the number.
    var unit: String?
    var range: Range<Int>
  }

  /// The street of the utterance; two when its words can be taken in two ways.
  func streets(_ reading: Reading) -> [Street] {
    if let box = postBox(reading) { return [box] }
    for start in reading.used.indices where !reading.used[start] && !tokens[start].isFiller {
      let found = houseNumbers(at: start).compactMap { number in street(after: number, from: start, reading) }
      if !found.isEmpty { return Array(found.prefix(2)) }
      if let (name, end) = numberedStreet(at: start, reading) { return [Street(name: name, range: start..<end)] }
    }
    return namedStreet(reading).map { [$0] } ?? []
  }

  private func postBox(_ reading: Reading) -> Street? {
    for index in reading.used.indices {
      guard let length = vocabulary.poBoxes.length(in: tokens, at: index),
        let number = houseNumbers(at: index + length).first, number.end <= reading.used.count
      else { continue }
      return Street(name: Self.postBox + " " + number.text, range: index..<number.end)
    }
    return nil
  }

  /// As it is written on letters in all countries that have them.
  private static let postBox = "PO Box"

  private func street(after number: HouseNumber, from start: Int, _ reading: Reading) -> Street? {
    guard number.end < reading.used.count, let (name, end) = streetName(at: number.end, reading, hasNumber: true) else {
      return nil
    }
    var street = Street(number: number.text, name: name, range: start..<end)
    if let slash = number.text.firstIndex(of: "/") {
      street.unit = vocabulary.slashUnit + " " + number.text[..<slash]
      street.number = String(number.text[number.text.index(after: slash)...])
    }
    return street
  }

  /// A street that was given without a number: "Elm Street".
  private func namedStreet(_ reading: Reading) -> Street? {
    let start = skippingLeads(from: 0)
    guard start < reading.used.count, let (name, end) = streetName(at: start, reading, hasNumber: false) else {
      return nil
    }
    // "Elm Street 42", as others write it.
    if end < reading.used.count, !reading.used[end], let number = houseNumbers(at: end).first, isEndOfCode(number.end) {
      return Street(number: number.text, name: name, range: start..<number.end)
    }
    return Street(name: name, range: start..<end)
  }

  /// "West fifty second street", "Elm Street", "Avenue B", "Broadway".
  private func streetName(at start: Int, _ reading: Reading, hasNumber: Bool) -> (name: String, end: Int)? {
    var index = start
    var parts: [String] = []
    while index < reading.used.count, tokens[index].isFiller || tokens[index].text == "," { index += 1 }
    if let numbered = numberedStreet(at: index, reading) { return numbered }
    if index < reading.used.count, vocabulary.directions.contains(tokens[index]), isDirection(index) {
      parts.append(written(index..<(index + 1)))
      index += 1
    }
    if let ordinal = numbers.ordinal(at: index), ordinal.tokens.upperBound < reading.used.count,
      let kind = vocabulary.streets.entry(in: tokens, at: ordinal.tokens.upperBound)
    {
      parts += [vocabulary.ordinal(ordinal.number), kind.text]
      return withDirection(parts, ordinal.tokens.upperBound + kind.length, reading)
    }
    let first = index
    while index < reading.used.count, index - first <= Self.maxNameWords, isStreetWord(index, reading) {
      if index > first || tokens[index].text == "broadway",
        let kind = vocabulary.streets.entry(in: tokens, at: index), !isName(of: index, reading)
      {
        if index > first { parts.append(title(first..<index)) }
        return withDirection(parts + [kind.text], index + kind.length, reading)
      }
      index += 1
      if tokens[index - 1].endsClause, !isAbbreviated(index - 1) { break }
    }
    guard hasNumber, index > first, tokens[index - 1].endsClause, index - first <= Self.maxNameWords else { return nil }
    return ((parts + [title(first..<index)]).joined(separator: " "), index)
  }

  /// "Highway 61", "Avenue B".
  private func numberedStreet(at index: Int, _ reading: Reading) -> (name: String, end: Int)? {
    guard index < reading.used.count, let length = vocabulary.numberedStreets.length(in: tokens, at: index) else {
      return nil
    }
    let end = index + length
    guard end < reading.used.count, !reading.used[end] else { return nil }
    if let letter = tokens[end].letter, letter > 0 {
      return (title(index..<end) + " " + tokens[end].text.uppercased(), end + 1)
    }
    guard let number = houseNumbers(at: end).first, number.end <= reading.used.count else { return nil }
    return (title(index..<end) + " " + number.text, number.end)
  }

  /// A word like "park" or "st" that goes on to the word that really ends the street: "Elm Grove Road".
  private func isName(of index: Int, _ reading: Reading) -> Bool {
    let next = index + 1
    guard next < reading.used.count, !reading.used[next], !tokens[index].endsClause else { return false }
    return vocabulary.streets.words[tokens[next]] != nil
  }

  /// "5th Street NW", "Main Street North".
  private func withDirection(_ parts: [String], _ end: Int, _ reading: Reading) -> (name: String, end: Int) {
    let name = parts.joined(separator: " ")
    guard end < reading.used.count, !reading.used[end], !tokens[end - 1].endsClause || isAbbreviated(end - 1),
      vocabulary.directions.contains(tokens[end]),
      end + 1 == reading.used.count || tokens[end].endsClause || reading.used[end + 1]
        || tokens[end].text.utf8.count < 3
    else { return (name, end) }
    return (name + " " + written(end..<(end + 1)), end + 1)
  }

  /// A direction in one or two letters is written in capitals.
  private func written(_ range: Range<Int>) -> String {
    let text = title(range)
    return text.utf8.count < 3 ? text.uppercased() : text
  }

  private func isStreetWord(_ index: Int, _ reading: Reading) -> Bool {
    !reading.used[index] && (!vocabulary.stop.contains(tokens[index]) || vocabulary.streets.words[tokens[index]] != nil)
      && !tokens[index].text.utf8.contains { (48...57).contains($0) }
  }

  /// "St." and "Ave.": the full stop is theirs.
  private func isAbbreviated(_ index: Int) -> Bool {
    utterance.words[tokens[index].word].punctuation == "." && tokens[index].text.utf8.count <= 4
  }

  // MARK: House numbers

  struct HouseNumber {
    var text: String
    var end: Int
  }

  /// The numbers that may begin at `start`, the likeliest first: "one twenty third" begins 120 and 1.
  func houseNumbers(at start: Int) -> [HouseNumber] {
    guard start < tokens.count else { return [] }
    if let length = vocabulary.numberWords.length(in: tokens, at: start), start + length < tokens.count {
      return houseNumbers(at: start + length)
    }
    let text = tokens[start].text
    if text.utf8.first.map({ (48...57).contains($0) }) == true { return written(at: start) }
    guard numbers.opens(at: start) else { return [] }
    if let digits = digits(at: start) { return [digits] }
    // A number before an ordinal may be the beginning of it: "one | twenty third avenue".
    if let first = numbers.belowHundred(at: start), let ordinal = numbers.ordinal(at: first.tokens.upperBound),
      ordinal.tokens.count > 1, let pair = joined(first.number, first.tokens.upperBound)
    {
      return [pair, HouseNumber(text: String(first.number), end: first.tokens.upperBound)]
    }
    if let pair = numbers.pair(at: start) {
      return [withLetter(String(pair.number), pair.tokens.upperBound)]
    }
    if let small = numbers.belowHundred(at: start), numbers.ordinal(at: start) != nil,
      numbers.ordinal(at: start)!.tokens.upperBound == small.tokens.upperBound
    {
      return []
    }
    guard let number = numbers.cardinal(at: start), !number.isFraction else { return [] }
    return [withLetter(number.value.description, number.tokens.upperBound)]
  }

  /// "One twenty" before "third".
  private func joined(_ first: Int, _ index: Int) -> HouseNumber? {
    guard let tens = numbers.belowHundred(at: index), tens.number >= 10, tens.tokens.count == 1 else { return nil }
    return HouseNumber(text: String(first * 100 + tens.number), end: tens.tokens.upperBound)
  }

  /// "14", "221B", "4/12", "12-14"; "1 2 3".
  private func written(at start: Int) -> [HouseNumber] {
    let text = utterance.words[tokens[start].word].text
    guard text.utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 47 }),
      numbers.ordinal(at: start)?.tokens.count != 1
    else { return [] }
    if let row = row(at: start) { return [row] }
    var end = start + 1
    while end < tokens.count, tokens[end].word == tokens[start].word { end += 1 }
    return [
      text.utf8.last.map { $0 < 58 } == true ? withLetter(text, end) : HouseNumber(text: text.uppercased(), end: end)
    ]
  }

  /// "1 2 3", digit by digit.
  private func row(at start: Int) -> HouseNumber? {
    var (text, index) = ("", start)
    while index < tokens.count, tokens[index].text.utf8.count == 1, let digit = tokens[index].text.utf8.first,
      (48...57).contains(digit)
    {
      text += tokens[index].text
      index += 1
      if tokens[index - 1].endsClause { break }
    }
    return index > start + 1 ? withLetter(text, index) : nil
  }

  /// "Four two one": digit by digit.
  private func digits(at start: Int) -> HouseNumber? {
    var (text, index) = ("", start)
    while index < tokens.count, let digit = digit(at: index) {
      text += String(digit)
      index += 1
      if tokens[index - 1].endsClause { break }
    }
    let isEnd = index > start && tokens[index - 1].endsClause
    guard text.utf8.count > 1, isEnd || !numbers.opens(at: index) && numbers.ordinal(at: index) == nil else {
      return nil
    }
    return withLetter(text, index)
  }

  private func digit(at index: Int) -> Int? {
    if language[.spelledZero].contains(tokens[index]) { return 0 }
    return language[.units][tokens[index]].flatMap { (0...9).contains($0) ? $0 : nil }
  }

  /// "Two twenty one B".
  private func withLetter(_ text: String, _ end: Int) -> HouseNumber {
    guard end < tokens.count, !tokens[end - 1].endsClause, let letter = tokens[end].letter, (1...26).contains(letter),
      !vocabulary.directions.contains(tokens[end]), end + 1 < tokens.count,
      vocabulary.stop.length(in: tokens, at: end + 1) == nil, tokens[end + 1].letter == nil,
      vocabulary.streets.words[tokens[end + 1]] == nil
    else { return HouseNumber(text: text, end: end) }
    return HouseNumber(text: text + tokens[end].text.uppercased(), end: end + 1)
  }
}
