import DialogDSL
import Interpreter

/// `model_says` and `model_fails`: what a model replies in the turn that follows (language.md §9).
extension TestFileDecoder {
  private static let commands = ["fill", "correct", "start", "universal", "nothing"]
  /// Of a model that leads.
  private static let lead = ["call", "say"]
  private static let timing = ["slow", "then"]

  /// A text is speech. A map is commands (`{fill: {day: the ninth}, start: book}`), for `converse` with a tool and words
  /// (`{call: find, say: Which day?}`), JSON as it is (`{json: …}`), or speech with its timing
  /// (`{text: …, slow: 3s, then: stall}`).
  func modelSays(_ node: Node, at range: SourceRange) -> StubModels.Reply? {
    guard hasModel(at: range) else { return nil }
    guard case .mapping = node.content else {
      if case .scalar(let word, .plain) = node.content, word.text == "nothing" { return .nothing }
      return text(node, wanted: "what the model says").map { StubModels.Reply(.speech($0.text)) }
    }
    guard let keys = keys(node, of: "`model_says`", Self.commands + Self.lead + ["text", "json"] + Self.timing) else {
      return nil
    }
    let delay = delay(keys)
    if let speech = keys["text"].flatMap({ text($0, wanted: "what the model says") }) {
      guard let then = keys["then"] else { return StubModels.Reply(.speech(speech.text), delay: delay) }
      return failure(then, after: speech.text, delay: delay)
    }
    if let raw = keys["json"] { return StubModels.Reply(.value(json(raw)), delay: delay) }
    return StubModels.Reply(.value(commands(keys)), delay: delay)
  }

  /// `timeout`, `429`, …; or later: `{fail: 429, slow: 2s}`.
  func modelFails(_ node: Node, at range: SourceRange) -> StubModels.Reply? {
    guard hasModel(at: range) else { return nil }
    guard case .mapping = node.content else { return failure(node, after: "", delay: 0) }
    guard let keys = keys(node, of: "`model_fails`", ["fail", "slow"]) else { return nil }
    guard let way = keys["fail"] else {
      missing("fail", in: "`model_fails`", keys, at: node.range)
      return nil
    }
    return failure(way, after: "", delay: delay(keys))
  }

  private func delay(_ keys: Keys) -> Double {
    keys["slow"].flatMap { text($0, wanted: "a duration") }.flatMap { duration($0) } ?? 0
  }

  private func hasModel(at range: SourceRange) -> Bool {
    if script.models.isOn { return true }
    report(.noModel(at: range))
    return false
  }

  private func failure(_ node: Node, after speech: String, delay: Double) -> StubModels.Reply? {
    guard let way = text(node, wanted: "a way to fail") else { return nil }
    let stall = script.models.stall
    func reply(_ reason: String, isDown: Bool = false, lag: Double = 0) -> StubModels.Reply {
      StubModels.Reply(.failure(after: speech, ModelFault(reason, isDown: isDown)), delay: delay, lag: lag)
    }
    switch way.text {
    case "timeout": return StubModels.Reply(.failure(after: "", ModelFault("nothing", isDown: true)), delay: .infinity)
    case "stall": return reply("nothing more within \(stall) s", isDown: true, lag: stall)
    case "cut": return reply("the reply was cut off")
    case "too_long": return reply("the reply was cut off at its token limit")
    case "bad_json": return reply("the reply is not JSON")
    case let text:
      guard let status = Int(text), (300...599).contains(status) else {
        report(.badModelFailure(text, at: way.range))
        return nil
      }
      return reply("status \(status)", isDown: true)
    }
  }

  /// In the author's order, as the model would write them.
  private func commands(_ keys: Keys) -> Value {
    var commands: [Value] = []
    func add(_ members: [String: String]) { commands.append(.map(members.mapValues(Value.text))) }
    for entry in keys.entries {
      switch entry.key.text {
      case "fill", "correct":
        for slot in entries(entry.value, of: "slots and the caller's words") {
          guard let words = text(slot.value, wanted: "the caller's words") else { continue }
          add(["do": entry.key.text, "slot": slot.key.text, "words": words.text])
        }
      case "start": for flow in texts(entry.value) { add(["do": "start", "flow": flow.text]) }
      case "universal": for name in texts(entry.value) { add(["do": "universal", "name": name.text]) }
      default: continue
      }
    }
    var reply: [String: Value] = ["commands": .list(commands)]
    for key in Self.lead {
      if let text = keys[key].flatMap({ text($0, wanted: "a text") }) { reply[key] = .text(text.text) }
    }
    return .map(reply)
  }
}
