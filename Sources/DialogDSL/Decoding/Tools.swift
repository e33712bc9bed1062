/// `tools` (language.md §8).
extension ScriptDecoder {
  private static let toolKeys =
    Tool.Method.allCases.map(\.rawValue) + [
      "headers", "query", "body", "params", "timeout", "returns", "hold", "hold_after", "writes", "ok", "retry",
    ]

  func decodeTools() {
    for entry in declared.entries("tools") {
      guard let keys = keys(entry.value, of: "a tool", Self.toolKeys) else { continue }
      tools[entry.key.text] = tool(entry.key, keys)
    }
  }

  private func tool(_ name: SourceText, _ keys: Keys) -> Tool? {
    let methods = Tool.Method.allCases.filter { keys[$0.rawValue] != nil }
    guard let method = methods.first else {
      missing("get", in: "a tool", keys, at: name.range, help: "or `post`, `put`, `patch`, `delete`, with its URL")
      return nil
    }
    if methods.count > 1 {
      report(.oneOfTwo(method.rawValue, methods[1].rawValue, at: keys.place(of: methods[1].rawValue) ?? name.range))
    }
    let parameters = keys["params"].flatMap { valueTypes($0) } ?? [:]
    // A parameter is a name of its own inside the tool's texts.
    let outer = scope
    defer { scope = outer }
    for (parameter, type) in parameters where scope.names[parameter] == nil {
      scope.names[parameter] = Scope.Name(.variable(parameter), type)
    }
    toolEnvironment = []
    let url = keys[method.rawValue].flatMap(toolText)
    if let url, !hasHost(url) { report(.badURL(at: url.range)) }
    let noURL = Template(parts: [], source: "", range: name.range)
    var tool = Tool(name: name.text, method: method, url: url ?? noURL, range: name.range)
    tool.parameters = parameters
    tool.headers = keys["headers"].map(headers) ?? []
    tool.query = keys["query"].map(pairs) ?? []
    tool.body = keys["body"].flatMap(body)
    tool.environment = toolEnvironment
    tool.returns = keys["returns"].flatMap { returnType($0, reporting: true) }
    if let node = keys["timeout"], let seconds = toolDuration(node) {
      if seconds > 0 { tool.timeout = seconds } else { report(.noTime(at: node.range)) }
    }
    if let seconds = keys["hold_after"].flatMap(toolDuration) { tool.holdAfter = seconds }
    if keys["hold"] != nil { facts.toolsWithHold.insert(name.text) }
    tool.hold = prompt(keys["hold"], id: "tools.\(name.text).hold")
    tool.writes = flag(keys["writes"]) ?? false
    tool.ok = condition(keys["ok"])
    tool.retry = keys["retry"].flatMap(retry) ?? RetryRule()
    return url == nil ? nil : tool
  }

  /// Where a request goes is the script's to say, or the environment's: no value stands before the end of the host.
  private func hasHost(_ url: Template) -> Bool {
    guard case .text(let start)? = url.parts.first else { return false }
    let isEnded = url.parts.count == 1 || start.drop { $0 != ":" }.dropFirst(3).contains { "/?#".contains($0) }
    return isEnded && WebAddress(start) != nil
  }

  /// `ok`: knows nothing but the reply.
  private func condition(_ node: Node?) -> Expression? {
    let outer = scope
    defer { scope = outer }
    scope = Scope(names: [
      Tool.status: Scope.Name(.variable(Tool.status), .number),
      Tool.bodyName: Scope.Name(.variable(Tool.bodyName), .open),
    ])
    return expression(node)?.expression
  }

  /// `2`, or `{times: 2, wait: 200ms}`.
  private func retry(_ node: Node) -> RetryRule? {
    var rule = RetryRule()
    guard case .mapping = node.content else {
      rule.times = whole(node, in: 0...RetryRule.mostTimes) ?? 0
      return rule
    }
    guard let keys = keys(node, of: "`retry`", ["times", "wait"]) else { return nil }
    if keys["times"] == nil { missing("times", in: "`retry`", keys, at: node.range) }
    rule.times = keys["times"].flatMap { whole($0, in: 0...RetryRule.mostTimes) } ?? 0
    if let seconds = keys["wait"].flatMap(toolDuration) { rule.wait = seconds }
    return rule
  }

  /// A template that may read the environment.
  private func toolText(_ node: Node) -> Template? {
    if case .scalar(let source, let style) = node.content, source.text.isEmpty, style != .plain {
      return Template(parts: [], source: "", range: node.range)
    }
    guard let source = text(node) else { return nil }
    environment.check(source, diagnostics: &diagnostics)
    toolEnvironment.formUnion(environment.values(in: source.text))
    return template(source).map(environment.filled)
  }

  func toolDuration(_ node: Node) -> Double? {
    guard let source = text(node, wanted: "a duration") else { return nil }
    let before = diagnostics.count
    environment.check(source, diagnostics: &diagnostics)
    guard diagnostics.count == before else { return nil }
    let isShown = Environment.firstUse(in: source) == nil
    return duration(environment.filled(source.text), at: source.range, isShown: isShown)
  }

  private func pairs(_ node: Node) -> [(name: String, value: Template)] {
    entries(node, of: "texts").compactMap { entry in toolText(entry.value).map { (entry.key.text, $0) } }
  }

  private func headers(_ node: Node) -> [(name: String, value: Template)] {
    for entry in entries(node, of: "texts") where !isHeaderName(entry.key.text) {
      report(.badHeaderName(entry.key.text, at: entry.key.range))
    }
    return pairs(node)
  }

  private func body(_ node: Node) -> Tool.Body? {
    switch node.content {
    case .scalar: toolText(node).map { .text($0) }
    case .sequence(let items): .array(items.compactMap(body))
    case .mapping(let entries):
      .object(entries.compactMap { entry in body(entry.value).map { (entry.key.text, $0) } })
    case .faulty: nil
    }
  }

  func returnType(_ node: Node, reporting: Bool) -> [String: ValueType]? {
    if reporting { return valueTypes(node) }
    let before = diagnostics
    defer { diagnostics = before }
    return valueTypes(node)
  }

  /// `{code: text, slots: [date]}`
  private func valueTypes(_ node: Node) -> [String: ValueType]? {
    guard case .mapping(let entries) = node.content else {
      expected("a map of names and types", node)
      return nil
    }
    var types: [String: ValueType] = [:]
    for entry in entries { types[entry.key.text] = valueType(entry.value) ?? .any }
    return types
  }

  /// How values of JSON are typed: the types of slots, and these. Slot types decide how the value is spoken.
  private static let valueTypeWords: [String: ValueType] = {
    var words: [String: ValueType] = [
      "text": .text, "number": .number, "integer": .number, "yes_no": .bool, "bool": .bool, "date": .date,
      "time": .time, "datetime": .dateTime, "duration": .duration, "list": .list(.any), "map": .open, "any": .any,
    ]
    let types: [SlotType] = [
      .name, .digits, .phone, .ordinal, .alphanumeric, .email, .dateRange, .timeRange, .money, .percent, .temperature,
      .age, .postalCode, .address,
    ]
    for type in types { words[type.rawValue] = .slot(type) }
    return words
  }()

  private func valueType(_ node: Node) -> ValueType? {
    switch node.content {
    case .mapping: return valueTypes(node).map { .record($0) }
    case .sequence(let items):
      guard items.count == 1 else {
        report(
          .wrongShape(
            wanted: "a list of one type", found: "\(items.count) of them", at: node.range,
            help: "write it like `[text]`"))
        return nil
      }
      return valueType(items[0]).map { .list($0) }
    case .scalar, .faulty:
      guard let text = text(node, wanted: "a type") else { return nil }
      if let type = Self.valueTypeWords[text.text] { return type }
      report(.unknownType(text.text, known: Self.valueTypeWords.keys.sorted(), at: text.range))
      return nil
    }
  }
}
