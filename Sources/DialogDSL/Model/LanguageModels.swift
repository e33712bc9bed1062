/// `llm`: the language models that a script may ask, and how long a caller waits for them (language.md §7).
public struct LanguageModels: Sendable {
  /// nil: `provider: none`. Nothing is ever asked, and rungs that name a model pass.
  public var primary: ModelServer?
  /// Asked when the first one fails before it has said anything.
  public var backup: ModelServer?
  /// Seconds until the first sentence, or until the whole of a reply that is no speech; of each server.
  public var timeout = LanguageModels.standardTimeout
  /// Seconds between two pieces of a reply.
  public var stall = LanguageModels.standardStall
  /// Said when a model takes longer than `holdAfter`; nil: the locale's own words.
  public var hold: Prompt?
  /// Seconds.
  public var holdAfter = LanguageModels.standardHoldAfter
  public var budget = ModelBudget()
  /// Sensitive values and words are not masked in requests.
  public var seesSensitive = false

  public static let standardTimeout = 4.0
  public static let standardStall = 2.0
  public static let standardHoldAfter = 1.2
  /// A server, and after it the backup: within the 20 seconds that a caller waits at most (CallEngine, `turnDeadline`).
  static let longestTimeout = 8.0

  public init() {}

  public var isOn: Bool { primary != nil }
}

/// What a call may ask of models. Past it, rungs that name a model pass.
public struct ModelBudget: Sendable, Hashable {
  /// More than a call of half an hour asks for; a caller who keeps a model busy on purpose is cut off.
  public var requests = 60
  /// Read and written; some fifty requests with a page of knowledge each.
  public var tokens = 200_000

  public init() {}
}

/// A server of language models: where it is, and how it is spoken to.
public struct ModelServer: Sendable {
  public enum Provider: String, Sendable, CaseIterable {
    case none
    /// Chat completions, as OpenAI, Azure OpenAI, OpenRouter, Ollama, vLLM and llama.cpp have them.
    case openAI = "openai"
    case anthropic

    /// Where its own service is.
    public var standardURL: String? {
      switch self {
      case .none: nil
      case .openAI: "https://api.openai.com/v1"
      case .anthropic: "https://api.anthropic.com/v1"
      }
    }
  }

  public var provider: Provider
  /// `http` or `https`; may come with a query.
  public var url: String
  /// Empty: none is sent.
  public var key: Secret
  public var model: String
  /// Azure: `api-version` in the query, and the key as `api-key`.
  public var apiVersion: String?
  /// nil: the server's own.
  public var temperature: DecimalNumber?
  /// Sent with every request; values may be secrets.
  public var headers: [(name: String, value: Secret)]
  public var range: SourceRange

  public init(provider: Provider, url: String, key: Secret, model: String, range: SourceRange) {
    self.provider = provider
    self.url = url
    self.key = key
    self.model = model
    self.range = range
    temperature = DecimalNumber(0)
    headers = []
  }
}

/// A text that is used and never shown: not in logs, errors, traces or stores.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  private let text: String

  public init(_ text: String) { self.text = text }

  public var isEmpty: Bool { text.isEmpty }
  public var description: String { "…" }
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// For the one place where it goes out.
  public func reveal() -> String { text }

  /// The text with the secret in it made unreadable.
  public func masked(in other: String) -> String { text.isEmpty ? other : other.replacing(text, with: "…") }
}
