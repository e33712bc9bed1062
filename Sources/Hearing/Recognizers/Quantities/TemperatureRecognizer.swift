import DialogDSL

/// Temperatures: "minus five degrees", "72 fahrenheit", "thirty below", "a hundred and two point four", `98.6°F`.
///
/// `{value, unit}`, unit `celsius`, `fahrenheit` or, when none is said, `degree`. A number without degrees or a scale
/// counts only where the slot is asked for, and only after any that has them.
struct TemperatureRecognizer: Recognizer {
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate] {
    let reader = Reader(utterance: utterance)
    var found: [Reading] = []
    var index = 0
    while index < utterance.tokens.count {
      if reader.words.mayBegin(with: utterance.tokens[index]),
        let reading = reader.reading(at: index, isAsked: expectation.isAsked)
      {
        found.append(reading)
        index = max(index + 1, reading.tokens.upperBound)
      } else {
        index += 1
      }
    }
    if found.contains(where: { !$0.isBare }) { found.removeAll(where: \.isBare) }
    return found.filter { isAllowed($0.value, expectation.limits) }.map { reading in
      Candidate(
        .map(["value": .number(reading.value), "unit": .text(reading.unit.rawValue)]),
        words: utterance.tokens.words(reading.tokens), rule: reading.isBare ? Self.bareRule : "degrees")
    }
  }

  /// "Seventy degrees celsius, no, seventy two": a number without a unit keeps the former one.
  static func completed(_ new: Candidate, _ old: Candidate, _ expectation: Expectation) -> Value? {
    new.rule == bareRule ? new.value.keepingUnit(of: old.value) : nil
  }

  /// The highest that a bare number may mean: an oven's.
  private static let hottest = DecimalNumber(1000)
  private static let bareRule = "bare-degrees"

  private func isAllowed(_ value: DecimalNumber, _ limits: SlotLimits) -> Bool {
    limits.min.map { $0 <= value } ?? true && limits.max.map { value <= $0 } ?? true
  }

  private enum Unit: String { case celsius, fahrenheit, degree }

  private struct Reading {
    var value: DecimalNumber
    var unit: Unit
    var tokens: Range<Int>
    var isBare: Bool
  }

  private struct Reader {
    let tokens: Tokens
    let utterance: Utterance
    let words: QuantityWords
    let amounts: AmountReader
    /// Degrees of an angle are spoken of.
    let hasAngle: Bool

    init(utterance: Utterance) {
      self.utterance = utterance
      tokens = utterance.tokens
      words = utterance.language.quantities
      amounts = AmountReader(tokens: tokens, language: utterance.language, words: utterance.words)
      hasAngle = tokens.all.contains { [words] in words.angles.contains($0) }
    }

    func reading(at start: Int, isAsked: Bool) -> Reading? {
      guard let number = written(at: start) ?? spoken(at: start) else { return nil }
      var end = number.end
      var isBare = true
      if hasDegreeSign(end - 1) { isBare = false }
      // "Half a degree".
      if number.value < DecimalNumber(1), words.a.contains(in: tokens, at: end),
        words.degrees.length(in: tokens, at: end + 1) != nil
      {
        end += 1
      }
      if let length = words.degrees.length(in: tokens, at: end) {
        isBare = false
        end += length
        if hasDegreeSign(end - 1) { isBare = false }
      }
      var value = number.value
      var unit = number.unit ?? scale(at: &end, isAfterDegrees: !isBare)
      if unit != nil { isBare = false }
      if let length = below(at: end, isBare: isBare, isAsked: isAsked), let negated = value.negated {
        if value > DecimalNumber(0) { value = negated }
        end += length
        isBare = false
      } else if let length = words.aboveZero.length(in: tokens, at: end), !isBare || length > 1 {
        end += length
      }
      if unit == nil, !isBare { unit = scale(at: &end, isAfterDegrees: true) }
      if unit == nil, hasAngle { return nil }
      if isBare, let tenths = tenths(at: end), value.integer != nil, let sum = value.adding(tenths) {
        value = sum
        end += 1
      }
      if isBare, TemperatureRecognizer.hottest < value { return nil }
      if isBare, !isAsked || !mayStandAlone(end) { return nil }
      return Reading(value: value, unit: unit ?? .degree, tokens: start..<end, isBare: isBare)
    }

    /// "Celsius", "f"; a lone letter without degrees only where nothing goes on with it.
    private func scale(at end: inout Int, isAfterDegrees: Bool) -> Unit? {
      for (unit, names, letters) in [
        (Unit.celsius, words.celsius, words.celsiusLetters), (.fahrenheit, words.fahrenheit, words.fahrenheitLetters),
      ] {
        if let length = names.length(in: tokens, at: end) {
          end += length
          return unit
        }
        if letters.contains(in: tokens, at: end), isAfterDegrees || mayStandAlone(end + 1) {
          end += 1
          return unit
        }
      }
      return nil
    }

    /// "Below zero", "below freezing"; after degrees or asked, also "below" alone.
    private func below(at end: Int, isBare: Bool, isAsked: Bool) -> Int? {
      if let length = words.belowZero.length(in: tokens, at: end) { return length }
      guard let length = words.below.length(in: tokens, at: end), length > 1 || isAsked && mayStandAlone(end + length)
      else { return nil }
      return length
    }

    /// `72f`, `14.5c`.
    private func written(at start: Int) -> (value: DecimalNumber, unit: Unit?, end: Int)? {
      let text = tokens[start].text
      guard text.utf8.count <= 8, let last = text.utf8.last, !UInt8.isDigit(last),
        text.utf8.first.map({ UInt8.isDigit($0) || $0 == UInt8(ascii: "-") }) == true,
        let value = DecimalNumber(text.dropLast()), mayStandAlone(start + 1)
      else { return nil }
      let letter = String(text.suffix(1))
      if words.celsiusLetters.contains(letter) { return (value, .celsius, start + 1) }
      return words.fahrenheitLetters.contains(letter) ? (value, .fahrenheit, start + 1) : nil
    }

    private func spoken(at start: Int) -> (value: DecimalNumber, unit: Unit?, end: Int)? {
      if let hundred = hundredAndZero(at: start) { return (hundred.value, nil, hundred.end) }
      // "Four twenty five": an oven's.
      if let pair = amounts.numbers.pair(at: start), pair.first < 10, pair.second >= 10, !tokens[start].endsClause,
        mayStandAlone(pair.tokens.upperBound) || words.degrees.length(in: tokens, at: pair.tokens.upperBound) != nil
      {
        return (DecimalNumber(pair.number), nil, pair.tokens.upperBound)
      }
      guard let amount = amounts.amount(at: start) else { return nil }
      return (amount.value, nil, amount.end)
    }

    /// "One oh two point four".
    private func hundredAndZero(at start: Int) -> (value: DecimalNumber, end: Int)? {
      guard let hundred = amounts.numbers.belowHundred(at: start), hundred.number == 1,
        words.hundredZero.contains(in: tokens, at: hundred.tokens.upperBound),
        let rest = amounts.amount(at: hundred.tokens.upperBound + 1), rest.value < DecimalNumber(10),
        let value = DecimalNumber(100).adding(rest.value)
      else { return nil }
      return (value, rest.end)
    }

    /// "Ninety eight six": tenths said without their point.
    private func tenths(at index: Int) -> DecimalNumber? {
      guard let unit = amounts.numbers.belowHundred(at: index), unit.number < 10, mayStandAlone(unit.tokens.upperBound)
      else { return nil }
      return DecimalNumber(mantissa: unit.number, scale: 1)
    }

    private func hasDegreeSign(_ index: Int) -> Bool {
      guard index >= 0, let sign = utterance.words[tokens[index].word].signs.first else { return false }
      return words.degreeSigns.contains(String(sign))
    }

    /// Whether nothing that is counted follows.
    private func mayStandAlone(_ end: Int) -> Bool {
      guard end < tokens.count else { return utterance.words.words.last?.signs != "/" }
      let signs = utterance.words[tokens[end - 1].word].signs
      return signs != "/" && (tokens[end - 1].endsClause || words.afterBare.length(in: tokens, at: end) != nil)
    }
  }
}

extension Value {
  /// A quantity with the unit of another one.
  func keepingUnit(of other: Value) -> Value? {
    guard case .map(var members) = self, case .map(let others) = other, let unit = others["unit"] else { return nil }
    members["unit"] = unit
    return .map(members)
  }
}
