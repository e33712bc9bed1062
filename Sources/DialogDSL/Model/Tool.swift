/// An HTTP tool of language.md §8.
public struct Tool: Sendable {
  public enum Method: String, Sendable, CaseIterable { case get, post, put, patch, delete }

  public var name: String
  public var method: Method
  /// Values inside are percent-encoded when filled in.
  public var url: Template
  public var headers: [(name: String, value: Template)]
  public var query: [(name: String, value: Template)]
  public var body: Body?
  /// What its texts hold of the environment: keys, most of all.
  public var environment: Set<String>
  /// A parameter named like a slot is filled from it when `with` does not give it.
  public var parameters: [String: ValueType]
  /// Seconds for the whole exchange.
  public var timeout: Double
  /// Typed members of the result; nil: taken as it comes.
  public var returns: [String: ValueType]?
  /// Over `status` and `body`; nil: status 200...299.
  public var ok: Expression?
  /// How often a failure that may pass is tried again.
  public var retry = RetryRule()
  public var hold: Prompt?
  /// Seconds after which `hold` is spoken.
  public var holdAfter: Double
  /// Waits for its turn to be settled; runs at most once per call, step and arguments.
  public var writes: Bool
  public var range: SourceRange

  /// A body's texts are templates; a scalar that is one `{{ expression }}` keeps its JSON type.
  public indirect enum Body: Sendable {
    case text(Template)
    case object([(key: String, value: Body)])
    case array([Body])
  }

  /// All texts of a request, as they are written.
  public var templates: [Template] {
    [url] + headers.map(\.value) + query.map(\.value) + (body?.templates ?? [])
  }

  /// Without what the environment holds.
  public var open: Tool {
    var tool = self
    tool.url = url.open
    tool.headers = headers.map { ($0.name, $0.value.open) }
    tool.query = query.map { ($0.name, $0.value.open) }
    tool.body = body?.open
    return tool
  }

  /// What `ok` reads.
  public static let status = "status"
  public static let bodyName = "body"

  public static let standardTimeout = 5.0
  public static let standardHoldAfter = 0.7

  public init(name: String, method: Method, url: Template, range: SourceRange) {
    self.name = name
    self.method = method
    self.url = url
    self.range = range
    headers = []
    query = []
    environment = []
    parameters = [:]
    timeout = Self.standardTimeout
    holdAfter = Self.standardHoldAfter
    writes = false
  }
}

extension Tool.Body {
  fileprivate var open: Tool.Body {
    switch self {
    case .text(let template): .text(template.open)
    case .object(let members): .object(members.map { ($0.key, $0.value.open) })
    case .array(let items): .array(items.map(\.open))
    }
  }

  fileprivate var templates: [Template] {
    switch self {
    case .text(let template): [template]
    case .object(let members): members.flatMap(\.value.templates)
    case .array(let items): items.flatMap(\.templates)
    }
  }
}

/// `retry`: after failures that may pass (no connection, a status of 408, 429 or 5xx), within the turn's time.
public struct RetryRule: Sendable, Hashable {
  /// Besides the first try.
  public var times = 0
  /// Seconds before the second try, unless the server says when; twice as long before each further one.
  public var wait = 0.2

  /// A caller waits 20 seconds at most.
  static let mostTimes = 5

  /// Seconds before the next try, after so many.
  public func wait(before tries: Int) -> Double { wait * Double(1 << (tries - 1)) }

  public init() {}
}
