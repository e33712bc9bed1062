/// `locale`, `locales` and `texts` (language.md §2 and §4).
extension ScriptDecoder {
  private struct Entry {
    var locale: LocaleTag
    var key: SourceText
    var node: Node

    /// Nothing but the tag.
    var isEmpty: Bool {
      if case .mapping(let entries) = node.content { entries.isEmpty } else { node.isMissing }
    }
  }

  /// Which locale the script is written in, which one a call is in, and the translations.
  ///
  /// The script's own is `locale`, unless that is a template or stands under `locales`; else the first of `locales`
  /// when it has nothing in it; else the standard one.
  func decodeLocales() {
    var entries = localeEntries()
    let source = declared["locale"].flatMap { text($0, wanted: "a locale") }
    let isTemplate = source.map { $0.text.contains("{{") || $0.text.contains("{%") } ?? false
    let fixed = isTemplate ? nil : source.flatMap(localeTag)
    if let fixed, let source, !entries.contains(where: { $0.locale == fixed }) {
      locale = fixed
      checkLanguage(of: fixed, at: source.range)
    } else if let first = entries.first, first.isEmpty {
      locale = first.locale
      checkLanguage(of: first.locale, at: first.key.range)
    }
    for entry in entries where entry.locale == locale && !entry.isEmpty {
      report(.ownLocale(locale, at: entry.key.range))
    }
    entries.removeAll { $0.locale == locale }
    translations = entries.map(translation)
    if isTemplate, let source {
      localeChoice = localeTemplate(source)
      if entries.isEmpty { report(.noLocales(at: source.range)) }
      return
    }
    let used = fixed ?? locale
    if used != locale, let source {
      localeChoice = Template(parts: [.text(used.description)], source: source.text, range: source.range)
    }
    for entry in entries where entry.locale != used { report(.unusedLocale(entry.locale, used, at: entry.key.range)) }
  }

  private func localeEntries() -> [Entry] {
    var entries: [Entry] = []
    for entry in declared.locales {
      guard let tag = localeTag(entry.key) else { continue }
      if let first = entries.first(where: { $0.locale == tag }) {
        report(.definedTwice("locale", tag.description, at: entry.key.range, first: first.key.range))
      } else {
        entries.append(Entry(locale: tag, key: entry.key, node: entry.value))
      }
    }
    return entries
  }

  private func localeTag(_ source: SourceText) -> LocaleTag? {
    if source.text.contains("-"), let tag = LocaleTag(source.text) { return tag }
    report(
      .badValue(source.text, wanted: "a locale", at: source.range, help: "write language and region: `en-US`"))
    return nil
  }

  private func checkLanguage(of locale: LocaleTag, at range: SourceRange) {
    if locale.builtInLanguage == nil { report(.noLanguage(locale, at: range)) }
  }

  /// It is worked out before the caller has said a word: only what comes with the call, and vars, can be read.
  private func localeTemplate(_ source: SourceText) -> Template? {
    guard let template = template(source) else { return nil }
    let others = template.references.filter { reference in
      switch reference {
      case .variable, .call: false
      case .slot, .saved, .today, .now, .question, .tries: true
      }
    }
    for other in others { report(.localeReads(other.name, at: source.range)) }
    return others.isEmpty ? template : nil
  }

  // MARK: One locale

  private func translation(_ entry: Entry) -> Translation {
    var translation = Translation(locale: entry.locale, range: entry.key.range)
    checkLanguage(of: entry.locale, at: entry.key.range)
    let built = ["prompts", "slots", "flows", "texts", "phrases", "universals"]
    guard !entry.isEmpty, let keys = keys(entry.node, of: "a locale", built) else { return translation }
    for prompt in keys["prompts"].map({ entries($0, of: "prompts and texts") }) ?? [] {
      if declared.entry("prompts", prompt.key.text) == nil {
        report(.unknownPrompt(prompt.key.text, among: declared.names("prompts"), at: prompt.key.range))
      } else {
        add([words(prompt.value) { self.prompt($0, id: prompt.key.text) }].compactMap(\.self), to: &translation)
      }
    }
    for slot in keys["slots"].map({ entries($0, of: "slots and their texts") }) ?? [] {
      decode(slot, into: &translation)
    }
    for flow in keys["flows"].map({ entries($0, of: "flows and their phrases") }) ?? [] {
      decode(flow: flow, into: &translation)
    }
    decode(texts: keys["texts"], into: &translation)
    for rule in keys["phrases"].map({ entries($0, of: "rules and phrases") }) ?? [] {
      if declared.entry("phrases", rule.key.text) == nil {
        report(.unknownName("rule", rule.key.text, among: declared.names("phrases"), at: rule.key.range))
      } else {
        translation.rules[rule.key.text] = phraseList(rule.value)
      }
    }
    decode(universals: keys["universals"], into: &translation)
    return translation
  }

  private func add(_ prompts: [Prompt], to translation: inout Translation) {
    for prompt in prompts { translation.prompts[prompt.id] = prompt }
  }

  /// Reads texts that are nothing but texts: how they are said stays as the script has it.
  private func words<Words>(_ node: Node?, _ read: (Node) -> Words?) -> Words? {
    guard let node, areWords(node) else { return nil }
    return read(node)
  }

  private func areWords(_ node: Node) -> Bool {
    switch node.content {
    case .faulty: return true
    case .scalar(let text, _):
      guard isIdentifier(text.text) else { return true }
      report(.namedTranslation(text.text, at: text.range))
      return false
    case .sequence(let items): return items.allSatisfy(areWords)
    case .mapping(let entries):
      guard entries.contains(where: { Self.promptKeys.contains($0.key.text) }) else {
        return entries.map(\.value).allSatisfy(areWords)
      }
      let known = ["text", "any", "again"]
      let wrong = entries.first { Self.promptKeys.contains($0.key.text) && !known.contains($0.key.text) }
      guard let wrong else { return true }
      report(.unknownKey(wrong.key.text, in: "a translation", near: nil, known: known, at: wrong.key.range))
      return false
    }
  }

  private func decode(_ entry: Node.Entry, into translation: inout Translation) {
    let name = entry.key.text
    guard declared.entry("slots", name) != nil else {
      return report(.unknownName("slot", name, among: declared.names("slots"), at: entry.key.range))
    }
    let built = ["name", "prompt", "reprompt", "suggest_prompt", "confirm", "choices"]
    guard let slot = slots.first(where: { $0.name == name }),
      let keys = keys(entry.value, of: "a slot's translation", built)
    else { return }
    for key in ["prompt", "suggest_prompt", "confirm"] {
      add(
        [words(keys[key]) { self.prompt($0, id: "slots.\(name).\(key)") }].compactMap(\.self), to: &translation)
    }
    if let reprompts = words(keys["reprompt"], { self.reprompts($0, id: "slots.\(name).reprompt") }) {
      add(reprompts.noMatch + reprompts.unclear + reprompts.notAllowed, to: &translation)
    }
    var words = Translation.SlotWords()
    words.name = keys["name"].flatMap { text($0)?.text }
    words.choicesRange = keys.place(of: "choices")
    for choice in keys["choices"].map({ entries($0, of: "values and phrases") }) ?? [] {
      guard slot.choices.contains(where: { $0.value == choice.key.text }) else {
        report(.unknownWord(choice.key.text, known: slot.choices.map(\.value), at: choice.key.range))
        continue
      }
      let phrases = choice.value.isMissing ? [] : phraseList(choice.value)
      for phrase in phrases where !phrase.slots.isEmpty { report(.slotInChoice(at: phrase.range)) }
      if let first = phrases.first, !first.isPlain { report(.unspokenChoice(choice.key.text, at: first.range)) }
      words.choices[choice.key.text] = Translation.Phrases(phrases: phrases, range: choice.key.range)
    }
    translation.slots[name] = words
  }

  private func decode(flow entry: Node.Entry, into translation: inout Translation) {
    guard flowName(entry.key) != nil,
      let keys = keys(entry.value, of: "a flow's translation", ["name", "triggers", "answers"])
    else { return }
    translation.flowNames[entry.key.text] = keys["name"].flatMap(spokenName)
    if let triggers = keys["triggers"], let place = keys.place(of: "triggers") {
      translation.triggers[entry.key.text] = Translation.Phrases(phrases: phraseList(triggers), range: place)
    }
    for answer in keys["answers"].map({ entries($0, of: "the script's phrases and their translations") }) ?? [] {
      let key = Translation.answersKey(answer.key.splitAtCommas().map(\.text))
      translation.answers[entry.key.text, default: [:]][key] = Translation.Phrases(
        phrases: phraseList(answer.value), range: answer.key.range)
    }
  }

  /// Keys are ids of built-in texts, or texts of the script.
  private func decode(texts node: Node?, into translation: inout Translation) {
    for entry in node.map({ entries($0, of: "texts and their translations") }) ?? [] {
      if BuiltInText.placeholders[entry.key.text] != nil {
        translation.builtIns[entry.key.text] = builtIn(entry)
      } else if let source = text(entry.value), let template = spoken(source) {
        translation.texts[entry.key.text.withSingleSpaces] = Translation.Text(template: template, key: entry.key)
      }
    }
  }

  private func decode(universals node: Node?, into translation: inout Translation) {
    guard let node, let keys = keys(node, of: "`universals`", Universal.allCases.map(\.rawValue)) else { return }
    for entry in keys.entries {
      guard let universal = Universal(rawValue: entry.key.text) else { continue }
      if case .scalar(let text, _) = entry.value.content, text.text == "off" {
        report(
          .badValue(
            text.text, wanted: "a phrase", at: text.range,
            help: "the script's own `universals` switches one off, in all locales"))
        continue
      }
      guard case .mapping = entry.value.content else {
        translation.replacedUniversals[universal] = phraseList(entry.value)
        continue
      }
      guard let keys = self.keys(entry.value, of: "a universal's translation", ["phrases", "add"]) else { continue }
      if let phrases = keys["phrases"] { translation.replacedUniversals[universal] = phraseList(phrases) }
      if let phrases = keys["add"] { translation.addedUniversals[universal] = phraseList(phrases) }
    }
  }

  // MARK: Built-in texts

  func decodeTexts() {
    for entry in declared["texts"].map({ entries($0, of: "built-in texts") }) ?? [] {
      if BuiltInText.placeholders[entry.key.text] == nil {
        report(.unknownText(entry.key.text, at: entry.key.range))
      } else if let prompts = builtIn(entry) {
        texts[entry.key.text] = prompts
      }
    }
  }

  /// nil: faulty.
  private func builtIn(_ entry: Node.Entry) -> [Prompt]? {
    let id = entry.key.text
    let prompts = promptList(entry.value, id: "builtin.\(id)")
    for template in prompts.flatMap({ $0.variants + [$0.again].compactMap(\.self) }) {
      for name in template.placeholders where BuiltInText.placeholders[id]?.contains(name) == false {
        report(.unknownPlaceholder(name, in: id, at: template.range))
      }
    }
    return prompts.isEmpty ? nil : prompts
  }
}

extension Phrase {
  /// Words and nothing else: it can be said as it is written.
  var isPlain: Bool {
    !atStart && !atEnd && elements.allSatisfy { if case .word = $0 { true } else { false } }
  }
}

extension Template {
  /// Names in single braces, which code fills in within built-in texts.
  fileprivate var placeholders: [String] { Self.placeholders(in: parts) }

  private static func placeholders(in parts: [Part]) -> [String] {
    parts.flatMap { part -> [String] in
      switch part {
      case .text(let text): text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap(name)
      case .value: []
      case .choice(let branches, let otherwise):
        branches.flatMap { placeholders(in: $0.parts) } + placeholders(in: otherwise)
      }
    }
  }

  /// What stands between a `{`, after which the text begins, and its `}`.
  private static func name(_ text: Substring) -> String? {
    guard let end = text.firstIndex(of: "}") else { return nil }
    let name = String(text[..<end])
    return isIdentifier(name) ? name : nil
  }
}
