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

  /// The words of this turn that no model is to see.
  var hiddenWords: Set<Int> {
    state.turn?.isWithheld == true ? Set(reading.words.words.indices) : sensitiveWords(in: reading.utterance)
  }

  /// The question is about a sensitive slot: the answer to it is not to leave the house, whatever it sounds like.
  var asksForSensitive: Bool {
    guard !script.models.seesSensitive, let slot = dialogue.question?.slot else { return false }
    return script.slot(slot).isSensitive
  }

  /// What is sensitive in the talk before and in this turn's words, and may be known by no slot in the next turn.
  mutating func withholdFromModels() {
    if script.models.seesSensitive || !script.slots.contains(where: \.isSensitive) { return }
    let mask = SensitiveMask(state, of: script, in: self)
    let spoken = (state.turn?.recent ?? []).filter { $0.speaker == .agent }.flatMap { mask.secrets(in: $0.text) }
    dialogue.exposed = Set(spoken).sorted()
    guard asksForSensitive else { return }
    state.turn?.isWithheld = true
    let text = Self.plain(reading.words)
    dialogue.withheld = (dialogue.withheld.filter { $0 != text } + [text]).suffix(TranscriptView.shownEntries)
  }

  /// An utterance of the talk before as models may see it.
  func maskedTalk(_ entry: TranscriptEntry) -> String {
    if entry.speaker == .caller, !dialogue.withheld.isEmpty {
      let text = Self.plain(Words(entry.text))
      // A turn may have been made of several utterances.
      if dialogue.withheld.contains(where: { $0.contains(text) }) { return "…" }
    }
    return masked(entry.text)
  }

  /// Case and punctuation aside, with a space around each word.
  private static func plain(_ words: Words) -> String { " " + words.words.map(\.text).joined(separator: " ") + " " }

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
