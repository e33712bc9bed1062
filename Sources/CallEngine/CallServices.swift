import DialogDSL
import Interpreter
import Logging

/// What a call needs of the world.
public struct CallServices: Sendable {
  public var clock: any CallClock
  public var tools: any ToolRunner
  public var models: any ModelRunner
  public var store: any CallStore
  public var logger: Logger
  /// Told what a call did with each input, timer and tool, and how it stands since, after it has been performed. For
  /// those who look on: tests.
  public var onReaction: (@Sendable (CallCore.Reaction, CallCore) -> Void)?

  public init(
    clock: any CallClock, tools: any ToolRunner, models: any ModelRunner = NoModels(),
    store: any CallStore = MemoryStore(), logger: Logger
  ) {
    self.clock = clock
    self.tools = tools
    self.models = models
    self.store = store
    self.logger = logger
  }
}

/// Asks a script's language models.
public protocol ModelRunner: Sendable {
  /// Asks one. Never throws and always ends: a fault of the world is an outcome. Cancelled, it ends at once.
  ///
  /// - Parameter say: takes the sentences of a reply that is speech, as soon as each is complete.
  func ask(
    _ request: ModelRequest, say: @Sendable (String) async -> Void
  ) async -> (outcome: ModelOutcome, tokens: Int?)
}

/// For scripts without a model.
public struct NoModels: ModelRunner {
  public init() {}

  public func ask(
    _ request: ModelRequest, say: @Sendable (String) async -> Void
  ) async -> (outcome: ModelOutcome, tokens: Int?) { (.failed(ModelFault("there is no model", isDown: true)), nil) }
}

/// Runs a script's tools.
public protocol ToolRunner: Sendable {
  /// Runs one request. Never throws and always ends: a fault of the world is an outcome.
  func run(_ request: ToolRequest, of tool: Tool, callID: String) async -> ToolOutcome
}
