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
    for _ in 0..<Self.maxRefusals {
      let dialect = dialect.withLock { $0 }
      do { return try await stream(request, dialect, take) } catch let failure as ModelFailure {
        // Refused before anything was said: asked again in words that the server knows.
        guard case .status(let code, _, let complaint) = failure, code == 400 || code == 422,
          let other = dialect.without(complaint, in: structures)
        else { throw failure }
        self.dialect.withLock { $0 = other }
      }
    }
    throw ModelFailure.malformed("the server refuses every form of the request")
  }

  private func stream(
    _ request: ModelRequest, _ dialect: Dialect, _ take: @Sendable (ModelChunk) async throws -> Void
  ) async throws {
    var http = HTTPClientRequest(url: format.url)
    http.method = .POST
    http.headers = format.headers
    http.body = .bytes(ByteBuffer(string: format.body(request, dialect).json))
    let response = try await execute(http)
    guard response.status.code == 200 else { throw try await failure(response) }
    let isStream = response.headers["content-type"].first?.lowercased().contains("text/event-stream") ?? false
    do {
      if isStream { try await read(response.body, take) } else { try await read(whole: response.body, take) }
    } catch let failure as ModelFailure {
      throw presentable(failure)
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
    if !isKnown { throw try await failure(response) }
    _ = try? await response.body.collect(upTo: Self.maxReply)
  }

  // MARK: Reading

  private func read(
    _ body: HTTPClientResponse.Body, _ take: @Sendable (ModelChunk) async throws -> Void
  ) async throws {
    var events = ServerSentEvents()
    var size = 0
    var hasEnded = false
    for try await bytes in body {
      size += bytes.readableBytes
      if size > Self.maxReply { throw ModelFailure.malformed("it is over \(Self.maxReply) bytes") }
      for event in try events.add(bytes.readableBytesView) {
        for part in try format.read(event) { try await pass(part, &hasEnded, take) }
        if format.isLast(event) { return }
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

  private func failure(_ response: HTTPClientResponse) async throws -> ModelFailure {
    var text = ""
    if let bytes = try? await response.body.collect(upTo: Self.maxError) { text = String(buffer: bytes) }
    return presentable(
      .status(
        Int(response.status.code), retryAfter: Self.retryAfter(response.headers), message: Self.message(in: text)))
  }

  /// Without keys, and short.
  private func presentable(_ failure: ModelFailure) -> ModelFailure {
    guard case .status(let code, let hint, let message) = failure else { return failure }
    // What a server says of a wrong key may hold a part of it.
    if code == 401 || code == 403 { return .status(code, retryAfter: hint, message: "the key is refused") }
    let secrets = [format.server.key] + format.server.headers.map(\.value)
    let masked = secrets.reduce(message.withSingleSpaces) { $1.masked(in: $0) }
    return .status(code, retryAfter: hint, message: String(masked.prefix(Self.shownError)))
  }

  private static func message(in body: String) -> String {
    struct Failure: Decodable {
      struct Inner: Decodable { var message: String? }
      var error: Inner?
      var message: String?
    }
    guard let failure = try? JSONDecoder().decode(Failure.self, from: Data(body.utf8)) else { return body }
    return failure.error?.message ?? failure.message ?? ""
  }

  /// `retry-after-ms`, or `retry-after` in seconds; a date is no hint that a caller can wait for.
  private static func retryAfter(_ headers: HTTPHeaders) -> Double? {
    if let text = headers["retry-after-ms"].first, let hint = Double(text) { return hint / 1000 }
    return headers["retry-after"].first.flatMap(Double.init)
  }
}
