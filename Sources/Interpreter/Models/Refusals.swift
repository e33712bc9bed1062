import DialogDSL
import Hearing

/// The `guard`: why a sentence of a model may not be spoken (language.md §7).
extension Machine {
  /// nil: it may be said.
  func refusal(of speech: GeneratedSpeech, by rules: SpeechRules) -> String? {
    let limits = script.speechGuard
    if speech.text.utf8.count > GeneratedSpeech.longest { return "it is over \(GeneratedSpeech.longest) bytes long" }
    if speech.isForMachines { return "it is written for machines" }
    if speech.words > limits.words { return "it has more than \(limits.words) words" }
    if !rules.mayAsk, speech.text.contains("?") { return "it asks something" }
    for forbidden in limits.never where TextSearch.occurs(forbidden.pattern, in: speech.checked) {
      return "it matches `\(forbidden.pattern)` under `never`"
    }
    if isScriptsOwn(speech.checked, rules) { return nil }
    if !rules.mayAsk, requests(in: speech.checked) { return "it asks something" }
    if limits.makesNoClaims, claims(in: speech.checked) { return "it claims that something has been done" }
    if let mention = groundless(in: speech.checked, rules, limits.grounded) {
      return "nothing that the model was told holds its \(mention.kind)"
    }
    return nil
  }

  /// "Please tell me your card number": callers would answer it, and nothing listens.
  private func requests(in text: String) -> Bool {
    !PhraseMatcher(Words(text), language: language).bestMatches(of: language[.requests]).isEmpty
  }

  /// "I have booked it", "you're all set": a model does nothing, and only the script may say what has been done.
  private func claims(in text: String) -> Bool {
    let words = Words(text)
    let matcher = PhraseMatcher(words, language: language)
    if !matcher.bestMatches(of: language[.claims]).isEmpty { return true }
    return matcher.bestMatches(of: language[.loneClaims]).contains { $0.match.words.count == words.count }
  }
}
