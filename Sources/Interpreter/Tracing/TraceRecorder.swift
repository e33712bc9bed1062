import DialogDSL
import Hearing

/// Gathers the trace of one event. Owned by one `Machine`; what is not wanted is not even worked out.
final class TraceRecorder {
  private(set) var trace = Trace()
  private let tracing: Tracing

  init(_ tracing: Tracing) { self.tracing = tracing }

  var wantsMarks: Bool { tracing.contains(.marks) }
  var wantsReasons: Bool { tracing.contains(.reasons) }

  func note(_ kind: Trace.Kind, _ text: @autoclosure () -> String) {
    if wantsReasons { trace.note(.line(Trace.Line(kind: kind, text: text()))) }
  }

  /// Readings of a slot's words, best first, and what became of them.
  func claim(
    _ slot: String, _ candidates: [Candidate], in words: Words, because right: Trace.Claim.Right,
    _ outcome: Trace.Claim.Outcome = .won
  ) {
    guard wantsReasons else { return }
    trace.note(
      .claim(Trace.Claim(slot: slot, candidates: candidates, words: words, right: right, outcome: outcome)))
  }

  func mark(_ mark: @autoclosure () -> Mark) {
    if wantsMarks { trace.mark(mark()) }
  }

  /// The way that a step went; nothing where no step is at work.
  func branch(_ step: StepID?, _ way: Mark.Branch) {
    if wantsMarks, let step { trace.mark(.branch(step, way)) }
  }

  /// The trace of an event that led from one state to another.
  func finished(from before: DialogueState, to after: DialogueState) -> Trace {
    if wantsReasons { trace.frame(from: before, to: after) }
    return trace
  }
}
