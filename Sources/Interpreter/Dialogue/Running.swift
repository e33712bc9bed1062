import DialogDSL

/// Runs steps until one needs the caller, a tool, or the end.
extension Machine {
  /// What a step leaves behind.
  enum Progress {
    /// On to the step that follows.
    case next
    /// The frame's place has been set by the step itself.
    case moved
    /// The caller is asked, or a tool is waited for: the turn rests here.
    case rest
  }

  /// Architecture.md, limits: no script keeps a turn busy for longer than this.
  static let stepsPerTurn = 500

  mutating func run() {
    withdrawQuestionAtLimit()
    var steps = 0
    while state.turn?.closing == nil, state.turn?.pause == nil, !hasPosed {
      if dialogue.reopened != nil, yieldsToLimit() { continue }
      if askReopened() { return }
      guard !dialogue.stack.isEmpty else { return endCall(sayingBuiltIn: "goodbye") }
      guard let id = frame.step else {
        leaveFlow()
        continue
      }
      steps += 1
      guard steps <= Self.stepsPerTurn else {
        trace.note(
          .step, "\(Self.stepsPerTurn) steps in one turn at \(script[id].path): the script goes round in circles")
        return endCall(sayingBuiltIn: "trouble")
      }
      let step = script[id]
      if !frame.isEntered {
        if let condition = step.condition {
          let isMet = holds(condition)
          trace.branch(id, .condition(isMet))
          if !isMet {
            frame.step = step.next
            continue
          }
        }
        markStep(step)
        isRevisiting = frame.trail.contains(id)
        if !isRevisiting { frame.trail.append(id) }
      }
      switch execute(step) {
      case .next: advance(to: step.next)
      case .moved: continue
      case .rest: return
      }
    }
  }

  mutating func advance(to step: StepID?) {
    frame.step = step
    frame.isEntered = false
    frame.hasRouted = false
    frame.isAnswered = false
  }

  /// Asks for the slot that the caller wants to change, where no running flow collects it.
  private mutating func askReopened() -> Bool {
    guard let reopened = dialogue.reopened, dialogue.stack.count <= reopened.depth else { return false }
    let slot = script.slot(reopened.slot)
    if dialogue.stack.count < reopened.depth {
      dialogue.reopened = nil
      return false
    }
    if let filled = dialogue.slots[reopened.slot] {
      guard mustReadBack(slot, filled) else {
        dialogue.reopened = nil
        return false
      }
      readBack(slot, filled.value)
    } else {
      ask(for: slot)
    }
    return true
  }

  private mutating func leaveFlow() {
    let left = dialogue.stack.removeLast()
    trace.note(.step, "\(left.flow) ends")
    guard !dialogue.stack.isEmpty else { return }
    if left.kind == .digression {
      isReturning = true
      if let resume = script.prompts["resume"] { say(resume) }
    }
  }

  /// What the caller has put on top of a flow is left; that flow asks its question, or says its closing line, again.
  ///
  /// - Returns: false when nothing lies on top of it but what it has called itself.
  private mutating func leaveDigression(aboveFlowAt index: Int) -> Bool {
    guard let digression = dialogue.stack.indices.first(where: { $0 > index && dialogue.stack[$0].kind == .digression })
    else { return false }
    dialogue.stack.removeSubrange(digression...)
    isReturning = true
    return true
  }

  /// Starts a flow on top of the stack. False when the stack is full.
  @discardableResult
  mutating func push(flow name: String, kind: Frame.Kind, at step: StepID? = nil) -> Bool {
    guard dialogue.stack.count < DialogueState.stackLimit else {
      trace.note(.step, "\(name) is not started: the stack is full")
      return false
    }
    trace.note(.step, "\(name) starts")
    if kind == .digression {
      dialogue.digressions += 1
      markDigression()
    }
    dialogue.stack.append(Frame(flow: name, kind: kind, step: step ?? script.flow(name).first))
    return true
  }

  /// Runs steps that stand outside the flows (a ladder's rung, the end of a silence) on top of the running flow.
  mutating func push(steps: StepID) -> Bool {
    let flow = script[steps].flow
    return push(flow: flow.isEmpty ? dialogue.stack.last?.flow ?? "main" : flow, kind: .called, at: steps)
  }

  private mutating func execute(_ step: Step) -> Progress {
    switch step.kind {
    case .say(let prompts):
      for prompt in prompts { say(prompt) }
      return .next
    case .collect(let collect): return visit(collect)
    case .ask(let ask):
      if yieldsToLimit() { return .moved }
      pose(.ask, with: ask.prompt, isAgain: isReturning || dialogue.question == .ask)
      return .rest
    case .confirm(let confirm): return self.confirm(confirm)
    case .route(let route): return self.route(route)
    case .set(let assignments):
      for assignment in assignments { assign(assignment) }
      return .next
    case .clear(let slots):
      for slot in slots {
        clear(slot)
        dialogue.declined.remove(slot)
      }
      return .next
    case .branch(let condition, let then, let otherwise):
      let isMet = holds(condition)
      trace.branch(step.id, isMet ? .then : .otherwise)
      return enter(isMet ? then : otherwise, of: step)
    case .match(let subject, let cases, let otherwise):
      let value = evaluate(subject).description
      let index = cases.firstIndex { $0.key == value }
      trace.branch(step.id, index.map(Mark.Branch.value) ?? .otherwise)
      return enter(index.map { cases[$0].block } ?? (otherwise ?? nil), of: step)
    case .run(let flow):
      advance(to: step.next)
      // No flow runs on top of itself: a way out that leads back to where the caller is stuck is none.
      if let index = dialogue.stack.firstIndex(where: { $0.flow == flow }) {
        if !leaveDigression(aboveFlowAt: index) { giveUpForGood() }
      } else if !push(flow: flow, kind: .called) {
        giveUpForGood()
      }
      return .moved
    case .goto(.step(let target)):
      advance(to: target)
      return .moved
    case .goto(.flow(let name)):
      // A flow that runs already is begun anew where it runs.
      let index = dialogue.stack.firstIndex { $0.flow == name } ?? dialogue.stack.count - 1
      let kind = dialogue.stack[index].kind
      dialogue.stack.removeSubrange(index...)
      push(flow: name, kind: kind)
      return .moved
    case .finishFlow:
      frame.step = nil
      return .moved
    case .call(let use): return call(use, at: step)
    case .transfer(let line, let words, let showCaller):
      if let words { say(words, protected: true) }
      return close(.transfer(to: script.lines[line] ?? line, showCaller: showCaller))
    case .press(let digits, let words):
      if let words { say(words, protected: true) }
      return close(.press(digits: render(digits, as: .canonical)))
    case .end(let words):
      say(words, protected: true)
      return close(.endCall)
    case .record(let entries):
      for entry in entries { dialogue.record[entry.key] = evaluate(entry.value) }
      return .next
    case .publish(let entries):
      publish(entries, at: step)
      return .next
    case .tune(let settings):
      tune(settings)
      return .next
    case .generate(let generate): return self.generate(generate, at: step)
    case .converse(let converse): return self.converse(converse, at: step)
    case .wait:
      if yieldsToLimit() { return .moved }
      dialogue.ask(.wait, text: "")
      return .rest
    }
  }

  private mutating func enter(_ block: Block, of step: Step) -> Progress {
    advance(to: block ?? step.next)
    return .moved
  }

  private mutating func assign(_ assignment: Assignment) {
    let value = evaluate(assignment.value)
    switch assignment.target {
    case .variable(let name):
      dialogue.variables[name] = value
      chooseLocale()
    case .slot(let name):
      let isLone = script.slot(name).isMultiple && !value.isNone
      let value = if case .list = value { value } else { isLone ? .list([value]) : value }
      guard dialogue.slots[name]?.value != value else { return }
      clear(name)
      if !value.isNone { dialogue.slots[name] = Filled(value, source: .set, turn: dialogue.turns) }
    }
  }

  /// Empties a slot and those that depend on it.
  mutating func clear(_ name: String) {
    if dialogue.slots.removeValue(forKey: name) != nil { trace.note(.cleared, name) }
    dialogue.pieces[name] = nil
    dialogue.attempts[name] = nil
    dialogue.ambiguous[name] = nil
    clearDependents(of: name)
  }

  /// - Returns: the slots that lost a value.
  @discardableResult
  mutating func clearDependents(of name: String) -> [String] {
    let cleared = dialog.dependents(of: name).filter { dialogue.slots[$0] != nil }
    for dependent in cleared {
      dialogue.slots[dependent] = nil
      dialogue.pieces[dependent] = nil
      dialogue.attempts[dependent] = nil
      dialogue.ambiguous[dependent] = nil
      trace.note(.cleared, "\(dependent): it depends on \(name)")
    }
    return cleared
  }
}

extension DialogueState {
  /// Nothing is filled in yet, or it is a list that may grow.
  func isOpen(_ slot: String) -> Bool { slots[slot]?.isGrowing ?? true }

  /// Opens a question; the tries begin anew unless it is the one that was open.
  mutating func ask(_ question: Question, text: String) {
    if self.question != question || questionStep != stack.last?.step {
      tries = 0
      usedRungs = []
    }
    self.question = question
    questionStep = stack.last?.step
    questionText = text
  }
}
