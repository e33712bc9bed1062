import CallEngine
import DialogDSL
import Interpreter

/// What a call came to: what a sweep must not change.
struct CallResult: Sendable {
  var slots: [String: Value]
  var tools: [ToolRun]
  var closing: Closing?
  var record: [String: Value]

  struct ToolRun: Sendable, Hashable {
    var tool: String
    var writes: Bool
    var arguments: [String: Value]
  }

  init(of call: SimulatedCall) {
    slots = call.state.dialogue.slots.mapValues(\.value).filter { !$0.value.isNone }
    tools = call.toolCalls.map { request in
      let writes = call.dialog.script.tools[request.tool]?.writes == true
      return ToolRun(tool: request.tool, writes: writes, arguments: request.arguments)
    }
    closing = call.answer.closing
    record = call.state.dialogue.record
  }

  /// What may differ without being another result.
  struct Allowance: OptionSet {
    let rawValue: Int
    /// Case and punctuation of texts.
    static let wording = Allowance(rawValue: 1)
    /// Tools that only read may run more often, for words that were taken back.
    static let readings = Allowance(rawValue: 2)
  }

  /// What is not as in the base call, by name.
  func differences(from base: CallResult, _ script: Script, allowing allowance: Allowance) -> [TestFailure.Detail] {
    var differences: [TestFailure.Detail] = []
    func compare(_ name: String, _ actual: Value?, _ expected: Value?) {
      let (actual, expected) = (actual ?? .none, expected ?? .none)
      let isSame = allowance.contains(.wording) ? actual.plain == expected.plain : actual == expected
      if !isSame { differences.append(.init(name, "\(actual), in the base case \(expected)")) }
    }
    for slot in script.slots { compare(slot.name, slots[slot.name], base.slots[slot.name]) }
    for name in Set(record.keys).union(base.record.keys).sorted() {
      compare("record \(name)", record[name], base.record[name])
    }
    let expected = base.shown(base.tools, allowance)
    let actual = shown(readings(asIn: base, allowance), allowance)
    if expected != actual {
      differences.append(.init("tools", "\(listed(actual)), in the base case \(listed(expected))"))
    }
    if closing != base.closing {
      differences.append(.init("outcome", "\(closing.shown), in the base case \(base.closing.shown)"))
    }
    return differences
  }

  /// The tools that ran, without readings that the base call has not, where those are allowed.
  private func readings(asIn base: CallResult, _ allowance: Allowance) -> [ToolRun] {
    guard allowance.contains(.readings) else { return tools }
    var left = base.tools[...]
    return tools.filter { run in
      if let next = left.first, next == run {
        left.removeFirst()
        return true
      }
      return run.writes
    }
  }

  private func shown(_ tools: [ToolRun], _ allowance: Allowance) -> [String] {
    tools.map { run in
      let arguments = allowance.contains(.wording) ? run.arguments.mapValues(\.plain) : run.arguments
      return "\(run.tool) \(Value.map(arguments))"
    }
  }

  private func listed(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }
}

extension Value {
  /// Texts in lower case and without punctuation.
  fileprivate var plain: Value {
    switch self {
    case .text(let text): .text(WordScanner.words(in: text).map(\.text).joined(separator: " "))
    case .list(let items): .list(items.map(\.plain))
    case .map(let members): .map(members.mapValues(\.plain))
    case .none, .bool, .number, .date, .time, .dateTime, .duration: self
    }
  }
}

extension Closing? {
  fileprivate var shown: String {
    switch self {
    case nil: "the call goes on"
    case .endCall: "ended"
    case .transfer(let target, _): "transferred to \(target)"
    case .press(let digits): "pressed \(digits)"
    }
  }
}
