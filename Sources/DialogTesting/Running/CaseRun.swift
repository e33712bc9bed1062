import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// One case under way.
struct CaseRun {
  private let script: Script
  private(set) var call: SimulatedCall
  /// An `agent` line has taken the latest answer.
  private var isTaken = false
  /// Tools that had run when the caller last spoke.
  private var toolsBefore = 0
  private let facts: Value
  private let hasCassette: Bool

  /// All that happened, a line each: what two runs of a case are compared by.
  private(set) var account: [String] = []
  private let keepsAccount: Bool
  /// `agent` lines that do not fit are collected instead of failing the case; what else is demanded does not end it.
  var collectsEdits = false
  private(set) var edits: [GoldenEdit] = []

  init(of file: TestFile, dialog: PreparedScript, _ settings: RunSettings = RunSettings()) {
    script = file.script
    facts = file.facts.withCallID(settings.callID)
    keepsAccount = settings.repetitions > 1
    call = SimulatedCall(
      callID: settings.callID, dialog: dialog, start: file.clock, tools: .stubs(file.stubs),
      cassette: file.cassette, on: settings.ring)
    hasCassette = file.cassette != nil
  }

  /// nil: the case passed.
  mutating func play(_ test: TestCase) -> TestFailure? {
    call.open(facts: facts, replies: test.opening)
    keepAccount()
    if let failure = trouble(at: test.range) { return failure }
    noteMissingLine(before: test.talk[...], of: test)
    for (index, move) in test.talk.enumerated() {
      defer { noteMissingLine(before: test.talk[(index + 1)...], of: test, after: move) }
      if let failure = play(move.value, at: move.range), !collectsEdits || !move.value.isDemand { return failure }
      if let failure = trouble(at: move.range) { return failure }
    }
    act { $0.hangUp() }
    if let failure = trouble(at: test.range) { return failure }
    if let expected = test.modelRequests, expected.value != call.modelRequests.count {
      return failure(
        "models were asked another number of times", at: expected.range,
        [.init("expected", "\(expected.value)"), .init("asked", "\(call.modelRequests.count)")])
    }
    for expected in test.calls {
      let count = call.toolCalls.count { $0.tool == expected.value.tool }
      if count != expected.value.count {
        return failure(
          "`\(expected.value.tool)` ran another number of times", at: expected.range,
          [.init("expected", "\(expected.value.count)"), .init("ran", "\(count)")])
      }
    }
    return nil
  }

  private mutating func play(_ move: Move, at range: SourceRange) -> TestFailure? {
    switch move {
    case .agent(.pattern(let template)): return match(template, at: range)
    case .agent(.prompt(let id)): return match(prompt: id, at: range)
    case .agent(.unwritten): return write(at: range)
    case .expect(let expected): return check(expected, at: range)
    case .user(let text, let heard, let goesOn): return say(text, afterHearing: heard, goesOn: goesOn, at: range)
    case .revises(let text, let goesOn): act { $0.revise(text, goesOn: goesOn) }
    case .silence(let times): for _ in 0..<times { act { $0.staySilent() } }
    case .noise(let times): for _ in 0..<times { act { $0.say(Self.unintelligible) } }
    case .toolFails(let tool, let failure): call.stub(tool, StubTools.Replies(sequence: [failure]))
    case .model(let reply): call.stub(reply)
    case .keypad(let keys): act { $0.type(keys) }
    case .reconnect: call.reconnect()
    case .hangUp: act { $0.hangUp() }
    case .advance(let seconds): advance(seconds)
    }
    return nil
  }

  /// Retell's word for speech it could not make out (reference §5.1).
  static let unintelligible = "(unintelligible audio)"

  private mutating func act(_ body: (inout SimulatedCall) -> Void) {
    toolsBefore = call.toolCalls.count
    isTaken = false
    body(&call)
    keepAccount()
  }

  private mutating func keepAccount() {
    guard keepsAccount else { return }
    account.append("said: \(call.answer.text)")
    account += call.reasons
    account += script.slots.map { "\($0.name) = \(call.state.dialogue.slots[$0.name]?.value ?? .none)" }
    account.append("ran: \(call.toolCalls.map(\.tool).joined(separator: ", "))")
  }

  /// The agent may speak unasked when its time is over.
  private mutating func advance(_ seconds: Double) {
    let before = (interruptions: call.interruptions, tools: call.toolCalls.count)
    call.advance(seconds: seconds)
    if call.interruptions == before.interruptions { return }
    isTaken = false
    toolsBefore = before.tools
  }

  private mutating func say(
    _ text: String, afterHearing words: String?, goesOn: Bool, at range: SourceRange
  ) -> TestFailure? {
    var heard: String?
    if let words {
      guard let place = call.answer.text.firstRange(of: words) else {
        return failure(
          "the agent has not said what the caller heard", at: range,
          [
            .init("heard", words), .init("said", call.answer.text),
          ])
      }
      heard = String(call.answer.text[..<place.upperBound])
    }
    act { $0.say(text, afterHearing: heard, goesOn: goesOn) }
    return nil
  }

  /// What of the script has been used, and how often.
  var marks: [Mark: Int] { call.marks.reduce(into: [:]) { $0[$1, default: 0] += 1 } }

  // MARK: What the agent says

  private mutating func match(_ template: Template, at range: SourceRange) -> TestFailure? {
    let pattern = AgentPattern(template, in: Evaluator(in: CallSurroundings(call)))
    if let failure = takeAnswer(expecting: pattern.description, at: range) { return failure }
    guard let mismatch = pattern.mismatch(call.answer.text) else { return nil }
    let said = call.answer.text.withSingleSpaces
    if collectsEdits, !said.isEmpty {
      let values = template.parts.compactMap { part -> String? in
        guard case .value = part else { return nil }
        let only = Template(parts: [part], source: template.source, range: template.range)
        return Evaluator(in: CallSurroundings(call)).render(only, .spoken)
      }
      edits.append(GoldenEdit(kind: .replace(template.range, pattern: template, values: values), said: said))
      return nil
    }
    return failure(
      said.isEmpty ? "the agent said nothing" : "the agent said something else", at: range,
      [
        .init("expected", pattern.description), .init("said", said, mark: said.isEmpty ? nil : mismatch.offset),
      ])
  }

  private mutating func match(prompt id: String, at range: SourceRange) -> TestFailure? {
    if let failure = takeAnswer(expecting: "the prompt \(id)", at: range) { return failure }
    let spoken = call.state.turn?.spoken ?? []
    if spoken.contains(where: { $0.prompt == id }) { return nil }
    return failure(
      "the agent said other prompts", at: range,
      [
        .init("expected", id), .init("said", spoken.map(\.prompt).joined(separator: ", ")),
        .init("in words", call.answer.text),
      ])
  }

  // MARK: Golden transcripts

  /// An `agent:` without words.
  private mutating func write(at range: SourceRange) -> TestFailure? {
    if let failure = takeAnswer(expecting: "what the agent says", at: range) { return failure }
    let said = call.answer.text.withSingleSpaces
    if collectsEdits, !said.isEmpty {
      edits.append(GoldenEdit(kind: .fill(range), said: said))
      return nil
    }
    return failure(
      "the agent's words are not written down", at: range, [.init("said", said), .init("help", "--update writes them")])
  }

  /// In a golden case every entry that the agent answers is followed by what it answers.
  private mutating func noteMissingLine(
    before rest: ArraySlice<Located<Move>>, of test: TestCase, after move: Located<Move>? = nil
  ) {
    let said = call.answer.text.withSingleSpaces
    guard collectsEdits, test.isGolden, !said.isEmpty, move?.value.isAnswered ?? true else { return }
    if case .agent? = rest.first(where: { !$0.value.leavesAnswer })?.value { return }
    guard let place = move ?? rest.first else { return }
    edits.append(GoldenEdit(kind: .insert(place.range, isBefore: move == nil), said: said))
  }

  private mutating func takeAnswer(expecting expected: String, at range: SourceRange) -> TestFailure? {
    defer { isTaken = true }
    guard isTaken else { return nil }
    return failure(
      "the agent has not spoken again", at: range,
      [
        .init("expected", expected), .init("said", "nothing since the `agent` line before"),
      ])
  }

  // MARK: What is expected

  private func check(_ expected: [Located<Expectation>], at range: SourceRange) -> TestFailure? {
    let observer = Observer(call: call, toolsBefore: toolsBefore)
    let wrong = expected.compactMap { item in
      observer.difference(from: item.value).map { (range: item.range, difference: $0) }
    }
    guard let first = wrong.first else { return nil }
    let details = wrong.map { TestFailure.Detail($0.difference.name, masked($0.difference.text)) }
    return failure("it is not as expected", at: first.range, details)
  }

  private var cassetteHelp: String {
    call.wantsWithheldReply
      ? "the cassette does not keep the reply, since it holds a sensitive value: write it as a stub"
      : "the cassette is stale: it does not hold the reply; `dialogrun test --record` records it anew"
  }

  /// What keeps the call from going on as the case has it.
  private func trouble(at range: SourceRange) -> TestFailure? {
    if let fault = call.fault { return failure("the call broke off", at: range, [.init("because", fault)]) }
    if let request = call.missingReplies.first {
      let message = "the model was asked, and nothing says what it replies"
      let help =
        hasCassette
        ? cassetteHelp : "write `model_says` or `model_fails` before the caller's line"
      return failure(
        message, at: range,
        [.init("asked for", request.purpose.rawValue), .init("with", masked(request.message)), .init("help", help)])
    }
    if call.unusedReplies > 0 {
      return failure("the model was not asked for what it was to say", at: range, [])
    }
    return call.missingStubs.first.map { tool in
      let arguments = call.toolCalls.last { $0.tool == tool }?.arguments ?? [:]
      var details = [TestFailure.Detail("arguments", masked(Value.map(arguments).description))]
      if hasCassette {
        let writes = script.tools[tool]?.writes == true
        let help = writes ? "what a tool would write is not recorded: give it a stub" : cassetteHelp
        details.append(.init("help", help))
      }
      return failure("`\(tool)` ran without a stub", at: range, details)
    }
  }

  // MARK: Failures

  private func failure(_ message: String, at range: SourceRange, _ details: [TestFailure.Detail]) -> TestFailure {
    let filled = script.slots.compactMap { slot in
      call.state.dialogue.slots[slot.name].map { "\(slot.name) = \(slot.isSensitive ? "…" : $0.value.description)" }
    }
    var failure = TestFailure(
      range: range, message: message, details: details,
      trace: call.reasons.map(masked), slots: filled)
    failure.before = call.talk.suffix(Self.shownUtterances).map { said in
      "\(said.speaker == .agent ? "agent:  " : "caller: ")\(masked(said.text))"
    }
    failure.prompts = call.answer.text.isEmpty ? [] : (call.state.turn?.spoken ?? []).map(\.prompt)
    return failure
  }

  /// As much of the talk as shows what was answered, and to what.
  private static let shownUtterances = 3

  private func masked(_ text: String) -> String {
    SensitiveMask(call.state, of: script, in: CallSurroundings(call)).apply(to: text)
  }
}

extension Value {
  /// Retell's `call` object always has the call's id (reference §11).
  func withCallID(_ id: String) -> Value {
    guard case .map(var members) = self, members["call_id"] == nil else { return self }
    members["call_id"] = .text(id)
    return .map(members)
  }
}

extension Move {
  /// The agent answers it, and the answer is spoken.
  fileprivate var isAnswered: Bool {
    switch self {
    case .user(_, _, let goesOn), .revises(_, let goesOn): !goesOn
    case .silence, .noise, .keypad: true
    case .agent, .toolFails, .model, .reconnect, .hangUp, .advance, .expect: false
    }
  }

  /// Something that the agent is to say, or that is to be so.
  fileprivate var isDemand: Bool {
    switch self {
    case .agent, .expect: true
    case .user, .revises, .silence, .noise, .keypad, .toolFails, .model, .reconnect, .hangUp, .advance: false
    }
  }

  /// An `agent` line after it may still be about the answer before it.
  fileprivate var leavesAnswer: Bool {
    switch self {
    case .expect, .toolFails, .model, .reconnect, .advance: true
    case .agent, .user, .revises, .silence, .noise, .keypad, .hangUp: false
    }
  }
}
