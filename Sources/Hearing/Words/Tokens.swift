import DialogDSL

/// Words in the form they are compared in (`WordForms`): "I'm" is two tokens of one word, "twenty-five" too.
public struct Tokens: Sendable {
  public struct Token: Sendable, Hashable {
    public var text: String
    /// Its number in the language; 0: the language does not name it.
    var id: Lexicon.ID
    /// The index of the word it comes from.
    public var word: Int
    /// "um", "you know": passed over anywhere.
    public var isFiller: Bool
    /// A comma, stop or dash follows it.
    public var endsClause: Bool
  }

  public private(set) var all: [Token]

  public init(_ words: Words, language: LanguageData = .english) {
    var tokens: [Token] = []
    tokens.reserveCapacity(words.count)
    for (index, word) in words.words.enumerated() {
      for text in language.wordForms.normal(word.text) {
        tokens.append(
          Token(text: text, id: language.lexicon[text], word: index, isFiller: false, endsClause: false))
      }
      if word.punctuation != nil { tokens[tokens.count - 1].endsClause = true }
    }
    all = tokens
    markFillers(language)
  }

  public var count: Int { all.count }
  public subscript(index: Int) -> Token { all[index] }
  func id(_ index: Int) -> Lexicon.ID { all[index].id }

  /// The token's text, or "" beyond either end.
  package func text(_ index: Int) -> String { all.indices.contains(index) ? all[index].text : "" }

  /// The indices of the words under `tokens`, sorted, each once.
  package func words(_ tokens: Range<Int>) -> [Int] {
    var words: [Int] = []
    for token in all[tokens] where words.last != token.word { words.append(token.word) }
    return words
  }

  /// Whether these words stand at `index`.
  func says(_ words: [Lexicon.ID], at index: Int) -> Bool {
    guard index + words.count <= all.count else { return false }
    for offset in words.indices where all[index + offset].id != words[offset] { return false }
    return true
  }

  /// Whether these words stand at `index`.
  package func says(_ words: [String], at index: Int) -> Bool {
    guard index + words.count <= all.count else { return false }
    return words.indices.allSatisfy { all[index + $0].text == words[$0] }
  }

  /// How many tokens these words take at `index`, fillers between them passed over; nil when they do not stand there.
  func length(of words: [Lexicon.ID], at index: Int) -> Int? {
    var place = index
    for (number, word) in words.enumerated() {
      while number > 0, place < all.count, all[place].isFiller, all[place].id != word { place += 1 }
      guard place < all.count, all[place].id == word else { return nil }
      place += 1
    }
    return place - index
  }

  /// The text of the last token before `index` that is no filler; "" at the start.
  private func lastWord(before index: Int) -> String { all[..<index].last { !$0.isFiller }?.text ?? "" }

  /// The next token at or after `index` that is no filler; `count` at the end.
  package func skippingFillers(from index: Int) -> Int {
    var index = index
    while index < all.count, all[index].isFiller { index += 1 }
    return index
  }

  private mutating func markFillers(_ language: LanguageData) {
    var index = 0
    while index < all.count {
      var length = language.fillers.length(in: self, at: index) ?? 0
      // "Nine oh um two": after a digit "oh" is a zero, and no part of a sigh.
      if length > 1, language[.spelledZero].contains(all[index].text), language[.units][lastWord(before: index)] != nil
      {
        length = 0
      }
      for offset in 0..<length { all[index + offset].isFiller = true }
      index += max(1, length)
    }
  }

  /// The tokens of some of the words, renumbered from 0; `kept` is sorted.
  func keeping(_ kept: [Int]) -> Tokens {
    var numbers = [Int](repeating: -1, count: (all.last?.word ?? -1) + 1)
    for (number, word) in kept.enumerated() where word < numbers.count { numbers[word] = number }
    var copy = self
    copy.all = []
    copy.all.reserveCapacity(all.count)
    for var token in all where numbers[token.word] >= 0 {
      token.word = numbers[token.word]
      copy.all.append(token)
    }
    return copy
  }

  /// The tokens with some of them taken apart into several of the same word; itself where there are none.
  func splitting(_ language: LanguageData, _ pieces: (Tokens, _ index: Int) -> [String]?) -> Tokens {
    var copy = self
    for index in all.indices.reversed() {
      guard let texts = pieces(self, index) else { continue }
      let parts = texts.enumerated().map { number, text in
        var part = all[index]
        part.text = text
        part.id = language.lexicon[text]
        part.endsClause = part.endsClause && number == texts.count - 1
        return part
      }
      copy.all.replaceSubrange(index...index, with: parts)
    }
    return copy
  }

  /// The tokens of a range of words, renumbered from 0.
  func slice(_ words: Range<Int>) -> Tokens {
    var copy = self
    copy.all = all.compactMap { token in
      guard words.contains(token.word) else { return nil }
      var token = token
      token.word -= words.lowerBound
      return token
    }
    return copy
  }
}
