import ModelStandIn
import RetellLink

/// How long a model's first sentence takes from the server of the model to the caller: from the moment when its last
/// token was handed to the socket of the stand-in, to the moment when the frame with the sentence was read by the client.
enum SentenceLatency {
  private static let sentence = "A lesson costs 40 dollars."
  private static let reply = sentence + " A course of ten lessons costs 350 dollars."
  /// Between two tokens, as a fast model has it.
  private static let tokenPause = Duration.milliseconds(10)

  static func measure() async throws {
    print("first sentence, from the model's last token of it to the caller's socket, in ms")
    print("calls at once  sentences     p50     p95     p99     max")
    for (calls, turns) in [(1, 200), (20, 20), (100, 5)] {
      let latencies = try await measure(calls: calls, turns: turns).sorted()
      if latencies.isEmpty { throw ServedScript.Fault(description: "no sentence was heard") }
      func share(_ part: Double) -> String {
        let value = latencies[min(latencies.count - 1, Int(Double(latencies.count) * part))]
        return padded(value.milliseconds, to: 8)
      }
      let counts = padded("\(calls)", to: 13) + padded("\(latencies.count)", to: 11)
      print(counts + share(0.5) + share(0.95) + share(0.99) + share(1))
    }
  }

  private static func measure(calls: Int, turns: Int) async throws -> [Duration] {
    let answer: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { _, _ in
      .says(reply, every: tokenPause)
    }
    return try await ModelStandIn.run(answer: answer) { server in
      let served = try await ServedScript(script(server.url))
      let heard = try await withThrowingTaskGroup(of: [String: ContinuousClock.Instant].self) { group in
        for call in 0..<calls {
          group.addTask { try await talk(to: served.address, call: call, turns: turns) }
        }
        return try await group.reduce(into: [:]) { all, heard in all.merge(heard) { first, _ in first } }
      }
      try await served.stop()
      return latencies(of: server.log, heard)
    }
  }

  /// By the caller's words, which are others in every turn.
  private static func talk(to address: String, call: Int, turns: Int) async throws -> [String: ContinuousClock.Instant]
  {
    var caller = try await BenchCaller(address, id: "bench-\(call)")
    var heard: [String: ContinuousClock.Instant] = [:]
    for turn in 0..<turns {
      let words = "what does a lesson cost caller \(call) in turn \(turn)"
      let answer = try await caller.say(words)
      heard[words] = answer.first { $0.text.contains("40 dollars.") }?.moment
    }
    caller.hangUp()
    return heard
  }

  private static func latencies(of log: ModelStandIn.Log, _ heard: [String: ContinuousClock.Instant]) -> [Duration] {
    var texts: [Int: String] = [:]
    var written: [Int: ContinuousClock.Instant] = [:]
    for piece in log.pieces where written[piece.request] == nil {
      texts[piece.request, default: ""] += piece.text
      if texts[piece.request, default: ""].contains(sentence) { written[piece.request] = piece.moment }
    }
    return log.requests.enumerated().compactMap { number, request in
      // In the body the message with the caller's words is a text in JSON, itself JSON.
      let mark = #"\"caller\":\""#
      guard let sent = written[number], let start = request.body.firstRange(of: mark)?.upperBound else { return nil }
      return heard[String(request.body[start...].prefix { $0 != "\\" })].map { $0 - sent }
    }
  }

  private static func script(_ url: String) -> String {
    """
    dialog: 1
    llm: {provider: openai, url: "\(url)", model: any, per_call: {requests: 1000, tokens: 10000000}}
    knowledge: {price: A lesson costs 40 dollars. A course of ten lessons costs 350 dollars.}
    fallback: [answer, {reprompt: 2}, {end: Goodbye.}]
    flows:
      main: [{route: How can I help?, again: Anything else?}, {end: Goodbye.}]
      hours: {triggers: opening hours, steps: [{say: From nine to five.}]}
    """
  }
}

extension Duration {
  /// With two decimals.
  var milliseconds: String {
    let hundredths = Int((self / .microseconds(10)).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  /// With one decimal.
  var seconds: String {
    let tenths = Int((self / .milliseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

func padded(_ text: String, to width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
