import CallEngine
import DialogDSL
import Hearing
import Interpreter

/// A call as it was played, move by move: of the base case, what perturbations choose their places by; of a swept one,
/// what is compared.
struct PlayedCall: Sendable {
  var turns: [PlayedTurn] = []
  /// The script in the locale in which the call ended.
  var script: Script
  /// The call was in English from its beginning to its end.
  var isEnglish: Bool
  var result: CallResult
  /// What must never happen, and did.
  var violations: [String] = []
  /// What happened and what the agent said, line by line.
  var talk: [String] = []
  /// Hides what is known of sensitive slots.
  var mask: SensitiveMask

  /// One of the script's `limits` ended it.
  var reachesLimit: Bool { turns.contains { $0.after.isPastLimit } }
}

/// What one move of a talk came to.
struct PlayedTurn: Sendable {
  var move: Move
  var range: SourceRange
  /// When the answer was given.
  var now: LocalTime
  var before: DialogueState
  var after: DialogueState
  /// The agent's answer before the move, and after it.
  var closingBefore: Closing?
  /// The prompts that were spoken before the move.
  var spokenBefore: [Spoken]
  /// The texts of the answer, hold lines left out: they depend on time alone.
  var answer: [String]
  /// The answer has no words at all.
  var isSilent: Bool
  var trace: Trace
  /// A model was asked about the caller's words: said otherwise, they are another request.
  var asksModel: Bool

  /// The caller's words, where they stand alone: not the beginning or the end of an utterance that `revises` goes on
  /// with.
  var said: (text: String, hearing: Act.Hearing)? {
    guard case .user(let text, let heard, false) = move else { return nil }
    return (text, heard.map { .upTo($0) } ?? .all)
  }

  /// Slots that this turn's words filled or changed, in script order.
  func heard(in script: Script) -> [Slot] {
    script.slots.filter { slot in
      guard let filled = after.slots[slot.name], filled != before.slots[slot.name] else { return false }
      return filled.source == .heard && filled.turn == after.turns && !filled.words.isEmpty
    }
  }

  /// A list has lost something, or names have joined it: which words did it is not known.
  func changesListUnseen(in script: Script) -> Bool {
    script.slots.contains { slot in
      guard slot.isMultiple, case .list(let old)? = before.slots[slot.name]?.value else { return false }
      if slot.type == .name { return after.slots[slot.name]?.value != .list(old) }
      guard case .list(let new)? = after.slots[slot.name]?.value else { return true }
      return !old.allSatisfy(new.contains)
    }
  }

  /// Slots of which this turn's words gave a piece.
  func pieces(in script: Script) -> [Slot] {
    script.slots.filter { after.pieces[$0.name] != nil && after.pieces[$0.name] != before.pieces[$0.name] }
  }
}

/// Plays acts against a `SimulatedCall` and watches what must hold in every call: a caller is never left without an
/// answer, a turn asks at most one question, and a tool that writes runs once for the same step and arguments.
struct CallPlay {
  private let script: Script
  private var call: SimulatedCall
  private var played: PlayedCall
  /// Moves whose answer has no words in the base call as well.
  private let silent: Set<Int>

  /// Plays a case with some of its moves replaced.
  ///
  /// - Parameters:
  ///   - moves: all moves that do something.
  ///   - acts: what happens instead, by the index of the move.
  static func play(
    _ file: TestFile, _ dialog: PreparedScript, opening: [StubModels.Reply] = [], _ moves: [Located<Move>],
    replacing acts: [Int: [Act]] = [:],
    silent: Set<Int> = [], callID: String = SimulatedCall.standardCallID
  ) -> PlayedCall {
    var play = CallPlay(file, dialog, opening: opening, silent: silent, callID: callID)
    for (index, move) in moves.enumerated() {
      play.play(move, at: index, as: acts[index] ?? Act.acts(of: move.value))
    }
    return play.finish()
  }

  private init(
    _ file: TestFile, _ dialog: PreparedScript, opening: [StubModels.Reply], silent: Set<Int>, callID: String
  ) {
    script = file.script
    self.silent = silent
    call = SimulatedCall(callID: callID, dialog: dialog, start: file.clock, tools: .stubs(file.stubs))
    call.open(facts: file.facts, replies: opening)
    let script = call.dialog.script
    played = PlayedCall(
      script: script, isEnglish: script.locale.language == "en", result: CallResult(of: call),
      mask: SensitiveMask(of: call))
    played.talk.append("agent: \(call.answer.text)")
  }

  private mutating func play(_ move: Located<Move>, at index: Int, as acts: [Act]) {
    let before = call.state.dialogue
    let closing = call.answer.closing
    let spoken = call.state.turn?.spoken ?? []
    let requests = call.modelRequests.count
    for act in acts { play(act, at: index) }
    if call.dialog.script.locale.language != "en" { played.isEnglish = false }
    played.turns.append(
      PlayedTurn(
        move: move.value, range: move.range, now: call.now, before: before, after: call.state.dialogue,
        closingBefore: closing,
        spokenBefore: spoken, answer: (call.state.turn?.spoken ?? []).filter { $0.role != .hold }.map(\.text),
        isSilent: call.answer.text.isEmpty, trace: call.trace, asksModel: call.modelRequests.count > requests))
  }

  private mutating func finish() -> PlayedCall {
    call.hangUp()
    played.result = CallResult(of: call)
    played.script = call.dialog.script
    played.mask = SensitiveMask(of: call)
    for request in call.missingReplies {
      violate("a model was asked for `\(request.purpose.rawValue)`, and nothing says what it replies")
    }
    for tool in call.missingStubs { violate("`\(tool)` ran without a stub") }
    for tool in Invariants.writtenTwice(call.toolCalls, script) {
      violate("`\(tool)` wrote twice for the same step and arguments")
    }
    return played
  }

  private mutating func play(_ act: Act, at index: Int) {
    if case .answers(let text, let slot, let hearing) = act {
      guard call.state.dialogue.slots[slot] == nil else {
        return played.talk.append("user: (nothing: \(slot) is known)")
      }
      return play(.user(text, hearing: hearing, goesOn: false), at: index)
    }
    played.talk.append(act.description)
    let strays = call.strayPieces
    let asks = perform(act)
    if call.strayPieces > strays { violate("the agent spoke after its answer was complete") }
    guard asks else { return }
    played.talk.append("agent: \(call.answer.text)")
    if !silent.contains(index), Invariants.isSilent(call) { violate("the agent did not answer `\(act)`") }
    if Invariants.asksTwice(call.state.turn?.spoken ?? []) { violate("the agent asked two questions after `\(act)`") }
  }

  /// - Returns: whether Retell asked for something that is answered by now.
  private mutating func perform(_ act: Act) -> Bool {
    switch act {
    case .user(let text, let hearing, let goesOn):
      call.say(text, afterHearing: heard(hearing), goesOn: goesOn)
      return !goesOn
    case .revises(let text, let goesOn):
      call.revise(text, goesOn: goesOn)
      return !goesOn
    case .again(let goesOn):
      call.askAgain(goesOn: goesOn)
      return !goesOn
    case .silence: call.staySilent()
    case .noise: call.say(CaseRun.unintelligible)
    case .keypad(let keys): call.type(keys)
    case .hangUp: call.hangUp()
    case .announced: call.announce()
    case .late: call.repeatWhatIsOver()
    case .toolFails(let tool, let failure): call.stub(tool, StubTools.Replies(sequence: [failure]))
    case .model(let reply): call.stub(reply)
    case .reconnect(let place): call.reconnect(place)
    case .advance(let seconds): call.advance(seconds: seconds)
    case .answers: preconditionFailure("played as what the caller says")
    }
    switch act {
    case .silence, .noise, .keypad: return true
    default: return false
    }
  }

  private mutating func violate(_ text: String) {
    if !played.violations.contains(text) { played.violations.append(text) }
  }

  /// How much of the answer is heard; nil: all of it.
  private func heard(_ hearing: Act.Hearing) -> String? {
    let answer = call.answer.text
    switch hearing {
    case .all: return nil
    case .upTo(let words): return answer.firstRange(of: words).map { String(answer[..<$0.upperBound]) }
    case .question(let percent):
      guard let question = call.state.turn?.spoken.last(where: { $0.role == .question }),
        let place = answer.ranges(of: question.text).last
      else { return nil }
      let ends = answer[place].indices.filter { index in
        !answer[index].isWhitespace
          && (answer.index(after: index) == place.upperBound || answer[answer.index(after: index)].isWhitespace)
      }
      guard ends.count > 1 else { return nil }
      let count = min(ends.count - 1, max(1, ends.count * percent / 100))
      return String(answer[...ends[count - 1]])
    }
  }
}
