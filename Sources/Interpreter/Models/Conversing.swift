import DialogDSL
import Hearing

/// `converse`: a model leads, inside walls. It fills only the step's slots, by quoting the caller; it has only the step's
/// tools run, with what slots hold; and what it says passes the guard (language.md §5.1).
extension Machine {
  mutating func converse(_ converse: Converse, at step: Step) -> Progress {
    if !frame.isEntered {
      frame.isEntered = true
      frame.conversation = Conversation()
      if leftoversAreFree { readLeftovers(for: converse.slots) }
    }
    offerChoices(of: converse.slots)
    if let progress = askByScript(converse) { return progress }
    if let tool = frame.conversation?.pendingTool { return run(tool, of: converse, at: step) }
    if isDone(converse) {
      trace.branch(step.id, .succeeded)
      return .next
    }
    if yieldsToLimit() { return .moved }
    if isReturning, let words = frame.conversation?.lastWords, !words.isEmpty {
      poseConverse(words)
      return .rest
    }
    guard mayAskModel, let conversation = frame.conversation, conversation.turns < converse.turns else {
      giveUpConversing(converse, at: step)
      return .moved
    }
    switch consult(converseRequest(converse, conversation, at: step), at: .converse(step.id)) {
    case .waits: return .rest
    case .helped: return hasPosed ? .rest : .moved
    case .passed:
      giveUpConversing(converse, at: step)
      return .moved
    }
  }

  /// What the script asks itself, whoever leads: values to be read back or told apart, pieces, and what a model is not to
  /// see.
  private mutating func askByScript(_ converse: Converse) -> Progress? {
    for name in converse.slots {
      let slot = script.slot(name)
      if dialogue.ambiguous[name] != nil || dialogue.pieces[name] != nil {
        ask(for: slot)
        return .rest
      }
      if let filled = dialogue.slots[name], mustReadBack(slot, filled) {
        readBack(slot, filled.value)
        return .rest
      }
    }
    let open = missing(of: converse)
    if !script.models.seesSensitive, let first = open.first, open.allSatisfy(\.isSensitive) {
      if yieldsToLimit() { return .moved }
      ask(for: first)
      return .rest
    }
    return nil
  }

  func missing(of converse: Converse) -> [Slot] {
    converse.slots.map(script.slot).filter(isMissing)
  }

  private func isMissing(_ slot: Slot) -> Bool {
    slot.askIf.map(holds) ?? true && (dialogue.slots[slot.name]?.isGrowing ?? true)
  }

  private func isDone(_ converse: Converse) -> Bool {
    if let until = converse.until { return holds(until) }
    let writes = converse.tools.contains { script.tools[$0.tool]?.writes == true }
    return missing(of: converse).isEmpty && (!writes || frame.conversation?.hasWritten == true)
  }

  mutating func finishConversing(_ step: Step, _ consulted: Consulted) {
    guard case .converse(let converse) = step.kind else { preconditionFailure("\(step.path) is no conversation") }
    if case .passed = consulted { giveUpConversing(converse, at: step) }
  }

  private mutating func giveUpConversing(_ converse: Converse, at step: Step) {
    trace.note(.model, "the conversation is given up")
    trace.branch(step.id, .gaveUp)
    frame.conversation = nil
    advance(to: converse.otherwise ?? step.next)
    closeQuestion()
  }

  private mutating func poseConverse(_ words: String) {
    frame.conversation?.lastWords = words
    let spoken = Spoken(
      prompt: GeneratedSpeech.prompt, text: words, isInterruptible: true, mustHear: false, role: .question)
    pose(.converse, spoken)
  }

  // MARK: The caller's turn

  /// Rules come first: what slots hear, flows, universals. Then the model has its turn.
  mutating func understandConverse() -> Bool {
    let taken = readClaims(asked: nil, corrections: .announced)
    if startFlow() || answerUniversal(besideAnswer: taken.isAnything) { return true }
    beginModelsTurn()
    return true
  }

  /// Yes lets the tool run; a new value goes to the model, and so does a no.
  mutating func understandPermission(_ converse: Converse, _ tool: String) -> Bool {
    let taken = readClaims(asked: nil, corrections: .invited(slots: converse.slots))
    let answer = readConsent()
    if isHeldBack(answer) { return false }
    if taken.hasCorrected || answer == false {
      trace.note(.model, "\(tool) may not run")
      frame.conversation?.pendingTool = nil
      frame.conversation?.note("the caller did not agree to \(tool)")
      beginModelsTurn()
      return true
    }
    guard answer == true else { return false }
    frame.conversation?.isAllowed = true
    closeQuestion()
    return true
  }

  private mutating func beginModelsTurn() {
    frame.conversation?.turns += 1
    frame.conversation?.runs = 0
    closeQuestion()
  }

  // MARK: The model's turn

  /// Commands first, then a tool, then words; words only where nothing else comes of the turn.
  mutating func takeTurn(_ reply: Value, at step: Step) -> Consulted {
    guard case .converse(let converse) = step.kind else { preconditionFailure("\(step.path) is no conversation") }
    let before = unsaid.count
    for command in commands(in: reply) { apply(command, inside: converse) }
    let isRefused = unsaid.count > before
    if let tool = tool(in: reply, of: converse, at: step) {
      frame.conversation?.pendingTool = tool
      return .helped
    }
    if isDone(converse) { return .helped }
    let open = missing(of: converse)
    if !isRefused, let words = words(in: reply) {
      poseConverse(words)
      return .helped
    }
    // The script's own words, where the model's are of no use.
    guard let slot = open.first(where: { $0.prompt != nil }) ?? open.first else { return .passed }
    if let prompt = slot.prompt {
      pose(.converse, with: prompt, isAgain: true)
    } else {
      pose(.converse, builtin: "prompt.\(slot.type.rawValue)", of: slot)
    }
    let words = dialogue.questionText
    frame.conversation?.lastWords = words
    return .helped
  }

  private mutating func apply(_ command: ModelCommand, inside converse: Converse) {
    switch command {
    case .fill(let slot, let words), .correct(let slot, let words):
      guard converse.slots.contains(slot), isVisible(slot) else {
        reject("fill", because: "the slot is none of this conversation")
        return
      }
      if dialogue.isOpen(slot) {
        _ = fill(script.slot(slot), quoting: words)
      } else if dialogue.slots[slot]?.isWritten != true {
        _ = correct(script.slot(slot), quoting: words)
      } else {
        reject("correction of \(slot)", because: "a tool has written it")
      }
    case .start, .universal: reject("a command", because: "it is none of this conversation")
    }
  }

  func isVisible(_ slot: String) -> Bool { script.models.seesSensitive || !script.slot(slot).isSensitive }

  /// The tool that the model wants to have run, if it may be.
  private mutating func tool(in reply: Value, of converse: Converse, at step: Step) -> String? {
    guard case .text(let name) = reply.member("call"), name != Self.noTool, !name.isEmpty else { return nil }
    guard let use = converse.tools.first(where: { $0.tool == name }) else {
      reject("a tool", because: "it is none of this conversation")
      return nil
    }
    if frame.conversation?.runs ?? 0 >= Self.mostRuns {
      reject("a tool", because: "\(Self.mostRuns) have run in this turn")
      return nil
    }
    let needed = dialog.slotsUsed(by: use, at: step).map(script.slot)
    if let missing = needed.filter({ isMissing($0) }).map(\.name).min() {
      reject("the tool \(name)", because: "`\(missing)` is not filled")
      return nil
    }
    // Nobody is asked for a yes that nothing could come of.
    if let tool = script.tools[name], tool.writes,
      case .failed? = state.results[request(tool, use, at: Converse.path(of: name, in: step.path)).identity]
    {
      reject("the tool \(name)", because: "it has failed with these values")
      return nil
    }
    return name
  }

  /// What the model calls no tool by.
  static let noTool = "none"
  /// Tools that a model may have run in one turn: a look-up, another one, and what follows from them.
  private static let mostRuns = 3

  private mutating func words(in reply: Value) -> String? {
    guard case .text(let text) = reply.member("say") else { return nil }
    var splitter = SentenceSplitter(locale: script.locale)
    let sentences = splitter.add(text) + [splitter.finish()].compactMap(\.self)
    var rules = SpeechRules(sentences: script.speechGuard.sentences, knowledge: script.knowledge)
    rules.told = frame.conversation?.happened.joined(separator: ". ") ?? ""
    var said: [String] = []
    var count = 0
    reply: for index in sentences.indices where said.count < rules.sentences {
      let speech = GeneratedSpeech(sentences, at: index)
      switch verdict(on: speech, after: said.count, words: count, by: rules) {
      case .isNothing: continue
      case .ends: break reply
      case .isRefused(let reason):
        reject("a line", because: reason)
        break reply
      case .passes:
        said.append(speech.text)
        count += speech.words
      }
    }
    return said.isEmpty ? nil : said.joined(separator: " ")
  }

  // MARK: Tools

  /// Runs the tool the model has asked for: one that writes after a yes. What it gives is told to the model.
  private mutating func run(_ name: String, of converse: Converse, at step: Step) -> Progress {
    guard let use = converse.tools.first(where: { $0.tool == name }), let tool = script.tools[name] else {
      preconditionFailure("no tool named \(name) in \(step.path)")
    }
    if tool.writes, let confirm = converse.confirm {
      // What was asked about is what may be written: what the caller has changed since is asked about again.
      let used = dialog.slotsUsed(by: use, at: step).sorted().map { dialogue.slots[$0]?.value ?? .none }
      if frame.conversation?.isAllowed != true || frame.conversation?.askedAbout != used {
        if yieldsToLimit() { return .moved }
        frame.conversation?.isAllowed = false
        frame.conversation?.askedAbout = used
        pose(.permission(tool: name), with: confirm, isAgain: true)
        return .rest
      }
    }
    guard let outcome = outcome(of: use, at: Converse.path(of: name, in: step.path)) else { return .rest }
    frame.conversation?.pendingTool = nil
    frame.conversation?.isAllowed = false
    frame.conversation?.runs += 1
    switch outcome {
    case .succeeded(let value):
      if tool.writes { frame.conversation?.hasWritten = true }
      keep(value, of: use, at: step)
      let given = masked(value.json)
      frame.conversation?.note("\(name) gave \(given)")
    case .failed(let reason):
      trace.note(.tool, "\(name) failed: \(reason)")
      frame.conversation?.note("\(name) failed")
      if tool.writes { sayBuiltin("tool_failed", of: nil) }
    }
    return .moved
  }
}
