import CallEngine
import DialogDSL
import Hearing
import Interpreter
import RetellLink

/// A process that has a call: a directory of its own, with a clock and tools that the player drives.
final class WireProcess: Sendable {
  enum Signal: Sendable {
    /// `line`: the number of the connection.
    case received(RetellClient.Received, line: Int)
    case gone(line: Int)
    case reacted(CallCore.Reaction, CallCore)
    case stored
  }

  let world: WireWorld
  fileprivate let signals = Mailbox<Signal>()
  private let server: WireServer
  private let dialledID: String

  /// The longest that anything may take that follows at once. A server that is alive takes milliseconds, or seconds on a
  /// busy machine; what is left
  /// out by mistake is told after this.
  static let limit = Duration.seconds(30)

  /// The process takes the call from the store, or begins it, when it is dialled.
  init(callID: String, dialog: PreparedScript, store: any CallStore, at time: LocalTime, _ server: WireServer) {
    world = WireWorld(at: time)
    let signals = signals
    var services = CallServices(
      clock: world, tools: world, models: world, store: NotifyingStore(store) { signals.put(.stored) },
      logger: WireServer.quiet)
    services.onReaction = { signals.put(.reacted($0, $1)) }
    dialledID = server.calls.add(callID, of: CallDirectory(dialog: dialog, services: services))
    self.server = server
  }

  deinit {
    server.calls.remove(dialledID)
    world.end()
  }

  func next(after what: String) throws -> Signal {
    guard let signal = signals.take(within: Self.limit) else { throw WireFault.noSign(of: what, within: Self.limit) }
    return signal
  }

  fileprivate var url: String { "\(server.address)/\(dialledID)" }
}

/// One connection to a process.
final class WireLine: Sendable {
  let number: Int
  private let client: RetellClient

  /// Dials.
  init(to process: WireProcess, number: Int) throws {
    let url = process.url
    client = try waiting(for: "the connection", within: WireProcess.limit) { try await RetellClient.connect(url: url) }
    self.number = number
    Task { [client, signals = process.signals] in
      for await received in client.received { signals.put(.received(received, line: number)) }
      signals.put(.gone(line: number))
    }
  }

  /// The call is over. What Retell sends then is not documented (reference §17.31).
  deinit { client.post(close: Self.normalClosure) }

  private static let normalClosure = 1000

  func post(_ frame: String) { client.post(frame) }

  func post(ping bytes: [UInt8]) { client.post(ping: bytes) }

  /// Breaks, without a close frame.
  func drop() { client.drop() }
}

/// A store that tells when it has saved.
private struct NotifyingStore: CallStore {
  private let store: any CallStore
  private let onSave: @Sendable () -> Void

  init(_ store: any CallStore, onSave: @escaping @Sendable () -> Void) {
    (self.store, self.onSave) = (store, onSave)
  }

  func load(_ id: String) async throws -> StoredCall? { try await store.load(id) }

  func save(_ id: String, _ snapshot: CallCore.Snapshot, expected: Int) async throws -> Bool {
    defer { onSave() }
    return try await store.save(id, snapshot, expected: expected)
  }

  func delete(_ id: String) async throws { try await store.delete(id) }

  func list() async throws -> [String] { try await store.list() }
}
