import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// The interpreter alone: a fold of `step` over events, and the least that a call needs around it.
struct SteppedCall: CallShell {
  let dialog: PreparedScript
  private(set) var state: CallState
  private(set) var isIdle = true
  /// The greeting waits for `call_details`.
  private var isGreetingDue = false
  /// What to speak under: nothing on a connection on which nothing was asked.
  private var heading: Heading?
  private var interruptions = 0
  private var running: Set<ToolIdentity> = []
  private var asked: Set<ModelIdentity> = []

  private enum Heading {
    case response(Int)
    case interruption(Int)
  }

  init(callID: String, dialog: PreparedScript) {
    self.dialog = dialog
    state = CallState(callID: callID, script: dialog.script)
  }

  mutating func receive(_ input: CallInput, at time: LocalTime) -> CallCore.Reaction {
    switch input {
    case .opened: open(at: time)
    case .callDetails(let facts): learn(facts, at: time)
    case .updateOnly(let transcript, let turn): step(.transcriptChanged(transcript, turn: turn), at: time)
    case .responseRequired(let id, let transcript): answer(.responseRequired(transcript), under: id, at: time)
    case .reminderRequired(let id, let transcript): answer(.reminderRequired(transcript), under: id, at: time)
    }
  }

  mutating func finishTool(
    _ identity: ToolIdentity, _ outcome: ToolOutcome, at time: LocalTime
  ) -> CallCore.Reaction {
    guard running.remove(identity) != nil else { return CallCore.Reaction() }
    var reaction = step(.toolFinished(identity, outcome), at: time)
    reaction.effects.insert(.cancel(.toolSlow(identity)), at: 0)
    return reaction
  }

  mutating func hearModel(
    _ identity: ModelIdentity, _ sentence: String, at time: LocalTime
  ) -> CallCore.Reaction {
    asked.contains(identity) ? step(.modelSaid(identity, sentence), at: time) : CallCore.Reaction()
  }

  mutating func finishModel(
    _ identity: ModelIdentity, _ outcome: ModelOutcome, tokens: Int?, at time: LocalTime
  ) -> CallCore.Reaction {
    asked.remove(identity) == nil
      ? CallCore.Reaction() : step(.modelFinished(identity, outcome, tokens: tokens), at: time)
  }

  mutating func elapse(_ timer: CallTimer, at time: LocalTime) -> CallCore.Reaction {
    if timer == .turnDeadline, isIdle { return CallCore.Reaction() }
    return switch (timer, state.turn?.pause) {
    case (.greeting, _): isGreetingDue ? answer(.opened, under: 0, at: time) : CallCore.Reaction()
    case (.settleWait, _): step(.settleWaitOver(isFinal: false), at: time)
    case (.toolSlow(let identity), _):
      running.contains(identity) ? step(.toolSlow(identity), at: time) : CallCore.Reaction()
    case (.turnDeadline, .settling?): step(.settleWaitOver(isFinal: true), at: time)
    case (.turnDeadline, .running(let identity, _)?):
      finishTool(identity, .failed("no result within the turn's \(Int(CallCore.turnDeadline)) s"), at: time)
    case (.turnDeadline, .asking?): step(.turnTimeOver, at: time)
    case (.modelSlow, _): isIdle ? CallCore.Reaction() : step(.modelSlow, at: time)
    case (.turnDeadline, nil): CallCore.Reaction()
    case (.durationLimit, _): interrupt(at: time)
    case (.reconnect, _): step(.callOver, at: time)
    }
  }

  mutating func hangUp(at time: LocalTime) -> CallCore.Reaction {
    dialog.script.resultTool == nil ? CallCore.Reaction() : step(.callOver, at: time)
  }

  mutating func reconnect(_ place: SimulatedCall.Reconnection, at time: LocalTime) -> CallCore.Reaction {
    if place == .elsewhere {
      running = []
      asked = []
      state.forgetRunningModels()
      isIdle = true
      heading = nil
    }
    var reaction = linked()
    reaction.effects = [.cancel(.greeting), .cancel(.settleWait)] + durationLimit(at: time)
    if case .settling? = state.turn?.pause { reaction.effects.append(Self.settleWait) }
    return reaction
  }

  private static let settleWait = CallCore.Effect.start(.settleWait, seconds: CallCore.settleWait)

  private mutating func open(at time: LocalTime) -> CallCore.Reaction {
    var reaction = linked()
    if dialog.script.retell.greetingWaits, state.facts.isNone {
      isGreetingDue = true
      isIdle = false
      reaction.effects = [.start(.greeting, seconds: dialog.script.retell.greetingWait)]
    } else {
      reaction.append(answer(.opened, under: 0, at: time))
    }
    return reaction
  }

  /// Retell is told its settings on every connection.
  private func linked() -> CallCore.Reaction {
    var reaction = CallCore.Reaction()
    let settings = dialog.agentSettings(of: state.dialogue)
    if !settings.isEmpty { reaction.outputs.append(.updateAgent(settings)) }
    return reaction
  }

  private func durationLimit(at time: LocalTime) -> [CallCore.Effect] {
    guard let duration = dialog.script.limits.duration, !state.dialogue.isPastLimit else { return [] }
    let elapsed = state.begun.map { Double(time.seconds(since: $0)) } ?? 0
    return [.start(.durationLimit, seconds: max(duration - elapsed, 0) + CallCore.limitGrace)]
  }

  /// The time is over and nothing was asked for since.
  private mutating func interrupt(at time: LocalTime) -> CallCore.Reaction {
    guard isIdle else { return CallCore.Reaction() }
    let before = heading
    heading = .interruption(interruptions + 1)
    let reaction = step(.durationOver, at: time)
    if reaction.outputs.isEmpty {
      heading = before
    } else {
      interruptions += 1
    }
    return reaction
  }

  private mutating func learn(_ facts: Value, at time: LocalTime) -> CallCore.Reaction {
    var reaction = step(.callFacts(facts), at: time)
    if isGreetingDue { reaction.append(answer(.opened, under: 0, at: time)) }
    return reaction
  }

  /// What has a response of its own: opened, asked, reminded.
  private mutating func answer(_ kind: Event.Kind, under id: Int, at time: LocalTime) -> CallCore.Reaction {
    isGreetingDue = false
    heading = .response(id)
    isIdle = false
    var reaction = CallCore.Reaction()
    if state.begun == nil { reaction.effects = durationLimit(at: time) }
    reaction.effects += [
      .cancel(.greeting), .cancel(.settleWait), .cancel(.modelSlow),
      .start(.turnDeadline, seconds: CallCore.turnDeadline),
    ]
    reaction.append(step(kind, at: time))
    return reaction
  }

  private mutating func step(_ kind: Event.Kind, at time: LocalTime) -> CallCore.Reaction {
    let outcome = Interpreter.step(state, Event(kind, at: time), in: dialog)
    state = outcome.state
    var reaction = CallCore.Reaction()
    reaction.trace = outcome.trace
    for action in outcome.actions { perform(action, &reaction) }
    for identity in asked where identity != state.awaitedModel {
      asked.remove(identity)
      reaction.effects.append(.stopModel(identity))
    }
    return reaction
  }

  private mutating func perform(_ action: Action, _ reaction: inout CallCore.Reaction) {
    switch action {
    case .say(let speech): respond(speech, isLast: false, closing: nil, &reaction)
    case .completeResponse(let closing):
      isIdle = true
      respond(Speech(""), isLast: true, closing: closing, &reaction)
      reaction.effects += [.cancel(.turnDeadline), .cancel(.modelSlow)]
    case .askModel(let request, let slowAfter):
      if let slowAfter { reaction.effects.append(.start(.modelSlow, seconds: slowAfter)) }
      if asked.insert(request.identity).inserted { reaction.effects.append(.askModel(request)) }
    case .report(let text): reaction.reports.append(text)
    case .runTool(let request, let slowAfter):
      if let slowAfter { reaction.effects.append(.start(.toolSlow(request.identity), seconds: slowAfter)) }
      if running.insert(request.identity).inserted { reaction.effects.append(.runTool(request)) }
    case .startSettleWait: reaction.effects.append(Self.settleWait)
    case .updateAgent(let settings): reaction.outputs.append(.updateAgent(settings))
    case .publish(let facts): reaction.outputs.append(.metadata(facts))
    case .sendResult(let request): reaction.effects.append(.runTool(request))
    }
  }

  private func respond(
    _ speech: Speech, isLast: Bool, closing: Closing?, _ reaction: inout CallCore.Reaction
  ) {
    switch heading {
    case .response(let id)?: reaction.outputs.append(.response(id: id, speech, isLast: isLast, closing: closing))
    case .interruption(let id)?:
      let firm = Speech(speech.text, isInterruptible: false)
      reaction.outputs.append(.interruption(id: id, firm, isLast: isLast, closing: closing))
    case nil: return
    }
  }
}
