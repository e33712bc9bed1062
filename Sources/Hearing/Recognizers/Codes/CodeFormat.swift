import DialogDSL

/// Which codes there may be: an automaton over symbols, from a mask, a length, or a country's formats.
struct CodeFormat: Sendable {
  typealias State = Int

  private enum Shape: Sendable {
    /// The symbols that may stand at each place; whole from `shortest` places on.
    case places([SymbolSet], shortest: Int)
    /// The same symbols everywhere, any number of them.
    case row(SymbolSet, shortest: Int)
    /// By state and symbol the next state, or -1.
    case table([Int16], finals: [Bool])
  }

  private let shape: Shape
  /// How whole codes are written, where that is more than their symbols.
  private let layouts: [Layout]

  /// Places of the longest code that is followed.
  static let maxPlaces = 64

  init(mask: Mask) {
    let places = mask.places.prefix(Self.maxPlaces).map { place in
      switch place {
      case .letter: SymbolSet.letters
      case .digit: SymbolSet.digits
      case .either: SymbolSet.letters.union(.digits)
      case .fixed(let character): SymbolSet(String(character))
      }
    }
    shape = .places(places, shortest: places.count)
    layouts = []
  }

  init(_ symbols: SymbolSet, lengths: ClosedRange<Int>) {
    let longest = min(max(1, lengths.upperBound), Self.maxPlaces)
    let places = [SymbolSet](repeating: symbols, count: longest)
    shape = .places(places, shortest: min(max(1, lengths.lowerBound), longest))
    layouts = []
  }

  init(_ symbols: SymbolSet, atLeast shortest: Int) {
    shape = .row(symbols, shortest: shortest)
    layouts = []
  }

  /// By state and symbol the next state, or -1; the first state is 0.
  init(table: [Int16], finals: [Bool]) {
    shape = .table(table, finals: finals)
    layouts = []
  }

  var start: State { 0 }

  /// nil when no code goes on like this.
  func next(_ state: State, _ symbol: Symbol) -> State? {
    switch shape {
    case .places(let places, _):
      return state < places.count && places[state].contains(symbol) ? state + 1 : nil
    case .row(let symbols, let shortest):
      return symbols.contains(symbol) ? min(state + 1, shortest) : nil
    case .table(let next, _):
      let found = Int(next[state * Symbol.count + Int(symbol.code)])
      return found < 0 ? nil : found
    }
  }

  /// Whether a code may end here.
  func isWhole(_ state: State) -> Bool {
    switch shape {
    case .places(_, let shortest): state >= shortest
    case .row(_, let shortest): state >= shortest
    case .table(_, let finals): finals[state]
    }
  }

  /// Whether codes may be of any length.
  var isOpenEnded: Bool {
    if case .row = shape { return true }
    return false
  }

  /// The state after some symbols.
  func state(after symbols: some Sequence<Symbol>) -> State? {
    var state = start
    for symbol in symbols {
      guard let next = next(state, symbol) else { return nil }
      state = next
    }
    return state
  }

  /// A whole code as it is written, in upper case.
  func written(_ symbols: [Symbol]) -> String {
    layouts.first { $0.fits(symbols) }?.written(symbols) ?? symbols.upperCase
  }
}

extension CodeFormat {
  /// One of a country's formats: what may stand at each place, and the signs between them.
  fileprivate struct Layout: Sendable {
    var places: [SymbolSet] = []
    /// Signs before the place of this number.
    var signs: [(place: Int, sign: Character)] = []
    /// Letters of the area at its start.
    var areaLength = 0

    func fits(_ symbols: [Symbol]) -> Bool {
      symbols.count == places.count && zip(places, symbols).allSatisfy { $0.contains($1) }
    }

    func written(_ symbols: [Symbol]) -> String {
      var text = ""
      for (place, symbol) in symbols.enumerated() {
        for sign in signs where sign.place == place { text.append(sign.sign) }
        text.unicodeScalars.append(Unicode.Scalar(symbol.upper))
      }
      return text
    }
  }

  /// A country's part of `postal_codes`.
  init(_ file: LanguageFile) {
    let parts = Dictionary(uniqueKeysWithValues: file.pairs.map { ($0.key, $0.value) })
    let classes = Dictionary(
      uniqueKeysWithValues: (parts["classes"]?.pairs ?? []).map { (Character($0.key), SymbolSet($0.value.text)) })
    let areas = (parts["areas"]?.items ?? []).map { $0.utf8.compactMap(Symbol.init(ascii:)) }
    let layouts = file["formats"].items.map { Self.layout($0, classes) }
    self.layouts = layouts
    shape = Self.table(layouts, areas: areas)
  }

  private static func layout(_ format: String, _ classes: [Character: SymbolSet]) -> Layout {
    var layout = Layout()
    for character in format {
      if let symbols = classes[character] {
        layout.places.append(symbols)
      } else if character == "@" {
        layout.places.append(.letters)
        layout.areaLength += 1
      } else if character == "A" {
        layout.places.append(.letters)
      } else if character == "9" {
        layout.places.append(.digits)
      } else if character.isASCIIDigit {
        layout.places.append(SymbolSet(String(character)))
      } else {
        layout.signs.append((layout.places.count, character))
      }
    }
    return layout
  }

  /// Where in a format a code is, and the first letter of its area while the area is not complete.
  private struct Item: Hashable {
    var layout: Int
    var place: Int
    var area: Symbol?
  }

  /// All formats followed at once: each state is the set of places where the code may be.
  private static func table(_ layouts: [Layout], areas: [[Symbol]]) -> Shape {
    var states = [layouts.indices.map { Item(layout: $0, place: 0) }]
    var numbers = [states[0]: 0]
    var next: [Int16] = []
    var finals: [Bool] = []
    while finals.count < states.count {
      let items = states[finals.count]
      finals.append(items.contains { $0.place == layouts[$0.layout].places.count })
      for code in 0..<UInt8(Symbol.count) {
        let after = items.compactMap { step($0, Symbol(code: code), layouts, areas) }
        if after.isEmpty {
          next.append(-1)
          continue
        }
        let number = numbers[after] ?? states.count
        if number == states.count {
          numbers[after] = number
          states.append(after)
        }
        next.append(Int16(number))
      }
    }
    return .table(next, finals: finals)
  }

  private static func step(_ item: Item, _ symbol: Symbol, _ layouts: [Layout], _ areas: [[Symbol]]) -> Item? {
    let layout = layouts[item.layout]
    guard item.place < layout.places.count, layout.places[item.place].contains(symbol) else { return nil }
    var after = Item(layout: item.layout, place: item.place + 1)
    if item.place < layout.areaLength {
      let area = (item.area.map { [$0] } ?? []) + [symbol]
      let fitting = areas.contains { $0.count == layout.areaLength && $0.starts(with: area) }
      guard fitting else { return nil }
      if area.count < layout.areaLength { after.area = symbol }
    }
    return after
  }
}

/// The postal codes of the countries in CLocales/data/regions.
enum PostalCodes {
  /// nil for a country that is not in the data.
  static func format(for country: String) -> CodeFormat? { all[country] }

  private static let all: [String: CodeFormat] = Dictionary(
    uniqueKeysWithValues: Region.file["postal_codes"].pairs.map { ($0.key, CodeFormat($0.value)) })
}
