/// Random numbers that are the same everywhere for the same seed (Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", 2014).
public struct SplitMix64: Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// A stream of its own for each row of names, whatever else is drawn under the same seed.
  public init(seed: UInt64, for names: [String]) {
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in names.joined(separator: "\u{1F}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    self.init(seed: seed ^ hash)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 ..< `bound`, which is over 0.
  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// One of them; nil of none.
  public mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element? {
    items.isEmpty ? nil : items[items.index(items.startIndex, offsetBy: below(items.count))]
  }

  /// `count` of them at most, in their order.
  public mutating func pick<Element>(_ count: Int, of items: [Element]) -> [Element] {
    var left = Array(items.indices)
    var picked: [Int] = []
    while picked.count < count, !left.isEmpty { picked.append(left.remove(at: below(left.count))) }
    return picked.sorted().map { items[$0] }
  }
}
