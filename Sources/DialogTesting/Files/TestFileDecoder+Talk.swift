import DialogDSL

/// `talk`: what happens in a call, one entry after another.
extension TestFileDecoder {
  private static let moves = [
    "agent", "user", "expect", "silence", "noise", "keypad", "tool_fails", "reconnect", "hangup", "advance",
    "model_says", "model_fails",
  ]
  /// More reminders or bursts of noise in a row are a slip.
  private static let mostTimes = 100

  func talk(_ items: [Node]) -> [Located<Move>] {
    var talk: [Located<Move>] = []
    for item in items {
      guard let move = move(item) else { continue }
      if case .hangUp? = talk.last(where: { if case .expect = $0.value { false } else { true } })?.value {
        guard case .expect = move.value else {
          report(.afterHangup(at: move.range))
          continue
        }
      }
      if case .revises = move.value { revise(at: move.range, &talk) }
      talk.append(move)
    }
    return talk
  }

  /// Tells the caller's line before that it goes on.
  private func revise(at range: SourceRange, _ talk: inout [Located<Move>]) {
    guard let index = talk.lastIndex(where: { !$0.value.mayStandBeforeRevises }) else {
      return report(.revisesNothing(at: range))
    }
    switch talk[index].value {
    case .user(let said, let heard, _): talk[index].value = .user(said, afterHearing: heard, goesOn: true)
    case .revises(let said, _): talk[index].value = .revises(said, goesOn: true)
    case .agent, .silence, .noise, .keypad, .toolFails, .model, .reconnect, .hangUp, .advance, .expect:
      report(.revisesNothing(at: range))
    }
  }

  private func move(_ item: Node) -> Located<Move>? {
    switch item.content {
    case .faulty: return nil
    case .scalar(let word, .plain) where ["reconnect", "hangup", "silence", "noise"].contains(word.text):
      return move(word, value: nil)
    case .mapping(let entries):
      guard let first = entries.first else { break }
      if let second = entries.dropFirst().first {
        report(.severalMoves(at: second.key.range))
        return nil
      }
      return move(first.key, value: first.value)
    case .scalar, .sequence: break
    }
    expected("something that happens", item, help: "write it like `user: Hello` or `agent: Hello`")
    return nil
  }

  private func move(_ key: SourceText, value: Node?) -> Located<Move>? {
    let move: Move?
    switch (key.text, value) {
    case ("agent", let value?): move = agentLine(value).map { .agent($0) }
    case ("user", let value?): move = userLine(value)
    case ("expect", let value?): move = .expect(expectations(value))
    case ("silence", let value): move = times(value).map { .silence(times: $0) }
    case ("noise", let value): move = times(value).map { .noise(times: $0) }
    case ("tool_fails", let value?): move = toolFails(value)
    case ("keypad", let value?): move = self.keys(value).map { .keypad($0) }
    case ("model_says", let value?): move = modelSays(value, at: key.range).map { .model($0) }
    case ("model_fails", let value?): move = modelFails(value, at: key.range).map { .model($0) }
    case ("reconnect", _): move = .reconnect
    case ("hangup", _): move = .hangUp
    case ("advance", let value?):
      move = text(value, wanted: "a duration").flatMap { duration($0) }.map { .advance(seconds: $0) }
    default:
      report(.unknownMove(key.text, near: nearest(key.text, in: Self.moves), known: Self.moves, at: key.range))
      move = nil
    }
    // What an alias stands for lies before it.
    let end = value.map { max($0.range.end, key.range.end) } ?? key.range.end
    return move.map { Located($0, at: SourceRange(file: key.range.file, start: key.range.start, end: end)) }
  }

  private func times(_ node: Node?) -> Int? {
    guard let node, !node.isMissing else { return 1 }
    return whole(node, in: 1...Self.mostTimes)
  }

  /// `"1234#"`
  private func keys(_ node: Node) -> String? {
    guard let keys = text(node, wanted: "keys") else { return nil }
    if keys.text.allSatisfy({ "0123456789*#".contains($0) }) { return keys.text }
    report(.badValue(keys.text, wanted: "a row of keys", at: keys.range, help: "keys are 0 to 9, `*` and `#`"))
    return nil
  }

  private func agentLine(_ node: Node) -> AgentLine? {
    if case .mapping = node.content, let keys = keys(node, of: "an agent's line", ["prompt"]) {
      guard let id = keys["prompt"].flatMap({ text($0, wanted: "the place of a prompt") }) else { return nil }
      if !prompts.contains(id.text), !id.text.hasPrefix("builtin.") {
        report(.unknownName("prompt", id.text, among: prompts.sorted(), at: id.range))
      }
      return .prompt(id.text)
    }
    if node.isMissing { return .unwritten }
    guard let source = text(node, wanted: "what the agent says") else { return nil }
    return TemplateParser.parse(source, in: scope, diagnostics: &diagnostics).map { .pattern($0) }
  }

  /// A text, `{said: …, after_hearing: …}` or `{revises: …}`.
  private func userLine(_ node: Node) -> Move? {
    guard case .mapping = node.content else {
      return text(node, wanted: "what the caller says").map { .user($0.text, afterHearing: nil, goesOn: false) }
    }
    guard let keys = keys(node, of: "a caller's line", ["said", "after_hearing", "revises"]) else { return nil }
    if let revised = keys["revises"] {
      if let said = keys.place(of: "said") { report(.oneOfTwo("revises", "said", at: said)) }
      if let heard = keys.place(of: "after_hearing") { report(.oneOfTwo("revises", "after_hearing", at: heard)) }
      return text(revised, wanted: "what the caller says").map { .revises($0.text, goesOn: false) }
    }
    guard let said = keys["said"] else {
      report(.missingKey("said", in: "a caller's line", at: node.range, help: "or `revises`"))
      return nil
    }
    let heard = keys["after_hearing"].flatMap { text($0, wanted: "what the caller heard") }
    return text(said, wanted: "what the caller says").map { .user($0.text, afterHearing: heard?.text, goesOn: false) }
  }

  /// `tool_fails: find_order` (status 500), or `{find_order: timeout}`.
  private func toolFails(_ node: Node) -> Move? {
    guard case .mapping(let entries) = node.content, let entry = entries.first else {
      guard let name = text(node, wanted: "the name of a tool"), isTool(name) else { return nil }
      return .toolFails(name.text, StubTools.Timed(.failure("status 500")))
    }
    if let second = entries.dropFirst().first { report(.severalMoves(at: second.key.range)) }
    guard isTool(entry.key), let way = text(entry.value, wanted: "a way to fail") else { return nil }
    return .toolFails(entry.key.text, failure(way))
  }
}

extension Move {
  fileprivate var mayStandBeforeRevises: Bool {
    switch self {
    case .expect, .model: true
    case .agent, .user, .revises, .silence, .noise, .toolFails, .keypad, .reconnect, .hangUp, .advance: false
    }
  }
}
