import DialogDSL

/// Owns the calls of a process by id, for the script it serves.
public actor CallDirectory {
  public let script: Script

  public init(script: Script) {
    self.script = script
  }

  /// The call of that id: the one that is kept, or a new one. nil when the process has as many as it may.
  public func call(id: String) -> Call? { Call(id: id) }

  /// Calls kept now.
  public var count: Int { 0 }
}
