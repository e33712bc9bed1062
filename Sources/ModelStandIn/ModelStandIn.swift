import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server of language models that replies what it is told to: for tests and measurements, over real sockets.
///
/// It speaks chat completions below `/chat/completions` and Anthropic's messages below `/messages`.
public final class ModelStandIn: Sendable {
  /// What it does with one request.
  public indirect enum Reply: Sendable {
    /// Streams a text, so many characters a piece.
    case says(String, every: Duration = .zero, pieces: Int = 4)
    /// The same, and then nothing more, without an end.
    case stalls(after: String)
    /// The same, and then the connection breaks.
    case cut(after: String)
    /// The same, and then the end for want of tokens.
    case tooLong(after: String)
    /// The server's own guard refuses.
    case filtered
    /// The end of the text without the mark of the protocol's end.
    case endless(String)
    case status(Int, retryAfter: String? = nil, body: String = "{}")
    /// A reply that is not streamed.
    case whole(String)
    /// Takes the request and says nothing.
    case silent
    /// The body as it is, in these pieces.
    case raw([[UInt8]])
    case hesitates(Duration, then: Reply)
  }

  public struct Request: Sendable {
    public var method: String
    public var target: String
    /// Names in lower case.
    public var headers: [String: String]
    public var body: String
    /// When it was read.
    public var moment: ContinuousClock.Instant
    /// A number for each connection.
    public var connection: Int
  }

  /// A piece of a reply as it was handed to the socket.
  public struct Piece: Sendable {
    /// Which request, from 0.
    public var request: Int
    public var text: String
    public var moment: ContinuousClock.Instant
  }

  /// What happened so far.
  public struct Log: Sendable {
    public var requests: [Request] = []
    public var pieces: [Piece] = []
    /// Requests whose connection the client closed before the end of their reply.
    public var abandoned: [Int] = []
    public var connections = 0
  }

  public let port: Int
  private let channel: any Channel
  private let shared: Shared

  public var url: String { "http://127.0.0.1:\(port)/v1" }

  /// Requests for replies, without those that only warm a connection up.
  public var log: Log { shared.log.withLock { $0 } }

  /// Runs on a free port of this machine for the length of `body`.
  ///
  /// - Parameters:
  ///   - chop: bytes that are handed to the socket at a time; nil: whole pieces.
  ///   - answer: what to do with a request, of which it is told the number, from 0.
  public static func run<Result: Sendable>(
    chop: Int? = nil, answer: @escaping @Sendable (Request, Int) -> Reply,
    _ body: (ModelStandIn) async throws -> Result
  ) async throws -> Result {
    let shared = Shared(chop: chop, answer: answer)
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 1024)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(StandInConnection(shared))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = ModelStandIn(channel, shared)
    do {
      let result = try await body(server)
      try await channel.close()
      return result
    } catch {
      try await channel.close()
      throw error
    }
  }

  /// Replies one after the other; the last repeats.
  public static func run<Result: Sendable>(
    _ replies: Reply..., chop: Int? = nil, body: (ModelStandIn) async throws -> Result
  ) async throws -> Result {
    try await run(chop: chop, answer: { _, number in replies[min(number, replies.count - 1)] }, body)
  }

  private init(_ channel: any Channel, _ shared: Shared) {
    self.channel = channel
    self.shared = shared
    port = channel.localAddress?.port ?? 0
  }
}

/// What all connections of a stand-in have in common.
final class Shared: Sendable {
  let chop: Int?
  let answer: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply
  let log = Mutex(ModelStandIn.Log())

  init(chop: Int?, answer: @escaping @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply) {
    self.chop = chop
    self.answer = answer
  }
}
