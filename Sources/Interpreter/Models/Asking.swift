import DialogDSL
import Hearing

/// A turn that waits for a model, and how it goes on when the reply is there.
public struct Asking: Sendable, Hashable, Codable {
  public var identity: ModelIdentity
  var place: Place
  /// Sentences of the reply that have been looked at, and what was said of them.
  var seen = 0
  var saidSentences = 0
  var saidWords = 0
  /// Sentences that have passed, and wait for the texts that must stand in what is said.
  var held: [String] = []

  /// Where the model was asked.
  enum Place: Sendable, Hashable, Codable {
    /// The rung of that number of the ladder in force.
    case rung(Int, Machine.Misunderstanding)
    /// A step `generate`.
    case generate(StepID)
    /// A step `converse`.
    case converse(StepID)
    /// A slot that only a model fills.
    case slot(String)

    /// Sentences that come there are spoken.
    func isSpeech(in ladder: [Rung]) -> Bool {
      switch self {
      case .rung(let index, _): ladder.indices.contains(index) && ladder[index].isAnswer
      case .generate: true
      case .converse, .slot: false
      }
    }
  }

  init(identity: ModelIdentity, place: Place) {
    self.identity = identity
    self.place = place
  }
}

/// Models are asked, waited for, and never relied upon: whatever fails, the ladder goes on (language.md §7).
extension Machine {
  /// What came of asking.
  enum Consulted {
    /// The turn rests until more of the reply comes.
    case waits
    /// The reply was of use.
    case helped
    /// It was not, or there is none.
    case passed
  }

  /// Whether a model may be asked at all in this turn.
  var mayAskModel: Bool {
    guard script.models.isOn, let turn = state.turn else { return false }
    if turn.hasNoModel {
      trace.note(.model, "it is not asked again in this turn")
      return false
    }
    let budget = script.models.budget
    if state.models.requests >= budget.requests || state.models.tokens >= budget.tokens {
      trace.note(.model, "the call has asked for as much as it may")
      return false
    }
    return true
  }

  /// Asks, unless the same was asked before: then its reply counts, as far as it is there.
  mutating func consult(_ request: ModelRequest, at place: Asking.Place) -> Consulted {
    let asking = Asking(identity: request.identity, place: place)
    let known = state.models[request.identity]
    state.turn?.pause = .asking(asking)
    if known?.outcome == nil {
      trace.note(.model, "asks for \(request.purpose.rawValue)")
      if known == nil { state.models.open(request) }
      keepReading()
      flush()
      let isFirst = state.turn?.hasAskedModel != true
      state.turn?.hasAskedModel = true
      actions.append(.askModel(request, slowAfter: isFirst ? script.models.holdAfter : nil))
    }
    return takeReply()
  }

  /// A sentence of a reply that is speech has come.
  mutating func hearModel(_ identity: ModelIdentity, _ sentence: String) {
    state.models.add(sentence, to: identity)
    goOn(with: identity)
  }

  /// The reply is complete, or there is none.
  mutating func finishModel(_ identity: ModelIdentity, _ outcome: ModelOutcome, tokens: Int?) {
    state.models.close(identity, outcome, used: tokens)
    goOn(with: identity)
  }

  /// The turn has lasted as long as it may: nothing more is waited for.
  mutating func endTurnInTime() {
    guard case .asking(let asking)? = state.turn?.pause else { return }
    finishModel(asking.identity, .failed(ModelFault("the turn's time is over", isDown: true)), tokens: nil)
  }

  /// More of the reply is there. A turn that waits for another, or for none, is left alone.
  private mutating func goOn(with identity: ModelIdentity) {
    guard case .asking(let asking)? = state.turn?.pause, asking.identity == identity else { return }
    resumeReading()
    let consulted = takeReply()
    if case .waits = consulted { return flush() }
    switch asking.place {
    case .rung(let index, let why): if case .passed = consulted { climb(from: index + 1, why) }
    case .generate(let step): finishGenerating(script[step], consulted)
    case .converse(let step): finishConversing(script[step], consulted)
    case .slot: if case .passed = consulted { notUnderstood(.noMatch) }
    }
    goOnWithTurn()
  }

  /// Takes what there is of the reply that the turn waits for: sentences are said as they come. When it has ended, or no
  /// more of it is wanted, the turn waits no longer.
  private mutating func takeReply() -> Consulted {
    guard case .asking(var asking)? = state.turn?.pause, let reply = state.models[asking.identity] else {
      preconditionFailure("a reply is taken that nobody waits for")
    }
    let rules = speechRules(at: asking.place)
    var isWanted = true
    // What is no speech is not spoken, whatever a model makes of it.
    if !asking.place.isSpeech(in: ladder) { asking.seen = reply.sentences.count }
    while isWanted, asking.seen < reply.sentences.count {
      isWanted = say(reply.sentences, at: asking.seen, &asking, by: rules)
      asking.seen += 1
    }
    state.turn?.pause = .asking(asking)
    if isWanted, reply.outcome == nil { return .waits }
    if reply.outcome == nil { state.models.close(asking.identity, .spoken, used: nil) }
    state.turn?.pause = nil
    switch reply.outcome {
    case .proposed(let value)?: return take(value, at: asking.place)
    case .failed(let fault)?:
      trace.note(.model, "no reply: \(fault.reason)")
      actions.append(.report("no reply from the model: \(fault.reason)"))
      if fault.isDown { state.turn?.hasNoModel = true }
    case .spoken?, nil: break
    }
    guard asking.saidSentences > 0 else { return .passed }
    if case .rung = asking.place { noteAnswered() }
    return .helped
  }

  private mutating func take(_ proposed: Value, at place: Asking.Place) -> Consulted {
    switch place {
    case .rung: apply(proposed)
    case .converse(let step): takeTurn(proposed, at: script[step])
    case .slot(let name): fill(script.slot(name), from: proposed)
    case .generate: .passed
    }
  }

  /// The question that is open comes again, and no try is counted.
  private mutating func noteAnswered() {
    dialogue.tries = max(0, dialogue.tries - 1)
    isReturning = true
  }

  /// The caller has spoken over the reply: the rest of it is not wanted.
  mutating func leaveModel(_ asking: Asking) {
    state.models.close(asking.identity, .spoken, used: nil)
    state.turn?.pause = nil
    switch asking.place {
    case .generate(let step): advance(to: script[step].next)
    case .rung, .converse, .slot: break
    }
  }

  // MARK: Speech

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
  }

  private func speechRules(at place: Asking.Place) -> SpeechRules {
    if case .generate(let step) = place, case .generate(let generate) = script[step].kind {
      return speechRules(of: generate)
    }
    return SpeechRules(sentences: script.speechGuard.sentences, knowledge: script.knowledge, mayAsk: false)
  }

  /// Says one sentence of a reply, or holds it until all that must be said is there.
  ///
  /// - Returns: whether more is wanted. One that may not be said ends the reply.
  private mutating func say(
    _ sentences: [String], at index: Int, _ asking: inout Asking, by rules: SpeechRules
  ) -> Bool {
    let speech = GeneratedSpeech(sentences, at: index)
    if speech.text.isEmpty { return true }
    if speech.declines { return false }
    let passed = asking.saidSentences + asking.held.count
    if passed > 0, asking.saidWords + speech.words > script.speechGuard.words { return false }
    if let reason = refusal(of: speech, by: rules) {
      trace.note(.model, "not said: \(reason)")
      actions.append(.report("a sentence of the model was not said: \(reason)"))
      asking.held = []
      return false
    }
    asking.held.append(speech.text)
    asking.saidWords += speech.words
    let text = asking.held.joined(separator: " ")
    if asking.saidSentences > 0 || rules.keep.allSatisfy(text.contains) {
      for sentence in asking.held { say(generated: sentence) }
      asking.saidSentences += asking.held.count
      asking.held = []
    }
    return passed + 1 < rules.sentences
  }

  private mutating func say(generated text: String) {
    unsaid.append(
      Spoken(
        prompt: GeneratedSpeech.prompt, text: text, isInterruptible: true, mustHear: false, role: .statement))
  }

  // MARK: Holding the line

  /// The model takes its time: one of the hold lines is spoken, unless something was said meanwhile, or it would be the
  /// same line twice in a row.
  mutating func holdTheLineForModel() {
    guard case .asking(let asking)? = state.turn?.pause, asking.saidSentences == 0,
      state.turn?.spoken.last?.role != .hold
    else { return }
    let former = dialogue.lastHold.flatMap { $0.turn >= dialogue.turns - 1 ? $0.text : nil }
    var line = nextHoldLine()
    if line.text == former { line = nextHoldLine() }
    guard line.text != former else { return }
    dialogue.lastHold = HeldLine(text: line.text, turn: dialogue.turns)
    if let own = script.models.hold { markHold(own) }
    unsaid.append(line)
    flush()
  }

  private mutating func nextHoldLine() -> Spoken {
    if let own = script.models.hold { return word(own, isAgain: true, role: .hold) }
    let key = "hold"
    let uses = dialogue.uses["builtin.\(key)", default: 0]
    dialogue.uses["builtin.\(key)"] = uses + 1
    return builtIn(key, role: .hold, tier: uses % (script.texts[key]?.count ?? language.texts(key).count))
  }
}

/// The latest line that bridged a wait for a model.
public struct HeldLine: Sendable, Hashable, Codable {
  var text: String
  /// The caller's turn in which it was said.
  var turn: Int
}

extension Rung {
  fileprivate var isAnswer: Bool { if case .answer = self { true } else { false } }
}
