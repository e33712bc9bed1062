import DialogDSL
import Interpreter

/// Plays Retell's side of one call against an agent server (reference §4, §8): the whole transcript in every request,
/// requests that are thrown away, reminders, interruptions, keepalive, reconnects. Text in place of audio.
///
/// One task at a time.
public final class SimulatedRetell {
  private let call: DialledCall
  private let onMoment: @Sendable (DialledCall.Moment) -> Void
  private var line: SimulatedLine?
  private var transcript: [TranscriptEntry] = []
  private var newest = 0
  /// The answer that is being spoken: not in the transcript until it is known how much of it is heard.
  private var pending: Answer?
  /// What was said unasked has ended the call.
  private var unaskedClosing: AgentEvent?

  private struct Answer {
    var text = ""
    var closing: AgentEvent?
  }

  public init(_ call: DialledCall, onMoment: @escaping @Sendable (DialledCall.Moment) -> Void = { _ in }) {
    self.call = call
    self.onMoment = onMoment
  }

  /// Plays the moves. Returns how the call ended; moves after the agent's hang-up are not played.
  /// Throws `ClientError`.
  public func play(_ script: CallScript) async throws -> DialledCall.Ending {
    try await hangingUp {
      try await open()
      for move in script.moves {
        if let ending = try await play(move) { return ending }
      }
      return try await finishSpeaking() ?? .callerHungUp
    }
  }

  /// Takes each line as a turn of the caller; an empty line is silence.
  public func talk(_ lines: some AsyncSequence<String, any Error>) async throws -> DialledCall.Ending {
    try await hangingUp {
      try await open()
      if let ending = try await finishSpeaking() { return ending }
      for try await text in lines {
        if let ending = try await play(text.isEmpty ? .silence(1) : .user(text)) { return ending }
        if let ending = try await finishSpeaking() { return ending }
      }
      return .callerHungUp
    }
  }

  private func hangingUp(after body: () async throws -> DialledCall.Ending) async throws -> DialledCall.Ending {
    do {
      let ending = try await body()
      await line?.close()
      onMoment(.ended(ending))
      return ending
    } catch {
      line?.drop()
      throw error
    }
  }

  /// Returns how the call ended, if it did.
  private func play(_ move: CallScript.Move) async throws -> DialledCall.Ending? {
    if case .interrupt(let heard, let text) = move {
      cutSpeech(after: heard)
      try await ask([text])
      return nil
    }
    if let ending = try await finishSpeaking() { return ending }
    switch move {
    case .user(let text): try await ask([text])
    case .userParts(let parts): try await ask(parts)
    case .silence(let count): return try await stayQuiet(count)
    case .keypad(let keys): try await type(keys)
    case .reconnect: try await reconnect()
    case .interrupt: break
    }
    return nil
  }

  private func open() async throws {
    let line = try await SimulatedLine.open(call)
    self.line = line
    try await speak(answer: 0)
  }

  private func reconnect() async throws {
    line?.drop()
    onMoment(.reconnected)
    try await open()
  }

  /// Requests for each part in turn; all but the last are thrown away.
  private func ask(_ parts: [String]) async throws {
    transcript.append(TranscriptEntry(.caller, ""))
    for (index, part) in parts.enumerated() {
      transcript[transcript.count - 1].text = part
      try await update(turn: index == 0 ? .caller : nil)
      try await request()
      if index == parts.count - 1 {
        onMoment(.caller(part))
        try await speak(answer: newest)
      } else {
        try await current.discard(answer: newest)
      }
    }
  }

  /// Each key is a transcript of its own; the answer is asked for when all are in.
  private func type(_ keys: String) async throws {
    for key in keys {
      transcript.append(TranscriptEntry(.keypad, String(key)))
      try await update(turn: nil)
    }
    try await request()
    onMoment(.typed(keys))
    try await speak(answer: newest)
  }

  private func update(turn: Event.TurnTaking?) async throws {
    try await current.send(RetellFrames.update(transcript, isWoven: try current.isWoven, turn: turn))
  }

  private func request(isReminder: Bool = false) async throws {
    newest += 1
    try await current.send(
      RetellFrames.request(newest, transcript, isWoven: try current.isWoven, isReminder: isReminder))
  }

  private func stayQuiet(_ count: Int) async throws -> DialledCall.Ending? {
    for _ in 0..<count {
      try await request(isReminder: true)
      try await speak(answer: newest)
      if let ending = try await finishSpeaking() { return ending }
    }
    return nil
  }

  private var current: SimulatedLine {
    get throws(ClientError) {
      guard let line else { throw .notConnected }
      return line
    }
  }

  /// Takes the answer's events up to the last; tells the server when its speech begins.
  private func speak(answer id: Int) async throws {
    var answer = Answer()
    while true {
      let event = try await current.next(of: id)
      switch event.type {
      case "response" where event.responseID == id:
        let wasSilent = answer.text.isEmpty
        answer.text += event.content ?? ""
        if wasSilent, !answer.text.isEmpty {
          try await update(turn: .agent)
        }
        guard event.isComplete else { continue }
        answer.closing = event
        // Who was hung up on while nobody looked has asked in vain.
        pending = unaskedClosing.map { Answer(closing: $0) } ?? answer
        return
      case "agent_interrupt": interrupt(with: event)
      case "tool_call_invocation":
        onMoment(.tool(name: event.name ?? "", arguments: event.string("arguments") ?? ""))
      case "tool_call_result":
        let successful = event.members["successful"].map { $0 == .bool(true) }
        onMoment(.toolResult(event.content ?? "", successful: successful))
      default: continue
      }
    }
  }

  /// The agent has spoken unasked: it was heard before what the caller has said since.
  private func interrupt(with event: AgentEvent) {
    if event.endsCall || event.transferNumber != nil { unaskedClosing = event }
    guard let text = event.content, !text.isEmpty else { return }
    let place = transcript.lastIndex { $0.speaker == .agent }.map { $0 + 1 } ?? 0
    transcript.insert(TranscriptEntry(.agent, text), at: place)
    onMoment(.agent(text))
  }

  /// The answer is heard to its end, and its action runs.
  private func finishSpeaking() async throws -> DialledCall.Ending? {
    guard let answer = pending.take() else { return nil }
    if !answer.text.isEmpty {
      transcript.append(TranscriptEntry(.agent, answer.text))
      onMoment(.agent(answer.text))
      try await update(turn: .caller)
    }
    guard let closing = answer.closing else { return nil }
    if closing.endsCall { return .agentHungUp }
    if let number = closing.transferNumber { return .transferred(to: number) }
    if let digits = closing.digitsToPress { onMoment(.pressed(digits)) }
    return nil
  }

  /// The caller cuts in after these words, or at the end when they do not occur; the action is discarded.
  private func cutSpeech(after words: String) {
    guard let answer = pending.take(), !answer.text.isEmpty else { return }
    let heard = answer.text.firstRange(of: words).map { String(answer.text[..<$0.upperBound]) } ?? answer.text
    transcript.append(TranscriptEntry(.agent, heard))
    onMoment(.agentCut(heard))
  }
}
