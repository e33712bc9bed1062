import DialogDSL

/// One way to read some tokens as characters.
struct SpelledPiece: Sendable {
  /// The token after it.
  var end: Int
  /// Where its characters lie in `SpelledPieces.symbols`.
  var symbols: Range<Int>
  /// See `SpellingWords.Cost`.
  var cost: Int32
  /// Said by a word for the letter: hardly mistaken for another one.
  var isFirm: Bool
}

/// The ways to read the tokens of an utterance, by the token they begin at.
struct SpelledPieces: Sendable {
  var pieces: [SpelledPiece] = []
  var symbols: [Symbol] = []

  mutating func add(_ new: some Collection<Symbol>, end: Int, cost: Int32, isFirm: Bool = false) {
    guard !new.isEmpty else { return }
    let start = symbols.count
    symbols.append(contentsOf: new)
    pieces.append(SpelledPiece(end: end, symbols: start..<symbols.count, cost: cost, isFirm: isFirm))
  }

  func symbols(of piece: SpelledPiece) -> ArraySlice<Symbol> { symbols[piece.symbols] }
}

/// Reads tokens as characters: letters said plainly or run together ("b c", "bc", "SW4"), their names as they are
/// written down ("bee", "double u", "zed"), words for them ("bravo", "b for bravo", "s as in sam"), digits, number
/// words ("twenty three": 23 or 203), "double t", and words that sound like any of these.
struct SpellingReader {
  let utterance: Utterance
  /// Also words that are only near: "we ski" for "whiskey", the first letter of a word that nobody knows.
  var readsNearMisses = false

  private var tokens: Tokens { utterance.tokens }
  private var language: LanguageData { utterance.language }
  private var words: SpellingWords { utterance.language.spelling }

  init(_ utterance: Utterance, readsNearMisses: Bool = false) {
    self.utterance = utterance
    self.readsNearMisses = readsNearMisses
  }

  /// Characters in one written row that are read; more is no code.
  static let maxRun = 40

  /// Adds what begins at `index`; nothing when the token cannot be read.
  func add(at index: Int, to pieces: inout SpelledPieces) {
    let first = pieces.pieces.count
    addRun(at: index, to: &pieces)
    let token = tokens[index]
    if token.id != 0 {
      words.entries(in: tokens, at: index) { entry in
        guard readsNearMisses || entry.cost < SpellingWords.Cost.misheard else { return }
        pieces.add(
          CollectionOfOne(entry.symbol), end: index + entry.words.count, cost: entry.cost, isFirm: entry.isFirm)
      }
      addNumber(at: index, to: &pieces)
      addRepeated(at: index, to: &pieces)
    }
    addNamed(at: index, since: first, to: &pieces)
    if readsNearMisses { addNearMisses(at: index, since: first, to: &pieces) }
    addAndSigns(since: first, to: &pieces)
  }

  // MARK: Written

  /// The characters of the word itself: "b", "SW4", "2yq", "17-6"; a word of letters only when it may be a spelling.
  private func addRun(at index: Int, to pieces: inout SpelledPieces) {
    let text = tokens[index].text
    // "I'm" is no I, M.
    guard text.utf8.count <= Self.maxRun, !isContraction(index) else { return }
    let start = pieces.symbols.count
    var (letters, digits, vowels, hasSigns) = (0, 0, 0, false)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x61...0x7A:
        letters += 1
        if Self.isVowel(byte) { vowels += 1 }
      case _ where Self.isSignInRun(byte):
        hasSigns = true
        continue
      default:
        pieces.symbols.removeSubrange(start...)
        return
      }
      pieces.symbols.append(Symbol(ascii: byte)!)
    }
    let cost = digits > 0 || letters == 1 ? 0 : cost(ofLetters: letters, vowels, at: index)
    guard let cost else {
      pieces.symbols.removeSubrange(start...)
      return
    }
    pieces.pieces.append(
      SpelledPiece(
        end: index + 1, symbols: start..<pieces.symbols.count, cost: cost + (hasSigns ? SpellingWords.Cost.heard : 0),
        isFirm: false))
    // Where signs may stand, they are part of the code.
    if hasSigns { pieces.add(text.utf8.compactMap(Symbol.init(ascii:)), end: index + 1, cost: cost) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isVowel(_ byte: UInt8) -> Bool {
    byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75
  }

  /// Whether other tokens share the word, and no hyphens are between them.
  private func isContraction(_ index: Int) -> Bool {
    let word = tokens[index].word
    let isShared =
      index > 0 && tokens[index - 1].word == word || index + 1 < tokens.count && tokens[index + 1].word == word
    return isShared && utterance.words[word].text.utf8.contains(UInt8(ascii: "'"))
  }

  /// `-` `.` `/` `,` `:` `#` `+`.
  private static func isSignInRun(_ byte: UInt8) -> Bool {
    (0x2B...0x2F).contains(byte) || byte == 0x3A || byte == 0x23
  }

  /// Several letters in one word: how unlike a common word it is. nil: it is one.
  private func cost(ofLetters letters: Int, _ vowels: Int, at index: Int) -> Int32? {
    let token = tokens[index]
    if token.isFiller { return nil }
    let original = utterance.words[token.word].original
    let isCapitals = original.utf8.dropFirst().allSatisfy { !(0x61...0x7A).contains($0) }
    if token.id == 0 {
      if isCapitals || letters == 2 || vowels == 0 { return 0 }
      return letters == 3 ? 4 : Int32(3 * letters)
    }
    guard letters <= 4 else { return nil }
    let isSpoken = vowels > 0 || token.text.utf8.contains(UInt8(ascii: "y"))
    if !isSpoken, letters <= 3, language.times.halves[token] == nil { return 0 }
    return isCapitals ? 2 : letters == 2 ? 8 : 14
  }

  // MARK: Numbers

  /// "four", "nineteen", "twenty three", "eight hundred", "two thousand and ten".
  private func addNumber(at index: Int, to pieces: inout SpelledPieces) {
    let token = tokens[index]
    if let number = composed(at: index) {
      return pieces.add(Self.digits(number.value), end: number.end, cost: 0)
    }
    if let unit = language[.units][token] {
      if addHundreds(unit, at: index + 1, to: &pieces) { return }
      return pieces.add(Self.digits(unit), end: index + 1, cost: 0)
    }
    if let teen = language[.teens][token] {
      if addHundreds(teen, at: index + 1, to: &pieces) { return }
      return pieces.add(Self.digits(teen), end: index + 1, cost: 0)
    }
    guard let tens = language[.tens][token] else { return }
    if index + 1 < tokens.count, let unit = language[.units][tokens[index + 1]], unit > 0 {
      if !addHundreds(tens + unit, at: index + 2, to: &pieces) {
        pieces.add(Self.digits(tens + unit), end: index + 2, cost: 0)
      }
      // "Twenty three" is 203 only when 23 does not fit.
      pieces.add(Self.digits(tens), end: index + 1, cost: 6)
    } else if !addHundreds(tens, at: index + 1, to: &pieces) {
      pieces.add(Self.digits(tens), end: index + 1, cost: 0)
    }
  }

  /// "Treinta y uno", "quinientos cinco", "once mil quinientos veinte": numbers put together by words of their own.
  private func composed(at index: Int) -> (value: Int, end: Int)? {
    let numbers = NumberReader(tokens, language: language)
    guard
      numbers.has(.hundreds, at: index) || numbers.has(.tens, at: index) && numbers.has(.tensAnd, at: index + 1)
        || numbers.has([.unit, .teen], at: index) && numbers.has(.scale, at: index + 1)
          && numbers.has(.hundreds, at: index + 2),
      let number = numbers.cardinal(at: index), let value = number.value.integer
    else { return nil }
    return (value, number.tokens.upperBound)
  }

  /// A number before "hundred" or "thousand", and what may follow them; false when neither stands at `index`.
  private func addHundreds(_ number: Int, at index: Int, to pieces: inout SpelledPieces) -> Bool {
    guard index < tokens.count else { return false }
    let isHundred = words.hundred.contains(tokens[index])
    guard isHundred || words.thousand.contains(tokens[index]) else { return false }
    let zeros = isHundred ? 2 : 3
    let head = Self.digits(number)
    pieces.add(head + Self.zeros(zeros), end: index + 1, cost: 0)
    let isJoined = NumberReader(tokens, language: language).has(.and, at: index + 1)
    let rest = isJoined ? index + 2 : index + 1
    guard rest < tokens.count else { return true }
    // The digits that the number said next leaves to be filled: "eight hundred five" is 805.
    let following = tokens[rest]
    if let unit = language[.units][following], unit > 0 {
      pieces.add(head + Self.zeros(zeros - 1), end: rest, cost: 3)
    } else if language[.teens][following] != nil || language[.tens][following] != nil {
      pieces.add(head + Self.zeros(zeros - 2), end: rest, cost: 3)
    }
    return true
  }

  static func digits(_ number: Int) -> [Symbol] { String(number).utf8.compactMap(Symbol.init(ascii:)) }
  private static func zeros(_ count: Int) -> [Symbol] { [Symbol](repeating: Symbol(code: 0), count: count) }

  // MARK: Letters with words for them

  /// "Double t", "triple five", "double tango".
  private func addRepeated(at index: Int, to pieces: inout SpelledPieces) {
    guard let times = words.times[tokens[index]], index + 1 < tokens.count, words.times[tokens[index + 1]] == nil
    else { return }
    // "Double u" is a letter of its own first.
    var doubt: Int32 = 0
    words.entries(in: tokens, at: index) { if $0.words.count > 1 { doubt = SpellingWords.Cost.heard } }
    var next = SpelledPieces()
    addRun(at: index + 1, to: &next)
    words.entries(in: tokens, at: index + 1) { entry in
      next.add(
        CollectionOfOne(entry.symbol), end: index + 1 + entry.words.count, cost: entry.cost, isFirm: entry.isFirm)
    }
    if let unit = language[.units][tokens[index + 1]] { next.add(Self.digits(unit), end: index + 2, cost: 0) }
    for piece in next.pieces {
      let symbols = next.symbols(of: piece)
      let repeated = [Symbol](repeating: symbols[symbols.startIndex], count: times) + symbols.dropFirst()
      let cost = piece.cost + doubt + (symbols.count > 1 ? 3 : 0)
      pieces.add(repeated, end: piece.end, cost: cost, isFirm: piece.isFirm)
    }
  }

  /// "B for bravo", "s as in sam", "b bravo"; also "as in sam", its letter lost. The word decides.
  private func addNamed(at index: Int, since first: Int, to pieces: inout SpelledPieces) {
    for number in first..<pieces.pieces.count {
      let piece = pieces.pieces[number]
      guard piece.symbols.count == 1, !piece.isFirm, piece.end < tokens.count,
        pieces.symbols[piece.symbols.lowerBound].isLetter
      else { continue }
      let letter = pieces.symbols[piece.symbols.lowerBound]
      addNamed(letter, cost: piece.cost, connectorAt: piece.end, to: &pieces)
    }
    if let length = words.asIn.length(in: tokens, at: index), length > 1,
      let named = named(at: index + length, isLedIn: true)
    {
      pieces.add(
        CollectionOfOne(named.letter), end: named.end, cost: SpellingWords.Cost.heard + 2, isFirm: named.isFirm)
    }
  }

  private func addNamed(_ letter: Symbol, cost: Int32, connectorAt index: Int, to pieces: inout SpelledPieces) {
    let length = words.asIn.length(in: tokens, at: index) ?? 0
    guard let named = named(at: index + length, isLedIn: length > 0) else { return }
    if named.letter == letter {
      pieces.add(CollectionOfOne(letter), end: named.end, cost: min(cost, 2), isFirm: true)
    } else if length > 0, language[.units][tokens[index]] == nil,
      tokens[index].text.utf8.first.map(Self.isDigit) != true
    {
      let likeness = words.cost(of: named.letter, for: letter)
      pieces.add(CollectionOfOne(named.letter), end: named.end, cost: cost + likeness / 2, isFirm: true)
      if likeness > SpellingWords.Cost.close {
        pieces.add(CollectionOfOne(letter), end: named.end, cost: cost + SpellingWords.Cost.close, isFirm: true)
      }
    }
  }

  /// The letter that the word at `index` stands for: a word for a letter, or after "as in" any word of letters.
  private func named(at index: Int, isLedIn: Bool) -> (letter: Symbol, end: Int, isFirm: Bool)? {
    guard index < tokens.count else { return nil }
    var found: (letter: Symbol, end: Int, isFirm: Bool)?
    words.entries(in: tokens, at: index) { entry in
      if entry.isFirm, entry.symbol.isLetter { found = (entry.symbol, index + entry.words.count, true) }
    }
    if let found { return found }
    let token = tokens[index]
    guard isLedIn, token.text.utf8.count >= 3, token.text.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
      language[.units][token] == nil, language[.teens][token] == nil, language[.tens][token] == nil,
      words.times[token] == nil, let letter = token.text.utf8.first.flatMap(Symbol.init(ascii:))
    else { return nil }
    return (letter, index + 1, true)
  }

  /// "E & 8": the sign is a word that the recogniser wrote its own way.
  private func addAndSigns(since first: Int, to pieces: inout SpelledPieces) {
    for number in first..<pieces.pieces.count {
      let piece = pieces.pieces[number]
      let last = tokens[piece.end - 1]
      guard piece.end == tokens.count || tokens[piece.end].word != last.word,
        let symbol = words.symbol(ofSigns: utterance.words[last.word].signs)
      else { continue }
      pieces.add(
        Array(pieces.symbols(of: piece)) + [symbol], end: piece.end, cost: piece.cost + SpellingWords.Cost.heard)
    }
  }

  // MARK: Near misses

  /// How unlike a word for a letter may sound, in halves of a letter.
  private static let maxDistance = 4
  /// Letters of the words that may be that unlike; shorter ones half of it.
  private static let longSounded = 6
  /// Letters of the shortest word that is compared by its sound.
  private static let shortestSounded = 4

  private func addNearMisses(at index: Int, since first: Int, to pieces: inout SpelledPieces) {
    let token = tokens[index]
    guard token.text.utf8.count <= Self.maxRun, token.text.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
      language[.units][token] == nil, language[.teens][token] == nil, language[.tens][token] == nil,
      !pieces.pieces[first...].contains(where: { $0.cost < SpellingWords.Cost.misheard && $0.end > index })
    else { return }
    if token.text.utf8.count >= Self.shortestSounded { addSounded(token.text, end: index + 1, to: &pieces) }
    if token.text.utf8.count >= Self.shortestSounded - 1 {
      if !token.isFiller, !words.quiet.contains(token),
        let letter = token.text.utf8.first.flatMap(Symbol.init(ascii:))
      {
        pieces.add(CollectionOfOne(letter), end: index + 1, cost: SpellingWords.Cost.near)
      }
    }
    if index + 1 < tokens.count, tokens[index + 1].text.utf8.count >= 2, token.text.utf8.count >= 2,
      tokens[index + 1].text.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
      token.text.utf8.count + tokens[index + 1].text.utf8.count <= Self.maxRun
    {
      addSounded(token.text + tokens[index + 1].text, end: index + 2, to: &pieces)
    }
  }

  private func addSounded(_ text: String, end: Int, to pieces: inout SpelledPieces) {
    let sounding = language.phonetic.sounding(text)
    let length = text.utf8.count
    let most = length < Self.longSounded ? Self.maxDistance / 2 : Self.maxDistance
    for word in words.soundedWords where abs(word.length - length) <= Self.maxDistance {
      guard let distance = Phonetic.distance(sounding, word.sounding, within: most / Phonetic.scale),
        distance <= most
      else { continue }
      pieces.add(CollectionOfOne(word.symbol), end: end, cost: Int32(3 + 2 * distance))
    }
  }
}
