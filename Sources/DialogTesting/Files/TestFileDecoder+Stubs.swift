import DialogDSL

/// `stubs`: tool → a reply, or a list of replies. In a reply, `fail`, `slow`, `when` and `give` are about the reply;
/// the other members are what the tool answers, as is the whole of what stands under `give`.
extension TestFileDecoder {
  func stubs(_ node: Node) -> StubTools {
    var stubs = StubTools()
    for entry in entries(node, of: "tools and replies") where isTool(entry.key) {
      stubs[entry.key.text] = replies(entry.value)
    }
    return stubs
  }

  private func replies(_ node: Node) -> StubTools.Replies {
    guard case .sequence(let items) = node.content else { return replies([node]) }
    if items.isEmpty { report(.emptySequence(at: node.range)) }
    return replies(items)
  }

  private func replies(_ nodes: [Node]) -> StubTools.Replies {
    var replies = StubTools.Replies()
    for node in nodes {
      let timed = reply(node)
      if let arguments = arguments(node) {
        replies.byArguments.append((arguments: arguments, reply: timed))
      } else {
        replies.sequence.append(timed)
      }
    }
    return replies
  }

  /// `when: {order_number: "12345678"}`
  private func arguments(_ node: Node) -> [String: String]? {
    guard case .mapping(let members) = node.content,
      let when = members.first(where: { $0.key.text == "when" })?.value
    else { return nil }
    var arguments: [String: String] = [:]
    for entry in entries(when, of: "arguments and values") {
      arguments[entry.key.text] = text(entry.value, wanted: "a value")?.text
    }
    return arguments
  }

  private func reply(_ node: Node) -> StubTools.Timed {
    guard case .mapping(let members) = node.content else { return StubTools.Timed(.value(json(node))) }
    let keys = Keys(entries: members, range: node.range)
    let delay = keys["slow"].flatMap { text($0, wanted: "a duration") }.flatMap { duration($0) } ?? 0
    if let failure = keys["fail"].flatMap({ text($0, wanted: "a way to fail") }) {
      return self.failure(failure, body: keys["give"].map(json) ?? .none, delay: delay)
    }
    if let given = keys["give"] { return StubTools.Timed(.value(json(given)), delay: delay) }
    return StubTools.Timed(.value(json(members.filter { !["slow", "when"].contains($0.key.text) })), delay: delay)
  }

  func failure(_ source: SourceText, body: Value = .none, delay: Double = 0) -> StubTools.Timed {
    switch source.text {
    case "timeout": return .timeout
    case "bad_json": return StubTools.Timed(.failure("the reply is not JSON"), delay: delay)
    case let text:
      guard let status = Int(text), (300...599).contains(status) else {
        report(.badFailure(text, at: source.range))
        return .timeout
      }
      return StubTools.Timed(.status(status, body), delay: delay)
    }
  }
}
