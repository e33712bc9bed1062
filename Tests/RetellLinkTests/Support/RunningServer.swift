import Logging
import RetellLink
import ServiceLifecycle

/// A server on a free port of this machine for the length of `body`.
struct RunningServer: Sendable {
  let port: Int
  let lifecycle: ServiceGroup

  func url(_ path: String) -> String { "ws://127.0.0.1:\(port)\(path)" }

  /// Connects for a call, below the standard path.
  func dial(_ call: String, headers: [(String, String)] = []) async throws -> Socket {
    try await Socket(url: url("/llm-websocket/\(call)"), headers: headers)
  }

  static func run(
    _ calls: any CallSource, secret: String? = nil, gracePeriod: Duration = .zero, logger: Logger = quiet,
    _ body: @escaping @Sendable (RunningServer) async throws -> Void
  ) async throws {
    let (ports, bound) = AsyncStream.makeStream(of: Int.self)
    let configuration = ServerConfiguration(host: "127.0.0.1", port: 0, secret: secret, gracePeriod: gracePeriod)
    let server = RetellServer(configuration, calls: calls, logger: logger) { bound.yield($0) }
    let lifecycle = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: quiet))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await lifecycle.run() }
      for await port in ports {
        do {
          try await body(RunningServer(port: port, lifecycle: lifecycle))
        } catch {
          await lifecycle.triggerGracefulShutdown()
          throw error
        }
        break
      }
      await lifecycle.triggerGracefulShutdown()
      try await group.waitForAll()
    }
  }

  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
