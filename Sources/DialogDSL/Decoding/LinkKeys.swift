/// What reaches the call's shell and the link to Retell: `limits`, `result`, `retell`, the settings of `update_agent`
/// and keypad input (language.md §2, §3, §5.1).
extension ScriptDecoder {
  // MARK: Limits

  /// More turns or digressions than a call of two hours can have.
  private static let mostTurns = 10_000

  func decodeLimits() {
    let bounds = ["duration", "turns", "digressions"]
    guard let node = declared["limits"], let keys = keys(node, of: "`limits`", bounds + ["then"]) else { return }
    if !bounds.contains(where: { keys[$0] != nil }) {
      missing("duration", in: "`limits`", keys, at: node.range, help: "or `turns`, or `digressions`")
    }
    if let bound = keys["duration"], let text = text(bound, wanted: "a duration"), let seconds = duration(text) {
      // Time comes in whole seconds.
      if seconds < 1 { report(.badValue(text.text, wanted: "a duration of at least `1s`", at: text.range)) }
      limits.duration = seconds
    }
    limits.turns = keys["turns"].flatMap { whole($0, in: 1...Self.mostTurns) }
    limits.digressions = keys["digressions"].flatMap { whole($0, in: 1...Self.mostTurns) }
    guard let then = keys["then"] else { return }
    let block = block(then, at: Place(path: "limits.then", flow: ""))
    if block.isEmpty, case .sequence = then.content {
      report(.missingValue("at least one step", at: then.range))
    }
    steps.link(block, to: nil)
    resolveJumps()
    limits.then = block.first
  }

  // MARK: Result

  func decodeResult() {
    guard let node = declared["result"] else { return }
    guard case .mapping(let entries) = node.content else {
      result = recordEntries(node)
      return
    }
    result = recordEntries(
      Node(content: .mapping(entries.filter { $0.key.text != "send" }), range: node.range, isFlow: node.isFlow))
    guard let send = entries.first(where: { $0.key.text == "send" }), let name = text(send.value, wanted: "a tool")
    else { return }
    guard declared.entry("tools", name.text) != nil else {
      return report(.unknownName("tool", name.text, among: declared.names("tools"), at: name.range))
    }
    var use = ToolUse(tool: name.text)
    use.arguments = Dictionary(result.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    facts.sendRange = name.range
    if tools[name.text] != nil { resultTool = use }
  }

  // MARK: The link

  func decodeRetell() {
    retell.hearsKeys = slots.contains { $0.keypad != nil }
    retell.transcriptWithToolCalls = retell.hearsKeys
    let built = ["auto_reconnect", "call_details", "transcript_with_tool_calls", "greeting_wait", "agent"]
    guard let node = declared["retell"], let keys = keys(node, of: "`retell`", built) else { return }
    retell.autoReconnect = keys["auto_reconnect"].flatMap(flagSetting) ?? true
    callDetails = keys["call_details"].flatMap(flagSetting)
    if let node = keys["transcript_with_tool_calls"], let isWoven = flagSetting(node) {
      retell.transcriptWithToolCalls = isWoven
      if retell.hearsKeys, !isWoven { report(.keysUnheard(at: node.range)) }
    }
    if let wait = keys["greeting_wait"].flatMap({ toolDuration($0) }) { retell.greetingWait = wait }
    if let agent = keys["agent"] { retell.agent = agentSettings(agent, of: "`agent`") }
  }

  /// A flag that may come from the environment.
  private func flagSetting(_ node: Node) -> Bool? {
    guard let filled = setting(node) else { return nil }
    guard filled.isFromEnvironment else { return flag(filled.node) }
    if case .scalar(let source, _) = filled.node.content,
      ["true", "false", "yes", "no", "on", "off"].contains(source.text.lowercased())
    {
      return flag(filled.node)
    }
    // What the environment gives is not shown.
    if case .scalar(let written, _) = node.content {
      report(.badValue(written.text, wanted: "`true` or `false`", at: written.range))
    }
    return nil
  }

  /// A value of `retell` or `llm` with its environment variables filled in; nil when one is missing.
  func setting(_ node: Node) -> (node: Node, isFromEnvironment: Bool)? {
    guard case .scalar(let source, let style) = node.content, Environment.firstUse(in: source) != nil else {
      return (node, false)
    }
    let before = diagnostics.count
    environment.check(source, diagnostics: &diagnostics)
    guard diagnostics.count == before else { return nil }
    let filled = SourceText(environment.filled(source.text), range: source.range, runs: source.runs)
    return (Node(content: .scalar(filled, style), range: node.range, isFlow: false), true)
  }

  /// `retell: {agent: …}` and the step `tune`: the names and ranges of reference §7.6.
  func agentSettings(_ node: Node, of what: String) -> AgentSettings {
    var settings = AgentSettings()
    let known = ["responsiveness", "interruption_sensitivity", "reminder_trigger_ms", "reminder_max_count"]
    guard let keys = keys(node, of: what, known) else { return settings }
    if keys.entries.isEmpty { report(.missingValue("at least one setting", at: node.range)) }
    settings.responsiveness = share(keys["responsiveness"])
    settings.interruptionSensitivity = share(keys["interruption_sensitivity"])
    settings.reminderTrigger = number(
      keys["reminder_trigger_ms"], wanted: "a whole number of milliseconds over 0", help: "write 8 seconds as `8000`"
    ) { Int($0).flatMap { (1...86_400_000).contains($0) ? $0 : nil } }
    settings.reminderMaxCount = number(keys["reminder_max_count"], wanted: "a whole number from 0 to 100") {
      Int($0).flatMap { (0...100).contains($0) ? $0 : nil }
    }
    return settings
  }

  private func share(_ node: Node?) -> Double? {
    number(node, wanted: "a number from 0 to 1") { text in
      DecimalNumber(text).flatMap { Double($0.description) }.flatMap { (0...1).contains($0) ? $0 : nil }
    }
  }

  private func number<Number>(
    _ node: Node?, wanted: String, help: String? = nil, _ read: (String) -> Number?
  ) -> Number? {
    guard let node, let filled = setting(node), let source = text(filled.node, wanted: wanted) else { return nil }
    if let number = read(source.text) { return number }
    report(
      .badValue(filled.isFromEnvironment ? "its value" : source.text, wanted: wanted, at: source.range, help: help))
    return nil
  }

  // MARK: Keypad

  /// `keypad: true`, `keypad: 6` or `keypad: 4 to 8`; nil: only speech fills the slot.
  func keypad(_ keys: Keys, _ type: SlotType, length: ClosedRange<Int>?) -> Keypad? {
    guard let node = keys["keypad"] else { return nil }
    guard Keypad.types.contains(type) else {
      report(.keyNotForType("keypad", type, for: Keypad.types, at: keys.place(of: "keypad") ?? node.range))
      return nil
    }
    guard let source = text(node, wanted: "`true` or a length") else { return nil }
    switch source.text.lowercased() {
    case "true", "yes", "on": return Keypad(length: length)
    case "false", "no", "off": return nil
    default: break
    }
    guard let own = lengths(node, wanted: "`true` or a length like `6` or `4 to 8`") else { return nil }
    guard Keypad.typesWithLength.contains(type) else {
      report(
        .badValue(source.text, wanted: "`true`", at: source.range, help: "one key answers a slot of this type"))
      return nil
    }
    if let length, length != own {
      report(.emptyLimits("`keypad` and `length` differ; `keypad: true` takes the slot's `length`", at: source.range))
    }
    return Keypad(length: own)
  }
}
