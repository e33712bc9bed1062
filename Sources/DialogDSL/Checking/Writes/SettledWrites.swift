/// Proves that what a tool writes is settled on every way to it (language.md §8): each slot that its request is made of
/// has been collected, set or skipped, and each result has been saved.
///
/// A data flow over the steps of all flows: what is settled at a step is what is settled on all ways to it. Callers may
/// start flows with triggers in the middle of others, so that these begin with nothing, and may empty slots at any
/// question.
struct SettledWrites {
  private let script: Script
  private let hasModels: Bool
  /// Ways on from each step.
  private var edges: [[Edge]] = []
  /// Where the dialog can begin, or go on from anywhere.
  private var starts: [(step: StepID, facts: Set<String>, label: String, range: SourceRange?)] = []
  /// What a flow adds where it is run, and what it may empty; nil: it never comes back.
  private var summaries: [String: Summary] = [:]
  /// By step; nil: nothing leads there.
  private var settled: [Set<String>?] = []
  private let initial: Set<String>

  private struct Edge {
    var to: StepID
    var adds: Set<String> = []
    var empties: Set<String> = []
    /// Why this way is taken; nil: because it comes next.
    var label: String?
  }

  private struct Summary: Equatable {
    var adds: Set<String>
    var empties: Set<String>
  }

  /// One that is not proved.
  struct Unsettled {
    var name: String
    /// It is settled, but a model may have proposed it and no yes has confirmed it.
    var isOnlyUnconfirmed: Bool
    var step: Step
    var tool: Tool
    /// The steps of a way on which it is missing, with the reasons for taking it.
    var path: [(label: String, range: SourceRange?)]
  }

  /// - Parameter hasModels: the script may have a model propose values.
  static func unsettled(in script: Script, hasModels: Bool) -> [Unsettled] {
    guard script.steps.contains(where: { $0.kind.toolUses.contains { script.tools[$0.tool]?.writes == true } }) else {
      return []
    }
    var search = SettledWrites(script, hasModels: hasModels)
    search.findSummaries()
    search.build()
    search.solve()
    return search.findings()
  }

  private init(_ script: Script, hasModels: Bool) {
    self.script = script
    self.hasModels = hasModels
    initial = Set(script.slots.filter { $0.initial != nil }.map(\.name))
  }

  // MARK: Steps

  /// Slots that callers may empty by what they start at a question of this flow.
  private func emptiedAtQuestions(of flow: String) -> Set<String> {
    guard !flow.isEmpty, script.flow(flow).isInterruptible else { return [] }
    let started = script.flows.filter { !$0.triggers.isEmpty }.map(\.name) + script.universals.flows.values
    return started.filter { $0 != flow }.reduce(into: []) { $0.formUnion(summaries[$1]?.empties ?? []) }
  }

  /// All that a change of the slots empties.
  private func emptied(by slots: [String]) -> Set<String> {
    var all = Set(slots)
    var open = slots
    while let next = open.popLast() {
      for slot in script.slots where slot.depends.contains(next) && all.insert(slot.name).inserted {
        open.append(slot.name)
      }
    }
    return all
  }

  /// - Parameter exit: told what leads out of the flow.
  private func edges(of step: Step, exit: (Set<String>, Set<String>) -> Void) -> [Edge] {
    var edges: [Edge] = []
    func go(_ to: StepID?, adds: Set<String> = [], empties: Set<String> = [], _ label: String? = nil) {
      var adds = adds
      if let condition = step.condition { adds.formUnion(condition.filledNames(when: true)) }
      guard let to else { return exit(adds, empties) }
      edges.append(Edge(to: to, adds: adds, empties: empties, label: label))
    }
    let atQuestion = emptiedAtQuestions(of: step.flow)
    let next = step.next
    switch step.kind {
    case .say, .record, .publish, .tune, .press, .generate: go(next)
    case .route, .wait: go(next, empties: atQuestion)
    case .collect(let collect):
      go(next, adds: Set(collect.slots), empties: atQuestion)
      if let otherwise = collect.otherwise { go(otherwise ?? next, empties: atQuestion, "`else`") }
    case .ask(let ask):
      for (block, label) in [(ask.yes, "yes"), (ask.no, "no"), (ask.otherwise, "`else`")] {
        if let block { go(block ?? next, empties: atQuestion, label) }
      }
      for answer in ask.answers {
        let slots = answer.phrases.map { Set($0.slots) }
        let common = slots.dropFirst().reduce(slots.first ?? []) { $0.intersection($1) }
        go(answer.block ?? next, adds: common, empties: atQuestion, "an answer")
      }
      for (block, label) in [(ask.yes, "yes"), (ask.no, "no")] where block == nil {
        go(next, empties: atQuestion, label)
      }
    case .confirm(let confirm):
      go(next, adds: Set(confirm.slots.map(Self.confirmed)), empties: atQuestion, "yes")
      if let no = confirm.no { go(no ?? next, empties: atQuestion, "no") }
    case .set(let assignments):
      var (adds, changed): (Set<String>, [String]) = ([], [])
      for assignment in assignments {
        guard case .slot(let name) = assignment.target else { continue }
        changed.append(name)
        if assignment.value != .literal(.none) { adds.insert(name) }
      }
      go(next, adds: adds, empties: emptied(by: changed))
    case .clear(let slots): go(next, empties: emptied(by: slots))
    case .branch(let condition, let then, let otherwise):
      go(then ?? next, adds: condition.filledNames(when: true), "`then`")
      go(otherwise ?? next, adds: condition.filledNames(when: false), "`else`")
    case .match(let subject, let cases, let otherwise):
      for item in cases { go(item.block ?? next, adds: subject.filledNames(when: true), item.key) }
      go((otherwise ?? nil) ?? next, "`else`")
    case .run(let flow):
      if let first = script.flow(flow).first { edges.append(Edge(to: first, label: "`do: \(flow)`")) }
      if let summary = summaries[flow] { go(next, adds: summary.adds, empties: summary.empties) }
    case .goto(.step(let target)): go(target, "`goto`")
    case .goto(.flow(let flow)):
      if let first = script.flow(flow).first { go(first, "`goto: \(flow)`") }
      if let summary = summaries[flow] { exit(summary.adds, summary.empties) }
    case .finishFlow: go(nil)
    case .call(let use):
      go(next, adds: use.save.map { [$0] } ?? [])
      if let failed = use.failed {
        go(failed ?? next, "`\(use.tool)` fails")
      } else if wayOutComesBack(in: step.flow) {
        go(next, "`\(use.tool)` fails")
      }
    case .end, .transfer: break
    case .converse(let converse):
      let done = converse.until.map { $0.filledNames(when: true) } ?? Set(converse.slots)
      go(next, adds: done, empties: atQuestion)
      go(converse.otherwise ?? next, empties: atQuestion, "`else`")
    }
    if let condition = step.condition {
      let adds = condition.filledNames(when: false)
      if let next {
        edges.append(Edge(to: next, adds: adds, label: "its `if` is false"))
      } else {
        exit(adds, [])
      }
    }
    return edges
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

  /// Stands beside the slot's own name when a yes has confirmed it.
  private static func confirmed(_ slot: String) -> String { "\(slot), confirmed" }

  // MARK: Flows that are run

  /// `do` may lead through several flows, so that what one adds is known when what it runs is.
  private mutating func findSummaries() {
    // It ends: with every round ways are only added, so that less is added for sure, and more may be emptied.
    while true {
      let former = summaries
      for flow in script.flows { summaries[flow.name] = summary(of: flow) }
      if summaries == former { return }
    }
  }

  private func summary(of flow: Flow) -> Summary? {
    guard let first = flow.first else { return Summary(adds: [], empties: []) }
    var known: [StepID: Set<String>] = [first: []]
    var open = [first]
    var result: Set<String>?
    var empties: Set<String> = []
    while let id = open.popLast() {
      let before = known[id] ?? []
      let edges = edges(of: script[id]) { adds, emptied in
        empties.formUnion(emptied)
        let after = before.subtracting(emptied).union(adds)
        result = result?.intersection(after) ?? after
      }
      for edge in edges where script[edge.to].flow == flow.name {
        empties.formUnion(edge.empties)
        let after = before.subtracting(edge.empties).union(edge.adds)
        let joined = known[edge.to]?.intersection(after) ?? after
        if known.updateValue(joined, forKey: edge.to) != joined { open.append(edge.to) }
      }
    }
    return result.map { Summary(adds: $0, empties: empties) }
  }

  // MARK: The whole script

  private mutating func build() {
    edges = script.steps.map { edges(of: $0) { _, _ in } }
    func start(_ step: StepID?, with facts: Set<String> = [], _ label: String, at range: SourceRange) {
      if let step { starts.append((step, initial.union(facts), label, range)) }
    }
    for flow in script.flows {
      if flow.name == "main" { start(flow.first, "the call begins", at: flow.range) }
      if !flow.triggers.isEmpty {
        let slots = flow.triggers.map { Set($0.slots) }
        let common = slots.dropFirst().reduce(slots[0]) { $0.intersection($1) }
        let condition = flow.condition?.filledNames(when: true) ?? []
        start(flow.first, with: common.union(condition), "a caller starts `\(flow.name)`", at: flow.range)
      } else if script.universals.flows.values.contains(flow.name) || flow.name == ScriptCheck.lateChange {
        start(flow.first, "a caller is led to `\(flow.name)`", at: flow.range)
      }
    }
    for case .steps(let id) in ladders.flatMap(\.self) { start(id, "a ladder gives up", at: script[id].range) }
    for case .steps(let id) in script.silence { start(id, "the caller stays silent", at: script[id].range) }
    if let id = script.limits.then { start(id, "a limit is reached", at: script[id].range) }
  }

  private mutating func solve() {
    settled = Array(repeating: nil, count: script.steps.count)
    var open: [StepID] = []
    func join(_ facts: Set<String>, at step: StepID) {
      let joined = settled[step.index]?.intersection(facts) ?? facts
      if joined != settled[step.index] {
        settled[step.index] = joined
        open.append(step)
      }
    }
    for begin in starts { join(begin.facts, at: begin.step) }
    while let id = open.popLast() {
      guard let before = settled[id.index] else { continue }
      for edge in edges[id.index] { join(before.subtracting(edge.empties).union(edge.adds), at: edge.to) }
    }
  }

  // MARK: Findings

  private func findings() -> [Unsettled] {
    var found: [Unsettled] = []
    for step in script.steps {
      guard var facts = settled[step.id.index] else { continue }
      if let condition = step.condition { facts.formUnion(condition.filledNames(when: true)) }
      if case .converse(let converse) = step.kind {
        // A model's tool runs when all it needs is filled, and after a yes.
        facts.formUnion(converse.slots)
        facts.formUnion(converse.confirm?.spokenSlots.map(Self.confirmed) ?? [])
      }
      for use in step.kind.toolUses {
        guard let tool = script.tools[use.tool], tool.writes else { continue }
        for name in use.neededNames(of: tool).sorted() {
          let isOnlyUnconfirmed = facts.contains(name)
          let fact = isOnlyUnconfirmed ? Self.confirmed(name) : name
          if facts.contains(fact) || isOnlyUnconfirmed && !mustBeConfirmed(name) { continue }
          let path = path(to: step.id, without: fact)
          found.append(Unsettled(name: name, isOnlyUnconfirmed: isOnlyUnconfirmed, step: step, tool: tool, path: path))
        }
      }
    }
    return found
  }

  /// A model may have proposed it, and nothing else reads it back.
  private func mustBeConfirmed(_ name: String) -> Bool {
    guard hasModels, asksForCommands, let slot = script.slots.first(where: { $0.name == name }) else {
      return false
    }
    if case .never = slot.confirmation { return slot.type != .text && slot.type != .model } else { return false }
  }

  private var asksForCommands: Bool {
    ladders.contains { $0.contains { if case .understand = $0 { true } else { false } } }
  }

  private var ladders: [[Rung]] {
    [script.fallback] + script.flows.compactMap(\.fallback) + script.slots.compactMap(\.fallback)
      + script.steps.compactMap { if case .collect(let collect) = $0.kind { collect.fallback } else { nil } }
  }

  /// The shortest way on which the name is not settled, as far as it is not just one step after the other.
  private func path(to goal: StepID, without name: String) -> [(label: String, range: SourceRange?)] {
    var from: [StepID: (step: StepID?, label: String?, range: SourceRange?)] = [:]
    var open: [StepID] = []
    func reach(_ step: StepID, from origin: StepID?, _ label: String?, _ range: SourceRange?) {
      if from[step] != nil { return }
      from[step] = (origin, label, range)
      open.append(step)
    }
    for begin in starts where !begin.facts.contains(name) { reach(begin.step, from: nil, begin.label, begin.range) }
    for step in script.steps where settled[step.id.index] != nil {
      for edge in edges[step.id.index] where edge.empties.contains(name) && !edge.adds.contains(name) {
        reach(
          edge.to, from: nil, step.kind.empties ? "it is emptied" : "a caller may start what empties it", step.range)
      }
    }
    var place = 0
    while place < open.count, from[goal] == nil {
      let step = open[place]
      place += 1
      for edge in edges[step.index] where !edge.adds.contains(name) {
        reach(edge.to, from: step, edge.label, script[step].range)
      }
    }
    var path: [(label: String, range: SourceRange?)] = []
    var step: StepID? = goal
    while let current = step, let way = from[current] {
      if let label = way.label { path.append((label, way.range)) }
      step = way.step
    }
    return path.reversed()
  }
}

extension Step.Kind {
  /// By itself, not by what a caller may do meanwhile.
  fileprivate var empties: Bool {
    switch self {
    case .set, .clear, .run: true
    default: false
    }
  }
}

extension Prompt {
  fileprivate var spokenSlots: [String] {
    variants.flatMap(\.references).compactMap { if case .slot(let name) = $0 { name } else { nil } }
  }
}
