import DialogDSL

/// What a language says around names, and how its speakers spell them: `names` in its data.
final class NameWords: Sendable {
  let strongLeadIn, leadIn, trail, weakTrail: WordSet
  let firstName, lastName: WordSet
  let givingVerbs, dealings, askedDealings, connectors, relations, kin: WordSet
  let titles, particles, prefixes, suffixes: WordSet
  let openers, tail, goesOn, placeCues, places: WordSet
  let spelling, asIn, gap, mute: WordSet
  /// Words for letters, each with its letter as a Unicode scalar: "november", and "see" for the letter's own name.
  let alphabet, letterNames: WordTable
  private let stop, stopButNames: WordSet
  private let common: SortedLines
  private let endings: [String]
  /// Surnames without their apostrophes, and with them.
  private let apostrophes: [String: String]

  init(_ file: LanguageFile, common: SortedLines, _ lexicon: inout Lexicon) {
    func set(_ key: String) -> WordSet { WordSet(file[key].items, &lexicon) }
    strongLeadIn = set("strong_lead_in")
    leadIn = set("lead_in")
    trail = set("trail")
    weakTrail = set("weak_trail")
    firstName = set("first_name")
    lastName = set("last_name")
    givingVerbs = set("giving_verbs")
    dealings = set("dealings")
    askedDealings = set("asked_dealings")
    connectors = set("connectors")
    relations = set("relations")
    kin = set("kin")
    titles = set("titles")
    particles = set("particles")
    prefixes = set("prefixes")
    suffixes = set("suffixes")
    openers = set("openers")
    tail = set("tail")
    goesOn = set("goes_on")
    placeCues = set("place_cues")
    places = set("places")
    spelling = set("spelling")
    asIn = set("as_in")
    gap = set("gap")
    mute = set("mute")
    stop = set("stop")
    stopButNames = set("stop_but_names")
    func letters(_ key: String) -> WordTable {
      let entries = file[key].pairs.flatMap { letter, words in
        words.items.map { (key: $0, value: Int(letter.unicodeScalars.first!.value)) }
      }
      return WordTable(entries, &lexicon)
    }
    alphabet = letters("alphabet")
    letterNames = letters("letter_names")
    self.common = common
    endings = file["endings"].items
    apostrophes = Dictionary(
      file["apostrophes"].items.map { ($0.filter { $0 != "'" }, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A name ends before it.
  func isStop(_ token: Tokens.Token) -> Bool { stop.contains(token) && !stopButNames.contains(token) }

  func evidence(_ word: String) -> NameEvidence {
    var evidence = NameEvidence(known: word)
    evidence.isCommon = common.contains(word)
    if !evidence.isKnown, !evidence.isCommon, isFormOfCommon(word) {
      evidence.isCommon = true
      evidence.isForm = true
    }
    return evidence
  }

  /// "Cooler", "bookings": a form of a common word.
  private func isFormOfCommon(_ word: String) -> Bool {
    for ending in endings where word.utf8.count > ending.utf8.count + 2 && word.hasSuffix(ending) {
      let base = String(word.dropLast(ending.utf8.count))
      if common.contains(base) || common.contains(base + "e") { return true }
    }
    return false
  }

  /// A spelled name with the apostrophe that nobody spells.
  func written(_ part: String) -> String { apostrophes[part] ?? part }
}

/// What is known of a word as a name, wherever it stands.
struct NameEvidence: Sendable {
  /// How rare it is as a first name: -log2 of its share; nil: not known as one.
  var first: Int?
  var last: Int?
  /// A word of everybody's: "will", "green", "table".
  var isCommon = false
  /// Not common itself, but a form of a common word: "cooler", and "Harts".
  var isForm = false

  var isKnown: Bool { first != nil || last != nil }
  /// Such a word that is a name of few people: hardly ever one.
  var isRareWord: Bool { isCommon && min(first ?? .max, last ?? .max) > Self.rareWord }
  private static let rareWord = 16
  /// A common word that is a first name of many, too: "Grace", "Will".
  var isLikelyFirst: Bool { first.map { $0 <= Self.likelyFirst } ?? false }
  private static let likelyFirst = 14
  /// A name and no other word.
  var isPlain: Bool { isKnown && !isCommon }
  /// Neither a known name nor a common word: a name that few have, or a slip of the recogniser.
  var isUnknown: Bool { !isKnown && !isCommon }

  init(first: Int? = nil, last: Int? = nil) {
    self.first = first
    self.last = last
  }

  /// What the list of people knows of a word.
  init(known word: String) {
    guard let bits = BuiltInLanguage.people[word], bits.count == 2 else { return }
    first = Self.rareness(bits[bits.startIndex])
    last = Self.rareness(bits[bits.startIndex + 1])
  }

  /// A letter of `people.txt`.
  static func rareness(_ letter: UInt8) -> Int? {
    letter == UInt8(ascii: "-") ? nil : Int(letter) - Int(UInt8(ascii: "a"))
  }
}
