/// `slots` (language.md §3).
extension ScriptDecoder {
  private static let slotKeys = [
    "type", "prompt", "reprompt", "choices", "require", "suggest", "suggest_prompt", "confirm", "prefer", "within",
    "region", "min", "max", "length", "depends", "optional", "multiple", "ask_if", "listen", "patience", "fallback",
    "sensitive", "default", "about", "examples", "keypad", "mask", "pattern", "cue", "schema",
  ]
  /// More than any dialog asks for.
  static let maxSlots = 500

  func decodeSlots() {
    let entries = declared.entries("slots")
    if entries.count > Self.maxSlots { report(.tooManySlots(at: entries[Self.maxSlots].key.range)) }
    for entry in entries.prefix(Self.maxSlots) {
      guard let keys = keys(entry.value, of: "a slot", Self.slotKeys),
        let type = slotType(keys, of: "a slot", at: entry.key.range)
      else { continue }
      slots.append(slot(entry.key, type, keys))
    }
  }

  private func slot(_ name: SourceText, _ type: SlotType, _ keys: Keys) -> Slot {
    let path = "slots.\(name.text)"
    var slot = Slot(name: name.text, type: type, range: name.range)
    slot.choiceSource = choiceSource(keys, type)
    if slot.choiceSource == nil { slot.choices = choices(keys, type, at: name.range) }
    slot.prompt = prompt(keys["prompt"], id: "\(path).prompt")
    slot.reprompts = keys["reprompt"].map { reprompts($0, id: "\(path).reprompt") } ?? Reprompts()
    slot.rules = rules(keys["require"], path: path)
    slot.suggestion = expression(keys["suggest"])?.expression
    slot.suggestPrompt = prompt(keys["suggest_prompt"], id: "\(path).suggest_prompt")
    if let confirmation = keys["confirm"].flatMap({ confirmation($0, id: "\(path).confirm") }) {
      slot.confirmation = confirmation
    }
    slot.limits = limits(keys, type, of: slot)
    slot.depends = keys["depends"].map { slotNames($0, besides: name.text) } ?? []
    slot.depends += reads(slot).filter { !slot.depends.contains($0) }
    slot.askIf = expression(keys["ask_if"])?.expression
    slot.isOptional = flag(keys["optional"]) ?? false
    slot.isMultiple = isMultiple(keys, type)
    slot.initial = keys["default"].flatMap { initial($0, of: slot) }
    slot.listening = word(keys["listen"], Listening.self) ?? .form
    slot.isSensitive = flag(keys["sensitive"]) ?? false
    slot.isPatient = word(keys["patience"], Patience.self) == .high
    slot.keypad = keypad(keys, type, length: slot.limits.length)
    if slot.isMultiple, slot.keypad != nil, let place = keys.place(of: "keypad") {
      report(.oneOfTwo("multiple", "keypad", at: place))
    }
    slot.fallback = keys["fallback"].map { ladder($0, path: "\(path).fallback", flow: "") }
    slot.schema = schema(keys, type, at: name.range)
    slot.about = keys["about"].flatMap { text($0)?.text }
    slot.examples = keys["examples"].map { texts($0).map(\.text) } ?? []
    return slot
  }

  /// The slots before this one that its prompts, choices and rules read: what was said or checked with the old value no longer
  /// holds. Only those before it, so that no circle of slots clears itself.
  private func reads(_ slot: Slot) -> [String] {
    let prompts = [slot.prompt].compactMap(\.self) + slot.reprompts.noMatch
    let references =
      prompts.flatMap(\.variants).flatMap(\.references) + slot.rules.flatMap(\.condition.references)
      + (slot.choiceSource?.references ?? [])
    let names = references.compactMap { if case .slot(let name) = $0 { name } else { nil } }
    return slots.map(\.name).filter(names.contains)
  }

  private func isMultiple(_ keys: Keys, _ type: SlotType) -> Bool {
    guard flag(keys["multiple"]) == true else { return false }
    if type != .yesNo, type != .model { return true }
    let types = SlotType.allCases.filter { $0 != .yesNo && $0 != .model }
    report(.keyNotForType("multiple", type, for: types, at: keys.place(of: "multiple") ?? keys.range))
    return false
  }

  private func initial(_ node: Node, of slot: Slot) -> Value? {
    guard slot.isMultiple else { return value(node, type: slot.type, choices: slot.choices) }
    return .list(itemOrItems(node).compactMap { value($0, type: slot.type, choices: slot.choices) })
  }

  private enum Patience: String, CaseIterable { case normal, high }

  // MARK: Choices

  private func choices(_ keys: Keys, _ type: SlotType, at place: SourceRange) -> [Choice] {
    guard let node = keys["choices"] else {
      if type == .choice { missing("choices", in: "a slot of type `choice`", keys, at: place) }
      return []
    }
    guard type == .choice else {
      report(.keyNotForType("choices", type, for: [.choice], at: keys.place(of: "choices") ?? node.range))
      return []
    }
    switch node.content {
    case .scalar, .faulty:
      expected("a map of values and phrases, or a list", node)
      return []
    case .sequence:
      return unique(texts(node)).map { choice($0, phrases: []) }
    case .mapping(let entries):
      // A faulty expression has been reported.
      if Self.choiceSource(node) != nil { return [] }
      return entries.map { entry in
        let phrases = entry.value.isMissing ? [] : phraseList(entry.value)
        for phrase in phrases where !phrase.slots.isEmpty { report(.slotInChoice(at: phrase.range)) }
        return choice(entry.key, phrases: phrases)
      }
    }
  }

  /// `choices: {from: EXPR}`. nil also when the expression is faulty: then it is reported.
  private func choiceSource(_ keys: Keys, _ type: SlotType) -> Expression? {
    guard type == .choice, let node = keys["choices"], let source = Self.choiceSource(node),
      let typed = expression(source)
    else { return nil }
    switch typed.type.base {
    case .any, .none, .open, .list(.any), .list(.open), .list(.none): return typed.expression
    case .list(let element):
      switch element.base {
      case .text, .number: return typed.expression
      case .record(let members) where members["value"] != nil: return typed.expression
      default: break
      }
    default: break
    }
    report(.notChoices(typed.type.spelledOut, at: source.range))
    return typed.expression
  }

  private static func choiceSource(_ node: Node) -> Node? {
    guard case .mapping(let entries) = node.content, entries.count == 1, entries[0].key.text == "from",
      case .scalar = entries[0].value.content
    else { return nil }
    return entries[0].value
  }

  private func unique(_ values: [SourceText]) -> [SourceText] {
    var places: [String: SourceRange] = [:]
    return values.filter { value in
      if let first = places.updateValue(value.range, forKey: value.text) {
        report(.definedTwice("choice", value.text, at: value.range, first: first))
        return false
      }
      return true
    }
  }

  /// The value itself is always a phrase, its `_` spoken as spaces.
  private func choice(_ value: SourceText, phrases: [Phrase]) -> Choice {
    let own = phrase(SourceText(value.text.withSpaces, range: value.range, runs: value.runs))
    let all = (own.map { [$0] } ?? []) + phrases.filter { $0.elements != own?.elements }
    return Choice(value: value.text, phrases: all, range: value.range)
  }

  // MARK: Texts and rules

  private static let reprompts = ["no_match", "unclear", "not_allowed"]

  func reprompts(_ node: Node, id: String) -> Reprompts {
    var reprompts = Reprompts()
    guard case .mapping(let entries) = node.content, !entries.contains(where: { Self.promptKeys.contains($0.key.text) })
    else {
      reprompts.noMatch = promptList(node, id: id)
      return reprompts
    }
    guard let keys = keys(node, of: "`reprompt`", Self.reprompts) else { return reprompts }
    reprompts.noMatch = promptList(keys["no_match"], id: "\(id).no_match")
    reprompts.unclear = promptList(keys["unclear"], id: "\(id).unclear")
    reprompts.notAllowed = promptList(keys["not_allowed"], id: "\(id).not_allowed")
    return reprompts
  }

  private func rules(_ node: Node?, path: String) -> [Rule] {
    guard let node else { return [] }
    return itemOrItems(node).enumerated().compactMap { position, item in
      guard let keys = keys(item, of: "a rule", ["that", "else"]) else { return nil }
      guard keys["that"] != nil else {
        missing("that", in: "a rule", keys, at: item.range)
        return nil
      }
      let otherwise = prompt(keys["else"], id: "\(path).require[\(position)]")
      return expression(keys["that"]).map { Rule(condition: $0.expression, otherwise: otherwise, range: item.range) }
    }
  }

  private func confirmation(_ node: Node, id: String) -> Confirmation? {
    let words = ["never", "echo", "unsure", "always"]
    if case .scalar(let text, _) = node.content, isIdentifier(text.text) {
      switch text.text {
      case "never": return .never
      case "echo": return .echo
      case "unsure": return .unsure
      case "always": return .always(nil)
      default:
        if declared.entry("prompts", text.text) == nil {
          report(.unknownWord(text.text, known: words + declared.names("prompts"), at: text.range))
          return nil
        }
      }
    }
    return prompt(node, id: id).map { .always($0) }
  }

  // MARK: Limits

  private static let amountTypes: [SlotType] = [
    .number, .integer, .ordinal, .percent, .money, .temperature, .age, .duration,
  ]
  private static let limitTypes: [(key: String, types: [SlotType])] = [
    ("prefer", [.date, .dateTime, .dateRange]), ("within", [.time, .dateTime, .timeRange]),
    ("region", [.phone, .postalCode, .address, .money, .temperature]), ("min", amountTypes), ("max", amountTypes),
    ("length", [.digits, .alphanumeric]), ("mask", [.alphanumeric]), ("pattern", [.pattern]),
    ("cue", SlotType.allCases.filter { $0 != .text && $0 != .yesNo && $0 != .model }),
  ]

  private func limits(_ keys: Keys, _ type: SlotType, of slot: Slot) -> SlotLimits {
    var limits = SlotLimits()
    for (key, types) in Self.limitTypes where keys[key] != nil && !types.contains(type) {
      report(.keyNotForType(key, type, for: types, at: keys.place(of: key) ?? keys.range))
    }
    limits.prefer = word(keys["prefer"], SlotLimits.Direction.self)
    limits.within = keys["within"].flatMap {
      range($0, wanted: "two times like `08:00 to 16:30`") { ClockTime(iso: $0) }
    }
    limits.region = keys["region"].flatMap(region)
    limits.min = keys["min"].flatMap { bound($0, type) }
    limits.max = keys["max"].flatMap { bound($0, type) }
    limits.length = keys["length"].flatMap { lengths($0, wanted: "a length like `6` or `4 to 8`") }
    limits.mask = keys["mask"].flatMap(mask)
    limits.pattern = keys["pattern"].flatMap(pattern)
    limits.cue = keys["cue"].map(cues) ?? []
    if let min = limits.min, let max = limits.max, max < min, let node = keys["max"] {
      report(.emptyLimits("`max` is below `min`", at: node.range))
    }
    if limits.mask != nil, keys["length"] != nil, let place = keys.place(of: "mask") {
      report(.oneOfTwo("length", "mask", at: place))
    }
    if type == .pattern, keys["pattern"] == nil {
      missing("pattern", in: "a slot of type `pattern`", keys, at: slot.range)
    }
    return limits
  }

  /// A number; for durations a duration, in seconds.
  private func bound(_ node: Node, _ type: SlotType) -> DecimalNumber? {
    guard type == .duration else { return decimal(node) }
    guard case .duration(let span)? = value(node, type: .duration, choices: []) else { return nil }
    return DecimalNumber(Int(clamping: span.meanSeconds))
  }

  private func mask(_ node: Node) -> Mask? {
    guard let text = text(node, wanted: "a mask") else { return nil }
    if let mask = Mask(text.text) { return mask }
    report(
      .badValue(
        text.text, wanted: "a mask", at: text.range,
        help: "write `A` for a letter, `9` for a digit, `*` for either, like `AA99 9AA`"))
    return nil
  }

  private func pattern(_ node: Node) -> String? {
    guard let text = text(node, wanted: "a regular expression") else { return nil }
    if PatternParser.parse(text.text) != nil { return text.text }
    report(.badPattern(text.text, at: text.range))
    return nil
  }

  private func cues(_ node: Node) -> [String] {
    texts(node).compactMap { cue in
      let words = WordScanner.words(in: cue.text).map(\.text).joined(separator: " ")
      if !words.isEmpty { return words }
      report(.badValue(cue.text, wanted: "a word", at: cue.range))
      return nil
    }
  }

  /// Numbers of digits or characters: from 1 to 64.
  func lengths(_ node: Node, wanted: String) -> ClosedRange<Int>? {
    range(node, wanted: wanted) { Int($0).flatMap { (1...64).contains($0) ? $0 : nil } }
  }

  /// `A to B`, or `A` for both.
  private func range<Bound: Comparable>(
    _ node: Node, wanted: String, _ read: (Substring) -> Bound?
  ) -> ClosedRange<Bound>? {
    guard let text = text(node, wanted: wanted) else { return nil }
    let words = text.text.split(separator: " ")
    let ends: [Substring] = words.count == 3 && words[1] == "to" ? [words[0], words[2]] : words
    guard let first = ends.first.flatMap(read), let last = ends.last.flatMap(read), ends.count <= 2, words.count != 2
    else {
      report(.badValue(text.text, wanted: wanted, at: text.range))
      return nil
    }
    guard first <= last else {
      report(.emptyLimits("the end lies before the beginning", at: text.range))
      return nil
    }
    return first...last
  }

  private func region(_ node: Node) -> String? {
    guard let text = text(node, wanted: "a country") else { return nil }
    if text.text.utf8.count == 2, text.text.allSatisfy({ $0.isASCII && $0.isLetter }) { return text.text.uppercased() }
    report(.badValue(text.text, wanted: "a country", at: text.range, help: "write two letters, like `US` or `GB`"))
    return nil
  }

  private func decimal(_ node: Node) -> DecimalNumber? {
    guard let text = text(node, wanted: "a number") else { return nil }
    if let number = DecimalNumber(text.text) { return number }
    report(.badValue(text.text, wanted: "a number", at: text.range))
    return nil
  }

  /// Names of slots: one or a list. `besides`: a slot that may not be among them.
  func slotNames(_ node: Node, besides own: String? = nil) -> [String] {
    texts(node).compactMap { name in
      guard declared.entry("slots", name.text) != nil else {
        report(.unknownName("slot", name.text, among: declared.names("slots"), at: name.range))
        return nil
      }
      guard name.text != own else {
        report(.dependsOnItself(name.text, at: name.range))
        return nil
      }
      return name.text
    }
  }
}
