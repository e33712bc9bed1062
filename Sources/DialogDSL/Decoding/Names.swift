/// Lower-case letters, digits and `_`, the first a letter: how everything in a script is named.
package func isIdentifier(_ text: String) -> Bool {
  guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
  return text.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }
}

extension String {
  /// A name as it is spoken: its `_` read as spaces.
  package var withSpaces: String { String(map { $0 == "_" ? " " : $0 }) }

  /// Runs of white space become one space; none at the ends.
  package var withSingleSpaces: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// Without white space at its ends.
  package var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return first == startIndex && index(after: last) == endIndex ? self : String(self[first...last])
  }
}

/// The words of language.md §5.1.
enum StepWords {
  static let all = [
    "say", "collect", "ask", "confirm", "route", "set", "clear", "if", "match", "do", "goto", "return", "call",
    "transfer", "press", "end", "record", "publish", "tune", "generate", "converse", "wait",
  ]
  /// Steps after which the flow does not go on by itself.
  static let closing = ["end", "transfer", "press", "do"]
}

extension SourceText {
  /// The parts between commas that stand outside all brackets, without the spaces around them.
  func splitAtCommas() -> [SourceText] {
    let scalars = Array(text.unicodeScalars)
    var parts: [SourceText] = []
    var depth = 0
    var start = 0
    func add(_ end: Int) {
      var from = start
      var to = end
      while from < to, scalars[from] == " " { from += 1 }
      while to > from, scalars[to - 1] == " " { to -= 1 }
      if from < to { parts.append(part(from..<to)) }
    }
    for (offset, scalar) in scalars.enumerated() {
      switch scalar {
      case "(", "[", "{", "<": depth += 1
      case ")", "]", "}", ">": depth -= 1
      case "," where depth == 0:
        add(offset)
        start = offset + 1
      default: break
      }
    }
    add(scalars.count)
    return parts
  }

  private func part(_ offsets: Range<Int>) -> SourceText {
    let scalars = text.unicodeScalars
    let start = scalars.index(scalars.startIndex, offsetBy: offsets.lowerBound)
    let end = scalars.index(start, offsetBy: offsets.count)
    let first = Run(offset: 0, position: position(at: offsets.lowerBound))
    let later = runs.filter { offsets.dropFirst().contains($0.offset) }
      .map { Run(offset: $0.offset - offsets.lowerBound, position: $0.position) }
    return SourceText(String(scalars[start..<end]), range: range(of: offsets), runs: [first] + later)
  }
}
