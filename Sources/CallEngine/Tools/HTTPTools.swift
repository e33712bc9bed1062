import AsyncHTTPClient
import DialogDSL
import Interpreter
import NIOCore
import NIOHTTP1

/// Runs tools over HTTP (language.md §8).
public final class HTTPTools: ToolRunner {
  private let client: HTTPClient

  /// A reply is a few facts; a longer one is a mistake or an attack.
  static let maxReply = 1 << 20
  /// Seconds to reach the server; within the tool's own timeout.
  static let connectTimeout: TimeAmount = .seconds(2)
  /// Requests at once to one host: a busy service serves many calls.
  static let connectionsPerHost = 64

  public init() {
    var configuration = HTTPClient.Configuration.singletonConfiguration
    configuration.timeout.connect = Self.connectTimeout
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connectionsPerHost
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .disabled
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Closes connections; to be called once, when no call runs any more.
  public func shutdown() async throws { try await client.shutdown() }

  public func run(_ request: ToolRequest, of tool: Tool, callID: String) async -> ToolOutcome {
    do {
      let response = try await client.execute(
        httpRequest(request, of: tool, callID: callID), timeout: .milliseconds(Int64(tool.timeout * 1000)))
      guard (200...299).contains(response.status.code) else { return .failed("status \(response.status.code)") }
      let body = try await response.body.collect(upTo: Self.maxReply)
      return ToolReply.read(body.readableBytesView, as: tool.returns)
    } catch let error as HTTPClientError where Self.timeouts.contains(error) {
      return .failed("timeout after \(tool.timeout) s")
    } catch is NIOTooManyBytesError {
      return .failed("reply over \(Self.maxReply) bytes")
    } catch is CancellationError {
      return .failed("cancelled")
    } catch {
      return .failed("\(error)")
    }
  }

  private static let timeouts: [HTTPClientError] = [
    .deadlineExceeded, .readTimeout, .connectTimeout, .getConnectionFromPoolTimeout,
  ]

  private func httpRequest(_ request: ToolRequest, of tool: Tool, callID: String) -> HTTPClientRequest {
    var http = HTTPClientRequest(url: request.url)
    http.method = HTTPMethod(rawValue: request.method)
    for header in request.headers { http.headers.replaceOrAdd(name: header.name, value: header.value) }
    if tool.writes { http.headers.replaceOrAdd(name: "Idempotency-Key", value: request.identity.key(callID: callID)) }
    if !http.headers.contains(name: "accept") { http.headers.add(name: "Accept", value: "application/json") }
    if let body = request.body {
      if !http.headers.contains(name: "content-type") {
        http.headers.add(name: "Content-Type", value: "application/json")
      }
      http.body = .bytes(ByteBuffer(string: body))
    }
    return http
  }
}

extension ToolIdentity {
  /// The same call, step and arguments give the same key.
  func key(callID: String) -> String {
    "\(callID)-" + Fingerprint(of: step + "\u{0}" + arguments).text
  }
}
