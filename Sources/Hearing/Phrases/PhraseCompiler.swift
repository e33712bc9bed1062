import DialogDSL

/// Turns phrases into the flat program of a `PhraseSet`.
struct PhraseCompiler {
  let rules: [String: [Phrase]]
  private(set) var lexicon: Lexicon
  private(set) var operations: [PhraseSet.Operation] = []
  private(set) var operands: [Int32] = []
  private(set) var slots: [String] = []
  private(set) var groups: [Range<Int>] = []
  private(set) var entries: [PhraseSet.Entry] = []
  /// By phrase, as its author wrote it.
  private(set) var sources: [String] = []
  /// By phrase, the words that can be read first; nil: any, because a slot or `*` comes first.
  private(set) var openings: [[Int32]?] = []
  /// Words long enough to be put apart by speech recognition.
  private(set) var splittable: [String] = []
  private var maxOperations = 0
  /// What rules require, by name and depth: many phrases name the same ones.
  private var requiredByRules: [String: [[String]?]] = [:]

  /// Words that one `*` may stand for.
  static let maxAnyWords = 8
  /// Rules may name rules; a circle ends here.
  static let maxRuleDepth = 8
  /// Operations of one phrase: keeps rules that multiply each other from filling the memory.
  static let maxPhraseOperations = 20_000
  private static let shortestSplittable = 4

  /// - Parameter lexicon: words that have numbers already, and the forms in which words are compared.
  init(rules: [String: [Phrase]] = [:], lexicon: Lexicon) {
    self.rules = rules
    self.lexicon = lexicon
  }

  mutating func add(_ phrase: Phrase) {
    let start = operations.count
    maxOperations = start + Self.maxPhraseOperations
    add(phrase.elements, depth: 0)
    sources.append(phrase.source)
    let required = inNormalForm(phrase.elements).compactMap { requiredWords($0, depth: 0) }
    finish(from: start, required: required, atStart: phrase.atStart, atEnd: phrase.atEnd)
  }

  /// Plain words, anywhere.
  mutating func add(words: [String]) {
    let start = operations.count
    for word in words { addWords([word]) }
    sources.append(words.joined(separator: " "))
    finish(from: start, required: words.map { [$0] }, atStart: false, atEnd: false)
  }

  private mutating func finish(from start: Int, required: [[String]], atStart: Bool, atEnd: Bool) {
    operations.append(.init(kind: .end))
    let firstGroup = groups.count
    for words in required {
      let first = operands.count
      for word in words { operands.append(number(of: word)) }
      groups.append(first..<operands.count)
    }
    let range = firstGroup..<groups.count
    entries.append(PhraseSet.Entry(start: Int32(start), required: range, atStart: atStart, atEnd: atEnd))
    openings.append(openings(from: start))
  }

  private mutating func number(of word: String) -> Lexicon.ID { lexicon.add(word) }

  private mutating func addWords(_ words: [String]) {
    operations.append(.init(kind: .words, first: Int32(operands.count), count: Int32(words.count)))
    for word in words {
      operands.append(number(of: word))
      if word.utf8.count >= Self.shortestSplittable { splittable.append(word) }
    }
  }

  private mutating func add(_ elements: [Phrase.Element], depth: Int) {
    for element in inNormalForm(elements) where operations.count < maxOperations {
      switch element {
      case .word(let word): addWords([word])
      case .slot(let name):
        operations.append(.init(kind: .slot, first: Int32(slots.count)))
        slots.append(name)
      case .anyWords: addAnyWords()
      case .oneOf(let alternatives): addAlternatives(alternatives, depth: depth)
      case .rule(let name):
        let known = depth < Self.maxRuleDepth ? rules[name] ?? [] : []
        addAlternatives(known.map(\.elements), depth: depth + 1)
      }
    }
  }

  /// An empty list of alternatives matches nothing. Neighbours that are single words are tried at once.
  private mutating func addAlternatives(_ alternatives: [[Phrase.Element]], depth: Int) {
    let branch = operations.count
    operations.append(.init(kind: .branch))
    var starts: [Int32] = []
    var jumps: [Int] = []
    var rest = alternatives[...]
    while let alternative = rest.popFirst() {
      starts.append(Int32(operations.count))
      if var words = singleWord(alternative).map({ [$0] }) {
        while let next = rest.first.flatMap(singleWord) {
          words.append(next)
          rest.removeFirst()
        }
        addWords(words)
      } else {
        add(alternative, depth: depth)
      }
      jumps.append(operations.count)
      operations.append(.init(kind: .jump))
    }
    operations[branch] = .init(kind: .branch, first: Int32(operands.count), count: Int32(starts.count))
    operands += starts
    for jump in jumps { operations[jump].first = Int32(operations.count) }
  }

  private func singleWord(_ elements: [Phrase.Element]) -> String? {
    let elements = inNormalForm(elements)
    return if elements.count == 1, case .word(let word) = elements[0] { word } else { nil }
  }

  /// The words among them in their normal forms: "what's" is two.
  private func inNormalForm(_ elements: [Phrase.Element]) -> [Phrase.Element] {
    elements.flatMap { element in
      if case .word(let word) = element { lexicon.forms.normal(word).map(Phrase.Element.word) } else { [element] }
    }
  }

  private mutating func addAnyWords() {
    let end = operations.count + 2 * Self.maxAnyWords
    for _ in 0..<Self.maxAnyWords {
      operations.append(.init(kind: .branch, first: Int32(operands.count), count: 2))
      operands += [Int32(end), Int32(operations.count)]
      operations.append(.init(kind: .anyWord))
    }
  }

  /// Words of which one must be said for the element to be; nil when it can do without, or they are too many to tell.
  private mutating func requiredWords(_ element: Phrase.Element, depth: Int) -> [String]? {
    switch element {
    case .word(let word): return [word]
    case .slot, .anyWords: return nil
    case .oneOf(let alternatives): return requiredWords(alternatives, depth: depth)
    case .rule(let name):
      guard depth < Self.maxRuleDepth else { return nil }
      let key = "\(name) \(depth)"
      if let known = requiredByRules[key] { return known[0] }
      let words = requiredWords((rules[name] ?? []).map(\.elements), depth: depth + 1)
      requiredByRules[key] = [words]
      return words
    }
  }

  private mutating func requiredWords(_ alternatives: [[Phrase.Element]], depth: Int) -> [String]? {
    var words: Set<String> = []
    for alternative in alternatives {
      let groups = inNormalForm(alternative).compactMap { requiredWords($0, depth: depth) }
      guard let fewest = groups.min(by: { $0.count < $1.count }) else { return nil }
      words.formUnion(fewest)
    }
    return words.isEmpty || words.count > Self.maxRequiredWords ? nil : words.sorted()
  }

  /// Words of a group: with more of them one is often said.
  private static let maxRequiredWords = 64

  /// The words that can be read first, followed through all branches.
  private func openings(from start: Int) -> [Int32]? {
    var words: [Int32] = []
    var seen: Set<Int> = []
    var open = [start]
    while let index = open.popLast() {
      guard seen.insert(index).inserted else { continue }
      let operation = operations[index]
      switch operation.kind {
      case .words: words += operands[operation.operands]
      case .slot, .anyWord, .end: return nil
      case .branch: open += operands[operation.operands].map(Int.init)
      case .jump: open.append(Int(operation.first))
      }
    }
    return Set(words).sorted()
  }
}
