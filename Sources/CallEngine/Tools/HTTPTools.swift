import AsyncHTTPClient
import DialogDSL
import Interpreter
import NIOCore
import NIOHTTP1

/// Runs tools over HTTP (language.md §8).
public final class HTTPTools: ToolRunner {
  private let client: HTTPClient
  private let allowsPrivate: Bool

  /// A reply is a few facts; a longer one is a mistake or an attack.
  static let maxReply = 1 << 20
  /// Seconds to reach the server; within the tool's own timeout.
  static let connectTimeout: TimeAmount = .seconds(2)
  /// Requests at once to one host: a busy service serves many calls.
  static let connectionsPerHost = 64
  /// Before a connection that is refused is closed: the client must have forgotten it by then.
  private static let closingDelay: TimeAmount = .seconds(1)

  /// - Parameter allowsPrivate: tools may be on this machine or in its network.
  public init(allowsPrivate: Bool) {
    self.allowsPrivate = allowsPrivate
    var configuration = HTTPClient.Configuration.outgoing(
      connectTimeout: Self.connectTimeout, connectionsPerHost: Self.connectionsPerHost)
    if !allowsPrivate {
      configuration.http1_1ConnectionDebugInitializer = Self.refusePrivate
      configuration.http2ConnectionDebugInitializer = Self.refusePrivate
    }
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Closes connections; to be called once, when no call runs any more.
  public func shutdown() async throws { try await client.shutdown() }

  /// Where a name leads is known when the connection stands; nothing has been sent on it yet.
  private static func refusePrivate(_ channel: any Channel) -> EventLoopFuture<Void> {
    guard PrivateAddress.contains(channel.remoteAddress) else { return channel.eventLoop.makeSucceededVoidFuture() }
    channel.eventLoop.scheduleTask(in: closingDelay) { channel.close(promise: nil) }
    return channel.eventLoop.makeFailedFuture(PrivateAddressRefused())
  }

  private struct PrivateAddressRefused: Error {}

  /// All tries together take no longer than the tool's `timeout`.
  public func run(_ request: ToolRequest, of tool: Tool, callID: String) async -> ToolOutcome {
    let deadline = ContinuousClock.now + .seconds(tool.timeout)
    var tries = 0
    while true {
      let reply = await send(request, of: tool, callID: callID, deadline: deadline)
      tries += 1
      guard reply.mayPass, tries <= tool.retry.times else { return reply.outcome }
      let wait = reply.hint ?? tool.retry.wait(before: tries) * Double.random(in: 0.8...1.2)
      guard wait < (deadline - .now) / .seconds(1) else { return reply.outcome }
      do { try await Task.sleep(for: .seconds(wait)) } catch { return .failed("cancelled") }
    }
  }

  /// What came of one try.
  private struct Try {
    var outcome: ToolOutcome
    /// Another try may do better.
    var mayPass = false
    /// Seconds after which the server wants to be asked again.
    var hint: Double?
  }

  private func send(
    _ request: ToolRequest, of tool: Tool, callID: String, deadline: ContinuousClock.Instant
  ) async -> Try {
    guard WebAddress(request.url) != nil else {
      return Try(outcome: .failed("the URL is none of http:// or https:// with a host"))
    }
    // A value that is all of a step of the path would lead elsewhere.
    let path = request.url.prefix { !"?#".contains($0) }.split(separator: "/", omittingEmptySubsequences: false)
    if path.contains(where: { $0 == "." || $0 == ".." }) { return Try(outcome: .failed("`..` in the URL's path")) }
    if !allowsPrivate, PrivateAddress.isNamed(in: request.url) { return Try(outcome: .failed(Self.isPrivate)) }
    let seconds = max(0, (deadline - .now) / .seconds(1))
    do {
      let response = try await client.execute(
        httpRequest(request, of: tool, callID: callID), timeout: .milliseconds(Int64(seconds * 1000)))
      let body = try await response.body.collect(upTo: Self.maxReply)
      let status = Int(response.status.code)
      let outcome = ToolReply.read(body.readableBytesView, status: status, of: tool)
      if case .succeeded = outcome { return Try(outcome: outcome) }
      return Try(
        outcome: outcome, mayPass: ToolReply.mayPass(status: status),
        hint: response.headers.retryAfter)
    } catch let error as HTTPClientError where Self.timeouts.contains(error) {
      return Try(outcome: .failed("timeout after \(tool.timeout) s"))
    } catch is NIOTooManyBytesError {
      return Try(outcome: .failed("reply over \(Self.maxReply) bytes"))
    } catch is CancellationError {
      return Try(outcome: .failed("cancelled"))
    } catch is PrivateAddressRefused {
      return Try(outcome: .failed(Self.isPrivate))
    } catch {
      return Try(outcome: .failed(NetworkFault.reason(error)), mayPass: true)
    }
  }

  /// Why a tool has not run that needs `allowsPrivate`.
  public static let isPrivate = "the address is on this machine or in its network, which is not allowed"

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
