import DialogDSL
import Hearing

/// What a language model is asked (language.md §7). The same words at the same place of the same dialog give the same
/// request, so that a turn that is read anew has its reply already.
public struct ModelRequest: Sendable, Hashable {
  /// What the reply is for.
  public enum Purpose: String, Sendable, Hashable, Codable, CaseIterable {
    /// Commands, as JSON.
    case understand
    /// Speech out of `knowledge`.
    case answer
    /// A line that the script wants worded.
    case generate
    /// One turn of a model that leads, as JSON: commands, a tool, words.
    case converse
    /// The value of a slot, as JSON.
    case slot
  }

  /// What a model says instead of an answer it does not have.
  public static let noAnswer = "NO_ANSWER"

  public var identity: ModelIdentity
  public var purpose: Purpose
  /// Of the call: in its language sentences are told apart.
  public var locale: LocaleTag
  /// As far as may be the same in all requests of a script, so that providers need not read it again.
  public var instructions: String
  /// What is asked this time: a JSON object, in which the caller's words are a string like any other.
  public var message: String
  /// The JSON Schema that the reply must fit; nil: the reply is speech.
  public var schema: Value?
  /// Of the reply.
  public var maxTokens: Int
}

extension ModelRequest {
  /// A text in which a server may have said back what it was sent: words that stand in the message alone are left out.
  public func hidingTalk(in text: String) -> String {
    func words(_ text: String) -> Set<String> { Set(Words(text).words.map(\.text)) }
    let said = words(message).subtracting(words(instructions))
    return text.split(separator: " ").map { piece in
      words(String(piece)).isDisjoint(with: said) ? String(piece) : "…"
    }.joined(separator: " ")
  }
}

/// What makes two requests the same: where they are asked, and what.
public struct ModelIdentity: Sendable, Hashable, Codable {
  /// A rung's name, or a step's path.
  public var place: String
  /// The fingerprint of all that is asked, but for the moment.
  public var request: String

  public init(place: String, request: String) {
    self.place = place
    self.request = request
  }
}

/// How a reply ended.
public enum ModelOutcome: Sendable, Hashable, Codable {
  /// Speech: its sentences have come before.
  case spoken
  /// JSON; whether it fits the schema is still to be seen.
  case proposed(Value)
  case failed(ModelFault)
}

/// Why there is no reply, or no more of it.
public struct ModelFault: Sendable, Hashable, Codable {
  /// For the trace and the log.
  public var reason: String
  /// Nobody is there, or in no time: another request in the same turn would only wait once more.
  public var isDown: Bool

  public init(_ reason: String, isDown: Bool = false) {
    self.reason = reason
    self.isDown = isDown
  }
}

/// What a call has asked of models, and what of the replies a turn that is read anew may need.
///
/// Like the results of tools it is kept when a turn is taken back.
public struct ModelLedger: Sendable, Hashable, Codable {
  /// One request and as much of its reply as has come.
  public struct Reply: Sendable, Hashable, Codable {
    public var identity: ModelIdentity
    /// As they came, white space between them included.
    public var sentences: [String] = []
    /// nil: the model is still at it.
    public var outcome: ModelOutcome?
    /// Counted for it so far.
    var tokens: Int
  }

  /// Requests of the call that were not given up.
  public private(set) var requests = 0
  /// Read and written, as the servers counted them; estimated where they did not.
  public private(set) var tokens = 0
  private(set) var replies: [Reply] = []

  init() {}

  subscript(identity: ModelIdentity) -> Reply? { replies.first { $0.identity == identity } }

  /// Characters that make a token, roughly, in the languages that are spoken here.
  private static let charactersPerToken = 4

  static func estimatedTokens(of texts: String...) -> Int {
    texts.reduce(0) { $0 + $1.utf8.count } / charactersPerToken + 1
  }

  mutating func open(_ request: ModelRequest) {
    let estimate = Self.estimatedTokens(of: request.instructions, request.message)
    replies.append(Reply(identity: request.identity, tokens: estimate))
    requests += 1
    tokens += estimate
  }

  mutating func add(_ sentence: String, to identity: ModelIdentity) {
    guard let index = index(of: identity), replies[index].outcome == nil else { return }
    replies[index].sentences.append(sentence)
    count(Self.estimatedTokens(of: sentence), of: index)
  }

  /// - Parameter used: what the server has counted for request and reply together; nil: it has not.
  mutating func close(_ identity: ModelIdentity, _ outcome: ModelOutcome, used: Int?) {
    guard let index = index(of: identity) else { return }
    // One that was broken off here keeps how it ended.
    if replies[index].outcome == nil { replies[index].outcome = outcome }
    if let used { count(used - replies[index].tokens, of: index) }
  }

  private mutating func count(_ more: Int, of index: Int) {
    replies[index].tokens += more
    tokens += more
  }

  private func index(of identity: ModelIdentity) -> Int? { replies.firstIndex { $0.identity == identity } }

  /// A settled turn is not read anew: nobody needs its replies. `kept`: the one that is still waited for.
  mutating func forget(besides kept: ModelIdentity?) { replies.removeAll { $0.identity != kept } }

  /// Replies that nobody waits for any more are not to be gone on with. What callers who go on talking have asked for in
  /// vain counts as read, not as requests.
  mutating func forgetOpen(besides kept: ModelIdentity?) {
    let count = replies.count
    replies.removeAll { $0.outcome == nil && $0.identity != kept }
    requests -= count - replies.count
  }
}
