/// A checked dialog script: frozen, shared by all its calls. Made by `ScriptLoader`; everything in it is resolved,
/// so the interpreter never meets an unknown name.
public struct Script: Sendable {
  public var name: String
  public var about: String
  public var locale: LocaleTag
  /// IANA zone.
  public var timeZone: String
  public var variables: [String: Variable]
  /// Transfer targets: E.164 or SIP URI.
  public var lines: [String: String]
  /// In script order.
  public var slots: [Slot]
  public var prompts: [String: Prompt]
  /// In script order; `main` is where a call starts.
  public var flows: [Flow]
  public var steps: [Step]
  public var fallback: [Rung]
  /// One entry per reminder; the last repeats. Empty: the locale's default.
  public var silence: [SilenceEntry]
  public var universals: Universals
  /// `phrases:`: named rules for `<name>`.
  public var phrases: [String: [Phrase]]
  public var tools: [String: Tool]
  public var result: [Entry]
  public var retell: RetellSettings

  private var slotIndex: [String: Int]
  private var flowIndex: [String: Int]

  public init(name: String, slots: [Slot], flows: [Flow], steps: [Step]) {
    self.name = name
    self.slots = slots
    self.flows = flows
    self.steps = steps
    slotIndex = Dictionary(slots.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    flowIndex = Dictionary(flows.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    about = ""
    locale = LocaleTag.standard
    timeZone = "UTC"
    variables = [:]
    lines = [:]
    prompts = [:]
    fallback = []
    silence = []
    universals = Universals()
    phrases = [:]
    tools = [:]
    result = []
    retell = RetellSettings()
  }

  public subscript(step: StepID) -> Step { steps[step.index] }

  /// The name must be one of `slots`: the loader has resolved it.
  public func slot(_ name: String) -> Slot {
    guard let index = slotIndex[name] else { preconditionFailure("no slot named \(name) in \(self.name)") }
    return slots[index]
  }

  /// The name must be one of `flows`: the loader has resolved it.
  public func flow(_ name: String) -> Flow {
    guard let index = flowIndex[name] else { preconditionFailure("no flow named \(name) in \(self.name)") }
    return flows[index]
  }

  public func hasFlow(_ name: String) -> Bool { flowIndex[name] != nil }
}

/// A BCP 47 tag cut to what is used: language and region.
public struct LocaleTag: Sendable, Hashable, Codable {
  /// Lower case: `en`.
  public var language: String
  /// Upper case: `US`.
  public var region: String

  public static let standard = LocaleTag(language: "en", region: "US")

  public init(language: String, region: String) {
    self.language = language
    self.region = region
  }

  public var description: String { "\(language)-\(region)" }
}

/// A typed value that speech never fills.
public struct Variable: Sendable {
  public var name: String
  public var type: SlotType
  /// A path into `call`: `["retell_llm_dynamic_variables", "first_name"]`.
  public var path: [String]?
  public var initial: Value
  public var range: SourceRange

  public init(name: String, type: SlotType, path: [String]?, initial: Value, range: SourceRange) {
    self.name = name
    self.type = type
    self.path = path
    self.initial = initial
    self.range = range
  }
}

public struct Flow: Sendable {
  public var name: String
  public var about: String?
  public var triggers: [Phrase]
  /// On offer only when true.
  public var condition: Expression?
  /// Whether another flow's trigger may run on top of this one.
  public var isInterruptible: Bool
  /// nil: an empty flow.
  public var first: StepID?
  public var fallback: [Rung]?
  public var range: SourceRange

  public init(name: String, range: SourceRange) {
    self.name = name
    self.range = range
    triggers = []
    isInterruptible = true
  }
}

public enum SilenceEntry: Sendable {
  case say(Prompt)
  /// A closing step; only as the last entry.
  case steps(StepID)
}

/// What always works, and this script's changes to it.
public struct Universals: Sendable {
  /// Phrases that replace the locale's.
  public var replaced: [Universal: [Phrase]] = [:]
  /// Phrases in addition to the locale's.
  public var added: [Universal: [Phrase]] = [:]
  public var off: Set<Universal> = []
  /// Flows that answer a universal: `human: {do: reception}`.
  public var flows: [Universal: String] = [:]

  public init() {}
}

/// The universals of language.md §6 that are built.
public enum Universal: String, Sendable, Hashable, Codable, CaseIterable {
  case `repeat`, help, cancel, human, goodbye
  case startOver = "start_over"
  case wait

  public static let planned: Set<String> = ["slower", "spell_that", "back", "skip"]
}

public struct RetellSettings: Sendable {
  public var autoReconnect = true
  /// Ask for the call's details. Default: when the script reads `call`, has variables with `from`, or a phone slot
  /// ("the number I'm calling from").
  public var callDetails = false
  /// Texts may read the call's details: the greeting waits for them.
  public var greetingWaits = false
  public var transcriptWithToolCalls = false
  /// Seconds the greeting waits for `call_details`.
  public var greetingWait = RetellSettings.standardGreetingWait

  public static let standardGreetingWait = 1.0

  public init() {}
}
