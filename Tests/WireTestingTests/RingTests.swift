import DialogDSL
import Foundation
import Interpreter
import Testing
import WireTesting

@testable import DialogTesting

/// style.md §7: a scenario comes out the same on the pure step, on the engine and behind a real socket.
@Suite struct RingTests {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func testFiles() throws -> [String] {
    try ["Tests/Scenarios", "examples"].flatMap { folder in
      let folder = project.appending(path: folder)
      let paths = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
      return paths.filter { $0.hasSuffix(".test.yaml") }.sorted().map { folder.appending(path: $0).path }
    }
  }

  /// What a case comes to.
  struct Outcome: Equatable, Sendable {
    var failure: String?
    var state: CallState
    var transcript: [TranscriptEntry]
    var answer: SimulatedCall.Answer
    var trace: Trace
    var tools: [ToolRequest]

    init(_ run: CaseRun, _ failure: TestFailure?) {
      self.failure = failure.map { "\($0.message): \($0.details)" }
      let call = run.call
      (state, transcript, answer, trace, tools) = (call.state, call.transcript, call.answer, call.trace, call.toolCalls)
    }
  }

  static func outcomes(of file: TestFile, on ring: Ring) async -> [Outcome] {
    await ring.play {
      let dialog = PreparedScript(file.script)
      return file.cases.map { test in
        var run = CaseRun(of: file, dialog: dialog, RunSettings(ring: ring))
        let failure = run.play(test)
        return Outcome(run, failure)
      }
    }
  }

  @Test func everyCaseComesOutTheSameOnAllRings() async throws {
    let server = try await WireServer.start()
    for path in try Self.testFiles() {
      let loaded = TestFileLoader.load(path: path, environment: [:])
      let file = try #require(loaded.file, "\(path): \(loaded.diagnostics)")
      let engine = await Self.outcomes(of: file, on: .engine)
      #expect(await Self.outcomes(of: file, on: .step) == engine, "step: \(path)")
      #expect(await Self.outcomes(of: file, on: server.ring) == engine, "wire: \(path)")
    }
  }

  /// Talks that fail, fail the same way everywhere.
  static let failing = [
    "- agent: Goodbye.",
    "- user: a cleaning on tuesday\n- expect: {day: none, service: filling}",
    "- user: a cleaning on tuesday\n- user: one two three four\n- expect: {called: none, ended: false}",
    "- user: a cleaning on tuesday\n- reconnect\n- advance: 3m\n- silence: 2\n- agent: nothing",
  ]

  @Test(arguments: failing) func aFailureIsTheSameOnAllRings(talk: String) async throws {
    let server = try await WireServer.start()
    let file = try Self.clinic(talk)
    let engine = await Self.outcomes(of: file, on: .engine)
    #expect(engine.count == 1 && engine[0].failure != nil)
    #expect(await Self.outcomes(of: file, on: .step) == engine)
    #expect(await Self.outcomes(of: file, on: server.ring) == engine)
  }

  @Test func callsOnOneServerDoNotMeet() async throws {
    let server = try await WireServer.start()
    let file = try Self.clinic("- user: a cleaning on tuesday\n- reconnect\n- user: one two three four")
    let alone = await Self.outcomes(of: file, on: .engine)
    await withTaskGroup(of: [Outcome].self) { group in
      for _ in 0..<20 { group.addTask { await Self.outcomes(of: file, on: server.ring) } }
      for await outcomes in group { #expect(outcomes == alone) }
    }
  }

  /// A case of this talk against the clinic of the runner's tests.
  static func clinic(_ talk: String) throws -> TestFile {
    let text = """
      script: clinic.yaml
      clock: 2026-03-02T09:00:00-08:00
      stubs: {book: {code: K7}}
      cases:
        - name: a
          talk:
      """
    let lines = talk.split(separator: "\n").map { "\n      \($0)" }.joined()
    let outcome = TestFileLoader.load(text: text + lines, file: "t.test.yaml") { _ in
      let path = project.appending(path: "Tests/DialogTestingTests/Fixtures/clinic.yaml").path
      return ScriptLoader.load(path: path, environment: [:])
    }
    return try #require(outcome.file, "\(outcome.diagnostics)")
  }
}
