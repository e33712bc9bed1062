/// The steps in which a model has the word: `generate` and `converse` (language.md §5.1).
extension ScriptDecoder {
  /// A model says no more in one step.
  private static let mostSentences = 20
  /// A caller and a model who have not come to an end by then will not.
  private static let mostTurns = 50

  func generate(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    let instruction = text(value, wanted: "an instruction").flatMap(spoken)
    let path = steps[id].path
    let otherwise = prompt(keys["else"], id: "\(path).else")
    if keys["else"] == nil {
      missing("else", in: "`generate`", keys, at: steps[id].range, help: "the text that is said when no model does")
    }
    let keep = keys["keep"].map { texts($0).compactMap(spoken) } ?? []
    let sentences = keys["sentences"].flatMap { whole($0, in: 1...Self.mostSentences) }
    let knowledge = keys["from"].map(knowledgeNames)
    guard let instruction, let otherwise else { return nil }
    return .generate(
      Generate(
        instruction: instruction, knowledge: knowledge, sentences: sentences, keep: keep, otherwise: otherwise))
  }

  private func knowledgeNames(_ node: Node) -> [String] {
    if node.isMissing { return [] }
    return texts(node).compactMap { name in
      if declared.entry("knowledge", name.text) != nil { return name.text }
      report(.unknownName("fact", name.text, among: declared.names("knowledge"), at: name.range))
      return nil
    }
  }

  func converse(_ value: Node, _ id: StepID) -> Step.Kind? {
    let built = ["goal", "collect", "tools", "confirm", "turns", "until", "else"]
    guard let keys = keys(value, of: "`converse`", built) else { return nil }
    let range = steps[id].range
    if keys["goal"] == nil {
      missing("goal", in: "`converse`", keys, at: range, help: "what the model is to bring about")
    }
    let goal = keys["goal"].flatMap { text($0, wanted: "what the model is to bring about") }.flatMap(spoken)
    if keys["collect"] == nil, keys["until"] == nil {
      missing("collect", in: "`converse`", keys, at: range, help: "or `until`: when the model is done")
    }
    if keys["else"] == nil {
      missing(
        "else", in: "`converse`", keys, at: range, help: "steps for when there is no model, or it does not get there")
    }
    let path = steps[id].path
    let slots = keys["collect"].map { slotNames($0) } ?? []
    let tools = keys["tools"].map { toolUses($0, path: path) } ?? []
    let confirm = prompt(keys["confirm"], id: "\(path).converse.confirm")
    let turns = keys["turns"].flatMap { whole($0, in: 1...Self.mostTurns) }
    let until = expression(keys["until"])?.expression
    let otherwise = nested(keys["else"], key: "else", in: id) ?? nil
    guard let goal else { return nil }
    var converse = Converse(goal: goal, slots: slots, otherwise: otherwise)
    converse.tools = tools
    converse.confirm = confirm
    if let turns { converse.turns = turns }
    converse.until = until
    return .converse(converse)
  }

  /// Names of tools, or maps like the step `call`.
  private func toolUses(_ node: Node, path: String) -> [ToolUse] {
    var places: [String: SourceRange] = [:]
    return itemOrItems(node).compactMap { item in
      var name = item
      var own = Keys(entries: [], range: item.range)
      if case .mapping = item.content {
        guard let keys = keys(item, of: "a tool of `converse`", ["call", "with", "save", "hold"]) else { return nil }
        guard let called = keys["call"] else {
          missing("call", in: "a tool of `converse`", keys, at: item.range, help: "the name of the tool")
          return nil
        }
        (name, own) = (called, keys)
      }
      guard let source = text(name, wanted: "the name of a tool") else { return nil }
      if let first = places.updateValue(source.range, forKey: source.text) {
        report(.definedTwice("tool", source.text, at: source.range, first: first))
        return nil
      }
      return toolUse(source, own, path: Converse.path(of: source.text, in: path))
    }
  }
}
