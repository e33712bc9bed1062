import DialogDSL
import Hearing

/// `repeat`, `slower`, `spell_that`: the agent's last words once more (language.md §6).
extension Machine {
  mutating func sayLastWords() {
    if lastWords.isEmpty { return askAgain() }
    sayAgain(lastWords)
  }

  /// Without an apology: said again, it would sound as if the request had not been understood.
  private var lastWords: [Spoken] {
    dialogue.lastSpoken.filter { !["builtin.no_match", "builtin.unclear"].contains($0.prompt) }
  }

  /// In shorter pieces: digits and letters one by one, a pause at each comma.
  mutating func sayLastWordsSlowly() {
    if lastWords.isEmpty { return askAgain() }
    let forms = Evaluator(in: self).speech
    let last = lastWords.filter { $0.prompt != "builtin.slower" }
    sayBuiltin("slower", of: nil)
    sayAgain(unsaid + last.map { $0.saying(values: forms.slowly, between: forms.slowly) })
  }

  /// The values spoken last, each letter with a word for it; what has no value in it is left out, but for the question.
  mutating func spellLastWords() {
    let forms = Evaluator(in: self).speech
    let spelled = dialogue.lastSpoken.filter { !$0.values.isEmpty || $0.role == .question }
    guard spelled.contains(where: { !$0.values.isEmpty }) else { return sayLastWords() }
    sayAgain(spelled.map { $0.saying(values: forms.spelledOut) })
  }

  private mutating func sayAgain(_ spoken: [Spoken]) {
    unsaid = spoken
    hasPosed = true
  }
}
