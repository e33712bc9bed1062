import DialogDSL
import Interpreter

/// What came of exploring a script.
public struct ExploreResult: Sendable {
  public var calls: Int
  public var seed: UInt64
  public var turns: Int
  var ends: [WatchedCall.End: Int]
  public var stepsReached: Int
  /// Steps that the script's structure leads to.
  public var steps: Int
  /// In the order of the calls that showed them first; steps that no call reached last.
  public var findings: [Finding]
}

/// A broken invariant at one place of the script.
public struct Finding: Sendable {
  public var invariant: Invariant
  public var place: String
  /// How many calls showed it.
  public var calls: Int
  /// The smallest talk that shows it; nil for steps that no call reached.
  public var example: ExploredCall?

  init(_ breach: Breach, calls: Int, example: ExploredCall?) {
    invariant = breach.invariant
    place = breach.place
    self.calls = calls
    self.example = example
  }
}

/// What was around a call and what happened in it: enough to play it again.
struct Talk: Sendable {
  var setting: Setting
  var acts: [CallerAct]

  func play(in world: World) -> WatchedCall {
    var watched = WatchedCall(in: world, setting: setting)
    for act in acts { watched.perform(act) }
    return watched
  }
}

/// One explored call, written down.
public struct ExploredCall: Sendable {
  public var number: Int
  public var personality: Personality
  /// What this call showed, where it was asked for by its number.
  public var findings: [Finding]
  /// A test file with the call as its one case.
  public var test: String
  /// Of the last turn.
  public var trace: [String]

  init(number: Int, personality: Personality, findings: [Finding], talk: Talk, in world: World) {
    self.number = number
    self.personality = personality
    self.findings = findings
    let writer = TalkWriter(talk: talk, name: "call \(number), \(personality.rawValue)")
    (test, trace) = writer.write(in: world)
  }
}
