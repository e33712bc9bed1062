/// What is wrong with a script as a whole, once each part of it is sound.
struct ScriptCheck {
  let script: Script
  let facts: ScriptFacts
  var diagnostics: [Diagnostic] = []

  static func diagnostics(of script: Script, facts: ScriptFacts) -> [Diagnostic] {
    var check = ScriptCheck(script: script, facts: facts)
    check.checkFlows()
    check.checkCycles()
    check.checkSteps()
    check.checkLadders()
    check.checkModels()
    check.checkSlots()
    check.checkQuestions()
    check.checkWrites()
    return check.diagnostics
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  func place(of step: Step) -> SourceRange { facts.targets[step.id] ?? step.range }

  // MARK: Flows

  private mutating func checkFlows() {
    if !script.hasFlow("main") { report(.noMain(at: facts.range)) }
    var started = Set(script.universals.flows.values).union(["main", Self.lateChange])
    for step in script.steps {
      switch step.kind {
      case .run(let flow), .goto(.flow(let flow)): started.insert(flow)
      case .say, .collect, .ask, .confirm, .route, .set, .clear, .branch, .match, .goto(.step), .finishFlow, .call,
        .transfer, .press, .end, .record, .publish, .tune, .generate, .converse, .wait:
        break
      }
    }
    guard facts.isWhole else { return }
    for flow in script.flows where flow.triggers.isEmpty && !started.contains(flow.name) {
      report(.flowNeverStarted(flow.name, at: flow.range))
    }
  }

  /// The flow that is started by its name alone (language.md §8).
  static let lateChange = "late_change"

  private mutating func checkSlots() {
    guard facts.isWhole else { return }
    var collected = Set(script.flows.flatMap(\.triggers).flatMap(\.slots))
    for step in script.steps {
      switch step.kind {
      case .collect(let collect): collected.formUnion(collect.slots)
      case .converse(let converse): collected.formUnion(converse.slots)
      case .ask(let ask): collected.formUnion(ask.answers.flatMap(\.phrases).flatMap(\.slots))
      case .set(let assignments):
        for case .slot(let name) in assignments.map(\.target) { collected.insert(name) }
      default: continue
      }
    }
    for slot in script.slots where !collected.contains(slot.name) && slot.listening != .always {
      report(.slotNeverCollected(slot.name, at: slot.range))
    }
    checkCues()
  }

  /// A cue parts slots that listen at the same time.
  private mutating func checkCues() {
    let forms = script.steps.compactMap { if case .collect(let collect) = $0.kind { collect.slots } else { nil } }
    for slot in script.slots where !slot.limits.cue.isEmpty {
      let rivals = script.slots.filter { $0.name != slot.name && $0.type == slot.type }
      let isRivalled = rivals.contains { rival in
        slot.listening == .always || rival.listening == .always
          || forms.contains { $0.contains(slot.name) && $0.contains(rival.name) }
      }
      if !isRivalled { report(.loneCue(slot.type, at: slot.range)) }
    }
  }

  // MARK: Questions

  /// A question is asked as often as it has to be: `once` is for statements.
  private mutating func checkQuestions() {
    var questions: [Prompt] = []
    for slot in script.slots {
      questions +=
        [slot.prompt, slot.suggestPrompt].compactMap(\.self) + slot.reprompts.noMatch + slot.reprompts.unclear
      if case .always(let prompt?) = slot.confirmation { questions.append(prompt) }
    }
    for step in script.steps {
      switch step.kind {
      case .ask(let ask): questions.append(ask.prompt)
      case .confirm(let confirm): questions.append(confirm.prompt)
      case .route(let route): questions += [route.prompt, route.again].compactMap(\.self)
      default: continue
      }
    }
    var reported: Set<String> = []
    for prompt in questions where prompt.once && reported.insert(prompt.id).inserted {
      report(.onceInQuestion(at: prompt.range))
    }
  }

  // MARK: Writes

  /// Only of a script that is sound so far: a fault in one place would be reported in another.
  private mutating func checkWrites() {
    guard facts.isWhole, !diagnostics.contains(where: { $0.severity == .error }) else { return }
    for unsettled in SettledWrites.unsettled(in: script, hasModels: facts.hasModels) {
      report(
        .unsettledWrite(
          unsettled.name, isOnlyUnconfirmed: unsettled.isOnlyUnconfirmed, tool: unsettled.tool.name,
          at: place(of: unsettled.step), path: unsettled.path))
    }
  }

  // MARK: Ladders

  private mutating func checkLadders() {
    if !facts.hasFallback { report(.noFallback(at: facts.range.map(Self.start))) }
    for ladder in facts.ladders {
      for rung in ladder.rungs.dropLast() {
        if case .steps(let id) = rung, script[id].condition == nil { report(.rungNotLast(at: script[id].range)) }
      }
      if case .steps(let id)? = ladder.rungs.last, script[id].condition == nil { continue }
      report(.noWayOut(at: ladder.range))
    }
    if script.knowledge.isEmpty, facts.isWhole { for range in facts.answerRungs { report(.noKnowledge(at: range)) } }
  }

  // MARK: Models

  /// A script without `llm` that counts on a model has forgotten it.
  private mutating func checkModels() {
    guard facts.isWhole, !facts.hasLanguageModels else { return }
    let steps = script.steps.filter { step in
      switch step.kind {
      case .generate, .converse: true
      default: false
      }
    }
    let uses = facts.modelRungs + steps.map(\.range) + script.slots.filter { $0.type == .model }.map(\.range)
    if let first = uses.min(by: { $0.start < $1.start }) { report(.noModel(at: first)) }
  }

  private static func start(of range: SourceRange) -> SourceRange {
    SourceRange(file: range.file, start: range.start, end: range.start)
  }
}
