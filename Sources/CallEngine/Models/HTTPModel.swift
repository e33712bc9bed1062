import AsyncHTTPClient
import DialogDSL
import Interpreter
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A model behind HTTP. What comes back is untrusted: its size is bounded and its form is checked.
final class HTTPModel: ModelProvider {
  private let format: any WireFormat
  private let structures: [Dialect.Structure]
  private let client: HTTPClient
  private let dialect: Mutex<Dialect>

  /// Bytes of a whole reply: some thousand times what is spoken.
  static let maxReply = 1 << 20
  /// Bytes of an error's text.
  private static let maxError = 4096
  /// Characters of an error that are shown.
  private static let shownError = 200
  /// Whoever waits has given up long before; this only bounds what is forgotten.
  private static let outermost: TimeAmount = .seconds(60)
  /// Parts of the protocol that a server may refuse, one after the other.
  private static let maxRefusals = 5

  init(_ server: ModelServer, client: HTTPClient) {
    self.client = client
    switch server.provider {
    case .openAI, .none:
      format = ChatCompletions(server)
      structures = ChatCompletions.structures
    case .anthropic:
      format = AnthropicMessages(server)
      structures = AnthropicMessages.structures
    }
    dialect = Mutex(Dialect(namesCompletionTokens: server.url.contains("api.openai.com")))
  }

  func stream(_ request: ModelRequest, take: @Sendable (ModelChunk) async throws -> Void) async throws {
    var dialect = dialect.withLock { $0 }
    var refused: Set<Dialect> = []
    while true {
      do { return try await stream(request, dialect, take) } catch let refusal as Refusal {
        // Refused before anything was said: asked again in words that the server may know.
        refused.insert(dialect)
        guard refused.count < Self.maxRefusals, let other = dialect.without(refusal.complaint, in: structures),
          !refused.contains(other)
        else { throw refusal.failure }
        dialect = other
      }
    }
  }

  /// A status that may be for the form of a request.
  private struct Refusal: Error {
    var failure: ModelFailure
    /// The part that the server names, or else all that it says.
    var complaint: String
  }

  private func stream(
    _ request: ModelRequest, _ dialect: Dialect, _ take: @Sendable (ModelChunk) async throws -> Void
  ) async throws {
    var http = HTTPClientRequest(url: format.url)
    http.method = .POST
    http.headers = format.headers
    http.body = .bytes(ByteBuffer(string: format.body(request, dialect).json))
    let response = try await execute(http)
    guard response.status.code == 200 else {
      let (failure, complaint) = try await failure(response, to: request)
      if case .status(400, _, _) = failure { throw Refusal(failure: failure, complaint: complaint) }
      if case .status(422, _, _) = failure { throw Refusal(failure: failure, complaint: complaint) }
      throw failure
    }
    // Only what a server has taken is how it is asked from now on.
    self.dialect.withLock { $0 = dialect }
    let isStream = response.headers["content-type"].first?.lowercased().contains("text/event-stream") ?? false
    do {
      if isStream { try await read(response.body, take) } else { try await read(whole: response.body, take) }
    } catch let failure as ModelFailure {
      throw presentable(failure, of: request)
    } catch is CancellationError {
      throw CancellationError()
    } catch is NIOTooManyBytesError {
      throw ModelFailure.malformed("it is over \(Self.maxReply) bytes")
    } catch is ServerSentEvents.TooLarge {
      throw ModelFailure.malformed("an event is over \(ServerSentEvents.maxEvent) bytes")
    } catch is DecodingError {
      throw ModelFailure.malformed("it is not the JSON that was expected")
    } catch {
      if Task.isCancelled { throw CancellationError() }
      throw ModelFailure.cut
    }
  }

  func warmUp() async throws {
    var http = HTTPClientRequest(url: format.warmUpURL)
    http.headers = format.headers
    let response = try await execute(http)
    let isKnown = response.status.code != 401 && response.status.code != 403 && response.status.code < 500
    if !isKnown { throw try await failure(response, to: nil).failure }
    _ = try? await response.body.collect(upTo: Self.maxReply)
  }

  // MARK: Reading

  private func read(
    _ body: HTTPClientResponse.Body, _ take: @Sendable (ModelChunk) async throws -> Void
  ) async throws {
    var events = ServerSentEvents()
    var size = 0
    var hasEnded = false
    var isOver = false
    for try await bytes in body {
      size += bytes.readableBytes
      if size > Self.maxReply { throw ModelFailure.malformed("it is over \(Self.maxReply) bytes") }
      for event in try events.add(bytes.readableBytesView) where !isOver {
        for part in try format.read(event) { try await pass(part, &hasEnded, take) }
        guard format.isLast(event) else { continue }
        isOver = true
        try await take(.last)
      }
    }
    if !hasEnded { throw ModelFailure.cut }
  }

  private func read(
    whole body: HTTPClientResponse.Body, _ take: @Sendable (ModelChunk) async throws -> Void
  ) async throws {
    let bytes = try await body.collect(upTo: Self.maxReply)
    var hasEnded = false
    for part in try format.read(whole: Data(bytes.readableBytesView)) { try await pass(part, &hasEnded, take) }
    if !hasEnded { try await take(.complete) }
  }

  private func pass(
    _ part: StreamedPart, _ hasEnded: inout Bool, _ take: @Sendable (ModelChunk) async throws -> Void
  ) async throws {
    switch part {
    case .text(let text): try await take(.text(text))
    case .used(let count): try await take(.used(count))
    case .end(.complete):
      if hasEnded { return }
      hasEnded = true
      try await take(.complete)
    case .end(.tooLong): throw ModelFailure.tooLong
    case .end(.filtered): throw ModelFailure.filtered
    }
  }

  // MARK: Failures

  private func execute(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
    do { return try await client.execute(request, timeout: Self.outermost) } catch {
      if Task.isCancelled || error is CancellationError { throw CancellationError() }
      throw ModelFailure.unreachable(NetworkFault.reason(error))
    }
  }

  /// What a status means, and what the server complains about.
  private func failure(
    _ response: HTTPClientResponse, to request: ModelRequest?
  ) async throws -> (failure: ModelFailure, complaint: String) {
    var text = ""
    if let bytes = try? await response.body.collect(upTo: Self.maxError) { text = String(buffer: bytes) }
    let complaint = Complaint(in: text)
    let failure = ModelFailure.status(
      Int(response.status.code), retryAfter: response.headers.retryAfter, message: complaint.message)
    return (presentable(failure, of: request), complaint.parameter ?? complaint.message)
  }

  /// Without keys, without what the caller has said, and short.
  private func presentable(_ failure: ModelFailure, of request: ModelRequest?) -> ModelFailure {
    guard case .status(let code, let hint, let message) = failure else { return failure }
    // What a server says of a wrong key may hold a part of it.
    if code == 401 || code == 403 { return .status(code, retryAfter: hint, message: "the key is refused") }
    let secrets = [format.server.key] + format.server.headers.map(\.value)
    var masked = secrets.reduce(message.withSingleSpaces) { $1.masked(in: $0) }
    if let request { masked = request.hidingTalk(in: masked) }
    return .status(code, retryAfter: hint, message: String(masked.prefix(Self.shownError)))
  }

  /// An error as servers put it.
  private struct Complaint: Decodable {
    var message: String
    /// The part of the request that it is about.
    var parameter: String?

    init(in body: String) {
      do { self = try JSONDecoder().decode(Complaint.self, from: Data(body.utf8)) } catch { message = body }
    }

    init(from decoder: any Decoder) throws {
      let outer = try decoder.container(keyedBy: Key.self)
      let inner = try? outer.nestedContainer(keyedBy: Key.self, forKey: .error)
      let texts = inner ?? outer
      let text = try? texts.decode(String.self, forKey: .message)
      message = text ?? (try? outer.decode(String.self, forKey: .error)) ?? ""
      parameter = try? texts.decode(String.self, forKey: .param)
    }

    private enum Key: String, CodingKey { case error, message, param }
  }
}
