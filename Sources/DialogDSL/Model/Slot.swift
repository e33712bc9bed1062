/// The types a slot can have (language.md §3).
public enum SlotType: String, Sendable, Hashable, Codable, CaseIterable {
  case text, name
  case yesNo = "yes_no"
  case choice, number, integer, ordinal, digits, alphanumeric, phone, email, date, time
  case dateTime = "datetime"
  case dateRange = "date_range"
  case timeRange = "time_range"
  case duration, money, percent, temperature, age
  case postalCode = "postal_code"
  case address, pattern
  /// JSON that only a model fills, to the slot's `schema`.
  case model
}

/// A value the call must collect from the caller.
public struct Slot: Sendable {
  public var name: String
  /// How callers and built-in texts call it: the name itself, or what a translation gives.
  public var spokenName: String
  public var type: SlotType
  public var range: SourceRange
  /// How to ask; nil: the locale's default text for the type.
  public var prompt: Prompt?
  public var reprompts: Reprompts
  /// For `choice`: in script order; empty when they come from `choiceSource`.
  public var choices: [Choice]
  /// Gives the choices during the call: a list of texts, or of records with `value`, `name` and `phrases`.
  public var choiceSource: Expression?
  /// First failure wins: its text, then the question; the old value is kept.
  public var rules: [Rule]
  /// A known value to offer first, and how; nil wording: the locale's default.
  public var suggestion: Expression?
  public var suggestPrompt: Prompt?
  public var confirmation: Confirmation
  public var limits: SlotLimits
  /// Slots whose change clears this one: declared under `depends`, and those before it that its prompts and rules read.
  public var depends: [String]
  /// Skipped in a `collect` when false.
  public var askIf: Expression?
  /// "skip", "I don't have one" give `none`.
  public var isOptional: Bool
  /// A list built up over turns; `type` is that of its elements.
  public var isMultiple: Bool
  public var initial: Value?
  public var listening: Listening
  public var isSensitive: Bool
  /// Wait longer for the caller between groups of words while this slot is asked.
  public var isPatient: Bool
  /// nil: keys do not fill it.
  public var keypad: Keypad?
  public var fallback: [Rung]?
  /// For `model`: what its value is like.
  public var schema: JSONSchema?
  public var about: String?
  public var examples: [String]

  public init(name: String, type: SlotType, range: SourceRange) {
    self.name = name
    spokenName = name.withSpaces
    self.type = type
    self.range = range
    reprompts = Reprompts()
    choices = []
    rules = []
    confirmation = Confirmation.standard(for: type)
    limits = SlotLimits()
    depends = []
    isOptional = false
    isMultiple = false
    listening = .form
    isSensitive = false
    isPatient = false
    examples = []
  }
}

/// Tapered texts for the 1st, 2nd, … failed try; the last repeats; empty: the locale's defaults.
public struct Reprompts: Sendable {
  public var noMatch: [Prompt] = []
  /// After unintelligible audio; empty: as `noMatch`.
  public var unclear: [Prompt] = []
  /// After a value that `require` refused, when the rule has no text of its own; empty: as `noMatch`.
  public var notAllowed: [Prompt] = []

  public init() {}

  public var all: [Prompt] { noMatch + unclear + notAllowed }
}

/// One value of a `choice` slot and the phrases that mean it. The value itself is always one of them, but in another
/// language.
public struct Choice: Sendable {
  public var value: String
  /// How it is said; nil: as the value.
  public var name: String?
  public var phrases: [Phrase]
  public var range: SourceRange

  public init(value: String, phrases: [Phrase], range: SourceRange) {
    self.value = value
    self.phrases = phrases
    self.range = range
  }
}

public struct Rule: Sendable {
  public var condition: Expression
  public var otherwise: Prompt?
  public var range: SourceRange

  public init(condition: Expression, otherwise: Prompt?, range: SourceRange) {
    self.condition = condition
    self.otherwise = otherwise
    self.range = range
  }
}

/// When a value heard is read back (language.md §3, `confirm`).
public enum Confirmation: Sendable {
  case never
  /// Inside the next prompt.
  case echo
  /// Only when the recogniser repaired or guessed.
  case unsure
  /// Asked with a yes/no; nil wording: the locale's default for the type.
  case always(Prompt?)

  public static func standard(for type: SlotType) -> Confirmation {
    switch type {
    case .date, .time, .dateTime, .dateRange, .timeRange, .duration, .number, .integer, .ordinal, .money, .percent,
      .temperature, .age, .postalCode:
      .echo
    case .phone, .email, .alphanumeric, .address: .always(nil)
    case .text, .name, .yesNo, .choice, .digits, .pattern, .model: .never
    }
  }
}

public enum Listening: String, Sendable, CaseIterable {
  /// Only at its own question.
  case asked
  /// Whenever its form (`collect`) is open. The default.
  case form
  case always
}

/// What a recogniser may return.
public struct SlotLimits: Sendable, Hashable {
  public enum Direction: String, Sendable, CaseIterable { case past, future }

  public var prefer: Direction?
  /// Inclusive.
  public var within: ClosedRange<ClockTime>?
  /// ISO 3166 country of national numbers and codes, and of bare amounts of money; nil: the locale's.
  public var region: String?
  /// Of amounts of money and degrees the number; of ages the years; of durations the seconds.
  public var min: DecimalNumber?
  public var max: DecimalNumber?
  /// Allowed numbers of digits or characters: `length: 6` is 6...6, `length: 4 to 8` is 4...8.
  public var length: ClosedRange<Int>?
  /// What stands at each place of an `alphanumeric` slot.
  public var mask: Mask?
  /// A regular expression over the normalised utterance, for `pattern`.
  public var pattern: String?
  /// Words one of which must be near when another open slot has the same type (`from`, `to`).
  public var cue: [String] = []

  public init() {}
}

/// A slot that keys may fill (DTMF).
public struct Keypad: Sendable, Hashable {
  /// Digits awaited: fewer are kept and the rest asked for; nil: as many as come.
  public var length: ClosedRange<Int>?

  public init(length: ClosedRange<Int>?) { self.length = length }

  /// Types whose values can be typed.
  public static let types: [SlotType] = [
    .digits, .phone, .number, .integer, .ordinal, .percent, .money, .age, .postalCode, .date, .time, .choice, .yesNo,
  ]
  static let typesWithLength: [SlotType] = [.digits, .phone, .number, .integer, .postalCode, .date, .time]
}
