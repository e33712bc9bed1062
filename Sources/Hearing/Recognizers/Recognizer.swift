import DialogDSL

/// Reads one type of slot out of a caller's words. Pure and total: any words, any expectation, no failure.
///
/// A recogniser reports *every* reading it finds worth keeping, best first; who takes which word is decided above it
/// (Understanding/Claims). It never reports a word that does not carry the value, so that the rest can be read by
/// others.
public protocol Recognizer: Sendable {
  /// - Returns: readings, best first; `[]` when there is none. Two readings of the same words mean the words are
  ///   ambiguous ("half past seven": 07:30 and 19:30) and are asked back.
  func candidates(in utterance: Utterance, expecting expectation: Expectation) -> [Candidate]

  /// Reads several answers to the same question as one, in the order they were given: a later one repairs the earlier
  /// ones. Words are those of the last answer.
  func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate]
}

extension Recognizer {
  public func candidates(merging attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    lastWhole(of: attempts, expecting: expectation)
  }

  /// The last attempt that gives a whole value.
  func lastWhole(of attempts: [Utterance], expecting expectation: Expectation) -> [Candidate] {
    for (index, attempt) in attempts.enumerated().reversed() {
      var found = candidates(in: attempt, expecting: expectation)
      guard let first = found.first, !first.isPartial else { continue }
      if index < attempts.count - 1 {
        for number in found.indices { found[number].words = [] }
      }
      return found
    }
    return []
  }
}

/// What the dialog expects to hear, and the limits of it.
public struct Expectation: Sendable {
  public var type: SlotType
  public var limits: SlotLimits
  public var choices: [Choice]
  /// How the choices are said.
  public var spokenChoices: SpokenChoices
  public var locale: LocaleTag
  public var now: LocalTime
  /// The slot's own question is open: bare answers count ("two", "Maria", "the ninth").
  public var isAsked: Bool
  /// The number the caller is calling from (E.164), for "the number I'm calling from".
  public var callerNumber: String?
  /// Digits heard in earlier turns at the same question, to be gone on with.
  public var soFar: String?

  public init(
    type: SlotType, limits: SlotLimits = SlotLimits(), choices: [Choice] = [], spokenChoices: SpokenChoices? = nil,
    locale: LocaleTag = .standard, now: LocalTime, isAsked: Bool = true
  ) {
    self.spokenChoices = spokenChoices ?? (choices.isEmpty ? .none : SpokenChoices(choices, rules: [:]))
    self.type = type
    self.limits = limits
    self.choices = choices
    self.locale = locale
    self.now = now
    self.isAsked = isAsked
  }
}

/// One reading of some of the caller's words.
public struct Candidate: Sendable, Hashable, Codable {
  public enum Certainty: Int, Sendable, Hashable, Codable, Comparable {
    /// A near miss, a default half of the day, a lone letter: worth asking back.
    case guessed
    /// The caller corrected themselves inside the utterance, or the recogniser mended it.
    case repaired
    case certain

    public static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
  }

  public var value: Value
  /// The words that carry it, as indices into `Words`; sorted, not always adjacent.
  public var words: [Int]
  public var certainty: Certainty
  /// The value is only a part ("five five five" of a ten-digit number): kept, and the rest asked for.
  public var isPartial: Bool
  /// Which rule read it, for the trace: `weekday`, `month-day`.
  public var rule: String

  public init(
    _ value: Value, words: [Int], certainty: Certainty = .certain, isPartial: Bool = false, rule: String
  ) {
    self.value = value
    self.words = words
    self.certainty = certainty
    self.isPartial = isPartial
    self.rule = rule
  }
}
