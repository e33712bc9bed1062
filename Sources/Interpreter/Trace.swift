import DialogDSL
import Hearing

/// Why a turn went as it did: the words each slot could have had, who took them and by which rule, flows that were
/// called for, words ignored, and the state before and after. For `:trace`, for failing tests and for coverage; never
/// read by the interpreter itself.
///
/// Values are kept as they are; text is made of them by `lines(in:)`, when somebody wants to read it.
public struct Trace: Sendable, Hashable {
  public enum Kind: String, Sendable {
    /// How the transcript was reconciled.
    case heard
    /// A candidate, and who took it.
    case read
    case step
    case filled
    case cleared
    case fallback
    case tool
    /// What a model was asked, and what became of its reply.
    case model
    /// The caller's words nobody used.
    case ignored
    /// What the event has changed.
    case state
  }

  public struct Line: Sendable, Hashable, CustomStringConvertible {
    public var kind: Kind
    public var text: String

    /// `filled: day = 2026-03-10 (weekday)`
    public var description: String { "\(kind.rawValue): \(text)" }
  }

  /// What was noted, in order.
  enum Entry: Sendable, Hashable {
    case line(Line)
    case claim(Claim)
  }

  /// The readings of one slot that came up for the caller's words, and what became of them.
  struct Claim: Sendable, Hashable {
    var slot: String
    /// Best first.
    var candidates: [Candidate]
    /// What the candidates' indices count.
    var words: Words
    var right: Right
    var outcome: Outcome

    /// Why the slot may have these words.
    enum Right: String, Sendable {
      case answer = "it answers"
      case listening = "it listens"
      case correction = "it is corrected"
      case name = "it is called by name"
      case leftover = "the words were left over"
      case phrase = "it stands in the phrase"
      case model = "a model has quoted them"
    }

    enum Outcome: Sendable, Hashable {
      case won
      /// Its words have been used.
      case lost
      /// The slot has this value already.
      case unchanged
      /// The words fit another slot as well, so that neither takes them.
      case rivalled
    }
  }

  private(set) var entries: [Entry] = []
  /// What of the script was used, in order: for coverage.
  public private(set) var marks: [Mark] = []
  /// Where the dialog stood before and after; nil when reasons are not traced.
  public private(set) var before: DialogueState?
  public private(set) var after: DialogueState?

  public init() {}

  /// Goes on with what a later event has led to.
  public mutating func append(_ later: Trace) {
    entries += later.entries
    marks += later.marks
    before = before ?? later.before
    after = later.after ?? after
  }

  mutating func note(_ entry: Entry) { entries.append(entry) }

  mutating func mark(_ mark: Mark) { marks.append(mark) }

  mutating func frame(from before: DialogueState, to after: DialogueState) {
    self.before = before
    self.after = after
  }
}

/// What a trace is to hold. Everything that is left out costs nothing.
public struct Tracing: OptionSet, Sendable, Hashable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What of the script was used.
  public static let marks = Tracing(rawValue: 1)
  /// Why: candidates, rules, words, the change of state.
  public static let reasons = Tracing(rawValue: 2)
  public static let all: Tracing = [.marks, .reasons]
}
