import DialogDSL
import Hearing

/// `call`: results are remembered per step and arguments; a tool that writes waits until its turn is settled
/// (language.md §8, architecture.md decisions 5 and 6).
extension Machine {
  mutating func call(_ use: ToolUse, at step: Step) -> Progress {
    guard let tool = script.tools[use.tool] else { preconditionFailure("no tool named \(use.tool)") }
    let request = request(tool, use, at: step.path)
    if let outcome = state.results[request.identity] {
      return take(outcome, of: use, at: step)
    }
    if leftoversAreFree { state.turn?.leftovers = reading.unusedText }
    state.turn?.toEcho = toEcho
    trace.note(.tool, "\(tool.name) with \(request.arguments.keys.sorted().joined(separator: ", "))")
    let hold = use.hold ?? tool.hold
    if tool.writes, state.turn?.isAnnounced != true {
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
    return .rest
  }

  private mutating func start(_ request: ToolRequest, hold: Prompt?, tool: Tool) {
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
    if case .call(let use)? = openStep, let prompt = use.hold ?? script.tools[use.tool]?.hold { markHold(prompt) }
    unsaid.append(hold)
    flush()
  }

  /// Keeps the result, and goes on with the turn if it waited for this one.
  mutating func finishTool(_ identity: ToolIdentity, _ outcome: ToolOutcome) {
    let wrote = script.steps.contains { step in
      guard step.path == identity.step, case .call(let use) = step.kind else { return false }
      return script.tools[use.tool]?.writes == true
    }
    state.results.remember(identity, outcome, wrote: wrote)
    guard case .running(identity, _)? = state.turn?.pause else { return }
    state.turn?.pause = nil
    toEcho = state.turn?.toEcho ?? []
    if let leftovers = state.turn?.leftovers {
      reading = Reading(Words(leftovers), language: language)
      leftoversAreFree = true
    }
    goOnWithTurn()
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
  private mutating func readOverheard(_ view: TranscriptView, after turn: Turn) {
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
      trace.note(.tool, "\(use.tool) succeeded")
      if let name = use.save { dialogue.saved[name] = value }
      if script.tools[use.tool]?.writes == true {
        for slot in dialog.slotsUsed(by: step.id) { dialogue.slots[slot]?.isWritten = true }
        dialogue.past = []
        dialogue.writes += 1
      }
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
}
