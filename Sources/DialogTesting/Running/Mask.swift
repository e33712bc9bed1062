import CallEngine
import DialogDSL
import Interpreter

/// Hides what is known of sensitive slots: their values as they are written, as they are spoken and as they were heard.
public struct Mask: Sendable {
  private let secrets: [String]

  init(state: CallState, script: Script, evaluator: Evaluator) {
    var secrets: Set<String> = []
    for slot in script.slots where slot.isSensitive {
      if let piece = state.dialogue.pieces[slot.name] {
        secrets.insert(piece)
        secrets.insert(evaluator.text(of: .text(piece), as: .slot(.digits), .spoken))
      }
      guard let filled = state.dialogue.slots[slot.name], !filled.value.isNone else { continue }
      secrets.insert(filled.value.description)
      secrets.insert(evaluator.text(of: filled.value, as: .slot(slot.type), .spoken))
      secrets.insert(filled.words)
    }
    // Longer ones first: one may be part of another.
    self.secrets = secrets.filter { !$0.isEmpty }.sorted { ($1.count, $0) < ($0.count, $1) }
  }

  public init(of call: SimulatedCall) {
    self.init(
      state: call.state, script: call.core.dialog.script, evaluator: Evaluator(in: CallSurroundings(call)))
  }

  public func apply(to text: String) -> String {
    secrets.reduce(text) { $0.replacing($1, with: "…") }
  }
}
