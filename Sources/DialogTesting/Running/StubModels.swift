import CallEngine
import DialogDSL
import Interpreter
import Synchronization

/// What models reply in a test: `model_says` and `model_fails` (language.md §9).
///
/// Replies belong to the turn that follows them. However often that turn is asked for, split up or read anew, each time
/// its requests get the same replies in the same order: speech where speech is wanted, commands where commands are.
public struct StubModels: Sendable {
  public struct Reply: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
      case speech(String)
      /// JSON; for requests with a schema.
      case value(Value)
      /// What has been said before the failure, and why it fails.
      case failure(after: String, ModelFault)
    }

    public var content: Content
    /// Seconds until its first word; infinite: as long as a model may take.
    public var delay: Double
    /// Seconds between the last word and the failure.
    public var lag: Double

    public init(_ content: Content, delay: Double = 0, lag: Double = 0) {
      self.content = content
      self.delay = delay
      self.lag = lag
    }

    /// No command, no value, no answer: for any request.
    public static let nothing = Reply(.speech(ModelRequest.noAnswer))

    fileprivate func fits(_ request: ModelRequest) -> Bool {
      if self == .nothing { return true }
      return switch content {
      case .speech: request.schema == nil
      case .value: request.schema != nil
      case .failure: true
      }
    }
  }

  private var next: [Reply] = []
  private var replies: [Reply] = []
  private var used: Set<Int> = []
  /// Asked again, a request gets the reply it got.
  private var given: [ModelIdentity: Int] = [:]
  /// The caller has not finished: what nothing is said about is never spoken.
  private var goesOn = false
  private var everUsed: Set<Int> = []
  /// The caller has been silent: what comes next is for the turn after it, unless a model is asked before.
  private var isSilent = false
  /// The call has just begun: what the greeting had no use for is for the caller's first turn.
  private var isOpening = false
  /// Requests for which there was no reply.
  public private(set) var missing: [ModelRequest] = []

  public init() {}

  /// For the turn that comes next.
  public mutating func add(_ reply: Reply) { next.append(reply) }

  /// The caller's next turn begins.
  mutating func beginTurn() {
    isSilent = false
    if isOpening { next = replies.indices.filter { !everUsed.contains($0) }.map { replies[$0] } + next }
    isOpening = false
    replies = next
    next = []
    everUsed = []
    goesOn = false
    forget()
  }

  mutating func beginOpening() {
    beginTurn()
    isOpening = true
  }

  mutating func beginSilence() {
    isSilent = true
    forget()
  }

  /// The turn is asked for once more.
  ///
  /// - Parameters:
  ///   - isChanged: with other words.
  ///   - goesOn: and others are still to come.
  mutating func askAgain(isChanged: Bool, goesOn: Bool) {
    if !next.isEmpty { beginTurn() }
    self.goesOn = goesOn
    if isChanged { forget() }
  }

  private mutating func forget() {
    used = []
    given = [:]
  }

  /// Replies of the turn that nobody has asked for.
  var unused: Int { isOpening ? 0 : replies.count - everUsed.count }

  /// A model that nothing is said about fails: a test never calls out. Where something is said about the turn, commands
  /// that are not given are none.
  ///
  /// - Parameter kept: what a cassette holds for it, where nothing is said.
  mutating func reply(to request: ModelRequest, kept: Reply? = nil) -> Reply {
    if isSilent, !next.isEmpty { beginTurn() }
    if let index = given[request.identity] { return replies[index].written(for: request) }
    if let index = replies.indices.first(where: { !used.contains($0) && replies[$0].fits(request) }) {
      given[request.identity] = index
      used.insert(index)
      everUsed.insert(index)
      return replies[index].written(for: request)
    }
    // What has broken down, or has nothing to say, stays so for the turn.
    if let last = replies.last, last == .nothing || last.isFailure { return last.written(for: request) }
    if request.purpose == .understand, !replies.isEmpty { return Reply.nothing.written(for: request) }
    if let kept { return kept }
    if !goesOn { missing.append(request) }
    return Reply(.failure(after: "", ModelFault("no `model_says` for it")))
  }
}

extension StubModels.Reply {
  /// `nothing` in the form that the request wants.
  fileprivate func written(for request: ModelRequest) -> Self {
    guard self == .nothing else { return self }
    return switch request.purpose {
    case .answer, .generate: self
    case .understand, .converse: Self(.value(.map(["commands": .list([])])))
    case .slot: Self(.value(.map(["value": .none])))
    }
  }

  mutating func replaceTexts(_ replace: (String) -> String) {
    switch content {
    case .speech(let text): content = .speech(replace(text))
    case .value(let value): content = .value(value.replacingTexts(replace))
    case .failure(let text, let fault): content = .failure(after: replace(text), fault)
    }
  }

  fileprivate var isFailure: Bool { if case .failure = content { true } else { false } }
}

extension StubModels.Reply {
  /// What a real model replies, whole.
  public init(of runner: any ModelRunner, to request: ModelRequest) async {
    let sentences = Mutex<[String]>([])
    let reply = await runner.ask(request) { sentence in sentences.withLock { $0.append(sentence) } }
    let text = sentences.withLock { $0.joined() }
    switch reply.outcome {
    case .spoken: self.init(.speech(text))
    case .proposed(let value): self.init(.value(value))
    case .failed(let fault): self.init(.failure(after: text, fault))
    }
  }
}
