/// What a regular expression is made of.
package indirect enum PatternNode {
  case empty
  case characters(CharacterClass)
  case start, end
  case sequence([PatternNode])
  case choice([PatternNode])
  /// `most` is nil for any number.
  case repeated(PatternNode, least: Int, most: Int?)
}

extension PatternNode {
  /// Characters and anchors, repetitions written out; large, but no overflow, for those of repetitions.
  fileprivate var size: Int {
    switch self {
    case .empty: 0
    case .characters, .start, .end: 1
    case .sequence(let nodes), .choice(let nodes): nodes.reduce(0) { min($0 + $1.size, Self.large) }
    case .repeated(let node, let least, let most): min(max(1, most ?? least + 1) * node.size, Self.large)
    }
  }

  private static var large: Int { 1_000_000 }

  /// An empty text will do.
  var matchesNothing: Bool {
    switch self {
    case .empty, .start, .end: true
    case .characters: false
    case .sequence(let nodes): nodes.allSatisfy(\.matchesNothing)
    case .choice(let nodes): nodes.contains(where: \.matchesNothing)
    case .repeated(let node, let least, _): least == 0 || node.matchesNothing
    }
  }
}

/// ASCII characters as bits; all others are either in or out together. Letters have no case.
package struct CharacterClass: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var hasOthers = false

  package static let digits = CharacterClass(UInt8(ascii: "0")...UInt8(ascii: "9"))
  static let words = digits.union(CharacterClass(UInt8(ascii: "a")...UInt8(ascii: "z"))).union(
    CharacterClass(UInt8(ascii: "_")...UInt8(ascii: "_")))
  static let spaces = CharacterClass(UInt8(ascii: " ")...UInt8(ascii: " "))
  package static let all = CharacterClass().inverted

  package init() {}

  init(_ range: ClosedRange<UInt8>) {
    for byte in range where byte < 128 {
      // Lower case only: what is matched is in lower case.
      insert((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
  }

  private mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
  }

  package func contains(_ byte: UInt8) -> Bool {
    if byte >= 128 { return hasOthers }
    return byte < 64 ? low & (1 << UInt64(byte)) != 0 : high & (1 << UInt64(byte - 64)) != 0
  }

  func union(_ other: CharacterClass) -> CharacterClass {
    var both = self
    both.low |= other.low
    both.high |= other.high
    both.hasOthers = hasOthers || other.hasOthers
    return both
  }

  var inverted: CharacterClass {
    var inverted = self
    inverted.low = ~low
    inverted.high = ~high
    inverted.hasOthers = !hasOthers
    return inverted
  }
}

/// Reads a regular expression: characters, `.`, `[a-z]`, `[^a-z]`, `\d` `\w` `\s` and their opposites, groups, `|`, `*`,
/// `+`, `?`, `{m}`, `{m,}`, `{m,n}`, `^`, `$`. Back references and looking around are not among them: what is left can
/// be matched in time that grows with the text alone.
package struct PatternParser {
  private var rest: Substring.UTF8View
  private var depth = 0

  /// Bytes of the longest pattern.
  private static let maxLength = 300
  /// Groups within groups.
  private static let maxDepth = 20
  /// The most that `{m,n}` may ask for.
  private static let maxRepeats = 100

  /// Characters that the pattern stands for, repetitions written out.
  private static let maxSize = 250

  /// nil for what is no regular expression of this kind.
  package static func parse(_ pattern: String) -> PatternNode? {
    guard pattern.utf8.count <= maxLength else { return nil }
    var parser = PatternParser(rest: Substring(pattern).utf8)
    guard let node = parser.choice(), parser.rest.isEmpty, node.size <= maxSize else { return nil }
    return node
  }

  private mutating func take(_ byte: Character) -> Bool {
    guard rest.first == byte.asciiValue else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func choice() -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth, let first = sequence() else { return nil }
    var nodes = [first]
    while take("|") {
      guard let next = sequence() else { return nil }
      nodes.append(next)
    }
    return nodes.count == 1 ? nodes[0] : .choice(nodes)
  }

  private mutating func sequence() -> PatternNode? {
    var nodes: [PatternNode] = []
    while let next = rest.first, next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
      guard let atom = atom(), let node = repeated(atom) else { return nil }
      nodes.append(node)
    }
    return nodes.isEmpty ? .empty : nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func atom() -> PatternNode? {
    guard let byte = rest.popFirst() else { return nil }
    switch byte {
    case UInt8(ascii: "("):
      if take("?"), !take(":") { return nil }
      guard let node = choice(), take(")") else { return nil }
      return node
    case UInt8(ascii: "["): return characterClass().map { .characters($0) }
    case UInt8(ascii: "."): return .characters(.all)
    case UInt8(ascii: "^"): return .start
    case UInt8(ascii: "$"): return .end
    case UInt8(ascii: "\\"): return escaped().map { .characters($0) }
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"): return nil
    default: return .characters(Self.single(byte))
    }
  }

  private static func single(_ byte: UInt8) -> CharacterClass {
    // Letters of other scripts match each other: the pattern is read by bytes.
    byte < 128 ? CharacterClass(byte...byte) : CharacterClass.all.subtractingASCII
  }

  private mutating func escaped() -> CharacterClass? {
    guard let byte = rest.popFirst() else { return nil }
    switch byte {
    case UInt8(ascii: "d"): return .digits
    case UInt8(ascii: "D"): return CharacterClass.digits.inverted
    case UInt8(ascii: "w"): return .words
    case UInt8(ascii: "W"): return CharacterClass.words.inverted
    case UInt8(ascii: "s"): return .spaces
    case UInt8(ascii: "S"): return CharacterClass.spaces.inverted
    case _ where CharacterClass.words.contains(byte | 0x20): return nil
    default: return Self.single(byte)
    }
  }

  private mutating func characterClass() -> CharacterClass? {
    let isInverted = take("^")
    var characters = CharacterClass()
    var isFirst = true
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "]"), !isFirst { return isInverted ? characters.inverted : characters }
      isFirst = false
      if byte == UInt8(ascii: "\\") {
        guard let escaped = escaped() else { return nil }
        characters = characters.union(escaped)
      } else if rest.first == UInt8(ascii: "-"), let last = rest.dropFirst().first, last != UInt8(ascii: "]") {
        rest.removeFirst(2)
        guard byte <= last, last < 128 else { return nil }
        characters = characters.union(CharacterClass(byte...last))
      } else {
        characters = characters.union(Self.single(byte))
      }
    }
    return nil
  }

  private mutating func repeated(_ node: PatternNode) -> PatternNode? {
    var node = node
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "*"): node = .repeated(node, least: 0, most: nil)
      case UInt8(ascii: "+"): node = .repeated(node, least: 1, most: nil)
      case UInt8(ascii: "?"): node = .repeated(node, least: 0, most: 1)
      case UInt8(ascii: "{"):
        rest.removeFirst()
        guard let counted = counted(node) else { return nil }
        node = counted
        continue
      default: return node
      }
      rest.removeFirst()
      // Which of several matches comes first does not matter here.
      _ = take("?")
    }
    return node
  }

  /// After the `{`.
  private mutating func counted(_ node: PatternNode) -> PatternNode? {
    guard let least = number() else { return nil }
    var most: Int? = least
    if take(",") {
      most = number()
    }
    guard take("}"), least <= Self.maxRepeats, most ?? 0 <= Self.maxRepeats, most.map({ $0 >= least }) ?? true else {
      return nil
    }
    return .repeated(node, least: least, most: most)
  }

  private mutating func number() -> Int? {
    var number: Int?
    while let byte = rest.first, CharacterClass.digits.contains(byte), number ?? 0 < 1000 {
      number = (number ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
      rest.removeFirst()
    }
    return number
  }
}

extension CharacterClass {
  /// Only what is no ASCII.
  fileprivate var subtractingASCII: CharacterClass {
    var others = CharacterClass.all
    for byte in UInt8(0)..<128 { others.remove(byte) }
    return others
  }

  private mutating func remove(_ byte: UInt8) {
    if byte < 64 { low &= ~(1 << UInt64(byte)) } else { high &= ~(1 << UInt64(byte - 64)) }
  }
}
