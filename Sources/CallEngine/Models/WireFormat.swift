import DialogDSL
import Interpreter
import NIOHTTP1

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How one kind of server is asked, and what it says.
protocol WireFormat: Sendable {
  var server: ModelServer { get }
  /// Where replies are asked for.
  var url: String { get }
  /// Something that costs nothing to ask for.
  var warmUpURL: String { get }
  var headers: HTTPHeaders { get }
  /// JSON.
  func body(_ request: ModelRequest, _ dialect: Dialect) -> Value
  /// What one event of a stream means.
  func read(_ event: ServerSentEvents.Event) throws -> [StreamedPart]
  /// Nothing comes after it.
  func isLast(_ event: ServerSentEvents.Event) -> Bool
  /// A reply that came in one piece, from a server that does not stream.
  func read(whole body: Data) throws -> [StreamedPart]
}

enum StreamedPart: Equatable {
  case text(String)
  case used(TokenCount)
  /// Why the reply ends.
  case end(Ending)

  enum Ending: Equatable {
    case complete, tooLong, filtered
  }
}

/// Tokens as a server counts them; what it has not told is nil.
public struct TokenCount: Sendable, Hashable {
  public private(set) var read: Int?
  public private(set) var written: Int?

  /// More than any server reads or writes for one request: what is told beyond is not believed.
  private static let most = 10_000_000

  public init(read: Int? = nil, written: Int? = nil) {
    self.read = read.map(Self.believed)
    self.written = written.map(Self.believed)
  }

  /// A count that can be added to others.
  static func believed(_ count: Int) -> Int { min(max(count, 0), most) }

  /// What is told later holds.
  mutating func update(_ later: TokenCount) {
    read = later.read ?? read
    written = later.written ?? written
  }

  var total: Int? { read == nil && written == nil ? nil : (read ?? 0) + (written ?? 0) }
}

/// What of the protocol a server understands: found out by being refused, and remembered.
struct Dialect: Sendable, Hashable {
  enum Structure: Int, Sendable { case schema, tool, object, none }

  /// How a reply is kept to a schema; the next one is tried when a server does not know it.
  var structure = Structure.schema
  /// `max_completion_tokens` instead of `max_tokens`.
  var namesCompletionTokens: Bool
  var sendsTemperature = true
  var asksForUsage = true

  /// The same without what the server's words complain about; nil: nothing of that kind.
  func without(_ complaint: String, in structures: [Structure]) -> Dialect? {
    var other = self
    let words = complaint.lowercased()
    if words.contains("max_completion_tokens") || words.contains("max_tokens") {
      other.namesCompletionTokens.toggle()
    } else if words.contains("temperature") {
      other.sendsTemperature = false
    } else if words.contains("stream_options") || words.contains("include_usage") {
      other.asksForUsage = false
    } else if ["response_format", "json_schema", "schema", "grammar", "output_config", "output_format", "tool"]
      .contains(where: words.contains), let index = structures.firstIndex(of: structure), index + 1 < structures.count
    {
      other.structure = structures[index + 1]
    }
    return other == self ? nil : other
  }
}

extension ModelServer {
  /// The base with a path added, its query kept.
  func address(_ path: String) -> String {
    let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var base = String(parts[0])
    while base.hasSuffix("/") { base.removeLast() }
    var query = parts.count > 1 ? [String(parts[1])] : []
    if let apiVersion { query.append("api-version=\(apiVersion)") }
    return base + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  /// A bare host is completed: everybody's servers have their API there.
  var withVersion: ModelServer {
    let afterScheme = url.drop { $0 != ":" }.dropFirst(3)
    guard !afterScheme.dropLast(afterScheme.hasSuffix("/") ? 1 : 0).contains("/"), !afterScheme.contains("?") else {
      return self
    }
    var server = self
    server.url += url.hasSuffix("/") ? "v1" : "/v1"
    return server
  }

  var ownHeaders: HTTPHeaders {
    var headers = HTTPHeaders([("Content-Type", "application/json"), ("Accept", "text/event-stream, application/json")])
    for header in self.headers { headers.replaceOrAdd(name: header.name, value: header.value.reveal()) }
    return headers
  }
}
