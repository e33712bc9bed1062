import CallEngine
import DialogDSL
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import ServiceLifecycle

/// The WebSocket server that Retell dials, with `GET /healthz` beside it.
///
/// On graceful shutdown it stops accepting and lets calls finish for the grace period; then it drops the connections
/// without a close frame, so that Retell reconnects to another replica and the calls go on (reference §3.2).
public struct RetellServer: Service {
  private let configuration: ServerConfiguration
  private let calls: any CallSource
  private let logger: Logger
  private let onBound: @Sendable (_ port: Int) -> Void

  public init(
    _ configuration: ServerConfiguration, calls: any CallSource, logger: Logger,
    onBound: @escaping @Sendable (_ port: Int) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.calls = calls
    self.logger = logger
    self.onBound = onBound
  }

  /// Returns after a graceful shutdown or cancellation, when every socket is gone. Throws `ListenError`.
  public func run() async throws {
    let (sockets, opened) = AsyncStream.makeStream(of: RetellSocket.self)
    let connections = Connections()
    let listener: any Channel
    do { listener = try await listen(connections, opened) } catch {
      throw ListenError(host: configuration.host, port: configuration.port, reason: NetworkFault.reason(error))
    }
    let port = listener.localAddress?.port ?? configuration.port
    logger.info("listening", metadata: ["host": "\(configuration.host)", "port": "\(port)"])
    onBound(port)

    let stop = { @Sendable (grace: Duration) in
      listener.close(promise: nil)
      connections.stop(after: TimeAmount(grace))
      opened.finish()
    }
    await withTaskCancellationHandler {
      await withGracefulShutdownHandler {
        await withDiscardingTaskGroup { group in
          for await socket in sockets { group.addTask { await socket.run() } }
        }
      } onGracefulShutdown: {
        logger.info("stopping", metadata: ["grace": "\(configuration.gracePeriod)"])
        stop(configuration.gracePeriod)
      }
    } onCancel: {
      stop(.zero)
    }
  }

  private func listen(
    _ connections: Connections, _ opened: AsyncStream<RetellSocket>.Continuation
  ) async throws -> any Channel {
    try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 1024)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(
        .writeBufferWaterMark, value: .init(low: ServerLimits.unsent / 2, high: ServerLimits.unsent)
      )
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          connections.add(channel)
          try addHandlers(to: channel) { call in
            connections.becameSocket(channel)
            try upgrade(channel, call, opened)
          }
        }
      }
      .bind(host: configuration.host, port: configuration.port).get()
  }

  /// HTTP, the guard, NIO's upgrade handler. `upgraded` runs when the handshake of a call is done.
  private func addHandlers(
    to channel: any Channel, upgraded: @escaping @Sendable ((id: String, call: any LinkedCall)) throws -> Void
  ) throws {
    let pipeline = channel.pipeline.syncOperations
    let gatekeeper = RequestGuard(
      router: Router(path: configuration.path, secret: configuration.secret), calls: calls, logger: logger)
    let bound = NIOLoopBound(gatekeeper, eventLoop: channel.eventLoop)
    let upgrader = NIOWebSocketServerUpgrader(
      maxFrameSize: ServerLimits.frame, automaticErrorHandling: false,
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
      upgradePipelineHandler: { channel, _ in
        channel.eventLoop.makeCompletedFuture {
          guard let call = bound.value.call else {
            preconditionFailure("an upgrade that the guard has not let through")
          }
          try upgraded(call)
        }
      })
    try pipeline.configureHTTPServerPipeline(withServerUpgrade: ([upgrader], { _ in }))
    let upgradeHandler = try pipeline.handler(type: HTTPServerUpgradeHandler.self)
    try pipeline.addHandler(gatekeeper, position: .before(upgradeHandler))
  }

  private func upgrade(
    _ channel: any Channel, _ dialled: (id: String, call: any LinkedCall),
    _ opened: AsyncStream<RetellSocket>.Continuation
  ) throws {
    var logger = logger
    logger[metadataKey: "call_id"] = "\(dialled.id)"
    let inputs = PendingInputs()
    try channel.pipeline.syncOperations.addHandlers([
      IdleStateHandler(readTimeout: ServerLimits.silentSocket),
      WebSocketMessages(logger: logger),
      SocketHandler(settings: dialled.call.linkSettings, inputs: inputs, logger: logger),
    ])
    let socket = RetellSocket(channel: channel, call: dialled.call, inputs: inputs, logger: logger)
    if case .terminated = opened.yield(socket) { socket.drop() }
  }
}
