import DialogDSL

/// Ages: "twenty four years old", "eighteen months", "I just turned seventy two", "he's five and a half", "newborn".
///
/// `{value, unit}`, unit `year`, `month`, `week` or `day`; a bare number is years. What says that it is an age ("old",
/// "aged") comes before a number with a unit, and that before a bare one; the last two only where the slot is asked for.
struct AgeRecognizer: Recognizer {
  /// The oldest that a bare number may mean, in years.
  static let oldest = DecimalNumber(130)
  /// Unit and how many of it make a year.
  private static let units: [(name: String, perYear: Int)] = [("year", 1), ("month", 12), ("week", 52), ("day", 365)]

  /// How plainly the words say that it is an age, the plainest first.
  private enum Evidence: Int { case said, unit, bare }

  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let reader = Reader(utterance: utterance)
    var found: [(evidence: Evidence, candidate: Candidate)] = []
    var index = 0
    while index < utterance.tokens.count {
      if reader.words.mayBegin(with: utterance.tokens[index]),
        let reading = reader.reading(at: index, isAsked: expectation.isAsked)
      {
        if Self.isAllowed(reading.value, reading.unit, expectation.limits) {
          let value = Value.map(["value": .number(reading.value), "unit": .text(reading.unit)])
          let words = utterance.tokens.words(reading.tokens)
          found.append((reading.evidence, Candidate(value, words: words, rule: Self.rule(reading.evidence))))
        }
        index = max(index + 1, reading.tokens.upperBound)
      } else {
        index += 1
      }
    }
    guard let best = found.map(\.evidence.rawValue).min() else { return [] }
    return found.filter { $0.evidence.rawValue == best }.map(\.candidate)
  }

  /// "Eighteen months, no, twenty": a number without a unit keeps the former one.
  static func completed(_ new: Candidate, _ old: Candidate, _ expectation: Expectation) -> Value? {
    new.rule == rule(.bare) ? new.value.keepingUnit(of: old.value) : nil
  }

  private static func rule(_ evidence: Evidence) -> String { "age-\(evidence)" }

  /// `min` and `max` are years.
  private static func isAllowed(_ value: DecimalNumber, _ unit: String, _ limits: SlotLimits) -> Bool {
    guard limits.min != nil || limits.max != nil, let perYear = units.first(where: { $0.name == unit })?.perYear,
      let years = value.divided(by: DecimalNumber(perYear))
    else { return true }
    return limits.min.map { $0 <= years } ?? true && limits.max.map { years <= $0 } ?? true
  }

  private struct Reading {
    var value: DecimalNumber
    var unit: String
    var tokens: Range<Int>
    var evidence: Evidence
  }

  private struct Reader {
    let tokens: Tokens
    let words: QuantityWords
    let durations: DurationReader

    init(utterance: Utterance) {
      tokens = utterance.tokens
      words = utterance.language.quantities
      durations = DurationReader(tokens: tokens, language: utterance.language, words: utterance.words)
    }

    func reading(at start: Int, isAsked: Bool) -> Reading? {
      if let length = words.newborn.length(in: tokens, at: start) {
        return Reading(value: DecimalNumber(0), unit: "day", tokens: start..<(start + length), evidence: .said)
      }
      if let written = written(at: start) { return written }
      guard let age = quantity(at: start) else { return nil }
      let old = words.old.length(in: tokens, at: age.end)
      let aged = words.aged.length(in: tokens, before: start)
      let range = (start - (aged ?? 0))..<(age.end + (old ?? 0))
      if old != nil || aged != nil && (age.unit != nil || age.value <= AgeRecognizer.oldest) {
        return Reading(value: age.value, unit: age.unit ?? "year", tokens: range, evidence: .said)
      }
      guard isAsked else { return nil }
      if let unit = age.unit { return Reading(value: age.value, unit: unit, tokens: range, evidence: .unit) }
      guard age.value <= AgeRecognizer.oldest, DecimalNumber(0) <= age.value, mayStandAlone(start, age.end) else {
        return nil
      }
      return Reading(value: age.value, unit: "year", tokens: range, evidence: .bare)
    }

    /// "Five", "two years", "a year and a half", "two years and three months".
    private func quantity(at start: Int) -> (value: DecimalNumber, unit: String?, end: Int)? {
      guard let first = durations.part(at: start), let unit = name(first.unit) else {
        guard let amount = durations.amounts.amount(at: start), durations.unit(after: amount) == nil else { return nil }
        return (amount.value, nil, amount.end)
      }
      if let half = durations.amounts.fraction(after: first.end), let sum = first.amount.adding(half.value) {
        return (sum, unit, half.end)
      }
      let index = words.and.contains(in: tokens, at: first.end) ? first.end + 1 : first.end
      if unit == "year", let more = durations.part(at: index), name(more.unit) == "month",
        let months = first.amount.multiplied(by: DecimalNumber(12))?.adding(more.amount)
      {
        return (months, "month", more.end)
      }
      return (first.amount, unit, first.end)
    }

    private func name(_ unit: Int) -> String? {
      let name = words.units[unit].name
      return AgeRecognizer.units.contains { $0.name == name } ? name : nil
    }

    /// `5yo`, `5-year-old`, `18-month-old`.
    private func written(at start: Int) -> Reading? {
      let text = tokens[start].text
      guard text.utf8.count <= 16, text.utf8.first.map(UInt8.isDigit) == true, !text.isASCIIDigits else { return nil }
      let digits = text.prefix { $0.isASCIIDigit || $0 == "." }
      let rest = text.dropFirst(digits.count).split(separator: "-").map(String.init)
      guard let value = DecimalNumber(digits), let last = rest.last else { return nil }
      if rest.count == 1, words.writtenOld.contains(last) {
        let old = words.old.length(in: tokens, at: start + 1) ?? 0
        return Reading(value: value, unit: "year", tokens: start..<(start + 1 + old), evidence: .said)
      }
      guard rest.count == 2, words.old.contains(last), let unit = words.unitWords[rest[0]].flatMap(name) else {
        return nil
      }
      return Reading(value: value, unit: unit, tokens: start..<(start + 1), evidence: .said)
    }

    /// "I'm forty", "forty": not a number of other things.
    private func mayStandAlone(_ start: Int, _ end: Int) -> Bool {
      let opens =
        start == 0 || tokens[start - 1].endsClause || words.isWords.contains(tokens[start - 1])
        || words.afterBare.contains(tokens[start - 1])
      return opens
        && (end >= tokens.count || tokens[end - 1].endsClause || words.afterBare.length(in: tokens, at: end) != nil)
    }
  }
}
