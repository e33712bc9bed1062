import DialogDSL

/// Joins the parts of an answer into pieces of speech.
extension Machine {
  /// Turns what is unsaid into actions. A turn never asks two questions: the last one counts, and none before a goodbye
  /// or a wait.
  mutating func flush() {
    if state.turn?.closing != nil || state.turn?.pause != nil { unsaid.removeAll { $0.role == .question } }
    if let last = unsaid.lastIndex(where: { $0.role == .question }) {
      let question = unsaid[last]
      unsaid = unsaid.filter { $0.role != .question } + [question]
    }
    let hasSpoken = actions.contains { if case .say = $0 { true } else { false } }
    let startsResponse = isNewResponse ? !hasSpoken : state.turn?.spoken.isEmpty ?? true
    actions += Self.speech(of: unsaid, startsResponse: startsResponse)
    state.turn?.spoken += unsaid
    for spoken in unsaid where spoken.mustHear { dialogue.noteMustHear(spoken.prompt, wasHeard: false) }
    unsaid = []
  }

  /// Neighbours of one kind are joined, so that a plain turn is one event; each piece but the first begins with its
  /// space.
  static func speech(of parts: [Spoken], startsResponse: Bool) -> [Action] {
    var pieces: [Speech] = []
    for part in parts where !part.text.isEmpty {
      if let last = pieces.last, last.isInterruptible == part.isInterruptible {
        pieces[pieces.count - 1].text += " " + part.text
      } else {
        let space = pieces.isEmpty && startsResponse ? "" : " "
        pieces.append(Speech(space + part.text, isInterruptible: part.isInterruptible))
      }
    }
    return pieces.map(Action.say)
  }
}
