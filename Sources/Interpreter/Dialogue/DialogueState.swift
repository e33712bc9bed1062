import DialogDSL
import Hearing

/// Where the dialog stands: the stack of flows, what is filled, what is asked. A turn is a step from one to the next.
public struct DialogueState: Sendable, Hashable, Codable {
  /// The running flow is last; at most `stackLimit` deep.
  public var stack: [Frame]
  public var slots: [String: Filled]
  public var variables: [String: Value]
  /// Results of tools by the name under `save`.
  public var saved: [String: Value]
  public var question: Question?
  /// The open question as it was last asked, for `repeat`, reminders and `{{ question }}`.
  public var questionText: String
  /// The step that asked it: another step's question is another question.
  public var questionStep: StepID?
  /// Failed tries at the open question in a row.
  public var tries: Int
  /// Rungs of the open question's ladder that have been used up (`say` speaks once).
  public var usedRungs: Set<Int>
  /// Reminders since the caller last spoke.
  public var silences: Int
  /// "Hold on": reminders are answered with silence until the caller speaks again.
  public var isSuspended: Bool
  /// How often each prompt was spoken.
  public var uses: [String: Int]
  /// Said first in the next turn: what must be heard and was cut off, or was never spoken.
  public var owed: [Spoken]
  /// The agent's last words to the caller, for `repeat`.
  public var lastSpoken: [Spoken]
  /// What of them the caller cut off.
  public var cutOff: [Spoken]
  /// Not a word of the open question was heard: no yes or no can be its answer.
  public var isQuestionUnheard: Bool
  /// What was heard so far of values that come in pieces, by slot: the first digits or letters, parts of an address, the
  /// day or the time of a moment.
  public var pieces: [String: Value]
  /// What was said in vain at slots that are not settled.
  public var attempts: [String: Attempts]
  /// Choices that were worked out during the call, by slot.
  public var offered: [String: [OfferedChoice]]
  /// The question that was open when silence ended the call.
  public var silenced: Question?
  /// Slots whose words had two readings, until the caller has said which.
  public var ambiguous: [String: Ambiguity]
  /// A slot that is to be asked again before anything else, because no running flow collects it.
  public var reopened: Reopened?
  /// "Mhm" in a row.
  public var backchannels: Int
  /// Retell has been told to wait longer for the caller, for the sake of a patient slot.
  public var isPatient: Bool
  /// Offers the caller has declined (`suggest`), by slot.
  public var declined: Set<String>
  /// Facts for the call's record.
  public var record: [String: Value]
  /// Number of the caller's turns so far.
  public var turns: Int
  /// Number of digressions begun so far.
  public var digressions: Int
  /// One of the call's limits has been reached, and its steps have been started.
  public var isPastLimit: Bool
  /// What `tune` steps have set.
  public var tuned: AgentSettings
  /// The questions answered before the open one, the latest last: where `back` leads; at most `Earlier.limit`.
  public var past: [Earlier]
  /// The latest line that bridged a wait for a model.
  var lastHold: HeldLine?
  /// The latest answers to questions about sensitive slots, word by word: no model is to see them in the talk before.
  var withheld: [String] = []
  /// Sensitive values that the agent has spoken lately, as it did; slots may hold others by now.
  var exposed: [String] = []
  /// Tools that have written since the last route: what was answered before stays.
  public var writes: Int

  /// Architecture.md, limits: stack depth.
  static let stackLimit = 16

  init(script: Script) {
    stack = []
    slots = [:]
    for slot in script.slots { if let value = slot.initial { slots[slot.name] = Filled(value, source: .initial) } }
    variables = script.variables.mapValues(\.initial)
    saved = [:]
    questionText = ""
    tries = 0
    usedRungs = []
    silences = 0
    isSuspended = false
    uses = [:]
    owed = []
    lastSpoken = []
    cutOff = []
    isQuestionUnheard = false
    pieces = [:]
    attempts = [:]
    offered = [:]
    ambiguous = [:]
    backchannels = 0
    isPatient = false
    declined = []
    record = [:]
    turns = 0
    digressions = 0
    isPastLimit = false
    tuned = AgentSettings()
    past = []
    writes = 0
  }
}

extension DialogueState {
  /// Keeps in the record whether the transcript has shown the whole of a prompt that must be heard: once it has, it has
  /// (language.md §4, `must_hear`).
  mutating func noteMustHear(_ prompt: String, wasHeard: Bool) {
    let key = Entry.mustHearKey
    var heard: [String: Value] = [:]
    if case .map(let known)? = record[key] { heard = known }
    if wasHeard || heard[prompt] == nil { heard[prompt] = .bool(wasHeard) }
    record[key] = .map(heard)
  }
}

/// One entry of the dialog stack: a flow and the step it is at.
public struct Frame: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Codable {
    /// Where the call starts.
    case main
    /// Through `do` or a rung: a part of the flow below it.
    case called
    /// Started by a route: an errand of its own, which `cancel` leaves as a whole.
    case routed
    /// On top of a question that is asked again afterwards.
    case digression
  }

  public var flow: String
  public var kind: Kind
  /// nil: the flow is done.
  public var step: StepID?
  /// The step has been begun: it is resumed, not entered.
  public var isEntered: Bool
  /// The route at this step has started a flow.
  public var hasRouted: Bool
  /// The route has started a flow and not asked since.
  public var isAnswered: Bool
  /// Steps begun in this flow, in order, each once: where a correction goes back to.
  public var trail: [StepID]
  /// At a step `converse`.
  var conversation: Conversation?

  init(flow: String, kind: Kind, step: StepID?) {
    self.flow = flow
    self.kind = kind
    self.step = step
    isEntered = false
    hasRouted = false
    isAnswered = false
    trail = []
  }
}

/// A slot asked again in place: while the stack is as deep as it was then.
public struct Reopened: Sendable, Hashable, Codable {
  public var slot: String
  public var depth: Int
}

/// Two readings of the same words.
public struct Ambiguity: Sendable, Hashable, Codable {
  public var candidates: [Candidate]
  public var words: String
}

/// A filled slot and its evidence.
public struct Filled: Sendable, Hashable, Codable {
  public enum Source: String, Sendable, Codable { case heard, suggested, set, initial }

  /// `.none` when the caller declined an optional slot.
  public var value: Value
  public var source: Source
  /// The caller's turn, from 1, and the words that carried the value.
  public var turn: Int
  public var words: String
  public var certainty: Candidate.Certainty
  /// The caller has said yes to it.
  public var isConfirmed: Bool
  /// A tool that writes has used it: a change comes too late.
  public var isWritten = false
  /// Halves of an address that the caller has said yes to.
  public var confirmedHalves = 0
  /// A list that the caller may still add to: the next question is whether there is anything else.
  public var isGrowing = false

  init(
    _ value: Value, source: Source, turn: Int = 0, words: String = "", certainty: Candidate.Certainty = .certain,
    isConfirmed: Bool = false
  ) {
    self.value = value
    self.source = source
    self.turn = turn
    self.words = words
    self.certainty = certainty
    self.isConfirmed = isConfirmed
  }
}

/// What the agent has asked and the caller is expected to answer. The step it belongs to is the top frame's.
public enum Question: Sendable, Hashable, Codable {
  case slot(String)
  /// A known value offered: yes takes it, another value replaces it.
  case suggestion(slot: String, Value)
  /// A value read back.
  case readBack(slot: String)
  /// Two readings of the same words: which one?
  case which(slot: String, [Candidate], words: String)
  /// A list that has begun: anything else?
  case more(slot: String)
  /// Flows whose triggers fit equally well: which one? `words`: what was said to start them. `former`: the question that
  /// was open then.
  indirect case whichFlow([String], words: String, former: Question?)
  case confirm
  /// After a bare no to `confirm`: what should be changed?
  case change
  case ask
  case route
  /// A model leads: whatever it has said last.
  case converse
  /// A tool that writes may run at the end of a yes.
  case permission(tool: String)
  case wait
  /// `end`, `transfer` or `press` was sent; it evaporates when the caller speaks over it. `farewell`: the words of a
  /// goodbye that no step of the script gave.
  case closing(farewell: String?)
}
