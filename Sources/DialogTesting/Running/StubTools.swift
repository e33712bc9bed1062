import CallEngine
import DialogDSL
import Interpreter

/// What tools answer in a test.
public struct StubTools: Sendable {
  public enum Reply: Sendable, Hashable {
    /// Checked against the tool's `returns`, as a real reply is.
    case value(Value)
    /// A status with what stands in the body, for the tool's `ok` to judge.
    case status(Int, Value)
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

  func knows(_ tool: String) -> Bool { replies[tool] != nil }

  /// A tool without a stub fails: a test never calls out.
  mutating func reply(to request: ToolRequest, in script: Script) -> (outcome: ToolOutcome, delay: Double) {
    guard let replies = replies[request.tool], let tool = script.tools[request.tool] else {
      missing.append(request.tool)
      return (.failed("no stub for `\(request.tool)`"), 0)
    }
    let fitting = replies.byArguments.first { stub in
      stub.arguments.allSatisfy { request.arguments[$0.key]?.description == $0.value }
    }
    var elapsed = 0.0
    for tries in 1... {
      guard let timed = fitting?.reply ?? next(of: replies, request.tool) else { break }
      elapsed += timed.delay
      if elapsed > tool.timeout { return (.failed("timeout after \(tool.timeout) s"), tool.timeout) }
      let outcome = timed.reply.outcome(of: tool)
      let wait = tool.retry.wait(before: tries)
      guard case .failed = outcome, timed.reply.mayPass, tries <= tool.retry.times, elapsed + wait < tool.timeout else {
        return (outcome, elapsed)
      }
      elapsed += wait
    }
    missing.append(request.tool)
    return (.failed("no stub for `\(request.tool)` with these arguments"), 0)
  }

  private mutating func next(of replies: Replies, _ tool: String) -> Timed? {
    let count = used[tool, default: 0]
    used[tool] = count + 1
    return replies.sequence.isEmpty ? nil : replies.sequence[min(count, replies.sequence.count - 1)]
  }
}

extension StubTools.Reply {
  fileprivate func outcome(of tool: Tool) -> ToolOutcome {
    switch self {
    case .value(let value): ToolReply.check(value, status: 200, of: tool)
    case .status(let status, let body): ToolReply.check(body, status: status, of: tool)
    case .failure(let reason): .failed(reason)
    }
  }

  /// Another try may do better, as with a real tool.
  fileprivate var mayPass: Bool {
    if case .status(let status, _) = self { ToolReply.mayPass(status: status) } else { false }
  }
}
