import DialogDSL
import Hearing

/// What a model is not to see: values of sensitive slots, as they are known and as callers say them (language.md §3,
/// `sensitive`).
extension Machine {
  /// The words of the utterance in which a sensitive slot could be read.
  func sensitiveWords(in utterance: Utterance) -> Set<Int> {
    if script.models.seesSensitive { return [] }
    var words: Set<Int> = []
    for slot in script.slots where slot.isSensitive {
      // At its own question a yes or a word is read too; anywhere else only what is plainly such a value.
      for candidate in recognize(slot, in: utterance, isAsked: false) { words.formUnion(candidate.words) }
    }
    return words
  }

  /// The question is about a sensitive slot: the answer to it is not to leave the house, whatever it sounds like.
  var asksForSensitive: Bool {
    guard !script.models.seesSensitive, let slot = dialogue.question?.slot else { return false }
    return script.slot(slot).isSensitive
  }

  /// A text as a model may see it.
  func masked(_ text: String) -> String {
    if script.models.seesSensitive || !script.slots.contains(where: \.isSensitive) { return text }
    let known = SensitiveMask(state, of: script, in: self).apply(to: text)
    let utterance = Utterance(known, language: language)
    let secret = sensitiveWords(in: utterance)
    return secret.isEmpty ? known : utterance.words.text(hiding: secret)
  }
}

extension Words {
  /// The words as they were written, with `…` for those hidden.
  func text(hiding hidden: Set<Int>) -> String {
    var parts: [String] = []
    for (index, word) in words.enumerated() {
      if !hidden.contains(index) {
        parts.append(word.original)
      } else if parts.last != "…" {
        parts.append("…")
      }
    }
    return parts.joined(separator: " ")
  }
}
