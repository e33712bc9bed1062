import DialogDSL

/// The name behind letters that speech recognition may have doubled, dropped or taken for others.
///
/// A noisy channel, in bits: how rare a name is, plus what it costs that its letters were heard as these. The cheapest
/// reading wins: a first name, a surname or both. A name that nobody has heard of costs more than a known one, and
/// wins where the letters do not come near one. Letters that spell a known name exactly are hardly ever mended.
struct NameDecoder {
  struct Decoded {
    /// A first name and a surname, or one of them.
    var parts: [String]
    /// What had to be mended, in bits; 0: nothing.
    var edits: Float
    /// A part is no name that is known: it is as it was spelled.
    var isUnknown: Bool
  }

  /// Bits that a letter costs: one heard twice, too many, lost, taken for one that sounds alike, or for any other.
  struct Costs {
    var double, extra, lost, alike, other: Float

    /// Letters that stand alone are mostly right.
    static let clean = Costs(double: 7, extra: 11, lost: 11, alike: 8, other: 14)
    static let noisy = Costs(double: 2, extra: 6, lost: 5, alike: 3, other: 7)
    /// A sign in the place of a letter.
    static let sign: Float = 1
  }

  /// A name that is not on the list, and each of its letters.
  private static let unknown: Float = 5, unknownLetter: Float = 3.3
  /// A known name spelled exactly, in letters that stand alone or not, and what its rareness adds by the bit.
  private static let exact: Float = 3, exactInPieces: Float = 8, exactBit: Float = 0.1
  /// Shorter names are spelled by chance.
  private static let shortestExact = 4
  /// What may be mended at most, by letter.
  private static let maxEdits: Float = 1.5
  /// So much may always be.
  private static let minEdits: Float = 6

  private let letters: [UInt8]
  private let spelling: NameSpelling
  private let firsts: [CommonNames.Heard]
  private let lasts: [CommonNames.Heard]
  private let costs: Costs

  /// `firsts` and `lasts`: parts of names heard in other words of the same caller, one for each time; they are likely.
  init(_ spelling: NameSpelling, firsts: [String] = [], lasts: [String] = []) {
    self.spelling = spelling
    self.firsts = CommonNames.Heard.counted(firsts)
    self.lasts = CommonNames.Heard.counted(lasts)
    letters = spelling.text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : UInt8(ascii: "?") }
    costs = spelling.isClean ? .clean : .noisy
  }

  /// A reading of some of the letters.
  private struct Part {
    var name: String
    var cost: Float
    var edits: Float = 0
    var isUnknown = false
  }

  /// nil when the letters are nothing that could be a name.
  func decode() -> Decoded? {
    let count = letters.count
    guard count >= NameSpelling.shortest else { return nil }
    let firsts = CommonNames.firsts.best(for: letters, self.firsts, costs)
    let lasts = CommonNames.lasts.best(for: letters.reversed(), self.lasts, costs)
    var winner: [Part] = []
    if spelling.gaps.isEmpty {
      let first = part(0..<count, firsts[count], \.first)
      let last = part(0..<count, lasts[count], \.last)
      winner = [first.cost <= last.cost ? first : last]
    }
    for split in 2..<max(2, count - 1) where spelling.gaps.isEmpty || spelling.gaps.contains(split) {
      let pair = [part(0..<split, firsts[split], \.first), part(split..<count, lasts[count - split], \.last)]
      // An unknown surname begins nowhere for sure, an unknown first name ends nowhere.
      if spelling.gaps.isEmpty, pair[0].isUnknown, pair[1].isUnknown { continue }
      if winner.isEmpty || pair[0].cost + pair[1].cost < winner.reduce(0, { $0 + $1.cost }) { winner = pair }
    }
    let edits = winner.reduce(0) { $0 + $1.edits }
    guard !winner.isEmpty, edits <= max(Self.minEdits, Self.maxEdits * Float(count)) else { return nil }
    return Decoded(parts: winner.map(\.name), edits: edits, isUnknown: winner.contains(where: \.isUnknown))
  }

  /// The cheapest reading of a range: as the common name that is nearest, as a known name spelled exactly, or as it is.
  private func part(
    _ range: Range<Int>, _ common: CommonNames.Best, _ rareness: KeyPath<NameEvidence, Int?>
  ) -> Part {
    let text = String(decoding: letters[range], as: UTF8.self)
    var best = Part(name: text, cost: Self.unknown + Self.unknownLetter * Float(range.count), isUnknown: true)
    if range.count >= Self.shortestExact, let bits = NameEvidence(known: text)[keyPath: rareness] {
      best = Part(name: text, cost: (spelling.isClean ? Self.exact : Self.exactInPieces) + Self.exactBit * Float(bits))
    }
    guard let entry = common.entry, common.cost < best.cost else { return best }
    return Part(name: entry, cost: common.cost, edits: common.edits)
  }

  /// Letters whose names sound alike.
  static func soundAlike(_ a: UInt8, _ b: UInt8) -> Bool {
    guard (97...122).contains(a), (97...122).contains(b) else { return false }
    return alike[Int(a) - 97] & alike[Int(b) - 97] != 0
  }

  /// For each letter the groups it belongs to, as bits.
  private static let alike: [UInt16] = {
    var groups = [UInt16](repeating: 0, count: 26)
    for (number, group) in ["bcdegptvz", "fsx", "mn", "ahjk", "cs", "quw", "lo", "ar", "uo"].enumerated() {
      for letter in group.utf8 { groups[Int(letter) - 97] |= 1 << UInt16(number) }
    }
    return groups
  }()
}
