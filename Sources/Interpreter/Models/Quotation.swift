import DialogDSL
import Hearing

/// A model may only quote the caller: a value that it proposes is a piece of this turn's words, which the slot's own
/// recogniser then reads (language.md §7).
struct Quotations {
  /// Each as the caller said it, the shorter ones at a place first; none twice.
  let all: [String]

  /// Words of the longest one that is offered.
  static let longest = 6
  /// Structured outputs take no more of them in a list; of a longer utterance any words can be quoted, and are looked up.
  static let most = 200

  /// - Parameter hidden: words that are not to be shown.
  init(of words: Words, hiding hidden: Set<Int>) {
    var all: [String] = []
    var seen: Set<String> = []
    for start in words.words.indices {
      for length in 1...Self.longest where start + length <= words.count {
        let span = start..<(start + length)
        if !hidden.isDisjoint(with: span) { break }
        let text = words.words[span].map(\.original).joined(separator: " ")
        if seen.insert(text).inserted { all.append(text) }
      }
    }
    self.all = all.count > Self.most ? [] : all
  }
}

extension Words {
  /// Where a quotation stands, punctuation and case aside; nil: it was not said. Of several places the first that is
  /// free.
  func place(of quotation: String, besides used: Set<Int>) -> Range<Int>? {
    let quoted = Words(quotation).words.map(\.text)
    guard !quoted.isEmpty, quoted.count <= count else { return nil }
    let texts = words.map(\.text)
    return (0...(count - quoted.count)).lazy.map { $0..<($0 + quoted.count) }.first { range in
      texts[range].elementsEqual(quoted) && used.isDisjoint(with: range)
    }
  }
}
