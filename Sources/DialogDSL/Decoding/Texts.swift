/// Everything that is parsed further: templates, prompts, expressions, phrases.
extension ScriptDecoder {
  func template(_ source: SourceText) -> Template? {
    let template = TemplateParser.parse(source, in: scope, diagnostics: &diagnostics)
    template?.references.forEach(note)
    return template
  }

  func expression(_ node: Node?) -> TypedExpression? {
    guard let node, let source = text(node, wanted: "an expression") else { return nil }
    return expression(source)
  }

  func expression(_ source: SourceText) -> TypedExpression? {
    let typed = ExpressionParser.parse(source, in: scope, diagnostics: &diagnostics)
    typed?.expression.references.forEach(note)
    return typed
  }

  private func note(_ reference: Reference) {
    if reference == .call { readsCall = true }
  }

  func phrase(_ source: SourceText) -> Phrase? {
    PhraseParser.parse(
      source, slots: declared.nameSet("slots"), rules: declared.nameSet("phrases"), diagnostics: &diagnostics)
  }

  func phraseList(_ node: Node) -> [Phrase] { texts(node).compactMap(phrase) }

  // MARK: Prompts

  static let promptKeys = ["text", "any", "interruptible", "must_hear", "once", "again"]

  /// A text, the name of a prompt, or a map. `id`: the place in the script, for texts without a name.
  func prompt(_ node: Node?, id: String) -> Prompt? {
    guard let node else { return nil }
    if case .mapping = node.content, isPromptMap(node) { return promptMap(node, id: id) }
    guard let source = text(node) else { return nil }
    if isIdentifier(source.text) { return namedPrompt(source) }
    return spoken(source).map { Prompt(id: id, variants: [$0]) }
  }

  /// A list of texts or a single one.
  func promptList(_ node: Node?, id: String) -> [Prompt] {
    guard let node else { return [] }
    guard case .sequence(let items) = node.content else { return prompt(node, id: id).map { [$0] } ?? [] }
    return isCut(node) ? [] : items.enumerated().compactMap { prompt($1, id: "\(id)[\($0)]") }
  }

  /// A text that is spoken: environment variables have no place in it.
  func spoken(_ source: SourceText) -> Template? {
    if let use = Environment.firstUse(in: source) {
      report(.environmentElsewhere(at: use))
      return nil
    }
    return template(source)
  }

  private func isPromptMap(_ node: Node) -> Bool {
    guard case .mapping(let entries) = node.content else { return false }
    return node.isFlow || entries.contains { Self.promptKeys.contains($0.key.text) }
  }

  private func promptMap(_ node: Node, id: String) -> Prompt? {
    guard let keys = keys(node, of: "a prompt", Self.promptKeys) else { return nil }
    var variants: [Template] = []
    switch (keys["text"], keys["any"]) {
    case (let text?, nil): variants = self.text(text).flatMap(spoken).map { [$0] } ?? []
    case (nil, let any?): variants = texts(any).compactMap(spoken)
    case (nil, nil): missing("text", in: "a prompt", keys, at: node.range, help: "or `any`, a list of variants")
    case (_?, _?): report(.oneOfTwo("text", "any", at: keys.place(of: "any") ?? node.range))
    }
    guard !variants.isEmpty else { return nil }
    var prompt = Prompt(id: id, variants: variants)
    prompt.isInterruptible = flag(keys["interruptible"]) ?? true
    prompt.mustHear = flag(keys["must_hear"]) ?? false
    prompt.once = flag(keys["once"]) ?? false
    prompt.again = keys["again"].flatMap { text($0) }.flatMap(spoken)
    if prompt.once, let again = keys.place(of: "again") { report(.oneOfTwo("once", "again", at: again)) }
    return prompt
  }

  func namedPrompt(_ name: SourceText) -> Prompt? {
    if let prompt = prompts[name.text] { return prompt }
    guard let entry = declared.entry("prompts", name.text) else {
      report(.unknownPrompt(name.text, among: declared.names("prompts"), at: name.range))
      return nil
    }
    guard openPrompts.insert(name.text).inserted else {
      report(.promptCycle(name.text, at: name.range))
      return nil
    }
    defer { openPrompts.remove(name.text) }
    // Decoded once; a faulty one is not looked at again.
    guard facts.faultyPrompts.contains(name.text) == false else { return nil }
    guard var prompt = prompt(entry.value, id: name.text) else {
      facts.faultyPrompts.insert(name.text)
      return nil
    }
    prompt.id = name.text
    prompts[name.text] = prompt
    return prompt
  }

  func decodePrompts() {
    for entry in declared.entries("prompts") { _ = namedPrompt(entry.key) }
  }

  func decodePhraseRules() {
    for entry in declared.entries("phrases") {
      phrases[entry.key.text] = phraseList(entry.value)
      facts.ruleRanges[entry.key.text] = entry.key.range
    }
  }
}
