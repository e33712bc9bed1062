import DialogDSL
import Interpreter

/// An `agent` line with its values filled in.
///
/// Compared exactly, case and punctuation included; only runs of white space count as one space. `*` stands for any
/// text, also none; with a space beside it, it ends at a word's end there, and that space need not be said.
struct AgentPattern: CustomStringConvertible {
  /// Where an answer leaves the pattern: an offset in its characters.
  struct Mismatch: Error {
    var offset: Int
  }

  private struct Segment {
    var text: [Character]
    /// There was a space between it and the `*` before or after it.
    var beginsWord = false
    var endsWord = false
  }

  /// What stands between the `*`s; one more than there are `*`s.
  private let segments: [Segment]
  let description: String

  init(_ template: Template, in evaluator: Evaluator) {
    var texts = [""]
    for part in template.parts {
      if case .text(let text) = part {
        let pieces = text.split(separator: "*", omittingEmptySubsequences: false)
        texts[texts.count - 1] += pieces[0]
        texts += pieces.dropFirst().map(String.init)
      } else {
        let filled = Template(parts: [part], source: template.source, range: template.range)
        texts[texts.count - 1] += evaluator.render(filled, .spoken)
      }
    }
    description = texts.joined(separator: "*").withSingleSpaces
    segments = texts.enumerated().map { index, text in
      let words = text.withSingleSpaces
      // White space alone parts no words: the line break after a `*` that ends a block text.
      if words.isEmpty { return Segment(text: []) }
      return Segment(
        text: Array(words), beginsWord: index > 0 && text.first?.isWhitespace == true,
        endsWord: index < texts.count - 1 && text.last?.isWhitespace == true)
    }
  }

  /// nil: the answer fits.
  func mismatch(_ answer: String) -> Mismatch? {
    let said = Array(answer.withSingleSpaces)
    let first = segments[0]
    guard fits(first, in: said, at: 0) else { return Mismatch(offset: common(first.text, said, at: 0)) }
    guard let last = segments.dropFirst().last else {
      return said.count == first.text.count ? nil : Mismatch(offset: first.text.count)
    }
    var place = first.text.count
    for segment in segments.dropFirst().dropLast() where !segment.text.isEmpty {
      guard let found = (place...said.count).first(where: { fits(segment, in: said, at: $0) }) else {
        return Mismatch(offset: nearest(segment, in: said, from: place))
      }
      place = found + segment.text.count
    }
    let start = said.count - last.text.count
    if start >= place, fits(last, in: said, at: start) { return nil }
    return Mismatch(offset: nearest(last, in: said, from: place))
  }

  private func fits(_ segment: Segment, in said: [Character], at start: Int) -> Bool {
    let end = start + segment.text.count
    guard end <= said.count, said[start..<end].elementsEqual(segment.text) else { return false }
    if segment.beginsWord, start > 0, said[start - 1] != " " { return false }
    return !segment.endsWord || end == said.count || said[end] == " "
  }

  /// The end of the longest beginning of the segment that was said, the first such.
  private func nearest(_ segment: Segment, in said: [Character], from place: Int) -> Int {
    var best = (length: 0, end: place)
    for start in place...said.count {
      let end = common(segment.text, said, at: start)
      if end - start > best.length { best = (end - start, end) }
    }
    return best.end
  }

  /// Where `text` and what was said from `start` on part.
  private func common(_ text: [Character], _ said: [Character], at start: Int) -> Int {
    start + zip(text, said[start...]).prefix { $0 == $1 }.count
  }
}
