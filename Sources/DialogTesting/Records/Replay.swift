import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// What a caller does in a call, and what answers for the world: a record or a test case, ready to be played against
/// any script.
public struct Replay: Sendable {
  public var clock: LocalTime
  public var facts: Value
  public var stubs: StubTools
  public var callID: String
  /// What models reply before the caller has said a word.
  var opening: [StubModels.Reply] = []
  var moves: [Move]

  /// After the opening, what a record's caller did.
  public init(_ record: CallRecord) {
    clock = record.clock
    facts = record.facts
    callID = record.callID
    stubs = record.stubs
    moves = []
    var elapsed = 0.0
    for (index, turn) in record.turns.enumerated() {
      let advance: [Move] = turn.at > elapsed ? [.advance(seconds: turn.at - elapsed)] : []
      elapsed = max(elapsed, turn.at) + turn.waited
      let replies = turn.models.map { Move.model($0.reply) }
      switch turn.move {
      case .opening: opening = turn.models.map(\.reply)
      // It comes with the time.
      case .unasked: moves += replies + advance
      default: moves += advance + replies
      }
      let next = record.turns.dropFirst(index + 1).first?.move
      let goesOn = if case .revises? = next { true } else { false }
      switch turn.move {
      case .opening, .unasked: break
      case .user(let text, let heard): moves.append(.user(text, afterHearing: heard, goesOn: goesOn))
      case .revises(let text): moves.append(.revises(text, goesOn: goesOn))
      case .silence: moves.append(.silence(times: 1))
      case .keypad(let keys): moves.append(.keypad(keys))
      case .reconnect: moves.append(.reconnect)
      case .hangUp: moves.append(.hangUp)
      }
    }
  }

  /// A case's caller; what its `agent` and `expect` entries say does not count.
  public init(_ test: TestCase, of file: TestFile, _ settings: RunSettings = RunSettings()) {
    clock = file.clock
    facts = file.facts.withCallID(settings.callID)
    stubs = file.stubs
    callID = settings.callID
    opening = test.opening
    moves = test.talk.map(\.value)
  }

  /// One turn as it was played; texts as they are, nothing masked.
  struct Turn: Sendable {
    var caller: String
    /// As it stood after the turn.
    var call: SimulatedCall
    var toolsBefore: Int

    var said: String { call.answer.text }
    var spoken: [Spoken] { call.state.turn?.spoken ?? [] }
    var prompts: [String] { spoken.map(\.prompt) }
    var record: [String: Value] { call.state.dialogue.record }
    var slots: [String: String] { call.filledSlots }
    var tools: [String] {
      call.toolCalls.dropFirst(toolsBefore).map { "\($0.tool) \(Value.map($0.arguments).json)" }
    }
    var outcome: String { call.answer.closing.map(\.outcome) ?? "goes on" }
    var trace: [String] { call.reasons }
    var mask: SensitiveMask { SensitiveMask(of: call) }

    /// The step where the dialog waits.
    var place: String {
      guard let frame = call.state.dialogue.stack.last else { return "none" }
      return frame.step.map { call.dialog.script[$0].path } ?? frame.flow
    }
  }

  /// The opening and every move that the agent answers, in order; of a record one for each of its turns.
  func play(on dialog: PreparedScript) -> [Turn] {
    var call = SimulatedCall(callID: callID, dialog: dialog, start: clock, tools: .stubs(stubs))
    call.open(facts: facts, replies: opening)
    var turns = [Turn(caller: "(the call begins)", call: call, toolsBefore: 0)]
    for move in moves {
      switch move {
      case .silence(let times), .noise(let times):
        for _ in 0..<times { play(move, on: &call, &turns) }
      case .user, .revises, .keypad, .toolFails, .model, .reconnect, .hangUp, .advance, .agent, .expect:
        play(move, on: &call, &turns)
      }
    }
    // The caller has nothing more to say.
    if dialog.script.resultTool != nil, !call.hasHungUp { play(.hangUp, on: &call, &turns) }
    return turns
  }

  /// Plays the call and keeps it; `script` and `scriptHash` as in the record.
  public func record(on dialog: PreparedScript, script: String, scriptHash: String) -> CallRecord? {
    play(on: dialog).last.map { CallRecord(of: $0.call, script: script, scriptHash: scriptHash, facts: facts) }
  }

  private func play(_ move: Move, on call: inout SimulatedCall, _ turns: inout [Turn]) {
    let toolsBefore = call.toolCalls.count
    let label: String
    switch move {
    case .user(let text, let heard, let goesOn):
      // Another script may say other things: then the caller hears all of them.
      let end = heard.flatMap { call.answer.text.firstRange(of: $0)?.upperBound }
      call.say(text, afterHearing: end.map { String(call.answer.text[..<$0]) }, goesOn: goesOn)
      label = text
    case .revises(let text, let goesOn):
      call.revise(text, goesOn: goesOn)
      label = text
    case .silence:
      call.staySilent()
      label = "(silence)"
    case .noise:
      call.say(CaseRun.unintelligible)
      label = "(noise)"
    case .model(let reply): return call.stub(reply)
    case .toolFails(let tool, let failure): return call.stub(tool, StubTools.Replies(sequence: [failure]))
    case .keypad(let keys):
      call.type(keys)
      label = "[\(keys)]"
    case .reconnect:
      call.reconnect()
      label = "(reconnect)"
    case .hangUp:
      call.hangUp()
      label = "(hangs up)"
    case .advance(let seconds):
      let before = call.interruptions
      call.advance(seconds: seconds)
      if call.interruptions == before { return }
      label = "(unasked)"
    case .agent, .expect: return
    }
    turns.append(Turn(caller: label, call: call, toolsBefore: toolsBefore))
  }
}

extension Closing {
  fileprivate var outcome: String {
    switch self {
    case .endCall: "ends the call"
    case .transfer(let target, _): "transfers to \(target)"
    case .press(let digits): "presses \(digits)"
    }
  }
}

extension CallRecord {
  /// Tools answer as they did: to the same arguments where these tell uses apart, otherwise one after another.
  public var stubs: StubTools {
    var stubs = StubTools()
    let uses = turns.flatMap(\.tools)
    for tool in Set(uses.map(\.tool)).sorted() {
      let mine = uses.filter { $0.tool == tool }
      var replies = StubTools.Replies(sequence: mine.map(\.reply))
      if Set(mine.map(\.arguments)).count == mine.count {
        replies.byArguments = mine.map { (arguments: $0.arguments.mapValues(\.description), reply: $0.reply) }
      }
      stubs[tool] = replies
    }
    return stubs
  }
}

extension RecordedTurn.ToolUse {
  fileprivate var reply: StubTools.Timed {
    switch outcome {
    case .succeeded(let value): StubTools.Timed(.value(value), delay: seconds)
    case .failed(let reason): reason.hasPrefix("timeout") ? .timeout : StubTools.Timed(.failure(reason), delay: seconds)
    }
  }
}
