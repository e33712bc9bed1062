/// All that a script can say of its own, wherever it stands.
extension Script {
  /// In script order within each section. A prompt with a name comes once for each place that names it, too.
  public var allPrompts: [Prompt] {
    var found: [Prompt] = []
    var copy = self
    copy.changePrompts { found.append($0) }
    return found
  }

  mutating func changePrompts(_ change: (inout Prompt) -> Void) {
    for name in prompts.keys.sorted() { change(&prompts[name]!) }
    for id in texts.keys.sorted() { texts[id]!.changeEach(change) }
    for index in slots.indices { slots[index].changePrompts(change) }
    for name in tools.keys.sorted() { tools[name]!.hold.changeEach(change) }
    models.hold.changeEach(change)
    for index in flows.indices { flows[index].fallback?.changePrompts(change) }
    for index in steps.indices { steps[index].kind.changePrompts(change) }
    fallback.changePrompts(change)
    for index in silence.indices {
      guard case .say(var prompt) = silence[index] else { continue }
      change(&prompt)
      silence[index] = .say(prompt)
    }
  }
}

extension [Prompt] {
  fileprivate mutating func changeEach(_ change: (inout Prompt) -> Void) {
    for index in indices { change(&self[index]) }
  }
}

extension Prompt? {
  fileprivate mutating func changeEach(_ change: (inout Prompt) -> Void) {
    guard var prompt = self else { return }
    change(&prompt)
    self = prompt
  }
}

extension [Rung] {
  fileprivate mutating func changePrompts(_ change: (inout Prompt) -> Void) {
    for index in indices {
      guard case .say(var prompt) = self[index] else { continue }
      change(&prompt)
      self[index] = .say(prompt)
    }
  }
}

extension Slot {
  fileprivate mutating func changePrompts(_ change: (inout Prompt) -> Void) {
    prompt.changeEach(change)
    reprompts.noMatch.changeEach(change)
    reprompts.unclear.changeEach(change)
    reprompts.notAllowed.changeEach(change)
    for index in rules.indices { rules[index].otherwise.changeEach(change) }
    suggestPrompt.changeEach(change)
    if case .always(var prompt?) = confirmation {
      change(&prompt)
      confirmation = .always(prompt)
    }
    fallback?.changePrompts(change)
  }
}

extension Step.Kind {
  fileprivate mutating func changePrompts(_ change: (inout Prompt) -> Void) {
    switch self {
    case .say(var prompts):
      prompts.changeEach(change)
      self = .say(prompts)
    case .collect(var collect):
      collect.fallback?.changePrompts(change)
      self = .collect(collect)
    case .ask(var ask):
      change(&ask.prompt)
      self = .ask(ask)
    case .confirm(var confirm):
      change(&confirm.prompt)
      self = .confirm(confirm)
    case .route(var route):
      change(&route.prompt)
      route.again.changeEach(change)
      self = .route(route)
    case .call(var use):
      use.hold.changeEach(change)
      self = .call(use)
    case .transfer(let line, var say, let showCaller):
      say.changeEach(change)
      self = .transfer(line: line, say: say, showCaller: showCaller)
    case .press(let digits, var say):
      say.changeEach(change)
      self = .press(digits, say: say)
    case .end(var prompt):
      change(&prompt)
      self = .end(prompt)
    case .generate(var generate):
      change(&generate.otherwise)
      self = .generate(generate)
    case .converse(var converse):
      converse.confirm.changeEach(change)
      for index in converse.tools.indices { converse.tools[index].hold.changeEach(change) }
      self = .converse(converse)
    case .set, .clear, .branch, .match, .run, .goto, .finishFlow, .record, .publish, .tune, .wait: break
    }
  }
}
