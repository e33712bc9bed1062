import DialogDSL

/// `back`: the question before the open one, with all that was answered since forgotten (language.md §6).
extension Machine {
  /// Notes the question that this turn has answered, or forgets those that it has led back to. The turn is complete.
  mutating func keepHistory() {
    guard let turn = state.turn, !turn.isWalkingBack else { return }
    let now = dialogue.place
    if now?.topic == .route {
      // The errand is done, or was left.
      dialogue.past = []
      dialogue.writes = 0
      return
    }
    if let now, let index = dialogue.past.firstIndex(where: { $0.place == now }) {
      dialogue.past.removeSubrange(index...)
      return
    }
    guard let former = turn.before.place, former != now, former != dialogue.past.last?.place,
      turn.before.writes == dialogue.writes
    else { return }
    dialogue.past.append(Earlier(turn.before, at: former))
    if dialogue.past.count > Earlier.limit { dialogue.past.removeFirst() }
  }

  mutating func goBackOneQuestion() {
    reading.useAll()
    if leaveFollowUp() {
      stepBack()
    } else if let earlier = dialogue.past.popLast() {
      trace.note(.step, "back to the question before")
      dialogue.restore(earlier)
      stepBack()
    } else if dialogue.writes > 0, startLateChange() {
      trace.note(.fallback, "a tool has written what was answered before")
    } else {
      sayBuiltin("back_nowhere", of: nil)
      askAgain()
    }
  }
}

extension Machine {
  private mutating func stepBack() {
    state.turn?.isWalkingBack = true
    isReturning = true
    sayBuiltin("back", of: nil)
  }

  /// What only follows up on an answer leads back to the question that it is about.
  private mutating func leaveFollowUp() -> Bool {
    switch dialogue.question {
    case .readBack(let name), .which(let name, _, _), .more(let name): clear(name)
    case .slot(let name):
      if dialogue.pieces[name] == nil { return false }
      clear(name)
    case .change, .whichFlow: break
    case .suggestion, .confirm, .ask, .route, .converse, .permission, .wait, .closing, nil: return false
    }
    dialogue.question = nil
    return true
  }
}

/// The dialog as it stood at an earlier question, before the answer to it.
public struct Earlier: Sendable, Hashable, Codable {
  public var place: Place
  var question: Question?
  var questionText: String
  var stack: [Frame]
  var slots: [String: Filled]
  var variables: [String: Value]
  var saved: [String: Value]
  var record: [String: Value]
  var pieces: [String: Value]
  var ambiguous: [String: Ambiguity]
  var reopened: Reopened?
  var declined: Set<String>

  /// More questions than a caller walks back; each is kept with the state of its time.
  static let limit = 8

  init(_ state: DialogueState, at place: Place) {
    self.place = place
    question = state.question
    questionText = state.questionText
    stack = state.stack
    slots = state.slots
    variables = state.variables
    saved = state.saved
    record = state.record
    pieces = state.pieces
    ambiguous = state.ambiguous
    reopened = state.reopened
    declined = state.declined
  }
}

/// A question as callers count them: what one slot is asked about at a step is one question, however often it is asked.
public struct Place: Sendable, Hashable, Codable {
  public enum Topic: Sendable, Hashable, Codable {
    case slot(String)
    case confirm, ask, route
  }

  public var topic: Topic
  public var step: StepID?
}

extension DialogueState {
  /// nil: nothing is asked that could be answered.
  var place: Place? { question?.topic.map { Place(topic: $0, step: questionStep) } }

  fileprivate mutating func restore(_ earlier: Earlier) {
    stack = earlier.stack
    slots = earlier.slots
    variables = earlier.variables
    saved = earlier.saved
    record = earlier.record
    pieces = earlier.pieces
    attempts = [:]
    ambiguous = earlier.ambiguous
    reopened = earlier.reopened
    declined = earlier.declined
    question = earlier.question
    questionText = earlier.questionText
    questionStep = earlier.place.step
    tries = 0
    usedRungs = []
  }
}

extension Question {
  fileprivate var topic: Place.Topic? {
    switch self {
    case .slot(let name), .suggestion(let name, _), .readBack(let name), .which(let name, _, _), .more(let name):
      .slot(name)
    case .confirm, .change: .confirm
    case .ask, .converse, .permission: .ask
    case .route: .route
    case .whichFlow, .wait, .closing: nil
    }
  }
}
