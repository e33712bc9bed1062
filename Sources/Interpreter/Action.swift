import DialogDSL

/// An order to the call's shell, to be performed in sequence.
public enum Action: Sendable, Hashable {
  /// Speak. Pieces of one response are joined exactly as given (each but the first begins with its space).
  case say(Speech)
  /// The response is complete; `closing` rides on its last event.
  case completeResponse(Closing?)
  /// Run a tool and come back with `toolFinished`. The response stays open until then. Come with `toolSlow` when it
  /// takes
  /// longer than `slowAfter` seconds; nil: the hold line has been said already, or there is none.
  /// A tool of that identity that runs already is waited for, not started again.
  case runTool(ToolRequest, slowAfter: Double?)
  /// Ask a model and come back with `modelSaid` and `modelFinished`. The response stays open until then. Come with
  /// `modelSlow` after `slowAfter` seconds; nil: that has been ordered in this turn already. A model of that identity
  /// that is being asked already is waited for, not asked again.
  case askModel(ModelRequest, slowAfter: Double?)
  /// Something for the call's log, without any of the caller's words.
  case report(String)
  /// A tool that writes waits for its turn to be settled: come back with `settleWaitOver` when no sign came.
  case startSettleWait
  /// Change the agent's settings for the rest of the call, or until the next one.
  case updateAgent(AgentSettings)
  /// Facts for the web client, as JSON object text.
  case publish(String)
  /// The call is over: post its result. Nobody waits for what comes of it.
  case sendResult(ToolRequest)
}

/// A piece of speech.
public struct Speech: Sendable, Hashable, Codable {
  public var text: String
  public var isInterruptible: Bool

  public init(_ text: String, isInterruptible: Bool = true) {
    self.text = text
    self.isInterruptible = isInterruptible
  }
}

/// What ends our part of the call; at most one on a response.
public enum Closing: Sendable, Hashable, Codable {
  case endCall
  /// E.164 or SIP URI.
  case transfer(to: String, showCaller: Bool)
  case press(digits: String)
}

/// A tool's request with everything filled in.
public struct ToolRequest: Sendable, Hashable, Codable {
  public var identity: ToolIdentity
  public var tool: String
  /// The arguments as the transcript and tests see them: parameter or body member → value.
  public var arguments: [String: Value]
  public var method: String
  public var url: String
  public var headers: [Header]
  /// JSON text, or nil.
  public var body: String?

  public struct Header: Sendable, Hashable, Codable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(identity: ToolIdentity, tool: String, arguments: [String: Value], method: String, url: String) {
    self.identity = identity
    self.tool = tool
    self.arguments = arguments
    self.method = method
    self.url = url
    headers = []
  }
}
