import DialogDSL
import Hearing

/// Reminders: the caller has been silent. No input is consumed and the script does not advance (reference §15.8).
extension Machine {
  mutating func remind(after view: TranscriptView) {
    isNewResponse = true
    if let turn = state.turn {
      if turn.pause != nil {
        // The response to the former request is still open: it goes on under this one. Silence is no going on.
        state.turn?.isDoubted = false
        if case .settling = turn.pause { actions.append(.startSettleWait) }
        return
      }
      if isSettled(turn, by: view) {
        settle(turn, heard: heardWords(of: turn, in: view))
        state.turn = Turn(before: dialogue, place: view.place, input: "")
      }
    } else {
      open()
      return
    }
    // On top of a turn that is not settled the reminder changes only what is said, so that the turn can still be taken
    // back.
    actions = []
    state.turn?.closing = nil
    unsaid = dialogue.owed
    dialogue.owed = []
    if case .closing? = dialogue.question {
      nudge()
    } else if yieldsToLimit() {
      run()
    } else if !dialogue.isSuspended {
      nudge()
    }
    finish()
  }

  private mutating func nudge() {
    dialogue.silences += 1
    if case .closing? = dialogue.question { return run() }
    let entries = script.silence
    guard !entries.isEmpty else { return nudgeByDefault() }
    switch entries[min(dialogue.silences, entries.count) - 1] {
    case .say(let prompt): say(prompt)
    case .steps(let id):
      if case .run(let flow) = script[id].kind, dialogue.stack.contains(where: { $0.flow == flow }) {
        return askAgain()
      }
      let question = dialogue.question
      guard push(steps: id) else { return giveUpForGood() }
      run()
      if state.turn?.closing != nil { dialogue.silenced = question }
    }
  }

  /// Without `silence` in the script: a short nudge, then the question again.
  private mutating func nudgeByDefault() {
    if dialogue.silences == 1 || dialogue.questionText.isEmpty { sayBuiltin("silence", of: nil) } else { askAgain() }
  }
}
