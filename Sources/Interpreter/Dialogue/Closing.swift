import DialogDSL
import Hearing

/// Closing steps are sticky: Retell drops the action when the caller speaks over it, and asks again (language.md §5.1,
/// reference §15.7). The frame stays at the closing step, so that running on offers it again.
extension Machine {
  mutating func close(_ closing: Closing) -> Progress {
    state.turn?.closing = closing
    dialogue.ask(.closing(farewell: nil), text: dialogue.questionText)
    return .rest
  }

  /// Ends the call with words that no step of the script gave.
  mutating func endCall(sayingBuiltIn key: String) { endCall(saying: builtIn(key, role: .closing).text) }

  mutating func endCall(saying farewell: String) {
    unsaid.append(
      Spoken(prompt: "builtin.farewell", text: farewell, isInterruptible: false, mustHear: false, role: .closing))
    state.turn?.closing = .endCall
    dialogue.ask(.closing(farewell: farewell), text: dialogue.questionText)
  }

  /// The caller spoke over the closing line: thanks and goodbyes get it again, a flow or a universal comes first, and
  /// after
  /// `end` anything else leads back to the open question of the flow, if it has one.
  mutating func understandClosing(farewell: String?) -> Bool {
    if isPressed {
      advanceFromQuestion()
      leftoversAreFree = true
      return true
    }
    if startFlow() || correct() { return true }
    // "Pardon?" gets the line again, and the action with it.
    let isPolite =
      says(.thanks) || says(.nothingElse) || match(of: .goodbye) != nil || match(of: .repeat) != nil
      || reading.words.isBackchannel(language: language)
    if !isPolite, let question = dialogue.silenced { return comeBack(to: question) }
    if !isPolite, answerUniversal() { return true }
    if !isPolite, readYesNo() == nil, !isTransferring, returnToRoute() { return true }
    if let farewell { endCall(saying: farewell) }
    return true
  }

  /// The keys were pressed once their line was heard out: what is said now comes after them.
  private var isPressed: Bool {
    guard let step = dialogue.stack.last?.step, case .press = script[step].kind else { return false }
    return dialogue.cutOff.isEmpty
  }

  /// A caller who speaks after all, over the goodbye of a long silence, is heard at the question that was open.
  private mutating func comeBack(to question: Question) -> Bool {
    dialogue.silenced = nil
    if dialogue.stack.count > 1 { dialogue.stack.removeLast() }
    dialogue.ask(question, text: dialogue.questionText)
    return understand()
  }

  private var isTransferring: Bool {
    guard let step = dialogue.stack.last?.step, case .transfer = script[step].kind else { return false }
    return true
  }

  private mutating func returnToRoute() -> Bool {
    guard !dialogue.stack.isEmpty,
      let route = frame.trail.last(where: { isRoute($0) })
    else { return false }
    returnToRoute(route)
    return true
  }
}
