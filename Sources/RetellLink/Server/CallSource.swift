import CallEngine
import DialogDSL

/// Where the server finds the calls that Retell dials. `CallDirectory` is one.
public protocol CallSource: Sendable {
  /// Calls kept now.
  var count: Int { get async }
  /// The call of that id, kept or new; nil when there is no room.
  func linkedCall(id: String) async -> (any LinkedCall)?
}

/// A call as its sockets see it.
public protocol LinkedCall: Sendable {
  /// Its script's `retell:` settings.
  var linkSettings: RetellSettings { get }
  func attach(_ outlet: any CallOutlet) async
  func detach(_ outlet: any CallOutlet) async
  func receive(_ input: CallInput, from outlet: any CallOutlet) async
}

extension CallDirectory: CallSource {
  public func linkedCall(id: String) async -> (any LinkedCall)? {
    await call(id: id).map { DirectoryCall(call: $0, directory: self) }
  }
}

/// A call of a directory, which wants to know when its socket goes.
private struct DirectoryCall: LinkedCall {
  let call: Call
  let directory: CallDirectory

  var linkSettings: RetellSettings { directory.script.retell }

  func attach(_ outlet: any CallOutlet) async { await directory.attach(outlet, to: call) }

  func detach(_ outlet: any CallOutlet) async { await directory.detach(outlet, from: call) }

  func receive(_ input: CallInput, from outlet: any CallOutlet) async { await call.receive(input, from: outlet) }
}
