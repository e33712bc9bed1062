/// One step (language.md §5.1): its first key names it.
extension ScriptDecoder {
  /// The keys that belong to each step besides its own and `id`, `if`.
  private static let stepKeys: [String: [String]] = [
    "say": ["interruptible", "must_hear"],
    "collect": ["fresh", "else", "fallback"],
    "ask": ["yes", "no", "answers", "else"],
    "confirm": ["no"],
    "route": ["to", "again"],
    "if": ["then", "else"],
    "match": ["cases", "else"],
    "call": ["with", "save", "hold", "failed"],
    "transfer": ["say", "show_caller"],
    "press": ["say"],
    "generate": ["from", "sentences", "keep", "else"],
  ]

  func step(_ node: Node, at place: Place) -> StepID? {
    guard let (word, keys) = stepWord(node) else { return nil }
    let id = steps.add(path: place.path, flow: place.flow, range: word.range)
    if word.text != "if" { steps[id].condition = expression(keys["if"])?.expression }
    if let label = keys["id"].flatMap({ text($0, wanted: "a name") }), isName(label) {
      steps[id].label = label.text
      labels.append(Label(name: label, step: id))
    }
    if let value = keys[word.text], let kind = kind(word.text, value, keys, id) { steps[id].kind = kind }
    return id
  }

  struct Label {
    var name: SourceText
    var step: StepID
  }

  /// The step's word and its keys, all of them known to it.
  private func stepWord(_ node: Node) -> (SourceText, Keys)? {
    // `- return` and `- wait` need no colon.
    if case .scalar(let word, .plain) = node.content, ["return", "wait"].contains(word.text) {
      return (word, Keys(entries: [Node.Entry(key: word, value: node)], range: node.range))
    }
    guard case .mapping(let entries) = node.content, let first = entries.first?.key else {
      expected("a step", node, help: "write it like `say: Hello there`")
      return nil
    }
    guard StepWords.all.contains(first.text) else {
      report(wrongStep(first, among: entries))
      return nil
    }
    let own = [first.text, "id", "if"] + (Self.stepKeys[first.text] ?? [])
    let before = diagnostics.count
    for entry in entries.dropFirst() where !own.contains(entry.key.text) {
      let key = entry.key.text
      let isStep = StepWords.all.contains(key)
      report(
        isStep
          ? .stepNotFirst(key, first.text, at: entry.key.range)
          : .unknownKey(
            key, in: "the step `\(first.text)`", near: nearest(key, in: own), known: own, at: entry.key.range))
    }
    return (first, Keys(entries: entries, range: node.range, hasFaults: diagnostics.count > before))
  }

  private func wrongStep(_ first: SourceText, among entries: [Node.Entry]) -> Diagnostic {
    if let later = entries.dropFirst().first(where: { StepWords.all.contains($0.key.text) }) {
      return .stepNotFirst(later.key.text, first.text, at: later.key.range)
    }
    return .notAStep(first.text, near: nearest(first.text, in: StepWords.all), at: first.range)
  }

  private func kind(_ word: String, _ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    switch word {
    case "say": say(value, keys, id)
    case "collect": collect(value, keys, id)
    case "ask": ask(value, keys, id)
    case "confirm": confirm(value, keys, id)
    case "route": route(value, keys, id)
    case "set": set(value)
    case "clear": .clear(slotNames(value))
    case "if": branch(value, keys, id)
    case "match": match(value, keys, id)
    case "do": run(value, id)
    case "goto": goto(value, id)
    case "return": .finishFlow
    case "call": call(value, keys, id)
    case "transfer": transfer(value, keys, id)
    case "press": press(value, keys, id)
    case "end": prompt(value, id: "\(steps[id].path).end").map { .end($0) }
    case "record": .record(recordEntries(value))
    case "publish": .publish(recordEntries(value))
    case "tune": .tune(agentSettings(value, of: "`tune`"))
    case "generate": generate(value, keys, id)
    case "converse": converse(value, id)
    case "wait": .wait
    default: preconditionFailure("no decoder for the step \(word)")
    }
  }

  private func path(_ id: StepID, _ key: String) -> String { "\(steps[id].path).\(key)" }

  // MARK: Speaking and asking

  private func say(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind {
    let isInterruptible = flag(keys["interruptible"])
    let mustHear = flag(keys["must_hear"])
    return .say(
      promptList(value, id: path(id, "say")).map { prompt in
        var prompt = prompt
        if let isInterruptible { prompt.isInterruptible = isInterruptible }
        if let mustHear { prompt.mustHear = mustHear }
        return prompt
      })
  }

  private func collect(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind {
    var collect = Collect(slots: slotNames(value), fresh: flag(keys["fresh"]) ?? false)
    collect.otherwise = nested(keys["else"], key: "else", in: id)
    collect.fallback = keys["fallback"].map { ladder($0, path: path(id, "fallback"), flow: steps[id].flow) }
    return .collect(collect)
  }

  private func ask(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    if keys["yes"] == nil, keys["no"] == nil, keys["answers"] == nil {
      missing("yes", in: "`ask`", keys, at: steps[id].range, help: "or `no`, or `answers`: what to do with the answer")
    }
    let prompt = prompt(value, id: path(id, "ask"))
    let yes = nested(keys["yes"], key: "yes", in: id)
    let no = nested(keys["no"], key: "no", in: id)
    let answers = keys["answers"].map { entries($0, of: "phrases and steps") } ?? []
    let blocks = answers.enumerated().map { position, answer in
      let phrases = answer.key.splitAtCommas().compactMap(phrase)
      return (phrases: phrases, block: nested(answer.value, key: "answers[\(position)]", in: id) ?? nil)
    }
    let otherwise = nested(keys["else"], key: "else", in: id)
    guard let prompt else { return nil }
    var ask = Ask(prompt: prompt)
    ask.yes = yes
    ask.no = no
    ask.answers = blocks
    ask.otherwise = otherwise
    return .ask(ask)
  }

  private func confirm(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    let no = nested(keys["no"], key: "no", in: id)
    guard let prompt = prompt(value, id: path(id, "confirm")) else { return nil }
    var slots: [String] = []
    for case .slot(let name) in (prompt.variants + [prompt.again].compactMap(\.self)).flatMap(\.references)
    where !slots.contains(name) {
      slots.append(name)
    }
    return .confirm(Confirm(prompt: prompt, no: no, slots: slots))
  }

  private func route(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    let prompt = prompt(value, id: path(id, "route"))
    let again = self.prompt(keys["again"], id: path(id, "again"))
    let flows = keys["to"].map { texts($0).compactMap { flowName($0) } }
    return prompt.map { .route(Route(prompt: $0, again: again, flows: flows)) }
  }

  // MARK: Values and branches

  private func set(_ value: Node) -> Step.Kind {
    .set(
      entries(value, of: "names and expressions").compactMap { entry in
        let typed = expression(entry.value)
        let name = entry.key.text
        let target: Assignment.Target? =
          declared.entry("slots", name) != nil
          ? .slot(name) : declared.entry("vars", name) != nil ? .variable(name) : nil
        guard let target else {
          let known = declared.names("slots") + declared.names("vars")
          report(.unknownName("slot", name, among: known, at: entry.key.range))
          return nil
        }
        return typed.map { Assignment(target: target, value: $0.expression) }
      })
  }

  private func branch(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    if keys["then"] == nil { missing("then", in: "`if`", keys, at: steps[id].range) }
    let condition = expression(value)
    let then = nested(keys["then"], key: "then", in: id) ?? nil
    let otherwise = nested(keys["else"], key: "else", in: id) ?? nil
    return condition.map { .branch(condition: $0.expression, then: then, otherwise: otherwise) }
  }

  private func match(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    if keys["cases"] == nil { missing("cases", in: "`match`", keys, at: steps[id].range) }
    let subject = expression(value)
    let isYesNo = subject?.type == .bool || subject?.type == .slot(.yesNo)
    let cases = keys["cases"].map { entries($0, of: "values and steps") } ?? []
    let blocks = cases.map { entry in
      let written = entry.key.text
      let key = isYesNo ? ["yes": "true", "no": "false"][written] ?? written : written
      facts.caseRanges[id, default: [:]][key] = entry.key.range
      return (key: key, block: nested(entry.value, key: "cases.\(written)", in: id) ?? nil)
    }
    let otherwise = nested(keys["else"], key: "else", in: id)
    return subject.map { .match($0.expression, cases: blocks, otherwise: otherwise) }
  }

  /// `record` and `result`: expressions; a lone word that names nothing is that word (`outcome: booked`).
  func recordEntries(_ value: Node) -> [Entry] {
    entries(value, of: "keys and expressions").compactMap { entry in
      guard let source = text(entry.value, wanted: "an expression") else { return nil }
      if entry.key.text == Entry.mustHearKey {
        report(.nameTaken(entry.key.text, as: "the entry that tells what was heard", at: entry.key.range, first: nil))
        return nil
      }
      if isIdentifier(source.text), scope.names[source.text] == nil, nearest(source.text, in: scope.names.keys) == nil,
        !["true", "false", "none"].contains(source.text)
      {
        return Entry(key: entry.key.text, value: .literal(.text(source.text)))
      }
      guard let typed = expression(source) else { return nil }
      let isSensitive = typed.expression.references.contains { reference in
        if case .slot(let name) = reference { isSensitiveSlot(name) } else { false }
      }
      return Entry(key: entry.key.text, value: typed.expression, isSensitive: isSensitive)
    }
  }

  private func isSensitiveSlot(_ name: String) -> Bool { slots.first { $0.name == name }?.isSensitive ?? false }

  // MARK: Going elsewhere

  private func run(_ value: Node, _ id: StepID) -> Step.Kind? {
    guard let name = text(value, wanted: "the name of a flow") else { return nil }
    facts.targets[id] = name.range
    return flowName(name).map { .run(flow: $0) }
  }

  private func goto(_ value: Node, _ id: StepID) -> Step.Kind? {
    guard let target = text(value, wanted: "an `id` or the name of a flow") else { return nil }
    jumps.append(Jump(step: id, target: target))
    return nil
  }

  private func call(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    let name = text(value, wanted: "the name of a tool")
    let failed = nested(keys["failed"], key: "failed", in: id)
    guard let name else {
      // What else is wrong is still to be found.
      _ = keys["with"].map { entries($0, of: "parameters").map { expression($0.value) } }
      return nil
    }
    facts.targets[id] = name.range
    guard var use = toolUse(name, keys, path: steps[id].path) else { return nil }
    use.failed = failed
    return .call(use)
  }

  /// A tool with what `with`, `save` and `hold` say of its use; nil when there is no such tool.
  func toolUse(_ name: SourceText, _ keys: Keys, path: String) -> ToolUse? {
    let arguments = keys["with"].map { entries($0, of: "parameters") } ?? []
    var use = ToolUse(tool: name.text)
    for argument in arguments { use.arguments[argument.key.text] = expression(argument.value)?.expression }
    use.save = keys["save"].flatMap { text($0, wanted: "a name")?.text }
    if keys["hold"] != nil { facts.usesWithHold.insert(path) }
    use.hold = prompt(keys["hold"], id: "\(path).hold")
    guard declared.entry("tools", name.text) != nil else {
      report(.unknownName("tool", name.text, among: declared.names("tools"), at: name.range))
      return nil
    }
    guard let tool = tools[name.text] else { return nil }
    for argument in arguments where tool.parameters[argument.key.text] == nil {
      report(.unknownName("parameter", argument.key.text, among: tool.parameters.keys.sorted(), at: argument.key.range))
    }
    return use
  }

  private func transfer(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    let say = prompt(keys["say"], id: path(id, "say"))
    let showCaller = flag(keys["show_caller"]) ?? false
    guard let target = text(value, wanted: "a line") else { return nil }
    if declared.entry("lines", target.text) == nil, !isTransferTarget(target.text) {
      if isIdentifier(target.text) {
        report(.unknownName("line", target.text, among: declared.names("lines"), at: target.range))
      } else {
        report(.badLine(target.text, at: target.range))
      }
      return nil
    }
    return .transfer(line: target.text, say: say, showCaller: showCaller)
  }

  private func press(_ value: Node, _ keys: Keys, _ id: StepID) -> Step.Kind? {
    let say = prompt(keys["say"], id: path(id, "say"))
    guard let source = text(value, wanted: "digits"), let digits = template(source) else { return nil }
    if digits.isPlain, !source.text.allSatisfy({ "0123456789*#".contains($0) }) {
      report(.badValue(source.text, wanted: "digits to press", at: source.range, help: "keys are 0 to 9, `*` and `#`"))
    }
    return .press(digits, say: say)
  }
}
