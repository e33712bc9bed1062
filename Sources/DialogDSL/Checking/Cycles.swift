/// Flows, phrase rules and slots that lead back to themselves.
extension ScriptCheck {
  mutating func checkCycles() {
    checkDoCycles()
    checkPhraseCycles()
    checkDependencyCycles()
  }

  private mutating func checkDependencyCycles() {
    let slots = Dictionary(script.slots.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for cycle in cycles(of: script.slots.map(\.name), edges: { slots[$0]?.depends ?? [] }) {
      if let range = slots[cycle[0]]?.range { report(.dependsCycle(cycle + [cycle[0]], at: range)) }
    }
  }

  private mutating func checkDoCycles() {
    var calls: [String: [(name: String, step: Step)]] = [:]
    for step in script.steps where !step.flow.isEmpty {
      if case .run(let flow) = step.kind { calls[step.flow, default: []].append((flow, step)) }
    }
    for cycle in cycles(of: script.flows.map(\.name), edges: { calls[$0, default: []].map(\.name) }) {
      let path = cycle.indices.compactMap { position -> (flow: String, place: SourceRange)? in
        let next = cycle[(position + 1) % cycle.count]
        let call = calls[cycle[position], default: []].first { $0.name == next }
        return call.map { (cycle[position], place(of: $0.step)) }
      }
      if let first = path.first { report(.doCycle(path, at: first.place)) }
    }
  }

  private mutating func checkPhraseCycles() {
    let uses = script.phrases.mapValues { phrases in phrases.flatMap { Self.rules(in: $0.elements) } }
    for cycle in cycles(of: uses.keys.sorted(), edges: { uses[$0] ?? [] }) {
      if let range = facts.ruleRanges[cycle[0]] { report(.phraseCycle(cycle + [cycle[0]], at: range)) }
    }
  }

  /// Bounded by the depth of a phrase's brackets.
  private static func rules(in elements: [Phrase.Element]) -> [String] {
    elements.flatMap { element -> [String] in
      switch element {
      case .rule(let name): [name]
      case .oneOf(let alternatives): alternatives.flatMap(rules)
      case .word, .slot, .anyWords: []
      }
    }
  }

  /// One cycle for each step that leads back to a name on its own path; each name is walked once.
  ///
  /// Keeps its own stack: a chain may be as long as the script.
  private func cycles(of names: [String], edges: (String) -> [String]) -> [[String]] {
    var found: [[String]] = []
    var done: Set<String> = []
    for start in names where !done.contains(start) {
      var path: [(name: String, edges: ArraySlice<String>)] = [(start, edges(start)[...])]
      var positions = [start: 0]
      while let top = path.indices.last {
        guard let next = path[top].edges.popFirst() else {
          positions[path[top].name] = nil
          done.insert(path[top].name)
          path.removeLast()
          continue
        }
        if let position = positions[next] {
          found.append(path[position...].map(\.name))
        } else if !done.contains(next) {
          positions[next] = path.count
          path.append((next, edges(next)[...]))
        }
      }
    }
    return found
  }
}
