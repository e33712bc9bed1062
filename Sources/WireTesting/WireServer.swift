import CallEngine
import DialogDSL
import DialogTesting
import Foundation
import Interpreter
import Logging
import RetellLink
import Synchronization

/// A server on a free port of this machine, for all calls of a test run.
public final class WireServer: Sendable {
  let address: String
  let calls = WireCalls()
  private let running: Task<Void, any Error>

  /// The longest that a server may take to be bound.
  static let startLimit = Duration.seconds(30)

  /// Returns when the server is bound. Throws `ListenError`.
  public static func start() async throws -> WireServer {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try WireServer() }) }
    }
  }

  /// Waits on the calling thread.
  private init() throws {
    let ports = Mailbox<Result<Int, any Error>>()
    let server = RetellServer(
      ServerConfiguration(host: "127.0.0.1", port: 0), calls: calls, logger: Self.quiet
    ) { ports.put(.success($0)) }
    running = Task {
      do { try await server.run() } catch {
        ports.put(.failure(error))
        throw error
      }
    }
    guard let bound = ports.take(within: Self.startLimit) else {
      throw WireFault.noSign(of: "the server", within: Self.startLimit)
    }
    address = "ws://127.0.0.1:\(try bound.get())\(ServerConfiguration.standardPath)"
  }

  deinit { running.cancel() }

  /// Takes no more calls and drops those it has; returns when they are gone.
  func stop() async {
    running.cancel()
    _ = await running.result
  }

  /// The whole server behind a socket.
  public var ring: Ring {
    Ring(waits: true) { WireCall(callID: $0, dialog: $1, server: self) }
  }

  static let quiet = Logger(label: "wire") { _ in SwiftLogNoOpLogHandler() }
}

/// The calls of a test run by the ids they are dialled under. Each has a directory of its own, for its own script.
final class WireCalls: CallSource {
  private struct Entry {
    var id: String
    var directory: CallDirectory
  }

  private let state = Mutex<(entries: [String: Entry], next: Int)>(([:], 0))

  var count: Int { state.withLock { $0.entries.count } }

  /// - Returns: the id to dial.
  func add(_ id: String, of directory: CallDirectory) -> String {
    state.withLock { state in
      state.next += 1
      let dialled = "\(id)-\(state.next)"
      state.entries[dialled] = Entry(id: id, directory: directory)
      return dialled
    }
  }

  func remove(_ dialled: String) { state.withLock { $0.entries[dialled] = nil } }

  func linkedCall(id: String) async -> (any LinkedCall)? {
    guard let entry = state.withLock({ $0.entries[id] }) else { return nil }
    return await entry.directory.linkedCall(id: entry.id)
  }
}
