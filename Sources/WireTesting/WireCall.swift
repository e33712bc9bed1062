import CallEngine
import DialogDSL
import DialogTesting
import Hearing
import Interpreter
import RetellLink

/// A call behind a socket. What the agent says is read off the frames; state, trace and what is waited for are taken
/// from the call's process.
///
/// Where the call has something to say to a step, pings follow it: when they have been echoed, all that was said is there.
struct WireCall: CallShell {
  let dialog: PreparedScript
  private let callID: String
  private let server: WireServer
  private let store = MemoryStore()
  /// The call as it stood after its latest reaction.
  private var core: CallCore
  /// nil before the call is opened.
  private var process: WireProcess?
  private var line: WireLine?
  private var lines = 0
  /// What the call waits for.
  private var timers: Set<CallTimer> = []
  private var tools: Set<ToolIdentity> = []
  private var models: Set<ModelIdentity> = []
  private var asksForDetails = false
  private var asksForKeys = false
  private var pings = 0

  init(callID: String, dialog: PreparedScript, server: WireServer) {
    (self.callID, self.dialog, self.server) = (callID, dialog, server)
    core = CallCore(callID: callID, dialog: dialog)
  }

  var state: CallState { core.state }

  var isIdle: Bool { core.isIdle }

  mutating func receive(_ input: CallInput, at time: LocalTime) throws -> CallCore.Reaction {
    guard let frame = RetellFrames.frame(for: input, isWoven: asksForKeys) else { return try open(at: time) }
    if case .callDetails = input, !asksForDetails { throw WireFault.unexpected("no wish", while: "call_details") }
    return try perform(input.name, at: time) { $1.post(frame) }
  }

  /// A result that nothing waits for changes nothing.
  mutating func finishTool(
    _ identity: ToolIdentity, _ outcome: ToolOutcome, at time: LocalTime
  ) throws -> CallCore.Reaction {
    guard tools.remove(identity) != nil else { return CallCore.Reaction() }
    return try performOrSuffer("the result of \(identity.step)", at: time) { $0.world.finish(identity, outcome) }
  }

  /// Something happens in the process, whether or not anybody is connected to hear what follows.
  private mutating func performOrSuffer(
    _ what: String, at time: LocalTime, _ work: (WireProcess) -> Void
  ) throws -> CallCore.Reaction {
    if line == nil, let process {
      work(process)
      return try unheardReaction(of: process, to: what)
    }
    return try perform(what, at: time) { process, _ in work(process) }
  }

  /// Nor does what a model says that nobody waits for.
  mutating func hearModel(
    _ identity: ModelIdentity, _ sentence: String, at time: LocalTime
  ) throws -> CallCore.Reaction {
    guard models.contains(identity) else { return CallCore.Reaction() }
    return try performOrSuffer("a sentence of \(identity.place)", at: time) { $0.world.say(identity, sentence) }
  }

  mutating func finishModel(
    _ identity: ModelIdentity, _ outcome: ModelOutcome, tokens: Int?, at time: LocalTime
  ) throws -> CallCore.Reaction {
    guard models.remove(identity) != nil else { return CallCore.Reaction() }
    return try performOrSuffer("the reply of \(identity.place)", at: time) {
      $0.world.finish(identity, outcome, tokens: tokens)
    }
  }

  /// Nor does a timer.
  mutating func elapse(_ timer: CallTimer, at time: LocalTime) throws -> CallCore.Reaction {
    guard timers.remove(timer) != nil else { return CallCore.Reaction() }
    return try perform("\(timer)", at: time) { process, _ in process.world.elapse(timer) }
  }

  mutating func reconnect(
    _ place: SimulatedCall.Reconnection, at time: LocalTime
  ) throws -> CallCore.Reaction {
    var reaction = try lose()
    if place == .elsewhere {
      process = nil
      (timers, tools, models) = ([], [], [])
    }
    reaction.append(try open(at: time))
    return reaction
  }

  /// The socket closes, and no other comes in all the time that Retell would take to connect again.
  mutating func hangUp(at time: LocalTime) throws -> CallCore.Reaction {
    var reaction = try lose()
    guard let process, timers.remove(.reconnect) != nil else { return reaction }
    process.world.move(to: time)
    process.world.elapse(.reconnect)
    reaction.append(try unheardReaction(of: process, to: "the end of the call"))
    return reaction
  }

  /// The connection breaks; returns when the call is stored.
  private mutating func lose() throws -> CallCore.Reaction {
    guard let process, let line else { throw WireFault.notConnected }
    line.drop()
    self.line = nil
    var reaction = CallCore.Reaction()
    while true {
      switch try process.next(after: "the break") {
      case .reacted(let next, let core):
        reaction.append(next)
        self.core = core
        note(next.effects)
      case .stored: return reaction
      case .received, .gone: continue
      }
    }
  }

  /// The server speaks first: `config`, then what the call says to having been opened (reference §4.1).
  private mutating func open(at time: LocalTime) throws -> CallCore.Reaction {
    let process = process ?? WireProcess(callID: callID, dialog: dialog, store: store, at: time, server)
    process.world.move(to: time)
    self.process = process
    lines += 1
    line = try WireLine(to: process, number: lines)
    let (reaction, events) = try exchange("the connection", speaks: true)
    guard let config = events.first, config.type == "config" else { throw ClientError.noConfig }
    asksForDetails = config.configures("call_details")
    asksForKeys = config.configures("transcript_with_tool_calls")
    return reaction
  }

  /// What the call does when nobody hears it any more.
  private mutating func unheardReaction(of process: WireProcess, to what: String) throws -> CallCore.Reaction {
    while true {
      guard case .reacted(let reaction, let core) = try process.next(after: what) else { continue }
      self.core = core
      note(reaction.effects)
      return reaction
    }
  }

  private mutating func perform(
    _ what: String, at time: LocalTime, _ work: (WireProcess, WireLine) -> Void
  ) throws -> CallCore.Reaction {
    guard let process, let line else { throw WireFault.notConnected }
    process.world.move(to: time)
    work(process, line)
    return try exchange(what).reaction
  }

  private mutating func note(_ effects: [CallCore.Effect]) {
    for effect in effects {
      switch effect {
      case .start(let timer, _): timers.insert(timer)
      case .cancel(let timer): timers.remove(timer)
      case .runTool(let request): tools.insert(request.identity)
      case .askModel(let request): models.insert(request.identity)
      case .stopModel(let identity): models.remove(identity)
      }
    }
  }

  /// Waits for the call's reaction, then for what the server says; `speaks`: it does so whatever the call does.
  private mutating func exchange(
    _ what: String, speaks: Bool = false
  ) throws -> (reaction: CallCore.Reaction, events: [AgentEvent]) {
    guard let process, let line else { throw WireFault.notConnected }
    var events: [AgentEvent] = []
    var reaction: CallCore.Reaction?
    var echoes = 0
    while true {
      switch try process.next(after: what) {
      case .reacted(let next, let core):
        if reaction != nil { throw WireFault.unexpected("a second reaction", while: what) }
        if speaks || !next.outputs.isEmpty { ping(on: line) } else { echoes = Self.echoesBehindSpeech }
        reaction = next
        self.core = core
        note(next.effects)
      case .received(_, let number) where number != line.number, .gone(let number) where number != line.number: continue
      case .received(let received, _) where isEcho(received):
        echoes += 1
        if echoes < Self.echoesBehindSpeech { ping(on: line) }
      case .received(.event(let event), _): events.append(event)
      case .received(.close, _), .gone: throw WireFault.lost(after: what)
      case .received(.binary, _): throw WireFault.unexpected("a binary frame", while: what)
      case .received(.pong, _), .stored: continue
      }
      if var reaction, echoes == Self.echoesBehindSpeech {
        reaction.outputs = events.compactMap(\.output)
        return (reaction, events)
      }
    }
  }

  /// The echo of one ping may overtake what the call has handed to the socket's event loop, a second one cannot.
  private static let echoesBehindSpeech = 2

  // MARK: Pings

  /// Retell's keepalive, where the script wants one; otherwise the WebSocket's own. Numbers stand in for timestamps.
  private mutating func ping(on line: WireLine) {
    pings += 1
    if dialog.script.retell.autoReconnect {
      line.post(RetellFrames.ping(pings))
    } else {
      line.post(ping: Self.bytes(of: pings))
    }
  }

  private func isEcho(_ received: RetellClient.Received) -> Bool {
    switch received {
    case .event(let event): event.type == "ping_pong" && event.timestamp == pings
    case .pong(let bytes): bytes == Self.bytes(of: pings)
    case .binary, .close: false
    }
  }

  private static func bytes(of number: Int) -> [UInt8] { Array("\(number)".utf8) }
}
