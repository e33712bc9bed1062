/// Parses one sentence template of language.md §6.
public enum PhraseParser {
  /// Brackets nested deeper than any phrase a person would read.
  static let maxDepth = 8
  /// Ways to write one word with glued brackets, as in `re[-]book[ing|ed]`.
  static let maxSpellings = 64

  /// `slots` and `rules` are the names that `{…}` and `<…>` may use. Faults go to `diagnostics`; nil when there was
  /// one.
  public static func parse(
    _ source: SourceText, slots: Set<String>, rules: Set<String>, diagnostics: inout [Diagnostic]
  ) -> Phrase? {
    var reader = PhraseReader(source: source, slots: slots, rules: rules)
    let phrase = reader.phrase()
    diagnostics += reader.diagnostics
    return reader.diagnostics.isEmpty ? phrase : nil
  }
}

struct PhraseReader {
  let source: SourceText
  let slots: Set<String>
  let rules: Set<String>
  let scalars: [Unicode.Scalar]
  var position = 0
  var diagnostics: [Diagnostic] = []

  init(source: SourceText, slots: Set<String>, rules: Set<String>) {
    self.source = source
    self.slots = slots
    self.rules = rules
    scalars = Array(source.text.unicodeScalars)
  }

  mutating func phrase() -> Phrase {
    skipSpace()
    let atStart = take("^")
    let elements = sequence(depth: 0)
    let end = position
    let atEnd = take("$")
    skipSpace()
    if position < scalars.count {
      if atEnd { position = scalars[end...].firstIndex(of: "$") ?? end }
      if diagnostics.isEmpty { unexpected() }
    }
    if diagnostics.isEmpty, Self.canBeEmpty(elements) { emptyPhrase(elements) }
    return Phrase(elements: elements, atStart: atStart, atEnd: atEnd, source: source.text, range: source.range)
  }

  /// Chunks up to a bracket or bar that closes, `$` or the end.
  private mutating func sequence(depth: Int) -> [Phrase.Element] {
    var elements: [Phrase.Element] = []
    while true {
      skipSpace()
      guard let next = peek, !Self.isCloser(next) else { return elements }
      let before = position
      elements += chunk(depth: depth)
      if position == before { return elements }
    }
  }

  /// Parts written without a space between them.
  private mutating func chunk(depth: Int) -> [Phrase.Element] {
    let start = position
    var parts: [Part] = []
    while let next = peek, next != " ", next != "\t", next != "\n", !Self.isCloser(next) {
      guard let part = part(startingWith: next, depth: depth) else { break }
      parts.append(part)
    }
    return joined(parts, range: start..<max(position, start + 1))
  }

  private mutating func part(startingWith first: Unicode.Scalar, depth: Int) -> Part? {
    switch first {
    case "(", "[": return group(opening: first, depth: depth)
    case "{":
      return name(closedBy: "}", known: slots, code: "unknown-slot", kind: "slot").map { .element(.slot($0)) }
    case "<": return name(closedBy: ">", known: rules, code: "unknown-rule", kind: "rule").map { .element(.rule($0)) }
    case "*":
      position += 1
      return .element(.anyWords)
    default: return literal()
    }
  }

  private mutating func group(opening: Unicode.Scalar, depth: Int) -> Part? {
    let start = position
    let closing: Unicode.Scalar = opening == "(" ? ")" : "]"
    guard depth < PhraseParser.maxDepth else {
      fault("phrase-depth", "brackets nested deeper than \(PhraseParser.maxDepth)", start..<(start + 1))
      position = scalars.count
      return nil
    }
    position += 1
    var alternatives = [sequence(depth: depth + 1)]
    while take("|") { alternatives.append(sequence(depth: depth + 1)) }
    guard take(closing) else {
      if diagnostics.isEmpty {
        fault(
          "phrase-brackets", "`\(opening)` is never closed", start..<(start + 1), help: "close it with `\(closing)`")
      }
      position = scalars.count
      return nil
    }
    if alternatives.allSatisfy(\.isEmpty) {
      fault("empty-phrase", "nothing between the brackets", start..<position)
    }
    return .group(opening == "[" && !alternatives.contains([]) ? alternatives + [[]] : alternatives)
  }

  private mutating func name(closedBy closing: Unicode.Scalar, known: Set<String>, code: String, kind: String)
    -> String?
  {
    let start = position
    guard let end = scalars[start...].firstIndex(of: closing) else {
      fault("phrase-brackets", "`\(scalars[start])` is never closed", start..<(start + 1))
      position = scalars.count
      return nil
    }
    position = end + 1
    let name = text(of: (start + 1)..<end).split(separator: " ").joined(separator: " ")
    guard known.contains(name) else {
      fault(
        code, "no \(kind) named `\(name)`", (start + 1)..<max(end, start + 2),
        help: nearest(name, in: known).map { "did you mean `\($0)`?" })
      return .some(name)
    }
    return name
  }

  private mutating func literal() -> Part? {
    let start = position
    while let next = peek, !Self.isSpecial(next), next != " ", next != "\t", next != "\n" {
      if !Self.isAllowed(next) {
        fault("phrase-character", "`\(next)` cannot be said", position..<(position + 1))
        position = scalars.count
        return nil
      }
      position += 1
    }
    if position == start {
      unexpected()
      return nil
    }
    return .literal(text(of: start..<position))
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let next = peek, next == " " || next == "\t" || next == "\n" { position += 1 }
  }

  private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private func text(of range: Range<Int>) -> String {
    if scalars[range].allSatisfy(\.isASCII) {
      return String(decoding: scalars[range].map { UInt8(truncatingIfNeeded: $0.value) }, as: UTF8.self)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  private static func isCloser(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ")", "]", "|", "$": true
    default: false
    }
  }

  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", ")", "[", "]", "{", "}", "<", ">", "|", "*", "^", "$": true
    default: false
    }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    // Looking up properties takes longer than all else.
    ("a"..."z").contains(scalar) || "'\u{2019}-.,?!:;/&+%#\"".unicodeScalars.contains(scalar)
      || scalar.properties.isAlphabetic
      || [.decimalNumber, .nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }
}

// MARK: - Glued parts

extension PhraseReader {
  /// A piece of a chunk before it is made of whole words.
  enum Part {
    case literal(String)
    case group([[Phrase.Element]])
    case element(Phrase.Element)
  }

  /// One part is itself; literals glued to brackets are spelled out in every way: `clean[ing]` is clean or cleaning.
  private mutating func joined(_ parts: [Part], range: Range<Int>) -> [Phrase.Element] {
    if parts.count == 1 {
      switch parts[0] {
      case .literal(let text): return Self.words(text)
      case .group(let alternatives): return [.oneOf(alternatives)]
      case .element(let element): return [element]
      }
    }
    let hasLiteral = parts.contains { if case .literal(let text) = $0 { !Self.words(text).isEmpty } else { false } }
    guard hasLiteral else {
      return parts.flatMap { (part: Part) -> [Phrase.Element] in
        switch part {
        case .literal: []
        case .group(let alternatives): [Phrase.Element.oneOf(alternatives)]
        case .element(let element): [element]
        }
      }
    }
    guard let spellings = spellings(of: parts, range: range) else { return [] }
    return [.oneOf(spellings.map(Self.words))]
  }

  private mutating func spellings(of parts: [Part], range: Range<Int>) -> [String]? {
    var spellings = [""]
    for part in parts {
      let endings: [String]
      switch part {
      case .literal(let text): endings = [text]
      case .group(let alternatives):
        let plain = alternatives.compactMap(Self.plainText)
        endings = plain.count == alternatives.count ? plain : []
      case .element: endings = []
      }
      guard !endings.isEmpty, spellings.count * endings.count <= PhraseParser.maxSpellings else {
        fault(
          "phrase-brackets", "only words can be glued to a word", range, help: "put a space before the bracket")
        return nil
      }
      spellings = spellings.flatMap { start in endings.map { start + $0 } }
    }
    return spellings
  }

  /// nil when the elements are not plain words.
  private static func plainText(_ elements: [Phrase.Element]) -> String? {
    var words: [String] = []
    for element in elements {
      guard case .word(let word) = element else { return nil }
      words.append(word)
    }
    return words.joined(separator: " ")
  }

  private static func words(_ text: String) -> [Phrase.Element] {
    WordScanner.words(in: text).map { .word($0.text) }
  }
}

// MARK: - Faults

extension PhraseReader {
  private mutating func fault(_ code: String, _ message: String, _ range: Range<Int>, help: String? = nil) {
    diagnostics.append(.error(code, message, at: source.range(of: range), help: help))
  }

  private mutating func unexpected() {
    let range = position..<(position + 1)
    switch scalars[position] {
    case "|": fault("phrase-brackets", "`|` outside brackets", range, help: "write `(one|another)`")
    case "^": fault("phrase-character", "`^` belongs at the start of a phrase", range)
    case ")", "]", "}", ">": fault("phrase-brackets", "`\(scalars[position])` closes nothing", range)
    default: fault("phrase-character", "`$` belongs at the end of a phrase", range)
    }
    position = scalars.count
  }

  private mutating func emptyPhrase(_ elements: [Phrase.Element]) {
    let whole = 0..<max(scalars.count, 1)
    if elements.isEmpty {
      fault("empty-phrase", "a phrase without words", whole)
    } else {
      fault(
        "empty-phrase", "nothing in this phrase has to be said", whole, help: "leave one word outside `[ ]` and `*`")
    }
  }

  private static func canBeEmpty(_ elements: [Phrase.Element]) -> Bool {
    elements.allSatisfy { element in
      switch element {
      case .word, .slot, .rule: false
      case .anyWords: true
      case .oneOf(let alternatives): alternatives.contains(where: canBeEmpty)
      }
    }
  }
}
