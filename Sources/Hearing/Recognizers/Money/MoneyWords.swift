/// What currencies are called: `money` of a language's file, with the codes of all currencies.
final class MoneyWords: Sendable {
  /// What a word or several make of the number beside them.
  struct Unit: Sendable {
    /// A currency or a family of them.
    var currency: Currencies.Name
    /// How many hundredths one is: 100 for a dollar, 1 for a cent, 10 for a dime.
    var hundredths = 100
    /// A million with "MUSD", else 1.
    var factor = 1
    /// A code that is also a word: only in capitals and after the amount.
    var isDoubtful = false
    /// A coin or note, which needs no number but an article.
    var isCoin = false
  }

  let and: WordSet
  /// Between whole and small units of an amount without a name: "doce con cincuenta".
  let point: WordSet
  let cues: WordSet
  let things: WordSet
  /// Scales that only money has: "grand".
  let scales: WordSet
  /// Names that stand for one of them without an article.
  let forOne: WordSet
  private let before: WordSet
  private let units: [Unit]
  private let names: WordTable

  init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
    var units: [Unit] = []
    var entries: [(key: String, value: Int)] = []
    func add(_ text: String, _ unit: Unit) {
      entries.append((text, units.count))
      units.append(unit)
    }
    let currencies = Currencies.all
    for code in currencies.codes {
      add(code.lowercased(), Unit(currency: code, isDoubtful: currencies.doubtfulCodes.contains(code)))
    }
    for code in currencies.scaledCodes {
      for (letter, zeros) in currencies.codeScales {
        let factor = (0..<zeros).reduce(1) { product, _ in product * 10 }
        add(letter + code.lowercased(), Unit(currency: code, factor: factor))
      }
    }
    for (currency, names) in file["names"].pairs {
      for name in names.items { add(name, Unit(currency: currency)) }
    }
    for (currency, names) in file["small_names"].pairs {
      for name in names.items { add(name, Unit(currency: currency, hundredths: 1)) }
    }
    for (currency, coins) in file["coins"].pairs {
      for (name, value) in coins.numbers { add(name, Unit(currency: currency, hundredths: value, isCoin: true)) }
    }
    self.units = units
    names = WordTable(entries, &lexicon)
    and = WordSet(file["and"].items, &lexicon)
    point = WordSet(file["point"].items, &lexicon)
    cues = WordSet(file["cues"].items, &lexicon)
    before = WordSet(currencies.codes.map { $0.lowercased() } + file["before"].items, &lexicon)
    forOne = WordSet(file["for_one"].items, &lexicon)
    scales = WordSet(file["scales"].items, &lexicon)
    things = WordSet(file["things"].items, &lexicon)
  }

  /// The unit whose name stands at `index`.
  func unit(in tokens: Tokens, at index: Int) -> (unit: Unit, length: Int)? {
    names.entry(in: tokens, at: index).map { (units[$0.number], $0.length) }
  }

  /// The unit at `index` when it may stand before its amount: "USD 200".
  func unitBefore(in tokens: Tokens, at index: Int) -> (unit: Unit, length: Int)? {
    guard let found = unit(in: tokens, at: index), !found.unit.isDoubtful, !found.unit.isCoin,
      found.unit.factor > 1 || before.length(in: tokens, at: index) == found.length
    else { return nil }
    return found
  }

  /// Whether a currency stands right after or before a number.
  func isPriced(_ utterance: Utterance, _ range: Range<Int>) -> Bool {
    let tokens = utterance.tokens
    if let (unit, _) = unit(in: tokens, at: range.upperBound), !unit.isDoubtful { return true }
    let word = utterance.words[tokens[range.lowerBound].word]
    if let first = word.text.unicodeScalars.first, Currencies.all.signs[first] != nil { return true }
    let last = utterance.words[tokens[range.upperBound - 1].word]
    return last.signs.unicodeScalars.first.flatMap { Currencies.all.signs[$0] } != nil
  }
}
