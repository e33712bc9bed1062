import DialogDSL

/// Shares the readings of slots of one type among them, by what is said around each value: "pick it up on the 9th and
/// return it on the 12th", "two rooms for three nights", "from my savings to her checking account".
package struct SharedReadings {
  private let tokens: Tokens
  private let language: LanguageData
  private var forms: FormWords { language.forms }
  private let listeners: [(expectation: Expectation, hints: SlotHints)]

  package init(_ utterance: Utterance, listeners: [(expectation: Expectation, hints: SlotHints)]) {
    tokens = utterance.tokens
    language = utterance.language
    self.listeners = listeners
  }

  /// The readings that are left to each listener, the best first.
  package func share(_ readings: [[Candidate]]) -> [[Candidate]] {
    var shared = readings
    countNamed(&shared)
    for index in readings.indices where counts(listeners[index].expectation.type) {
      shared[index] = shared[index].filter { isOfKind($0, listeners[index].hints) }
    }
    var seen: Set<SlotType> = []
    for listener in listeners where seen.insert(listener.expectation.type).inserted {
      let group = listeners.indices.filter {
        listeners[$0].expectation.type == listener.expectation.type && !shared[$0].isEmpty
      }
      let isContested = listeners.count { $0.expectation.type == listener.expectation.type } > 1
      if isContested { share(group, of: listener.expectation.type, &shared) }
    }
    return shared
  }

  // MARK: Counted things

  private func counts(_ type: SlotType) -> Bool { type == .integer || type == .number }

  /// "Two economy tickets" are tickets, whatever else the words might be: a number followed by what the slot counts.
  private func countNamed(_ shared: inout [[Candidate]]) {
    let counters = listeners.indices.filter { counts(listeners[$0].expectation.type) }
    let allNamed = Dictionary(
      uniqueKeysWithValues: counters.map { ($0, namedCounts(listeners[$0].hints, listeners[$0].expectation)) })
    for index in counters {
      let named = allNamed[index]!
      if named.isEmpty { continue }
      let words = Set(named.flatMap(\.words))
      let others = Set(counters.filter { $0 != index }.flatMap { allNamed[$0]! }.flatMap(\.words)).subtracting(words)
      // "Two adults and three children" is one count of people, unless the children are a slot of their own.
      let wider = shared[index].filter {
        !words.isDisjoint(with: $0.words) && $0.rule == Self.peopleRule && others.isDisjoint(with: $0.words)
      }
      let own = named.filter { candidate in !wider.contains { !Set($0.words).isDisjoint(with: candidate.words) } }
      shared[index] = wider + own + shared[index].filter { words.isDisjoint(with: $0.words) }
    }
  }

  /// The rule of a number that is an answer to "how many of you?".
  private static let peopleRule = "people"

  private func namedCounts(_ hints: SlotHints, _ expectation: Expectation) -> [Candidate] {
    guard !hints.kinds.isEmpty else { return [] }
    let reader = NumberReader(tokens, language: language)
    var found: [Candidate] = []
    var index = 0
    while index < tokens.count {
      guard let reading = reader.number(at: index) else {
        if let none = noneCounted(at: index, hints, expectation) { found.append(none) }
        index += 1
        continue
      }
      index = reading.tokens.upperBound
      guard reading.value.integer != nil, !kinds(after: index).isDisjoint(with: hints.kinds),
        reading.value >= expectation.limits.min ?? reading.value,
        reading.value <= expectation.limits.max ?? reading.value
      else { continue }
      found.append(Candidate(.number(reading.value), words: tokens.words(reading.tokens), rule: "counted"))
    }
    return found
  }

  /// "No bags", "without any luggage": none of what one may well come without.
  private func noneCounted(at index: Int, _ hints: SlotHints, _ expectation: Expectation) -> Candidate? {
    guard let length = forms.none.length(in: tokens, at: index), index + length < tokens.count,
      let thing = forms.dispensable.length(in: tokens, at: index + length),
      !forms.kinds(in: tokens, at: index + length).isDisjoint(with: hints.kinds),
      expectation.limits.min ?? DecimalNumber(0) <= DecimalNumber(0),
      index + length + thing == tokens.count || isEndOfThing(index + length + thing)
    else { return nil }
    return Candidate(.number(DecimalNumber(0)), words: tokens.words(index..<(index + length + thing)), rule: "counted")
  }

  /// "No kids menu" is no count of kids.
  private func isEndOfThing(_ index: Int) -> Bool {
    tokens[index - 1].endsClause || tokens[index].isFiller || language[.small].contains(tokens[index])
      || language[.prepositions].contains(tokens[index])
  }

  /// "Three nights" is no number of rooms.
  private func isOfKind(_ candidate: Candidate, _ hints: SlotHints) -> Bool {
    let kinds = kinds(of: candidate)
    return kinds.isEmpty || hints.kinds.isEmpty || !kinds.isDisjoint(with: hints.kinds)
  }

  /// What is counted: the word after the number, the last one of it, or the one before it.
  private func kinds(of candidate: Candidate) -> Set<Int> {
    guard let range = tokenRange(of: candidate) else { return [] }
    if candidate.rule == Self.peopleRule, let people = forms.people, range.count > 2 { return [people] }
    if range.count > 1 {
      // "A couple of nights" are nights.
      let parted = kinds(behindPart: range.upperBound)
      let found = parted.isEmpty ? forms.kinds(in: tokens, at: range.upperBound - 1) : parted
      if !found.isEmpty { return found }
    }
    let found = kinds(after: range.upperBound)
    return found.isEmpty ? kinds(before: range.lowerBound) : found
  }

  /// Words between a number and the thing it counts: "two more Premium Economy tickets".
  private static let maxAdjectives = 3

  /// "Of the nights", behind "a couple".
  private func kinds(behindPart end: Int) -> Set<Int> {
    end + 1 < tokens.count && forms.parts.contains(tokens[end]) ? forms.kinds(in: tokens, at: end + 1) : []
  }

  private func kinds(after end: Int) -> Set<Int> {
    let parted = kinds(behindPart: end)
    if !parted.isEmpty { return parted }
    for index in end..<min(tokens.count, end + 1 + Self.maxAdjectives) {
      if index > 0, tokens[index - 1].endsClause { return [] }
      let found = forms.kinds(in: tokens, at: index)
      if !found.isEmpty { return found }
      if language[.prepositions].contains(tokens[index]) || isNumber(tokens[index]) { return [] }
    }
    return []
  }

  /// "A party of six", "the number of rooms is two".
  private func kinds(before start: Int) -> Set<Int> {
    var index = start - 1
    while index > 0, forms.announcers.contains(tokens[index]) || tokens[index].isFiller { index -= 1 }
    return index >= 0 && index < start - 1 ? forms.kinds(in: tokens, at: index) : []
  }

  private func isNumber(_ token: Tokens.Token) -> Bool {
    language[.units][token] != nil || language[.teens][token] != nil || token.text.isASCIIDigits
  }

  // MARK: Several slots of a type

  /// A reading's words and the slots of the group that have it.
  private struct Place {
    var words: [Int]
    var range: Range<Int>
    var owner: Int?
  }

  private func share(_ group: [Int], of type: SlotType, _ shared: inout [[Candidate]]) {
    var places = distinctPlaces(group, shared)
    let cues = ownCues(of: listeners.indices.filter { listeners[$0].expectation.type == type })
    var owned: Set<Int> = []
    for (listener, place, _) in bids(group, shared, places, cues).sorted(by: {
      ($0.cost, $0.place) < ($1.cost, $1.place)
    })
    where places[place].owner == nil && !owned.contains(listener) {
      places[place].owner = listener
      owned.insert(listener)
    }
    giveRest(group, shared, &places, &owned)
    for listener in group {
      shared[listener] = shared[listener].filter { candidate in
        places.contains { $0.owner == listener && $0.words == candidate.words }
      }
    }
  }

  private func distinctPlaces(_ group: [Int], _ shared: [[Candidate]]) -> [Place] {
    var places: [Place] = []
    for candidate in group.flatMap({ shared[$0] }) where !places.contains(where: { $0.words == candidate.words }) {
      guard let range = tokenRange(of: candidate) else { continue }
      places.append(Place(words: candidate.words, range: range))
    }
    return places.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func bids(
    _ group: [Int], _ shared: [[Candidate]], _ places: [Place], _ cues: [Int: [[String]]]
  ) -> [(listener: Int, place: Int, cost: Int)] {
    var bids: [(listener: Int, place: Int, cost: Int)] = []
    for (number, place) in places.enumerated() {
      // Readings of two slots may overlap.
      let floor = number > 0 ? min(place.range.lowerBound, places[number - 1].range.upperBound) : 0
      let ceiling = number + 1 < places.count ? places[number + 1].range.lowerBound : tokens.count
      for listener in group {
        guard let candidate = shared[listener].first(where: { $0.words == place.words }) else { continue }
        let hints = listeners[listener].hints
        if counts(listeners[listener].expectation.type), !kinds(of: candidate).isDisjoint(with: hints.kinds) {
          bids.append((listener, number, 0))
        } else if let cost = cost(hints, cues[listener] ?? [], at: place.range, from: floor, to: ceiling) {
          bids.append((listener, number, cost))
        }
      }
    }
    return bids
  }

  /// Words before a value that may point at its slot, and after it.
  private static let reachBefore = 7
  private static let reachAfter = 4

  /// How far the nearest word is that points at the slot; words after the value count as further away. nil: there is
  /// none.
  private func cost(
    _ hints: SlotHints, _ cues: [[String]], at range: Range<Int>, from floor: Int, to ceiling: Int
  ) -> Int? {
    func points(_ index: Int) -> Bool { cues.contains { says($0, at: index) } || isOnSide(hints, index) }
    var best = Int.max
    // A preposition of the value itself ("to the 12th") counts as the nearest; its other words tell nothing: "last Friday".
    for index in max(floor, range.lowerBound - Self.reachBefore)..<range.upperBound
    where points(index) && (index < range.lowerBound || language[.prepositions].contains(tokens[index])) {
      best = min(best, max(1, range.lowerBound - index))
    }
    let end = min(ceiling, range.upperBound + Self.reachAfter)
    for index in range.upperBound..<max(range.upperBound, end) {
      if tokens[index - 1].endsClause { break }
      if points(index) { best = min(best, index - range.upperBound + 1 + Self.reachAfter) }
    }
    return best == .max ? nil : best
  }

  private func isOnSide(_ hints: SlotHints, _ index: Int) -> Bool {
    if hints.isCueRequired { return false }
    switch hints.side {
    case .first: return forms.first.length(in: tokens, at: index) != nil
    case .second: return forms.second.length(in: tokens, at: index) != nil
    case nil: return false
    }
  }

  /// The cues of each slot that no other one of its type has.
  private func ownCues(of group: [Int]) -> [Int: [[String]]] {
    Dictionary(
      uniqueKeysWithValues: group.map { slot in
        let others = group.filter { $0 != slot }.flatMap { listeners[$0].hints.cues }
        return (slot, listeners[slot].hints.cues.filter { !others.contains($0) })
      })
  }

  private func says(_ cue: [String], at index: Int) -> Bool {
    cue.count == 1 ? tokens[index].text == cue[0] : tokens.says(cue, at: index)
  }

  /// Values that nothing points at: in order, to the first and the second of a pair; one alone to the asked slot, else
  /// to the first that does without a cue.
  private func giveRest(_ group: [Int], _ shared: [[Candidate]], _ places: inout [Place], _ owned: inout Set<Int>) {
    let free = places.indices.filter { places[$0].owner == nil }
    var waiting = group.filter { listener in
      // The question itself points at the slot that is asked for.
      !owned.contains(listener)
        && (!listeners[listener].hints.isCueRequired || listeners[listener].expectation.isAsked)
    }.sorted {
      rank($0, isSingle: free.count == 1) < rank($1, isSingle: free.count == 1)
    }
    for place in free {
      guard
        let index = waiting.firstIndex(where: { listener in
          shared[listener].contains { $0.words == places[place].words }
        })
      else { continue }
      places[place].owner = waiting.remove(at: index)
    }
  }

  private func rank(_ listener: Int, isSingle: Bool) -> Int {
    if isSingle, listeners[listener].expectation.isAsked { return -1 }
    switch listeners[listener].hints.side {
    case .first: return 0
    case nil: return 1
    case .second: return 2
    }
  }

  private func tokenRange(of candidate: Candidate) -> Range<Int>? {
    guard let first = candidate.words.first, let last = candidate.words.last,
      let start = tokens.all.firstIndex(where: { $0.word == first }),
      let end = tokens.all.lastIndex(where: { $0.word == last })
    else { return nil }
    return start..<(end + 1)
  }
}
