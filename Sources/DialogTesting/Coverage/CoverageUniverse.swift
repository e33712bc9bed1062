import DialogDSL
import Interpreter

/// All that tests can reach in a script: by kind, then in the author's order.
struct CoverageUniverse {
  let script: Script
  private(set) var items: [CoverageItem] = []

  init(of script: Script) {
    self.script = script
    for step in script.steps { add(step) }
    for slot in script.slots { add(slot) }
    addPrompts()
    for flow in script.flows {
      for trigger in flow.triggers {
        add(
          .triggers, .trigger(trigger.range), at: trigger.range, "flows.\(flow.name)", "\"\(trigger.source)\"")
      }
    }
    addDigressions()
    var seen: Set<Mark> = []
    let all = items.filter { seen.insert($0.mark).inserted }
    items = CoverageKind.allCases.flatMap { kind in all.filter { $0.kind == kind } }
  }

  private mutating func add(
    _ kind: CoverageKind, _ mark: Mark, at range: SourceRange, _ place: String, _ part: String = ""
  ) {
    items.append(CoverageItem(kind, mark, at: range, place, part))
  }

  // MARK: Steps

  private mutating func add(_ step: Step) {
    let summary = StepSummary(step)
    add(.steps, .step(step.id), at: step.range, step.path, summary.line)
    if step.condition != nil {
      for isMet in [true, false] {
        add(
          .branches, .branch(step.id, .condition(isMet)), at: step.range, step.path,
          isMet ? "its `if` is true" : "its `if` is false")
      }
    }
    for way in script.ways(of: step) {
      add(
        way.isFailure ? .failures : .branches, .branch(step.id, way.branch), at: way.range(of: step, in: script),
        step.path, "\(summary.word), \(way.label)")
    }
  }

  // MARK: Slots

  private mutating func add(_ slot: Slot) {
    let place = "slots.\(slot.name)"
    if slot.askIf != nil {
      add(.branches, .askIf(slot: slot.name, true), at: slot.range, place, "its `ask_if` is true")
      add(.branches, .askIf(slot: slot.name, false), at: slot.range, place, "its `ask_if` is false")
    }
    for (index, rule) in slot.rules.enumerated() {
      add(.failures, .refusal(rule.range), at: rule.range, place, "refused by require[\(index)]")
    }
    for choice in slot.choices {
      add(.choices, .choice(slot: slot.name, value: choice.value), at: choice.range, place, choice.value)
      // The first phrase is the value itself.
      for phrase in choice.phrases where phrase.range != choice.range {
        add(
          .choices, .choicePhrase(phrase.range), at: phrase.range, place,
          "\(choice.value) as \"\(phrase.source)\"")
      }
    }
    if isHeard(slot) { add(.corrections, .correction(slot: slot.name), at: slot.range, place) }
  }

  /// A caller fills it: some step collects it, or it always listens.
  private func isHeard(_ slot: Slot) -> Bool {
    slot.listening == .always || script.steps.contains { $0.kind.collects.contains(slot.name) }
  }

  // MARK: Texts

  private mutating func addPrompts() {
    for slot in script.slots {
      add(slot.reprompts.noMatch, .noMatch, of: slot)
      add(slot.reprompts.unclear, .unclear, of: slot)
      add(slot.reprompts.notAllowed, .notAllowed, of: slot)
    }
    let rungs = Set(script.slots.flatMap { $0.reprompts.all }.filter { $0.wordings == 1 }.map(\.id))
    let named = script.prompts.values.sorted { ($0.range.file, $0.range.start) < ($1.range.file, $1.range.start) }
    for prompt in named + script.allPrompts where script.prompts[prompt.id] != nil || !rungs.contains(prompt.id) {
      for (index, text) in prompt.variants.enumerated() {
        let variant = prompt.variants.count > 1 ? "variant \(index), " : ""
        add(
          .prompts, .prompt(prompt.id, .variant(index)), at: text.range, prompt.id,
          variant + StepSummary.cut(text.source)
        )
      }
      if let again = prompt.again {
        add(.prompts, .prompt(prompt.id, .again), at: again.range, prompt.id, "again, " + StepSummary.cut(again.source))
      }
    }
  }

  private mutating func add(_ rungs: [Prompt], _ kind: Mark.Reprompt, of slot: Slot) {
    let key = kind == .noMatch ? "" : ".\(kind.rawValue)"
    for (index, prompt) in rungs.enumerated() {
      add(
        .prompts, .reprompt(slot: slot.name, kind, rung: index), at: prompt.range,
        "slots.\(slot.name).reprompt\(key)[\(index)]", StepSummary.cut(prompt.variants[0].source))
    }
  }

  // MARK: Digressions

  /// Questions in flows that may be interrupted, where there is something to interrupt them.
  private mutating func addDigressions() {
    guard script.flows.contains(where: { !$0.triggers.isEmpty }) || !script.universals.flows.isEmpty else { return }
    let open = script.steps.filter { !$0.flow.isEmpty && script.flow($0.flow).isInterruptible }
    for slot in script.slots where open.contains(where: { $0.kind.collects.contains(slot.name) }) {
      add(.digressions, .digression(.slot(slot.name)), at: slot.range, "slots.\(slot.name)")
    }
    for step in open {
      switch step.kind {
      case .ask, .confirm: add(.digressions, .digression(.step(step.id)), at: step.range, step.path)
      default: continue
      }
    }
  }
}

extension Prompt {
  fileprivate var wordings: Int { variants.count + (again == nil ? 0 : 1) }
}
