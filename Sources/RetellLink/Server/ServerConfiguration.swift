import NIOCore

/// Where a server listens and how it ends.
public struct ServerConfiguration: Sendable {
  public var host: String
  /// 0: any free port; `onBound` tells which.
  public var port: Int
  /// The base path, without the call id: `/llm-websocket`.
  public var path: String
  /// When set, calls are dialled as `{path}/{secret}/{call_id}` only. Never logged.
  public var secret: String?
  /// How long calls may go on after the server was told to stop.
  public var gracePeriod: Duration

  public static let standardPath = "/llm-websocket"

  public init(
    host: String = "0.0.0.0", port: Int = 8080, path: String = Self.standardPath, secret: String? = nil,
    gracePeriod: Duration = .seconds(30)
  ) {
    self.host = host
    self.port = port
    self.path = path
    self.secret = secret
    self.gracePeriod = gracePeriod
  }
}

/// Limits of the server, each with its reason.
enum ServerLimits {
  /// A frame of Retell's carries the whole transcript, twice when woven; two hours of talk are some 2 MB
  /// (reference §16.1).
  static let frame = 8 << 20
  /// A message put together from fragments.
  static let message = 16 << 20
  /// Bytes written but not taken by the other side. Our messages are small: who lets this much lie is not reading.
  static let unsent = 1 << 20
  /// Inputs read but not yet handled by the call, which handles one in a millisecond; updates that follow each other
  /// count as one.
  static let pendingInputs = 1_000
  /// From accepting a connection to its whole request.
  static let request = TimeAmount.seconds(10)
  /// Without any frame from Retell, which sends one every 2 s. As long as an idle call is kept.
  static let silentSocket = TimeAmount.minutes(15)
}
