import DialogDSL

/// Numbers as callers say them.
enum Numerals {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

  /// In words from 0 to 999, in figures beyond.
  static func words(_ number: Int) -> String {
    switch number {
    case 0..<20: small[number]
    case 20..<100: tens[number / 10] + (number % 10 == 0 ? "" : " " + small[number % 10])
    case 100..<1000: small[number / 100] + " hundred" + (number % 100 == 0 ? "" : " and " + words(number % 100))
    default: String(number)
    }
  }

  /// "four oh seven"; "plus" for `+`.
  static func digitByDigit(_ text: String) -> String {
    text.map { character in
      switch character {
      case "+": "plus"
      case "0": "oh"
      default: character.wholeNumberValue.map { small[$0] } ?? String(character)
      }
    }.joined(separator: " ")
  }

  /// `10th`
  static func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (1, let rest) where rest != 11: "st"
      case (2, let rest) where rest != 12: "nd"
      case (3, let rest) where rest != 13: "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  static func weekday(_ date: CivilDate) -> String {
    let name = date.weekday.name
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}
