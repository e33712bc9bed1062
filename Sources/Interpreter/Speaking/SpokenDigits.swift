import DialogDSL

/// What is said character by character. Groups are parted by spaced dashes, at which the voice slows down.
extension SpokenForms {
  static let pause = " - "

  /// "one two three - four five six"; other characters as in `spelled`.
  func digits(_ text: String) -> String {
    let characters = text.filter { !$0.isWhitespace && $0 != "-" }
    return grouped(characters, by: Self.sizes(for: characters.count), zero: words.digits[0])
  }

  /// "five oh three - five five five - oh one two three". The country code is left out in its own country, where the
  /// number is said as dialled there.
  func phone(_ number: String) -> String {
    let form = DialledNumber(number, in: locale.region)
    let sizes = form.groups ?? Self.sizes(for: form.national.count)
    let national = grouped(form.national, by: sizes, zero: words.phoneZero)
    guard let code = form.countryCode else { return national }
    let spokenCode = grouped(code, by: [code.count], zero: words.phoneZero)
    return "\(words.plus) \(spokenCode)\(Self.pause)\(national)"
  }

  /// "K 7"; words are parted by pauses.
  func spelled(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace)
      .map { $0.map { words.signs[$0] ?? $0.uppercased() }.joined(separator: " ") }
      .joined(separator: Self.pause)
  }

  /// "K as in Kilo, 7".
  func spelledNATO(_ text: String) -> String {
    text.filter { !$0.isWhitespace }.map { character in
      let letter = character.uppercased()
      guard let code = character.lowercased().utf8.first, character.isASCII, character.isLetter else {
        return words.signs[character] ?? letter
      }
      let word = words.nato[Int(code - UInt8(ascii: "a"))]
      return words.spelling.replacing("{letter}", with: letter).replacing("{word}", with: word)
    }.joined(separator: ", ")
  }

  /// Threes, or fours where they come out even and threes do not; no lone digit at the end.
  static func sizes(for count: Int) -> [Int] {
    if count <= 4 { return [count] }
    if count % 4 == 0, count % 3 != 0 { return Array(repeating: 4, count: count / 4) }
    let threes = Array(repeating: 3, count: count / 3)
    return switch count % 3 {
    case 1: threes.dropLast() + [4]
    case 2: threes + [2]
    default: threes
    }
  }

  private func grouped(_ text: String, by sizes: [Int], zero: String) -> String {
    var rest = text[...]
    var groups: [String] = []
    for size in sizes {
      groups.append(rest.prefix(size).map { said($0, zero: zero) }.joined(separator: " "))
      rest = rest.dropFirst(size)
    }
    return groups.joined(separator: Self.pause)
  }

  private func said(_ character: Character, zero: String) -> String {
    guard character.isASCII, let digit = character.wholeNumberValue else {
      return words.signs[character] ?? character.uppercased()
    }
    return digit == 0 ? zero : words.digits[digit]
  }
}
