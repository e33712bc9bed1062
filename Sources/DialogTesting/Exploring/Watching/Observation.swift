import DialogDSL
import Hearing
import Interpreter

/// What one act led to: all that the invariants look at.
struct Observation {
  /// nil: the call was opened.
  var act: CallerAct?
  var locale = LocaleTag.standard
  var before: DialogueState
  var after: DialogueState
  var text: String
  var spoken: [Spoken]
  var closing: Closing?
  /// Why the answer is what it is.
  var notes: [Trace.Line] = []
  /// Steps that were run, in order.
  var steps: [StepID] = []
  /// Tools that write, as far as they were run in this turn.
  var writes: [ToolIdentity] = []

  /// The act answers the question that was open, as it was meant to be answered.
  var isHonest: Bool { act?.answers.map { $0 == OpenQuestion(of: before) } ?? false }

  /// The caller has reason to expect an answer.
  var awaitsAnswer: Bool {
    guard let act, act.isRequest else { return false }
    return !after.isSuspended && after.question != .wait
  }

  /// The ladder's way out was taken, or the built-in one.
  var hasGivenUp: Bool {
    let farewell = LanguageData.data(for: locale).texts("give_up")[0]
    return notes.contains { $0.kind == .fallback && $0.text == "gave up" }
      || spoken.contains { $0.role == .closing && $0.text == farewell }
  }

  /// The limit of steps in a turn was reached.
  var hasRunInCircles: Bool {
    notes.contains { $0.kind == .step && $0.text.hasSuffix("the script goes round in circles") }
  }

  /// A list has one more element, and the caller is asked for another.
  var hasGrownList: Bool {
    if case .more(let slot)? = after.question { before.slots[slot]?.value != after.slots[slot]?.value } else { false }
  }

  /// The dialog has left the question that was open.
  var hasMoved: Bool {
    let open = before.stack.last?.step
    return OpenQuestion(of: before) != OpenQuestion(of: after) || steps.contains { $0 != open }
      || before.pieces != after.pieces || before.slots != after.slots
  }
}
