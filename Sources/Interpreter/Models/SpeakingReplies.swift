import DialogDSL

/// Sentences of a model on their way to the caller: each passes the guard first (language.md §7).
extension Machine {
  /// What speech of a model must keep to where it is asked, and may build on.
  struct SpeechRules {
    var sentences: Int
    var knowledge: [KnowledgeEntry]
    /// What the script itself has told the model.
    var told = ""
    /// Must stand in what is said, to the letter.
    var keep: [String] = []
    /// Only who leads may ask: behind other lines the script's own question comes.
    var mayAsk = true

    /// Whether all texts are there; marks that nobody hears do not count.
    func areKept(in text: String) -> Bool {
      let plain = GeneratedSpeech.plain(text)
      return keep.allSatisfy { plain.contains(GeneratedSpeech.plain($0)) }
    }
  }

  /// What becomes of a sentence.
  enum Verdict {
    case passes
    /// Nothing to be heard is in it.
    case isNothing
    /// The reply ends before it: the model has no answer, or has said enough.
    case ends
    case isRefused(String)
  }

  /// - Parameters:
  ///   - passed: sentences of the reply that have passed.
  ///   - words: of these.
  func verdict(on speech: GeneratedSpeech, after passed: Int, words: Int, by rules: SpeechRules) -> Verdict {
    if speech.text.isEmpty { return .isNothing }
    if speech.declines { return .ends }
    if passed > 0, words + speech.words > script.speechGuard.words { return .ends }
    return refusal(of: speech, by: rules).map(Verdict.isRefused) ?? .passes
  }

  func speechRules(at place: Asking.Place) -> SpeechRules {
    if case .generate(let step) = place, case .generate(let generate) = script[step].kind {
      return speechRules(of: generate)
    }
    return SpeechRules(sentences: script.speechGuard.sentences, knowledge: script.knowledge, mayAsk: false)
  }

  /// Says one sentence of a reply, or holds it until all that must be said is there.
  ///
  /// - Returns: whether more is wanted. One that may not be said ends the reply.
  mutating func say(
    _ sentences: [String], at index: Int, _ asking: inout Asking, by rules: SpeechRules
  ) -> Bool {
    let speech = GeneratedSpeech(sentences, at: index, keeping: rules.keep)
    let passed = asking.saidSentences + asking.held.count
    switch verdict(on: speech, after: passed, words: asking.saidWords, by: rules) {
    case .isNothing: return true
    case .ends: return false
    case .isRefused(let reason):
      trace.note(.model, "not said: \(reason)")
      actions.append(.report("a sentence of the model was not said: \(reason)"))
      asking.held = []
      return false
    case .passes: break
    }
    asking.held.append(speech.text)
    asking.saidWords += speech.words
    let text = asking.held.joined(separator: " ")
    if asking.saidSentences > 0 || rules.areKept(in: text) {
      for sentence in asking.held { say(generated: sentence) }
      asking.saidSentences += asking.held.count
      asking.held = []
    }
    return passed + 1 < rules.sentences
  }

  /// A sentence without its stop would run into the question behind it.
  private mutating func say(generated sentence: String) {
    let text = sentence.last.map { $0.isLetter || $0.isNumber } ?? false ? sentence + "." : sentence
    unsaid.append(
      Spoken(
        prompt: GeneratedSpeech.prompt, text: text, isInterruptible: true, mustHear: false, role: .statement))
  }
}
