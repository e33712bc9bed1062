/// Proves that what a tool writes is settled on every way to it (language.md §8): each slot that its request is made of
/// has been collected, set or skipped, and each result has been saved; and what a model may have proposed has been told to
/// the caller, who has agreed.
///
/// A data flow over the steps of all flows: what is settled at a step is what is settled on all ways to it. Callers may
/// start flows with triggers in the middle of others, so that these begin with nothing, and may empty slots at any
/// question.
struct SettledWrites {
  let script: Script
  private let hasModels: Bool
  /// Slots that a model may fill, and variables that may hold what it has filled.
  private var proposals: Set<String> = []
  private var ways: [[Way]] = []
  /// Where the dialog can begin, or go on from anywhere.
  private var starts: [(step: StepID, facts: Set<Fact>, label: String, range: SourceRange?)] = []
  /// What a flow adds where it is run, and what it may empty; nil: it never comes back.
  private(set) var summaries: [String: Summary] = [:]
  /// By step; nil: nothing leads there.
  private var settled: [Set<Fact>?] = []
  /// Known wherever the dialog begins.
  private let initial: Set<Fact>

  /// What is known of a slot, a variable or a saved result.
  enum Fact: Hashable {
    /// It has a value, or the script has done without.
    case settled(String)
    /// The caller was told its value, and a change would be told again.
    case confirmed(String)
    /// The caller was told its value, in a flow that is done: nothing leads back into it when the value changes.
    case remembered(String)

    static func all(of names: Set<String>) -> Set<Fact> {
      names.reduce(into: []) { $0.formUnion([.settled($1), .confirmed($1), .remembered($1)]) }
    }

    var remembered: Fact { if case .confirmed(let name) = self { .remembered(name) } else { self } }
  }

  struct Summary: Equatable {
    var adds: Set<Fact>
    var empties: Set<Fact>
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
    search.findProposals()
    search.findSummaries()
    search.build()
    search.solve()
    return search.findings()
  }

  private init(_ script: Script, hasModels: Bool) {
    self.script = script
    self.hasModels = hasModels
    let filled = script.slots.filter { $0.initial != nil }.map { Fact.settled($0.name) }
    // The script, or whoever starts the call, has given them their values.
    initial = Set(filled + script.variables.keys.map(Fact.settled))
  }

  // MARK: Proposals

  private mutating func findProposals() {
    guard hasModels else { return }
    let asksForCommands = ladders.contains { $0.contains { if case .understand = $0 { true } else { false } } }
    var led: Set<String> = []
    for case .converse(let converse) in script.steps.map(\.kind) { led.formUnion(converse.slots) }
    for slot in script.slots {
      // Texts are the caller's own words.
      let mayFill = slot.type == .model || (slot.type != .text && (asksForCommands || led.contains(slot.name)))
      switch slot.confirmation {
      case .never, .echo: if mayFill { proposals.insert(slot.name) }
      // They are read back when a model has filled them.
      case .unsure, .always: break
      }
    }
    var isDone = false
    while !isDone {
      isDone = true
      for case .set(let assignments) in script.steps.map(\.kind) {
        for assignment in assignments
        where assignment.value.references.compactMap(\.valueName).contains(where: isProposal) {
          if proposals.insert(assignment.target.name).inserted { isDone = false }
        }
      }
    }
  }

  /// A model may have proposed its value, and nothing reads it back by itself.
  func isProposal(_ name: String) -> Bool { proposals.contains(name) }

  /// The next question tells the caller what was heard.
  func isEchoed(_ slot: String) -> Bool {
    if case .echo? = script.slots.first(where: { $0.name == slot })?.confirmation { true } else { false }
  }

  /// What prompts tell.
  var spoken: SpokenNames {
    let flags = script.slots.filter { $0.type == .yesNo && !$0.isMultiple }.map(\.name)
    return SpokenNames { [variables = script.variables] name in
      flags.contains(name) || variables[name]?.type == .yesNo
    }
  }

  private var ladders: [[Rung]] {
    [script.fallback] + script.flows.compactMap(\.fallback) + script.slots.compactMap(\.fallback)
      + script.steps.compactMap { if case .collect(let collect) = $0.kind { collect.fallback } else { nil } }
  }

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
    var known: [StepID: Set<Fact>] = [first: []]
    var open = [first]
    var result: Set<Fact>?
    var empties: Set<Fact> = []
    while let id = open.popLast() {
      let before = known[id] ?? []
      for way in ways(on: script[id]) {
        guard let after = way.facts(after: before) else { continue }
        empties.formUnion(way.empties.subtracting(after))
        guard let to = way.to else {
          result = result?.intersection(after) ?? after
          continue
        }
        guard script[to].flow == flow.name else { continue }
        let joined = known[to]?.intersection(after) ?? after
        if known.updateValue(joined, forKey: to) != joined { open.append(to) }
      }
    }
    return result.map { Summary(adds: $0, empties: empties) }
  }

  // MARK: The whole script

  private mutating func build() {
    ways = script.steps.map(ways(on:))
    func start(_ step: StepID?, with facts: Set<Fact> = [], _ label: String, at range: SourceRange) {
      if let step { starts.append((step, initial.union(facts), label, range)) }
    }
    for flow in script.flows {
      if flow.name == "main" {
        start(
          flow.first, with: Set(script.variables.keys.map(Fact.confirmed)), "the call begins", at: flow.range)
      }
      if !flow.triggers.isEmpty {
        let condition = Set((flow.condition?.filledNames(when: true) ?? []).map(Fact.settled))
        // A model starts flows without their words.
        let said = mayBeStartedByModel ? [] : filled(by: flow.triggers)
        start(flow.first, with: said.union(condition), "a caller starts `\(flow.name)`", at: flow.range)
      } else if script.universals.flows.values.contains(flow.name) || flow.name == ScriptCheck.lateChange {
        start(flow.first, "a caller is led to `\(flow.name)`", at: flow.range)
      }
    }
    for case .steps(let id) in ladders.flatMap(\.self) { start(id, "a ladder gives up", at: script[id].range) }
    for case .steps(let id) in script.silence { start(id, "the caller stays silent", at: script[id].range) }
    if let id = script.limits.then { start(id, "a limit is reached", at: script[id].range) }
  }

  private var mayBeStartedByModel: Bool {
    hasModels && ladders.contains { $0.contains { if case .understand = $0 { true } else { false } } }
  }

  private mutating func solve() {
    settled = Array(repeating: nil, count: script.steps.count)
    var open: [StepID] = []
    func join(_ facts: Set<Fact>, at step: StepID) {
      let joined = settled[step.index]?.intersection(facts) ?? facts
      if joined != settled[step.index] {
        settled[step.index] = joined
        open.append(step)
      }
    }
    for begin in starts { join(begin.facts, at: begin.step) }
    while let id = open.popLast() {
      guard let before = settled[id.index] else { continue }
      for way in ways[id.index] {
        if let to = way.to, let after = way.facts(after: before) { join(after, at: to) }
      }
    }
  }

  // MARK: Findings

  private func findings() -> [Unsettled] {
    var found: [Unsettled] = []
    for step in script.steps {
      guard var facts = settled[step.id.index] else { continue }
      if let condition = step.condition { facts.formUnion(condition.filledNames(when: true).map(Fact.settled)) }
      if case .converse(let converse) = step.kind {
        // A model's tool runs when all it needs is filled, and after a yes.
        facts.formUnion(converse.slots.map(Fact.settled))
        facts.formUnion(converse.confirm.map(spoken.certain)?.map(Fact.confirmed) ?? [])
      }
      for use in step.kind.toolUses {
        guard let tool = script.tools[use.tool], tool.writes else { continue }
        for name in use.neededNames(of: tool).sorted() {
          let isSettled = facts.contains(.settled(name))
          if isSettled, !isProposal(name) || facts.contains(.confirmed(name)) || facts.contains(.remembered(name)) {
            continue
          }
          let path = path(to: step.id, without: isSettled ? .confirmed(name) : .settled(name))
          found.append(Unsettled(name: name, isOnlyUnconfirmed: isSettled, step: step, tool: tool, path: path))
        }
      }
    }
    return found
  }

  /// The shortest way on which the fact is missing, as far as it is not just one step after the other.
  private func path(to goal: StepID, without fact: Fact) -> [(label: String, range: SourceRange?)] {
    var from: [StepID: (step: StepID?, label: String?, range: SourceRange?)] = [:]
    var open: [StepID] = []
    func reach(_ step: StepID, from origin: StepID?, _ label: String?, _ range: SourceRange?) {
      if from[step] != nil { return }
      from[step] = (origin, label, range)
      open.append(step)
    }
    for begin in starts where !begin.facts.contains(fact) { reach(begin.step, from: nil, begin.label, begin.range) }
    for step in script.steps {
      guard let before = settled[step.id.index] else { continue }
      for way in ways[step.id.index] {
        guard let to = way.to, let after = way.facts(after: before.union([fact])), !after.contains(fact) else {
          continue
        }
        reach(to, from: nil, step.kind.loses(fact), step.range)
      }
    }
    var place = 0
    while place < open.count, from[goal] == nil {
      let step = open[place]
      place += 1
      guard let before = settled[step.index] else { continue }
      for way in ways[step.index] {
        guard let to = way.to, let after = way.facts(after: before.subtracting([fact])), !after.contains(fact) else {
          continue
        }
        reach(to, from: step, way.label, script[step].range)
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
  /// How a fact is lost here: by the step itself, or by what callers may do meanwhile.
  fileprivate func loses(_ fact: SettledWrites.Fact) -> String {
    let isEmptied = if case .settled = fact { true } else { false }
    switch self {
    case .set, .clear, .run: return isEmptied ? "it is emptied" : "it gets a value that nobody is told"
    case .collect(let collect) where collect.fresh: return isEmptied ? "it is emptied" : "it is asked for anew"
    case .goto: return "a flow is left in which it was confirmed"
    default: return isEmptied ? "a caller may start what empties it" : "a caller may start what changes it"
    }
  }
}
