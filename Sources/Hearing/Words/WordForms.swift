import DialogDSL

/// The normal form of a language in which phrases, its own words and callers' words are compared: `word_forms` of its
/// file. Contractions are written out, hyphenated words apart, dots and other apostrophes gone: "what's" and "what is"
/// become the same two words, "I'd" is "I would". Letters that are written with or without an accent are one letter.
public struct WordForms: Sendable {
  private let whole: [String: [String]]
  /// What an ending with an apostrophe stands for, the longest first.
  private let endings: [(ending: String, word: String)]
  /// The same after the number of an hour: "9's fine".
  private let afterNumbers: [(ending: String, word: String)]
  private let letters: [Character: String]

  /// No language's: only hyphens, dots and apostrophes go.
  init() { (whole, endings, afterNumbers, letters) = ([:], [], [], [:]) }

  init(_ file: LanguageFile) {
    func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    func tails(_ key: String) -> [(ending: String, word: String)] {
      file[key].pairs.map { (ending: $0.key, word: $0.value.text) }
        .sorted { $0.ending.utf8.count > $1.ending.utf8.count }
    }
    whole = Dictionary(file["whole"].pairs.map { ($0.key, words($0.value.text)) }, uniquingKeysWith: { a, _ in a })
    endings = tails("endings")
    afterNumbers = tails("after_numbers")
    letters = Dictionary(
      file["letters"].pairs.map { (Character($0.key), $0.value.text) }, uniquingKeysWith: { a, _ in a })
  }

  private static let marks: Set<Character> = ["'", "-", "."]

  /// Most words have none, and bytes are told apart faster than characters.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// Bytes of a number that names an hour, with its ending: "10's".
  private static let longestHour = 4

  /// The normal forms of one word of `WordScanner`; never empty.
  public func normal(_ word: String) -> [String] {
    let word = plain(word)
    if let expanded = whole[word] { return expanded }
    guard word.utf8.contains(where: Self.isMark), word.contains(where: Self.marks.contains) else { return [word] }
    for (ending, tail) in endings where word.hasSuffix(ending) && word.utf8.count > ending.utf8.count {
      return normal(String(word.dropLast(ending.count))) + [tail]
    }
    // A number keeps its hyphens and dots: 555-0134, 2.5, 2026-03-02.
    if word.utf8.contains(where: UInt8.isDigit) {
      for (ending, tail) in afterNumbers where word.hasSuffix(ending) && word.utf8.count <= Self.longestHour {
        if let hour = Int(word.dropLast(ending.count)) { return ["\(hour)", tail] }
      }
      return [word.filter { $0 != "'" }]
    }
    let parts = word.split(separator: "-")
    if parts.count > 1 { return parts.flatMap { normal(String($0)) } }
    let bare = word.filter { !Self.marks.contains($0) }
    return bare.isEmpty ? [word] : [bare]
  }

  /// All normal forms of a text, in order.
  public func normal(text: String) -> [String] {
    if !text.isEmpty, text.utf8.allSatisfy({ UInt8(ascii: "a") <= $0 && $0 <= UInt8(ascii: "z") }) {
      return normal(text)
    }
    return WordScanner.words(in: text).flatMap { normal($0.text) }
  }

  /// Without the accents that the language's speakers leave out.
  func plain(_ word: String) -> String {
    if letters.isEmpty || word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
    return word.reduce(into: "") { $0 += letters[$1] ?? String($1) }
  }
}
