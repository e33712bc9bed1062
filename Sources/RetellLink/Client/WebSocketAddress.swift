/// Where a client connects: `ws://host[:port]/path?query`.
public struct WebSocketAddress: Sendable, Hashable {
  public var host: String
  public var port: Int
  /// Path and query as they are sent.
  public var target: String

  /// Throws for anything else; `wss://` is refused because the client speaks no TLS.
  public init(_ url: String) throws(ClientError) {
    guard let separator = url.firstRange(of: "://") else { throw .badAddress(url) }
    switch url[..<separator.lowerBound] {
    case "ws", "http": break
    case "wss", "https": throw .noTLS(url)
    default: throw .badAddress(url)
    }
    let rest = url[separator.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    let authority = rest[..<end]
    let path = rest[end...]
    target = path.first == "/" ? String(path) : "/" + path
    guard let (host, port) = Self.split(authority) else { throw .badAddress(url) }
    (self.host, self.port) = (host, port)
  }

  private static func split(_ authority: Substring) -> (String, Int)? {
    var host = authority
    var port = 80
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
      guard let given = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(given) else {
        return nil
      }
      host = authority[..<colon]
      port = given
    }
    if host.first == "[", host.last == "]" { host = host.dropFirst().dropLast() }
    return host.isEmpty ? nil : (String(host), port)
  }
}

/// Why a client could not connect or go on.
public enum ClientError: Error, Hashable, CustomStringConvertible {
  case badAddress(String)
  case noTLS(String)
  /// No connection to this host and port.
  case unreachable(String, reason: String)
  /// The server answered the handshake with this HTTP status.
  case refused(status: UInt)
  case notConnected
  /// The first event was not `config`, or none came.
  case noConfig
  /// No begin message, or no completed answer to this request, in time.
  case noAnswer(responseID: Int)
  /// The server closed the socket or cut it; nil: without a close frame.
  case closed(code: Int?)
  case lostKeepalive

  public var description: String {
    switch self {
    case .badAddress(let url): "not a WebSocket address: \(url)"
    case .noTLS(let url): "this client speaks no TLS: use a ws:// address instead of \(url)"
    case .unreachable(let address, let reason): "cannot reach \(address): \(reason)"
    case .refused(let status): "the server refused the connection with HTTP status \(status)"
    case .notConnected: "not connected"
    case .noConfig: "the server did not send `config` first"
    case .noAnswer(let id): "the server did not complete response \(id) in time"
    case .closed(nil): "the server cut the connection"
    case .closed(let code?): "the server closed the connection with code \(code)"
    case .lostKeepalive: "the server did not answer a ping_pong in time"
    }
  }
}
