/// A language's words for values: `speech` of its file. One for all calls.
final class SpeechWords: Sendable {
  /// Monday first.
  let weekdays: [String]
  let months: [String]
  /// `0` … `9`, one by one.
  let digits: [String]
  /// How a zero is said within a phone number.
  let phoneZero: String
  let yes: String
  let no: String
  let and: String
  let or: String
  let minus: String
  let plus: String
  /// `{date}` and `{time}`.
  let moment: String
  let near: Near
  let times: Times
  let years: Noun
  let spanMonths: Noun
  let days: Noun
  let hours: Noun
  let minutes: Noun
  let seconds: Noun
  /// Signs within a spelled word.
  let signs: [Character: String]
  /// A `{letter}` and the `{word}` that begins with it.
  let spelling: String
  /// `a` … `z`.
  let nato: [String]
  let articles: Articles
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
    near = Near(file["near"])
    times = Times(file["times"], halves: file["halves"])
    let units = file["units"]
    (years, spanMonths, days) = (Noun(units["years"]), Noun(units["months"]), Noun(units["days"]))
    (hours, minutes, seconds) = (Noun(units["hours"]), Noun(units["minutes"]), Noun(units["seconds"]))
    signs = Dictionary(file["signs"].pairs.map { (Character($0.key), $0.value.text) }, uniquingKeysWith: { a, _ in a })
    spelling = file["spelling"].text
    nato = file["nato"].items
    articles = Articles(file["articles"])
    dates = Dictionary(file["dates"].pairs.map { ($0.key, Dates($0.value)) }, uniquingKeysWith: { a, _ in a })
    ordinals = Dictionary(file["ordinals"].pairs.map { ($0.key, $0.value.text) }, uniquingKeysWith: { a, _ in a })
  }

  func dates(in region: String) -> Dates { dates[region] ?? dates["other"]! }

  func ordinal(_ number: Int) -> String {
    let digits = number.magnitude
    let form = ordinals["\(digits % 100)"] ?? ordinals["\(digits % 10)"] ?? ordinals["other"]!
    return form.replacing("{number}", with: "\(number)")
  }

  struct Noun: Sendable {
    let one: String
    let many: String

    fileprivate init(_ file: LanguageFile) { (one, many) = (file.items[0], file.items[1]) }
  }

  /// `{weekday}`, `{month}`, `{day}`, `{year}`.
  struct Dates: Sendable {
    let sameYear: String
    let otherYear: String

    fileprivate init(_ file: LanguageFile) {
      (sameYear, otherYear) = (file["same_year"].text, file["other_year"].text)
    }
  }

  /// Days seen from a day.
  struct Near: Sendable {
    let yesterday: String
    let today: String
    let tomorrow: String
    let sameDay: String
    let nextDay: String

    fileprivate init(_ file: LanguageFile) {
      (yesterday, today, tomorrow) = (file["yesterday"].text, file["today"].text, file["tomorrow"].text)
      (sameDay, nextDay) = (file["same_day"].text, file["next_day"].text)
    }
  }

  /// `{hour}`, `{minutes}`, `{half}`.
  struct Times: Sendable {
    let hour: String
    let minutes: String
    let noon: String
    let midnight: String
    let morning: String
    let afternoon: String

    fileprivate init(_ file: LanguageFile, halves: LanguageFile) {
      (hour, minutes) = (file["hour"].text, file["minutes"].text)
      (noon, midnight) = (file["noon"].text, file["midnight"].text)
      (morning, afternoon) = (halves["morning"].text, halves["afternoon"].text)
    }
  }
}

/// "a" or "an", by the sound a word begins with.
struct Articles: Sendable {
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

  func article(before text: String) -> String {
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
