import DialogDSL

/// Nothing understood: the ladder, tried from the top each time (language.md §7). Every question has a way out.
extension Machine {
  enum Misunderstanding: String, Codable {
    case noMatch
    /// Speech that nobody could make out.
    case unclear
  }

  /// Reprompts before giving up, where the script has no ladder at all.
  static let standardReprompts = 3

  mutating func notUnderstood(_ why: Misunderstanding) {
    dialogue.tries += 1
    trace.note(.fallback, "\(why.rawValue), try \(dialogue.tries)")
    climb(from: 0, why)
  }

  /// Tries the ladder's rungs one after the other.
  mutating func climb(from first: Int, _ why: Misunderstanding) {
    for (index, rung) in ladder.enumerated().dropFirst(first) {
      switch rung {
      case .understand, .answer:
        guard why == .noMatch, mayAskModel, let request = modelRequest(for: rung) else { continue }
        switch consult(request, at: .rung(index, why)) {
        case .waits, .helped: return
        case .passed: continue
        }
      case .reprompt(let times):
        guard dialogue.tries <= times else { continue }
        return reprompt(why)
      case .say(let prompt):
        guard dialogue.usedRungs.insert(index).inserted else { continue }
        say(prompt)
        return askAgain()
      case .steps(let steps):
        if let condition = script[steps].condition, !holds(condition) { continue }
        return giveUp(at: steps)
      }
    }
    giveUp()
  }

  /// The ladder of the open slot, its `collect`, its flow, the script, or the built-in one.
  var ladder: [Rung] {
    var ladders: [[Rung]?] = []
    if let name = dialogue.question?.slot { ladders.append(script.slot(name).fallback) }
    if let step = dialogue.stack.last?.step, case .collect(let collect) = script[step].kind {
      ladders.append(collect.fallback)
    }
    if let flow = dialogue.stack.last?.flow { ladders.append(script.flow(flow).fallback) }
    ladders.append(script.fallback.isEmpty ? nil : script.fallback)
    return ladders.compactMap(\.self).first ?? [.reprompt(Self.standardReprompts)]
  }

  private mutating func reprompt(_ why: Misunderstanding) {
    if let name = dialogue.question?.slot, case .slot = dialogue.question {
      let slot = script.slot(name)
      let own = slot.reprompts
      let texts = why == .unclear && !own.unclear.isEmpty ? own.unclear : own.noMatch
      if !texts.isEmpty {
        let rung = min(dialogue.tries, texts.count) - 1
        let isUnclear = why == .unclear && !own.unclear.isEmpty
        trace.mark(.reprompt(slot: name, isUnclear ? .unclear : .noMatch, rung: rung))
        return pose(.slot(name), with: texts[rung], isAgain: true)
      }
      if why == .noMatch {
        return pose(.slot(name), builtin: "reprompt.\(slot.type.rawValue)", of: slot, tier: dialogue.tries - 1)
      }
    }
    sayBuiltin(why == .unclear ? "unclear" : "no_match", of: nil)
    askAgain()
  }

  /// The open question once more, in the words it was first asked in; no try is counted.
  mutating func askAgain() {
    guard let question = dialogue.question, !dialogue.questionText.isEmpty else { return }
    if case .closing = question { return }
    unsaid.append(
      Spoken(
        prompt: "question", text: dialogue.questionText, isInterruptible: true, mustHear: false, role: .question))
    hasPosed = true
  }

  /// The way out: the step's own `else`, the ladder's last rung, or a goodbye.
  mutating func giveUp(at steps: StepID? = nil) {
    trace.note(.fallback, "gave up")
    if let id = dialogue.stack.last?.step, let block = script[id].otherwise {
      trace.branch(id, .gaveUp)
      return jump(to: block)
    }
    takeWayOut(at: steps)
  }

  /// The ladder's last rung; the caller of this runs on.
  mutating func takeWayOut(at steps: StepID? = nil) {
    let last = ladder.reversed().lazy.compactMap { rung -> StepID? in
      if case .steps(let id) = rung { id } else { nil }
    }.first
    guard let way = steps ?? last, push(steps: way) else { return giveUpForGood() }
    dialogue.question = nil
  }

  mutating func giveUpForGood() {
    endCall(sayingBuiltIn: "give_up")
  }
}

extension Step {
  /// The steps of this question when its ladder gives up.
  fileprivate var otherwise: Block? {
    switch kind {
    case .collect(let collect): collect.otherwise
    case .ask(let ask): ask.otherwise
    case .converse(let converse): converse.otherwise
    default: nil
    }
  }
}

extension Question {
  var slot: String? {
    switch self {
    case .slot(let name), .suggestion(let name, _), .readBack(let name), .which(let name, _, _), .more(let name): name
    case .confirm, .change, .ask, .route, .whichFlow, .converse, .permission, .wait, .closing: nil
    }
  }
}
