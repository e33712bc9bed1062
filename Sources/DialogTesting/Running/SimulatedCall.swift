import CallEngine
import DialogDSL
import Interpreter

/// A call without sockets, in virtual time: plays Retell's side against a `CallCore`, one move after another.
///
/// It keeps to what Retell does (reference §8): the transcript repeats everything, an answer is heard only when the
/// caller lets the agent speak, `agent_turn` announces it, and a response that was superseded is forgotten.
public struct SimulatedCall: Sendable {
  public private(set) var core: CallCore
  /// What has been said and heard so far; the latest answer joins it when the caller speaks or stays silent.
  public private(set) var transcript: [Utterance] = []
  /// Tools that were run, in order.
  public private(set) var toolCalls: [ToolRequest] = []
  /// The latest answer, complete or not.
  public private(set) var answer = Answer()
  /// Why the latest answer is what it is.
  public private(set) var trace = Trace()

  /// Tools that wait for their results when they run outside: `finishTool` brings them.
  public private(set) var waitingTools: [ToolRequest] = []

  private let start: LocalTime
  private var tools: Tools
  /// Seconds since the call began; moves only when something is waited for.
  private var elapsed = 0.0
  private var nextResponse = 1
  private var schedule = Schedule()

  /// Who answers for the tools.
  public enum Tools: Sendable {
    case stubs(StubTools)
    /// The owner of the call, who runs what is in `waitingTools`; until then the call stands still.
    case outside
  }

  /// What the agent answers to one request.
  public struct Answer: Sendable, Hashable {
    public var text = ""
    public var pieces: [Speech] = []
    public var isComplete = false
    public var closing: Closing?
    var isAnnounced = false
  }

  public init(callID: String, dialog: PreparedScript, start: LocalTime, tools: Tools = .stubs(StubTools())) {
    core = CallCore(callID: callID, dialog: dialog)
    self.start = start
    self.tools = tools
  }

  public var now: LocalTime {
    LocalTime(start.civil.adding(minutes: Int(elapsed / 60)), offsetMinutes: start.offsetMinutes)
  }

  public var state: CallState { core.state }

  /// Opens the call; `facts` is the `call` object, sent when the script asks for it.
  public mutating func open(facts: Value = .map([:])) {
    answer = Answer()
    perform(core.receive(.opened, at: now))
    if core.dialog.script.retell.callDetails { perform(core.receive(.callDetails(facts), at: now)) }
    finishAnswer()
  }

  /// The caller speaks.
  ///
  /// - Parameters:
  ///   - afterHearing: how much of the agent's answer was heard before the caller broke in; nil: all of it.
  ///   - goesOn: the caller has not finished (a `revise` follows): nothing of the answer is spoken, no time passes.
  public mutating func say(_ text: String, afterHearing: String? = nil, goesOn: Bool = false) {
    speakAnswer(cutAfter: afterHearing)
    transcript.append(Utterance(.caller, text))
    request(goesOn: goesOn)
  }

  /// The caller goes on before the agent could speak: the same utterance, longer; the answer to the shorter
  /// one is dropped.
  public mutating func revise(_ text: String, goesOn: Bool = false) {
    if transcript.last?.speaker == .caller { transcript.removeLast() }
    transcript.append(Utterance(.caller, text))
    request(goesOn: goesOn)
  }

  /// The caller stays silent until Retell asks for a reminder.
  public mutating func staySilent() {
    speakAnswer(cutAfter: nil)
    begin()
    perform(core.receive(.reminderRequired(id: takeResponseID(), transcript), at: now))
    finishAnswer()
  }

  /// The socket breaks and Retell connects again: the call goes on from its stored state.
  public mutating func reconnect() {
    perform(core.detach())
    core = CallCore(resuming: core.snapshot, dialog: core.dialog)
    perform(core.receive(.opened, at: now))
  }

  /// Lets time pass; timers and tools that are due come in.
  public mutating func advance(seconds: Double) {
    let end = elapsed + seconds
    while let due = schedule.next, due <= end { fire() }
    elapsed = end
  }

  /// Replaces what a tool will answer from now on, where tools are stubs.
  public mutating func stub(_ tool: String, _ replies: StubTools.Replies) {
    guard case .stubs(var stubs) = tools else { return }
    stubs[tool] = replies
    tools = .stubs(stubs)
  }

  /// Tools that ran without a stub for them, or for their arguments.
  public var missingStubs: [String] { if case .stubs(let stubs) = tools { stubs.missing } else { [] } }

  /// Brings the result of a tool that runs outside, `seconds` after it was started.
  public mutating func finishTool(_ request: ToolRequest, _ outcome: ToolOutcome, after seconds: Double) {
    guard let index = waitingTools.firstIndex(of: request) else { return }
    waitingTools.remove(at: index)
    schedule.add(.tool(request.identity, outcome), due: elapsed + seconds)
    finishAnswer()
  }

  private mutating func request(goesOn: Bool) {
    begin()
    perform(core.receive(.responseRequired(id: takeResponseID(), transcript), at: now))
    if !goesOn { finishAnswer() }
  }

  private mutating func takeResponseID() -> Int {
    defer { nextResponse += 1 }
    return nextResponse
  }

  private mutating func begin() {
    answer = Answer()
    trace = Trace()
  }

  /// Lets things happen until the answer is complete: Retell announces the agent's turn as soon as it has a sentence.
  private mutating func finishAnswer() {
    while !core.isIdle, waitingTools.isEmpty {
      if !answer.text.isEmpty, !answer.isAnnounced {
        answer.isAnnounced = true
        perform(core.receive(.updateOnly(transcript, turn: .agent), at: now))
      } else if schedule.next != nil {
        fire()
      } else {
        preconditionFailure("the answer is not complete and nothing is waited for: \(trace)")
      }
    }
  }

  /// The latest answer, as far as it was heard, becomes part of the transcript.
  private mutating func speakAnswer(cutAfter heard: String?) {
    let text = heard ?? answer.text
    if !text.isEmpty { transcript.append(Utterance(.agent, text)) }
    answer = Answer()
  }

  private mutating func fire() {
    guard let event = schedule.takeNext() else { return }
    elapsed = max(elapsed, event.due)
    switch event.kind {
    case .timer(let timer): perform(core.elapse(timer, at: now))
    case .tool(let identity, let outcome): perform(core.finishTool(identity, outcome, at: now))
    }
  }

  private mutating func run(_ request: ToolRequest) {
    switch tools {
    case .outside: waitingTools.append(request)
    case .stubs(var stubs):
      let reply = stubs.reply(to: request, in: core.dialog.script)
      tools = .stubs(stubs)
      schedule.add(.tool(request.identity, reply.outcome), due: elapsed + reply.delay)
    }
  }

  private mutating func perform(_ reaction: CallCore.Reaction) {
    trace.append(reaction.trace)
    for case .response(_, let speech, let isLast, let closing) in reaction.outputs {
      answer.text += speech.text
      if !speech.text.isEmpty { answer.pieces.append(speech) }
      answer.isComplete = isLast
      if let closing { answer.closing = closing }
    }
    for effect in reaction.effects {
      switch effect {
      case .start(let timer, let seconds): schedule.add(.timer(timer), due: elapsed + seconds)
      case .cancel(let timer): schedule.cancel(timer)
      case .runTool(let request):
        toolCalls.append(request)
        run(request)
      }
    }
  }
}

/// What will happen when, in order of time, then of entry.
private struct Schedule: Sendable {
  enum Kind: Sendable {
    case timer(CallTimer)
    case tool(ToolIdentity, ToolOutcome)
  }

  private var events: [(due: Double, kind: Kind)] = []

  var next: Double? { events.first?.due }

  /// A timer that is added again begins anew.
  mutating func add(_ kind: Kind, due: Double) {
    if case .timer(let timer) = kind { cancel(timer) }
    let index = events.firstIndex { $0.due > due } ?? events.count
    events.insert((due, kind), at: index)
  }

  mutating func cancel(_ timer: CallTimer) {
    events.removeAll { event in
      if case .timer(timer) = event.kind { true } else { false }
    }
  }

  mutating func takeNext() -> (due: Double, kind: Kind)? { events.isEmpty ? nil : events.removeFirst() }
}
