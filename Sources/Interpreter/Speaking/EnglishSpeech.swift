extension SpeechWords {
  static let english = SpeechWords(
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
    digits: ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    phoneZero: "oh",
    yes: "yes", no: "no", and: "and", or: "or", at: "at",
    noon: "noon", midnight: "midnight", morning: "AM", afternoon: "PM",
    minus: "minus", plus: "plus",
    yesterday: "yesterday", today: "today", tomorrow: "tomorrow", sameDay: "the same day", nextDay: "the next day",
    years: Noun("year", "years"), spanMonths: Noun("month", "months"), days: Noun("day", "days"),
    hours: Noun("hour", "hours"), minutes: Noun("minute", "minutes"), seconds: Noun("second", "seconds"),
    signs: [
      "-": "dash", ".": "dot", "@": "at", "_": "underscore", "'": "apostrophe", "+": "plus", "/": "slash", "#": "hash",
    ],
    asIn: "as in",
    nato: [
      "Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima",
      "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey",
      "X-ray", "Yankee", "Zulu",
    ])
}

/// "a" or "an", by the sound a word begins with.
enum EnglishArticle {
  static func article(before text: String) -> String {
    let word = text.prefix { !$0.isWhitespace && $0 != "-" }
    return beginsWithVowelSound(String(word)) ? "an" : "a"
  }

  private static func beginsWithVowelSound(_ word: String) -> Bool {
    let lower = word.lowercased()
    guard let first = lower.first else { return false }
    if first.isNumber { return first == "8" || lower == "11" || lower == "18" }
    // Said letter by letter: a lone letter, or capitals alone ("an MRI").
    if word.count == 1 || (word.count <= 4 && word.allSatisfy(\.isUppercase)) { return "aefhilmnorsx".contains(first) }
    if vowelSounds.contains(where: lower.hasPrefix) { return true }
    if consonantSounds.contains(where: lower.hasPrefix) { return false }
    return "aeiou".contains(first)
  }

  private static let vowelSounds = ["hour", "honest", "honor", "honour", "heir", "unin", "unim"]
  private static let consonantSounds = ["uni", "use", "usu", "ubi", "uti", "ute", "eu", "ewe", "once", "one"]
}
