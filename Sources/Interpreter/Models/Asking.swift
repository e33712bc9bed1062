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

    /// A line of the script stands there: the steps behind it come in any case.
    var isLine: Bool { if case .generate = self { true } else { false } }

    /// The model has the word there until the step is done.
    var leads: Bool { if case .converse = self { true } else { false } }

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
    guard asking.saidSentences > 0 else {
      if !asking.held.isEmpty { trace.note(.model, "not said: a text under `keep` is missing") }
      return .passed
    }
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

  /// The caller has gone on: the rest of the reply is not wanted. Where the model leads, what the caller says is for it.
  mutating func leaveModel(_ asking: Asking) {
    state.models.close(asking.identity, .spoken, used: nil)
    state.turn?.pause = nil
    if asking.place.leads { dialogue.ask(.converse, text: frame.conversation?.lastWords ?? "") }
  }
}

extension Rung {
  fileprivate var isAnswer: Bool { if case .answer = self { true } else { false } }
}
