import DialogDSL
import Hearing
import Interpreter

/// One way in which calls differ that must not matter: a case played under it comes to what the case came to.
public enum Perturbation: String, CaseIterable, Sendable {
  case fillers
  case noPunctuation = "no_punctuation"
  case digitStyle = "digit_style"
  case selfRepair = "self_repair"
  case overAnswer = "over_answer"
  case confirmWords = "confirm_words"
  case homophones
  case splitTurns = "split_turns"
  case bargeIn = "barge_in"
  case staleIDs = "stale_ids"
  case duplicateRequests = "duplicate_requests"
  case reconnect
  case reminderStorm = "reminder_storm"

  /// What changes.
  public var meaning: String {
    switch self {
    case .fillers: "um, uh and you know stand between the caller's words"
    case .noPunctuation: "the caller's words come without case and punctuation"
    case .digitStyle: "numbers come as words or in digits, the other way round"
    case .selfRepair: "the caller says a wrong value first and takes it back in the same breath"
    case .overAnswer: "the caller answers the next questions before they are asked"
    case .confirmWords: "yes and no are said in other words"
    case .homophones: "numbers come as words that sound alike"
    case .splitTurns: "the caller is asked for after each few words, and goes on"
    case .bargeIn: "the caller answers before the question is over"
    case .staleIDs: "requests are superseded, and timers and results come too late"
    case .duplicateRequests: "the same request comes again under a new id"
    case .reconnect: "the connection breaks and comes back"
    case .reminderStorm: "the caller is silent for as long as it does no harm"
    }
  }

  /// What a case must have for it to apply; the reason why another case is skipped.
  public var need: String {
    switch self {
    case .fillers: "no line that fillers can stand in"
    case .noPunctuation: "no line with case or punctuation"
    case .digitStyle: "no value that is said as a number"
    case .selfRepair: "no line that fills an empty slot and can take back a wrong value"
    case .overAnswer: "no answer that could have been given one question earlier"
    case .confirmWords: "no line that is a yes or a no and nothing else"
    case .homophones: "no number at its own question with a word that sounds like another"
    case .splitTurns: "no line of more than one word"
    case .bargeIn: "no line after a question that can be cut"
    case .staleIDs, .duplicateRequests, .reconnect: "no line of the caller"
    case .reminderStorm: "no line of the caller after a question, or no reminder that only reminds"
    }
  }

  /// The words are English; elsewhere the perturbation is skipped.
  var isEnglish: Bool {
    switch self {
    case .fillers, .digitStyle, .selfRepair, .overAnswer, .confirmWords, .homophones: true
    case .noPunctuation, .splitTurns, .bargeIn, .staleIDs, .duplicateRequests, .reconnect, .reminderStorm: false
    }
  }

  /// The caller says the same words, so that the agent's answers are the same as well, to the word.
  var keepsAnswers: Bool {
    switch self {
    case .splitTurns, .staleIDs, .duplicateRequests, .reconnect: true
    case .fillers, .noPunctuation, .digitStyle, .selfRepair, .overAnswer, .confirmWords, .homophones, .bargeIn,
      .reminderStorm:
      false
    }
  }

  var allowance: CallResult.Allowance {
    switch self {
    case .noPunctuation: .wording
    // A reading tool may run for words that are taken back; on another machine it runs anew.
    case .splitTurns, .staleIDs, .reconnect: .readings
    case .fillers, .digitStyle, .selfRepair, .overAnswer, .confirmWords, .homophones, .bargeIn, .duplicateRequests,
      .reminderStorm:
      []
    }
  }

  /// Changes of a base call, each of which can be made alone; none where the perturbation does not apply.
  func changes(of base: PlayedCall, _ script: Script, _ random: inout SplitMix64) -> [Sweep.Change] {
    if self == .overAnswer { return OverAnswer.change(base, script, &random).map { [$0] } ?? [] }
    // A reminder says that the limit is reached as well as an answer does.
    if self == .reminderStorm, base.reachesLimit { return [] }
    var changes: [Sweep.Change] = []
    for (index, turn) in base.turns.enumerated() {
      if let acts = acts(for: turn, script, &random) { changes.append(Sweep.Change(acts: [index: acts])) }
    }
    return changes
  }

  private func acts(for turn: PlayedTurn, _ script: Script, _ random: inout SplitMix64) -> [Act]? {
    guard let said = turn.said, !(isEnglish && turn.asksModel) else { return nil }
    let text: String?
    switch self {
    case .splitTurns: return Requests.split(said, &random)
    case .staleIDs: return Requests.stale(said, &random)
    case .duplicateRequests: return Requests.duplicated(said, &random)
    case .reconnect: return Requests.reconnected(said, &random)
    case .bargeIn: return Requests.bargedIn(turn, &random)
    case .reminderStorm: return Requests.reminded(turn, script, &random)
    case .fillers: text = Fillers.line(said.text, of: turn, script, &random)
    case .noPunctuation: text = Punctuation.line(said.text, of: turn, script, &random)
    case .digitStyle: text = DigitStyle.line(said.text, of: turn, script, &random)
    case .selfRepair: text = SelfRepair.line(said.text, of: turn, script, &random)
    case .confirmWords: text = ConfirmWords.line(said.text, of: turn, script, &random)
    case .homophones: text = Homophones.line(said.text, of: turn, script, &random)
    case .overAnswer: preconditionFailure("an over-answer changes several turns at once")
    }
    guard let text, text != said.text else { return nil }
    return [.user(text, hearing: said.hearing, goesOn: false)]
  }
}
