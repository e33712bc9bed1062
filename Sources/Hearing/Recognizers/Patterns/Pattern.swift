import DialogDSL
import Synchronization

/// A regular expression as an automaton. Text is matched in one walk, in time that grows with its length times the
/// number of states, whatever the expression.
struct Pattern: Sendable {
  private enum State: Sendable {
    case characters(CharacterClass, next: Int)
    case split(Int, Int)
    case start(next: Int)
    case end(next: Int)
    case accept
  }

  private var states: [State] = [.accept]
  private var first = 0
  /// The expression as a format of codes; nil when it asks for more than letters, digits and signs of codes.
  let format: CodeFormat?
  /// Letters of a value are in upper case, as they are in the expression.
  let isUpperCase: Bool

  /// States of the largest automaton that is built: a pattern that needs more is refused.
  private static let maxStates = 600
  /// Compiled patterns kept: a script has a few.
  private static let maxCached = 200
  private static let cache = Mutex<[String: Pattern?]>([:])

  /// Compiled once; nil for a pattern that is wrong or too large.
  static func compiled(_ source: String) -> Pattern? {
    cache.withLock { cache in
      if let known = cache[source] { return known }
      if cache.count >= maxCached { cache = [:] }
      let pattern = Pattern(source)
      cache[source] = .some(pattern)
      return pattern
    }
  }

  private init?(_ source: String) {
    guard let node = PatternParser.parse(source) else { return nil }
    var builder = Builder()
    guard let first = builder.add(node, next: 0, limit: Self.maxStates) else { return nil }
    states = builder.states
    self.first = first
    let letters = Self.letters(of: source)
    isUpperCase = letters.contains { (0x41...0x5A).contains($0) } && !letters.contains { (0x61...0x7A).contains($0) }
    format = Automaton(states: builder.states, first: first).format
  }

  /// The letters of an expression that stand for themselves: not those of `\d`.
  private static func letters(of source: String) -> [UInt8] {
    var letters: [UInt8] = []
    var isEscaped = false
    for byte in source.utf8 {
      if !isEscaped { letters.append(byte) }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return letters
  }

  /// The longest match of whole words in a text, as a range of its bytes; of several, the first.
  func match(in text: [UInt8]) -> Range<Int>? {
    // By state, where the earliest match that is there began.
    var current = [Int](repeating: .max, count: states.count)
    var best: Range<Int>?
    for position in 0...text.count {
      if isBoundary(position, in: text) { follow(first, from: position, position, text, &current) }
      if let began = current.first, began != .max, isBoundary(position, in: text), began < position,
        position - began > best?.count ?? 0
      {
        best = began..<position
      }
      if position < text.count { current = read(position, of: text, in: current) }
    }
    return best
  }

  /// Whether the expression matches anywhere, also inside a word.
  func occurs(in text: [UInt8]) -> Bool {
    var current = [Int](repeating: .max, count: states.count)
    for position in 0...text.count {
      follow(first, from: position, position, text, &current)
      if current[0] != .max { return true }
      if position < text.count { current = read(position, of: text, in: current) }
    }
    return false
  }

  /// The states that a byte leads to.
  private func read(_ position: Int, of text: [UInt8], in current: [Int]) -> [Int] {
    var next = [Int](repeating: .max, count: states.count)
    for (number, began) in current.enumerated() where began != .max {
      if case .characters(let characters, let after) = states[number], characters.contains(text[position]) {
        follow(after, from: began, position + 1, text, &next)
      }
    }
    return next
  }

  private func isBoundary(_ position: Int, in text: [UInt8]) -> Bool {
    position == 0 || position == text.count || text[position] == 0x20 || text[position - 1] == 0x20
  }

  private func follow(_ state: Int, from began: Int, _ position: Int, _ text: [UInt8], _ set: inout [Int]) {
    var open = [state]
    while let state = open.popLast() {
      if set[state] <= began { continue }
      set[state] = began
      switch states[state] {
      case .split(let one, let other): open += [other, one]
      case .start(let next): if position == 0 { open.append(next) }
      case .end(let next): if position == text.count { open.append(next) }
      case .characters, .accept: break
      }
    }
  }

  /// Puts the parts of an expression together from the end; state 0 accepts.
  private struct Builder {
    var states: [State] = [.accept]

    /// The state at which the node begins; nil when there are too many.
    mutating func add(_ node: PatternNode, next: Int, limit: Int) -> Int? {
      guard states.count < limit else { return nil }
      switch node {
      case .empty: return next
      case .characters(let characters): return append(.characters(characters, next: next))
      case .start: return append(.start(next: next))
      case .end: return append(.end(next: next))
      case .sequence(let nodes):
        var next = next
        for node in nodes.reversed() {
          guard let first = add(node, next: next, limit: limit) else { return nil }
          next = first
        }
        return next
      case .choice(let nodes):
        var first: Int?
        for node in nodes.reversed() {
          guard let one = add(node, next: next, limit: limit) else { return nil }
          first = first.map { append(.split(one, $0)) } ?? one
        }
        return first
      case .repeated(let node, let least, let most): return addRepeated(node, least, most, next, limit)
      }
    }

    private mutating func addRepeated(
      _ node: PatternNode, _ least: Int, _ most: Int?, _ next: Int, _ limit: Int
    ) -> Int? {
      var after = next
      if let most {
        for _ in least..<max(least, most) {
          guard let first = add(node, next: after, limit: limit) else { return nil }
          after = append(.split(first, next))
        }
      } else {
        let loop = append(.split(0, next))
        guard let first = add(node, next: loop, limit: limit) else { return nil }
        states[loop] = .split(first, next)
        after = loop
      }
      for _ in 0..<least {
        guard let first = add(node, next: after, limit: limit) else { return nil }
        after = first
      }
      return after
    }

    private mutating func append(_ state: State) -> Int {
      states.append(state)
      return states.count - 1
    }
  }

  /// The expression over symbols of codes, each state a set of states of the expression.
  private struct Automaton {
    let states: [State]
    let first: Int

    /// States of the largest table.
    private static let maxStates = 400

    var format: CodeFormat? {
      var sets = [closure([first])]
      var numbers = [sets[0]: 0]
      var next: [Int16] = []
      var finals: [Bool] = []
      while finals.count < sets.count {
        let set = sets[finals.count]
        finals.append(set.contains(0))
        for code in 0..<UInt8(Symbol.count) {
          let byte = Symbol(code: code).ascii
          let after = closure(
            set.compactMap { state in
              if case .characters(let characters, let next) = states[state], characters.contains(byte) { return next }
              return nil
            })
          if after.isEmpty {
            next.append(-1)
            continue
          }
          let number = numbers[after] ?? sets.count
          if number == sets.count {
            guard sets.count < Self.maxStates else { return nil }
            numbers[after] = number
            sets.append(after)
          }
          next.append(Int16(number))
        }
      }
      return finals.contains(true) ? CodeFormat(table: next, finals: finals) : nil
    }

    /// All states reached without a character, sorted. What asks for the start or the end is there: codes are whole.
    private func closure(_ start: [Int]) -> [Int] {
      var seen: Set<Int> = []
      var open = start
      while let state = open.popLast() {
        guard seen.insert(state).inserted else { continue }
        switch states[state] {
        case .split(let one, let other): open += [one, other]
        case .start(let next), .end(let next): open.append(next)
        case .characters, .accept: break
        }
      }
      return seen.sorted()
    }
  }
}
