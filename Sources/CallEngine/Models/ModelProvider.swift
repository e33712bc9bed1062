import DialogDSL
import Interpreter

/// A language model behind a network, whoever serves it.
public protocol ModelProvider: Sendable {
  /// Streams one reply. Returns when it is complete; throws `ModelFailure`. Cancelled, it closes the stream at once.
  func stream(_ request: ModelRequest, take: @Sendable (ModelChunk) async throws -> Void) async throws

  /// Opens a connection, so that the first caller does not wait for it. Throws `ModelFailure`.
  func warmUp() async throws
}

/// A piece of a reply.
public enum ModelChunk: Sendable, Hashable {
  /// Goes on with what has come; may cut words, never characters.
  case text(String)
  /// Tokens read and written, as far as the server has counted them.
  case used(TokenCount)
  /// The reply is complete; only its count of tokens may follow.
  case complete
  /// Nothing follows but the end of the body.
  case last
}

/// Why there is no reply, or no more of it.
public enum ModelFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// `retryAfter`: seconds, as the server has hinted. `message`: the server's own, without keys.
  case status(Int, retryAfter: Double?, message: String)
  case unreachable(String)
  /// No first sentence, or no whole reply where that is needed, in time.
  case late(seconds: Double)
  /// Nothing more in time.
  case stalled(seconds: Double)
  /// The stream ended before the reply did.
  case cut
  /// The reply reached its limit of tokens before its end.
  case tooLong
  case malformed(String)
  /// The server's own guard refuses to reply.
  case filtered
  /// The server has failed so often that it is not asked for a while.
  case circuitOpen

  public var description: String {
    switch self {
    case .status(let code, _, ""): "status \(code)"
    case .status(let code, _, let message): "status \(code): \(message)"
    case .unreachable(let reason): "the server cannot be reached: \(reason)"
    case .late(let seconds): "nothing within \(seconds) s"
    case .stalled(let seconds): "nothing more within \(seconds) s"
    case .cut: "the reply was cut off"
    case .tooLong: "the reply was cut off at its token limit"
    case .malformed(let reason): "the reply cannot be read: \(reason)"
    case .filtered: "the server refuses to reply"
    case .circuitOpen: "the server has failed too often"
    }
  }

  /// Asked once more, it may go well.
  var isPassing: Bool {
    switch self {
    case .status(let code, _, _): code == 408 || code == 429 || code >= 500
    case .unreachable: true
    case .late, .stalled, .cut, .tooLong, .malformed, .filtered, .circuitOpen: false
    }
  }

  /// The request is to blame: its words, or its length. The next one is another.
  private static func isOfRequest(_ code: Int) -> Bool { code == 400 || code == 413 || code == 422 }

  /// Another request would find the server as it is: it does not answer, or takes no requests.
  var isDown: Bool {
    switch self {
    case .status(let code, _, _): !Self.isOfRequest(code)
    case .unreachable, .late, .stalled, .circuitOpen: true
    case .cut, .tooLong, .malformed, .filtered: false
    }
  }

  /// The server is to blame, and the next call would fare no better.
  var countsAgainstServer: Bool {
    switch self {
    case .status(let code, _, _): !Self.isOfRequest(code)
    case .unreachable, .late, .stalled, .cut, .malformed: true
    case .tooLong, .filtered, .circuitOpen: false
    }
  }
}
