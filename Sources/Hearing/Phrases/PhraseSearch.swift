import DialogDSL

/// Depth-first search through the programs of a set's phrases, in the order of the author's alternatives.
struct PhraseSearch {
  private let matcher: PhraseMatcher
  private let set: PhraseSet
  private let heard: HeardWords
  /// By token: fillers, and words used by something else.
  private let passes: [Bool]
  private var phrase = -1
  private var steps = 0
  /// States of this phrase that lead nowhere, once the search has taken long enough for it to pay.
  private var failed: Set<Int> = []
  private var hearings: [String: [Candidate]] = [:]
  private var stack: [State] = []
  private var trail: [Piece] = []
  private var values: [PhraseMatch.SlotValue] = []

  /// Steps of the search for one phrase: several times what the longest utterance and phrase need, since a state that
  /// failed is not tried twice.
  private static let maxSteps = 100_000
  /// Steps after which failed states are remembered: most searches end sooner.
  private static let stepsBeforeMemory = 64

  /// A run of tokens that are literal words, or the slot `values[slot]`.
  private struct Piece {
    var token: Int32
    var length: Int32
    var slot: Int32 = -1
  }

  /// A state to try, and how much of the trail leads to it.
  private struct State {
    var operation: Int
    var token: Int
    var trail: Int
    /// The slot's value that is added on entering it.
    var slot: Int32 = -1
    /// Not to be tried but to be noted as failed: everything that follows from it has been tried.
    var isExit = false
  }

  init(matcher: PhraseMatcher, set: PhraseSet, heard: HeardWords) {
    self.matcher = matcher
    self.set = set
    self.heard = heard
    passes = matcher.tokens.all.indices.map { matcher.tokens.all[$0].isFiller || matcher.isSkipped($0) }
  }

  /// The first match of a phrase that begins at a token.
  mutating func run(_ phrase: Int, from start: Int) -> PhraseMatch? {
    if phrase != self.phrase {
      self.phrase = phrase
      steps = 0
      if !failed.isEmpty { failed.removeAll(keepingCapacity: true) }
    }
    trail.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    stack.removeAll(keepingCapacity: true)
    stack.append(State(operation: Int(set.entries[phrase].start), token: start, trail: 0))
    while let state = stack.popLast() {
      if state.isExit {
        failed.insert(key(state.operation, state.token))
      } else {
        trail.removeLast(trail.count - state.trail)
        if state.slot >= 0 { trail.append(Piece(token: 0, length: 0, slot: state.slot)) }
        if follow(state.operation, from: state.token) { return match() }
        if steps > Self.maxSteps { return nil }
      }
    }
    return nil
  }

  private func key(_ operation: Int, _ token: Int) -> Int { operation * (passes.count + 1) + token }

  /// Goes on until the phrase ends (true) or nothing fits; what else might be tried is left on the stack.
  private mutating func follow(_ operation: Int, from token: Int) -> Bool {
    var (index, token) = (operation, token)
    while true {
      steps += 1
      if steps > Self.maxSteps { return false }
      let operation = set.operations[index]
      let isOver = token >= passes.count
      switch operation.kind {
      case .end: return !set.entries[phrase].atEnd || onlyPoliteness(from: token)
      case .jump: index = Int(operation.first)
      case .anyWord:
        if isOver { return false }
        (index, token) = (index + 1, token + 1)
      case .words:
        if isOver { return false }
        let length = length(of: operation, at: token)
        if passes[token] {
          if length == nil {
            token += 1
            continue
          }
          push(index, token + 1)
        }
        guard let length else { return false }
        trail.append(Piece(token: Int32(token), length: Int32(length)))
        (index, token) = (index + 1, token + length)
      case .branch:
        if steps > Self.stepsBeforeMemory {
          if failed.contains(key(index, token)) { return false }
          stack.append(State(operation: index, token: token, trail: 0, isExit: true))
        }
        guard let target = branch(operation, at: token) else { return false }
        index = target
      case .slot:
        if isOver { return false }
        if passes[token] { push(index, token + 1) }
        pushValues(of: operation, at: index, token)
        return false
      }
    }
  }

  private mutating func push(_ operation: Int, _ token: Int, slot: Int = -1) {
    stack.append(State(operation: operation, token: token, trail: trail.count, slot: Int32(slot)))
  }

  /// The first target that may fit; the others are left on the stack.
  private mutating func branch(_ operation: PhraseSet.Operation, at token: Int) -> Int? {
    var first: Int?
    for place in operation.operands.reversed() {
      let target = Int(set.operands[place])
      guard mayFit(target, at: token) else { continue }
      if let first { push(first, token) }
      first = target
    }
    return first
  }

  private func mayFit(_ target: Int, at token: Int) -> Bool {
    let operation = set.operations[target]
    guard operation.kind == .words else { return true }
    return token < passes.count && (passes[token] || length(of: operation, at: token) != nil)
  }

  private mutating func pushValues(of operation: PhraseSet.Operation, at index: Int, _ token: Int) {
    let name = set.slots[Int(operation.first)]
    let candidates = matcher.candidates(of: name, from: token) ?? hearing(name)
    for (end, candidate) in matcher.slotEnds(candidates, at: token).reversed() {
      values.append(.init(slot: name, candidate: candidate))
      push(index + 1, end, slot: values.count - 1)
    }
  }

  /// How many tokens say one of the words: one, or two that speech recognition has put apart.
  private func length(of operation: PhraseSet.Operation, at token: Int) -> Int? {
    let isSaid = says(heard.single[token], operation)
    if isSaid || heard.joined != nil, matcher.isSkipped(token) { return nil }
    if isSaid { return 1 }
    guard let joined = heard.joined, says(joined[token], operation), !matcher.isSkipped(token + 1) else { return nil }
    return 2
  }

  private func says(_ word: Lexicon.ID, _ operation: PhraseSet.Operation) -> Bool {
    guard word > 0 else { return false }
    for operand in operation.operands where set.operands[operand] == word { return true }
    return false
  }

  private func onlyPoliteness(from token: Int) -> Bool {
    passes.indices[token...].allSatisfy { passes[$0] || matcher.isPolite($0) }
  }

  private mutating func hearing(_ slot: String) -> [Candidate] {
    if let known = hearings[slot] { return known }
    let candidates = matcher.candidates(of: slot)
    hearings[slot] = candidates
    return candidates
  }

  private func match() -> PhraseMatch? {
    var words: [Int] = []
    var specificity = 0
    var slots: [PhraseMatch.SlotValue] = []
    for piece in trail {
      if piece.slot >= 0 { slots.append(values[Int(piece.slot)]) }
      specificity += Int(piece.length)
      for token in piece.token..<(piece.token + piece.length) {
        let word = matcher.tokens.all[Int(token)].word
        if words.last != word { words.append(word) }
      }
    }
    var first = words.first ?? .max
    var last = words.last ?? -1
    for word in slots.lazy.flatMap(\.candidate.words) {
      first = min(first, word)
      last = max(last, word)
    }
    guard first <= last else { return nil }
    return PhraseMatch(words: words, slots: slots, specificity: specificity, span: first..<(last + 1))
  }
}
