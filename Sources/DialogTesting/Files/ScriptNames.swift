import DialogDSL

extension Script {
  /// What a text beside the script may name: slots, variables and saved results.
  var names: [String: Scope.Name] {
    var names: [String: Scope.Name] = [:]
    for slot in slots { names[slot.name] = Scope.Name(.slot(slot.name), .slot(slot.type)) }
    for (name, variable) in variables { names[name] = Scope.Name(.variable(name), .slot(variable.type)) }
    for step in steps {
      if case .call(let use) = step.kind, let name = use.save { names[name] = Scope.Name(.saved(name), .open) }
    }
    return names
  }

  /// The ids of all that the script can say.
  var promptIDs: Set<String> {
    var found = Array(prompts.values)
    for slot in slots { found += slot.prompts }
    for step in steps { found += step.prompts }
    for tool in tools.values { found += [tool.hold].compactMap(\.self) }
    for case .say(let prompt) in silence { found.append(prompt) }
    for ladder in ladders { for case .say(let prompt) in ladder { found.append(prompt) } }
    return Set(found.map(\.id))
  }

  private var ladders: [[Rung]] {
    let ofSteps = steps.compactMap { if case .collect(let collect) = $0.kind { collect.fallback } else { nil } }
    return [fallback] + flows.compactMap(\.fallback) + slots.compactMap(\.fallback) + ofSteps
  }
}

extension Slot {
  fileprivate var prompts: [Prompt] {
    var found = [prompt, suggestPrompt].compactMap(\.self) + rules.compactMap(\.otherwise)
    found += reprompts.noMatch + reprompts.unclear + reprompts.notAllowed
    if case .always(let prompt?) = confirmation { found.append(prompt) }
    return found
  }
}

extension Step {
  fileprivate var prompts: [Prompt] {
    switch kind {
    case .say(let prompts): prompts
    case .ask(let ask): [ask.prompt]
    case .confirm(let confirm): [confirm.prompt]
    case .route(let route): [route.prompt] + [route.again].compactMap(\.self)
    case .call(let use): [use.hold].compactMap(\.self)
    case .transfer(_, let prompt, _), .press(_, let prompt): [prompt].compactMap(\.self)
    case .end(let prompt): [prompt]
    case .collect, .set, .clear, .branch, .match, .run, .goto, .finishFlow, .record, .wait: []
    }
  }
}
