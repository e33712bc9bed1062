import DialogDSL

/// Sets and tables of words, looked up by the number that a word has in its language. A word is hashed once, when an
/// utterance is split into tokens; all that comes after compares numbers.

/// Every word that some list or table of a language holds, numbered from 1.
struct Lexicon: Sendable {
  /// A word's number; 0 is every word that the language does not name.
  typealias ID = Int32

  /// The language's normal forms, in which its words are numbered.
  let forms: WordForms
  private var ids: [String: ID] = [:]

  init(forms: WordForms) { self.forms = forms }

  var count: Int { ids.count }

  /// The number of a word in its normal form.
  subscript(word: String) -> ID { ids[word] ?? 0 }

  mutating func add(_ word: String) -> ID {
    if let id = ids[word] { return id }
    let id = ID(ids.count + 1)
    ids[word] = id
    return id
  }

  /// The numbers of an entry's words; empty for a text without words.
  mutating func add(text: String) -> [ID] { forms.normal(text: text).map { add($0) } }
}

/// Numbers of words as bits.
private struct IDSet: Sendable {
  private var bits: [UInt64] = []

  func contains(_ id: Lexicon.ID) -> Bool {
    let place = Int(id >> 6)
    return place < bits.count && bits[place] & (1 << UInt64(id & 63)) != 0
  }

  mutating func insert(_ id: Lexicon.ID) {
    let place = Int(id >> 6)
    while bits.count <= place { bits.append(0) }
    bits[place] |= 1 << UInt64(id & 63)
  }
}

/// Sequences of words.
package final class WordSet: Sendable {
  private let singles: IDSet
  private let openings: IDSet
  private let singleTexts: Set<String>
  /// Those of two words and more by their first one, the longest first.
  private let sequences: [Lexicon.ID: [[Lexicon.ID]]]

  init(_ entries: [String], _ lexicon: inout Lexicon) {
    var (singles, openings) = (IDSet(), IDSet())
    var singleTexts: Set<String> = []
    var sequences: [Lexicon.ID: [[Lexicon.ID]]] = [:]
    for entry in entries {
      let words = lexicon.forms.normal(text: entry)
      let ids = words.map { lexicon.add($0) }
      guard let first = ids.first else { continue }
      openings.insert(first)
      if ids.count == 1 {
        singles.insert(first)
        singleTexts.insert(words[0])
      } else {
        sequences[first, default: []].append(ids)
      }
    }
    (self.singles, self.openings, self.singleTexts) = (singles, openings, singleTexts)
    self.sequences = sequences.mapValues { $0.sorted { $0.count > $1.count } }
  }

  /// Whether the word alone is one of them.
  func contains(_ token: Tokens.Token) -> Bool { singles.contains(token.id) }

  /// Whether the word alone is one of them; slower than by token.
  package func contains(_ word: String) -> Bool { singleTexts.contains(word) }

  /// Whether one of them begins with the word.
  func opens(with token: Tokens.Token) -> Bool { openings.contains(token.id) }

  /// The number of tokens of the longest one at `index`, with fillers between its words; nil for none.
  package func length(in tokens: Tokens, at index: Int) -> Int? {
    guard index < tokens.count else { return nil }
    let id = tokens.id(index)
    guard openings.contains(id) else { return nil }
    if !sequences.isEmpty, let longer = sequences[id] {
      for ids in longer {
        if let length = tokens.length(of: ids, at: index) { return length }
      }
    }
    return singles.contains(id) ? 1 : nil
  }
}

/// Sequences of words, each with a number.
package final class WordTable: Sendable {
  private struct Entry: Sendable {
    var ids: [Lexicon.ID]
    var number: Int
  }

  private let openings: IDSet
  private let singles: [Lexicon.ID: Int]
  private let sequences: [Lexicon.ID: [Entry]]
  private let byText: [String: Int]

  init(_ entries: [(key: String, value: Int)], _ lexicon: inout Lexicon) {
    var openings = IDSet()
    var singles: [Lexicon.ID: Int] = [:]
    var sequences: [Lexicon.ID: [Entry]] = [:]
    var byText: [String: Int] = [:]
    for entry in entries {
      let words = lexicon.forms.normal(text: entry.key)
      let ids = words.map { lexicon.add($0) }
      guard let first = ids.first else { continue }
      openings.insert(first)
      if ids.count == 1 {
        singles[first] = entry.value
        byText[words[0]] = entry.value
      } else {
        sequences[first, default: []].append(Entry(ids: ids, number: entry.value))
      }
    }
    (self.openings, self.singles, self.byText) = (openings, singles, byText)
    self.sequences = sequences.mapValues { $0.sorted { $0.ids.count > $1.ids.count } }
  }

  /// The number of a single word.
  subscript(token: Tokens.Token) -> Int? { openings.contains(token.id) ? singles[token.id] : nil }

  /// The number of a single word; slower than by token.
  subscript(word: String) -> Int? { byText[word] }

  /// The longest one at `index`.
  func entry(in tokens: Tokens, at index: Int) -> (number: Int, length: Int)? {
    guard index < tokens.count else { return nil }
    let id = tokens.id(index)
    guard openings.contains(id) else { return nil }
    if !sequences.isEmpty, let longer = sequences[id] {
      for entry in longer where tokens.says(entry.ids, at: index) { return (entry.number, entry.ids.count) }
    }
    return singles[id].map { ($0, 1) }
  }

  /// All single words.
  var words: [String] { byText.keys.sorted() }
}
