import DialogDSL
import Synchronization

/// What a language brings along: words, phrases and default texts, from its folder in CLocales/data. One for all calls.
public final class LanguageData: Sendable {
  public enum WordList: Int, CaseIterable, Sendable {
    case repair, hesitations, corrections, prepositions, small, separators, people
    case backchannels
    case changes
    case itIs
    case strongCorrections
    case countedThings
    case dateLeadIn
    case dayCues
    case beforePronoun
    case afterPronoun
    case numberLeadIn
    case rankedThings
    case spelledZero
    case timesTwo
    case timesThree
    case peopleOne
    case assertions, denials
    case listAdditions
    case listRemovals
    case listReplacements
    case listExclusions
    case listArticles
    /// That cost nothing, and what stands before them when they mean something else.
    case freeOfCharge
    case notOfCharge
    /// What is paid for is no longer charged.
    case included
    /// Between them and an amount hardly a word stands.
    case costs
    case priceNouns
    /// What makes another price of one, where it stands beside one and nothing is compared.
    case priceChanges
    case discounts
    case afterComparison
    case denying
    /// Between the ends of a range of times.
    case rangeWords
    /// Before a number of hours that is a time of day, and the hours themselves.
    case beforeHours
    case hourWords
    /// Written words that end with a stop and no sentence.
    case abbreviations

    /// Its key in the file.
    package var key: String { snakeCase("\(self)") }
  }

  public enum PhraseList: Int, CaseIterable, Sendable {
    case thanks, none, greetings, present
    case nothingElse
    case thatIsIt
    case noneOfThem
    /// What models say as if they had done something.
    case claims
    /// The same, where it is all that is said.
    case loneClaims
    /// What wants an answer, also without a question mark.
    case requests

    /// Its key in the file.
    package var key: String { snakeCase("\(self)") }
  }

  public enum Table: Int, CaseIterable, Sendable {
    case units, teens, tens, scales, groups, homophones, fractions, ordinals, months, weekdays
    case doubtfulMonths
    case dayUnits
    case monthUnits

    /// Its key in the file.
    package var key: String { snakeCase("\(self)") }
  }

  /// Every word that plays a part in the language, by number.
  let lexicon: Lexicon
  /// How its words are compared.
  package var wordForms: WordForms { lexicon.forms }
  let fillers: WordSet
  let polite: WordSet
  let answers: AnswerPhrases
  package let universalPhrases: UniversalPhrases
  let choiceWords: ChoiceWords
  let phonetic: Phonetic
  private let wordLists: [WordSet]
  private let phraseLists: [PhraseSet]
  private let tables: [WordTable]
  /// What stands around names.
  let names: NameWords
  let addresses: AddressWords
  private let texts: [String: [String]]
  let phone: PhoneWords
  let email: EmailWords
  let forms: FormWords
  let times: TimeWords
  let quantities: QuantityWords
  let repairs: RepairWords
  let numbers: NumberWords
  let people: PeopleWords
  let money: MoneyWords
  let dates: DateWords
  /// How values are said.
  package let speech: SpeechWords
  let spelling: SpellingWords

  public static let english = data(for: .standard)

  /// The data for a locale's language; the standard language's where it has none, which the loader warns of.
  public static func data(for locale: LocaleTag) -> LanguageData {
    let language = locale.builtInLanguage ?? .standard
    return loaded.withLock { loaded in
      if let data = loaded[language] { return data }
      let data = LanguageData(LanguageFile(language.text), common: language.commonWords)
      loaded[language] = data
      return data
    }
  }

  /// Each language is read when it is first needed.
  private static let loaded = Mutex<[BuiltInLanguage: LanguageData]>([:])

  package subscript(list: WordList) -> WordSet { wordLists[list.rawValue] }
  package subscript(list: PhraseList) -> PhraseSet { phraseLists[list.rawValue] }
  package subscript(table: Table) -> WordTable { tables[table.rawValue] }

  /// A built-in text: `texts("prompt.date")`, `texts("silence")`. Tapered; never empty, though one may be "".
  public func texts(_ id: String) -> [String] {
    guard let found = texts[id] else { preconditionFailure("no built-in text \(id)") }
    return found
  }

  public var textIDs: [String] { texts.keys.sorted() }

  init(_ file: LanguageFile, common: SortedLines) {
    var lexicon = Lexicon(forms: WordForms(file["word_forms"]))
    let words = file["words"]
    fillers = WordSet(words["fillers"].items, &lexicon)
    polite = WordSet(words["polite"].items, &lexicon)
    wordLists = WordList.allCases.map { WordSet(words[$0.key].items, &lexicon) }
    let phrases = PhraseTexts(rules: file["rules"], forms: lexicon.forms)
    phraseLists = PhraseList.allCases.map { phrases.compiled(file["phrases"][$0.key]) }
    answers = AnswerPhrases(file["answers"], phrases, &lexicon)
    universalPhrases = UniversalPhrases(file["universals"], phrases, &lexicon)
    let cardinals = [Table.units, .teens, .tens].map { file["tables"][$0.key] }
    choiceWords = ChoiceWords(file["choices"], phrases, cardinals, &lexicon)
    phonetic = Phonetic(file["sounds"])
    tables = Table.allCases.map { WordTable(file["tables"][$0.key].numbers, &lexicon) }
    forms = FormWords(file["forms"], &lexicon)
    let digits = ["units", "teens", "tens"].map { file["tables"][$0] }
    times = TimeWords(file["times"], numbers: digits, &lexicon)
    let amounts = digits + ["scales", "groups", "fractions"].map { file["tables"][$0] }
    quantities = QuantityWords(file["quantities"], numbers: amounts, &lexicon)
    repairs = RepairWords(file["repairs"], words: words, &lexicon)
    numbers = NumberWords(file, &lexicon)
    people = PeopleWords(file["people"], &lexicon)
    money = MoneyWords(file["money"], &lexicon)
    dates = DateWords(file, &lexicon)
    addresses = AddressWords(file["addresses"], &lexicon)
    names = NameWords(file["names"], common: common, &lexicon)
    texts = file["texts"].texts
    phone = PhoneWords(file["phone"], &lexicon)
    email = EmailWords(file["email"], &lexicon)
    speech = SpeechWords(file["speech"])
    spelling = SpellingWords(file["spelling"], words: words, phonetic: phonetic, &lexicon)
    self.lexicon = lexicon
  }
}
