import CallEngine
import DialogDSL
import Interpreter
import RetellLink
import Synchronization

/// Calls without a dialog: they record what the link tells them and say what a test wants.
final class FakeCalls: CallSource {
  private let settings: RetellSettings
  private let room: Int
  private let behaviour: @Sendable (FakeCall, CallInput, any CallOutlet) async -> Void
  private let calls = Mutex<[String: FakeCall]>([:])

  init(
    settings: RetellSettings = RetellSettings(), room: Int = 100,
    _ behaviour: @escaping @Sendable (FakeCall, CallInput, any CallOutlet) async -> Void = { _, _, _ in }
  ) {
    self.settings = settings
    self.room = room
    self.behaviour = behaviour
  }

  var count: Int { calls.withLock { $0.count } }

  func call(_ id: String) -> FakeCall? { calls.withLock { $0[id] } }

  func linkedCall(id: String) async -> (any LinkedCall)? {
    calls.withLock { calls in
      if let call = calls[id] { return call }
      guard calls.count < room else { return nil }
      let call = FakeCall(id: id, linkSettings: settings, behaviour)
      calls[id] = call
      return call
    }
  }
}

actor FakeCall: LinkedCall {
  nonisolated let id: String
  nonisolated let linkSettings: RetellSettings
  private let behaviour: @Sendable (FakeCall, CallInput, any CallOutlet) async -> Void
  private var outlet: (any CallOutlet)?
  /// Links that came and went.
  private(set) var attached = 0
  private(set) var detached = 0
  private(set) var inputs: [CallInput] = []

  init(
    id: String, linkSettings: RetellSettings,
    _ behaviour: @escaping @Sendable (FakeCall, CallInput, any CallOutlet) async -> Void
  ) {
    self.id = id
    self.linkSettings = linkSettings
    self.behaviour = behaviour
  }

  func attach(_ outlet: any CallOutlet) {
    self.outlet?.superseded()
    self.outlet = outlet
    attached += 1
  }

  func detach(_ outlet: any CallOutlet) {
    if self.outlet === outlet { self.outlet = nil }
    detached += 1
  }

  func receive(_ input: CallInput, from outlet: any CallOutlet) async {
    inputs.append(input)
    await behaviour(self, input, outlet)
  }
}

extension CallOutlet {
  func say(_ id: Int, _ text: String, isLast: Bool = true, closing: Closing? = nil) {
    send(.response(id: id, Speech(text), isLast: isLast, closing: closing))
  }
}
