/// `flows` and blocks of steps (language.md §5).
extension ScriptDecoder {
  /// Where a block of steps stands.
  struct Place {
    /// `flows.book[3].failed`
    var path: String
    var flow: String
  }

  func decodeFlows() {
    for entry in declared.entries("flows") {
      flows.append(flow(entry))
    }
  }

  private func flow(_ entry: Node.Entry) -> Flow {
    let name = entry.key.text
    let place = Place(path: "flows.\(name)", flow: name)
    var flow = Flow(name: name, range: entry.key.range)
    var body: Node? = entry.value
    if case .mapping = entry.value.content {
      let built = ["about", "name", "triggers", "if", "interruptible", "steps", "fallback"]
      guard let keys = keys(entry.value, of: "a flow", built) else { return flow }
      flow.about = keys["about"].flatMap { text($0)?.text }
      if let spoken = keys["name"].flatMap(spokenName) { flow.spokenName = spoken }
      flow.triggers = keys["triggers"].map(phraseList) ?? []
      if let triggers = keys["triggers"], !itemOrItems(triggers).isEmpty { facts.flowsWithTriggers.insert(name) }
      flow.condition = expression(keys["if"])?.expression
      flow.isInterruptible = flag(keys["interruptible"]) ?? true
      flow.fallback = keys["fallback"].map { ladder($0, path: "\(place.path).fallback", flow: name) }
      body = keys["steps"]
      if body == nil { missing("steps", in: "a flow", keys, at: entry.key.range) }
    }
    guard let body else { return flow }
    let block = block(body, at: place)
    steps.link(block, to: nil)
    flow.first = block.first
    resolveJumps()
    return flow
  }

  /// What the agent calls a flow: plain words, which the caller may say back.
  func spokenName(_ node: Node) -> String? {
    guard let name = text(node) else { return nil }
    if !WordScanner.words(in: name.text).isEmpty, !name.text.contains("{") { return name.text }
    report(.badValue(name.text, wanted: "a name to be spoken", at: name.range, help: "write plain words"))
    return nil
  }

  /// Decodes a list of steps; not linked yet.
  func block(_ node: Node, at place: Place) -> [StepID] {
    guard let items = items(node, wanted: "a list of steps") else { return [] }
    let block = items.enumerated().compactMap { position, item in
      step(item, at: Place(path: "\(place.path)[\(position)]", flow: place.flow))
    }
    facts.blocks.append(block)
    return block
  }

  /// Decodes the block under `key` of a step, if it is there, as one that leads back behind the step.
  func nested(_ node: Node?, key: String, in id: StepID) -> Block? {
    guard let node else { return nil }
    let place = Place(path: "\(steps[id].path).\(key)", flow: steps[id].flow)
    let block = block(node, at: place)
    steps.nest(block, in: id)
    return .some(block.first)
  }

  // MARK: Jumps

  /// A `goto` whose target may come later in its flow.
  struct Jump {
    var step: StepID
    var target: SourceText
  }

  /// Of the block that has just been read.
  func resolveJumps() {
    let labels = Dictionary(
      labels.map { ($0.name.text, $0) },
      uniquingKeysWith: { first, again in
        report(.definedTwice("id", again.name.text, at: again.name.range, first: first.name.range))
        return first
      })
    for label in labels.values.sorted(by: { $0.step < $1.step }) where declared.entry("flows", label.name.text) != nil {
      report(
        .nameTaken(
          label.name.text, as: "a flow", at: label.name.range,
          first: declared.entry("flows", label.name.text)?.key.range))
    }
    for jump in jumps {
      let name = jump.target.text
      if let label = labels[name] {
        steps[jump.step].kind = .goto(.step(label.step))
      } else if declared.entry("flows", name) != nil {
        steps[jump.step].kind = .goto(.flow(name))
      } else {
        report(.unknownTarget(name, among: labels.keys + declared.names("flows"), at: jump.target.range))
      }
    }
    self.labels = []
    jumps = []
  }

  func flowName(_ source: SourceText?) -> String? {
    guard let source else { return nil }
    if declared.entry("flows", source.text) != nil { return source.text }
    report(.unknownName("flow", source.text, among: declared.names("flows"), at: source.range))
    return nil
  }
}
