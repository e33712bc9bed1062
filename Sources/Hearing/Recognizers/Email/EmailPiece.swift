import DialogDSL

/// A bit of a dictated or written address.
struct EmailPiece {
  enum Kind: Equatable {
    case letter
    case digits
    /// A dot, dash, underscore or plus.
    case sign
    case word
    /// "All one word".
    case remark
    /// The @ or the word for it.
    case at
    /// "Spelled": letters that say the word before it again come after.
    case spelled
    /// "No, sorry": what comes after it takes the place of what came before.
    case repair
  }

  var kind: Kind
  /// What it puts into the address.
  var text: String
  var words: Range<Int>
  /// It follows the piece before it without a space.
  var isJoined = false
  /// A comma or stop follows it.
  var endsClause = false
  /// It cannot be a part of an address, or only the last one before the at.
  var isStop = false
  var isOpener = false
}

/// Cuts an utterance into pieces of addresses.
struct EmailPieceReader {
  let utterance: Utterance
  /// Where the tokens of each word begin, and their number.
  private let starts: [Int]
  private var pieces: [EmailPiece] = []
  /// Up to this token words stand for letters: "juliet oscar november".
  private var spelledUntil = 0

  /// Words for letters in a row that are a spelling and no names.
  private static let shortestAlphabet = 3
  /// Signs that a written address may hold.
  static let written: Set<Character> = [".", "_", "-", "+", "%", "&", "'", "=", "~"]

  private var tokens: Tokens { utterance.tokens }
  private var words: Words { utterance.words }
  private var language: LanguageData { utterance.language }
  private var email: EmailWords { utterance.language.email }

  static func pieces(of utterance: Utterance) -> [EmailPiece] {
    var reader = EmailPieceReader(utterance)
    reader.read()
    return reader.pieces
  }

  private init(_ utterance: Utterance) {
    self.utterance = utterance
    var starts: [Int] = []
    for index in utterance.tokens.all.indices where utterance.tokens[index].word == starts.count {
      starts.append(index)
    }
    self.starts = starts + [utterance.tokens.count]
  }

  private mutating func read() {
    var word = 0
    while word + 1 < starts.count {
      let count = pieces.count
      let end = piece(at: word)
      let last = max(word, end - 1)
      if count < pieces.count {
        pieces[count].isJoined = word > 0 && isJoined(word - 1)
        pieces[pieces.count - 1].endsClause = words[last].punctuation != nil && !isJoined(last)
      }
      addSigns(after: last)
      word = last + 1
    }
  }

  /// No space lies between the word and the next one.
  private func isJoined(_ word: Int) -> Bool {
    guard word + 1 < words.count else { return false }
    return words[word].range.upperBound + words[word].signs.unicodeScalars.count == words[word + 1].range.lowerBound
  }

  /// The signs after a word that count: the @ anywhere, others inside what is written together.
  private mutating func addSigns(after word: Int) {
    let isInside = isJoined(word)
    for sign in words[word].signs {
      if sign == "@" {
        pieces.append(EmailPiece(kind: .at, text: "@", words: word..<(word + 1), isJoined: isInside))
      } else if isInside, Self.written.contains(sign) {
        pieces.append(EmailPiece(kind: .sign, text: String(sign), words: word..<(word + 1), isJoined: true))
      } else if sign == "_" || isInside {
        pieces.append(EmailPiece(kind: .sign, text: String(sign), words: word..<(word + 1), isStop: sign != "_"))
      }
    }
  }

  /// Adds what begins at a word; returns the word after it.
  private mutating func piece(at word: Int) -> Int {
    let start = starts[word]
    if tokens[start].isFiller { return word + 1 }
    if tokens[start].id == 0, starts[word + 1] == start + 1, let first = tokens[start].text.utf8.first,
      first > UInt8(ascii: "9"), tokens[start].text.utf8.count > 1
    {
      return add(.word, text(of: word), word, tokens: 1)
    }
    if let (letter, length) = alphabetLetter(at: start) { return add(.letter, letter, word, tokens: length) }
    if let length = email.phrases.length(in: tokens, at: start) {
      // Written with its hyphens, it keeps them.
      let isOneWord = starts[word + 1] == start + length
      let text = isOneWord ? words[word].text : tokens.all[start..<(start + length)].map(\.text).joined()
      return add(.word, text, word, tokens: length)
    }
    if let length = email.at.length(in: tokens, at: start) { return add(.at, "@", word, tokens: length) }
    for (sign, names) in email.signs {
      if let length = names.length(in: tokens, at: start) { return add(.sign, String(sign), word, tokens: length) }
    }
    if let length = email.remarks.length(in: tokens, at: start) { return add(.remark, "", word, tokens: length) }
    if let length = language[.repair].length(in: tokens, at: start), !isWritten(word) {
      return add(.repair, "", word, tokens: length)
    }
    if let length = email.spelled.length(in: tokens, at: start) { return add(.spelled, "", word, tokens: length) }
    if email.dottedWords.contains(tokens[start]), let ending = email.dotted[words[word].text] {
      _ = add(.sign, ".", word, tokens: 1)
      return add(.word, ending, word, tokens: 1)
    }
    if let (name, length) = letterName(at: start) {
      return add(.letter, name, word, tokens: length + asIn(after: start + length))
    }
    if isWritten(word) { return add(.word, text(of: word), word, tokens: 1) }
    if let (digits, end) = repeated(at: start) ?? number(at: start) {
      return add(.digits, digits, word, tokens: end - start)
    }
    if starts[word + 1] - start > 1 { return addCompound(word) }
    return add(.word, text(of: word), word, tokens: 1)
  }

  /// The word as it is written in an address: without the accents that the language's speakers leave out.
  private func text(of word: Int) -> String { language.wordForms.plain(words[word].text) }

  private mutating func add(_ kind: EmailPiece.Kind, _ text: String, _ word: Int, tokens length: Int) -> Int {
    let end = length <= 1 ? word + 1 : tokens[starts[word] + length - 1].word + 1
    var piece = EmailPiece(kind: kind, text: text, words: word..<end)
    if kind == .word {
      let clean = Self.cleaned(text, goesOn: isJoined(word))
      piece.text = clean ?? text
      let start = starts[word]
      piece.isStop =
        clean == nil || (start..<starts[word + 1]).contains { email.stops.length(in: tokens, at: $0) != nil }
      piece.isOpener = email.openers.length(in: tokens, at: start) != nil
    }
    pieces.append(piece)
    return end
  }

  /// Without apostrophes; of a word in which scripts are mixed, the ASCII on the side where the address goes on. nil when
  /// nothing is left.
  private static func cleaned(_ text: String, goesOn: Bool) -> String? {
    let scalars = text.unicodeScalars
    let rest: Substring.UnicodeScalarView
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return text.utf8.contains(UInt8(ascii: "'")) ? text.filter { $0 != "'" } : text
    } else if goesOn, let other = scalars.lastIndex(where: { !$0.isASCII }) {
      rest = scalars[scalars.index(after: other)...]
    } else {
      rest = scalars.prefix { $0.isASCII }
    }
    return rest.isEmpty ? nil : String(rest)
  }

  /// Written with its signs, as part of an address that is: `v-abc@…`.
  private func isWritten(_ word: Int) -> Bool {
    isJoined(word) && words[word].signs.first.map { $0 == "@" || Self.written.contains($0) } ?? false
      || word > 0 && isJoined(word - 1) && !words[word - 1].signs.isEmpty
  }

  /// "J-o-h-n" and "twenty-eight" are spellings and numbers; other words keep their hyphens, and "im" is no "I am".
  private mutating func addCompound(_ word: Int) -> Int {
    let parts = starts[word]..<starts[word + 1]
    guard words[word].text.utf8.contains(UInt8(ascii: "-")), parts.count > 2,
      parts.allSatisfy({ tokens[$0].text.utf8.count == 1 })
    else { return add(.word, text(of: word), word, tokens: 1) }
    for part in parts {
      let isDigit = tokens[part].text.isASCIIDigits
      pieces.append(EmailPiece(kind: isDigit ? .digits : .letter, text: tokens[part].text, words: word..<(word + 1)))
    }
    return word + 1
  }

  // MARK: Letters and digits

  private func letter(at index: Int) -> String? {
    guard index < tokens.count else { return nil }
    if let first = tokens[index].text.utf8.first, tokens[index].text.utf8.count == 1, first >= UInt8(ascii: "a"),
      starts[tokens[index].word + 1] - starts[tokens[index].word] == 1
    {
      return tokens[index].text
    }
    return email.letters[tokens[index]].flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }

  /// A letter, "double l"; an "o" among digits is a zero and left to them.
  private func letterName(at index: Int) -> (text: String, length: Int)? {
    if let (number, length) = email.letters.entry(in: tokens, at: index), let scalar = Unicode.Scalar(number) {
      return (String(Character(scalar)), length)
    }
    if let times = times(at: index) {
      guard let letter = letter(at: index + 1), !isZero(at: index + 1) else { return nil }
      return (String(repeating: letter, count: times), 2)
    }
    guard let letter = letter(at: index), !isZero(at: index) else { return nil }
    return (letter, 1)
  }

  /// The tokens of "as in lincoln", "for bob".
  private func asIn(after index: Int) -> Int {
    guard let length = language.spelling.asIn.length(in: tokens, at: index), index + length < tokens.count,
      tokens[index + length].text.first == tokens[index - 1].text.first
    else { return 0 }
    return length + 1
  }

  /// "Juliet": of a row of such words.
  private mutating func alphabetLetter(at index: Int) -> (text: String, length: Int)? {
    guard let first = alphabetWord(at: index) else { return nil }
    if index >= spelledUntil {
      var (end, count) = (index, 0)
      while let next = alphabetWord(at: end) {
        end += next.length
        count += 1
      }
      guard count >= Self.shortestAlphabet else { return nil }
      spelledUntil = end
    }
    return (String(Unicode.Scalar(first.symbol.ascii)), first.length)
  }

  private func alphabetWord(at index: Int) -> (symbol: Symbol, length: Int)? {
    guard index < tokens.count else { return nil }
    var found: (symbol: Symbol, length: Int)?
    language.spelling.entries(in: tokens, at: index) { entry in
      if entry.isFirm, entry.symbol.isLetter { found = (entry.symbol, entry.words.count) }
    }
    return found
  }

  private func times(at index: Int) -> Int? {
    guard tokens.all.indices.contains(index) else { return nil }
    return language.spelling.times[tokens[index]]
  }

  private func repeated(at index: Int) -> (digits: String, end: Int)? {
    guard let times = times(at: index), let (digit, end) = number(at: index + 1), digit.utf8.count == 1 else {
      return nil
    }
    return (String(repeating: digit, count: times), end)
  }

  /// "O" is a zero after a digit, and before one that stands alone; among letters and names it is a letter.
  private func isZero(at index: Int) -> Bool {
    guard language[.spelledZero].contains(tokens[index]) else { return false }
    if tokens[index].text.utf8.count > 1 { return true }
    if let last = pieces.last, last.kind == .digits, last.words.upperBound == tokens[index].word { return true }
    if pieces.last?.kind == .letter { return false }
    var next = index + 1
    while next < tokens.count, isDigit(next) { next += 1 }
    return next == index + 2 && (next == tokens.count || language[.teens][tokens[next]] == nil)
      || times(at: index - 1) != nil && next > index + 1
  }

  private func isDigit(_ index: Int) -> Bool {
    language[.units][tokens[index]] != nil || tokens[index].text.isASCIIDigits && tokens[index].text.utf8.count == 1
  }

  /// Written digits or number words: "twenty eight", "two thousand and two"; pairs come one by one.
  private func number(at index: Int) -> (digits: String, end: Int)? {
    guard index < tokens.count else { return nil }
    let text = tokens[index].text
    if text.isASCIIDigits { return (text, index + 1) }
    guard tokens[index].id != 0 else { return nil }
    if isZero(at: index) { return ("0", index + 1) }
    guard let (number, end) = small(at: index) else { return nil }
    if number < 100, language.spelling.hundred.length(in: tokens, at: end) != nil {
      return added(to: number * 100, below: 100, end + 1)
    }
    if number < 10, language.spelling.thousand.length(in: tokens, at: end) != nil {
      return added(to: number * 1000, below: 1000, end + 1)
    }
    return ("\(number)", end)
  }

  /// Up to ninety nine.
  private func small(at index: Int) -> (number: Int, end: Int)? {
    guard index < tokens.count else { return nil }
    if let unit = language[.units][tokens[index]] { return (unit, index + 1) }
    if let teen = language[.teens][tokens[index]] { return (teen, index + 1) }
    guard let tens = language[.tens][tokens[index]] else { return nil }
    let numbers = NumberReader(tokens, language: language)
    if numbers.has(.tensAnd, at: index + 1), let number = numbers.belowHundred(at: index) {
      return (number.number, number.tokens.upperBound)
    }
    guard index + 1 < tokens.count, let unit = language[.units][tokens[index + 1]], unit > 0 else {
      return (tens, index + 1)
    }
    return (tens + unit, index + 2)
  }

  private func added(to number: Int, below limit: Int, _ index: Int) -> (digits: String, end: Int) {
    let next = index + (email.and.length(in: tokens, at: index) ?? 0)
    guard let (more, end) = small(at: next), more < limit, next > index || more > 0 else { return ("\(number)", index) }
    return ("\(number + more)", end)
  }
}
