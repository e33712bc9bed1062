import DialogDSL

/// A language's words for lengths of time, ages and temperatures: `quantities` of its files.
final class QuantityWords: Sendable {
  /// A unit of time and its length.
  struct Unit: Sendable {
    let name: String
    let length: CalendarDuration
    /// Index of the unit that a bare number after this one counts.
    var smaller: Int?
  }

  /// Every word that a length of time or an amount may begin with; digits come on top.
  let openers: WordSet
  let units: [Unit]
  /// Indices into `units`.
  let unitWords, unitLetters: WordTable
  let one, a, and, of, between, or, minus, pointsAfter, pointsBefore: WordSet
  let vague, overnight: WordTable
  /// Signs such as `½`: how many of how many parts.
  let signs: [String: DecimalNumber]
  let old, writtenOld, aged, isWords, newborn: WordSet
  let degrees, celsius, fahrenheit, celsiusLetters, fahrenheitLetters: WordSet
  let degreeSigns: Set<String>
  let below, belowZero, aboveZero, angles, afterBare, hundredZero: WordSet

  /// `numbers`: the tables of number words.
  init(_ file: LanguageFile, numbers: [LanguageFile], _ lexicon: inout Lexicon) {
    var seen = lexicon
    func set(_ key: String) -> WordSet { WordSet(file[key].items, &seen) }
    let pairs = file["units"].pairs
    let smaller = Dictionary(uniqueKeysWithValues: file["smaller"].pairs.map { ($0.key, $0.value.text) })
    units = pairs.map { pair in
      Unit(
        name: pair.key, length: Self.length(pair.value),
        smaller: smaller[pair.key].flatMap { name in pairs.firstIndex { $0.key == name } })
    }
    func words(_ key: String) -> [(key: String, value: Int)] {
      pairs.enumerated().flatMap { number, unit in unit.value[key].items.map { (key: $0, value: number) } }
    }
    unitWords = WordTable(words("words"), &seen)
    unitLetters = WordTable(words("letters"), &seen)
    (one, a, and, of, between) = (set("one"), set("a"), set("and"), set("of"), set("between"))
    (or, minus, pointsAfter, pointsBefore) = (set("or"), set("minus"), set("points_after"), set("points_before"))
    vague = WordTable(file["vague"].numbers, &seen)
    overnight = WordTable(file["overnight"].numbers, &seen)
    signs = Dictionary(
      uniqueKeysWithValues: file["signs"].pairs.map { ($0.key, Self.fraction($0.value.text)) })
    (old, writtenOld, aged, isWords) = (set("old"), set("written_old"), set("aged"), set("is"))
    newborn = set("newborn")
    (degrees, celsius, fahrenheit) = (set("degrees"), set("celsius"), set("fahrenheit"))
    (celsiusLetters, fahrenheitLetters) = (set("celsius_letters"), set("fahrenheit_letters"))
    degreeSigns = Set(file["degree_signs"].items)
    (below, belowZero, aboveZero) = (set("below"), set("below_zero"), set("above_zero"))
    (angles, afterBare, hundredZero) = (set("angles"), set("after_bare"), set("hundred_zero"))
    var opening: [String] = pairs.flatMap { $0.value["words"].items }
    for key in ["one", "a", "minus", "newborn"] { opening += file[key].items }
    for table in numbers + [file["vague"], file["overnight"]] { opening += table.numbers.map(\.key) }
    openers = WordSet(opening, &seen)
    lexicon = seen
  }

  /// Whether a length of time or an amount may begin with the word.
  func mayBegin(with token: Tokens.Token) -> Bool {
    guard let first = token.text.utf8.first else { return false }
    return openers.opens(with: token) || UInt8.isDigit(first) || first == UInt8(ascii: "-")
  }

  private static func length(_ file: LanguageFile) -> CalendarDuration {
    var length = CalendarDuration()
    for pair in file.pairs {
      switch pair.key {
      case "seconds": length.seconds = Int(pair.value.text) ?? 0
      case "days": length.days = Int(pair.value.text) ?? 0
      case "months": length.months = Int(pair.value.text) ?? 0
      default: break
      }
    }
    return length
  }

  /// `3 4`: three quarters.
  private static func fraction(_ text: String) -> DecimalNumber {
    let parts = text.split(separator: " ").compactMap { DecimalNumber($0) }
    guard parts.count == 2, let fraction = parts[0].divided(by: parts[1]) else {
      preconditionFailure("language file: not a fraction: \(text)")
    }
    return fraction
  }
}
