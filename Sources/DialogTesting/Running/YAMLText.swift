import DialogDSL
import Interpreter

/// Texts as YAML scalars that mean exactly them.
enum YAMLText {
  /// Without quotes where that is safe. `inFlow`: inside `[ ]` or `{ }`.
  static func scalar(_ text: String, inFlow: Bool = false) -> String {
    isPlain(text, inFlow: inFlow) ? text : quoted(text)
  }

  static func quoted(_ text: String) -> String { Value.text(text).json }

  /// nil: it holds something that can only be escaped.
  static func singleQuoted(_ text: String) -> String? {
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { return nil }
    return "'\(text.replacing("'", with: "''"))'"
  }

  private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    guard let first = text.first, first.isLetter || first.isNumber, text.last?.isWhitespace == false else {
      return false
    }
    if text.contains(": ") || text.contains(" #") || text.hasSuffix(":") { return false }
    return !text.unicodeScalars.contains { scalar in
      scalar.value < 32 || scalar.value == 127 || scalar.properties.generalCategory == .control
        || (inFlow && ",[]{}:".unicodeScalars.contains(scalar))
    }
  }

  /// A folded text (`>-`) in lines of at most `width` characters; nil when folding would not give the text back.
  static func folded(_ text: String, indent: Int, width: Int = 116) -> String? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    if words.contains(where: \.isEmpty) || text.contains(where: \.isNewline) { return nil }
    var lines: [String] = []
    for word in words {
      if let last = lines.last, indent + last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return ">-\n" + lines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
  }
}
