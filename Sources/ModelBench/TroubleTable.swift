import ModelStandIn

/// What a caller hears, and after how long, whatever goes wrong with a model: a table for docs/models.md.
enum TroubleTable {
  private struct Row {
    var name: String
    var words: String
    var first: Duration
    var whole: Duration
  }

  /// - Parameter part: of the names of the rows that are wanted; all have the empty one.
  static func measure(_ part: String) async throws {
    let rows = try await withThrowingTaskGroup(of: (Int, Row).self) { group in
      for (index, trouble) in ModelTrouble.all.enumerated() where part.isEmpty || trouble.name.contains(part) {
        group.addTask { (index, try await row(of: trouble)) }
      }
      return try await group.reduce(into: [(Int, Row)]()) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
    print("| what the model's server does | what the caller hears | first words after | all after |")
    print("|---|---|---|---|")
    for row in rows {
      print("| \(row.name) | \(row.words) | \(row.first.seconds) s | \(row.whole.seconds) s |")
    }
  }

  private static func row(of trouble: ModelTrouble) async throws -> Row {
    let replies = trouble.replies
    let answer: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { _, number in
      replies.isEmpty ? .silent : replies[min(number, replies.count - 1)]
    }
    let isWell: @Sendable (ModelStandIn.Request, Int) -> ModelStandIn.Reply = { request, _ in
      request.body.contains("commands") ? .says(#"{"commands": []}"#) : .says("A lesson costs 40 dollars.")
    }
    return try await ModelStandIn.run(answer: answer) { server in
      try await ModelStandIn.run(answer: isWell) { backup in
        let url = trouble.replies.isEmpty ? "http://127.0.0.1:1/v1" : server.url
        let served = try await ServedScript(
          ModelTrouble.script(server: url, backup: trouble.hasBackup ? backup.url : nil))
        var caller = try await BenchCaller(served.address, id: "trouble")
        if trouble.says == .slot { _ = try await caller.say("my taste") }
        let start = ContinuousClock.now
        let heard = try await caller.say(trouble.says.rawValue)
        let end = ContinuousClock.now
        caller.hangUp()
        try await served.stop()
        return Row(
          name: trouble.name, words: heard.map(\.text).joined(), first: (heard.first?.moment ?? end) - start,
          whole: end - start)
      }
    }
  }
}
