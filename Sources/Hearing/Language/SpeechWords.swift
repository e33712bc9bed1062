/// A language's words for values: `speech` of its file. One for all calls.
package final class SpeechWords: Sendable {
  /// Monday first.
  package let weekdays: [String]
  package let months: [String]
  /// `0` … `9`, one by one.
  package let digits: [String]
  /// How a zero is said within a phone number.
  package let phoneZero: String
  package let yes: String
  package let no: String
  package let and: String
  package let or: String
  package let minus: String
  package let plus: String
  /// `{date}` and `{time}`.
  package let moment: String
  /// `{from}` and `{to}`.
  package let ranges: Ranges
  /// A `{number}`.
  package let percent: String
  /// By the unit of a temperature, and of an age.
  package let degrees: [String: Noun]
  package let ages: [String: Noun]
  /// By ISO 4217 code.
  package let currencies: [String: Currency]
  /// Lower case.
  package let alike: Set<Character>
  package let shortWords: Set<String>
  /// Letters one of which a word must have to be said as one.
  package let wordVowels: Set<Character>
  package let near: Near
  package let times: Times
  package let years: Noun
  package let spanMonths: Noun
  package let days: Noun
  package let hours: Noun
  package let minutes: Noun
  package let seconds: Noun
  /// Signs within a spelled word.
  package let signs: [Character: String]
  /// A `{letter}` and the `{word}` that begins with it.
  package let spelling: String
  /// `a` … `z`.
  package let nato: [String]
  package let articles: Articles
  private let dates: [String: Dates]
  private let ordinals: [String: String]

  /// Stops the program where the file lacks something: it is part of this program.
  init(_ file: LanguageFile) {
    weekdays = file["weekdays"].items
    months = file["months"].items
    digits = file["digits"].items
    phoneZero = file["phone_zero"].text
    (yes, no) = (file["answers"]["yes"].text, file["answers"]["no"].text)
    (and, or) = (file["joins"]["and"].text, file["joins"]["or"].text)
    (minus, plus) = (file["minus"].text, file["plus"].text)
    moment = file["moment"].text
    ranges = Ranges(file["ranges"])
    percent = file["percent"].text
    degrees = Self.byName(file["degrees"], Noun.init)
    ages = Self.byName(file["ages"], Noun.init)
    currencies = Self.byName(file["currencies"], Currency.init)
    alike = Set(file["alike"].items.compactMap(\.first))
    shortWords = Set(file["short_words"].items)
    wordVowels = Set(file["word_vowels"].items.compactMap(\.first))
    near = Near(file["near"])
    times = Times(file["times"], halves: file["halves"])
    let units = file["units"]
    (years, spanMonths, days) = (Noun(units["years"]), Noun(units["months"]), Noun(units["days"]))
    (hours, minutes, seconds) = (Noun(units["hours"]), Noun(units["minutes"]), Noun(units["seconds"]))
    signs = Dictionary(file["signs"].pairs.map { (Character($0.key), $0.value.text) }, uniquingKeysWith: { a, _ in a })
    spelling = file["spelling"].text
    nato = file["nato"].items
    articles = Articles(file["articles"])
    dates = Self.byName(file["dates"], Dates.init)
    ordinals = Dictionary(file["ordinals"].pairs.map { ($0.key, $0.value.text) }, uniquingKeysWith: { a, _ in a })
  }

  private static func byName<Form>(_ file: LanguageFile, _ form: (LanguageFile) -> Form) -> [String: Form] {
    Dictionary(file.pairs.map { ($0.key, form($0.value)) }, uniquingKeysWith: { first, _ in first })
  }

  package func dates(in region: String) -> Dates { dates[region] ?? dates["other"]! }

  package func ordinal(_ number: Int) -> String {
    let digits = number.magnitude
    let form = ordinals["\(digits % 100)"] ?? ordinals["\(digits % 10)"] ?? ordinals["other"]!
    return form.filling("{number}", with: "\(number)")
  }

  package struct Noun: Sendable {
    package let one: String
    package let many: String

    fileprivate init(_ file: LanguageFile) { (one, many) = (file.items[0], file.items[1]) }
  }

  /// `{from}`, `{to}`; without an end.
  package struct Ranges: Sendable {
    package let both: String
    package let begun: String
    package let ended: String

    fileprivate init(_ file: LanguageFile) {
      (both, begun, ended) = (file["both"].text, file["begun"].text, file["ended"].text)
    }
  }

  package struct Currency: Sendable {
    package let sign: String
    package let name: Noun

    fileprivate init(_ file: LanguageFile) { (sign, name) = (file["sign"].text, Noun(file["name"])) }
  }

  /// `{weekday}`, `{month}`, `{day}`, `{year}`.
  package struct Dates: Sendable {
    package let sameYear: String
    package let otherYear: String

    fileprivate init(_ file: LanguageFile) {
      (sameYear, otherYear) = (file["same_year"].text, file["other_year"].text)
    }
  }

  /// Days seen from a day.
  package struct Near: Sendable {
    package let yesterday: String
    package let today: String
    package let tomorrow: String
    package let sameDay: String
    package let nextDay: String

    fileprivate init(_ file: LanguageFile) {
      (yesterday, today, tomorrow) = (file["yesterday"].text, file["today"].text, file["tomorrow"].text)
      (sameDay, nextDay) = (file["same_day"].text, file["next_day"].text)
    }
  }

  /// `{hour}`, `{minutes}`, `{half}`.
  package struct Times: Sendable {
    package let noon: String
    package let midnight: String
    /// Of one o'clock, and of all other hours.
    private let one: (hour: String, minutes: String)
    private let other: (hour: String, minutes: String)
    /// By their first hour, the latest first.
    private let halves: [(first: Int, name: String)]

    fileprivate init(_ file: LanguageFile, halves: LanguageFile) {
      one = (file["hour_one"].text, file["minutes_one"].text)
      other = (file["hour"].text, file["minutes"].text)
      (noon, midnight) = (file["noon"].text, file["midnight"].text)
      self.halves = halves.pairs.map { (Int($0.key) ?? 0, $0.value.text) }.sorted { $0.0 > $1.0 }
    }

    /// The template of an hour of twelve.
    package func template(hour: Int, isFull: Bool) -> String {
      let forms = hour == 1 ? one : other
      return isFull ? forms.hour : forms.minutes
    }

    /// "AM", "de la tarde"; `hour` of 24.
    package func half(of hour: Int) -> String { halves.first { $0.first <= hour }?.name ?? "" }
  }
}

/// "a" or "an", by the sound a word begins with.
package struct Articles: Sendable {
  private let other: String
  private let vowel: String
  private let vowels: Set<String>
  /// Letters whose names begin with a vowel.
  private let vowelLetters: Set<String>
  private let vowelNumbers: Set<String>
  private let vowelDigits: Set<String>
  /// Beginnings of words that sound otherwise than they are written.
  private let vowelSounds: [String]
  private let consonantSounds: [String]

  init(_ file: LanguageFile) {
    (other, vowel) = (file["other"].text, file["vowel"].text)
    vowels = Set(file["vowels"].items)
    vowelLetters = Set(file["vowel_letters"].items)
    vowelNumbers = Set(file["vowel_numbers"].items)
    vowelDigits = Set(file["vowel_digits"].items)
    vowelSounds = file["vowel_sounds"].items
    consonantSounds = file["consonant_sounds"].items
  }

  package func article(before text: String) -> String {
    let word = text.prefix { !$0.isWhitespace && $0 != "-" }
    return beginsWithVowel(String(word)) ? vowel : other
  }

  private func beginsWithVowel(_ word: String) -> Bool {
    let lower = word.lowercased()
    guard let first = lower.first.map(String.init) else { return false }
    if first.first?.isNumber == true { return vowelDigits.contains(first) || vowelNumbers.contains(lower) }
    // Said letter by letter: a lone letter, or capitals alone ("an MRI").
    if word.count == 1 || (word.count <= 4 && word.allSatisfy(\.isUppercase)) { return vowelLetters.contains(first) }
    if vowelSounds.contains(where: lower.hasPrefix) { return true }
    if consonantSounds.contains(where: lower.hasPrefix) { return false }
    return vowels.contains(first)
  }
}
