import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// A call in virtual time: plays Retell's side against a `CallShell`, one move after another.
///
/// It keeps to what Retell does (reference §8): the transcript repeats everything, `update_only` shows what is being
/// said and whose turn it is, an answer is heard only when the caller lets the agent speak, and a response that was
/// superseded is forgotten.
///
/// A copy goes on by itself, unless its shell stands for a call elsewhere.
public struct SimulatedCall: Sendable {
  private var shell: any CallShell
  /// What has been said and heard so far; the latest answer joins it when the caller speaks or stays silent.
  public private(set) var transcript: [TranscriptEntry] = []
  /// Tools that were run, in order.
  public private(set) var toolCalls: [ToolRequest] = []
  /// The latest answer, complete or not.
  public private(set) var answer = Answer()
  /// Why the latest answer is what it is.
  public private(set) var trace = Trace()
  /// Why the call cannot go on; then moves change nothing.
  public private(set) var fault: String?
  /// How often the agent has spoken unasked.
  public private(set) var interruptions = 0
  /// What the web client has been told: the latest value of each name.
  public private(set) var published: [String: Value] = [:]
  /// What Retell has been told of its settings.
  public private(set) var told = AgentSettings()
  /// The caller has hung up, or Retell has.
  public private(set) var hasHungUp = false
  /// What of the script has been used in the whole call, in order.
  public private(set) var marks: [Mark] = []

  /// All that has happened, a turn each: what a record of the call is made of.
  public private(set) var turns: [RecordedTurn] = []

  /// The id of calls that are no telephone calls. One for all, so that variants of prompts are the same in each.
  public static let standardCallID = "test"

  /// Tools that wait for their results when they run outside: `finishTool` brings them.
  public private(set) var waitingTools: [ToolRequest] = []

  let start: LocalTime
  /// The `call` object.
  private var facts = Value.map([:])
  private var tools: Tools
  private var models: Models
  /// Answers where stubs do not.
  private let cassette: Cassette?
  /// What of it has been used.
  private(set) var usedEntries: Set<Cassette.Key> = []
  /// A reply was asked for that the cassette does not hold because something in it is sensitive.
  private(set) var wantsWithheldReply = false
  /// What nothing has answered, in order.
  private(set) var wanted: [Cassette.Wanted] = []
  /// Requests to models that wait for their replies when they run outside: `finishModel` brings them.
  public private(set) var waitingModels: [ModelRequest] = []
  /// What models were asked, in order.
  public private(set) var modelRequests: [ModelRequest] = []
  /// Seconds since the call began; moves only when something is waited for.
  private var elapsed = 0.0
  private var nextResponse = 1
  /// The latest request on this connection: answers to an older one are dropped, as Retell drops them.
  private var asked: Int? = 0
  private var schedule = Schedule()
  /// Timers and results that are over: what may come once more, too late.
  private var over: [Schedule.Kind] = []
  /// Pieces of speech that came after the answer had been said to be complete.
  public private(set) var strayPieces = 0

  /// Who answers for the tools.
  public enum Tools: Sendable {
    case stubs(StubTools)
    /// The owner of the call, who runs what is in `waitingTools`; until then the call stands still.
    case outside
  }

  /// Who answers for the models.
  public enum Models: Sendable {
    case stubs(StubModels)
    case madeUp(MadeUpModel)
    /// The owner of the call, who asks what is in `waitingModels`; until then the call stands still.
    case outside
  }

  /// What the agent answers to one request.
  public struct Answer: Sendable, Hashable {
    public var text = ""
    public var pieces: [Speech] = []
    public var isComplete = false
    public var closing: Closing?
    var isAnnounced = false

    mutating func add(_ speech: Speech, isLast: Bool, _ closing: Closing?) {
      text += speech.text
      if !speech.text.isEmpty { pieces.append(speech) }
      isComplete = isLast
      if let closing { self.closing = closing }
    }
  }

  public init(
    callID: String, dialog: PreparedScript, start: LocalTime, tools: Tools = .stubs(StubTools()),
    models: Models = .stubs(StubModels()), cassette: Cassette? = nil, on ring: Ring = .engine
  ) {
    self.cassette = cassette
    shell = ring.shell(callID, dialog)
    self.start = start
    self.tools = tools
    self.models = models
  }

  public var now: LocalTime {
    let seconds = start.second + Int(elapsed)
    return LocalTime(
      start.civil.adding(minutes: seconds / 60), second: seconds % 60, offsetMinutes: start.offsetMinutes)
  }

  public var state: CallState { shell.state }

  public var dialog: PreparedScript { shell.dialog.inLocale(of: state, at: now) }

  /// Why the latest answer is what it is, in lines for people; what the caller said is not masked.
  public var reasons: [String] { trace.lines(in: dialog.script).map(\.description) }

  /// Opens the call; `facts` is the `call` object, sent when the script asks for it. `replies`: of models that are
  /// asked before the caller has spoken.
  public mutating func open(facts: Value = .map([:]), replies: [StubModels.Reply] = []) {
    begin(.opening)
    for reply in replies { stub(reply) }
    stubModels { $0.beginOpening() }
    self.facts = facts
    receive(.opened)
    tellFacts()
    finishAnswer()
  }

  /// The caller speaks.
  ///
  /// - Parameters:
  ///   - afterHearing: how much of the agent's answer was heard before the caller broke in; nil: all of it.
  ///   - goesOn: the caller has not finished (a `revise` follows): nothing of the answer is spoken, no time passes.
  public mutating func say(_ text: String, afterHearing: String? = nil, goesOn: Bool = false) {
    speakAnswer(cutAfter: afterHearing)
    transcript.append(TranscriptEntry(.caller, text))
    receive(.updateOnly(transcript, turn: .caller))
    stubModels { $0.beginTurn() }
    request(.user(text, afterHearing: afterHearing), goesOn: goesOn)
  }

  /// The caller goes on before the agent could speak: the same utterance, longer; the answer to the shorter
  /// one is dropped.
  public mutating func revise(_ text: String, goesOn: Bool = false) {
    if transcript.last?.speaker == .caller { transcript.removeLast() }
    transcript.append(TranscriptEntry(.caller, text))
    receive(.updateOnly(transcript, turn: nil))
    request(.revises(text), goesOn: goesOn)
  }

  /// The caller types, having heard the answer; Retell asks for an answer when the keys are in.
  public mutating func type(_ keys: String) {
    speakAnswer(cutAfter: nil)
    for key in keys { transcript.append(TranscriptEntry(.keypad, String(key))) }
    stubModels { $0.beginTurn() }
    request(.keypad(keys), goesOn: false)
  }

  /// The caller hangs up, or Retell does after a closing line: the call is over for good.
  public mutating func hangUp() {
    if hasHungUp { return }
    hasHungUp = true
    // Otherwise nobody can tell that it has ended.
    if dialog.script.resultTool != nil { turns.append(RecordedTurn(.hangUp, at: elapsed)) }
    trace = Trace()
    perform { try $0.hangUp(at: $1) }
    while schedule.hasTools { fire() }
  }

  /// The transcript for people: keys that were pressed in a row are one text.
  public var talk: [TranscriptEntry] {
    var talk: [TranscriptEntry] = []
    for said in transcript {
      if said.speaker == .keypad, talk.last?.speaker == .keypad {
        talk[talk.count - 1].text += said.text
      } else {
        talk.append(said)
      }
    }
    return talk
  }

  /// The caller stays silent until Retell asks for a reminder.
  public mutating func staySilent() {
    speakAnswer(cutAfter: nil)
    receive(.updateOnly(transcript, turn: .caller))
    begin(.silence)
    stubModels { $0.beginSilence() }
    receive(.reminderRequired(id: takeResponseID(), transcript))
    finishAnswer()
  }

  /// Retell asks for the same once more, under a new id; the answer to the former request is dropped.
  ///
  /// - Parameter goesOn: another request follows before this one is answered.
  public mutating func askAgain(goesOn: Bool = false) { request(nil, goesOn: goesOn) }

  /// Where a call goes on after its socket broke.
  public enum Reconnection: Sendable, Hashable {
    /// In the same process: tools that run go on.
    case here
    /// In another process, from what the store kept: timers and tools that ran are gone.
    case elsewhere
  }

  /// The socket breaks and Retell connects again.
  public mutating func reconnect(_ place: Reconnection = .elsewhere) {
    turns.append(RecordedTurn(.reconnect, at: elapsed))
    if place == .elsewhere {
      schedule = Schedule()
      waitingTools = []
      waitingModels = []
    }
    asked = nil
    perform { try $0.reconnect(place, at: $1) }
    tellFacts()
  }

  /// What is over comes once more, too late: timers, and results of tools.
  public mutating func repeatWhatIsOver() {
    for kind in over where !schedule.contains(kind) { happen(kind) }
  }

  /// Retell tells them on every connection (reference §4.1).
  private mutating func tellFacts() {
    if dialog.script.retell.callDetails { receive(.callDetails(facts)) }
  }

  /// Lets time pass; timers and tools that are due come in.
  public mutating func advance(seconds: Double) {
    let end = elapsed + seconds
    let before = interruptions
    stubModels { $0.beginSilence() }
    while let due = schedule.next, due <= end { fire() }
    elapsed = end
    if interruptions != before { finishAnswer() }
  }

  /// Replaces what a tool will answer from now on, where tools are stubs.
  public mutating func stub(_ tool: String, _ replies: StubTools.Replies) {
    guard case .stubs(var stubs) = tools else { return }
    stubs[tool] = replies
    tools = .stubs(stubs)
  }

  /// What a model replies in the turn that comes next, where models are stubs.
  public mutating func stub(_ reply: StubModels.Reply) { stubModels { $0.add(reply) } }

  private mutating func stubModels(_ change: (inout StubModels) -> Void) {
    guard case .stubs(var stubs) = models else { return }
    change(&stubs)
    models = .stubs(stubs)
  }

  /// Requests to models for which there was no stub.
  public var missingReplies: [ModelRequest] { if case .stubs(let stubs) = models { stubs.missing } else { [] } }

  /// Stubs of models that the turn had no use for.
  public var unusedReplies: Int { if case .stubs(let stubs) = models { stubs.unused } else { 0 } }

  /// Tools that ran without a stub for them, or for their arguments.
  public var missingStubs: [String] { if case .stubs(let stubs) = tools { stubs.missing } else { [] } }

  /// Brings the result of a tool that runs outside, `seconds` after it was started.
  public mutating func finishTool(_ request: ToolRequest, _ outcome: ToolOutcome, after seconds: Double) {
    guard let index = waitingTools.firstIndex(of: request) else { return }
    waitingTools.remove(at: index)
    keep(request, outcome, took: seconds)
    schedule.add(.tool(request.identity, outcome), due: elapsed + seconds)
    finishAnswer()
  }

  /// `move`: what of the caller is asked about; nil: nothing new.
  private mutating func request(_ move: RecordedTurn.Move?, goesOn: Bool) {
    begin(move)
    stubModels { $0.askAgain(isChanged: move != nil, goesOn: goesOn) }
    receive(.responseRequired(id: takeResponseID(), transcript))
    if !goesOn { finishAnswer() }
  }

  private mutating func takeResponseID() -> Int {
    defer { nextResponse += 1 }
    asked = nextResponse
    return nextResponse
  }

  private mutating func begin(_ move: RecordedTurn.Move?) {
    if let move { turns.append(RecordedTurn(move, at: elapsed)) }
    answer = Answer()
    trace = Trace()
  }

  /// Lets things happen until the answer is complete.
  private mutating func finishAnswer() {
    announce()
    while !shell.isIdle, waitingTools.isEmpty, waitingModels.isEmpty, fault == nil {
      if schedule.next == nil { fault = "the answer is not complete and nothing is waited for" }
      fire()
      announce()
    }
  }

  /// Retell announces the agent's turn as soon as it has words to speak.
  public mutating func announce() {
    guard !answer.text.isEmpty, !answer.isAnnounced else { return }
    answer.isAnnounced = true
    receive(.updateOnly(transcript, turn: .agent))
  }

  /// The latest answer, as far as it was heard, becomes part of the transcript.
  private mutating func speakAnswer(cutAfter heard: String?) {
    let text = heard ?? answer.text
    if !text.isEmpty { transcript.append(TranscriptEntry(.agent, text)) }
    answer = Answer()
  }

  private static func facts(_ json: String) -> [String: Value] {
    guard case .succeeded(.map(let facts)) = ToolReply.read(json.utf8, as: nil) else { return [:] }
    return facts
  }

  private mutating func fire() {
    guard let event = schedule.takeNext() else { return }
    elapsed = max(elapsed, event.due)
    remember(event.kind)
    happen(event.kind)
  }

  private mutating func remember(_ kind: Schedule.Kind) {
    switch kind {
    case .timer, .tool: if !over.contains(kind) { over.append(kind) }
    // Each run of a model speaks for itself.
    case .sentence, .reply: break
    }
  }

  private mutating func happen(_ kind: Schedule.Kind) {
    switch kind {
    case .timer(let timer): perform { try $0.elapse(timer, at: $1) }
    case .tool(let identity, let outcome): perform { try $0.finishTool(identity, outcome, at: $1) }
    case .sentence(let identity, let sentence): perform { try $0.hearModel(identity, sentence, at: $1) }
    case .reply(let identity, let outcome, let tokens):
      perform { try $0.finishModel(identity, outcome, tokens: tokens, at: $1) }
    }
  }

  private mutating func run(_ request: ToolRequest) {
    switch tools {
    case .outside: waitingTools.append(request)
    case .stubs(var stubs):
      let kept = stubs.knows(request.tool) ? nil : keptReply(to: request)
      let missing = stubs.missing.count
      let reply = kept ?? stubs.reply(to: request, in: dialog.script)
      if stubs.missing.count > missing { wanted.append(.tool(request)) }
      tools = .stubs(stubs)
      keep(request, reply.outcome, took: reply.delay)
      schedule.add(.tool(request.identity, reply.outcome), due: elapsed + reply.delay)
    }
  }

  /// Brings the reply of a model that is asked outside, `seconds` after it was asked.
  public mutating func finishModel(_ request: ModelRequest, _ reply: StubModels.Reply, after seconds: Double) {
    guard let index = waitingModels.firstIndex(of: request) else { return }
    waitingModels.remove(at: index)
    var reply = reply
    reply.delay = seconds
    take(reply, to: request)
    finishAnswer()
  }

  private mutating func ask(_ request: ModelRequest) {
    if case .madeUp(let model) = models { return take(model.reply(to: request), to: request) }
    guard case .stubs(var stubs) = models else { return waitingModels.append(request) }
    let missing = stubs.missing.count
    take(stubs.reply(to: request, kept: keptReply(to: request)), to: request)
    if stubs.missing.count > missing { wanted.append(.model(request)) }
    models = .stubs(stubs)
  }

  private mutating func keptReply(to request: ModelRequest) -> StubModels.Reply? {
    guard case .model(let reply)? = entry(Cassette.Key(request)) else { return nil }
    return reply
  }

  private mutating func keptReply(to request: ToolRequest) -> (outcome: ToolOutcome, delay: Double)? {
    guard cassette != nil, case .tool(let outcome, let seconds)? = entry(Cassette.Key(request, SensitiveMask(of: self)))
    else { return nil }
    return (outcome, seconds)
  }

  private mutating func entry(_ key: Cassette.Key) -> Cassette.Reply? {
    guard let entry = cassette?.entries[key] else { return nil }
    usedEntries.insert(key)
    if entry.reply == .withheld { wantsWithheldReply = true }
    return entry.reply
  }

  private mutating func take(_ reply: StubModels.Reply, to request: ModelRequest) {
    if !turns.isEmpty {
      let use = RecordedTurn.ModelUse(request: request.identity, purpose: request.purpose, reply: reply)
      turns[turns.count - 1].models.append(use)
    }
    let delay = min(reply.delay, dialog.script.models.timeout)
    let isLate = reply.delay > delay
    switch reply.content {
    case _ where isLate:
      let fault = ModelFault("nothing within \(dialog.script.models.timeout) s", isDown: true)
      answer(request, "", .failed(fault), after: delay)
    case .speech(let text): answer(request, text, .spoken, after: delay)
    case .value(let value): answer(request, "", .proposed(value), after: delay)
    case .failure(let text, let fault): answer(request, text, .failed(fault), after: delay, lag: reply.lag)
    }
  }

  private mutating func answer(
    _ request: ModelRequest, _ text: String, _ outcome: ModelOutcome, after delay: Double, lag: Double = 0
  ) {
    var splitter = SentenceSplitter(locale: request.locale)
    var sentences = splitter.add(text)
    // Half a sentence is none.
    if case .spoken = outcome { sentences += [splitter.finish()].compactMap(\.self) }
    for sentence in sentences { schedule.add(.sentence(request.identity, sentence), due: elapsed + delay) }
    schedule.add(.reply(request.identity, outcome, tokens: nil), due: elapsed + delay + lag)
  }

  /// A tool belongs to the turn that started it.
  private mutating func keep(_ request: ToolRequest, _ outcome: ToolOutcome, took seconds: Double) {
    let use = RecordedTurn.ToolUse(
      tool: request.tool, arguments: request.arguments, outcome: outcome, seconds: seconds)
    if !turns.isEmpty { turns[turns.count - 1].tools.append(use) }
  }

  private mutating func receive(_ input: CallInput) {
    perform { try $0.receive(input, at: $1) }
  }

  private mutating func perform(_ work: (inout any CallShell, LocalTime) throws -> CallCore.Reaction) {
    guard fault == nil else { return }
    do { take(try work(&shell, now)) } catch { fault = "\(error)" }
  }

  private mutating func answer(_ speech: Speech, isLast: Bool, _ closing: Closing?) {
    if answer.isComplete, !speech.text.isEmpty { strayPieces += 1 }
    answer.add(speech, isLast: isLast, closing)
    if turns.isEmpty { return }
    turns[turns.count - 1].said += speech.text
    turns[turns.count - 1].closing = answer.closing
  }

  private mutating func take(_ reaction: CallCore.Reaction) {
    trace.append(reaction.trace)
    marks += reaction.trace.marks
    for output in reaction.outputs {
      switch output {
      case .response(let id, let speech, let isLast, let closing):
        if id == asked { answer(speech, isLast: isLast, closing) }
      case .interruption(let id, let speech, let isLast, let closing):
        if id != interruptions {
          interruptions = id
          speakAnswer(cutAfter: nil)
          begin(.unasked)
          trace = reaction.trace
        }
        answer(speech, isLast: isLast, closing)
      case .updateAgent(let settings): told = told.updated(by: settings)
      case .metadata(let json): published.merge(Self.facts(json)) { _, new in new }
      case .toolStarted, .toolFinished: continue
      }
    }
    for effect in reaction.effects {
      switch effect {
      case .start(let timer, let seconds): schedule.add(.timer(timer), due: elapsed + seconds)
      case .cancel(let timer):
        if schedule.contains(.timer(timer)) { remember(.timer(timer)) }
        schedule.cancel(timer)
      case .runTool(let request):
        toolCalls.append(request)
        run(request)
      case .askModel(let request):
        modelRequests.append(request)
        ask(request)
      case .stopModel(let identity):
        schedule.cancel(identity)
        waitingModels.removeAll { $0.identity == identity }
      }
    }
  }
}
