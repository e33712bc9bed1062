/// `llm` and `guard` (language.md §7).
extension ScriptDecoder {
  private static let serverKeys = ["provider", "url", "key", "model", "api_version", "temperature", "headers"]
  private static let modelKeys = ["timeout", "stall", "hold", "per_call", "backup", "see_sensitive"]

  func decodeModels() {
    guard let node = declared["llm"], let keys = keys(node, of: "`llm`", Self.serverKeys + Self.modelKeys) else {
      return
    }
    facts.hasLanguageModels = true
    // A provider that comes from the environment may be one.
    facts.hasModels =
      keys["provider"].map { node in
        if case .scalar(let source, _) = node.content {
          source.text != ModelServer.Provider.none.rawValue
        } else {
          true
        }
      } ?? false
    models.primary = server(keys, of: "`llm`", at: node.range)
    if let backup = keys["backup"], let own = self.keys(backup, of: "`backup`", Self.serverKeys) {
      models.backup = server(own, of: "`backup`", at: backup.range)
    }
    let limits = 0.1...LanguageModels.longestTimeout
    if let seconds = keys["timeout"].flatMap({ bounded($0, in: limits) }) { models.timeout = seconds }
    if let seconds = keys["stall"].flatMap({ bounded($0, in: limits) }) { models.stall = seconds }
    decodeModelHold(keys["hold"])
    decodeBudget(keys["per_call"])
    models.seesSensitive = flag(keys["see_sensitive"]) ?? false
  }

  private func bounded(_ node: Node, in limits: ClosedRange<Double>) -> Double? {
    guard let seconds = toolDuration(node) else { return nil }
    if limits.contains(seconds) { return seconds }
    report(
      .badValue(
        shown(node), wanted: "a duration from 100ms to \(Int(limits.upperBound))s", at: node.range,
        help: "a caller waits 20 seconds at most, for all that a turn asks for"))
    return nil
  }

  /// What came from the environment is not shown.
  private func shown(_ node: Node) -> String {
    guard case .scalar(let source, _) = node.content, Environment.firstUse(in: source) == nil else { return "this" }
    return source.text
  }

  /// `{after: 1200ms, any: […]}`; without `after` a prompt like any other.
  private func decodeModelHold(_ node: Node?) {
    guard let node else { return }
    guard case .mapping(let entries) = node.content else {
      models.hold = prompt(node, id: "llm.hold")
      return
    }
    if let after = entries.first(where: { $0.key.text == "after" })?.value, let seconds = toolDuration(after) {
      models.holdAfter = seconds
    }
    let words = entries.filter { $0.key.text != "after" }
    if words.isEmpty { return }
    models.hold = prompt(Node(content: .mapping(words), range: node.range, isFlow: true), id: "llm.hold")
  }

  private func decodeBudget(_ node: Node?) {
    guard let node, let keys = keys(node, of: "`per_call`", ["requests", "tokens"]) else { return }
    if let most = keys["requests"].flatMap({ whole($0, in: 0...10_000) }) { models.budget.requests = most }
    if let most = keys["tokens"].flatMap({ whole($0, in: 0...100_000_000) }) { models.budget.tokens = most }
  }

  // MARK: Servers

  /// nil for `provider: none`, and where something is wrong.
  private func server(_ keys: Keys, of what: String, at range: SourceRange) -> ModelServer? {
    guard keys["provider"] != nil else {
      missing(
        "provider", in: what, keys, at: range,
        help: "`openai` (any server that speaks its protocol), `anthropic` or `none`")
      return nil
    }
    let provider = keys["provider"].flatMap(provider)
    let url = keys["url"].flatMap { serverURL($0) }
    let key = keys["key"].flatMap(secretFromEnvironment)
    let model = keys["model"].flatMap(filledText)
    let version = keys["api_version"].flatMap(filledText)
    let temperature = keys["temperature"].flatMap(temperature)
    let headers = keys["headers"].map(headers) ?? []
    guard let provider, provider != .none else { return nil }
    guard let model, model.contains(where: { !$0.isWhitespace }) else {
      missing("model", in: what, keys, at: range, help: "the name under which the server knows the model")
      return nil
    }
    guard let url = url ?? (keys["url"] == nil ? provider.standardURL : nil) else { return nil }
    var server = ModelServer(provider: provider, url: url, key: key ?? Secret(""), model: model, range: range)
    server.apiVersion = version.flatMap { $0.isEmpty ? nil : $0 }
    if let temperature { server.temperature = temperature }
    server.headers = headers
    return server
  }

  private func provider(_ node: Node) -> ModelServer.Provider? {
    guard let filled = setting(node), let source = text(filled.node, wanted: "a provider") else { return nil }
    if let provider = ModelServer.Provider(rawValue: source.text) { return provider }
    let known = ModelServer.Provider.allCases.map(\.rawValue)
    report(
      .unknownWord(filled.isFromEnvironment ? "its value" : source.text, known: known, at: source.range))
    return nil
  }

  private func filledText(_ node: Node) -> String? {
    // Nothing, from an environment that has nothing, is as if the key were not there.
    setting(node).flatMap { filled in
      if case .scalar(let source, _) = filled.node.content { source.text } else { text(filled.node)?.text }
    }
  }

  private func serverURL(_ node: Node) -> String? {
    guard let url = filledText(node) else { return nil }
    if WebAddress(url) != nil { return url }
    report(.badServerURL(at: node.range))
    return nil
  }

  /// A key in a script ends in a repository.
  private func secretFromEnvironment(_ node: Node) -> Secret? {
    guard let source = text(node, wanted: "a key from the environment") else { return nil }
    guard Environment.isVariableWithoutValue(source.text) else {
      report(.keyInScript(at: source.range))
      return nil
    }
    return filledText(node).map(Secret.init)
  }

  private func temperature(_ node: Node) -> DecimalNumber?? {
    guard let source = text(node, wanted: "a number") else { return nil }
    if source.text == "none" { return .some(nil) }
    if let number = DecimalNumber(source.text), number >= DecimalNumber(0), number <= DecimalNumber(2) {
      return .some(number)
    }
    report(.badValue(source.text, wanted: "a number from 0 to 2, or `none`", at: source.range))
    return nil
  }

  private func headers(_ node: Node) -> [(name: String, value: Secret)] {
    entries(node, of: "header names and texts").compactMap { entry in
      if !isHeaderName(entry.key.text) { report(.badHeaderName(entry.key.text, at: entry.key.range)) }
      if case .scalar(let source, _) = entry.value.content, Self.keyHeaders.contains(entry.key.text.lowercased()),
        Environment.firstUse(in: source) == nil
      {
        report(.keyInScript(at: source.range))
        return nil
      }
      return filledText(entry.value).map { (entry.key.text, Secret($0)) }
    }
  }

  /// A token of RFC 9110 §5.6.2.
  func isHeaderName(_ name: String) -> Bool {
    !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-.^_`|~".contains($0)) }
  }

  /// Headers that hold keys, whoever the server is.
  private static let keyHeaders: Set<String> = ["authorization", "x-api-key", "api-key"]

  // MARK: Guard

  func decodeGuard() {
    let known = ["never", "sentences", "words", "grounded", "no_claims"]
    guard let node = declared["guard"], let keys = keys(node, of: "`guard`", known) else { return }
    speechGuard.never = keys["never"].map(patterns) ?? []
    if let most = keys["sentences"].flatMap({ whole($0, in: 1...20) }) { speechGuard.sentences = most }
    if let most = keys["words"].flatMap({ whole($0, in: 1...500) }) { speechGuard.words = most }
    if let grounded = keys["grounded"] { speechGuard.grounded = Set(kinds(grounded)) }
    speechGuard.makesNoClaims = flag(keys["no_claims"]) ?? true
  }

  private func patterns(_ node: Node) -> [SpeechGuard.Forbidden] {
    texts(node).compactMap { source in
      if let pattern = PatternParser.parse(source.text) {
        if pattern.matchesNothing {
          report(.matchesAll(source.text, at: source.range))
          return nil
        }
        return SpeechGuard.Forbidden(pattern: source.text, range: source.range)
      }
      report(.badPattern(source.text, at: source.range))
      return nil
    }
  }

  private func kinds(_ node: Node) -> [SpeechGuard.Grounded] {
    texts(node).compactMap { source in
      if let kind = SpeechGuard.Grounded(rawValue: source.text) { return kind }
      report(.unknownWord(source.text, known: SpeechGuard.Grounded.allCases.map(\.rawValue), at: source.range))
      return nil
    }
  }
}
