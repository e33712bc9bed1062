import DialogDSL

/// Finds the parts of an address in one utterance: first those that tell themselves (postal code, unit, box, street),
/// then the region, and the city in what is left.
struct AddressReader {
  let utterance: Utterance
  let tokens: Tokens
  let language: LanguageData
  let expectation: Expectation
  let country: String
  let numbers: NumberReader
  var vocabulary: AddressWords { language.addresses }

  /// Words of the longest address that is read; what follows is something else.
  static let maxTokens = 60
  /// Words of the name of a street, or of a city.
  static let maxNameWords = 4

  init(_ utterance: Utterance, _ expectation: Expectation) {
    self.utterance = utterance
    self.expectation = expectation
    tokens = utterance.tokens
    language = utterance.language
    country = expectation.limits.region ?? expectation.locale.region
    numbers = NumberReader(tokens, language: language)
  }

  /// What has been read of the utterance so far.
  struct Reading {
    var address = Address()
    /// Tokens that are spoken for.
    var used: [Bool]
    /// Where the street ends: the city comes after it.
    var streetEnd: Int?

    mutating func take(_ range: Range<Int>) {
      for index in range { used[index] = true }
    }
  }

  /// Readings of the same words, the likeliest first.
  func read() -> [Address] {
    guard tokens.count > 0, hasEvidence else { return [] }
    let count = min(tokens.count, Self.maxTokens)
    var reading = Reading(used: [Bool](repeating: false, count: count))
    readPostalCode(&reading)
    readUnits(&reading)
    var readings = streets(reading).map { street in
      var reading = reading
      reading.take(street.range)
      reading.address[.number] = street.number
      reading.address[.street] = street.name
      if let unit = street.unit { reading.address[.unit] = unit }
      reading.streetEnd = street.range.upperBound
      return reading
    }
    if readings.isEmpty { readings = [reading] }
    for index in readings.indices {
      readRegion(&readings[index])
      readCity(&readings[index])
      if readings[index].streetEnd == nil { readBareNumber(&readings[index]) }
      readings[index].address.words = words(readings[index])
      readings[index].address.isGuessed = readings.count > 1
    }
    return readings.map(\.address).filter { !$0.parts.isEmpty && (expectation.isAsked || isCertain($0)) }
  }

  /// Unasked there is no address without a number in it.
  private var hasEvidence: Bool {
    if expectation.isAsked { return true }
    return tokens.all.indices.contains { vocabulary.streets.words[tokens[$0]] != nil }
      && tokens.all.indices.contains { numbers.opens(at: $0) }
  }

  private func isCertain(_ address: Address) -> Bool {
    guard address[.street] != nil, address[.number] != nil else { return false }
    if address[.city] != nil || address[.postalCode] != nil { return address.isWhole }
    return tokens.all.indices.contains { vocabulary.strongLeadIn.length(in: tokens, at: $0) != nil }
  }

  private func words(_ reading: Reading) -> [Int] {
    var words: [Int] = []
    for index in reading.used.indices where reading.used[index] && words.last != tokens[index].word {
      words.append(tokens[index].word)
    }
    return words
  }

  // MARK: Postal code

  /// The code at the end of the utterance, or before a comma: by the country's own rules.
  private func readPostalCode(_ reading: inout Reading) {
    var asked = expectation
    asked.type = .postalCode
    asked.isAsked = true
    let recognizer = RecognizerRegistry.recognizer(for: .postalCode)
    let count = reading.used.count
    for start in max(0, count - Self.longestCode)..<count where mayOpenCode(start) {
      // A house number begins the address; a code alone is all of the answer.
      if start > 0, tokens[start].word == tokens[start - 1].word { continue }
      let slice = utterance.slice(tokens[start].word..<utterance.words.count)
      guard let code = recognizer.candidates(in: slice, expecting: asked).first, !code.isPartial,
        code.words.first == 0, case .text(let text) = code.value
      else { continue }
      let words = Set(code.words.map { $0 + tokens[start].word })
      let range = tokens.all.indices.filter { words.contains(tokens[$0].word) }
      guard let last = range.last, last < count, isEndOfCode(last + 1), !opensStreet(last + 1) else { continue }
      reading.address[.postalCode] = text
      reading.take(start..<(last + 1))
      return
    }
  }

  /// Tokens of the longest code said letter by letter, and words after it.
  private static let longestCode = 14

  private func mayOpenCode(_ index: Int) -> Bool {
    let text = tokens[index].text
    if text.utf8.contains(where: { (48...57).contains($0) }) { return true }
    if index > 0, vocabulary.units.words[tokens[index - 1]] != nil { return false }
    return text.utf8.count == 1 || numbers.opens(at: index) || language.names.alphabet[tokens[index]] != nil
  }

  func isEndOfCode(_ index: Int) -> Bool {
    index >= tokens.count || tokens[index - 1].endsClause || vocabulary.stop.contains(tokens[index])
  }

  private func opensStreet(_ index: Int) -> Bool {
    (index..<min(tokens.count, index + Self.maxNameWords)).contains { vocabulary.streets.words[tokens[$0]] != nil }
  }

  // MARK: Units

  private func readUnits(_ reading: inout Reading) {
    var index = 0
    while index < reading.used.count {
      guard !reading.used[index], let unit = vocabulary.units.entry(in: tokens, at: index),
        let (text, end) = designator(at: index + unit.length), end <= reading.used.count,
        index == 0 || vocabulary.streets.words[tokens[index]] == nil
      else {
        if let floor = floor(at: index, reading) {
          add(floor.text, index..<floor.end, to: &reading)
          index = floor.end
        } else {
          index += 1
        }
        continue
      }
      add(unit.text + " " + text, index..<end, to: &reading)
      index = end
    }
  }

  private func add(_ unit: String, _ range: Range<Int>, to reading: inout Reading) {
    reading.address[.unit] = reading.address[.unit].map { $0 + ", " + unit } ?? unit
    reading.take(range)
  }

  /// "Third floor".
  private func floor(at index: Int, _ reading: Reading) -> (text: String, end: Int)? {
    guard !reading.used[index], let ordinal = numbers.ordinal(at: index),
      ordinal.tokens.upperBound < reading.used.count,
      let unit = vocabulary.units.entry(in: tokens, at: ordinal.tokens.upperBound)
    else { return nil }
    let end = ordinal.tokens.upperBound + unit.length
    // "Second house": only what is counted from below is a unit without its own number.
    guard designator(at: end) == nil || tokens[end - 1].endsClause else { return nil }
    return (unit.text + " " + String(ordinal.number), end)
  }

  /// What a unit is called: "three B", "12", "B", "4-12".
  private func designator(at start: Int) -> (text: String, end: Int)? {
    var index = tokens.skippingFillers(from: start)
    if let length = vocabulary.numberWords.length(in: tokens, at: index) { index += length }
    guard index < tokens.count else { return nil }
    if let letter = letter(at: index) {
      guard let number = houseNumbers(at: index + 1).first, !tokens[index].endsClause, number.end <= index + 3 else {
        return (letter, index + 1)
      }
      return (letter + number.text, number.end)
    }
    guard var number = houseNumbers(at: index).first, !number.text.utf8.contains(UInt8(ascii: "/")) else { return nil }
    // "Flat two, fourteen High Street": the second number is the house's.
    if number.end > index + 1, !tokens[number.end - 1].endsClause, opensStreet(number.end),
      let small = numbers.belowHundred(at: index),
      small.tokens.upperBound < number.end, small.tokens.count == 1, small.number < 20
    {
      number = HouseNumber(text: String(small.number), end: small.tokens.upperBound)
    }
    if !tokens[number.end - 1].endsClause, let letter = letter(at: number.end), !isDirection(number.end) {
      return (number.text + letter, number.end + 1)
    }
    return (number.text, number.end)
  }

  private func letter(at index: Int) -> String? {
    guard index < tokens.count, let letter = tokens[index].letter, letter > 0 else { return nil }
    return tokens[index].text.uppercased()
  }

  func isDirection(_ index: Int) -> Bool {
    guard vocabulary.directions.contains(tokens[index]) else { return false }
    return index + 1 < tokens.count && vocabulary.stop.length(in: tokens, at: index + 1) == nil
      && opensStreet(index + 1)
  }

  // MARK: Region and city

  private func readRegion(_ reading: inout Reading) {
    guard let regions = vocabulary.regions(of: country) else { return }
    var index = reading.used.count - 1
    while index >= 0 {
      defer { index -= 1 }
      guard !reading.used[index], let region = regions.entry(in: tokens, at: index),
        index + region.length <= reading.used.count, !reading.used[index..<(index + region.length)].contains(true),
        isRegion(index, region.length, reading)
      else { continue }
      reading.address[.region] = region.text
      reading.take(index..<(index + region.length))
      readSpokenCode(index + region.length, &reading)
      return
    }
  }

  /// "New South Wales two thousand": a code that is said as a number, behind its region.
  private func readSpokenCode(_ start: Int, _ reading: inout Reading) {
    guard reading.address[.postalCode] == nil, start < reading.used.count, !reading.used[start],
      let number = houseNumbers(at: start).first, number.end == reading.used.count
    else { return }
    var asked = expectation
    asked.type = .postalCode
    let written = Utterance(number.text, language: language)
    guard let code = RecognizerRegistry.recognizer(for: .postalCode).candidates(in: written, expecting: asked).first,
      !code.isPartial, case .text(let text) = code.value
    else { return }
    reading.address[.postalCode] = text
    reading.take(start..<number.end)
  }

  /// A region closes the address, or stands before its postal code; a lone name that is a city's too is the city.
  private func isRegion(_ index: Int, _ length: Int, _ reading: Reading) -> Bool {
    let end = index + length
    if index > 0, length == 1, regionLength(at: index - 1) == 2 { return false }
    let isLast =
      end >= tokens.count || tokens[end - 1].endsClause || end < reading.used.count && reading.used[end]
      || vocabulary.stop.contains(tokens[end]) || numbers.opens(at: end)
    guard isLast else { return false }
    guard length == 1, tokens[index].text.utf8.count == 2 else { return true }
    let isWritten = utterance.words[tokens[index].word].original == tokens[index].text.uppercased()
    return isWritten || index > 0 && end < reading.used.count && reading.used[end]
  }

  private func regionLength(at index: Int) -> Int? {
    vocabulary.regions(of: country)?.entry(in: tokens, at: index)?.length
  }

  /// The last words behind the street that nothing else has taken; before a comma they are a part of town.
  private func readCity(_ reading: inout Reading) {
    let start = reading.streetEnd ?? (reading.address[.unit] == nil ? skippingLeads(from: 0) : 0)
    var groups: [Range<Int>] = []
    var index = start
    while index < reading.used.count {
      guard isCityWord(index, reading) else {
        index += 1
        continue
      }
      let first = index
      while index < reading.used.count, isCityWord(index, reading), index - first < Self.maxNameWords {
        index += 1
        if tokens[index - 1].endsClause { break }
      }
      groups.append(first..<index)
    }
    if groups.isEmpty, let city = cityBefore(reading) { groups = [city] }
    guard let city = groups.last else { return readRegionCity(&reading) }
    guard
      reading.streetEnd != nil || reading.address[.region] != nil || reading.address[.postalCode] != nil
        || reading.address[.unit] != nil || expectation.isAsked && groups.count == 1 && isBareCity(city, reading)
    else { return }
    reading.address[.city] = title(city)
    reading.take(city)
  }

  /// "Springfield, 42 Elm Street".
  private func cityBefore(_ reading: Reading) -> Range<Int>? {
    guard reading.streetEnd != nil, let first = reading.used.firstIndex(of: true), first > 0,
      tokens[first - 1].endsClause
    else { return nil }
    let start = skippingLeads(from: 0)
    guard start < first, first - start <= Self.maxNameWords, (start..<first).allSatisfy({ isCityWord($0, reading) })
    else {
      return nil
    }
    return start..<first
  }

  /// "New York" alone is the city.
  private func readRegionCity(_ reading: inout Reading) {
    guard reading.address[.region] != nil else { return }
    for index in reading.used.indices where reading.used[index] && index >= reading.streetEnd ?? 0 {
      guard let length = vocabulary.regionCities.length(in: tokens, at: index) else { continue }
      reading.address[.city] = title(index..<(index + length))
      reading.address[.region] = nil
      return
    }
  }

  /// Alone as the answer, a name that is no everyday word.
  private func isBareCity(_ city: Range<Int>, _ reading: Reading) -> Bool {
    let others = reading.used.indices.filter { !city.contains($0) && !reading.used[$0] }
    let isAlone = others.allSatisfy {
      $0 < city.lowerBound || vocabulary.stop.contains(tokens[$0]) || tokens[$0].isFiller
    }
    return isAlone && city.contains { !language.names.evidence(tokens[$0].text).isCommon }
  }

  private func isCityWord(_ index: Int, _ reading: Reading) -> Bool {
    !reading.used[index] && !tokens[index].isFiller && !vocabulary.stop.contains(tokens[index])
      && !tokens[index].text.utf8.contains { (48...57).contains($0) } && !numbers.opens(at: index)
  }

  func skippingLeads(from start: Int) -> Int {
    var index = tokens.skippingFillers(from: start)
    while index < tokens.count, let length = vocabulary.leadIn.length(in: tokens, at: index) {
      index = tokens.skippingFillers(from: index + length)
    }
    return index
  }

  /// The answer to "which number?".
  private func readBareNumber(_ reading: inout Reading) {
    guard reading.address.parts.isEmpty, expectation.isAsked else { return }
    var start = skippingLeads(from: 0)
    if let length = vocabulary.numberWords.length(in: tokens, at: start) { start += length }
    guard start < reading.used.count, let number = houseNumbers(at: start).first, isEndOfCode(number.end),
      number.end <= reading.used.count
    else { return }
    reading.address[.number] = number.text
    reading.take(start..<number.end)
  }

  /// The words of a range as a name: Springfield, St Kilda.
  func title(_ range: Range<Int>) -> String {
    NameCase.titled(tokens.words(range).map { utterance.words[$0].text })
  }
}
