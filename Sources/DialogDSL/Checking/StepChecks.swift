/// Steps in their surroundings.
extension ScriptCheck {
  mutating func checkSteps() {
    checkReachability()
    checkResult()
    for step in script.steps {
      switch step.kind {
      case .match(let subject, let cases, let otherwise):
        check(step, subject, cases.map(\.key), hasElse: otherwise != nil)
      case .call(let use): check(use, at: place(of: step), path: step.path)
      case .converse(let converse): check(step, converse)
      case .generate(let generate): check(step, generate)
      case .route(let route): check(step, route)
      case .say, .collect, .ask, .confirm, .set, .clear, .branch, .run, .goto, .finishFlow, .transfer, .press, .end,
        .record, .publish, .tune, .wait:
        break
      }
    }
  }

  /// A step behind one that never goes on, unless a `goto` may lead to it.
  private mutating func checkReachability() {
    for block in facts.blocks {
      for (id, next) in zip(block, block.dropFirst())
      where script[id].condition == nil && leaves(script[id]) && script[next].label == nil {
        report(.unreachable(after: script[id].range, at: script[next].range))
        break
      }
    }
  }

  private func leaves(_ step: Step) -> Bool {
    switch step.kind {
    case .end, .goto, .finishFlow: true
    case .say, .collect, .ask, .confirm, .route, .set, .clear, .branch, .match, .run, .call, .transfer, .press, .record,
      .publish, .tune, .generate, .converse, .wait:
      false
    }
  }

  private mutating func check(_ step: Step, _ subject: Expression, _ cases: [String], hasElse: Bool) {
    guard case .name(.slot(let name)) = subject, let slot = script.slots.first(where: { $0.name == name }),
      !slot.isMultiple
    else { return }
    let values: [String]
    switch slot.type {
    case .choice: values = slot.choices.map(\.value)
    case .yesNo: values = ["true", "false"]
    default: return
    }
    // Faulty choices were reported as such.
    if values.isEmpty { return }
    for value in cases where !values.contains(value) {
      report(.unknownCase(value, known: values, at: facts.caseRanges[step.id]?[value] ?? step.range))
    }
    let missing = values.filter { !cases.contains($0) }
    if !hasElse, !missing.isEmpty { report(.missingCase(missing, at: step.range)) }
  }

  private mutating func check(_ use: ToolUse, at place: SourceRange, path: String) {
    guard let tool = script.tools[use.tool] else { return }
    if tool.writes, !facts.toolsWithHold.contains(tool.name), !facts.usesWithHold.contains(path) {
      report(.noHold(tool.name, at: place, tool: tool.range))
    }
    checkArguments(of: use, for: tool, under: "with", at: place)
  }

  /// What a model has run reads nothing but slots and what the script gives it, and writes only after a yes.
  private mutating func check(_ step: Step, _ converse: Converse) {
    for slot in script.slots where slot.type == .model && converse.slots.contains(slot.name) {
      report(.modelSlotInConverse(slot.name, at: step.range))
    }
    for use in converse.tools {
      check(use, at: step.range, path: Converse.path(of: use.tool, in: step.path))
      if let tool = script.tools[use.tool], tool.writes, converse.confirm == nil {
        report(.unconfirmedWrite(tool.name, at: step.range, tool: tool.range))
      }
    }
  }

  /// What must be said must be said without a model too; texts with values in them cannot be compared here.
  private mutating func check(_ step: Step, _ generate: Generate) {
    let wordings = generate.otherwise.variants.filter(\.isPlain)
    for keep in generate.keep where keep.isPlain && wordings.contains(where: { !$0.source.contains(keep.source) }) {
      report(.elseWithoutKept(keep.source, at: step.range))
    }
  }

  private mutating func checkArguments(of use: ToolUse, for tool: Tool, under key: String, at place: SourceRange) {
    for parameter in tool.parameters.keys.sorted()
    where use.arguments[parameter] == nil && !facts.slotNames.contains(parameter) {
      report(.missingArgument(parameter, tool.name, under: key, at: place, tool: tool.range))
    }
  }

  /// Nobody listens any more when the result is sent, so that a tool that writes needs no `hold`.
  private mutating func checkResult() {
    guard let use = script.resultTool, let tool = script.tools[use.tool], let range = facts.sendRange else { return }
    checkArguments(of: use, for: tool, under: "result", at: range)
  }

  private mutating func check(_ step: Step, _ route: Route) {
    guard let flows = route.flows else {
      if facts.flowsWithTriggers.isEmpty { report(.nothingToRoute(at: step.range)) }
      return
    }
    for name in flows {
      let flow = script.flow(name)
      if !facts.flowsWithTriggers.contains(name) {
        report(.routeWithoutTriggers(name, at: step.range, flow: flow.range))
      }
    }
  }
}
