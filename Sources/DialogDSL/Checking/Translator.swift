/// Puts a locale's texts and phrases into a copy of the script, and finds what is missing, unused or does not match
/// (language.md §4). Nothing is missing in a locale of the script's own language: it says the rest as the script does.
struct Translator {
  private let translation: Translation
  private(set) var script: Script
  private(set) var diagnostics: [Diagnostic] = []
  private let isSameLanguage: Bool
  /// Ids of prompts and texts that stand somewhere in the script.
  private var used: Set<String> = []
  /// A prompt with a name stands at several places, and is reported once.
  private var reported: Set<SourceRange> = []
  /// How choices are said, by value: all slots share it.
  private var choiceNames: [String: (name: String, range: SourceRange)] = [:]

  init(_ script: Script, _ translation: Translation) {
    self.script = script
    self.translation = translation
    isSameLanguage = script.locale.language == translation.locale.language
  }

  /// - Parameter ruleRanges: where the rules under `phrases` are named.
  mutating func translate(ruleRanges: [String: SourceRange]) {
    script.locale = translation.locale
    let own = script.texts
    var copy = script
    copy.changePrompts { translate(&$0) }
    for index in copy.slots.indices { translate(&copy.slots[index]) }
    for index in copy.flows.indices { translateTriggers(of: &copy.flows[index]) }
    for index in copy.steps.indices { translateAnswers(of: &copy.steps[index]) }
    reportUnused()
    script = copy
    for (id, prompts) in translation.builtIns {
      if let original = own[id], original.count != prompts.count {
        reportOnce(.otherNumber(of: "wordings", original.count, at: prompts[0].range, original: original[0].range))
      }
      script.texts[id] = prompts
    }
    for (name, phrases) in script.phrases.sorted(by: { $0.key < $1.key }) {
      if let own = translation.rules[name] {
        script.phrases[name] = own
      } else if let range = ruleRanges[name] {
        reportMissing("the rule `\(name)`", at: range)
        script.phrases[name] = phrases
      }
    }
    translateUniversals()
  }

  // MARK: Texts

  private mutating func translate(_ prompt: inout Prompt) {
    // A built-in text is replaced as a whole.
    if prompt.id.hasPrefix(Self.builtIn), translation.builtIns[Self.key(of: prompt.id)] != nil { return }
    guard let own = translation.prompts[prompt.id] else {
      for index in prompt.variants.indices { translate(&prompt.variants[index]) }
      if prompt.again != nil { translate(&prompt.again!) }
      return
    }
    used.insert(prompt.id)
    if (prompt.variants.count > 1) != (own.variants.count > 1) {
      reportOnce(.otherKind(hasVariants: prompt.variants.count > 1, at: own.range, original: prompt.range))
    }
    if (prompt.again == nil) != (own.again == nil) {
      reportOnce(.otherAgain(isMissing: own.again == nil, at: own.range, original: prompt.range))
    }
    compare(own.variants, with: prompt.variants)
    if let again = own.again, let original = prompt.again { compare([again], with: [original]) }
    prompt.variants = own.variants
    prompt.again = own.again ?? prompt.again
  }

  private static let builtIn = "builtin."

  /// `builtin.reprompt.date[1]` → `reprompt.date`
  private static func key(of id: String) -> String {
    String(id.dropFirst(builtIn.count).prefix { $0 != "[" })
  }

  private mutating func translate(_ template: inout Template) {
    let key = template.source.withSingleSpaces
    guard let own = translation.texts[key] else {
      if template.hasWords { reportMissing("this text", at: template.range) }
      return
    }
    used.insert(key)
    compare([own.template], with: [template])
    template = own.template
  }

  /// What is read must be the same: else a value is not heard, or heard too early.
  private mutating func compare(_ translated: [Template], with originals: [Template]) {
    let read = Set(translated.flatMap(\.references).map(\.name))
    let wanted = Set(originals.flatMap(\.references).map(\.name))
    guard read != wanted else { return }
    reportOnce(
      .readsOther(
        missing: wanted.subtracting(read).sorted(), extra: read.subtracting(wanted).sorted(),
        at: translated[0].range, original: originals[0].range))
  }

  // MARK: Phrases

  private mutating func translate(_ slot: inout Slot) {
    let own = translation.slots[slot.name]
    if let name = own?.name { slot.spokenName = name }
    var missing: [String] = []
    for index in slot.choices.indices {
      let value = slot.choices[index].value
      guard let words = own?.choices[value], let first = words.phrases.first else {
        missing.append(value)
        continue
      }
      slot.choices[index].phrases = words.phrases
      slot.choices[index].name = first.source
      if let said = choiceNames[value], said.name != first.source {
        report(.otherChoiceName(value, said.name, at: words.range, first: said.range))
      } else {
        choiceNames[value] = (first.source, words.range)
      }
    }
    if !missing.isEmpty, !isSameLanguage || own?.choices.values.contains(where: \.phrases.isEmpty) == true {
      report(.missingChoices(missing, translation.locale, at: own?.choicesRange ?? slot.range))
    }
  }

  private mutating func translateTriggers(of flow: inout Flow) {
    if let name = translation.flowNames[flow.name] { flow.spokenName = name }
    guard let own = translation.triggers[flow.name] else {
      if !flow.triggers.isEmpty { reportMissing("the triggers of `\(flow.name)`", at: flow.range) }
      return
    }
    if flow.triggers.isEmpty { report(.unusedTranslation("the flow `\(flow.name)` has no triggers", at: own.range)) }
    compare(own, with: flow.triggers, original: flow.range)
    flow.triggers = own.phrases
  }

  private mutating func translateAnswers(of step: inout Step) {
    guard case .ask(var ask) = step.kind else { return }
    for index in ask.answers.indices {
      let key = Translation.answersKey(ask.answers[index].phrases.map(\.source))
      guard let original = ask.answers[index].phrases.first?.range else { continue }
      guard let own = translation.answers[step.flow]?[key] else {
        reportMissing("this answer", at: original)
        continue
      }
      used.insert(step.flow + ":" + key)
      compare(own, with: ask.answers[index].phrases, original: original)
      ask.answers[index].phrases = own.phrases
    }
    step.kind = .ask(ask)
  }

  private mutating func compare(_ own: Translation.Phrases, with originals: [Phrase], original: SourceRange) {
    let heard = Set(own.phrases.flatMap(\.slots))
    let wanted = Set(originals.flatMap(\.slots))
    guard heard != wanted, !originals.isEmpty else { return }
    report(
      .readsOther(
        missing: wanted.subtracting(heard).sorted(), extra: heard.subtracting(wanted).sorted(), at: own.range,
        original: original))
  }

  private mutating func translateUniversals() {
    let added = translation.addedUniversals
    for (universal, phrases) in script.universals.replaced.merging(script.universals.added, uniquingKeysWith: +)
      .sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where translation.replacedUniversals[universal] == nil && added[universal] == nil {
      if let first = phrases.first { reportMissing("the phrases of `\(universal.rawValue)`", at: first.range) }
    }
    for (universal, phrases) in translation.replacedUniversals {
      script.universals.replaced[universal] = phrases
      script.universals.added[universal] = nil
    }
    for (universal, phrases) in added { script.universals.added[universal] = phrases }
  }

  // MARK: Reporting

  private mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  private mutating func reportOnce(_ diagnostic: Diagnostic) {
    if diagnostic.range.map({ reported.insert($0).inserted }) ?? true { report(diagnostic) }
  }

  private mutating func reportMissing(_ what: String, at range: SourceRange) {
    if !isSameLanguage { reportOnce(.missingTranslation(what, translation.locale, at: range)) }
  }

  private mutating func reportUnused() {
    for (id, prompt) in translation.prompts.sorted(by: { $0.key < $1.key }) where !used.contains(id) {
      report(.unusedTranslation("the script has no text of its own at `\(id)`", at: prompt.range))
    }
    let known = Array(Set(script.allPrompts.flatMap(\.originals))) + BuiltInText.ids
    for (key, text) in translation.texts.sorted(by: { $0.key < $1.key }) where !used.contains(key) {
      report(
        .unusedTranslation("no text of the script reads like this", at: text.key.range, near: nearest(key, in: known)))
    }
    for (flow, answers) in translation.answers.sorted(by: { $0.key < $1.key }) {
      for (key, phrases) in answers.sorted(by: { $0.key < $1.key }) where !used.contains(flow + ":" + key) {
        report(.unusedTranslation("no `ask` of the flow `\(flow)` has these answers", at: phrases.range))
      }
    }
  }
}

extension Prompt {
  fileprivate var originals: [String] {
    (variants + [again].compactMap(\.self)).map(\.source.withSingleSpaces)
  }
}

extension Template {
  /// Something in it is said as it is written: a text of values alone is the same in all locales.
  fileprivate var hasWords: Bool { Self.hasWords(parts) }

  private static func hasWords(_ parts: [Part]) -> Bool {
    parts.contains { part in
      switch part {
      case .text(let text): text.contains(where: \.isLetter)
      case .value: false
      case .choice(let branches, let otherwise): branches.contains { hasWords($0.parts) } || hasWords(otherwise)
      }
    }
  }
}
