/// What must hold in every call, whoever calls.
public enum Invariant: String, Sendable, CaseIterable {
  case unanswered
  case twoQuestions = "two-questions"
  case askedAgain = "asked-again"
  case loop
  case endless
  case deadEnd = "dead-end"
  case giveUp = "give-up"
  case tooLong = "too-long"
  case writtenTwice = "written-twice"
  case reconnect
  case stateNotKept = "state-not-kept"
  case unreached

  /// What a breach of it means.
  public var explanation: String {
    switch self {
    case .unanswered: "the caller's turn got no answer at all"
    case .twoQuestions: "one answer held more than one question, or a question as the call ended"
    case .askedAgain:
      "a slot that was filled was emptied or asked again, and nothing the caller or the script did asks for it"
    case .loop: "the same answer came over and over although the caller answered each time, or steps ran in a circle"
    case .endless: "a caller who answered every question came to no end"
    case .deadEnd: "a question that no answer moved on"
    case .giveUp: "the agent gave up on a caller who answered every time as asked"
    case .tooLong: "an answer was longer than anybody listens to"
    case .writtenTwice: "a tool that writes ran twice with the same arguments at the same step"
    case .reconnect: "the call went another way after a reconnect"
    case .stateNotKept: "the state of the call came back from the store another one"
    case .unreached: "no call came to these steps"
    }
  }
}

/// One breach of an invariant.
struct Breach: Sendable, Hashable {
  var invariant: Invariant
  /// Where in the script, as the author knows it: breaches of one invariant at one place are one finding.
  var place: String
}
