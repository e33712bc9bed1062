/// What can be wrong with a script as a whole.
extension Diagnostic {
  static func noMain(at range: SourceRange?) -> Diagnostic {
    .error("no-main", "there is no flow `main`, where a call starts", at: range, help: "add `main:` under `flows:`")
  }

  /// `path`: the flows and the `do` steps that lead round, the first flow first.
  static func doCycle(_ path: [(flow: String, place: SourceRange)], at range: SourceRange) -> Diagnostic {
    let names = path.map { "`\($0.flow)`" } + ["`\(path[0].flow)`"]
    return .error(
      "do-cycle", "flows call each other in a circle: \(names.joined(separator: " → "))", at: range,
      help: "a flow returns to its caller by itself; to leave it for another, use `goto`",
      notes: path.indices.map { Note("`\(path[$0].flow)` calls \(names[$0 + 1]) here", at: path[$0].place) })
  }

  static func phraseCycle(_ names: [String], at range: SourceRange) -> Diagnostic {
    .error(
      "phrase-cycle", "phrase rules use each other in a circle: \(names.map { "`\($0)`" }.joined(separator: " → "))",
      at: range)
  }

  static func dependsCycle(_ names: [String], at range: SourceRange) -> Diagnostic {
    .error(
      "depends-cycle", "slots clear each other in a circle: \(names.map { "`\($0)`" }.joined(separator: " → "))",
      at: range)
  }

  static func unreachable(after step: SourceRange, at range: SourceRange) -> Diagnostic {
    .warning("unreachable", "nothing leads to this step", at: range, notes: [Note("the block ends here", at: step)])
  }

  static func flowNeverStarted(_ name: String, at range: SourceRange) -> Diagnostic {
    .warning(
      "unused-flow", "nothing starts the flow `\(name)`", at: range,
      help: "give it `triggers`, or start it with `do` or `goto`")
  }

  static func slotNeverCollected(_ name: String, at range: SourceRange) -> Diagnostic {
    .warning("unused-slot", "nothing fills the slot `\(name)`", at: range, help: "name it in a `collect`")
  }

  static func loneCue(_ type: SlotType, at range: SourceRange) -> Diagnostic {
    .warning(
      "lone-cue", "no other slot of type `\(type.rawValue)` is asked for together with this one", at: range,
      help: "`cue` tells slots of one type apart; leave it out")
  }

  static func onceInQuestion(at range: SourceRange) -> Diagnostic {
    .warning(
      "once-question", "a question is asked as often as it has to be, whatever `once` says", at: range,
      help: "leave out `once`; for another wording the second time write `again`")
  }

  static func missingCase(_ values: [String], at range: SourceRange) -> Diagnostic {
    .error("missing-case", "no case for \(oneOf(values))", at: range, help: "add it under `cases`, or an `else`")
  }

  static func unknownCase(_ value: String, known: [String], at range: SourceRange) -> Diagnostic {
    .error(
      "unknown-case", "`\(value)` is none of the values this can have", at: range,
      help: didYouMean(nearest(value, in: known)) ?? "they are \(oneOf(known))")
  }

  static func noHold(_ tool: String, at range: SourceRange, tool place: SourceRange) -> Diagnostic {
    .error(
      "no-hold", "the tool `\(tool)` writes, and nothing is said while it runs", at: range,
      help: "add `hold: One moment.` to the tool or to this step", notes: [Note("the tool is here", at: place)])
  }

  /// - Parameter path: the reasons for each turn of a way to the step.
  static func unsettledWrite(
    _ name: String, isOnlyUnconfirmed: Bool, tool: String, at range: SourceRange,
    path: [(label: String, range: SourceRange?)]
  ) -> Diagnostic {
    let notes = path.suffix(mostTurns).map { Note($0.label, at: $0.range) }
    if isOnlyUnconfirmed {
      return .error(
        "unconfirmed-proposal", "`\(tool)` may write a `\(name)` that a model has proposed and nobody has confirmed",
        at: range, help: "let a `confirm` before it speak `{{ \(name) }}`, or give the slot `confirm: unsure`",
        notes: notes)
    }
    return .error(
      "unsettled-write", "`\(tool)` may write without `\(name)`: on one way to it, it has no value", at: range,
      help: "collect it before, or say under `with` what is sent when there is none", notes: notes)
  }

  /// Of a path, the last ones are shown.
  private static let mostTurns = 6

  static func noWayOut(at range: SourceRange) -> Diagnostic {
    .error(
      "no-way-out", "this ladder does not end with a way out", at: range,
      help: "end it with \(oneOf(["do", "end", "transfer"])), without an `if`")
  }

  static func rungNotLast(at range: SourceRange) -> Diagnostic {
    .error("rung-not-last", "no rung after this one is ever reached", at: range, help: "make it the last one")
  }

  static func noFallback(at range: SourceRange?) -> Diagnostic {
    .warning(
      "no-fallback", "there is no `fallback`: a question that is not understood has no way out", at: range,
      help: "add one, like `fallback: [{reprompt: 2}, {end: I'm sorry I couldn't help. Goodbye.}]`")
  }

  static func nothingToRoute(at range: SourceRange) -> Diagnostic {
    .error(
      "nothing-to-route", "no flow has `triggers`, so nothing can answer this", at: range,
      help: "give flows `triggers`")
  }

  static func routeWithoutTriggers(_ flow: String, at range: SourceRange, flow place: SourceRange) -> Diagnostic {
    .error(
      "nothing-to-route", "the flow `\(flow)` has no `triggers`, so no answer leads to it", at: range,
      notes: [Note("the flow is here", at: place)])
  }

  /// `key`: where the value may be given.
  static func missingArgument(
    _ parameter: String, _ tool: String, under key: String, at range: SourceRange, tool place: SourceRange
  ) -> Diagnostic {
    .error(
      "missing-argument", "the tool `\(tool)` needs a value for `\(parameter)`", at: range,
      help: "give it under `\(key)`, or name a slot `\(parameter)`", notes: [Note("the tool is here", at: place)])
  }
}
