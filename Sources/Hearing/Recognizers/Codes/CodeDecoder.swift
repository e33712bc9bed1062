import DialogDSL

/// One way to understand an utterance as a code.
struct CodeReading {
  var symbols: [Symbol]
  /// See `SpellingWords.Cost`; what was passed over counts too.
  var cost: Int32
  /// The tokens that carry it, sorted.
  var tokens: [Int]
  /// Whether the format allows it to end.
  var isWhole: Bool
}

/// Finds the codes of a format that explain an utterance best: each token is read as characters, as others that sound
/// like them, or passed over, and every choice has its cost. The utterance is walked once, with a bounded number of
/// the cheapest beginnings kept at each token.
struct CodeDecoder {
  let hearing: CodeHearing
  let format: CodeFormat
  /// Whether characters may stand for others that sound alike.
  let allowsMistakes: Bool
  /// Symbols of a code begun before.
  var prefix: [Symbol] = []

  /// Beginnings kept at each token.
  private static let maxKept = 28
  /// What a beginning may cost more than the best one.
  private static let slack: Int32 = 45
  private static let strictSlack: Int32 = 14
  /// Other characters tried for one that was heard.
  private static let maxAlternatives = 12

  private struct Step {
    var parent: Int32
    var symbol: Symbol?
    /// The tokens it was read from.
    var first: Int32
    var end: Int32
    var state: Int32
    var length: Int32
    var cost: Int32
    /// Of all symbols so far.
    var hash: UInt64
  }

  /// Beginnings that end at one token, none of them much dearer than the best so far.
  private struct Beginnings {
    private(set) var steps: [Step] = []
    private var best = Int32.max
    let slack: Int32

    init(slack: Int32) { self.slack = slack }

    /// Whether a beginning of this cost may be among those that are kept.
    func takes(_ cost: Int32) -> Bool { cost <= best || cost - best <= slack }

    mutating func add(_ step: Step) {
      guard takes(step.cost) else { return }
      steps.append(step)
      best = min(best, step.cost)
    }

    /// The cheapest, each code once; of equal ones the first.
    var kept: [Step] {
      if steps.count < 2 { return steps }
      // Costs are small numbers, which are sorted by counting them.
      var starts = [Int32](repeating: 0, count: Int(slack) + 2)
      for step in steps where takes(step.cost) { starts[Int(step.cost - best) + 1] += 1 }
      for place in 1..<starts.count { starts[place] += starts[place - 1] }
      var order = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
      for (number, step) in steps.enumerated() where takes(step.cost) {
        let place = Int(step.cost - best)
        order[Int(starts[place])] = Int32(number)
        starts[place] += 1
      }
      var kept: [Step] = []
      for number in order {
        let step = steps[Int(number)]
        if !kept.contains(where: { $0.hash == step.hash && $0.length == step.length }) { kept.append(step) }
        if kept.count == CodeDecoder.maxKept { break }
      }
      return kept
    }
  }

  private var none: Beginnings { Beginnings(slack: allowsMistakes ? Self.slack : Self.strictSlack) }

  /// The best whole and unfinished codes, the cheapest first, each once.
  func readings(limit: Int) -> [CodeReading] {
    guard let start = format.state(after: prefix) else { return [] }
    var arena: [Step] = []
    arena.reserveCapacity(256)
    var waiting = [Beginnings](repeating: none, count: hearing.count + 1)
    waiting[0].add(Step(parent: -1, symbol: nil, first: 0, end: 0, state: Int32(start), length: 0, cost: 0, hash: 0))
    for index in 0..<hearing.count {
      let kept = waiting[index].kept
      waiting[index] = none
      for step in kept {
        arena.append(step)
        let parent = Int32(arena.count - 1)
        var passed = step
        passed.parent = parent
        passed.symbol = nil
        let isOutside = step.length == 0 || format.isWhole(Int(step.state)) && !format.isOpenEnded
        passed.cost += isOutside ? hearing.skips[index].outside : hearing.skips[index].inside
        // Where signs may stand, they are said to be written.
        if format.isOpenEnded, hearing.skips[index] == .sign { passed.cost += SpellingWords.Cost.heard }
        waiting[index + 1].add(passed)
        for number in hearing.starts[index] {
          read(hearing.pieces.pieces[number], at: index, from: parent, &arena, &waiting)
        }
      }
    }
    return readings(waiting[hearing.count].kept, arena, limit)
  }

  /// Goes on with the characters of a piece, one after the other.
  private func read(
    _ piece: SpelledPiece, at index: Int, from parent: Int32, _ arena: inout [Step], _ waiting: inout [Beginnings]
  ) {
    guard piece.end <= hearing.count, !piece.symbols.isEmpty else { return }
    let last = piece.symbols.upperBound - 1
    var parents = parent..<(parent + 1)
    for place in piece.symbols.lowerBound..<last {
      var next = none
      for parent in parents {
        let from = arena[Int(parent)]
        let base = from.cost + (place == piece.symbols.lowerBound ? piece.cost : 0)
        emit(hearing.pieces.symbols[place], piece, index, parent, from, base, &next)
      }
      let first = Int32(arena.count)
      arena += next.kept
      parents = first..<Int32(arena.count)
    }
    for parent in parents {
      let from = arena[Int(parent)]
      let base = from.cost + (last == piece.symbols.lowerBound ? piece.cost : 0)
      emit(hearing.pieces.symbols[last], piece, index, parent, from, base, &waiting[piece.end])
    }
  }

  private func emit(
    _ symbol: Symbol, _ piece: SpelledPiece, _ index: Int, _ parent: Int32, _ from: Step, _ cost: Int32,
    _ next: inout Beginnings
  ) {
    func add(_ symbol: Symbol, _ cost: Int32, _ next: inout Beginnings) {
      guard let state = format.next(Int(from.state), symbol) else { return }
      next.add(
        Step(
          parent: parent, symbol: symbol, first: Int32(index), end: Int32(piece.end), state: Int32(state),
          length: from.length + 1, cost: cost, hash: from.hash &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(symbol.code + 1)))
    }
    guard next.takes(cost) else { return }
    add(symbol, cost, &next)
    guard allowsMistakes, !piece.isFirm else { return }
    for other in hearing.utterance.language.spelling.alternatives(for: symbol).prefix(Self.maxAlternatives) {
      // The others cost more still.
      if !next.takes(cost + other.cost) { break }
      add(other.symbol, cost + other.cost, &next)
    }
  }

  private func readings(_ last: [Step], _ arena: [Step], _ limit: Int) -> [CodeReading] {
    var readings: [CodeReading] = []
    for step in last where step.length > 0 {
      if readings.count == limit { break }
      var symbols: [Symbol] = []
      var tokens: [Int] = []
      var current = step
      while true {
        if let symbol = current.symbol {
          symbols.append(symbol)
          tokens += (current.first..<current.end).reversed().map { Int($0) }.filter { $0 != tokens.last }
        }
        if current.parent < 0 { break }
        current = arena[Int(current.parent)]
      }
      var sorted: [Int] = []
      for token in tokens.reversed() where sorted.last.map({ $0 < token }) ?? true { sorted.append(token) }
      readings.append(
        CodeReading(
          symbols: prefix + symbols.reversed(), cost: step.cost, tokens: sorted,
          isWhole: format.isWhole(Int(step.state))))
    }
    return readings
  }
}
