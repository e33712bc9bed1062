/// The ways on from each step, with what is settled on them (language.md §8).
extension SettledWrites {
  /// One way on.
  struct Way {
    /// nil: out of the flow.
    var to: StepID?
    var empties: Set<Fact> = []
    var adds: Set<Fact> = []
    /// Added where all that it needs was there before.
    var gains: [(fact: Fact, needs: Set<Fact>)] = []
    /// Not taken where all of these are there.
    var unless: Set<Fact> = []
    /// The frame of the flow is left behind: later changes do not lead back into it.
    var leavesFlow = false
    /// Why this way is taken; nil: because it comes next.
    var label: String?

    /// nil: the way is not taken.
    func facts(after before: Set<Fact>) -> Set<Fact>? {
      if !unless.isEmpty, unless.isSubset(of: before) { return nil }
      var after = before.subtracting(empties).union(adds)
      for gain in gains where gain.needs.isSubset(of: before) { after.insert(gain.fact) }
      return leavesFlow ? Set(after.map(\.remembered)) : after
    }
  }

  /// All that a change of the slots empties, themselves included.
  private func emptied(by slots: [String]) -> Set<Fact> {
    var all = Set(slots)
    var open = slots
    while let next = open.popLast() {
      for slot in script.slots where slot.depends.contains(next) && all.insert(slot.name).inserted {
        open.append(slot.name)
      }
    }
    return Fact.all(of: all)
  }

  /// What may be lost at a question of this flow: callers may start what empties slots, and a model may correct what was
  /// confirmed in a flow that is done.
  private func lostAtQuestions(of flow: String) -> Set<Fact> {
    var lost = Set(script.slots.filter { isProposal($0.name) && !isEchoed($0.name) }.map { Fact.remembered($0.name) })
    guard !flow.isEmpty, script.flow(flow).isInterruptible else { return lost }
    let started = script.flows.filter { !$0.triggers.isEmpty }.map(\.name) + script.universals.flows.values
    for other in started where other != flow { lost.formUnion(summaries[other]?.empties ?? []) }
    return lost
  }

  /// Values that a question tells the caller: those that its texts speak on every way, and those that are echoed in it.
  private func heard(in prompt: Prompt?, besides lost: Set<Fact>) -> [(fact: Fact, needs: Set<Fact>)] {
    let echoed = script.slots.map(\.name).filter(isEchoed)
    return (prompt.map(spoken.certain) ?? []).union(echoed).filter { !lost.contains(.settled($0)) }
      .map { (.confirmed($0), [.settled($0)]) }
  }

  /// Slots that are filled whenever one of these was said, and need no question of their own.
  func filled(by phrases: [Phrase]) -> Set<Fact> {
    let slots = phrases.map(\.certainSlots)
    let common = slots.dropFirst().reduce(slots.first ?? []) { $0.intersection($1) }
    return Set(
      script.slots.filter { common.contains($0.name) && $0.rules.isEmpty && !mustBeReadBack($0) }
        .map { Fact.settled($0.name) })
  }

  private func mustBeReadBack(_ slot: Slot) -> Bool {
    switch slot.confirmation {
    case .never, .echo: false
    case .unsure, .always: true
    }
  }

  func ways(on step: Step) -> [Way] {
    var ways: [Way] = []
    func go(_ to: StepID?, _ change: (inout Way) -> Void = { _ in }) {
      var way = Way(to: to)
      change(&way)
      if let condition = step.condition { way.adds.formUnion(condition.settledFacts(when: true)) }
      ways.append(way)
    }
    func go(_ to: StepID?, losing lost: Set<Fact>, _ label: String? = nil) {
      go(to) { ($0.empties, $0.label) = (lost, label) }
    }
    let next = step.next
    switch step.kind {
    case .say, .record, .publish, .tune, .press, .generate: go(next)
    case .wait: go(next, losing: lostAtQuestions(of: step.flow))
    case .route(let route):
      let lost = lostAtQuestions(of: step.flow)
      go(next) { ($0.empties, $0.gains) = (lost, heard(in: route.prompt, besides: lost)) }
    case .collect(let collect):
      var lost = lostAtQuestions(of: step.flow)
      if collect.fresh { lost.formUnion(emptied(by: collect.slots)) }
      go(next) { ($0.empties, $0.adds) = (lost, Set(collect.slots.map(Fact.settled))) }
      if let otherwise = collect.otherwise { go(otherwise ?? next, losing: lost, "`else`") }
    case .ask(let ask):
      let lost = lostAtQuestions(of: step.flow)
      let heard = heard(in: ask.prompt, besides: lost)
      func answer(_ block: StepID?, adding adds: Set<Fact> = [], _ label: String) {
        go(block ?? next) { ($0.empties, $0.adds, $0.gains, $0.label) = (lost, adds, heard, label) }
      }
      answer(ask.yes ?? nil, "yes")
      answer(ask.no ?? nil, "no")
      if let otherwise = ask.otherwise { answer(otherwise, "`else`") }
      for choice in ask.answers { answer(choice.block, adding: filled(by: choice.phrases), "an answer") }
    case .confirm(let confirm):
      let lost = lostAtQuestions(of: step.flow)
      go(next) { ($0.empties, $0.gains, $0.label) = (lost, heard(in: confirm.prompt, besides: lost), "yes") }
      if let no = confirm.no { go(no ?? next, losing: lost, "no") }
    case .set(let assignments):
      go(next) { way in
        for assignment in assignments {
          let value = assignment.value
          let proposals = value.references.compactMap(\.valueName).filter(isProposal)
          switch assignment.target {
          case .slot(let name):
            way.empties.formUnion(emptied(by: [name]))
            if value == .literal(.none) { continue }
            way.gains.append((.settled(name), Set(value.neededNames.map(Fact.settled))))
            way.gains.append((.confirmed(name), Set(proposals.map(Fact.confirmed))))
          case .variable(let name):
            way.empties.insert(.confirmed(name))
            way.gains.append((.confirmed(name), Set(proposals.map(Fact.confirmed))))
          }
        }
      }
    case .clear(let slots): go(next, losing: emptied(by: slots))
    case .branch(let condition, let then, let otherwise):
      go(then ?? next) { ($0.adds, $0.label) = (condition.settledFacts(when: true), "`then`") }
      go(otherwise ?? next) { ($0.adds, $0.label) = (condition.settledFacts(when: false), "`else`") }
    case .match(let subject, let cases, let otherwise):
      let filled = subject.settledFacts(when: true)
      for item in cases { go(item.block ?? next) { ($0.adds, $0.label) = (filled, item.key) } }
      let isComplete = otherwise == nil && covers(subject, cases.map(\.key))
      go((otherwise ?? nil) ?? next) { ($0.unless, $0.label) = (isComplete ? filled : [], "`else`") }
    case .run(let flow):
      if let first = script.flow(flow).first { ways.append(Way(to: first, label: "`do: \(flow)`")) }
      if let summary = summaries[flow] {
        go(next) { ($0.adds, $0.empties) = (Set(summary.adds.map(\.remembered)), summary.empties) }
      }
    case .goto(.step(let target)): go(target) { $0.label = "`goto`" }
    case .goto(.flow(let flow)):
      if let first = script.flow(flow).first { go(first) { ($0.leavesFlow, $0.label) = (true, "`goto: \(flow)`") } }
      if let summary = summaries[flow] { go(nil) { ($0.adds, $0.empties) = (summary.adds, summary.empties) } }
    case .finishFlow: go(nil)
    case .call(let use):
      go(next) { $0.adds = use.save.map { [.settled($0)] } ?? [] }
      if let failed = use.failed {
        go(failed ?? next) { $0.label = "`\(use.tool)` fails" }
      } else if wayOutComesBack(in: step.flow) {
        go(next) { $0.label = "`\(use.tool)` fails" }
      }
    case .end, .transfer: break
    case .converse(let converse):
      let lost = lostAtQuestions(of: step.flow)
      go(next) { way in
        way.adds = converse.until?.settledFacts(when: true) ?? Set(converse.slots.map(Fact.settled))
        way.empties = lost
      }
      go(converse.otherwise ?? next, losing: lost, "`else`")
    }
    if let condition = step.condition {
      ways.append(Way(to: next, adds: condition.settledFacts(when: false), label: "its `if` is false"))
    }
    return ways
  }

  /// The last rung of the ladder may lead back to the dialog.
  private func wayOutComesBack(in flow: String) -> Bool {
    let own = flow.isEmpty ? nil : script.flow(flow).fallback
    guard case .steps(let id)? = (own ?? script.fallback).last else { return false }
    switch script[id].kind {
    case .run(let flow): return summaries[flow] != nil
    case .end, .transfer, .goto: return false
    default: return true
    }
  }

  /// Whether the cases are all values of a slot that is filled.
  private func covers(_ subject: Expression, _ cases: [String]) -> Bool {
    guard case .name(.slot(let name)) = subject, let slot = script.slots.first(where: { $0.name == name }) else {
      return false
    }
    switch slot.type {
    case .yesNo: return Set(cases) == ["true", "false"]
    case .choice: return slot.choiceSource == nil && Set(slot.choices.map(\.value)).isSubset(of: cases)
    default: return false
    }
  }
}

extension Expression {
  fileprivate func settledFacts(when outcome: Bool) -> Set<SettledWrites.Fact> {
    Set(filledNames(when: outcome).map(SettledWrites.Fact.settled))
  }
}

extension Phrase {
  /// The slots that stand in it whatever of it is said.
  fileprivate var certainSlots: Set<String> { Self.certainSlots(in: elements) }

  private static func certainSlots(in elements: [Element]) -> Set<String> {
    elements.reduce(into: []) { slots, element in
      switch element {
      case .slot(let name): slots.insert(name)
      case .oneOf(let alternatives):
        let all = alternatives.map(certainSlots)
        slots.formUnion(all.dropFirst().reduce(all.first ?? []) { $0.intersection($1) })
      case .word, .anyWords, .rule: break
      }
    }
  }
}
