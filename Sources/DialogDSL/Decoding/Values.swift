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
    let known = SlotType.allCases.map(\.rawValue)
    if SlotType.planned.contains(text.text) {
      report(.notBuilt(text.text, at: text.range))
    } else {
      report(.unknownType(text.text, known: known, at: text.range))
    }
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
  /// A value as the author writes it: canonical, by its type.
  package func value(_ node: Node, type: SlotType, choices: [Choice]) -> Value? {
    if case .scalar(let text, let style) = node.content, text.text.isEmpty, style != .plain { return .text("") }
    guard let source = text(node, wanted: "a value") else { return nil }
    let text = source.text
    let read: Value? =
      switch type {
      case .text, .name: .text(text)
      case .choice: choices.isEmpty || choices.contains { $0.value == text } ? .text(text) : nil
      case .digits: text.utf8.allSatisfy { (48...57).contains($0) } ? .text(text) : nil
      case .phone: isPhoneNumber(text) ? .text(text) : nil
      case .yesNo: ["true": true, "yes": true, "false": false, "no": false][text.lowercased()].map { .bool($0) }
      case .number: DecimalNumber(text).map { .number($0) }
      case .integer: DecimalNumber(text).flatMap(\.integer).map { .number($0) }
      case .date: CivilDate(iso: text).map { .date($0) }
      case .time: ClockTime(iso: text).map { .time($0) }
      }
    if read == nil { report(.badValue(text, wanted: Self.written(type), at: source.range)) }
    return read
  }

  package static func written(_ type: SlotType) -> String {
    switch type {
    case .text, .name: "a text"
    case .choice: "one of the choices"
    case .digits: "digits"
    case .phone: "a phone number like `+15035550142`"
    case .yesNo: "`yes` or `no`"
    case .number: "a number"
    case .integer: "a whole number"
    case .date: "a day like `2026-03-10`"
    case .time: "a time like `14:30`"
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
