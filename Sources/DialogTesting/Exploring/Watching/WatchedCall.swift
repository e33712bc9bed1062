import CallEngine
import DialogDSL
import Hearing
import Interpreter

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A call in which acts are performed and every answer is looked at.
struct WatchedCall {
  /// How a call came to its end.
  enum End: String, Sendable, CaseIterable {
    case ended, transferred
    case gaveUp = "gave up"
    /// The caller hung up, or had no more to say.
    case left = "left by the caller"
  }

  private(set) var call: SimulatedCall
  /// In the order in which they were found.
  private(set) var breaches: [Breach] = []
  private(set) var steps: Set<StepID> = []
  private(set) var turns = 0
  private var watchman: Watchman
  /// The same call without the reconnect that came last.
  private var twin: SimulatedCall?
  private var hasGivenUp = false
  private var seenTools = 0
  private let keep: Store

  /// A state as a store that writes it down gives it back; nil when it cannot be read.
  typealias Store = @Sendable (CallState) -> CallState?

  static let store: Store = { state in
    try? JSONDecoder().decode(CallState.self, from: JSONEncoder().encode(state))
  }

  init(in world: World, setting: Setting, on ring: Ring = .engine, keep: @escaping Store = Self.store) {
    self.keep = keep
    // As in a test file, so that prompts are worded alike.
    call = SimulatedCall(
      callID: SimulatedCall.standardCallID, dialog: world.dialog, start: setting.clock, tools: .stubs(setting.stubs),
      models: setting.model.map(SimulatedCall.Models.madeUp) ?? .stubs(StubModels()), on: ring)
    watchman = Watchman(world.script)
    let before = call.state.dialogue
    call.open(facts: setting.facts)
    look(after: nil, before: before)
  }

  var isOver: Bool {
    switch call.state.turn?.closing {
    case .endCall, .transfer: true
    case .press, nil: false
    }
  }

  var end: End {
    if hasGivenUp { return .gaveUp }
    switch call.answer.closing {
    case .endCall: return .ended
    case .transfer: return .transferred
    case .press, nil: return .left
    }
  }

  mutating func perform(_ act: CallerAct) {
    let before = call.state.dialogue
    if act.kind == .reconnect {
      reconnect()
    } else {
      if act.isRequest { turns += 1 }
      Self.perform(act, on: &call)
      compareWithTwin(act)
      if turns % Self.roundTrip == 0 { keepState() }
    }
    look(after: act, before: before)
  }

  private static func perform(_ act: CallerAct, on call: inout SimulatedCall) {
    switch act.kind {
    case .say(let text): call.say(text)
    case .breakIn(let text, let count): call.say(text, afterHearing: call.answer.text.beginning(ofWords: count))
    case .goOn(let first, let whole):
      call.say(first, goesOn: true)
      call.revise(whole)
    case .silence: call.staySilent()
    case .noise: call.say(CaseRun.unintelligible)
    case .keys(let keys): call.type(keys)
    case .advance(let seconds): call.advance(seconds: Double(seconds))
    case .reconnect: break
    }
  }

  // MARK: Reconnects and the store

  /// Every so many turns the state goes through its stored form.
  private static let roundTrip = 4

  private mutating func reconnect() {
    keepState()
    twin = call
    call.reconnect()
    if call.state != twin?.state { breaches.append(Breach(invariant: .reconnect, place: "the state")) }
  }

  private mutating func compareWithTwin(_ act: CallerAct) {
    guard var other = twin else { return }
    twin = nil
    Self.perform(act, on: &other)
    if other.answer != call.answer || other.state != call.state {
      breaches.append(Breach(invariant: .reconnect, place: "the answer"))
    }
  }

  /// The stored form must give the same state again.
  private mutating func keepState() {
    if keep(call.state) != call.state { breaches.append(Breach(invariant: .stateNotKept, place: "the state")) }
  }

  // MARK: Looking

  private mutating func look(after act: CallerAct?, before: DialogueState) {
    let isRequest = act?.isRequest ?? true
    var seen = Observation(
      act: act, locale: call.dialog.script.locale, before: before, after: call.state.dialogue,
      text: isRequest ? call.answer.text : "",
      spoken: isRequest ? call.state.turn?.spoken ?? [] : [], closing: call.answer.closing)
    if isRequest {
      seen.notes = call.trace.lines(in: call.dialog.script)
      seen.steps = call.trace.marks.compactMap { if case .step(let id) = $0 { id } else { nil } }
    }
    let tools = call.dialog.script.tools
    seen.writes = call.toolCalls.dropFirst(seenTools).filter { tools[$0.tool]?.writes == true }.map(\.identity)
    seenTools = call.toolCalls.count
    steps.formUnion(seen.steps)
    if isRequest { hasGivenUp = seen.hasGivenUp || seen.hasRunInCircles }
    breaches += watchman.look(at: seen)
  }
}

extension String {
  /// Up to the end of so many of its words.
  func beginning(ofWords count: Int) -> String {
    var left = count
    var end = startIndex
    for word in split(whereSeparator: \.isWhitespace) {
      guard left > 0 else { break }
      left -= 1
      end = word.endIndex
    }
    return String(self[..<end])
  }
}
