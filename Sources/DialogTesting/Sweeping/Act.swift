/// One thing that happens in a swept call: what a talk can hold, and what only the line between Retell and us can do.
enum Act: Sendable, Hashable {
  /// The caller speaks. `goesOn`: another request follows before the answer is complete.
  case user(String, hearing: Hearing, goesOn: Bool)
  /// The same utterance, longer.
  case revises(String, goesOn: Bool)
  /// The caller answers the question about this slot, unless it is filled and the question never comes.
  case answers(String, slot: String, hearing: Hearing)
  /// The same request under a new id.
  case again(goesOn: Bool)
  /// Retell begins to speak an answer that is not complete: tools that write start.
  case announced
  /// Timers and results that are over come once more.
  case late
  case silence
  case noise
  case keypad(String)
  case toolFails(String, StubTools.Timed)
  case model(StubModels.Reply)
  case reconnect(SimulatedCall.Reconnection)
  case advance(seconds: Double)
  case hangUp

  /// How much of the agent's answer was heard before the caller spoke.
  enum Hearing: Sendable, Hashable {
    case all
    /// Up to these words.
    case upTo(String)
    /// All that comes before the question, and so many hundredths of its words, at least one and never all.
    case question(percent: Int)
  }

  /// What a base case does; `agent` and `expect` do nothing.
  static func acts(of move: Move) -> [Act] {
    switch move {
    case .agent, .expect: []
    case .user(let text, let heard, let goesOn):
      [.user(text, hearing: heard.map { .upTo($0) } ?? .all, goesOn: goesOn)]
    case .revises(let text, let goesOn): [.revises(text, goesOn: goesOn)]
    case .silence(let times): Array(repeating: .silence, count: times)
    case .noise(let times): Array(repeating: .noise, count: times)
    case .keypad(let keys): [.keypad(keys)]
    case .hangUp: [.hangUp]
    case .toolFails(let tool, let failure): [.toolFails(tool, failure)]
    case .model(let reply): [.model(reply)]
    case .reconnect: [.reconnect(.elsewhere)]
    case .advance(let seconds): [.advance(seconds: seconds)]
    }
  }
}

/// As an entry of a talk, where a talk can say it.
extension Act: CustomStringConvertible {
  var description: String {
    switch self {
    case .user(let text, .all, let goesOn): (goesOn ? "user, going on: " : "user: ") + text
    case .user(let text, .upTo(let heard), let goesOn):
      "user, " + (goesOn ? "going on, " : "") + "after hearing `\(heard)`: \(text)"
    case .user(let text, .question(let percent), _): "user, after hearing \(percent) % of the question: \(text)"
    case .revises(let text, let goesOn): (goesOn ? "user, going on: " : "user, revised: ") + text
    case .answers(let text, let slot, _): "user, if asked for \(slot): \(text)"
    case .again: "the same request again"
    case .announced: "the agent's turn is announced"
    case .late: "old timers and results come once more"
    case .silence: "silence"
    case .noise: "noise"
    case .keypad(let keys): "keypad: \(keys)"
    case .hangUp: "hangup"
    case .toolFails(let tool, _): "tool_fails: \(tool)"
    case .model: "model_says"
    case .reconnect(.elsewhere): "reconnect, from the stored state"
    case .reconnect(.here): "reconnect"
    case .advance(let seconds): "advance: \(seconds) s"
    }
  }
}
