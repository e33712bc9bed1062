import CallEngine
import DialogDSL
import Interpreter

/// What tools answer in a test.
public struct StubTools: Sendable {
  public enum Reply: Sendable, Hashable {
    /// Checked against the tool's `returns`, as a real reply is.
    case value(Value)
    case failure(String)
  }

  /// Answers to one tool.
  public struct Replies: Sendable {
    /// For these arguments (each as its canonical text), before all others.
    public var byArguments: [(arguments: [String: String], reply: Timed)] = []
    /// One after another; the last repeats.
    public var sequence: [Timed] = []

    public init(sequence: [Timed] = []) { self.sequence = sequence }
  }

  public struct Timed: Sendable, Hashable {
    /// No reply in the tool's own time.
    public static let timeout = Timed(.value(.none), delay: .infinity)

    public var reply: Reply
    /// Seconds until the reply.
    public var delay: Double

    public init(_ reply: Reply, delay: Double = 0) {
      self.reply = reply
      self.delay = delay
    }
  }

  private var replies: [String: Replies] = [:]
  private var used: [String: Int] = [:]
  /// Tools that ran without a stub for them, or for their arguments.
  public private(set) var missing: [String] = []

  public init() {}

  public subscript(tool: String) -> Replies? {
    get { replies[tool] }
    set {
      replies[tool] = newValue
      used[tool] = nil
    }
  }

  /// A tool without a stub fails: a test never calls out.
  mutating func reply(to request: ToolRequest, in script: Script) -> (outcome: ToolOutcome, delay: Double) {
    guard let replies = replies[request.tool], let tool = script.tools[request.tool] else {
      missing.append(request.tool)
      return (.failed("no stub for `\(request.tool)`"), 0)
    }
    let fitting = replies.byArguments.first { stub in
      stub.arguments.allSatisfy { request.arguments[$0.key]?.description == $0.value }
    }
    guard let timed = fitting?.reply ?? next(of: replies, request.tool) else {
      missing.append(request.tool)
      return (.failed("no stub for `\(request.tool)` with these arguments"), 0)
    }
    if timed.delay > tool.timeout { return (.failed("timeout after \(tool.timeout) s"), tool.timeout) }
    switch timed.reply {
    case .value(let value): return (ToolReply.check(value, as: tool.returns), timed.delay)
    case .failure(let reason): return (.failed(reason), timed.delay)
    }
  }

  private mutating func next(of replies: Replies, _ tool: String) -> Timed? {
    let count = used[tool, default: 0]
    used[tool] = count + 1
    return replies.sequence.isEmpty ? nil : replies.sequence[min(count, replies.sequence.count - 1)]
  }
}
