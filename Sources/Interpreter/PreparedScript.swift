import DialogDSL
import Hearing

/// A script made ready to run: what the interpreter looks up in every turn is worked out once.
///
/// Its translations are the same script in other words: what steps use and what depends on what is shared, so that a
/// call can change its locale at any time.
public struct PreparedScript: Sendable {
  public let script: Script
  /// What the traces of its turns hold.
  public var tracing: Tracing
  let language: LanguageData
  let choiceNames: [String: String]
  /// What the script's knowledge mentions.
  let grounds = MentionMemory()
  private var translations: [PreparedScript] = []
  private let compiled: [Phrase: CompiledPhrase]
  private let triggers: [String: PhraseSet]
  /// The script's own phrases for universals, each with its universal.
  let ownUniversals: (set: PhraseSet, universals: [Universal])
  private let spokenChoices: [String: SpokenChoices]
  private let hints: [String: SlotHints]
  private var dependents: [String: [String]]
  private var slotsUsed: [Set<String>]
  private var collected: [Set<String>]

  public init(_ script: Script, tracing: Tracing = .all) {
    self.script = script
    self.tracing = tracing
    let language = LanguageData.data(for: script.locale)
    self.language = language
    choiceNames = script.choiceNames
    let phrases =
      script.flows.flatMap(\.triggers) + script.steps.flatMap(\.answerPhrases)
      + script.slots.flatMap(\.choices).flatMap(\.phrases)
      + script.universals.replaced.values.joined() + script.universals.added.values.joined()
    compiled = Dictionary(
      phrases.map { ($0, CompiledPhrase($0, rules: script.phrases, language: language)) },
      uniquingKeysWith: { first, _ in first })
    triggers = Dictionary(
      script.flows.map { ($0.name, PhraseSet($0.triggers, rules: script.phrases, language: language)) },
      uniquingKeysWith: { first, _ in first })
    ownUniversals = Self.ownUniversals(of: script, language)
    spokenChoices = Dictionary(
      script.slots.map { ($0.name, SpokenChoices($0.choices, rules: script.phrases, language: language)) },
      uniquingKeysWith: { first, _ in first })
    hints = Dictionary(
      script.slots.map {
        ($0.name, SlotHints(name: $0.spokenName, about: $0.about, cue: $0.limits.cue, language: language))
      }, uniquingKeysWith: { first, _ in first })
    dependents = Self.dependents(in: script)
    let sources = Sources(of: script)
    let own = script.steps.map { $0.slotsUsed(through: sources, in: script) }
    collected = Self.throughFlows(script) { Set($0.kind.collects) }
    slotsUsed = Self.throughFlows(script) { own[$0.id.index] }
    translations = script.translations.map { translation in
      var prepared = PreparedScript(translation, tracing: tracing)
      (prepared.dependents, prepared.slotsUsed, prepared.collected) = (dependents, slotsUsed, collected)
      return prepared
    }
  }

  /// The script in each of its locales, its own first.
  public var inAllLocales: [PreparedScript] { [self] + translations }

  /// The script in the locale of a call: the one its `locale` names, else one of the same language, else its own.
  public func inLocale(of state: CallState, at time: LocalTime) -> PreparedScript {
    guard let choice = script.localeChoice else { return self }
    let name = Evaluator(in: CallSurroundings(state, now: time, in: self)).render(choice, .canonical)
    let all = inAllLocales
    if let tag = LocaleTag(name), let exact = all.first(where: { $0.script.locale == tag }) { return exact }
    let language = name.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return all.first { $0.script.locale.language == language } ?? self
  }

  /// The record of a call as others may see it: entries that read a sensitive slot are masked.
  public func shownRecord(of state: CallState) -> [String: Value] {
    let sensitive = script.sensitiveRecordKeys
    return Dictionary(
      uniqueKeysWithValues: state.dialogue.record.map { ($0, sensitive.contains($0) ? .text("…") : $1) })
  }

  func compiled(_ phrase: Phrase) -> CompiledPhrase {
    compiled[phrase] ?? CompiledPhrase(phrase, rules: script.phrases, language: language)
  }

  func triggers(of flow: Flow) -> PhraseSet {
    triggers[flow.name] ?? PhraseSet(flow.triggers, rules: script.phrases, language: language)
  }

  private static func ownUniversals(
    of script: Script, _ language: LanguageData
  ) -> (set: PhraseSet, universals: [Universal]) {
    let settings = script.universals
    let phrases = Universal.allCases.flatMap { universal in
      ((settings.replaced[universal] ?? []) + (settings.added[universal] ?? [])).map { (universal, $0) }
    }
    return (PhraseSet(phrases.map(\.1), rules: script.phrases, language: language), phrases.map(\.0))
  }

  func spokenChoices(of slot: Slot) -> SpokenChoices? { spokenChoices[slot.name] }

  /// What a slot's name, explanation and `cue` tell about it.
  func hints(of slot: Slot) -> SlotHints {
    hints[slot.name] ?? SlotHints(name: slot.spokenName, about: slot.about, language: language)
  }

  /// Slots that a change of `slot` clears, in script order: those that depend on it, and those that depend on these in
  /// turn.
  func dependents(of slot: String) -> [String] { dependents[slot] ?? [] }

  /// Slots that a step reads, speaks or collects, also through variables, results and the flow it runs.
  func slotsUsed(by step: StepID) -> Set<String> { slotsUsed[step.index] }

  /// Slots that a run of a tool reads.
  func slotsUsed(by use: ToolUse, at step: Step) -> Set<String> {
    if case .call = step.kind { return slotsUsed(by: step.id) }
    return use.references(in: script).slots
  }

  /// Slots that a step collects, itself or through the flow it runs.
  func slotsCollected(by step: StepID) -> Set<String> { collected[step.index] }

  /// For every step its own slots; for a `do` those of all steps of its flow, and of the flows that these run.
  private static func throughFlows(_ script: Script, own: (Step) -> Set<String>) -> [Set<String>] {
    var byFlow: [String: Set<String>] = [:]
    // `do` makes no circles (the checker sees to it), so that after so many rounds nothing is added any more.
    for _ in script.flows {
      for step in script.steps {
        var slots = own(step)
        if case .run(let flow) = step.kind { slots.formUnion(byFlow[flow] ?? []) }
        byFlow[step.flow, default: []].formUnion(slots)
      }
    }
    return script.steps.map { step in
      if case .run(let flow) = step.kind { own(step).union(byFlow[flow] ?? []) } else { own(step) }
    }
  }

  private static func dependents(in script: Script) -> [String: [String]] {
    var direct: [String: Set<String>] = [:]
    for slot in script.slots {
      for source in slot.depends where source != slot.name { direct[source, default: []].insert(slot.name) }
    }
    var result: [String: [String]] = [:]
    for slot in script.slots {
      var reached: Set<String> = []
      var open = [slot.name]
      while let next = open.popLast() {
        for dependent in direct[next] ?? [] where dependent != slot.name && reached.insert(dependent).inserted {
          open.append(dependent)
        }
      }
      result[slot.name] = script.slots.map(\.name).filter(reached.contains)
    }
    return result
  }
}

extension Step {
  fileprivate var answerPhrases: [Phrase] {
    if case .ask(let ask) = kind { ask.answers.flatMap(\.phrases) } else { [] }
  }

  fileprivate func slotsUsed(through sources: Sources, in script: Script) -> Set<String> {
    var references = condition?.references ?? []
    var collected: [String] = []
    switch kind {
    case .say(let prompts): references += prompts.flatMap(\.texts).flatMap(\.references)
    case .collect(let collect): collected = collect.slots
    case .ask(let ask): references += ask.prompt.texts.flatMap(\.references)
    case .confirm(let confirm): collected = confirm.slots
    case .route(let route): references += route.prompt.texts.flatMap(\.references)
    case .set(let assignments): references += assignments.flatMap { $0.value.references }
    case .branch(let condition, _, _): references += condition.references
    case .match(let subject, _, _): references += subject.references
    case .call(let use): references += use.references(in: script)
    case .generate(let generate):
      references += (generate.keep + [generate.instruction]).flatMap(\.references)
      references += generate.otherwise.texts.flatMap(\.references)
    case .converse(let converse):
      collected = converse.slots
      references += converse.goal.references + (converse.until?.references ?? [])
      references += converse.tools.flatMap { $0.references(in: script) }
    case .transfer(_, let words, _): references += words?.texts.flatMap(\.references) ?? []
    case .press(let digits, let words):
      references += digits.references + (words?.texts.flatMap(\.references) ?? [])
    case .end(let words): references += words.texts.flatMap(\.references)
    case .record(let entries): references += entries.flatMap { $0.value.references }
    case .publish(let entries): references += entries.flatMap { $0.value.references }
    case .clear, .run, .goto, .finishFlow, .tune, .wait: break
    }
    return sources.slots(behind: references).union(collected)
  }
}

/// Where variables and saved results get their values from.
private struct Sources {
  private var direct: [Reference: [Reference]] = [:]

  init(of script: Script) {
    for step in script.steps {
      switch step.kind {
      case .set(let assignments):
        for case .variable(let name) in assignments.map(\.target) {
          let values = assignments.filter { $0.target == .variable(name) }
          direct[.variable(name), default: []] += values.flatMap { $0.value.references }
        }
      default: for use in step.kind.toolUses { add(use, script) }
      }
    }
  }

  private mutating func add(_ use: ToolUse, _ script: Script) {
    if let name = use.save { direct[.saved(name), default: []] += use.references(in: script) }
  }

  /// The slots among these references, and those from which variables and results among them were made.
  func slots(behind references: [Reference]) -> Set<String> {
    var seen = Set(references)
    var open = references
    while let next = open.popLast() {
      for source in direct[next] ?? [] where seen.insert(source).inserted { open.append(source) }
    }
    return seen.slots
  }
}

extension Prompt {
  var texts: [Template] { variants + (again.map { [$0] } ?? []) }
}

extension Sequence<Reference> {
  var slots: Set<String> {
    Set(compactMap { if case .slot(let name) = $0 { name } else { nil } })
  }
}

extension ToolUse {
  /// What a run of it reads.
  fileprivate func references(in script: Script) -> [Reference] {
    arguments.values.flatMap(\.references)
      + (script.tools[tool]?.references(besides: Set(arguments.keys)) ?? [])
  }
}

extension Tool {
  /// What a request reads: its templates, and slots named like parameters that `with` does not give.
  fileprivate func references(besides given: Set<String>) -> [Reference] {
    let inTexts = templates.flatMap(\.references).filter { parameters[$0.name] == nil }
    return inTexts + parameters.keys.filter { !given.contains($0) }.map(Reference.slot)
  }
}
