/// What a simulated caller does, in order. As JSON, a list of moves:
///
///     [{"user": "I need a cleaning"}, {"user_parts": ["My name is Mike", "My name is Mike Trump"]},
///      {"silence": 1}, {"keypad": "1234#"}, {"interrupt": {"after": "Thanks, Pri", "user": "Oh wait"}},
///      {"reconnect": true}]
public struct CallScript: Codable, Sendable, Hashable {
  public enum Move: Sendable, Hashable {
    case user(String)
    /// One turn that Retell takes for finished too early: a request for each part, each with the words so far; only
    /// the answer to the last is spoken.
    case userParts([String])
    /// So many reminders.
    case silence(Int)
    /// Keys: `0`-`9`, `*`, `#`.
    case keypad(String)
    /// The caller speaks once these words of the agent's answer have been heard.
    case interrupt(after: String, user: String)
    /// The connection breaks and Retell dials again.
    case reconnect
  }

  public var moves: [Move]

  public init(_ moves: [Move]) {
    self.moves = moves
  }

  public init(from decoder: any Decoder) throws {
    moves = try decoder.singleValueContainer().decode([Move].self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(moves)
  }
}

extension CallScript.Move: Codable {
  private enum Key: String, CodingKey {
    case user
    case userParts = "user_parts"
    case silence, keypad, interrupt, reconnect
  }
  private enum InterruptKey: String, CodingKey { case after, user }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch container.allKeys.first {
    case .user: self = .user(try container.decode(String.self, forKey: .user))
    case .userParts: self = .userParts(try container.decode([String].self, forKey: .userParts))
    case .silence: self = .silence(try container.decode(Int.self, forKey: .silence))
    case .keypad: self = .keypad(try container.decode(String.self, forKey: .keypad))
    case .interrupt:
      let nested = try container.nestedContainer(keyedBy: InterruptKey.self, forKey: .interrupt)
      self = .interrupt(
        after: try nested.decode(String.self, forKey: .after), user: try nested.decode(String.self, forKey: .user))
    case .reconnect: self = .reconnect
    case nil:
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a move is one of user, user_parts, silence, keypad, interrupt, reconnect"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .user(let text): try container.encode(text, forKey: .user)
    case .userParts(let parts): try container.encode(parts, forKey: .userParts)
    case .silence(let count): try container.encode(count, forKey: .silence)
    case .keypad(let keys): try container.encode(keys, forKey: .keypad)
    case .interrupt(let after, let user):
      var nested = container.nestedContainer(keyedBy: InterruptKey.self, forKey: .interrupt)
      try nested.encode(after, forKey: .after)
      try nested.encode(user, forKey: .user)
    case .reconnect: try container.encode(true, forKey: .reconnect)
    }
  }
}
