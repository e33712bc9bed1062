import DialogDSL
import Hearing

/// `limits`: a call that has gone on for long enough runs their steps, once, in place of its next question
/// (language.md §2).
extension Machine {
  /// The call begins with its first request, or with our begin message.
  mutating func noteBeginning(_ event: Event.Kind) {
    switch event {
    case .opened, .responseRequired, .reminderRequired: state.begun = state.begun ?? time
    case .callFacts, .transcriptChanged, .toolFinished, .toolSlow, .settleWaitOver, .modelSaid, .modelFinished,
      .modelSlow, .turnTimeOver, .durationOver, .callOver:
      return
    }
  }

  private var isLimitDue: Bool {
    if dialogue.isPastLimit { return false }
    let limits = script.limits
    if let most = limits.turns, dialogue.turns >= most { return true }
    if let most = limits.digressions, dialogue.digressions >= most { return true }
    guard let most = limits.duration, let begun = state.begun else { return false }
    return Double(time.seconds(since: begun)) >= most
  }

  /// To be asked before each question: true when a limit's steps have been started in its place.
  mutating func yieldsToLimit() -> Bool {
    guard isLimitDue else { return false }
    dialogue.isPastLimit = true
    trace.note(.step, "a limit of the call is reached")
    if let steps = script.limits.then {
      if !push(steps: steps) { giveUpForGood() }
    } else {
      endCall(sayingBuiltIn: "limit")
    }
    return true
  }

  /// A question that was put without running steps (a reprompt, "what should I change?") makes room as well.
  mutating func withdrawQuestionAtLimit() {
    guard hasPosed, state.turn?.closing == nil, state.turn?.pause == nil, yieldsToLimit() else { return }
    unsaid.removeAll { $0.role == .question }
    hasPosed = false
  }

  /// Speaks unasked (reference §7.4): the call's time is over and nobody has said anything since. A turn that waits
  /// for a tool comes to its limit by itself, and after a closing line the caller is on the way out.
  mutating func interject() {
    guard let turn = state.turn, turn.pause == nil, turn.closing == nil, yieldsToLimit() else { return }
    isNewResponse = true
    run()
    finish()
  }
}
