import DialogDSL
import Interpreter
import Logging

/// One call: performs what its core decides, in real time. Outlives its links; keeps its state when they go.
public actor Call {
  public nonisolated let id: String
  private var core: CallCore
  private let services: CallServices
  private let logger: Logger
  private var outlet: (any CallOutlet)?
  private var timers: [CallTimer: Task<Void, Never>] = [:]
  private var tools: [ToolIdentity: Task<Void, Never>] = [:]
  private var models: [ModelIdentity: Task<Void, Never>] = [:]

  init(id: String, core: CallCore, services: CallServices) {
    self.id = id
    self.core = core
    self.services = services
    var logger = services.logger
    logger[metadataKey: "call_id"] = "\(id)"
    self.logger = logger
  }

  /// Makes `outlet` the call's link; an older one is told that it is superseded.
  public func attach(_ outlet: any CallOutlet) {
    self.outlet?.superseded()
    self.outlet = outlet
  }

  /// The link is gone. State is kept.
  ///
  /// - Returns: false when another link has attached since; then nothing changes.
  @discardableResult
  public func detach(_ outlet: any CallOutlet) -> Bool {
    guard self.outlet === outlet else { return false }
    self.outlet = nil
    perform(core.detach())
    return true
  }

  /// Handles one input. Returns when the state is up to date and everything that can be said now has been sent;
  /// never waits for a tool or a model. Inputs of a superseded outlet are ignored.
  public func receive(_ input: CallInput, from outlet: any CallOutlet) {
    guard self.outlet === outlet else { return }
    perform(core.receive(input, at: services.clock.now))
  }

  /// The call is released: its result is sent, then timers and tools stop.
  func end() async {
    perform(core.end(at: services.clock.now))
    for (identity, task) in tools where identity.step == ToolIdentity.resultStep { await task.value }
    for task in timers.values { task.cancel() }
    for task in tools.values { task.cancel() }
    for task in models.values { task.cancel() }
    timers = [:]
    tools = [:]
    models = [:]
    outlet = nil
  }

  var snapshot: CallCore.Snapshot { core.snapshot }

  /// One line of what the call came to, when its link has gone after a closing line or it is released without one.
  func logEnd() {
    let record = Value.map(core.dialog.shownRecord(of: core.state)).json
    let turns = core.state.dialogue.turns
    logger.info("call over", metadata: ["record": "\(record)", "turns": "\(turns)", "closed": "\(core.isOver)"])
  }

  var isOver: Bool { core.isOver }

  private func perform(_ reaction: CallCore.Reaction) {
    for line in reaction.trace.lines(in: core.dialog.script) {
      logger.trace("turn", metadata: ["kind": "\(line.kind.rawValue)", "text": "\(line.text)"])
    }
    for output in reaction.outputs { outlet?.send(output) }
    for report in reaction.reports { logger.notice("model", metadata: ["report": "\(report)"]) }
    for effect in reaction.effects {
      switch effect {
      case .runTool(let request): run(request)
      case .askModel(let request): ask(request)
      case .stopModel(let identity): models.removeValue(forKey: identity)?.cancel()
      case .start(let timer, let seconds): start(timer, seconds: seconds)
      case .cancel(let timer): timers.removeValue(forKey: timer)?.cancel()
      }
    }
    services.onReaction?(reaction, core)
  }

  private func start(_ timer: CallTimer, seconds: Double) {
    timers[timer]?.cancel()
    let clock = services.clock
    timers[timer] = Task { [weak self] in
      do { try await clock.sleep(seconds: seconds, for: timer) } catch { return }
      await self?.elapse(timer)
    }
  }

  /// Asked here, where timers are cancelled: one that was cancelled, or started again, while it came is not over.
  private func elapse(_ timer: CallTimer) {
    if Task.isCancelled { return }
    timers[timer] = nil
    perform(core.elapse(timer, at: services.clock.now))
  }

  private func run(_ request: ToolRequest) {
    guard let tool = core.dialog.script.tools[request.tool] else {
      preconditionFailure("no tool named \(request.tool)")
    }
    let runner = services.tools
    let id = id
    tools[request.identity] = Task { [weak self] in
      let outcome = await runner.run(request, of: tool, callID: id)
      await self?.finish(request, outcome)
    }
  }

  private func ask(_ request: ModelRequest) {
    let runner = services.models
    // Holds on to the call for as long as a turn may wait at most.
    models[request.identity] = Task {
      let reply = await runner.ask(request) { sentence in await self.hear(request.identity, sentence) }
      self.finish(request.identity, reply.outcome, tokens: reply.tokens)
    }
  }

  /// Asked here, where models are stopped: what one of them says that was stopped meanwhile is not heard.
  private func hear(_ identity: ModelIdentity, _ sentence: String) {
    if Task.isCancelled { return }
    perform(core.hearModel(identity, sentence, at: services.clock.now))
  }

  private func finish(_ identity: ModelIdentity, _ outcome: ModelOutcome, tokens: Int?) {
    if Task.isCancelled { return }
    models[identity] = nil
    perform(core.finishModel(identity, outcome, tokens: tokens, at: services.clock.now))
  }

  private func finish(_ request: ToolRequest, _ outcome: ToolOutcome) {
    tools[request.identity] = nil
    if case .failed(let reason) = outcome {
      logger.warning("tool failed", metadata: ["tool": "\(request.tool)", "reason": "\(reason)"])
    }
    perform(core.finishTool(request.identity, outcome, at: services.clock.now))
  }
}
