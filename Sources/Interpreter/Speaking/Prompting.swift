import DialogDSL
import Hearing

/// Turns prompts into speech: which variant, how often, what is echoed.
extension Machine {
  /// Says a prompt as a statement. `protected`: a closing line, which the caller must not cut short.
  mutating func say(_ prompt: Prompt, protected: Bool = false) {
    if prompt.once, dialogue.uses[prompt.id] != nil { return }
    unsaid.append(word(prompt, isAgain: true, role: protected ? .closing : .statement))
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
  ///   - spelling: what of it can be spelled.
  mutating func pose(
    _ question: Question, builtin key: String, of slot: Slot?, tier: Int = 0, shown: String? = nil,
    values: [String] = [], spelling: [SpokenValue] = []
  ) {
    var spoken = builtIn(key, of: slot, role: .question, tier: tier, shown: shown, values: values)
    spoken.values += spelling
    if let slot { spokenSlots.insert(slot.name) }
    pose(question, spoken)
  }

  mutating func pose(_ question: Question, _ spoken: Spoken) {
    echo()
    unsaid.append(spoken)
    dialogue.ask(question, text: spoken.text)
    hasPosed = true
  }

  mutating func sayBuiltin(_ key: String, of slot: Slot?) {
    let spoken = builtIn(key, of: slot, role: .statement)
    if !spoken.text.isEmpty { unsaid.append(spoken) }
  }

  /// - Parameter isAgain: in its `again` wording, if it was said before.
  mutating func word(_ prompt: Prompt, isAgain: Bool, role: Spoken.Role) -> Spoken {
    let uses = dialogue.uses[prompt.id, default: 0]
    dialogue.uses[prompt.id] = uses + 1
    let (wording, template) = wording(of: prompt, use: uses, isAgain: isAgain)
    if role != .hold { trace.mark(.prompt(prompt.id, wording)) }
    spokenSlots.formUnion(template.references.slots)
    return Spoken(
      prompt: prompt.id, text: render(template, as: .spoken),
      isInterruptible: prompt.isInterruptible && role != .closing,
      mustHear: prompt.mustHear && role != .hold, role: role, values: Evaluator(in: self).spellable(in: template))
  }

  private func wording(of prompt: Prompt, use: Int, isAgain: Bool) -> (Mark.Wording, Template) {
    if isAgain, use > 0, let again = prompt.again { return (.again, again) }
    let variant = variant(of: prompt, use: use)
    return (.variant(variant), prompt.variants[variant])
  }

  /// A hold line is worded before it is known whether it will be needed.
  func markHold(_ prompt: Prompt) {
    let last = dialogue.uses[prompt.id, default: 1] - 1
    trace.mark(.prompt(prompt.id, wording(of: prompt, use: last, isAgain: true).0))
  }

  /// Varied from call to call and use to use, yet the same words in give the same words out.
  private func variant(of prompt: Prompt, use: Int) -> Int {
    guard prompt.variants.count > 1 else { return 0 }
    // The call and the prompt pick where to begin; then they take turns.
    let start = Fingerprint(of: state.callID + prompt.id).value
    return (Int(start % UInt64(prompt.variants.count)) + use) % prompt.variants.count
  }

  /// Speaks what was just heard inside the next prompt, unless that says it anyway.
  private mutating func echo() {
    // The prompt that follows has been worded already, so what it speaks is known.
    let heard = toEcho.filter { !spokenSlots.contains($0) && dialogue.slots[$0] != nil }
    toEcho = []
    guard !heard.isEmpty else { return }
    let values = heard.map { (dialogue.slots[$0]?.value ?? .none, script.slot($0).valueType) }
    var echo = builtIn("echo", of: nil, role: .statement, shown: values.map(spoken).joined(separator: ", "))
    echo.values = values.flatMap { spellable($0, as: $1) }
    unsaid.append(echo)
  }

  /// A built-in text in the script's words for it, else in the locale's.
  mutating func builtIn(
    _ key: String, of slot: Slot? = nil, role: Spoken.Role, tier: Int = 0, shown: String? = nil, values: [String] = []
  ) -> Spoken {
    let id = "builtin.\(key)"
    var spoken: Spoken
    if let own = script.texts[key] {
      spoken = word(own[min(tier, own.count - 1)], isAgain: false, role: role)
      spoken.prompt = id
    } else {
      let wordings = language.texts(key)
      spoken = Spoken(
        prompt: id, text: wordings[min(tier, wordings.count - 1)], isInterruptible: role != .closing, mustHear: false,
        role: role)
    }
    spoken.text = filled(spoken.text, of: slot, shown: shown, values: values)
    return spoken
  }

  private func filled(_ text: String, of slot: Slot?, shown: String?, values: [String]) -> String {
    guard text.contains("{") else { return text }
    var text = text
    if let slot { text = text.filling("{slot}", with: slot.spokenName) }
    if let first = values.first, let last = values.last {
      text = text.filling("{first}", with: first).filling("{second}", with: last)
    }
    if text.contains("{value}") {
      let options = slot.map(choices(of:))?.map { self.spoken(.text($0.value), as: .slot(.choice)) } ?? []
      text = text.filling("{value}", with: shown ?? options.listed(with: language.speech.or))
    }
    return text.filling("{question}", with: dialogue.questionText)
  }

  func evaluate(_ expression: Expression) -> Value { Evaluator(in: self).value(of: expression) }

  func holds(_ condition: Expression) -> Bool { Evaluator(in: self).holds(condition) }

  func render(_ template: Template, as style: RenderingStyle) -> String { Evaluator(in: self).render(template, style) }

  func spoken(_ value: Value, as type: ValueType) -> String { Evaluator(in: self).text(of: value, as: type, .spoken) }

  func spellable(_ value: Value, as type: ValueType) -> [SpokenValue] {
    Evaluator(in: self).spellable(value, as: type)
  }
}

extension [String] {
  /// `a`, `a or b`, `a, b or c`.
  func listed(with conjunction: String) -> String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}

/// What expressions and texts read.
extension Machine: Surroundings {
  var now: LocalTime { time }
  var locale: LocaleTag { script.locale }
  var choiceNames: [String: String] { dialogue.offeredNames.merging(dialog.choiceNames) { offered, _ in offered } }

  func value(of reference: Reference) -> Value { state.value(of: reference, at: time) }
}
