import DialogDSL
import Hearing
import Interpreter

/// The people who call.
public enum Personality: String, Sendable, CaseIterable {
  /// Answers what is asked, in as few words as will do.
  case terse
  /// Answers at length, and more than was asked.
  case overAnswering = "over-answering"
  /// Takes back what was said: within the sentence, while going on, turns later.
  case correcting
  /// Asks for something else in the middle of it.
  case digressing
  /// Says nothing, mumbles, breaks in.
  case silent
  /// Says what nobody has asked for, or nothing that means anything.
  case hostile
}

/// One simulated caller: knows what a caller knows (the open question, what is on offer, what they want), and says the
/// next thing.
struct Caller {
  let personality: Personality
  private(set) var world: World
  var random: SplitMix64
  /// Flows still to be asked for.
  var wants: [String]
  /// What the caller has in mind for slots that were asked.
  var intended: [String: Value] = [:]
  /// How often each slot was asked.
  var attempts: [String: Int] = [:]
  private var turns = 0

  /// Longer, the caller hangs up.
  static let patience = 70

  init(_ personality: Personality, in world: World, _ random: SplitMix64) {
    self.personality = personality
    self.world = world
    self.random = random
    wants = Array(self.random.shuffled(world.flows.map(\.name)).prefix(self.random.number(in: 1...3)))
    // Most people call for what takes a conversation.
    let errands = world.flows.map(\.name).filter { !world.slots(collectedBy: $0).isEmpty }
    if self.random.chance(percent: 60), let errand = self.random.pick(errands) { wants.append(errand) }
  }

  /// nil: the caller has hung up.
  mutating func next(in watched: WatchedCall) -> CallerAct? {
    turns += 1
    guard turns <= Self.patience else { return nil }
    let call = watched.call
    world = world.translated(for: call)
    if watched.isOver { return afterTheEnd(call) }
    if random.chance(percent: 3) { return CallerAct(.reconnect) }
    if random.chance(percent: 1) { return CallerAct(.advance(seconds: 60 * random.number(in: 1...30))) }
    switch personality {
    case .terse, .overAnswering: return answer(call)
    case .correcting: return random.chance(percent: 40) ? correction(call) ?? answer(call) : answer(call)
    case .digressing: return random.chance(percent: 40) ? digression(call) : answer(call)
    case .silent: return random.chance(percent: 60) ? muteness(call) : answer(call)
    case .hostile: return random.chance(percent: 65) ? hostility(call) : answer(call)
    }
  }

  private var isCooperative: Bool {
    switch personality {
    case .terse, .overAnswering: true
    case .correcting, .digressing, .silent, .hostile: false
    }
  }

  /// Some speak over a closing line.
  private mutating func afterTheEnd(_ call: SimulatedCall) -> CallerAct? {
    guard !isCooperative, random.chance(percent: 25) else { return nil }
    let words =
      random.chance(percent: 40) ? digressiveWords(call) : random.one(of: "thanks", "pardon?", "wait", "hello?")
    return CallerAct(.breakIn(words, afterWords: random.number(in: 1...6)))
  }

  // MARK: Against the grain

  /// Takes something back; nil: nothing has been said yet.
  private mutating func correction(_ call: SimulatedCall) -> CallerAct? {
    let values = SlotValues(world, at: call)
    let wording = SlotWording(world, at: call)
    if random.chance(percent: 30), let slot = call.openSlot.map(world.script.slot), slot.type != .text {
      // Within the sentence, or going on before the agent could speak.
      let first = wording.bare(values.anything(for: slot, &random), for: slot, &random)
      let second = wording.bare(values.allowed(for: slot, attempt: 0, &random), for: slot, &random)
      let whole = first + random.one(of: ", no, ", " um no I mean ", ", sorry, ", ", actually ") + second
      return CallerAct(random.chance(percent: 50) ? .say(whole) : .goOn(first: first, whole: whole))
    }
    let filled = world.script.slots.filter { slot in
      call.state.dialogue.slots[slot.name].map { $0.source != .initial } ?? false
    }
    guard let slot = random.pick(filled) else { return nil }
    let name = wording.spoken(slot.name)
    let value = wording.bare(values.anything(for: slot, &random), for: slot, &random)
    let words =
      switch random.below(7) {
      case 0: "change the \(name)"
      case 1: "the \(name) is wrong"
      case 2: "no, \(value)"
      case 3: "actually make it \(value)"
      case 4: "I said \(value)"
      case 5: "no, the \(name)"
      default: "change the \(name) to \(value)"
      }
    return CallerAct(random.chance(percent: 80) ? .say(words) : breakIn(words))
  }

  private mutating func digression(_ call: SimulatedCall) -> CallerAct {
    let words = digressiveWords(call)
    switch random.below(10) {
    case 0: return CallerAct(breakIn(words))
    case 1, 2:
      guard case .say(let honest)? = answer(call)?.kind else { return CallerAct(.say(words)) }
      return CallerAct(.say("\(honest), and \(words)"))
    case 3: return CallerAct(.goOn(first: String(words.prefix { $0 != " " }), whole: words))
    default: return CallerAct(.say(words))
    }
  }

  private mutating func digressiveWords(_ call: SimulatedCall) -> String {
    if random.chance(percent: 50), let flow = random.pick(world.flows) { return trigger(of: flow, in: call) }
    return UniversalSpeech.say(in: world, &random)
  }

  private mutating func muteness(_ call: SimulatedCall) -> CallerAct {
    switch random.below(10) {
    case 0..<5: CallerAct(.silence)
    case 5: CallerAct(.noise)
    case 6: CallerAct(breakIn(random.one(of: "mhm", "okay", "yes", "what")))
    case 7: CallerAct(.say("…"))
    case 8: CallerAct(.say(random.one(of: "hello?", "hold on", "um", "sorry?")))
    default: CallerAct(.say(random.one(of: "mhm", "okay", "right", "uh huh")))
    }
  }

  private mutating func hostility(_ call: SimulatedCall) -> CallerAct {
    let words = HostileSpeech.say(&random)
    switch random.below(10) {
    case 0: return CallerAct(breakIn(words))
    case 1: return CallerAct(.goOn(first: words, whole: words + " " + HostileSpeech.say(&random)))
    case 2: return CallerAct(.noise)
    default: return CallerAct(.say(words))
    }
  }

  private mutating func breakIn(_ words: String) -> CallerAct.Kind {
    .breakIn(words, afterWords: random.number(in: 1...12))
  }
}

extension SimulatedCall {
  /// The slot that is asked.
  var openSlot: String? { if case .slot(let name)? = state.dialogue.question { name } else { nil } }
}
