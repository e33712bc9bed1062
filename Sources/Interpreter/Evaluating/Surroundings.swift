import DialogDSL
import Hearing

/// What an expression is evaluated in: the values that names stand for, and where and when the call is.
public protocol Surroundings {
  /// `.none` for what has no value (yet). Not asked for `today` and `now`, which come from `now`.
  func value(of reference: Reference) -> Value
  var now: LocalTime { get }
  var locale: LocaleTag { get }
  /// How choices are called in the locale, by value; those that are called as they are written are not there.
  var choiceNames: [String: String] { get }
}

/// A call between two events: what texts beside the script read.
public struct CallSurroundings: Surroundings {
  public let state: CallState
  public let now: LocalTime
  public let locale: LocaleTag
  public let choiceNames: [String: String]

  /// - Parameter dialog: the script in the call's locale.
  public init(_ state: CallState, now: LocalTime, in dialog: PreparedScript) {
    self.state = state
    self.now = now
    locale = dialog.script.locale
    choiceNames = state.dialogue.offeredNames.merging(dialog.choiceNames) { offered, _ in offered }
  }

  /// The values that a slot can be chosen from.
  public func choices(of slot: Slot) -> [String] {
    slot.choiceSource == nil
      ? slot.choices.map(\.value) : state.dialogue.offered[slot.name]?.map(\.value) ?? []
  }

  public func value(of reference: Reference) -> Value { state.value(of: reference, at: now) }
}

extension CallState {
  func value(of reference: Reference, at time: LocalTime) -> Value {
    switch reference {
    case .slot(let name): dialogue.slots[name]?.value ?? .none
    case .variable(let name): dialogue.variables[name] ?? .none
    case .saved(let name): dialogue.saved[name] ?? .none
    case .call: facts
    case .today: .date(time.today)
    case .now: .dateTime(time.civil)
    case .question: .text(dialogue.questionText)
    case .tries: .number(dialogue.tries)
    }
  }
}
