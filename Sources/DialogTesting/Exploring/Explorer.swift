import DialogDSL
import Interpreter

/// Plays many calls of simulated callers against a script and says which invariants they break.
///
/// Call `k` depends on the seed and `k` alone, so that the result is the same whatever the number of jobs, and a call can
/// be played again by its number.
public struct Explorer: Sendable {
  let world: World
  public let seed: UInt64
  public let personalities: [Personality]

  public init(_ script: Script, seed: UInt64, personalities: [Personality] = Personality.allCases) {
    world = World(script)
    self.seed = seed
    self.personalities = personalities
  }

  /// What is told while calls are played: each job tells of its own.
  public struct Progress: Sendable {
    public var job: Int
    public var call: Int
  }

  /// Plays calls 0 ..< `calls`, spread over `jobs`.
  public func explore(
    calls: Int, jobs: Int, progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async -> ExploreResult {
    let tally = await withTaskGroup(of: Tally.self) { group in
      for job in 0..<max(1, jobs) {
        group.addTask {
          var tally = Tally()
          for call in stride(from: job, to: calls, by: max(1, jobs)) {
            progress(Progress(job: job, call: call))
            tally.add(play(call), as: call)
          }
          return tally
        }
      }
      return await group.reduce(into: Tally()) { $0.merge($1) }
    }
    return result(of: tally, calls: calls)
  }

  /// One call by its number, as a talk that can be read and pasted.
  public func call(_ number: Int) -> ExploredCall {
    let played = play(number)
    return ExploredCall(
      number: number, personality: played.personality,
      findings: Self.unique(played.watched.breaches).map { Finding($0, calls: 1, example: nil) },
      talk: Talk(setting: played.setting, acts: played.acts), in: world)
  }

  // MARK: One call

  struct Played {
    var personality: Personality
    var setting: Setting
    var acts: [CallerAct]
    var watched: WatchedCall
  }

  func play(_ number: Int) -> Played {
    var random = SplitMix64(call: number, of: seed)
    let personality = personalities[number % personalities.count]
    let setting = Setting(in: world, &random)
    var watched = WatchedCall(in: world, setting: setting)
    var caller = Caller(personality, in: world, random)
    var acts: [CallerAct] = []
    while let act = caller.next(in: watched) {
      acts.append(act)
      watched.perform(act)
    }
    return Played(personality: personality, setting: setting, acts: acts, watched: watched)
  }

  static func unique(_ breaches: [Breach]) -> [Breach] {
    var seen: Set<Breach> = []
    return breaches.filter { seen.insert($0).inserted }
  }

  // MARK: All calls

  private func result(of tally: Tally, calls: Int) -> ExploreResult {
    var findings = tally.found.sorted { ($0.value.first, $0.key) < ($1.value.first, $1.key) }.map { breach, found in
      Finding(breach, calls: found.calls, example: example(of: breach, in: found.first))
    }
    let missed = world.reachable.filter { !tally.steps.contains($0) }
    findings += missed.map { step in
      Finding(Breach(invariant: .unreached, place: world.script[step].path), calls: 0, example: nil)
    }
    return ExploreResult(
      calls: calls, seed: seed, turns: tally.turns, ends: tally.ends,
      stepsReached: world.reachable.count - missed.count,
      steps: world.reachable.count, findings: findings)
  }

  /// The first call that shows it, made as small as it can be.
  private func example(of breach: Breach, in number: Int) -> ExploredCall {
    let played = play(number)
    let talk = Shrinker(world: world, breach: breach).shrink(Talk(setting: played.setting, acts: played.acts))
    return ExploredCall(number: number, personality: played.personality, findings: [], talk: talk, in: world)
  }

  private struct Tally: Sendable {
    struct Found: Sendable {
      /// The number of the first call that showed it.
      var first: Int
      var calls: Int
    }

    var turns = 0
    var ends: [WatchedCall.End: Int] = [:]
    var steps: Set<StepID> = []
    var found: [Breach: Found] = [:]

    mutating func add(_ played: Played, as call: Int) {
      turns += played.watched.turns
      ends[played.watched.end, default: 0] += 1
      steps.formUnion(played.watched.steps)
      for breach in Explorer.unique(played.watched.breaches) { note(breach, Found(first: call, calls: 1)) }
    }

    mutating func merge(_ other: Tally) {
      turns += other.turns
      ends.merge(other.ends, uniquingKeysWith: +)
      steps.formUnion(other.steps)
      for (breach, found) in other.found { note(breach, found) }
    }

    private mutating func note(_ breach: Breach, _ found: Found) {
      guard let old = self.found[breach] else {
        self.found[breach] = found
        return
      }
      self.found[breach] = Found(first: min(old.first, found.first), calls: old.calls + found.calls)
    }
  }
}

extension Breach: Comparable {
  static func < (a: Breach, b: Breach) -> Bool {
    (a.invariant.rawValue, a.place) < (b.invariant.rawValue, b.place)
  }
}
