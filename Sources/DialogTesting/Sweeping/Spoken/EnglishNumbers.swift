/// Numbers as words and as digits, for other ways to write the same.
enum EnglishNumbers {
  static let units = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
  static let teens = [
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  static let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  static let ordinalUnits = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
  ]
  static let ordinalTens = ["twentieth", "thirtieth"]
  /// How a recogniser of speech may write them.
  static let homophones = ["one": ["won"], "two": ["to", "too"], "four": ["for"], "eight": ["ate"]]

  static func digit(_ word: String) -> Int? { ["oh", "o", "nought"].contains(word) ? 0 : units.firstIndex(of: word) }

  /// 0...99 at `index`, and how many words it takes: "seven", "eleven", "twenty five".
  static func cardinal(_ words: [String], at index: Int) -> (value: Int, count: Int)? {
    guard words.indices.contains(index) else { return nil }
    let word = words[index]
    if word.contains("-") { return hyphenated(word).map { ($0, 1) } }
    if word != "oh", word != "o", let unit = digit(word) { return (unit, 1) }
    if let teen = teens.firstIndex(of: word) { return (10 + teen, 1) }
    guard let ten = tens.firstIndex(of: word) else { return nil }
    let value = 20 + ten * 10
    if index + 1 < words.count, let unit = units.firstIndex(of: words[index + 1]), unit > 0 { return (value + unit, 2) }
    return (value, 1)
  }

  private static func hyphenated(_ word: String) -> Int? {
    let parts = word.split(separator: "-").map(String.init)
    guard parts.count == 2, let ten = tens.firstIndex(of: parts[0]), let unit = units.firstIndex(of: parts[1]) else {
      return nil
    }
    return 20 + ten * 10 + unit
  }

  /// 1...31 at `index`: "fifth", "twenty first".
  static func ordinal(_ words: [String], at index: Int) -> (value: Int, count: Int)? {
    let word = words[index]
    if let unit = ordinalUnits.firstIndex(of: word) { return (unit + 1, 1) }
    if let ten = ordinalTens.firstIndex(of: word) { return (20 + ten * 10, 1) }
    guard let ten = tens.firstIndex(of: word), index + 1 < words.count,
      let unit = ordinalUnits.firstIndex(of: words[index + 1]), unit < 9
    else { return nil }
    return (20 + ten * 10 + unit + 1, 2)
  }

  /// 0...99 in words.
  static func words(of value: Int) -> String? {
    switch value {
    case 0..<10: units[value]
    case 10..<20: teens[value - 10]
    case 20..<100: tens[value / 10 - 2] + (value % 10 == 0 ? "" : " " + units[value % 10])
    default: nil
    }
  }

  /// 1...31 in words: "twenty first".
  static func ordinalWords(of value: Int) -> String? {
    switch value {
    case 1..<20: ordinalUnits[value - 1]
    case 20, 30: ordinalTens[value / 10 - 2]
    case 21..<32: tens[value / 10 - 2] + " " + ordinalUnits[value % 10 - 1]
    default: nil
    }
  }

  static func ordinalDigits(of value: Int) -> String {
    let ending =
      switch (value % 10, value / 10) {
      case (1, let tens) where tens != 1: "st"
      case (2, let tens) where tens != 1: "nd"
      case (3, let tens) where tens != 1: "rd"
      default: "th"
      }
    return "\(value)\(ending)"
  }
}
