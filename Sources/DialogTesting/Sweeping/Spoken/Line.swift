import DialogDSL
import Hearing
import Interpreter

/// A caller's line whose words can be replaced; everything between them stays as it is.
struct Line {
  let text: String
  let words: [WordScanner.Word]

  init(_ text: String) {
    self.text = text
    words = WordScanner.words(in: text)
  }

  struct Edit {
    /// Words, by index; an empty range stands before its word, or at the end.
    var range: Range<Int>
    var text: String
  }

  func applying(_ edits: [Edit]) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var place = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let start = edit.range.lowerBound < words.count ? words[edit.range.lowerBound].range.lowerBound : scalars.count
      result.append(contentsOf: scalars[place..<max(place, start)])
      place = max(place, start)
      if edit.range.isEmpty {
        let isEnd = edit.range.lowerBound == words.count
        result.append(contentsOf: (isEnd ? " " + edit.text : edit.text + " ").unicodeScalars)
      } else {
        result.append(contentsOf: edit.text.unicodeScalars)
        place = words[edit.range.upperBound - 1].range.upperBound
      }
    }
    result.append(contentsOf: scalars[place...])
    return String(result)
  }

  /// The words that carry a value, as its evidence names them: side by side where they stand so, else in order.
  func indices(of evidence: String) -> [Int]? {
    let wanted = WordScanner.words(in: evidence).map(\.text)
    guard !wanted.isEmpty, wanted.count <= words.count else { return nil }
    let own = words.map(\.text)
    if let start = (0...(own.count - wanted.count)).first(where: { own[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    ) {
      return Array(start..<(start + wanted.count))
    }
    var indices: [Int] = []
    for (index, word) in own.enumerated() where indices.count < wanted.count && word == wanted[indices.count] {
      indices.append(index)
    }
    return indices.count == wanted.count ? indices : nil
  }
}

extension PlayedTurn {
  /// The words of this turn that carry slots' values, by slot; pieces of digits count with all the line's words.
  func evidence(in line: Line, _ script: Script) -> [(slot: Slot, words: [Int])] {
    let whole = heard(in: script).compactMap { slot in
      line.indices(of: after.slots[slot.name]?.words ?? "").map { (slot: slot, words: $0) }
    }
    return whole + pieces(in: script).map { (slot: $0, words: Array(line.words.indices)) }
  }

  /// A slot took the words as they are, so that other words are another value.
  func isVerbatim(in script: Script) -> Bool { heard(in: script).contains { $0.type == .text } }
}
