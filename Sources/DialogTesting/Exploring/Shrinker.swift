import DialogDSL
import Hearing
import Interpreter

/// Makes a talk that breaks an invariant as small as it can be while it still breaks it at the same place.
struct Shrinker {
  let world: World
  let breach: Breach
  private var replays = 0

  /// A talk that resists is printed as far as it got.
  private static let mostReplays = 600

  init(world: World, breach: Breach) {
    self.world = world
    self.breach = breach
  }

  func shrink(_ talk: Talk) -> Talk {
    var shrinker = self
    var talk = shrinker.cut(talk)
    // It takes all those answers.
    if breach.invariant == .endless { return shrinker.simplifySetting(talk) }
    talk = shrinker.dropActs(talk)
    talk = shrinker.simplifyActs(talk)
    talk = shrinker.dropActs(talk)
    return shrinker.simplifySetting(talk)
  }

  private mutating func shows(_ talk: Talk) -> Bool {
    guard replays < Self.mostReplays else { return false }
    replays += 1
    return talk.play(in: world).breaches.contains(breach)
  }

  /// What follows the breach is left out.
  private func cut(_ talk: Talk) -> Talk {
    var watched = WatchedCall(in: world, setting: talk.setting)
    for (index, act) in talk.acts.enumerated() {
      if watched.breaches.contains(breach) { return Talk(setting: talk.setting, acts: Array(talk.acts[..<index])) }
      watched.perform(act)
    }
    return talk
  }

  /// Leaves out runs of acts, long ones first (Zeller, Hildebrandt: "Simplifying and isolating failure-inducing input").
  private mutating func dropActs(_ talk: Talk) -> Talk {
    var talk = talk
    var length = max(1, talk.acts.count / 2)
    while true {
      var start = 0
      while start < talk.acts.count {
        var trial = talk
        trial.acts.removeSubrange(start..<min(start + length, trial.acts.count))
        if shows(trial) { talk = trial } else { start += length }
      }
      if length == 1 { return talk }
      length /= 2
    }
  }

  // MARK: Words

  private mutating func simplifyActs(_ talk: Talk) -> Talk {
    var talk = talk
    for index in talk.acts.indices {
      for kind in talk.acts[index].kind.plainer {
        var trial = talk
        trial.acts[index].kind = kind
        if shows(trial) {
          talk = trial
          break
        }
      }
      // An answer that is cut short is none.
      if talk.acts[index].answers == nil { shortenWords(at: index, &talk) }
    }
    return talk
  }

  private mutating func shortenWords(at index: Int, _ talk: inout Talk) {
    guard case .say(let text) = talk.acts[index].kind else { return }
    var words = text.split(separator: " ").map(String.init)
    var length = max(1, words.count / 2)
    while true {
      var start = 0
      while start < words.count, words.count > 1 {
        var shorter = words
        shorter.removeSubrange(start..<min(start + length, shorter.count))
        var trial = talk
        trial.acts[index].kind = .say(shorter.joined(separator: " "))
        if !shorter.isEmpty, shows(trial) {
          words = shorter
          talk = trial
        } else {
          start += length
        }
      }
      if length == 1 { return }
      length /= 2
    }
  }

  // MARK: Around the call

  private mutating func simplifySetting(_ talk: Talk) -> Talk {
    var talk = talk
    var plain = talk
    plain.setting.facts = .map([:])
    if shows(plain) { talk = plain }
    let called = Set(talk.play(in: world).call.toolCalls.map(\.tool))
    talk.setting.replies = talk.setting.replies.filter { called.contains($0.key) }
    for tool in talk.setting.replies.keys.sorted() {
      guard let replies = talk.setting.replies[tool] else { continue }
      for reply in replies where replies.count > 1 {
        var trial = talk
        trial.setting.replies[tool] = [reply]
        if shows(trial) {
          talk = trial
          break
        }
      }
    }
    return talk
  }
}

extension CallerAct.Kind {
  /// Acts that are simpler than this one and may do as well, the simplest first.
  fileprivate var plainer: [CallerAct.Kind] {
    switch self {
    case .say, .silence, .keys, .reconnect, .advance: []
    case .noise: [.silence]
    case .breakIn(let text, _): [.say(text)]
    case .goOn(_, let whole): [.say(whole)]
    }
  }
}
