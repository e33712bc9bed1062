import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// A call that has happened, with all that it takes to play it again (docs/testing.md, "Call records").
public struct CallRecord: Sendable {
  /// Of the file's format.
  public static let version = 1

  /// Path of the script, relative to the record's folder.
  public var script: String
  /// `Fingerprint` of the script and its includes.
  public var scriptHash: String
  /// When the call began.
  public var clock: LocalTime
  public var callID: String
  /// The `call` object.
  public var facts: Value
  public var turns: [RecordedTurn]
  /// Filled slots at the end, written canonically.
  public var slots: [String: String]
  /// Sensitive slots of which dummies stand for the caller's words.
  public var dummies: [String] = []
  /// Sensitive slots whose words are left out: the call cannot be played again.
  public var withheld: [String] = []

  public init(of call: SimulatedCall, script: String, scriptHash: String, facts: Value) {
    self.script = script
    self.scriptHash = scriptHash
    self.facts = facts
    clock = call.start
    callID = call.state.callID
    turns = call.turns
    slots = call.filledSlots
  }
}

/// What happened, and what the agent answered.
public struct RecordedTurn: Sendable, Hashable {
  public enum Move: Sendable, Hashable {
    /// The call begins.
    case opening
    case user(String, afterHearing: String?)
    /// The caller went on before the agent could speak.
    case revises(String)
    case silence
    /// The caller typed.
    case keypad(String)
    case reconnect
    /// The agent spoke without having been asked.
    case unasked
    /// The call was over, and its result was sent.
    case hangUp
  }

  public struct ToolUse: Sendable, Hashable {
    public var tool: String
    public var arguments: [String: Value]
    public var outcome: ToolOutcome
    /// Until the result came.
    public var seconds: Double
  }

  /// What a model was asked, and what it replied.
  public struct ModelUse: Sendable, Hashable {
    public var request: ModelIdentity
    public var purpose: ModelRequest.Purpose
    public var reply: StubModels.Reply
  }

  public var move: Move
  /// Seconds since the call began.
  public var at: Double
  public var tools: [ToolUse] = []
  public var models: [ModelUse] = []
  public var said = ""
  public var closing: Closing?

  public init(_ move: Move, at: Double) {
    self.move = move
    self.at = at
  }

  /// Seconds that went by while tools and models were waited for, one after another; of one that never came it is not
  /// known.
  var waited: Double {
    (tools.map(\.seconds) + models.map { $0.reply.delay + $0.reply.lag }).filter(\.isFinite).reduce(0, +)
  }
}

extension SimulatedCall {
  /// Written canonically.
  var filledSlots: [String: String] {
    var filled: [String: String] = [:]
    for slot in dialog.script.slots {
      if let value = state.dialogue.slots[slot.name]?.value { filled[slot.name] = value.recorded(as: slot.valueType) }
    }
    return filled
  }
}

extension Value {
  /// As a record keeps it, and a test expects it: canonical; a value of several lines as its parts.
  func recorded(as type: ValueType) -> String {
    isNone || type == .slot(.address) ? description : written(as: type)
  }
}
