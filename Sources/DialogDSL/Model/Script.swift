/// A checked dialog script: frozen, shared by all its calls. Made by `ScriptLoader`; everything in it is resolved,
/// so the interpreter never meets an unknown name.
public struct Script: Sendable {
  public var name: String
  public var about: String
  /// The one that its texts and phrases are written for.
  public var locale: LocaleTag
  /// This script in its other locales, in the author's order: the same but for texts and phrases, with the same ids.
  public var translations: [Script]
  /// Names the call's locale; nil: always `locale`. Reads vars and `call` only.
  public var localeChoice: Template?
  /// IANA zone.
  public var timeZone: String
  public var variables: [String: Variable]
  /// Transfer targets: E.164 or SIP URI.
  public var lines: [String: String]
  /// In script order.
  public var slots: [Slot]
  public var prompts: [String: Prompt]
  /// Built-in texts that are said in other words here, by id (`BuiltInText`); tapered, never empty.
  public var texts: [String: [Prompt]]
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
  /// `result: {send: TOOL}`: posts the result when the call is over; its arguments are the result's entries.
  public var resultTool: ToolUse?
  public var limits: CallLimits
  public var models: LanguageModels
  /// What models may answer from, in script order.
  public var knowledge: [KnowledgeEntry]
  public var speechGuard: SpeechGuard
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
    translations = []
    timeZone = "UTC"
    variables = [:]
    lines = [:]
    prompts = [:]
    texts = [:]
    fallback = []
    silence = []
    universals = Universals()
    phrases = [:]
    tools = [:]
    result = []
    limits = CallLimits()
    models = LanguageModels()
    knowledge = []
    speechGuard = SpeechGuard()
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

  /// How its choices are called, by value, where that is not the value itself.
  public var choiceNames: [String: String] {
    Dictionary(
      slots.flatMap(\.choices).compactMap { choice in choice.name.map { (choice.value, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  public func hasFlow(_ name: String) -> Bool { flowIndex[name] != nil }
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
  /// How the agent calls it when it asks which flow is meant.
  public var spokenName: String
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
    spokenName = name.withSpaces
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

/// The universals of language.md §6, in the order in which they are tried: "say that again slowly" is `slower`, "undo
/// that" is `back`.
public enum Universal: String, Sendable, Hashable, Codable, CaseIterable {
  case slower
  case spellThat = "spell_that"
  case `repeat`, help, skip, back, cancel, human, goodbye
  case startOver = "start_over"
  case wait
}

public struct RetellSettings: Sendable {
  public var autoReconnect = true
  /// Ask for the call's details. Default: when the script reads `call`, has variables with `from`, or a phone slot
  /// ("the number I'm calling from").
  public var callDetails = false
  /// Texts may read the call's details: the greeting waits for them.
  public var greetingWaits = false
  public var transcriptWithToolCalls = false
  /// A slot takes keypad input: the keys stand in the woven transcript only (reference §5.3).
  public var hearsKeys = false
  /// Sent at the start of the call.
  public var agent = AgentSettings()
  /// Seconds the greeting waits for `call_details`.
  public var greetingWait = RetellSettings.standardGreetingWait

  public static let standardGreetingWait = 1.0

  public init() {}
}

/// `limits`: how much of a call is enough. The first one that is reached counts.
public struct CallLimits: Sendable {
  /// Seconds since the call began.
  public var duration: Double?
  /// Turns of the caller.
  public var turns: Int?
  /// Digressions begun.
  public var digressions: Int?
  /// Runs once, in place of the next question; nil: the locale's goodbye.
  public var then: StepID?

  public init() {}
}
