import DialogDSL
import Hearing

/// A sentence of a model as it may be spoken: plain prose, without the marks of written text (reference §9).
struct GeneratedSpeech {
  /// Empty: there is nothing to be said in it.
  let text: String
  /// What it is checked as: with the sentence before, where it was cut off from it in the middle of a word.
  let checked: String
  /// As people count them.
  let words: Int
  /// The model has no answer.
  let declines: Bool
  /// JSON, markup or code: nothing that anybody says.
  let isForMachines: Bool

  /// What is written at the texts that models have worded.
  static let prompt = "generated"
  /// Bytes of the longest sentence: a minute of speech.
  static let longest = 1_000

  /// - Parameter keep: texts that stay as they are, whatever marks are in them.
  init(_ sentences: [String], at index: Int, keeping keep: [String] = []) {
    let raw = sentences[index]
    declines = raw.contains(ModelRequest.noAnswer) || raw.lowercased().hasPrefix("no answer")
    isForMachines = Self.machineSigns.contains(where: raw.contains) || raw.trimmed.first.map("{[<".contains) ?? false
    text = keep.reduce(Self.plain(raw)) { text, kept in
      let plain = Self.plain(kept)
      return plain == kept || plain.isEmpty ? text : text.replacing(plain, with: kept)
    }
    words = text.wordCount
    let isCut = index > 0 && raw.first.map { !$0.isWhitespace } ?? false
    checked = isCut ? Self.plain(sentences[index - 1] + raw) : text
  }

  private static let machineSigns = ["{\"", "\":", "</", "```", "=>"]
  /// Signs that are marks of emphasis, headings, lists and code.
  private static let marks: Set<Character> = [
    "*", "_", "#", "`", "~", "|", ">", "<", "[", "]", "{", "}", "\\", "^", "=",
  ]

  static func plain(_ text: String) -> String {
    var plain = ""
    for character in text {
      if character.isWhitespace || marks.contains(character) {
        plain.append(" ")
      } else if character.isSpeakable {
        // What stood before it may have been taken out.
        if ".,;:!?".contains(character) { while plain.last == " " { plain.removeLast() } }
        plain.append(character)
      }
    }
    let line = plain.withSingleSpaces
    // A mark of a list is no word.
    let start = line.drop { !$0.isLetter && !$0.isNumber && !"¿¡$€£\"'(".contains($0) }
    guard start.contains(where: { $0.isLetter || $0.isNumber }) else { return "" }
    // A reply in quotation marks is cut into sentences with one of them.
    let isOpen = !start.count { $0 == "\"" }.isMultiple(of: 2)
    return isOpen ? start.filter { $0 != "\"" } : String(start)
  }
}

extension Character {
  /// Letters, digits, punctuation, signs of money and measure: no emoji, no controls.
  fileprivate var isSpeakable: Bool {
    if isASCII { return isLetter || isNumber || isPunctuation || isSymbol }
    return isLetter || isNumber || isPunctuation || isCurrencySymbol || self == "°"
  }
}
