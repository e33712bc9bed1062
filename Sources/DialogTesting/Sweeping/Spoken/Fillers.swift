import DialogDSL
import Interpreter

/// `fillers`: "um", "uh", "you know" where callers put them: at the beginning, before a word, at the end.
///
/// Not inside the words of a value or beside an "or", where "um" may take back what came before it ("nine um thirty",
/// "eight um or nine"), except in numbers that are dictated in pieces. Not after an "oh" that begins the line: "oh um" is
/// a sigh. Not in words that a slot takes as they are, nor in a line that takes something off a
/// list or adds a name to one.
enum Fillers {
  private static let atStart = ["um", "uh", "well", "er", "oh um", "hmm"]
  private static let inside = ["um", "uh", "er", "uhm", "you know"]
  private static let atEnd = ["um", "uh", "you know"]
  /// More in one line is no speech.
  private static let most = 2

  static func line(_ text: String, of turn: PlayedTurn, _ script: Script, _ random: inout SplitMix64) -> String? {
    let line = Line(text)
    guard !line.words.isEmpty, !turn.isVerbatim(in: script), !turn.changesListUnseen(in: script) else { return nil }
    var closed: Set<Int> = []
    for (slot, words) in turn.evidence(in: line, script) where slot.type != .digits && slot.type != .phone {
      if let first = words.first, let last = words.last { closed.formUnion((first + 1)..<(last + 1)) }
    }
    for asked in turn.after.ambiguous.values where turn.before.ambiguous.isEmpty {
      if let words = line.indices(of: asked.words), let first = words.first, let last = words.last {
        closed.formUnion((first + 1)..<(last + 1))
      }
    }
    for index in line.words.indices where line.words[index].text == "or" { closed.formUnion([index, index + 1]) }
    if line.words[0].text == "oh" { closed.insert(1) }
    let open = (0...line.words.count).filter { !closed.contains($0) }
    let gaps = random.pick(1 + random.below(most), of: open)
    let edits = gaps.map { gap in
      let fillers = gap == 0 ? atStart : gap == line.words.count ? atEnd : inside
      return Line.Edit(range: gap..<gap, text: random.pick(fillers)!)
    }
    return line.applying(edits)
  }
}

/// `no_punctuation`: case and punctuation dropped, both or one of them, as recognisers of speech leave them out. A name
/// keeps its punctuation: it ends where a pause does.
enum Punctuation {
  static func line(_ text: String, of turn: PlayedTurn, _ script: Script, _ random: inout SplitMix64) -> String? {
    // "Ham, no olives" and "ham, no, olives" are two lists.
    if turn.heard(in: script).contains(where: \.isMultiple) { return nil }
    let bare = WordScanner.words(in: text).map(\.original).joined(separator: " ")
    let hasName = turn.heard(in: script).contains { $0.type == .name }
    let ways = hasName ? [text.lowercased()] : [bare.lowercased(), bare, text.lowercased()]
    let others = ways.filter { $0 != text }
    return random.pick(others)
  }
}
