import Hearing

/// A turn's input, parted into what was said and what was typed.
///
/// In the input that is kept with a turn a key is one word, marked, so that keys and speech have one order, and what
/// came since is found in the same way for both.
struct CallerInput: CustomStringConvertible {
  var speech: String
  /// `0`-`9`, `*`, `#`, as they were pressed.
  var keys: String
  /// For people: runs of keys in brackets.
  let description: String

  /// Stands before a key; nobody says it.
  private static let mark: Character = "\u{2328}"

  private static let firstByteOfMark = String(mark).utf8.first!

  /// The word of the input that stands for a key; nil when the text is none.
  static func word(for key: String) -> String? {
    guard let sign = key.first, key.count == 1, isKey(sign) else { return nil }
    return "\(mark)\(sign)"
  }

  static func isKey(_ sign: Character) -> Bool { sign.isASCIIDigit || sign == "*" || sign == "#" }

  init(_ input: String) {
    guard input.utf8.contains(Self.firstByteOfMark), input.contains(Self.mark) else {
      (speech, keys, description) = (input, "", input)
      return
    }
    var spoken: [Substring] = []
    var shown: [String] = []
    keys = ""
    var isTyping = false
    for word in input.split(whereSeparator: \.isWhitespace) {
      guard word.first == Self.mark, let key = word.dropFirst().first else {
        spoken.append(word)
        shown.append(String(word))
        isTyping = false
        continue
      }
      keys.append(key)
      let row = isTyping ? shown.popLast()?.dropFirst().dropLast() ?? "" : ""
      shown.append("[\(row)\(key)]")
      isTyping = true
    }
    speech = spoken.joined(separator: " ")
    description = shown.joined(separator: " ")
    // The same keys may stand in the caller's text too (reference §17.12).
    if let echo = Self.keys(in: speech), echo.filter(\.isASCIIDigit) == keys.filter(\.isASCIIDigit) { speech = "" }
  }

  /// The keys of a text that holds nothing else: `1234#`, `1 2 3 4`.
  static func keys(in text: String) -> String? {
    // Most texts have letters, which bytes tell faster.
    if text.utf8.contains(where: { UInt8(ascii: "a") <= $0 | 0x20 && $0 | 0x20 <= UInt8(ascii: "z") }) { return nil }
    let signs = text.filter { !$0.isWhitespace }
    return signs.contains(where: \.isASCIIDigit) && signs.allSatisfy(isKey) ? signs : nil
  }
}
