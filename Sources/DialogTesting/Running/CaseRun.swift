import CallEngine
import DialogDSL
import Interpreter

/// One case under way.
struct CaseRun {
  private let script: Script
  private var call: SimulatedCall
  /// An `agent` line has taken the latest answer.
  private var isTaken = false
  /// Tools that had run when the caller last spoke.
  private var toolsBefore = 0
  private let facts: Value

  init(of file: TestFile, dialog: PreparedScript) {
    script = file.script
    facts = file.facts
    call = SimulatedCall(callID: "test", dialog: dialog, start: file.clock, tools: .stubs(file.stubs))
  }

  /// nil: the case passed.
  mutating func play(_ test: TestCase) -> TestFailure? {
    call.open(facts: facts)
    if let failure = missingStub(at: test.range) { return failure }
    for move in test.talk {
      if let failure = play(move.value, at: move.range) ?? missingStub(at: move.range) { return failure }
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
    case .expect(let expected): return check(expected, at: range)
    case .user(let text, let heard, let goesOn): return say(text, afterHearing: heard, goesOn: goesOn, at: range)
    case .revises(let text, let goesOn): act { $0.revise(text, goesOn: goesOn) }
    case .silence(let times): for _ in 0..<times { act { $0.staySilent() } }
    case .noise(let times): for _ in 0..<times { act { $0.say(Self.unintelligible) } }
    case .toolFails(let tool, let failure): call.stub(tool, StubTools.Replies(sequence: [failure]))
    case .reconnect: call.reconnect()
    case .advance(let seconds): call.advance(seconds: seconds)
    }
    return nil
  }

  /// Retell's word for speech it could not make out (reference §5.1).
  private static let unintelligible = "(unintelligible audio)"

  private mutating func act(_ body: (inout SimulatedCall) -> Void) {
    toolsBefore = call.toolCalls.count
    isTaken = false
    body(&call)
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

  // MARK: What the agent says

  private mutating func match(_ template: Template, at range: SourceRange) -> TestFailure? {
    let pattern = AgentPattern(template, in: Evaluator(in: CallSurroundings(call)))
    if let failure = takeAnswer(expecting: pattern.description, at: range) { return failure }
    guard let mismatch = pattern.mismatch(call.answer.text) else { return nil }
    let said = call.answer.text.withSingleSpaces
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
    return failure("it is not as expected", at: first.range, wrong.map(\.difference))
  }

  private func missingStub(at range: SourceRange) -> TestFailure? {
    call.missingStubs.first.map { tool in
      let arguments = call.toolCalls.last { $0.tool == tool }?.arguments ?? [:]
      return failure(
        "`\(tool)` ran without a stub", at: range, [.init("arguments", masked(Value.map(arguments).description))])
    }
  }

  // MARK: Failures

  private func failure(_ message: String, at range: SourceRange, _ details: [TestFailure.Detail]) -> TestFailure {
    let filled = script.slots.compactMap { slot in
      call.state.dialogue.slots[slot.name].map { "\(slot.name) = \(slot.isSensitive ? "…" : $0.value.description)" }
    }
    let heard = call.transcript.last { $0.speaker == .caller }.map { masked($0.text) }
    return TestFailure(
      range: range, message: message, details: details, heard: heard,
      trace: call.trace.lines.map { "\($0.kind.rawValue): \(masked($0.text))" }, slots: filled)
  }

  private func masked(_ text: String) -> String {
    Mask(state: call.state, script: script, evaluator: Evaluator(in: CallSurroundings(call))).apply(to: text)
  }
}
