/// Splits a text into words, the same way for what callers say and for what scripts' phrases are made of.
///
/// A word is a run of letters, marks and digits. Signs inside it stay where they carry meaning: an apostrophe, a
/// hyphen, a dot, colon or slash between digits, a dot between single letters (`a.m`), a comma before exactly three
/// digits. `+`, currency signs and a lone point before a digit and `%` after one belong to it (`.5`, `$.50`).
/// Everything else separates.
public enum WordScanner {
  public struct Word: Sendable, Hashable {
    /// Lower case; curly apostrophes are straight and digits of any script ASCII.
    public var text: String
    public var original: String
    /// In Unicode scalars of the text.
    public var range: Range<Int>
    /// The first sign of punctuation between it and the next word.
    public var punctuation: Character?
    /// All signs between it and the next word, spaces left out.
    public var signs = ""
  }

  /// The words in the first `limit` Unicode scalars.
  public static func words(in text: String, limit: Int = .max) -> [Word] {
    let scalars = Array(text.unicodeScalars.prefix(limit))
    var words: [Word] = []
    var position = 0
    while position < scalars.count {
      if startsWord(at: position, of: scalars) {
        let end = endOfWord(from: position, in: scalars)
        words.append(word(position..<end, of: scalars))
        position = end
      } else {
        if let last = words.indices.last, scalars[position] != " " {
          note(scalars[position], after: &words[last])
        }
        position += 1
      }
    }
    return words
  }

  /// Signs in a row that are kept; more are no writing.
  private static let maxSigns = 8

  private static func note(_ scalar: Unicode.Scalar, after word: inout Word) {
    if word.punctuation == nil, isPunctuation(scalar) { word.punctuation = Character(scalar) }
    if !scalar.properties.isWhitespace, word.signs.unicodeScalars.count < maxSigns {
      word.signs.unicodeScalars.append(scalar)
    }
  }

  private static func startsWord(at position: Int, of scalars: [Unicode.Scalar]) -> Bool {
    if isWordScalar(scalars[position]) { return true }
    if scalars[position] == " " { return false }
    guard position + 1 < scalars.count else { return false }
    if isPrefixSign(scalars[position]) {
      return isDigit(scalars[position + 1]) || isPoint(at: position + 1, of: scalars)
    }
    guard isPoint(at: position, of: scalars) else { return false }
    return position == 0 || scalars[position - 1].properties.isWhitespace
  }

  /// A decimal point with nothing before it.
  private static func isPoint(at position: Int, of scalars: [Unicode.Scalar]) -> Bool {
    position + 1 < scalars.count && scalars[position] == "." && isDigit(scalars[position + 1])
  }

  private static func endOfWord(from start: Int, in scalars: [Unicode.Scalar]) -> Int {
    var end = start + 1
    if !isWordScalar(scalars[start]), isPoint(at: end, of: scalars) { end += 1 }
    while end < scalars.count {
      if isWordScalar(scalars[end]) || isMark(scalars[end]) || joins(at: end, start: start, in: scalars) {
        end += 1
      } else if scalars[end] == "%", isDigit(scalars[end - 1]) {
        return end + 1
      } else {
        break
      }
    }
    return end
  }

  /// Whether the sign at `position` holds the word around it together.
  private static func joins(at position: Int, start: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard position + 1 < scalars.count, isWordScalar(scalars[position + 1]) else { return false }
    let before = scalars[position - 1]
    let after = scalars[position + 1]
    switch scalars[position] {
    case "'", "\u{2019}", "\u{02BC}", "-", "\u{2010}", "\u{2011}": return isWordScalar(before) || isMark(before)
    case ":", "/": return isDigit(before) && isDigit(after)
    case ".":
      if isDigit(before) || isDigit(after) { return isDigit(before) && isDigit(after) }
      return position - start == 1 || scalars[position - 2] == "." || isDigit(scalars[position - 2])
    case ",":
      guard isDigit(before), position + 3 < scalars.count else { return false }
      let group = scalars[(position + 1)...(position + 3)]
      return group.allSatisfy(isDigit) && !(position + 4 < scalars.count && isDigit(scalars[position + 4]))
    default: return false
    }
  }

  private static func word(_ range: Range<Int>, of scalars: [Unicode.Scalar]) -> Word {
    if scalars[range].allSatisfy(\.isASCII) { return plainWord(range, of: scalars) }
    var original = String.UnicodeScalarView()
    var text = ""
    for scalar in scalars[range] {
      original.append(scalar)
      switch scalar {
      case "\u{2019}", "\u{02BC}": text += "'"
      case "\u{2010}", "\u{2011}": text += "-"
      case "A"..."Z": text.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
      case _ where scalar.isASCII: text.unicodeScalars.append(scalar)
      default:
        if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue {
          text += String(Int(value))
        } else {
          text += scalar.properties.lowercaseMapping
        }
      }
    }
    return Word(text: text, original: String(original), range: range, punctuation: nil)
  }

  /// Looking up properties takes longer than all else, and most words need none.
  private static func plainWord(_ range: Range<Int>, of scalars: [Unicode.Scalar]) -> Word {
    func text(_ byte: (UInt8) -> UInt8) -> String {
      String(unsafeUninitializedCapacity: range.count) { bytes in
        for place in range { bytes[place - range.lowerBound] = byte(UInt8(truncatingIfNeeded: scalars[place].value)) }
        return range.count
      }
    }
    let original = text { $0 }
    let isLower = !scalars[range].contains { ("A"..."Z").contains($0) }
    let lower = isLower ? original : text { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return Word(text: lower, original: original, range: range, punctuation: nil)
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || isDigit(scalar)
    }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .decimalNumber
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || !scalar.isASCII && scalar.properties.generalCategory == .decimalNumber
  }

  private static func isPrefixSign(_ scalar: Unicode.Scalar) -> Bool { "+-$£€₹#".unicodeScalars.contains(scalar) }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool { ",.?!;:-–—…".unicodeScalars.contains(scalar) }
}
