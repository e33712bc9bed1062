import CallEngine
import DialogDSL
import Interpreter

/// A stored call played again, models and tools replying as they did then, and where it goes another way now.
public enum RecordReplay {
  /// The old side of a difference is what was recorded, the new one what was played.
  public static func compare(_ record: CallRecord, named name: String, on dialog: PreparedScript) -> ScriptDiff.Call {
    let turns = Replay(record).play(on: dialog)
    let played = turns.last?.call.turns ?? []
    var differences = zip(record.turns, played).enumerated().compactMap { index, pair in
      difference(turn: index, pair.0, pair.1, turns.indices.contains(index) ? turns[index] : nil)
    }
    let slots = turns.last?.call.filledSlots ?? [:]
    let mask = turns.last?.mask
    let end = ScriptDiff.Change(
      what: "slots at the end", old: lines(of: record.slots, besides: slots),
      new: lines(of: slots, besides: record.slots))
    if record.turns.count != played.count || end.old != end.new {
      let counts = ScriptDiff.Change(
        what: "turns", old: ["\(record.turns.count)"], new: ["\(played.count)"])
      differences.append(
        ScriptDiff.TurnDifference(
          turn: record.turns.count, caller: "(the end)",
          changes: [counts, end].filter { $0.old != $0.new }.map { $0.masked(by: mask) }, why: []))
    }
    return ScriptDiff.Call(name: name, turns: record.turns.count, differences: differences)
  }

  private static func difference(
    turn: Int, _ old: RecordedTurn, _ new: RecordedTurn, _ played: Replay.Turn?
  ) -> ScriptDiff.TurnDifference? {
    let changes = [
      ScriptDiff.Change(what: "said", old: said(old), new: said(new)),
      ScriptDiff.Change(what: "tools", old: old.tools.map(\.line), new: new.tools.map(\.line)),
      ScriptDiff.Change(what: "models", old: old.models.map(\.line), new: new.models.map(\.line)),
      ScriptDiff.Change(what: "outcome", old: [outcome(old)], new: [outcome(new)]),
    ].filter { $0.old != $0.new }
    if changes.isEmpty { return nil }
    let mask = played?.mask
    return ScriptDiff.TurnDifference(
      turn: turn + 1, caller: mask?.apply(to: old.label) ?? old.label, changes: changes.map { $0.masked(by: mask) },
      why: (played?.trace ?? []).map { mask?.apply(to: $0) ?? $0 })
  }

  private static func said(_ turn: RecordedTurn) -> [String] { turn.said.isEmpty ? [] : [turn.said.withSingleSpaces] }

  private static func outcome(_ turn: RecordedTurn) -> String {
    switch turn.closing {
    case .endCall: "ends the call"
    case .transfer(let target, _): "transfers to \(target)"
    case .press(let digits): "presses \(digits)"
    case nil: "goes on"
    }
  }

  private static func lines(of slots: [String: String], besides other: [String: String]) -> [String] {
    slots.filter { other[$0.key] != $0.value }.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
  }

  /// The call as it was recorded, for people.
  public static func talk(of record: CallRecord) -> String {
    var text = ""
    for turn in record.turns {
      if turn.move != .opening { text += "caller: \(turn.label)\n" }
      for use in turn.models { text += "  model: \(use.line)\n" }
      for use in turn.tools { text += "  tool: \(use.line)\n" }
      if !turn.said.isEmpty { text += "agent:  \(turn.said.withSingleSpaces)\n" }
      if turn.closing != nil { text += "  (\(outcome(turn)))\n" }
    }
    return text
  }
}

extension ScriptDiff.Change {
  fileprivate func masked(by mask: SensitiveMask?) -> ScriptDiff.Change {
    guard let mask else { return self }
    return ScriptDiff.Change(what: what, old: old.map(mask.apply), new: new.map(mask.apply))
  }
}

extension RecordedTurn {
  fileprivate var label: String {
    switch move {
    case .opening: "(the call begins)"
    case .user(let text, _), .revises(let text): text
    case .silence: "(silence)"
    case .keypad(let keys): "[\(keys)]"
    case .reconnect: "(reconnect)"
    case .unasked: "(unasked)"
    case .hangUp: "(hangs up)"
    }
  }
}

extension RecordedTurn.ToolUse {
  fileprivate var line: String {
    let result =
      switch outcome {
      case .succeeded(let value): value.json
      case .failed(let reason): "failed, \(reason)"
      }
    return "\(tool) \(Value.map(arguments).json): \(result)"
  }
}

extension RecordedTurn.ModelUse {
  fileprivate var line: String {
    let words =
      switch reply.content {
      case .speech(let text): text.withSingleSpaces
      case .value(let value): value.json
      case .failure(let text, let fault):
        text.isEmpty ? "failed, \(fault.reason)" : "\(text) (then failed, \(fault.reason))"
      }
    return "\(purpose.rawValue) at \(request.place) (\(request.request)): \(words)"
  }
}
