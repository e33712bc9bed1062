import Synchronization

/// One connection of a simulated call: `config` first, call details when asked for, keepalive in the background.
final class SimulatedLine {
  private enum Signal: Sendable {
    case received(RetellClient.Received)
    case gone
    /// The wait of that number is over.
    case waited(Int)
    case keepaliveLost
  }

  private let call: DialledCall
  private let client: RetellClient
  private let signals: AsyncStream<Signal>.Continuation
  private var iterator: AsyncStream<Signal>.Iterator
  private var reader: Task<Void, Never>?
  private var pinger: Task<Void, Never>?
  private let lastEcho = LastEcho()
  private var waits = 0
  private var lastClose: Int?
  /// The server wants transcripts with tool calls.
  private(set) var isWoven = false

  static func open(_ call: DialledCall) async throws -> SimulatedLine {
    let line = SimulatedLine(call, try await RetellClient.connect(url: call.address))
    do {
      try await line.begin()
      return line
    } catch {
      line.drop()
      throw error
    }
  }

  private init(_ call: DialledCall, _ client: RetellClient) {
    let (stream, signals) = AsyncStream.makeStream(of: Signal.self)
    self.call = call
    self.client = client
    self.signals = signals
    iterator = stream.makeAsyncIterator()
  }

  private func begin() async throws {
    reader = Task { [client, signals, lastEcho] in
      for await item in client.received {
        if case .event(let event) = item, event.type == "ping_pong" {
          lastEcho.came(event.timestamp)
        } else {
          signals.yield(.received(item))
        }
      }
      signals.yield(.gone)
    }
    let config = try await next(of: 0)
    guard config.type == "config" else { throw ClientError.noConfig }
    isWoven = config.configures("transcript_with_tool_calls")
    if config.configures("call_details") {
      let facts = call.facts.merging(["call_id": call.id]) { $1 }
      try await send(RetellFrames.callDetails(facts, variables: call.variables))
    }
    if config.configures("auto_reconnect") { keepAlive() }
  }

  /// Numbers stand in for timestamps: an echo that is not verbatim is no echo.
  private func keepAlive() {
    pinger = Task { [client, signals, call, lastEcho] in
      var timestamp = 0
      while true {
        timestamp += 1
        do {
          try await client.send(RetellFrames.ping(timestamp))
          try await Task.sleep(for: call.pingPeriod)
        } catch {
          return
        }
        if lastEcho.isMissing(after: timestamp) { signals.yield(.keepaliveLost) }
      }
    }
  }

  func send(_ text: String) async throws {
    do { try await client.send(text) } catch { throw ClientError.closed(code: lastClose) }
  }

  /// The next event while waiting for the answer to `id`.
  func next(of id: Int) async throws -> AgentEvent {
    waits += 1
    let timer = Task { [signals, call, waits] in
      try await Task.sleep(for: call.patience)
      signals.yield(.waited(waits))
    }
    defer { timer.cancel() }
    while let signal = await iterator.next() {
      switch signal {
      case .received(.event(let event)): return event
      case .received(.close(let code)): lastClose = code
      case .received(.binary), .received(.pong): continue
      case .gone: throw ClientError.closed(code: lastClose)
      case .waited(waits): throw ClientError.noAnswer(responseID: id)
      case .waited: continue
      case .keepaliveLost: throw ClientError.lostKeepalive
      }
    }
    throw ClientError.notConnected
  }

  /// Lets the server answer, as far as it does without hearing that it is being spoken, and forgets the answer.
  func discard(answer id: Int) async throws {
    while true {
      let event = try await next(of: id)
      if event.type == "response", event.responseID == id { return }
    }
  }

  /// As Retell does when the call is over; the code is not documented (reference §17.31).
  func close() async {
    stop()
    try? await client.close(code: 1000)
    client.drop()
  }

  /// Without a close frame.
  func drop() {
    stop()
    client.drop()
  }

  private func stop() {
    reader?.cancel()
    pinger?.cancel()
  }
}

/// What the reader saw and the pinger asks for.
private final class LastEcho: Sendable {
  /// Pings without an echo that make the line count as lost: with 2 s between them, about Retell's 5 s.
  private static let missedPings = 2

  private let timestamp = Mutex(0)

  func came(_ timestamp: Int?) {
    if let timestamp { self.timestamp.withLock { $0 = timestamp } }
  }

  func isMissing(after sent: Int) -> Bool {
    let missed = sent - timestamp.withLock { $0 }
    return missed < 0 || missed > Self.missedPings
  }
}
