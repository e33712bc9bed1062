import DialogDSL
import Hearing
import Interpreter

/// What a call's shell decides, without clock, sockets or tasks: inputs and elapsed timers in, outputs and effects out.
/// `Call` performs the effects in real time; tests perform them in virtual time. Both run the same core.
public struct CallCore: Sendable {
  /// Work for the shell.
  public enum Effect: Sendable, Hashable {
    /// Come back with `finishTool`.
    case runTool(ToolRequest)
    /// Come back with `hearModel` for each sentence, and with `finishModel`.
    case askModel(ModelRequest)
    /// Nobody waits for it any more.
    case stopModel(ModelIdentity)
    /// Come back with `elapse` after so many seconds; a timer started again begins anew.
    case start(CallTimer, seconds: Double)
    case cancel(CallTimer)
  }

  /// Answer to one input.
  public struct Reaction: Sendable {
    public var outputs: [CallOutput] = []
    public var effects: [Effect] = []
    public var trace = Trace()
    /// For the call's log; none of the caller's words are in it.
    public var reports: [String] = []

    public init() {}
  }

  /// All that must outlive the process for the call to go on elsewhere.
  public struct Snapshot: Sendable, Hashable, Codable {
    public var state: CallState
    public var isGreeted: Bool
    public var toolCalls: Int
    /// How often the call has spoken unasked.
    public var interruptions: Int
  }

  public let dialog: PreparedScript
  public private(set) var snapshot: Snapshot
  /// What speech goes out under; the link drops what goes to an older response.
  private var heading: Heading?
  private var isResponseOpen = false
  /// The turn's deadline is over: what is left of it has `overtime`, and nothing after that.
  private var isOvertime = false
  private var awaitsDetails = false
  private var isLinked = false
  /// Tools that run now, and the ids under which the transcript knows them.
  private var running: [ToolIdentity: String] = [:]
  /// A tool that ran when the call was stored: its result went to a process that is gone.
  private var lost: ToolIdentity?
  /// Models that are being asked now.
  private var asked: Set<ModelIdentity> = []

  /// After which an announced hold line counts as being spoken although no sign of it came (language.md §8,
  /// `settle_wait`).
  public static let settleWait = 1.0
  /// The longest a caller waits for an answer, whatever the tools of the turn do.
  public static let turnDeadline = 20.0
  /// What a script does where a tool has come too late gets so much more, all of it together: to tell somebody, say.
  public static let overtime = 5.0
  /// When a call has lasted as long as `limits` allow, the answer to the next request says so. When none has come for
  /// so long, the call speaks unasked: within this time a caller who talks has mostly ended a sentence.
  public static let limitGrace = 10.0
  /// Bytes of a tool's result as Retell's transcript shows it, which comes back with every request.
  public static let longestWoven = 16 * 1024
  /// Without a link for so long, a call is over: Retell's attempts to connect again are over within two minutes
  /// (reference §4).
  public static let reconnectWait = 120.0

  private enum Heading {
    case response(Int)
    case interruption(Int)
  }

  public init(callID: String, dialog: PreparedScript) {
    self.dialog = dialog
    let state = CallState(callID: callID, script: dialog.script)
    snapshot = Snapshot(state: state, isGreeted: false, toolCalls: 0, interruptions: 0)
  }

  public init(resuming snapshot: Snapshot, dialog: PreparedScript) {
    self.dialog = dialog
    self.snapshot = snapshot
    self.snapshot.state.forgetRunningModels()
    if case .running(let identity, _)? = snapshot.state.turn?.pause { lost = identity }
  }

  public var state: CallState { snapshot.state }

  /// Nothing is left to be said for the latest request.
  public var isIdle: Bool { !isResponseOpen && !awaitsDetails }

  /// The latest answer ended the call or transferred it.
  public var isOver: Bool {
    switch state.turn?.closing {
    case .endCall, .transfer: true
    case .press, nil: false
    }
  }

  public mutating func receive(_ input: CallInput, at time: LocalTime) -> Reaction {
    isLinked = true
    var reaction = Reaction()
    if let lost {
      self.lost = nil
      step(.toolFinished(lost, .failed("lost with the process that ran it")), at: time, &reaction)
    }
    switch input {
    case .opened: open(at: time, &reaction)
    case .callDetails(let facts):
      step(.callFacts(facts), at: time, &reaction)
      if awaitsDetails { greet(at: time, &reaction) }
    case .updateOnly(let transcript, let turn):
      step(.transcriptChanged(transcript, turn: turn), at: time, &reaction)
    case .responseRequired(let id, let transcript):
      begin(response: id, at: time, &reaction)
      step(.responseRequired(transcript), at: time, &reaction)
    case .reminderRequired(let id, let transcript):
      begin(response: id, at: time, &reaction)
      step(.reminderRequired(transcript), at: time, &reaction)
    }
    return reaction
  }

  /// A tool came back.
  public mutating func finishTool(_ identity: ToolIdentity, _ outcome: ToolOutcome, at time: LocalTime) -> Reaction {
    var reaction = Reaction()
    finish(identity, outcome, at: time, &reaction)
    return reaction
  }

  /// A model has said a sentence.
  public mutating func hearModel(_ identity: ModelIdentity, _ sentence: String, at time: LocalTime) -> Reaction {
    var reaction = Reaction()
    if asked.contains(identity) { step(.modelSaid(identity, sentence), at: time, &reaction) }
    return reaction
  }

  /// A model's reply is complete, or there will be none.
  public mutating func finishModel(
    _ identity: ModelIdentity, _ outcome: ModelOutcome, tokens: Int?, at time: LocalTime
  ) -> Reaction {
    var reaction = Reaction()
    guard asked.remove(identity) != nil else { return reaction }
    step(.modelFinished(identity, outcome, tokens: tokens), at: time, &reaction)
    return reaction
  }

  /// The link is gone; `opened` tells of the next one. Until then nobody hears a greeting, nor a hold line, and nobody
  /// hears the caller go on: what waits for that waits longer.
  public mutating func detach() -> Reaction {
    isLinked = false
    awaitsDetails = false
    var reaction = Reaction()
    reaction.effects = [.cancel(.greeting), .cancel(.settleWait)]
    if dialog.script.limits.duration != nil { reaction.effects.append(.cancel(.durationLimit)) }
    if dialog.script.resultTool != nil { reaction.effects.append(.start(.reconnect, seconds: Self.reconnectWait)) }
    if case .settling? = state.turn?.pause { reaction.effects.append(.cancel(.turnDeadline)) }
    return reaction
  }

  /// The call is over for good: its result is sent, once. `runTool` is its last effect, if it has any.
  public mutating func end(at time: LocalTime) -> Reaction {
    var reaction = Reaction()
    step(.callOver, at: time, &reaction)
    return reaction
  }

  public mutating func elapse(_ timer: CallTimer, at time: LocalTime) -> Reaction {
    var reaction = Reaction()
    switch timer {
    case .greeting: if awaitsDetails { greet(at: time, &reaction) }
    case .settleWait: if isLinked { step(.settleWaitOver(isFinal: false), at: time, &reaction) }
    case .toolSlow(let identity): if running[identity] != nil { step(.toolSlow(identity), at: time, &reaction) }
    case .modelSlow: if isResponseOpen { step(.modelSlow, at: time, &reaction) }
    case .turnDeadline: endTurn(at: time, &reaction)
    case .durationLimit: if isLinked { interrupt(at: time, &reaction) }
    case .reconnect: if !isLinked { reaction = end(at: time) }
    }
    return reaction
  }

  /// No turn stays open for longer than its deadline.
  private mutating func endTurn(at time: LocalTime, _ reaction: inout Reaction) {
    guard isResponseOpen else { return }
    switch state.turn?.pause {
    case .running(let identity, _)?:
      finish(identity, .failed("no result within the turn's \(Int(Self.turnDeadline)) s"), at: time, &reaction)
    case .settling?:
      // The tool now has a time of its own.
      guard isLinked else { return }
      step(.settleWaitOver(isFinal: true), at: time, &reaction)
      let rest = isOvertime ? Self.overtime : Self.turnDeadline
      return reaction.effects.append(.start(.turnDeadline, seconds: rest))
    case .asking?: step(.turnTimeOver, at: time, &reaction)
    case nil: return
    }
    guard isResponseOpen else { return }
    reaction.effects.append(.start(.turnDeadline, seconds: isOvertime ? 0 : Self.overtime))
    isOvertime = true
  }

  /// A socket opened: the begin message, once a call (reference §4.1, §17.6).
  private mutating func open(at time: LocalTime, _ reaction: inout Reaction) {
    if dialog.script.resultTool != nil { reaction.effects.append(.cancel(.reconnect)) }
    // Settings belong to the socket's call as Retell knows it: sent again (reference §17.20).
    let settings = dialog.agentSettings(of: state.dialogue)
    if !settings.isEmpty { reaction.outputs.append(.updateAgent(settings)) }
    if snapshot.isGreeted {
      startDurationLimit(at: time, &reaction)
      reaction.outputs.append(.response(id: 0, Speech(""), isLast: true, closing: nil))
      if case .settling? = state.turn?.pause {
        startSettleWait(&reaction)
        reaction.effects.append(.start(.turnDeadline, seconds: Self.turnDeadline))
      }
    } else if dialog.script.retell.greetingWaits, state.facts.isNone {
      awaitsDetails = true
      reaction.effects.append(.start(.greeting, seconds: dialog.script.retell.greetingWait))
    } else {
      greet(at: time, &reaction)
    }
  }

  private mutating func greet(at time: LocalTime, _ reaction: inout Reaction) {
    begin(response: 0, at: time, &reaction)
    step(.opened, at: time, &reaction)
  }

  private mutating func begin(response id: Int, at time: LocalTime, _ reaction: inout Reaction) {
    if awaitsDetails { reaction.effects.append(.cancel(.greeting)) }
    awaitsDetails = false
    if !snapshot.isGreeted { startDurationLimit(at: time, &reaction) }
    snapshot.isGreeted = true
    open(.response(id), &reaction)
  }

  private mutating func open(_ heading: Heading, _ reaction: inout Reaction) {
    self.heading = heading
    isResponseOpen = true
    reaction.effects.append(.cancel(.settleWait))
    isOvertime = false
    reaction.effects.append(.start(.turnDeadline, seconds: Self.turnDeadline))
  }

  private func startDurationLimit(at time: LocalTime, _ reaction: inout Reaction) {
    guard let duration = dialog.script.limits.duration, !state.dialogue.isPastLimit else { return }
    let elapsed = state.begun.map { Double(time.seconds(since: $0)) } ?? 0
    reaction.effects.append(
      .start(.durationLimit, seconds: max(duration - elapsed, 0) + Self.limitGrace))
  }

  /// The time is over and nothing was asked for since. While an answer is open, its turn comes to the limit by itself.
  private mutating func interrupt(at time: LocalTime, _ reaction: inout Reaction) {
    guard !isResponseOpen, !awaitsDetails else { return }
    let before = (snapshot, heading)
    snapshot.interruptions += 1
    open(.interruption(snapshot.interruptions), &reaction)
    step(.durationOver, at: time, &reaction)
    guard reaction.outputs.isEmpty else { return }
    // The limit has been dealt with: nothing to say.
    (snapshot, heading) = before
    isResponseOpen = false
    reaction.effects = []
  }

  private mutating func step(_ kind: Event.Kind, at time: LocalTime, _ reaction: inout Reaction) {
    let outcome = Interpreter.step(state, Event(kind, at: time), in: dialog)
    snapshot.state = outcome.state
    reaction.trace.append(outcome.trace)
    perform(outcome.actions, &reaction)
    for identity in asked where identity != state.awaitedModel {
      asked.remove(identity)
      reaction.effects.append(.stopModel(identity))
    }
  }

  /// Speech goes out piece by piece; the last piece carries the end of the response.
  private mutating func perform(_ actions: [Action], _ reaction: inout Reaction) {
    var held: Speech?
    for action in actions {
      switch action {
      case .say(let speech):
        if let held { respond(held, isLast: false, &reaction) }
        held = speech
      case .completeResponse(let closing):
        // Without words of its own, an action is still not to be dropped because somebody coughs.
        let last = held ?? Speech("", isInterruptible: closing == nil)
        respond(last, isLast: true, closing: closing, &reaction)
        held = nil
        isResponseOpen = false
        reaction.effects.append(.cancel(.turnDeadline))
        if dialog.script.models.isOn { reaction.effects.append(.cancel(.modelSlow)) }
      case .runTool, .askModel, .report, .startSettleWait, .updateAgent, .publish, .sendResult:
        if let piece = held { respond(piece, isLast: false, &reaction) }
        held = nil
        perform(action, &reaction)
      }
    }
    if let held { respond(held, isLast: false, &reaction) }
  }

  private mutating func perform(_ action: Action, _ reaction: inout Reaction) {
    switch action {
    case .runTool(let request, let slowAfter):
      if let slowAfter { reaction.effects.append(.start(.toolSlow(request.identity), seconds: slowAfter)) }
      guard running[request.identity] == nil else { return }
      snapshot.toolCalls += 1
      let id = "\(state.callID)-tool-\(snapshot.toolCalls)"
      running[request.identity] = id
      reaction.outputs.append(.toolStarted(id: id, name: request.tool, arguments: Value.map(request.arguments).json))
      reaction.effects.append(.runTool(request))
    case .askModel(let request, let slowAfter):
      if let slowAfter { reaction.effects.append(.start(.modelSlow, seconds: slowAfter)) }
      if asked.insert(request.identity).inserted { reaction.effects.append(.askModel(request)) }
    case .report(let text): reaction.reports.append(text)
    case .startSettleWait: startSettleWait(&reaction)
    case .updateAgent(let settings): reaction.outputs.append(.updateAgent(settings))
    case .publish(let facts): reaction.outputs.append(.metadata(facts))
    // Retell's transcript is closed: the run is no part of it.
    case .sendResult(let request): reaction.effects.append(.runTool(request))
    case .say, .completeResponse: preconditionFailure("speech is performed with its response")
    }
  }

  private func startSettleWait(_ reaction: inout Reaction) {
    if isLinked { reaction.effects.append(.start(.settleWait, seconds: Self.settleWait)) }
  }

  private mutating func finish(
    _ identity: ToolIdentity, _ outcome: ToolOutcome, at time: LocalTime, _ reaction: inout Reaction
  ) {
    // A result that comes after the turn's deadline has been reported as failed already.
    guard let id = running.removeValue(forKey: identity) else { return }
    reaction.effects.append(.cancel(.toolSlow(identity)))
    switch outcome {
    case .succeeded(let value):
      let json = value.json
      let size = json.utf8.count
      let content = size <= Self.longestWoven ? json : Value.map(["not_shown": .text("\(size) bytes")]).json
      reaction.outputs.append(.toolFinished(id: id, content: content, successful: true))
    case .failed(let reason):
      let content = Value.map(["error": .text(reason)]).json
      reaction.outputs.append(.toolFinished(id: id, content: content, successful: false))
    }
    step(.toolFinished(identity, outcome), at: time, &reaction)
  }

  /// A resumed call that was not asked since has no response to speak under: Retell asks again (reference §17.8).
  private func respond(_ speech: Speech, isLast: Bool, closing: Closing? = nil, _ reaction: inout Reaction) {
    switch heading {
    case .response(let id)?:
      reaction.outputs.append(.response(id: id, speech, isLast: isLast, closing: closing))
    case .interruption(let id)?:
      // Else both would talk at once, and the agent would be cut off (reference §7.4).
      let firm = Speech(speech.text, isInterruptible: false)
      reaction.outputs.append(.interruption(id: id, firm, isLast: isLast, closing: closing))
    case nil: return
    }
  }
}
