import DialogDSL

/// A step in a few words: `say Thanks for calling`, `collect service, day`.
struct StepSummary {
  /// The step's key.
  let word: String
  /// What stands behind it, in full; empty for `return`.
  let text: String
  /// The flow that it leads to.
  var target: String?

  init(_ step: Step) {
    switch step.kind {
    case .say(let prompts): (word, text) = ("say", prompts.map(Self.source).joined(separator: " "))
    case .collect(let collect): (word, text) = ("collect", collect.slots.joined(separator: ", "))
    case .ask(let ask): (word, text) = ("ask", Self.source(ask.prompt))
    case .confirm(let confirm): (word, text) = ("confirm", Self.source(confirm.prompt))
    case .route(let route): (word, text) = ("route", Self.source(route.prompt))
    case .set(let assignments):
      (word, text) = ("set", assignments.map { "\($0.target.name): \($0.value.text)" }.joined(separator: ", "))
    case .clear(let slots): (word, text) = ("clear", slots.joined(separator: ", "))
    case .branch(let condition, _, _): (word, text) = ("if", condition.text)
    case .match(let subject, _, _): (word, text) = ("match", subject.text)
    case .run(let flow): (word, text, target) = ("do", flow, flow)
    case .goto(.flow(let flow)): (word, text, target) = ("goto", flow, flow)
    case .goto(.step): (word, text) = ("goto", "")
    case .finishFlow: (word, text) = ("return", "")
    case .call(let use): (word, text) = ("call", use.tool)
    case .transfer(let line, let say, _): (word, text) = ("transfer", Self.joined(line, say))
    case .press(let digits, let say): (word, text) = ("press", Self.joined(digits.source, say))
    case .end(let prompt): (word, text) = ("end", Self.source(prompt))
    case .record(let entries):
      (word, text) = ("record", entries.map { "\($0.key): \($0.value.text)" }.joined(separator: ", "))
    case .publish(let entries):
      (word, text) = ("publish", entries.map { "\($0.key): \($0.value.text)" }.joined(separator: ", "))
    case .tune: (word, text) = ("tune", "")
    case .generate(let generate): (word, text) = ("generate", generate.instruction.source)
    case .converse(let converse): (word, text) = ("converse", converse.goal.source)
    case .wait: (word, text) = ("wait", "")
    }
  }

  var line: String { text.isEmpty ? word : "\(word) \(Self.cut(text))" }

  /// As much as tells one text from another.
  private static let shown = 60

  static func cut(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= shown ? line : line.prefix(shown - 1).trimmedEnd + "…"
  }

  private static func source(_ prompt: Prompt) -> String { prompt.variants[0].source }

  private static func joined(_ what: String, _ say: Prompt?) -> String {
    say.map { "\(what): \(source($0))" } ?? what
  }
}

extension Substring {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension Assignment.Target {
  fileprivate var name: String {
    switch self {
    case .slot(let name), .variable(let name): name
    }
  }
}
