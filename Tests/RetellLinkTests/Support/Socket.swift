import RetellLink

/// A client's connection with limits on every wait, so that a missing frame fails its test instead of hanging it.
final class Socket: Sendable {
  struct Silence: Error, CustomStringConvertible {
    var description: String { "nothing came in time" }
  }

  /// Long enough for a machine that is busy with other things; only a test that fails waits it out.
  static let patience = Duration.seconds(30)

  let client: RetellClient
  private let inbox: Inbox

  init(url: String, headers: [(String, String)] = []) async throws {
    client = try await RetellClient.connect(url: url, headers: headers)
    inbox = Inbox(client.received)
  }

  /// The next thing received; nil when the connection is gone.
  func next(within limit: Duration = Socket.patience) async throws -> RetellClient.Received? {
    try await inbox.next(within: limit)
  }

  /// The next frame, which must be an event.
  func event(within limit: Duration = Socket.patience) async throws -> AgentEvent {
    guard case .event(let event) = try await next(within: limit) else { throw Silence() }
    return event
  }

  /// Events up to the one that completes the response.
  func response(_ id: Int) async throws -> [AgentEvent] {
    var events: [AgentEvent] = []
    repeat {
      events.append(try await event())
    } while !(events.last?.isComplete == true && events.last?.responseID == id)
    return events
  }

  /// Everything received until the time is over or the connection gone.
  func all(for limit: Duration) async -> [RetellClient.Received] {
    var received: [RetellClient.Received] = []
    let clock = ContinuousClock()
    let end = clock.now + limit
    while let item = try? await next(within: clock.now.duration(to: end)) { received.append(item) }
    return received
  }

  /// Whether the connection ends without a close frame.
  func isCut(within limit: Duration = Socket.patience) async throws -> Bool {
    while let item = try await next(within: limit) {
      if case .close = item { return false }
    }
    return true
  }

  func send(_ text: String) async throws { try await client.send(text) }
}

/// Received items with a reader that can stop waiting.
private actor Inbox {
  private var items: [RetellClient.Received] = []
  private var isOver = false
  private var waiting: CheckedContinuation<Void, Never>?

  init(_ received: AsyncStream<RetellClient.Received>) {
    Task {
      for await item in received { await self.add(item) }
      await self.end()
    }
  }

  private func add(_ item: RetellClient.Received) {
    items.append(item)
    wake()
  }

  private func end() {
    isOver = true
    wake()
  }

  private func wake() {
    waiting?.resume()
    waiting = nil
  }

  func next(within limit: Duration) async throws -> RetellClient.Received? {
    let end = ContinuousClock.now + limit
    let timer = Task {
      try await Task.sleep(for: limit)
      self.wake()
    }
    defer { timer.cancel() }
    while items.isEmpty, !isOver, ContinuousClock.now < end {
      await withCheckedContinuation { waiting = $0 }
    }
    guard items.isEmpty else { return items.removeFirst() }
    if isOver { return nil }
    throw Socket.Silence()
  }
}

/// Frames as Retell sends them.
enum Frame {
  static func request(_ id: Int, _ transcript: String = "[]") -> String {
    #"{"interaction_type":"response_required","response_id":\#(id),"transcript":\#(transcript)}"#
  }

  static func reminder(_ id: Int, _ transcript: String = "[]") -> String {
    #"{"interaction_type":"reminder_required","response_id":\#(id),"transcript":\#(transcript)}"#
  }

  static func update(_ transcript: String = "[]", turn: String? = nil) -> String {
    let turn = turn.map { #","turntaking":"\#($0)""# } ?? ""
    return #"{"interaction_type":"update_only","transcript":\#(transcript)\#(turn)}"#
  }

  static func ping(_ timestamp: Int) -> String { #"{"interaction_type":"ping_pong","timestamp":\#(timestamp)}"# }

  /// `agent: …` and `user: …` lines as a transcript; lines hold no quotes.
  static func transcript(_ lines: String...) -> String { transcript(lines) }

  static func transcript(_ lines: [String]) -> String {
    let utterances = lines.map { line in
      let parts = line.split(separator: ": ", maxSplits: 1)
      return #"{"role":"\#(parts[0])","content":"\#(parts.count > 1 ? parts[1] : "")","words":[]}"#
    }
    return "[\(utterances.joined(separator: ","))]"
  }
}
