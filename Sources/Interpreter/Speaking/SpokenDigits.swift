import DialogDSL
import Hearing

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
    let dialled = number.filter { $0.isASCII && $0.isNumber }
    guard number.hasPrefix("+"), let (plan, national) = PhonePlan.split(dialled) else {
      return grouped(dialled, by: Self.sizes(for: dialled.count), zero: words.phoneZero)
    }
    let isAtHome = plan.regions.contains(locale.region)
    let groups = isAtHome ? plan.groups(atHome: national) : [plan.countryCode] + plan.groups(of: national)
    let spoken = groups.map { grouped($0, by: [$0.count], zero: words.phoneZero) }.joined(separator: Self.pause)
    return isAtHome ? spoken : "\(words.plus) \(spoken)"
  }

  /// "K, B as in Bravo, 7 4": letters that sound alike with a word for each. Groups are parted by pauses, and so are long
  /// rows of digits.
  func code(_ text: String) -> String {
    text.split { $0.isWhitespace || $0 == "-" }.map { group in
      var pieces: [String] = []
      var row = ""
      func closeRow() {
        if row.isEmpty { return }
        let sizes = row.allSatisfy(\.isNumber) ? Self.sizes(for: row.count) : [row.count]
        pieces.append(grouped(row, by: sizes) { words.signs[$0] ?? $0.uppercased() })
        row = ""
      }
      for character in group {
        if character.lowercased().first.map(words.alike.contains) ?? false {
          closeRow()
          pieces.append(spelledNATO(String(character)))
        } else {
          row.append(character)
        }
      }
      closeRow()
      return pieces.joined(separator: ", ")
    }.joined(separator: Self.pause)
  }

  /// "six two seven oh one", "S W 1 A - 1 A A".
  func postalCode(_ text: String) -> String {
    let groups = text.split { $0.isWhitespace || $0 == "-" }
    if groups.allSatisfy({ $0.allSatisfy(\.isNumber) }) {
      return groups.map { grouped(String($0), by: [$0.count], zero: words.phoneZero) }.joined(separator: Self.pause)
    }
    return spelled(groups.joined(separator: " "))
  }

  /// "maria dot lopez at gmail dot com". What is hardly a word is spelled: "J R 4 2 at example dot org".
  func email(_ address: String) -> String {
    var pieces: [String] = []
    var rest = address[...]
    while let first = rest.first {
      let run = rest.prefix { ($0.isLetter && first.isLetter) || ($0.isNumber && first.isNumber) }
      if run.isEmpty {
        pieces.append(words.signs[first] ?? String(first))
        rest = rest.dropFirst()
      } else {
        pieces.append(isSaidWhole(run) ? String(run) : run.map { $0.uppercased() }.joined(separator: " "))
        rest = rest.dropFirst(run.count)
      }
    }
    return pieces.joined(separator: " ")
  }

  private func isSaidWhole(_ run: Substring) -> Bool {
    if words.shortWords.contains(run.lowercased()) { return true }
    return run.count > 2 && run.lowercased().contains(where: words.wordVowels.contains)
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
      return words.spelling.filling("{letter}", with: letter).filling("{word}", with: word)
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
    grouped(text, by: sizes) { said($0, zero: zero) }
  }

  private func grouped(_ text: String, by sizes: [Int], _ said: (Character) -> String) -> String {
    var rest = text[...]
    var groups: [String] = []
    for size in sizes {
      groups.append(rest.prefix(size).map(said).joined(separator: " "))
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
