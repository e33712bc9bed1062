/// Vars, lines and typed values.
extension ScriptDecoder {
  func decodeVariables() {
    for entry in declared.entries("vars") {
      guard let keys = keys(entry.value, of: "a var", ["type", "from", "default"]),
        let type = slotType(keys, of: "a var", at: entry.key.range)
      else { continue }
      let path = keys["from"].flatMap(callPath)
      let initial = keys["default"].flatMap { value($0, type: type, choices: []) }
      variables[entry.key.text] = Variable(
        name: entry.key.text, type: type, path: path, initial: initial ?? .none, range: entry.key.range)
    }
  }

  func slotType(_ keys: Keys, of what: String, at place: SourceRange) -> SlotType? {
    guard let node = keys["type"] else {
      missing("type", in: what, keys, at: place)
      return nil
    }
    guard let text = text(node, wanted: "a type") else { return nil }
    if let type = SlotType(rawValue: text.text) { return type }
    report(.unknownType(text.text, known: SlotType.allCases.map(\.rawValue), at: text.range))
    return nil
  }

  /// `call.retell_llm_dynamic_variables.first_name`
  private func callPath(_ node: Node) -> [String]? {
    guard let text = text(node, wanted: "a path into `call`") else { return nil }
    let parts = text.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let isSound = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }
    if isSound, parts.count > 1, parts[0] == "call" { return Array(parts.dropFirst()) }
    report(
      .badValue(text.text, wanted: "a path into the call", at: text.range, help: "write it like `call.from_number`"))
    return nil
  }

  func decodeLines() {
    for entry in declared.entries("lines") {
      guard let source = text(entry.value, wanted: "a phone number or a SIP address") else { continue }
      let before = diagnostics.count
      environment.check(source, diagnostics: &diagnostics)
      guard diagnostics.count == before else { continue }
      let target = environment.filled(source.text)
      let isShown = Environment.firstUse(in: source) == nil
      if !isTransferTarget(target) { report(.badLine(isShown ? target : nil, at: source.range)) }
      lines[entry.key.text] = target
    }
  }
}

extension NodeDecoding {
  /// A value as the author writes it: canonical, by its type; one of several parts also as a map of them.
  package func value(_ node: Node, type: SlotType, choices: [Choice]) -> Value? {
    if case .scalar(let text, let style) = node.content, text.text.isEmpty, style != .plain { return .text("") }
    if case .mapping = node.content, !type.parts.isEmpty { return value(ofParts: node, type) }
    if type == .model { return json(node) }
    guard let source = text(node, wanted: Self.written(type)) else { return nil }
    let isChoice = type != .choice || choices.isEmpty || choices.contains { $0.value == source.text }
    if isChoice, let value = Value(written: source.text, as: type) { return value }
    report(.badValue(source.text, wanted: Self.written(type), at: source.range))
    return nil
  }

  private func value(ofParts node: Node, _ type: SlotType) -> Value? {
    guard let keys = keys(node, of: "a value of type `\(type.rawValue)`", type.parts.map(\.name)) else { return nil }
    var given: [String: Value] = [:]
    for entry in keys.entries {
      guard let part = type.parts.first(where: { $0.name == entry.key.text }) else { return nil }
      guard let source = text(entry.value, wanted: part.type.spelledOut) else { return nil }
      given[part.name] = source.text == "none" ? Value.none : .text(source.text)
    }
    if let value = Value(parts: given, as: type) { return value }
    let written = given.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    report(.badValue("{\(written)}", wanted: Self.written(type), at: node.range))
    return nil
  }

  package static func written(_ type: SlotType) -> String {
    switch type {
    case .text, .name, .alphanumeric, .email, .postalCode, .pattern: "a text"
    case .choice: "one of the choices"
    case .digits: "digits"
    case .phone: "a phone number like `+15035550142`"
    case .yesNo: "`yes` or `no`"
    case .number, .percent: "a number"
    case .integer, .ordinal: "a whole number"
    case .date: "a day like `2026-03-10`"
    case .time: "a time like `14:30`"
    case .dateTime: "a moment like `2026-03-10T14:30`"
    case .dateRange: "days like `2026-03-10 to 2026-03-12`"
    case .timeRange: "times like `14:00 to 16:00`"
    case .duration: "a duration like `1h30m`, `2 weeks` or `PT90M`"
    case .money: "an amount like `12.50 USD`"
    case .temperature: "a temperature like `38.5 celsius`"
    case .age: "an age like `18 months`"
    case .model: "JSON"
    case .address: "a map like `{number: 12, street: Elm Street, city: Springfield}`"
    }
  }
}

/// E.164: `+` and 7 to 15 digits, the first not 0.
func isPhoneNumber(_ text: String) -> Bool {
  guard text.hasPrefix("+") else { return false }
  let digits = text.utf8.dropFirst()
  return (7...15).contains(digits.count) && digits.first != UInt8(ascii: "0")
    && digits.allSatisfy { (48...57).contains($0) }
}

/// What Retell can transfer to.
func isTransferTarget(_ text: String) -> Bool {
  if isPhoneNumber(text) { return true }
  for scheme in ["sip:", "sips:"] where text.lowercased().hasPrefix(scheme) {
    let address = text.dropFirst(scheme.count)
    return !address.isEmpty && address.allSatisfy { $0.isASCII && !$0.isWhitespace && $0 != "{" && $0 != "}" }
  }
  return false
}
