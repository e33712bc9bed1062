import CallEngine
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A WebSocket client that can do what Retell does to a server, and what it should not.
public final class RetellClient: Sendable {
  public enum Received: Sendable, Hashable {
    case event(AgentEvent)
    case binary
    case pong([UInt8])
    /// nil: a close frame without a code.
    case close(code: Int?)
  }

  private let channel: any Channel
  /// Ends when the connection does; one reader.
  public let received: AsyncStream<Received>

  /// As long as Retell tries (reference §4.1).
  static let connectTimeout = TimeAmount.seconds(7)

  private init(channel: any Channel, received: AsyncStream<Received>) {
    self.channel = channel
    self.received = received
  }

  private enum Outcome: Sendable {
    case opened(RetellClient)
    case refused(EventLoopFuture<HTTPResponseStatus>)
  }

  /// Throws `ClientError`.
  public static func connect(url: String, headers: [(String, String)] = []) async throws -> RetellClient {
    let address = try WebSocketAddress(url)
    let handshake: EventLoopFuture<Outcome>
    do {
      handshake = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connectTimeout(connectTimeout)
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .connect(host: address.host, port: address.port) { channel in
          channel.eventLoop.makeCompletedFuture { try Self.handshake(on: channel, address, headers) }
        }
    } catch {
      throw ClientError.unreachable("\(address.host):\(address.port)", reason: NetworkFault.reason(error))
    }
    switch try await handshake.get() {
    case .opened(let client): return client
    case .refused(let status): throw ClientError.refused(status: try await status.get().code)
    }
  }

  private static func handshake(
    on channel: any Channel, _ address: WebSocketAddress, _ headers: [(String, String)]
  ) throws -> EventLoopFuture<Outcome> {
    let upgrader = NIOTypedWebSocketClientUpgrader<Outcome>(
      maxFrameSize: ServerLimits.message,
      upgradePipelineHandler: { channel, _ in
        channel.eventLoop.makeCompletedFuture {
          let (received, continuation) = AsyncStream.makeStream(of: Received.self)
          try channel.pipeline.syncOperations.addHandler(ClientFrames(received: continuation))
          return .opened(RetellClient(channel: channel, received: received))
        }
      })
    let host = "\(address.host):\(address.port)"
    let head = HTTPRequestHead(
      version: .http1_1, method: .GET, uri: address.target, headers: HTTPHeaders([("host", host)] + headers))
    let upgrade = NIOTypedHTTPClientUpgradeConfiguration<Outcome>(
      upgradeRequestHead: head, upgraders: [upgrader],
      notUpgradingCompletionHandler: { channel in
        channel.eventLoop.makeCompletedFuture {
          let status = channel.eventLoop.makePromise(of: HTTPResponseStatus.self)
          try channel.pipeline.syncOperations.addHandler(RefusalReader(status: status))
          return .refused(status.futureResult)
        }
      })
    var pipeline = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: upgrade)
    // The first frame may lie in the packet of the server's answer.
    pipeline.leftOverBytesStrategy = .forwardBytes
    return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(configuration: pipeline)
  }

  public func send(_ text: String) async throws {
    try await write(.text, ByteBuffer(string: text))
  }

  /// Sends without waiting; that the connection is gone shows in `received`.
  public func post(_ text: String) { post(.text, ByteBuffer(string: text)) }

  public func post(ping bytes: [UInt8]) { post(.ping, ByteBuffer(bytes: bytes)) }

  public func post(close code: Int) {
    var body = ByteBuffer()
    body.write(webSocketErrorCode: WebSocketErrorCode(codeNumber: code))
    post(.connectionClose, body)
  }

  private func post(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
    channel.writeAndFlush(WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data), promise: nil)
  }

  /// One message in several frames.
  public func send(fragments: [String]) async throws {
    for (index, fragment) in fragments.enumerated() {
      try await write(
        index == 0 ? .text : .continuation, ByteBuffer(string: fragment), isLast: index == fragments.count - 1)
    }
  }

  /// A text frame whose bytes need not be UTF-8.
  public func send(textBytes bytes: [UInt8]) async throws {
    try await write(.text, ByteBuffer(bytes: bytes))
  }

  public func send(binary bytes: [UInt8]) async throws {
    try await write(.binary, ByteBuffer(bytes: bytes))
  }

  public func ping(_ bytes: [UInt8]) async throws {
    try await write(.ping, ByteBuffer(bytes: bytes))
  }

  /// Sends a close frame; the connection ends when the server has echoed it.
  public func close(code: Int?) async throws {
    var body = ByteBuffer()
    if let code { body.write(webSocketErrorCode: WebSocketErrorCode(codeNumber: code)) }
    try await write(.connectionClose, body)
  }

  /// Ends the connection without a close frame.
  public func drop() { channel.close(promise: nil) }

  /// Takes nothing more off the connection.
  func stopReading() async throws { try await channel.setOption(.autoRead, value: false).get() }

  /// Bytes put on the connection as they are, below WebSocket framing.
  func send(raw bytes: [UInt8]) async throws {
    try await channel.pipeline.context(handlerType: WebSocketFrameEncoder.self).map { context in
      context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: nil)
    }.get()
  }

  private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer, isLast: Bool = true) async throws {
    let frame = WebSocketFrame(fin: isLast, opcode: opcode, maskKey: .random(), data: data)
    try await channel.writeAndFlush(frame).get()
  }
}
