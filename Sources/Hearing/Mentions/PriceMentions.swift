import DialogDSL

/// Prices that are no amounts of money: "free", a number that something costs, and what makes another price of one.
extension MentionReader {
  /// Words between "costs" and what it costs: "costs you about forty".
  private static let priceReach = 3
  /// Words between "no" and what is denied: "no extra discount".
  private static let denialReach = 3

  /// Words between a share and what it is taken off: "20 percent student discount".
  private static let shareReach = 3

  static let free = "money: free"

  func prices(in utterance: Utterance, besides found: [(mention: Mention, words: [Int])]) -> [Mention] {
    let tokens = utterance.tokens
    func mention(_ places: Range<Int>, _ readings: [String] = [], isNumber: Bool = false) -> Mention {
      let words = places.map { tokens.all[$0].text }.joined(separator: " ")
      let numbers = places.flatMap { self.numbers(tokens.all[$0]) }
      return Mention(kind: .money, readings: readings, numbers: numbers, isBound: isNumber, text: words)
    }
    let amounts = Set(found.filter { $0.mention.kind == .money }.flatMap(\.words))
    // A share, a time, a day is none of the price.
    let others = Set(found.filter { $0.mention.isBound || $0.mention.kind == .date }.flatMap(\.words))
    // "20 percent less" is told by its share.
    let shares = Set(found.filter { $0.mention.isShare }.flatMap(\.words))
    func isBesideShare(_ place: Int) -> Bool {
      let reach = Self.shareReach
      return (max(0, place - reach)..<min(place + reach + 1, tokens.all.count)).contains {
        shares.contains(tokens.all[$0].word)
      }
    }
    var prices: [Mention] = []
    for place in tokens.all.indices {
      let word = tokens.all[place].word
      if let length = freeOfCharge(at: place, in: tokens) {
        if length > 1 || !isDenied(place, tokens) { prices.append(mention(place..<place + length, [Self.free])) }
      } else if let length = language[.discounts].length(in: tokens, at: place) {
        if !isDenied(place, tokens), !isBesideShare(place) { prices.append(mention(place..<place + length)) }
      } else if let length = language[.priceChanges].length(in: tokens, at: place) {
        if !isBesideShare(place), isPriceChange(place..<place + length, tokens, amounts) {
          prices.append(mention(place..<place + length))
        }
      } else if amounts.isEmpty, !others.contains(word), isNumeric(word, utterance),
        follows(language[.costs], place, tokens, within: Self.priceReach)
      {
        prices.append(mention(place..<place + 1, isNumber: true))
      }
    }
    return prices
  }

  /// How many words say that something costs nothing; nil: they do not.
  func freeOfCharge(at place: Int, in tokens: Tokens) -> Int? {
    guard let length = language[.freeOfCharge].length(in: tokens, at: place) else { return nil }
    return place > 0 && language[.notOfCharge].contains(tokens.all[place - 1]) ? nil : length
  }

  /// "Costs double", "half the price", "40 dollars less": not "a double room", "less than a day".
  private func isPriceChange(_ places: Range<Int>, _ tokens: Tokens, _ amounts: Set<Int>) -> Bool {
    let next = places.upperBound
    if tokens.all.indices.contains(next), language[.afterComparison].contains(tokens.all[next]) { return false }
    let isBesideAmount = [places.lowerBound - 1, next].contains { place in
      tokens.all.indices.contains(place) && amounts.contains(tokens.all[place].word)
    }
    let isOfPrice = (next..<min(next + 2, tokens.all.count)).contains { language[.priceNouns].contains(tokens.all[$0]) }
    return isBesideAmount || isOfPrice || follows(language[.costs], places.lowerBound, tokens, within: 2)
  }

  private func isDenied(_ place: Int, _ tokens: Tokens) -> Bool {
    follows(language[.denying], place, tokens, within: Self.denialReach)
  }

  private func follows(_ words: WordSet, _ place: Int, _ tokens: Tokens, within reach: Int) -> Bool {
    (max(0, place - reach)..<place).contains { words.contains(tokens.all[$0]) }
  }
}

extension Mention {
  fileprivate var isShare: Bool { readings.contains { $0.hasPrefix(SlotType.percent.rawValue + ":") } }
}
