import DialogDSL
import Interpreter

/// What a change of a script changes in calls: each is played against both.
public enum ScriptDiff {
  public struct Call: Sendable {
    public var name: String
    public var turns: Int
    public var differences: [TurnDifference]
  }

  public struct TurnDifference: Sendable {
    /// From 1; the first is the opening.
    public var turn: Int
    /// Sensitive values masked, here and below.
    public var caller: String
    public var changes: [Change]
    /// Lines of the trace, and of what the answer is made of, that only one script has; the old one's begin with `- `,
    /// the new one's with `+ `.
    public var why: [String]
  }

  /// `said`, `slots`, `tools`, `outcome` or `record`; a line for each value.
  public struct Change: Sendable, Equatable {
    public var what: String
    public var old: [String]
    public var new: [String]
  }

  public static func compare(
    _ name: String, _ replay: Replay, _ old: PreparedScript, _ new: PreparedScript
  ) -> Call {
    let before = replay.play(on: old)
    let after = replay.play(on: new)
    let differences = zip(before, after).enumerated().compactMap { difference(turn: $0 + 1, $1.0, $1.1) }
    return Call(name: name, turns: before.count, differences: differences)
  }

  private static func difference(turn: Int, _ old: Replay.Turn, _ new: Replay.Turn) -> TurnDifference? {
    func slots(_ turn: Replay.Turn, besides other: Replay.Turn) -> [String] {
      turn.slots.filter { other.slots[$0.key] != $0.value }.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    }
    func record(_ turn: Replay.Turn, besides other: Replay.Turn) -> [String] {
      turn.record.filter { other.record[$0.key] != $0.value }.sorted { $0.key < $1.key }.map {
        "\($0.key): \($0.value)"
      }
    }
    func said(_ turn: Replay.Turn) -> [String] { turn.said.isEmpty ? [] : [turn.said.withSingleSpaces] }
    let pairs: [(String, [String], [String])] = [
      ("said", said(old), said(new)), ("slots", slots(old, besides: new), slots(new, besides: old)),
      ("tools", old.tools, new.tools), ("outcome", [old.outcome], [new.outcome]),
      ("record", record(old, besides: new), record(new, besides: old)),
    ]
    let changes = pairs.filter { $0.1 != $0.2 }.map { what, before, after in
      Change(what: what, old: before.map(old.mask.apply), new: after.map(new.mask.apply))
    }
    if changes.isEmpty { return nil }
    return TurnDifference(
      turn: turn, caller: old.mask.apply(to: old.caller), changes: changes, why: why(old, new))
  }

  private static func why(_ old: Replay.Turn, _ new: Replay.Turn) -> [String] {
    func account(_ turn: Replay.Turn) -> [String] {
      turn.trace.map(turn.mask.apply) + turn.prompts.map { "prompt: \($0)" } + ["waits at: \(turn.place)"]
    }
    var lines: [String] = []
    let difference = account(new).difference(from: account(old))
    for case .remove(_, let line, _) in difference.removals { lines.append("- \(line)") }
    for case .insert(_, let line, _) in difference.insertions { lines.append("+ \(line)") }
    // The same prompts in other words.
    return lines.isEmpty ? zip(old.spoken, new.spoken).filter { $0 != $1 }.map { "wording: \($0.0.prompt)" } : lines
  }

  // MARK: Reports

  /// For people; the last line counts.
  public static func text(of calls: [Call]) -> String {
    var text = ""
    for call in calls {
      for difference in call.differences {
        text += "\(call.name): turn \(difference.turn) of \(call.turns)\n  caller: \(difference.caller)\n"
        for change in difference.changes {
          text += "  \(change.what):\n" + change.old.map { "    - \($0)\n" }.joined()
          text += change.new.map { "    + \($0)\n" }.joined()
        }
        if !difference.why.isEmpty { text += "  why:\n" + difference.why.map { "    \($0)\n" }.joined() }
      }
    }
    let changed = calls.count { !$0.differences.isEmpty }
    return text + "\(calls.count - changed) the same, \(changed) changed\n"
  }

  public static func json(of calls: [Call]) -> String {
    let list = calls.map { call in
      JSONDocument.object([
        ("call", .text(call.name)), ("turns", .number(call.turns)),
        ("differences", .list(call.differences.map(document))),
      ])
    }
    return JSONDocument.object([("diff", .number(1)), ("calls", .list(list))]).pretty
  }

  private static func document(of difference: TurnDifference) -> JSONDocument {
    let changes = difference.changes.map { change in
      JSONDocument.object([("what", .text(change.what)), ("old", .texts(change.old)), ("new", .texts(change.new))])
    }
    return .object([
      ("turn", .number(difference.turn)), ("caller", .text(difference.caller)), ("changes", .list(changes)),
      ("why", .texts(difference.why)),
    ])
  }
}
