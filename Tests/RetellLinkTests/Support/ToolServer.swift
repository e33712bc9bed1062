import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP server on a free port of this machine that plays a tool's other side.
struct ToolServer: Sendable {
  struct Request: Sendable, Hashable {
    var method: String
    var target: String
    var idempotencyKey: String?
    var contentType: String?
    var body: String
  }

  enum Reply: Sendable {
    case json(String, status: UInt = 200, after: Duration = .zero, retryAfter: String? = nil)
    /// Never.
    case none
  }

  let port: Int
  let requests: Collected<Request>
  private let channel: any Channel

  var url: String { "http://127.0.0.1:\(port)" }

  /// - Parameter replies: one after the other; the last repeats.
  static func run(
    _ replies: Reply..., body: (ToolServer) async throws -> Void
  ) async throws {
    let requests = Collected<Request>()
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(ToolHandler(requests: requests, replies: replies))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = ToolServer(port: channel.localAddress?.port ?? 0, channel: channel, requests: requests)
    do { try await body(server) } catch {
      try await channel.close()
      throw error
    }
    try await channel.close()
  }

  private init(port: Int, channel: any Channel, requests: Collected<Request>) {
    self.port = port
    self.channel = channel
    self.requests = requests
  }
}

private final class ToolHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let requests: Collected<ToolServer.Request>
  private let replies: [ToolServer.Reply]
  private var head: HTTPRequestHead?
  private var body = ""

  init(requests: Collected<ToolServer.Request>, replies: [ToolServer.Reply]) {
    self.requests = requests
    self.replies = replies
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = ""
    case .body(let part): body += String(buffer: part)
    case .end: answer(context)
    }
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    let request = ToolServer.Request(
      method: head.method.rawValue, target: head.uri, idempotencyKey: head.headers.first(name: "idempotency-key"),
      contentType: head.headers.first(name: "content-type"), body: body)
    requests.add(request)
    let reply = replies[min(requests.all.count, replies.count) - 1]
    guard case .json(let json, let status, let delay, let hint) = reply else { return }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: TimeAmount(delay)) {
      var headers: HTTPHeaders = ["content-type": "application/json", "content-length": "\(json.utf8.count)"]
      if let hint { headers.add(name: "retry-after", value: hint) }
      let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: Int(status)), headers: headers)
      bound.value.write(Self.wrapOutboundOut(.head(head)), promise: nil)
      bound.value.write(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: json)))), promise: nil)
      bound.value.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
