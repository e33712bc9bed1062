import DialogDSL

/// The first names, or the surnames, that many people have: what misheard letters are compared with.
///
/// Names lie in order, each with the number of letters it shares with the one before it, so that a comparison goes on
/// from there, and a beginning that is too far from the letters is compared once for all names that share it.
/// Surnames are stored from their end: a spelled name ends with one.
struct CommonNames: Sendable {
  static let firsts = CommonNames(\.first, isReversed: false)
  static let lasts = CommonNames(\.last, isReversed: true)

  /// The rarest names on the lists, in bits.
  private static let rarest = 14
  /// Letters of the longest name on the lists.
  private static let longest = 16

  private var names: [[UInt8]] = []
  private var shared: [Int] = []
  private var bits: [Float] = []
  private let isReversed: Bool

  private init(_ rareness: KeyPath<NameEvidence, Int?>, isReversed: Bool) {
    self.isReversed = isReversed
    var found: [(name: [UInt8], bits: Float)] = []
    BuiltInLanguage.people.forEach { word, rest in
      let evidence = NameEvidence(
        first: NameEvidence.rareness(rest[rest.startIndex]), last: NameEvidence.rareness(rest[rest.startIndex + 1]))
      guard let bits = evidence[keyPath: rareness], bits <= Self.rarest, word.count <= Self.longest else { return }
      found.append((isReversed ? word.reversed() : Array(word), Float(bits)))
    }
    if isReversed { found.sort { $0.name.lexicographicallyPrecedes($1.name) } }
    for (index, entry) in found.enumerated() {
      names.append(entry.name)
      bits.append(entry.bits)
      shared.append(index == 0 ? 0 : zip(found[index - 1].name, entry.name).prefix { $0 == $1 }.count)
    }
  }

  /// The cheapest name for a number of letters.
  struct Best {
    var entry: String?
    var cost = Float.infinity
    /// The part of the cost that the letters have: how far they are from the name.
    var edits = Float.infinity
  }

  /// A name heard before.
  struct Heard {
    var name: String
    let sounding: Phonetic.Sounding
    /// How many times.
    var count: Int

    static func counted(_ names: [String]) -> [Heard] {
      var heard: [Heard] = []
      for name in names.map({ $0.filter(\.isLetter) })
      where name.utf8.count > 1 && name.utf8.count <= CommonNames.longest {
        if let known = heard.firstIndex(where: { $0.name == name }) {
          heard[known].count += 1
        } else {
          heard.append(Heard(name: name, sounding: Phonetic.standard.sounding(name), count: 1))
        }
      }
      return heard
    }

    /// Bits of the name, said again or not, and of any that sounds like it.
    var bits: Float { count > 1 ? 1 : 2 }
    static let alike: Float = 3.5, near: Float = 6, nearBit: Float = 0.2
    /// One that sounds the same, spelled exactly.
    static let aliked: Float = 2.5
    /// A letter apart, or as written by somebody who only hears it.
    static let nearest = 3
  }

  /// What letters are worth mending: beyond it no name is compared any further.
  private static func budget(_ letters: Int) -> Float { 8 + Float(letters) }

  /// The cheapest name for each number of first letters; those heard before are likely.
  func best(for letters: [UInt8], _ heard: [Heard], _ costs: NameDecoder.Costs) -> [Best] {
    var table = Table(letters, costs)
    var best = [(name: Int, cost: Float, edits: Float)](repeating: (-1, .infinity, .infinity), count: letters.count + 1)
    // Names that share so many letters with the last one are as far away as it is.
    var cut = Int.max
    for index in names.indices {
      if shared[index] >= cut { continue }
      cut = table.fill(names[index], from: shared[index]) ?? .max
      if cut == .max {
        let (bits, exact) = likelihood(index, heard)
        table.offer(index, names[index].count, bits, exact: exact, to: &best)
      }
    }
    for (index, one) in heard.enumerated() {
      let name = isReversed ? Array(one.name.utf8.reversed()) : Array(one.name.utf8)
      if table.fill(name, from: 0) == nil {
        table.offer(names.count + index, name.count, one.bits, exact: one.bits, to: &best)
      }
    }
    return best.map { found in
      guard found.name >= 0 else { return Best() }
      let name = found.name < names.count ? text(found.name) : heard[found.name - names.count].name
      return Best(entry: name, cost: found.cost, edits: found.edits)
    }
  }

  private func text(_ index: Int) -> String {
    String(decoding: isReversed ? names[index].reversed() : names[index], as: UTF8.self)
  }

  /// A name that sounds like one that was heard is likely, however rare; the more when it is spelled exactly.
  private func likelihood(_ index: Int, _ heard: [Heard]) -> (bits: Float, exact: Float) {
    guard !heard.isEmpty else { return (bits[index], bits[index]) }
    let name = text(index)
    let sounding = Phonetic.standard.sounding(name)
    let rareness = Heard.nearBit * bits[index]
    if heard.contains(where: { $0.sounding.sounds == sounding.sounds }) {
      return (min(Heard.alike + rareness, bits[index]), Heard.aliked)
    }
    let isNear = heard.contains { heard in
      Phonetic.distance(heard.sounding, sounding, within: Heard.nearest).map { $0 <= Heard.nearest } ?? false
    }
    let near = isNear ? min(Heard.near + rareness, bits[index]) : bits[index]
    return (near, near)
  }

  /// The cost of hearing each beginning of a name as each beginning of the letters.
  private struct Table {
    private let letters: [UInt8]
    private let costs: NameDecoder.Costs
    private let width: Int
    private var cells: [Float]
    /// By letter of a name and place in the letters heard: what it costs to take it for that one, and to hear that one
    /// after it besides. The last row is that of any sign that is no small letter.
    private var changes: [Float]
    private var extras: [Float]

    private static let alphabet = 26

    init(_ letters: [UInt8], _ costs: NameDecoder.Costs) {
      self.letters = letters
      self.costs = costs
      width = letters.count + 1
      cells = [Float](repeating: 0, count: width * (CommonNames.longest + 1))
      changes = [Float](repeating: 0, count: width * (Self.alphabet + 1))
      extras = changes
      for place in 1..<width {
        cells[place] =
          cells[place - 1] + (place > 1 && letters[place - 1] == letters[place - 2] ? costs.double : costs.extra)
      }
      for letter in 0..<Self.alphabet { setRow(letter, for: UInt8(ascii: "a") + UInt8(letter)) }
    }

    private mutating func setRow(_ row: Int, for letter: UInt8) {
      for place in 1..<width {
        let heard = letters[place - 1]
        let double = heard == letter || place > 1 && heard == letters[place - 2]
        changes[row * width + place] = change(letter, heard)
        extras[row * width + place] = double ? costs.double : costs.extra
      }
    }

    /// A double letter that is heard once is more likely than a single one heard twice.
    private static let lostDouble: Float = 0.6

    /// Fills the rows of the name's letters from `start`.
    /// - Returns: the number of letters after which it is too far away; nil when it is not.
    mutating func fill(_ name: [UInt8], from start: Int) -> Int? {
      let budget = CommonNames.budget(letters.count)
      for row in start..<name.count {
        let letter = name[row]
        let lost = row > 0 && name[row - 1] == letter ? costs.double * Self.lostDouble : costs.lost
        var line = Int(letter) - Int(UInt8(ascii: "a"))
        if !(0..<Self.alphabet).contains(line) {
          line = Self.alphabet
          setRow(line, for: letter)
        }
        if fillRow(row, line: line * width, lost) > budget { return row + 1 }
      }
      return nil
    }

    /// The least of the row's costs.
    private mutating func fillRow(_ row: Int, line: Int, _ lost: Float) -> Float {
      let width = width
      return cells.withUnsafeMutableBufferPointer { cells in
        changes.withUnsafeBufferPointer { changes in
          extras.withUnsafeBufferPointer { extras in
            let (above, here) = (row * width, (row + 1) * width)
            var cost = cells[above] + lost
            var least = cost
            cells[here] = cost
            for place in 1..<width {
              let kept = min(cells[above + place - 1] + changes[line + place], cells[above + place] + lost)
              cost = min(kept, cost + extras[line + place])
              cells[here + place] = cost
              least = min(least, cost)
            }
            return least
          }
        }
      }
    }

    private func change(_ letter: UInt8, _ heard: UInt8) -> Float {
      if letter == heard { return 0 }
      if heard == UInt8(ascii: "?") { return NameDecoder.Costs.sign }
      return NameDecoder.soundAlike(letter, heard) ? costs.alike : costs.other
    }

    /// Notes the name wherever it is the cheapest so far.
    func offer(
      _ name: Int, _ length: Int, _ bits: Float, exact: Float,
      to best: inout [(name: Int, cost: Float, edits: Float)]
    ) {
      for place in 1..<width {
        let edits = cells[length * width + place]
        let cost = (edits == 0 ? exact : bits) + edits
        if cost < best[place].cost { best[place] = (name, cost, edits) }
      }
    }
  }
}
