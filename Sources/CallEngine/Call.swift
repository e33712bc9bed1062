import Interpreter

/// One call: holds its state, performs the interpreter's actions, keeps results for replays. Outlives its links.
public actor Call {
  public nonisolated let id: String

  init(id: String) {
    self.id = id
  }

  /// Makes `outlet` the call's link; an older one is told that it is superseded.
  public func attach(_ outlet: any CallOutlet) {}

  /// The link is gone. Ignored when another one has attached since. State is kept.
  public func detach(_ outlet: any CallOutlet) {}

  /// Handles one input. Returns when the state is up to date and everything that can be said now has been sent;
  /// never waits for a tool or a model. Inputs of a superseded outlet are ignored.
  public func receive(_ input: CallInput, from outlet: any CallOutlet) {}
}
