import CallEngine
import DialogDSL
import Foundation
import Interpreter

/// What models and tools have replied when tests were run for real: played again, the same requests get the same replies
/// (docs/testing.md, "Cassettes").
///
/// A reply is found by where it is asked for and by the fingerprint of all that is asked, sensitive values masked. Another
/// request has no reply: the cassette is stale then, and nothing is asked in its place.
public struct Cassette: Sendable {
  /// Of the file's format.
  public static let version = 1

  /// Where something is asked for, and what.
  public struct Key: Sendable, Hashable, Comparable {
    /// A rung's name, a slot's or a step's place.
    public var place: String
    /// A fingerprint.
    public var request: String

    public static func < (a: Key, b: Key) -> Bool { (a.place, a.request) < (b.place, b.request) }
  }

  public enum Reply: Sendable, Hashable {
    case model(StubModels.Reply)
    case tool(ToolOutcome, seconds: Double)
    /// As it is read from a file: it held a sensitive value, without which it would be another one.
    case withheld
  }

  public struct Entry: Sendable, Hashable {
    /// What is asked for: a purpose of models, or the name of a tool.
    public var what: String
    /// For readers: the request without what is the same in all. Empty for tools.
    public var asked: String
    public var reply: Reply
    /// It holds a sensitive value: it is played, and does not come into a file.
    public var isSensitive: Bool
  }

  public internal(set) var entries: [Key: Entry] = [:]

  public init() {}

  /// Its keys that nothing has asked for.
  public func unused(besides used: Set<Key>) -> [Key] { entries.keys.filter { !used.contains($0) }.sorted() }

  /// The entries of another one besides its own.
  public mutating func merge(_ other: Cassette) { entries.merge(other.entries) { _, new in new } }
}

extension Cassette.Key {
  init(_ request: ModelRequest) { self.init(place: request.identity.place, request: request.identity.request) }

  /// Headers and what comes from the environment are left out: keys stand there, and change.
  init(_ request: ToolRequest, _ mask: SensitiveMask) {
    var hash = Fingerprint()
    for part in [request.method, request.identity.arguments] { hash.add(part: mask.apply(to: part)) }
    self.init(place: request.identity.step, request: hash.text)
  }
}

extension Cassette {
  /// What a call waits for that nothing answers.
  enum Wanted: Sendable {
    case model(ModelRequest)
    case tool(ToolRequest)
  }

  mutating func add(_ reply: StubModels.Reply, to request: ModelRequest, _ mask: SensitiveMask) {
    var masked = reply
    masked.replaceTexts(mask.apply)
    entries[Key(request)] = Entry(
      what: request.purpose.rawValue, asked: mask.apply(to: request.message),
      reply: .model(reply), isSensitive: masked != reply)
  }

  mutating func add(
    _ outcome: ToolOutcome, after seconds: Double, to request: ToolRequest, of tool: Tool, _ mask: SensitiveMask
  ) {
    let words = request.headers.flatMap { $0.value.split(separator: " ").map(String.init) }
    let secrets = tool.environment.union(words).filter { $0.count >= Self.shortestSecret }
      .sorted { ($1.count, $0) < ($0.count, $1) }
    let kept = outcome.replacingTexts { text in secrets.reduce(text) { $0.replacing($1, with: "…") } }
    entries[Key(request, mask)] = Entry(
      what: request.tool, asked: "",
      reply: .tool(kept, seconds: seconds), isSensitive: kept.replacingTexts(mask.apply) != kept)
  }

  /// Characters of a word in a header, or of the environment, that is one: `Bearer` is none.
  private static let shortestSecret = 8
}

extension ToolOutcome {
  fileprivate func replacingTexts(_ replace: (String) -> String) -> ToolOutcome {
    switch self {
    case .succeeded(let value): .succeeded(value.replacingTexts(replace))
    case .failed(let reason): .failed(replace(reason))
    }
  }
}
