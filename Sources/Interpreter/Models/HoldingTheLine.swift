import DialogDSL
import Hearing

/// Lines that bridge the wait for a model (language.md §7, `hold`).
extension Machine {
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
