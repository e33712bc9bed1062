import DialogDSL
import Hearing

/// All that is known of one call, as a value: the fold of its transcript so far. What the store keeps.
public struct CallState: Sendable, Hashable, Codable {
  /// Retell's call id; seeds the choice among prompt variants.
  public var callID: String
  /// The `call` object as far as it is known; `.none` before `call_details`.
  public var facts: Value
  /// Where the dialog stands after the latest turn, settled or not.
  public var dialogue: DialogueState
  /// The latest turn, kept until the next one begins so that it can be taken back; nil before the call is opened.
  public var turn: Turn?
  /// What tools gave, for turns that are read anew. Taking a turn back keeps them.
  public var results: RememberedResults
  /// What was asked of models. Taking a turn back keeps it.
  public var models: ModelLedger
  /// When the call began; nil before it is opened.
  public var begun: LocalTime?
  /// What Retell has been told of its settings. Taking a turn back does not untell it.
  public var told: AgentSettings
  /// What the turn that is not settled yet has published: read anew, it does not publish the same again.
  public var published: [ToolIdentity]
  /// The call has been over for good, and its result was sent: never twice, even if Retell should come back.
  public var hasEnded: Bool

  public init(callID: String, script: Script) {
    self.callID = callID
    facts = .none
    dialogue = DialogueState(script: script)
    turn = nil
    results = RememberedResults()
    models = ModelLedger()
    begun = nil
    told = script.retell.agent
    published = []
    hasEnded = false
  }
}

/// One turn: what was heard, the state before it, and what was answered. Tentative until the transcript shows agent
/// words
/// after the caller's (language.md §10).
public struct Turn: Sendable, Hashable, Codable {
  /// Taking the turn back is an assignment from here.
  public var before: DialogueState
  public var place: TranscriptPlace
  /// The caller's words that were read, fillers and all; empty for the opening and for reminders.
  public var input: String
  public var isOpening: Bool
  /// Everything said in answer so far, in order.
  public var spoken: [Spoken]
  public var closing: Closing?
  public var pause: Pause?
  /// A sign came that Retell is about to speak the answer: tools that write may run.
  public var isAnnounced: Bool
  /// A tool that writes has been started: the turn can no longer be taken back.
  public var hasWritten: Bool
  /// The caller goes on talking: the mere passing of time is no sign that the answer is spoken.
  public var isDoubted: Bool
  /// How far the caller's words had been read when the turn began to wait.
  var progress: ReadingProgress?
  /// What the caller said while a tool was running, to be read when it is done.
  public var overheard: TranscriptView?
  /// Words of an earlier turn of which no more than a hold line was answered: they are read before `input`.
  public var carried: String
  /// What was said before, for models that are asked.
  var recent: [TranscriptEntry]
  /// It answers a question about a sensitive slot: models see nothing of it.
  var isWithheld = false
  /// A model has been asked in this turn.
  var hasAskedModel = false
  /// A model was waited for in vain: none is asked any more.
  var hasNoModel = false
  /// The caller has gone back to an earlier question: what was open before is not to come back.
  public var isWalkingBack = false

  /// Why the turn's answer is not complete yet.
  public enum Pause: Sendable, Hashable, Codable {
    /// A tool that writes waits for its turn to be settled; the running flow is at its step.
    case settling
    case running(ToolIdentity, hold: Spoken?)
    /// A model has the word.
    case asking(Asking)
  }

  /// All that the caller has said in it.
  var words: String { carried.isEmpty ? input : input.isEmpty ? carried : "\(carried) \(input)" }

  init(before: DialogueState, place: TranscriptPlace, input: String, isOpening: Bool = false) {
    self.before = before
    self.place = place
    self.input = input
    self.isOpening = isOpening
    spoken = []
    isAnnounced = false
    hasWritten = false
    isDoubted = false
    carried = ""
    recent = []
  }
}

/// How far the words of a turn have been read: what goes on with the turn later starts from there.
struct ReadingProgress: Sendable, Hashable, Codable {
  /// Words that have been used, by their places.
  var used: [Int]
  /// The steps that follow may read the others.
  var leavesRest: Bool
  /// Slots heard in this turn that the next prompt is to echo.
  var toEcho: [String]
}

extension CallState {
  /// The model that the turn waits for; any other may be stopped.
  public var awaitedModel: ModelIdentity? {
    if case .asking(let asking)? = turn?.pause { asking.identity } else { nil }
  }

  /// As another process finds it: models that were being asked are gone with the one that asked them.
  public mutating func forgetRunningModels() { models.forgetOpen(besides: nil) }
}

/// A prompt as it was spoken.
public struct Spoken: Sendable, Hashable, Codable {
  public var prompt: String
  public var text: String
  public var isInterruptible: Bool
  public var mustHear: Bool
  public var role: Role
  /// Names, codes and digits in the text, in order.
  public var values: [SpokenValue] = []

  public enum Role: String, Sendable, Codable {
    case statement
    /// Asks the open question. A turn has one at most.
    case question
    /// Bridges a wait for a tool; never said again.
    case hold
    /// Goes with the end of the call; said again by the step it belongs to, if at all.
    case closing
  }
}

/// Tool results per step and arguments; at most `limit`, the oldest readings leave first.
public struct RememberedResults: Sendable, Hashable, Codable {
  /// Architecture.md, limits: results remembered per call.
  public static let limit = 200

  public struct Entry: Sendable, Hashable, Codable {
    public var identity: ToolIdentity
    public var outcome: ToolOutcome
    public var wrote: Bool
  }

  public private(set) var entries: [Entry] = []

  public init() {}

  public subscript(identity: ToolIdentity) -> ToolOutcome? {
    entries.first { $0.identity == identity }?.outcome
  }

  mutating func remember(_ identity: ToolIdentity, _ outcome: ToolOutcome, wrote: Bool) {
    entries.removeAll { $0.identity == identity }
    entries.append(Entry(identity: identity, outcome: outcome, wrote: wrote))
    if entries.count > Self.limit, let oldest = entries.firstIndex(where: { !$0.wrote }) { entries.remove(at: oldest) }
  }

  /// Failed readings hold for their turn only: asked again later, the tool is tried again.
  mutating func forgetFailedReadings() {
    entries.removeAll { entry in
      if case .failed = entry.outcome { return !entry.wrote }
      return false
    }
  }
}
