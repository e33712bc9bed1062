import DialogDSL

/// How a language spells: the names of letters and digits, words that stand for them, and which of them sound alike.
/// From `spelling` of the language's data.
final class SpellingWords: Sendable {
  /// What a reading costs, about ten times the decimal logarithm of how rarely it is right: 0 is what is plainly said.
  enum Cost {
    static let name: Int32 = 0
    static let heard: Int32 = 3
    static let misheard: Int32 = 11
    static let often: Int32 = 6
    static let close: Int32 = 11
    static let near: Int32 = 15
    static let rhyme: Int32 = 18
    /// No likeness at all.
    static let unlike: Int32 = 26
  }

  /// What some words stand for.
  struct Entry: Sendable {
    var words: [Lexicon.ID]
    var symbol: Symbol
    var cost: Int32
    /// A word for a letter ("tango") is hardly ever mistaken for that of another one.
    var isFirm: Bool
  }

  /// A word for a letter and its sound.
  struct SoundedWord: Sendable {
    var text: String
    /// In bytes.
    var length: Int
    var sounding: Phonetic.Sounding
    var symbol: Symbol
  }

  private let entries: [Lexicon.ID: [Entry]]
  let soundedWords: [SoundedWord]
  let asIn: WordSet
  let marks: WordSet
  let times: WordTable
  let hundred: WordSet
  let thousand: WordSet
  /// "Third", "last": the number of a place, from the end when negative.
  let positions: WordTable
  /// What the places of a code are called, and the symbols that are meant.
  let placeNames: [(names: WordSet, symbols: SymbolSet?)]
  /// Before a character that is wrong.
  let denials: WordSet
  /// Announce a postal code.
  let postalCues: WordSet
  /// Words around and between characters that say nothing about them.
  let quiet: WordSet
  let separators: WordSet
  let articles: WordSet
  private let andSigns: [(sign: Character, symbol: Symbol)]
  /// By the code of the symbol heard: what may have been said, the likeliest first.
  private let alternatives: [[(symbol: Symbol, cost: Int32)]]
  private let costs: [Int32]

  /// - Parameter words: the language's `words`.
  init(_ file: LanguageFile, words: LanguageFile, phonetic: Phonetic, _ lexicon: inout Lexicon) {
    var entries: [Lexicon.ID: [Entry]] = [:]
    for (key, cost, isFirm) in [
      ("names", Cost.name, false), ("words", 0, true), ("signs", 0, true), ("heard", Cost.heard, false),
      ("misheard", Cost.misheard, false),
    ] {
      for (name, texts) in file[key].pairs {
        for text in texts.items {
          let words = lexicon.add(text: text)
          let entry = Entry(words: words, symbol: Self.symbol(name), cost: cost, isFirm: isFirm)
          entries[words[0], default: []].append(entry)
        }
      }
    }
    self.entries = entries
    let forms = lexicon.forms
    soundedWords = file["words"].pairs.flatMap { name, texts in
      texts.items.map {
        let text = forms.normal(text: $0).joined()
        return SoundedWord(
          text: text, length: text.utf8.count, sounding: phonetic.sounding(text), symbol: Self.symbol(name))
      }
    }
    asIn = WordSet(file["as_in"].items, &lexicon)
    marks = WordSet(file["marks"].items, &lexicon)
    times = WordTable(file["times"].numbers, &lexicon)
    hundred = WordSet(file["hundred"].items, &lexicon)
    thousand = WordSet(file["thousand"].items, &lexicon)
    positions = WordTable(file["positions"].numbers, &lexicon)
    var placeNames: [(names: WordSet, symbols: SymbolSet?)] = []
    for (key, symbols) in [("letters", SymbolSet.letters), ("digits", .digits), ("characters", nil)] {
      placeNames.append((WordSet(file["place_names"][key].items, &lexicon), symbols))
    }
    self.placeNames = placeNames
    denials = WordSet(file["denials"].items, &lexicon)
    postalCues = WordSet(file["postal_cues"].items, &lexicon)
    quiet = WordSet(
      ["small", "polite", "prepositions"].flatMap { words[$0].items } + file["marks"].items
        + file["postal_cues"].items, &lexicon)
    separators = WordSet(words["separators"].items, &lexicon)
    articles = WordSet(words["list_articles"].items, &lexicon)
    andSigns = file["and_signs"].pairs.map { (Character($0.key), Self.symbol($0.value.text)) }
    let costs = Self.costs(file)
    self.costs = costs
    alternatives = (0..<Symbol.count).map { heard in
      (0..<Symbol.count).map { (Symbol(code: UInt8($0)), costs[heard * Symbol.count + $0]) }
        .filter { $0.1 > 0 && $0.1 < Cost.unlike }.sorted { $0.1 < $1.1 }
    }
  }

  /// What it costs to hear one symbol for the other.
  func cost(of said: Symbol, for heard: Symbol) -> Int32 { costs[Int(heard.code) * Symbol.count + Int(said.code)] }

  /// What may have been said where this was heard, the likeliest first; not what was heard.
  func alternatives(for heard: Symbol) -> [(symbol: Symbol, cost: Int32)] { alternatives[Int(heard.code)] }

  /// What the words at `index` stand for.
  func entries(in tokens: Tokens, at index: Int, _ body: (Entry) -> Void) {
    let id = tokens[index].id
    guard id != 0, let found = entries[id] else { return }
    for entry in found where tokens.says(entry.words, at: index) { body(entry) }
  }

  /// The symbol that a sign after a word is written for: "&" is an N.
  func symbol(ofSigns signs: String) -> Symbol? {
    signs.isEmpty ? nil : andSigns.first { signs.contains($0.sign) }?.symbol
  }

  private static func symbol(_ name: String) -> Symbol {
    guard name.utf8.count == 1, let symbol = name.utf8.first.flatMap(Symbol.init(ascii:)) else {
      preconditionFailure("language file: no letter, digit or sign: \(name)")
    }
    return symbol
  }

  private static func costs(_ file: LanguageFile) -> [Int32] {
    var costs = [Int32](repeating: Cost.unlike, count: Symbol.count * Symbol.count)
    for symbol in 0..<Symbol.count { costs[symbol * Symbol.count + symbol] = 0 }
    for group in file["often"].items {
      let symbols = group.utf8.compactMap(Symbol.init(ascii:)).map { Int($0.code) }
      costs[symbols[0] * Symbol.count + symbols[1]] = Cost.often
    }
    for (key, cost) in [("close", Cost.close), ("near", Cost.near), ("rhymes", Cost.rhyme)] {
      for group in file[key].items {
        let symbols = group.utf8.compactMap(Symbol.init(ascii:)).map { Int($0.code) }
        for one in symbols {
          for other in symbols {
            let place = one * Symbol.count + other
            costs[place] = min(costs[place], cost)
          }
        }
      }
    }
    return costs
  }
}
