import DialogDSL

/// How a language names streets, units and the words around an address: `addresses` in its data; the regions of
/// countries with it, as numbers of this language's words.
final class AddressWords: Sendable {
  /// Phrases with what each is written as.
  struct Written: Sendable {
    let words: WordTable
    let texts: [String]

    init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
      let pairs = file.pairs
      texts = pairs.map(\.key)
      let entries = pairs.enumerated().flatMap { number, pair in pair.value.items.map { (key: $0, value: number) } }
      words = WordTable(entries, &lexicon)
    }

    func entry(in tokens: Tokens, at index: Int) -> (text: String, length: Int)? {
      words.entry(in: tokens, at: index).map { (texts[$0.number], $0.length) }
    }
  }

  let streets, units: Written
  let numberedStreets, poBoxes, directions, numberWords, leadIn, strongLeadIn, stop: WordSet
  /// Regions that are cities too.
  let regionCities: WordSet
  let slashUnit: String
  private let ordinalEndings: [String]
  private let regions: [String: Written]

  init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
    streets = Written(file["streets"], &lexicon)
    units = Written(file["units"], &lexicon)
    numberedStreets = WordSet(file["numbered_streets"].items, &lexicon)
    poBoxes = WordSet(file["po_boxes"].items, &lexicon)
    directions = WordSet(file["directions"].items, &lexicon)
    numberWords = WordSet(file["number_words"].items, &lexicon)
    leadIn = WordSet(file["lead_in"].items, &lexicon)
    strongLeadIn = WordSet(file["strong_lead_in"].items, &lexicon)
    stop = WordSet(file["stop"].items, &lexicon)
    regionCities = WordSet(Region.file["region_cities"].items, &lexicon)
    slashUnit = file["slash_unit"].text
    ordinalEndings = file["ordinal_endings"].items
    var regions: [String: Written] = [:]
    for (country, names) in Region.file["addresses"].pairs { regions[country] = Written(names, &lexicon) }
    self.regions = regions
  }

  /// The regions of a country; nil where its addresses have none.
  func regions(of country: String) -> Written? { regions[country] }

  /// `52nd`.
  func ordinal(_ number: Int) -> String {
    let last = (11...13).contains(number % 100) ? 0 : number % 10
    return String(number) + (last > 0 && last < ordinalEndings.count ? ordinalEndings[last] : ordinalEndings[0])
  }
}
