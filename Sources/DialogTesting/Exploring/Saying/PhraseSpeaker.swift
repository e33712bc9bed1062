import DialogDSL
import Hearing

/// Says sentence templates: one of the sentences that a phrase stands for.
struct PhraseSpeaker {
  let world: World
  /// What is said for `{slot}`; nil where no slot may stand.
  let saySlot: (Slot, inout SplitMix64) -> String?

  /// Rules may name each other; the loader has refused circles, and deeper than this nobody nests them.
  private static let maxDepth = 8

  func say(_ phrase: Phrase, _ random: inout SplitMix64) -> String {
    say(phrase.elements, &random, depth: 0).joined(separator: " ")
  }

  private func say(_ elements: [Phrase.Element], _ random: inout SplitMix64, depth: Int) -> [String] {
    guard depth < Self.maxDepth else { return [] }
    var words: [String] = []
    for element in elements {
      switch element {
      case .word(let word): words.append(word)
      case .oneOf(let alternatives):
        words += say(random.pick(alternatives) ?? [], &random, depth: depth + 1)
      case .slot(let name): saySlot(world.script.slot(name), &random).map { words.append($0) }
      case .anyWords: random.pick(Self.between).map { words += $0 }
      case .rule(let name):
        guard let phrase = random.pick(world.script.phrases[name] ?? []) else { continue }
        words += say(phrase.elements, &random, depth: depth + 1)
      }
    }
    return words
  }

  /// For `*`: at most eight words, none of which says anything by itself.
  private static let between: [[String]] = [[], [], ["your"], ["are", "the"], ["for", "us"], ["like", "that"]]
}
