import DialogDSL
import Hearing

/// `call`: results are remembered per step and arguments; a tool that writes waits until its turn is settled
/// (language.md §8, architecture.md decisions 5 and 6).
extension Machine {
  mutating func call(_ use: ToolUse, at step: Step) -> Progress {
    guard let outcome = outcome(of: use, at: step.path) else { return .rest }
    return take(outcome, of: use, at: step)
  }

  /// What the tool gave; nil: the turn waits for it.
  ///
  /// - Parameter path: where it is used.
  mutating func outcome(of use: ToolUse, at path: String) -> ToolOutcome? {
    guard let tool = script.tools[use.tool] else { preconditionFailure("no tool named \(use.tool)") }
    let request = request(tool, use, at: path)
    if let outcome = state.results[request.identity] { return outcome }
    keepReading()
    let hold = use.hold ?? tool.hold
    if tool.writes, state.turn?.isAnnounced != true {
      trace.note(.tool, "\(tool.name) waits until its turn is settled")
      if let hold {
        unsaid.append(word(hold, isAgain: true, role: .hold))
        markHold(hold)
      }
      state.turn?.pause = .settling
      flush()
      actions.append(.startSettleWait)
    } else {
      let isHeld = state.turn?.spoken.contains { $0.role == .hold && $0.prompt == hold?.id } ?? false
      start(request, hold: isHeld ? nil : hold, tool: tool)
    }
    return nil
  }

  private mutating func start(_ request: ToolRequest, hold: Prompt?, tool: Tool) {
    let names = request.arguments.keys.sorted().joined(separator: ", ")
    trace.note(.tool, names.isEmpty ? tool.name : "\(tool.name) with \(names)")
    let line = hold.map { word($0, isAgain: true, role: .hold) }
    state.turn?.pause = .running(request.identity, hold: line)
    if tool.writes { state.turn?.hasWritten = true }
    flush()
    actions.append(.runTool(request, slowAfter: line == nil ? nil : tool.holdAfter))
  }

  /// The turn is settled: what waited for that runs.
  mutating func resumeSettled() {
    guard case .settling? = state.turn?.pause else { return }
    state.turn?.pause = nil
    resumeReading()
    run()
    finish()
  }

  mutating func endSettleWait(isFinal: Bool) {
    guard let turn = state.turn, case .settling = turn.pause, !turn.isDoubted || isFinal else { return }
    state.turn?.isAnnounced = true
    resumeSettled()
  }

  /// The tool takes its time: the hold line is spoken.
  mutating func holdTheLine(for identity: ToolIdentity) {
    guard case .running(identity, let hold?)? = state.turn?.pause else { return }
    state.turn?.pause = .running(identity, hold: nil)
    // Two lines that bridge the same wait are one too many.
    if state.turn?.spoken.last?.role == .hold { return }
    if let use = toolUse(at: identity.step), let prompt = use.hold ?? script.tools[use.tool]?.hold { markHold(prompt) }
    unsaid.append(hold)
    flush()
  }

  /// The use of a tool that stands at that place of the script.
  private func toolUse(at path: String) -> ToolUse? {
    for step in script.steps where path.hasPrefix(step.path) {
      if case .call(let use) = step.kind, step.path == path { return use }
      if case .converse(let converse) = step.kind,
        let use = converse.tools.first(where: { Converse.path(of: $0.tool, in: step.path) == path })
      {
        return use
      }
    }
    return nil
  }

  /// Keeps the result, and goes on with the turn if it waited for this one.
  mutating func finishTool(_ identity: ToolIdentity, _ outcome: ToolOutcome) {
    let wrote = toolUse(at: identity.step).flatMap { script.tools[$0.tool] }?.writes == true
    state.results.remember(identity, outcome, wrote: wrote)
    guard case .running(identity, _)? = state.turn?.pause else { return }
    state.turn?.pause = nil
    resumeReading()
    goOnWithTurn()
  }

  /// The turn begins to wait.
  mutating func keepReading() {
    state.turn?.progress = ReadingProgress(
      used: reading.used.sorted(), leavesRest: leftoversAreFree, toEcho: toEcho)
  }

  /// The caller's words as they were when the turn began to wait.
  mutating func resumeReading() {
    guard let turn = state.turn, let progress = turn.progress else { return }
    reading = Reading(Words(CallerInput(turn.words).speech), language: language)
    reading.use(progress.used)
    leftoversAreFree = progress.leavesRest
    toEcho = progress.toEcho
  }

  /// What the turn waited for is there: it runs on and is answered. What was overheard meanwhile is read after it.
  mutating func goOnWithTurn() {
    let overheard = state.turn?.overheard
    state.turn?.overheard = nil
    run()
    if leftoversAreFree { noteIgnoredWords() }
    guard let overheard, let turn = state.turn, turn.pause == nil else {
      state.turn?.overheard = overheard
      return finish()
    }
    readOverheard(overheard, after: turn)
  }

  /// What the caller said while the tool ran is read in order: the rest of the turn's answer is said first, in one
  /// breath
  /// with the answer to it.
  mutating func readOverheard(_ view: TranscriptView, after turn: Turn) {
    let rest = unsaid
    unsaid = []
    recentTalk = view.recent
    var place = view.place
    var input = view.input
    if turn.isOpening || isSettled(turn, by: view) {
      settle(turn, heard: turn.spoken.flatMap { SpokenText.words(of: $0.text) })
    } else {
      place.consumed = turn.place.consumed + turn.input.wordCount
      input = input.droppingWords(place.consumed)
      settle(turn, heard: [])
    }
    dialogue.owed += rest.filter { $0.role != .hold && $0.role != .closing }
    dialogue.isQuestionUnheard = rest.contains { $0.role == .question }
    hasPosed = false
    spokenSlots = []
    begin(at: place, input: input, hadNoise: view.hadNoise)
  }

  private mutating func take(_ outcome: ToolOutcome, of use: ToolUse, at step: Step) -> Progress {
    trace.mark(.step(step.id))
    switch outcome {
    case .succeeded(let value):
      trace.branch(step.id, .succeeded)
      keep(value, of: use, at: step)
      return .next
    case .failed(let reason):
      trace.branch(step.id, .failed)
      trace.note(.tool, "\(use.tool) failed: \(reason)")
      if let name = use.save { dialogue.saved[name] = nil }
      if let block = use.failed {
        advance(to: block ?? step.next)
        return .moved
      }
      sayBuiltin("tool_failed", of: nil)
      advance(to: step.next)
      takeWayOut()
      return .moved
    }
  }

  /// What a tool gave is saved; what it has written is not changed any more.
  mutating func keep(_ value: Value, of use: ToolUse, at step: Step) {
    trace.note(.tool, "\(use.tool) succeeded")
    if let name = use.save { dialogue.saved[name] = value }
    guard script.tools[use.tool]?.writes == true else { return }
    for slot in dialog.slotsUsed(by: use, at: step) { dialogue.slots[slot]?.isWritten = true }
    dialogue.past = []
    dialogue.writes += 1
  }
}
