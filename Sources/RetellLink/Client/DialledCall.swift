/// What is known of a simulated call beforehand, and how long its Retell waits.
public struct DialledCall: Sendable {
  /// The configured address, without the call id.
  public var url: String
  public var id: String
  /// Members of `call_details`' `call`, beside `call_id`: `from_number`, `direction` …
  public var facts: [String: String]
  public var variables: [String: String]
  /// For a begin message or a completed answer. Retell itself waits for ever (reference §4.2).
  public var patience: Duration = .seconds(30)
  /// Between two `ping_pong`s.
  public var pingPeriod: Duration = .seconds(2)

  public init(url: String, id: String, facts: [String: String] = [:], variables: [String: String] = [:]) {
    self.url = url
    self.id = id
    self.facts = facts
    self.variables = variables
  }

  /// Retell appends the id to the path and keeps the query behind it.
  var address: String {
    let parts = url.split(separator: "?", maxSplits: 1)
    let base = parts[0].last == "/" ? parts[0].dropLast() : parts[0]
    return "\(base)/\(id)" + (parts.count > 1 ? "?\(parts[1])" : "")
  }

  /// What was heard and seen, as it happened.
  public enum Moment: Sendable, Hashable {
    /// Of the agent, spoken to its end.
    case agent(String)
    /// Of the agent, cut by the caller: what was heard.
    case agentCut(String)
    case caller(String)
    /// Keys of the caller.
    case typed(String)
    case tool(name: String, arguments: String)
    case toolResult(String, successful: Bool?)
    case pressed(String)
    case reconnected
    case ended(Ending)
  }

  public enum Ending: Sendable, Hashable {
    case agentHungUp
    case transferred(to: String)
    /// The caller has nothing more to say.
    case callerHungUp
  }
}
