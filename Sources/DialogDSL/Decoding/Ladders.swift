/// `fallback`, `silence`, `universals`.
extension ScriptDecoder {
  func decodeLadderAndSilence() {
    if let node = declared["fallback"] { fallback = ladder(node, path: "fallback", flow: "") }
    if let node = declared["silence"] { decodeSilence(node) }
  }

  private static let rungs = ["understand", "answer", "reprompt", "say", "do", "end", "transfer"]

  func ladder(_ node: Node, path: String, flow: String) -> [Rung] {
    guard let items = items(node, wanted: "a list of rungs") else { return [] }
    let before = diagnostics.count
    let rungs = items.enumerated().compactMap { rung($1, at: Place(path: "\(path)[\($0)]", flow: flow)) }
    if diagnostics.count == before { facts.ladders.append(ScriptFacts.Ladder(range: node.range, rungs: rungs)) }
    return rungs
  }

  private func rung(_ node: Node, at place: Place) -> Rung? {
    let word: SourceText
    switch node.content {
    case .scalar(let text, _): word = text
    case .mapping(let entries) where !entries.isEmpty: word = entries[0].key
    case .sequence, .mapping, .faulty:
      expected("a rung", node, help: "write it like `reprompt: 2`")
      return nil
    }
    guard Self.rungs.contains(word.text) else {
      report(.unknownRung(word.text, known: Self.rungs, near: nearest(word.text, in: Self.rungs), at: word.range))
      return nil
    }
    if word.text == "understand" || word.text == "answer" { return modelRung(word, node) }
    guard case .mapping(let entries) = node.content, let value = entries.first?.value else {
      report(.missingValue("a value, as in `\(word.text): …`", at: word.range))
      return nil
    }
    switch word.text {
    case "reprompt":
      check(entries, of: "the rung `reprompt`", ["reprompt"])
      return whole(value, in: 1...20).map { .reprompt($0) }
    case "say":
      check(entries, of: "the rung `say`", ["say"])
      return prompt(value, id: "\(place.path).say").map { .say($0) }
    default:
      // A rung is no part of the flow around it: nothing jumps to it.
      let outer = labels
      defer { labels = outer }
      guard let id = step(node, at: place) else { return nil }
      steps.link([id], to: nil)
      return .steps(id)
    }
  }

  private func modelRung(_ word: SourceText, _ node: Node) -> Rung? {
    if case .mapping(let entries) = node.content {
      check(entries, of: "the rung `\(word.text)`", [word.text])
      if let value = entries.first?.value, !value.isMissing {
        expected("nothing", value, help: "the rung stands alone: `- \(word.text)`")
      }
    }
    facts.modelRungs.append(word.range)
    if word.text == "understand" { return .understand }
    facts.answerRungs.append(word.range)
    return .answer
  }

  private func decodeSilence(_ node: Node) {
    guard let items = items(node, wanted: "a list of texts") else { return }
    for (position, item) in items.enumerated() {
      let path = "silence[\(position)]"
      if case .mapping(let entries) = item.content, let word = entries.first?.key, StepWords.closing.contains(word.text)
      {
        guard let id = step(item, at: Place(path: path, flow: "")) else { continue }
        steps.link([id], to: nil)
        silence.append(.steps(id))
        if position != items.count - 1 { report(.closingNotLast(at: word.range)) }
      } else if case .mapping(let entries) = item.content, let word = entries.first?.key,
        StepWords.all.contains(word.text)
      {
        report(.notClosing(word.text, at: word.range))
      } else if let prompt = prompt(item, id: path) {
        silence.append(.say(prompt))
      }
    }
  }

  func decodeUniversals() {
    guard let node = declared["universals"] else { return }
    let known = Universal.allCases.map(\.rawValue)
    guard let keys = keys(node, of: "`universals`", known) else { return }
    for entry in keys.entries {
      if let universal = Universal(rawValue: entry.key.text) { decode(universal, entry.value) }
    }
  }

  /// `off`; phrases that replace the locale's; or a map: `phrases`, `add`, `do`.
  private func decode(_ universal: Universal, _ node: Node) {
    switch node.content {
    case .scalar(let text, _) where text.text == "off": universals.off.insert(universal)
    case .scalar, .sequence, .faulty: universals.replaced[universal] = phraseList(node)
    case .mapping:
      guard let keys = keys(node, of: "a universal", ["do", "phrases", "add"]) else { return }
      if let phrases = keys["phrases"] { universals.replaced[universal] = phraseList(phrases) }
      if let phrases = keys["add"] { universals.added[universal] = phraseList(phrases) }
      if let flow = flowName(keys["do"].flatMap { text($0, wanted: "the name of a flow") }) {
        universals.flows[universal] = flow
      }
    }
  }
}
