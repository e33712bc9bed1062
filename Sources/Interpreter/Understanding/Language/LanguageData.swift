import DialogDSL

/// What a language brings along: words, phrases and default texts, from `Locales/*.yaml`.
public struct LanguageData: Sendable {
  public enum WordList: String, CaseIterable, Sendable {
    case repair, hesitations, corrections, prepositions, negations, small, separators, people
    case backchannels
    case changes
    case itIs = "it_is"
    case strongCorrections = "strong_corrections"
    case timeCues = "time_cues"
    case timeBounds = "time_bounds"
    case timeLinks = "time_links"
    case timeLeadIn = "time_lead_in"
    case countedThings = "counted_things"
    case amounts
    case dateLeadIn = "date_lead_in"
    case dayCues = "day_cues"
    case beforePronoun = "before_pronoun"
    case afterPronoun = "after_pronoun"
    case numberLeadIn = "number_lead_in"
    case nameOpeners = "name_openers"
    case rankedThings = "ranked_things"
    case repairWords = "repair_words"
    case callerNumber = "caller_number"
    case spelledZero = "spelled_zero"
    case timesTwo = "times_two"
    case timesThree = "times_three"
    case peopleOne = "people_one"
    case assertions, denials
    case listAdditions = "list_additions"
    case listRemovals = "list_removals"
    case listReplacements = "list_replacements"
    case listExclusions = "list_exclusions"
    case listArticles = "list_articles"
  }

  public enum PhraseList: String, CaseIterable, Sendable {
    case yes, no, neither, thanks, none, greetings, present
    case nothingElse = "nothing_else"
    case thatIsIt = "that_is_it"
    case noneOfThem = "none_of_them"
  }

  public enum Table: String, CaseIterable, Sendable {
    case units, teens, tens, scales, groups, homophones, fractions, ordinals, months, weekdays, holidays
    case doubtfulMonths = "doubtful_months"
    case relativeDays = "relative_days"
    case dayUnits = "day_units"
    case monthUnits = "month_units"
    case clockNames = "clock_names"
    case dayParts = "day_parts"
  }

  public enum NameList: String, CaseIterable, Sendable {
    case tail, stop, titles, particles, spelling
    case leadIn = "lead_in"
    case strongLeadIn = "strong_lead_in"
  }

  let fillers: WordSet
  let polite: Set<String>
  let universals: [Universal: [CompiledPhrase]]
  private let wordLists: [WordList: WordSet]
  private let phraseLists: [PhraseList: [CompiledPhrase]]
  private let tables: [Table: WordTable]
  private let nameLists: [NameList: WordSet]
  private let texts: [String: [String]]
  /// How values are said.
  let speech: SpeechWords

  public static let english = LanguageData(LanguageFile(PackageResources.en_yaml))

  /// The data for a locale's language; the standard language's where it has none, which the loader warns of.
  public static func data(for locale: LocaleTag) -> LanguageData {
    switch locale.builtInLanguage ?? .standard {
    case .english: english
    }
  }

  subscript(list: WordList) -> WordSet { wordLists[list]! }
  subscript(list: PhraseList) -> [CompiledPhrase] { phraseLists[list]! }
  subscript(table: Table) -> WordTable { tables[table]! }
  subscript(list: NameList) -> WordSet { nameLists[list]! }

  /// A built-in text: `texts("prompt.date")`, `texts("silence")`. Tapered; never empty, though one may be "".
  public func texts(_ id: String) -> [String] {
    guard let found = texts[id] else { preconditionFailure("no built-in text \(id)") }
    return found
  }

  public var textIDs: [String] { texts.keys.sorted() }
}

/// Sequences of normalised words.
struct WordSet: Sendable {
  /// By their first word, the longest first.
  private let byFirst: [String: [[String]]]

  init(_ entries: [String]) {
    var byFirst: [String: [[String]]] = [:]
    for entry in entries {
      let words = WordForms.normal(text: entry)
      if let first = words.first { byFirst[first, default: []].append(words) }
    }
    self.byFirst = byFirst.mapValues { $0.sorted { $0.count > $1.count } }
  }

  /// Whether the word alone is one of them.
  func contains(_ word: String) -> Bool { byFirst[word]?.contains { $0.count == 1 } ?? false }

  /// The number of tokens of the longest one at `index`, with fillers between its words; nil for none.
  func length(in tokens: Tokens, at index: Int) -> Int? {
    guard index < tokens.count, let entries = byFirst[tokens[index].text] else { return nil }
    return entries.lazy.compactMap { tokens.length(of: $0, at: index) }.first
  }
}

/// Sequences of normalised words, each with a number.
struct WordTable: Sendable {
  private let byFirst: [String: [(words: [String], number: Int)]]

  init(_ entries: [(key: String, value: Int)]) {
    var byFirst: [String: [(words: [String], number: Int)]] = [:]
    for entry in entries {
      let words = WordForms.normal(text: entry.key)
      if let first = words.first { byFirst[first, default: []].append((words, entry.value)) }
    }
    self.byFirst = byFirst.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  /// The number of a single word.
  subscript(word: String) -> Int? { byFirst[word]?.last { $0.words.count == 1 }?.number }

  /// The longest one at `index`.
  func entry(in tokens: Tokens, at index: Int) -> (number: Int, length: Int)? {
    guard index < tokens.count, let entries = byFirst[tokens[index].text] else { return nil }
    return entries.first { tokens.says($0.words, at: index) }.map { ($0.number, $0.words.count) }
  }

  /// All single words.
  var words: [String] { byFirst.values.flatMap { $0.filter { $0.words.count == 1 }.map { $0.words[0] } } }
}

extension LanguageData {
  init(_ file: LanguageFile) {
    let words = file["words"]
    fillers = WordSet(words["fillers"].items)
    polite = Set(words["polite"].items)
    wordLists = Self.all { WordSet(words[$0.rawValue].items) }
    phraseLists = Self.all { list in file["phrases"][list.rawValue].items.map(Self.compiled) }
    universals = Self.all { universal in file["universals"][universal.rawValue].items.map(Self.compiled) }
    tables = Self.all { WordTable(file["tables"][$0.rawValue].numbers) }
    nameLists = Self.all { WordSet(file["names"][$0.rawValue].items) }
    texts = file["texts"].texts
    speech = SpeechWords(file["speech"])
  }

  private static func all<Key: CaseIterable & Hashable, Value>(_ value: (Key) -> Value) -> [Key: Value] {
    Dictionary(uniqueKeysWithValues: Key.allCases.map { ($0, value($0)) })
  }

  private static func compiled(_ text: String) -> CompiledPhrase {
    let start = SourcePosition(line: 1, column: 1)
    let end = SourcePosition(line: 1, column: 1 + text.unicodeScalars.count)
    let source = SourceText(text, at: SourceRange(file: "locale", start: start, end: end))
    var diagnostics: [Diagnostic] = []
    guard let phrase = PhraseParser.parse(source, slots: [], rules: [], diagnostics: &diagnostics) else {
      preconditionFailure("language file: `\(text)`: \(diagnostics.map(\.message))")
    }
    return CompiledPhrase(phrase)
  }
}
