/// What making up calls draws.
extension SplitMix64 {
  /// The numbers of one call: call `number` of the run with this seed.
  init(call number: Int, of seed: UInt64) { self.init(seed: seed, for: ["call", String(number)]) }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  mutating func chance(percent: Int) -> Bool { below(100) < percent }

  /// One of a list that is never empty.
  mutating func one(of items: String...) -> String { items[below(items.count)] }

  mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    for index in items.indices.dropLast() { items.swapAt(index, number(in: index...(items.count - 1))) }
    return items
  }
}
