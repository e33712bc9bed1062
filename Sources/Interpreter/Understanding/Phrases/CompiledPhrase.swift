import DialogDSL

/// A phrase as a flat program for `PhraseMatcher`.
public struct CompiledPhrase: Sendable {
  enum Instruction: Sendable, Hashable {
    case word(String)
    case slot(String)
    /// Any one word, passed over.
    case anyWord
    /// Go on at each of these, in order.
    case branch([Int])
    case jump(Int)
    case end
  }

  let program: [Instruction]
  /// Literal words outside all brackets: without them there is nothing to search for.
  let required: [String]
  /// Words that a match can begin with; nil: any word may, because a slot or `*` comes first.
  let openings: Set<String>?
  let atStart: Bool
  let atEnd: Bool
  let source: String

  /// Words that one `*` may stand for.
  public static let maxAnyWords = 8
  /// Rules may name rules; a circle ends here.
  static let maxRuleDepth = 8
  /// Keeps rules that multiply each other from filling the memory.
  static let maxInstructions = 20_000

  public init(_ phrase: Phrase, rules: [String: [Phrase]] = [:]) {
    var compiler = Compiler(rules: rules)
    compiler.add(phrase.elements, depth: 0)
    program = compiler.program + [.end]
    required = phrase.elements.compactMap { if case .word(let word) = $0 { word } else { nil } }
    openings = Self.openings(of: program)
    atStart = phrase.atStart
    atEnd = phrase.atEnd
    source = phrase.source
  }

  /// Plain words, anywhere.
  init(words: [String]) {
    program = words.map(Instruction.word) + [.end]
    required = words
    openings = words.first.map { [$0] }
    source = words.joined(separator: " ")
    atStart = false
    atEnd = false
  }

  /// The words that can be read first, followed through all branches.
  private static func openings(of program: [Instruction]) -> Set<String>? {
    var words: Set<String> = []
    var seen: Set<Int> = []
    var open = [0]
    while let index = open.popLast() {
      guard seen.insert(index).inserted else { continue }
      switch program[index] {
      case .word(let word): words.insert(word)
      case .slot, .anyWord, .end: return nil
      case .branch(let targets): open += targets
      case .jump(let target): open.append(target)
      }
    }
    return words
  }

  private struct Compiler {
    let rules: [String: [Phrase]]
    var program: [Instruction] = []

    mutating func add(_ elements: [Phrase.Element], depth: Int) {
      for element in elements where program.count < CompiledPhrase.maxInstructions {
        switch element {
        case .word(let word): program.append(.word(word))
        case .slot(let name): program.append(.slot(name))
        case .anyWords: addAnyWords()
        case .oneOf(let alternatives): addAlternatives(alternatives, depth: depth)
        case .rule(let name):
          let known = depth < CompiledPhrase.maxRuleDepth ? rules[name] ?? [] : []
          addAlternatives(known.map(\.elements), depth: depth + 1)
        }
      }
    }

    /// An empty list of alternatives matches nothing.
    private mutating func addAlternatives(_ alternatives: [[Phrase.Element]], depth: Int) {
      let branch = program.count
      program.append(.branch([]))
      var starts: [Int] = []
      var jumps: [Int] = []
      for alternative in alternatives {
        starts.append(program.count)
        add(alternative, depth: depth)
        jumps.append(program.count)
        program.append(.jump(0))
      }
      program[branch] = .branch(starts)
      for jump in jumps { program[jump] = .jump(program.count) }
    }

    private mutating func addAnyWords() {
      let end = program.count + 2 * CompiledPhrase.maxAnyWords
      for _ in 0..<CompiledPhrase.maxAnyWords {
        program.append(.branch([end, program.count + 1]))
        program.append(.anyWord)
      }
    }
  }
}
