import DialogDSL

/// Turns prompts into speech: which variant, how often, what is echoed.
extension Machine {
  /// Says a prompt as a statement. `protected`: a closing line, which the caller must not cut short.
  mutating func say(_ prompt: Prompt, protected: Bool = false) {
    if prompt.once, dialogue.uses[prompt.id] != nil { return }
    unsaid.append(word(prompt, isAgain: false, role: protected ? .closing : .statement))
  }

  /// Asks a question of the script.
  mutating func pose(_ question: Question, with prompt: Prompt, isAgain: Bool = false) {
    let spoken = word(prompt, isAgain: isAgain, role: .question)
    pose(question, spoken)
  }

  /// Asks a question in the locale's default words.
  ///
  /// - Parameters:
  ///   - tier: which of tapered wordings; the last repeats.
  ///   - shown: the value as it is spoken, for `{value}`; nil: the slot's choices.
  ///   - values: what `{first}` and `{second}` stand for.
  mutating func pose(
    _ question: Question, builtin key: String, of slot: Slot?, tier: Int = 0, shown: String? = nil,
    values: [String] = []
  ) {
    let text = builtin(key, of: slot, tier: tier, shown: shown, values: values)
    let spoken = Spoken(prompt: "builtin.\(key)", text: text, isInterruptible: true, mustHear: false, role: .question)
    if let slot { spokenSlots.insert(slot.name) }
    pose(question, spoken)
  }

  private mutating func pose(_ question: Question, _ spoken: Spoken) {
    echo()
    unsaid.append(spoken)
    dialogue.ask(question, text: spoken.text)
    hasPosed = true
  }

  mutating func sayBuiltin(_ key: String, of slot: Slot?) {
    let text = builtin(key, of: slot)
    if text.isEmpty { return }
    unsaid.append(
      Spoken(prompt: "builtin.\(key)", text: text, isInterruptible: true, mustHear: false, role: .statement))
  }

  private mutating func word(_ prompt: Prompt, isAgain: Bool, role: Spoken.Role) -> Spoken {
    let uses = dialogue.uses[prompt.id, default: 0]
    dialogue.uses[prompt.id] = uses + 1
    let template = isAgain && uses > 0 ? prompt.again ?? variant(of: prompt, use: uses) : variant(of: prompt, use: uses)
    spokenSlots.formUnion(template.references.slots)
    return Spoken(
      prompt: prompt.id, text: render(template, as: .spoken),
      isInterruptible: prompt.isInterruptible && role != .closing,
      mustHear: prompt.mustHear, role: role)
  }

  /// Varied from call to call and use to use, yet the same words in give the same words out.
  private func variant(of prompt: Prompt, use: Int) -> Template {
    guard prompt.variants.count > 1 else { return prompt.variants[0] }
    // FNV-1a over the call and the prompt picks where to begin; then they take turns.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in Array(state.callID.utf8) + Array(prompt.id.utf8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return prompt.variants[(Int(hash % UInt64(prompt.variants.count)) + use) % prompt.variants.count]
  }

  /// Speaks what was just heard inside the next prompt, unless that says it anyway.
  private mutating func echo() {
    // The prompt that follows has been worded already, so what it speaks is known.
    let heard = toEcho.filter { !spokenSlots.contains($0) && dialogue.slots[$0] != nil }
    toEcho = []
    guard !heard.isEmpty else { return }
    let values = heard.map { spoken(dialogue.slots[$0]?.value ?? .none, as: .slot(script.slot($0).type)) }
    let text = language.text("echo").replacing("{value}", with: values.joined(separator: ", "))
    unsaid.append(
      Spoken(prompt: "builtin.echo", text: text, isInterruptible: true, mustHear: false, role: .statement))
  }

  private func builtin(
    _ key: String, of slot: Slot?, tier: Int = 0, shown: String? = nil, values: [String] = []
  ) -> String {
    let wordings = language.texts(key)
    var text = wordings[min(tier, wordings.count - 1)]
    if let slot {
      text = text.replacing("{slot}", with: slot.name.replacing("_", with: " "))
      let options = slot.choices.map { spoken(.text($0.value), as: .slot(.choice)) }
      text = text.replacing("{value}", with: shown ?? options.listed(with: language.text("or")))
    }
    if let first = values.first, let last = values.last {
      text = text.replacing("{first}", with: first).replacing("{second}", with: last)
    }
    return text.replacing("{question}", with: dialogue.questionText)
  }

  func evaluate(_ expression: Expression) -> Value { Evaluator(in: self).value(of: expression) }

  func holds(_ condition: Expression) -> Bool { Evaluator(in: self).holds(condition) }

  func render(_ template: Template, as style: RenderingStyle) -> String { Evaluator(in: self).render(template, style) }

  func spoken(_ value: Value, as type: ValueType) -> String { Evaluator(in: self).text(of: value, as: type, .spoken) }
}

extension [String] {
  /// `a`, `a or b`, `a, b or c`.
  func listed(with conjunction: String) -> String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}

extension LanguageData {
  /// The first of a default text's wordings.
  func text(_ key: String) -> String { texts(key)[0] }
}

/// What expressions and texts read.
extension Machine: Surroundings {
  var now: LocalTime { time }
  var locale: LocaleTag { script.locale }

  func value(of reference: Reference) -> Value {
    switch reference {
    case .slot(let name): dialogue.slots[name]?.value ?? .none
    case .variable(let name): dialogue.variables[name] ?? .none
    case .saved(let name): dialogue.saved[name] ?? .none
    case .call: state.facts
    case .today: .date(time.today)
    case .now: .dateTime(time.civil)
    case .question: .text(dialogue.questionText)
    case .tries: .number(dialogue.tries)
    }
  }
}
