import DialogDSL

/// Days said or dictated in digits only, as callers' recognisers write them: "09 05 84", "1703 1948", "03031 984",
/// "12 to 78", "nine five nineteen eighty four", "17031948".
///
/// All digits of a row are put together and split into day, month and year (or the other orders) wherever that gives
/// a day; where the recogniser began a new word decides between several.
extension DateReader {
  /// Digits of the longest row that is a day: two for day and month, four for the year, and noise.
  private static let longestRow = 11
  private static let shortestRow = 4

  func digitRow(at start: Int) -> DateReading? {
    guard expectation.isAsked, !isRange, opensDigits(start) else { return nil }
    guard let row = row(from: start) else { return stroked(at: start) }
    var best = splits(row.groups)
    if row.groups.contains(where: \.isMisheard) {
      for index in best.indices { best[index].cost += DigitSplit.misheard }
      best += splits(row.groups.filter { !$0.isMisheard })
    }
    guard let least = best.map(\.cost).min() else { return stroked(at: start) }
    var dates: [CivilDate] = []
    for split in best where split.cost == least && !dates.contains(split.date) { dates.append(split.date) }
    var reading = DateReading(dates[0], start..<row.end, rule: "digits-month-year")
    reading.dates = dates
    reading.said = .init(day: dates[0].day, month: dates[0].month, year: dates[0].year)
    return reading
  }

  /// "Ten slash twelve": a day and a month.
  private func stroked(at start: Int) -> DateReading? {
    guard let a = belowHundred(at: start), has(.strokes, a.tokens.upperBound),
      let b = belowHundred(at: a.tokens.upperBound + 1)
    else { return nil }
    return ordered(a.number, b.number, year: nil, start..<b.tokens.upperBound)
  }

  /// Digits that one word gave.
  private struct DigitGroup {
    var digits: [Int]
    var isMisheard = false
  }

  private func opensDigits(_ index: Int) -> Bool {
    number(.misheardDigits, index) == nil || has(language[.spelledZero], index)
  }

  private func row(from start: Int) -> (groups: [DigitGroup], end: Int)? {
    var groups: [DigitGroup] = []
    var count = 0
    var (index, end) = (start, start)
    while index < tokens.count {
      if !groups.isEmpty, has(.strokes, index) { index += 1 }
      guard index < tokens.count, let (found, next) = group(at: index, isFirst: groups.isEmpty) else { break }
      groups += found
      count += found.reduce(0) { $0 + $1.digits.count }
      guard count <= Self.longestRow else { return nil }
      if !found[0].isMisheard { end = next }
      index = tokens.skippingFillers(from: next)
    }
    while groups.last?.isMisheard == true { groups.removeLast() }
    return count >= Self.shortestRow ? (groups, end) : nil
  }

  private func group(at index: Int, isFirst: Bool) -> ([DigitGroup], end: Int)? {
    let text = tokens[index].text
    if text.utf8.allSatisfy({ (45...57).contains($0) }) {
      var groups = [DigitGroup(digits: [])]
      for byte in text.utf8 {
        if byte >= 48 {
          groups[groups.count - 1].digits.append(Int(byte - 48))
        } else {
          groups.append(DigitGroup(digits: []))
        }
      }
      return groups.contains { $0.digits.isEmpty } ? nil : (groups, index + 1)
    }
    func digits(_ number: Int) -> [DigitGroup] { [DigitGroup(digits: String(number).compactMap(\.wholeNumberValue))] }
    if let year = year(at: index), year.year >= 1000, !has(.of, index) { return (digits(year.year), year.end) }
    if has(language[.spelledZero], index) { return ([DigitGroup(digits: [0])], index + 1) }
    if let ordinal = ordinal(at: index), ordinal.number <= 31 {
      return (digits(ordinal.number), ordinal.tokens.upperBound)
    }
    if let number = belowHundred(at: index) { return (digits(number.number), number.tokens.upperBound) }
    if text.utf8.count == 2, text.utf8.first == UInt8(ascii: "o"), let digit = Int(text.dropFirst()) {
      return ([DigitGroup(digits: [0, digit])], index + 1)
    }
    guard !isFirst, let digit = number(.misheardDigits, index) else { return nil }
    return ([DigitGroup(digits: [digit], isMisheard: true)], index + 1)
  }

  // MARK: Splitting

  private struct DigitSplit {
    var date: CivilDate
    var cost: Int

    // What a split costs: the cheapest wins.
    static let misheard = 1
    /// The month before the day in a country that says the day first, or the other way round.
    static let swapped = 3
    static let yearFirst = 1
    static let shortYear = 2
    /// A number of one digit where two would do.
    static let shortNumber = 2
    /// The recogniser began a new word inside a number, or none between two.
    static let boundary = 1
    /// A zero that belongs to no number: "twenty seven oh oh eight".
    static let extraZero = 6
  }

  private func splits(_ groups: [DigitGroup]) -> [DigitSplit] {
    let digits = groups.flatMap(\.digits)
    var boundaries: Set<Int> = []
    var place = 0
    for group in groups {
      place += group.digits.count
      boundaries.insert(place)
    }
    let count = digits.count
    var found: [DigitSplit] = []
    func add(_ rest: Int, year: Int, _ cost: Int) {
      found += dayAndMonth(Array(digits[..<rest]), boundaries, year: year, cost: cost)
    }
    if count >= 6, isYear(value(digits[(count - 4)...])) {
      add(count - 4, year: value(digits[(count - 4)...]), boundaries.contains(count - 4) ? 0 : DigitSplit.boundary)
    }
    // "20016", two thousand sixteen; "19048".
    if count >= 7, digits[count - 3] == 0, [19, 20].contains(value(digits[(count - 5)..<(count - 3)])) {
      let year = value(digits[(count - 5)..<(count - 3)]) * 100 + value(digits[(count - 2)...])
      if isYear(year) { add(count - 5, year: year, DigitSplit.extraZero) }
    }
    if calendar.prefersPast, count == 6 && groups.count == 1 || boundaries.contains(count - 2) {
      add(count - 2, year: calendar.fullYear(value(digits[(count - 2)...])), DigitSplit.shortYear)
    }
    if count == 8, isYear(value(digits[..<4])),
      let date = CivilDate(year: value(digits[..<4]), month: value(digits[4..<6]), day: value(digits[6...]))
    {
      found.append(DigitSplit(date: date, cost: DigitSplit.yearFirst))
    }
    return calendar.prefersPast ? found.filter { $0.date <= calendar.today } : found
  }

  private func isYear(_ year: Int) -> Bool {
    calendar.prefersPast ? (Self.years.lowerBound...calendar.today.year).contains(year) : Self.years.contains(year)
  }

  private func value(_ digits: ArraySlice<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }

  private func dayAndMonth(_ digits: [Int], _ boundaries: Set<Int>, year: Int, cost: Int) -> [DigitSplit] {
    var found: [DigitSplit] = []
    switch digits.count {
    case 2 where boundaries.contains(1): found = pair(digits, at: 1, year, cost + 2 * DigitSplit.shortNumber)
    case 3:
      for place in [1, 2] {
        let isSplit = boundaries.contains(place)
        // One word of three digits is split where only one way gives a day; a boundary elsewhere is kept to.
        if !isSplit, boundaries.contains(3 - place) { continue }
        found += pair(digits, at: place, year, cost + DigitSplit.shortNumber + (isSplit ? 0 : DigitSplit.boundary))
      }
    case 4: found = pair(digits, at: 2, year, cost + (boundaries.contains(1) && boundaries.contains(3) ? 1 : 0))
    default: break
    }
    guard found.isEmpty, digits.count > 3 else { return found }
    for index in digits.indices.dropFirst() where digits[index] == 0 {
      // Neighbouring zeros give the same rest.
      if digits[index - 1] == 0 { continue }
      var fewer = digits
      fewer.remove(at: index)
      let moved = Set(boundaries.map { $0 > index ? $0 - 1 : $0 })
      guard fewer.count >= 3, fewer.count < 5 || digits.count == 6 else { continue }
      found += dayAndMonth(fewer, moved, year: year, cost: cost + DigitSplit.extraZero)
    }
    return found
  }

  private func pair(_ digits: [Int], at place: Int, _ year: Int, _ cost: Int) -> [DigitSplit] {
    let (a, b) = (value(digits[..<place]), value(digits[place...]))
    let isMonthFirst = Region.of(region)?.hasMonthFirst ?? false
    let orders = isMonthFirst ? [(a, b), (b, a)] : [(b, a), (a, b)]
    // Only numbers that were clearly apart are taken the other way round.
    for (index, (month, day)) in orders.enumerated() where index == 0 || cost == 0 {
      if let date = CivilDate(year: year, month: month, day: day) {
        return [DigitSplit(date: date, cost: cost + (index > 0 ? DigitSplit.swapped : 0))]
      }
    }
    return []
  }
}
