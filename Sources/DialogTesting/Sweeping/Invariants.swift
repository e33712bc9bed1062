import CallEngine
import DialogDSL
import Interpreter

/// What holds in every call, whatever the caller and the line do.
enum Invariants {
  /// Nothing is said although the caller waits for words: nobody has asked to hold on, and no closing speaks for itself.
  static func isSilent(_ call: SimulatedCall) -> Bool {
    call.answer.text.allSatisfy(\.isWhitespace) && !call.state.dialogue.isSuspended && call.answer.closing == nil
  }

  /// A turn asks one question at most.
  static func asksTwice(_ spoken: [Spoken]) -> Bool { spoken.count { $0.role == .question } > 1 }

  /// Tools that wrote more than once for the same step and arguments.
  static func writtenTwice(_ requests: [ToolRequest], _ script: Script) -> [String] {
    var written: Set<ToolIdentity> = []
    return requests.filter { script.tools[$0.tool]?.writes == true && !written.insert($0.identity).inserted }
      .map(\.tool)
  }
}
