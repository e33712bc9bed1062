import CallEngine
import DialogDSL
import Foundation
import Hearing
import Interpreter
import Testing

@testable import DialogTesting

/// `dialogrun explore`: each invariant is found where a script breaks it, and nothing where none does.
@Suite struct ExploreTests {
  private static let calls = 40

  /// The fixtures; each names in its first line what is to be found in it.
  static let fixtures = Fixtures.names(in: "explore")

  @Test(arguments: fixtures) func aBrokenScriptIsFound(name: String) async throws {
    let path = Fixtures.path("explore", name)
    let first = try #require(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first)
    let expected = try #require(first.wholeMatch(of: /# finds: (.*)/)).1
    let result = await Explorer(try script(path), seed: 1).explore(calls: Self.calls, jobs: 2)
    let found = result.findings.map { "\($0.invariant.rawValue) at \($0.place)" }
    let report = ExploreReporter.text(of: result, file: name)
    if expected == "nothing" {
      #expect(found.isEmpty, "\(report)")
    } else {
      #expect(found.contains(String(expected)), "\(report)")
    }
  }

  @Test func everyInvariantHasATest() {
    let byFixture = Self.fixtures.compactMap { name -> String? in
      guard let text = try? String(contentsOfFile: Fixtures.path("explore", name), encoding: .utf8) else { return nil }
      return text.firstMatch(of: /# finds: ([a-z-]+) at/).map { String($0.1) }
    }
    let byHand = [Invariant.askedAgain, .writtenTwice, .reconnect, .stateNotKept].map(\.rawValue)
    #expect(Set(byFixture + byHand) == Set(Invariant.allCases.map(\.rawValue)))
  }

  @Test func theResultDependsOnTheSeedAlone() async throws {
    let explorer = Explorer(try script(Fixtures.path("explore", "a-rule-that-nothing-keeps.yaml")), seed: 7)
    let one = ExploreReporter.json(of: await explorer.explore(calls: 40, jobs: 1), file: "f")
    let three = ExploreReporter.json(of: await explorer.explore(calls: 40, jobs: 3), file: "f")
    #expect(one == three)
  }

  @Test func theSmallestTalkIsATestThatPasses() async throws {
    let path = Fixtures.path("explore", "a-rule-that-nothing-keeps.yaml")
    let result = await Explorer(try script(path), seed: 1).explore(calls: 30, jobs: 1)
    let example = try #require(result.findings.first { $0.invariant == .deadEnd }?.example)
    #expect(example.test.count { $0 == "\n" } < 30, "\(example.test)")
    try passes(example.test, script: path)
  }

  @Test(arguments: 0..<24) func aCallIsATestThatPasses(number: Int) throws {
    let path = Fixtures.path("clinic.yaml")
    let call = Explorer(try script(path), seed: 3).call(number)
    #expect(call.findings.isEmpty)
    try passes(call.test, script: path)
  }

  // MARK: What the interpreter prevents: watched with a wrong call

  @Test func aFilledSlotThatIsAskedAgainIsSeen() throws {
    let call = try openedCall()
    var answered = call
    answered.say("three")
    var filled = call.state.dialogue
    filled.slots = answered.state.dialogue.slots
    var watchman = Watchman(call.dialog.script)
    let question = try #require(OpenQuestion(of: call.state.dialogue))
    let act = CallerAct(.say("three"), answers: question)
    let asked = Observation(
      act: act, before: call.state.dialogue, after: filled, text: "How many?",
      spoken: try #require(call.state.turn?.spoken))
    #expect(watchman.look(at: asked) == [Breach(invariant: .askedAgain, place: "n")])
    let emptied = Observation(
      act: act, before: filled, after: call.state.dialogue, text: "How many?", spoken: [])
    #expect(watchman.look(at: emptied) == [Breach(invariant: .askedAgain, place: "n")])
  }

  @Test func aSecondWriteIsSeen() throws {
    let call = try openedCall()
    var watchman = Watchman(call.dialog.script)
    let identity = ToolIdentity(step: "flows.main[2]", arguments: "[]")
    let seen = Observation(
      act: nil, before: call.state.dialogue, after: call.state.dialogue, text: "Done.", spoken: [],
      writes: [identity])
    #expect(watchman.look(at: seen).isEmpty)
    #expect(watchman.look(at: seen) == [Breach(invariant: .writtenTwice, place: "flows.main[2]")])
  }

  @Test func aReconnectThatForgetsIsSeen() throws {
    let breaches = try breaches(on: Ring { ForgetfulCall(core: CallCore(callID: $0, dialog: $1)) })
    #expect(breaches.contains(Breach(invariant: .reconnect, place: "the state")))
    #expect(breaches.contains(Breach(invariant: .reconnect, place: "the answer")))
  }

  @Test func aStoreThatLosesTheStateIsSeen() throws {
    #expect(try breaches(keep: { _ in nil }) == [Breach(invariant: .stateNotKept, place: "the state")])
    #expect(try breaches().isEmpty)
  }

  private func breaches(
    on ring: Ring = .engine, keep: @escaping WatchedCall.Store = WatchedCall.store
  ) throws -> [Breach] {
    let world = World(try script(Fixtures.path("explore", "nothing.yaml")))
    var random = SplitMix64(seed: 1)
    var watched = WatchedCall(in: world, setting: Setting(in: world, &random), on: ring, keep: keep)
    watched.perform(CallerAct(.say("two")))
    watched.perform(CallerAct(.reconnect))
    watched.perform(CallerAct(.say("small")))
    return watched.breaches
  }

  /// Begins anew when it is connected again.
  private struct ForgetfulCall: CallShell {
    var core: CallCore

    var dialog: PreparedScript { core.dialog }
    var state: CallState { core.state }
    var isIdle: Bool { core.isIdle }

    mutating func receive(_ input: CallInput, at time: LocalTime) -> CallCore.Reaction { core.receive(input, at: time) }

    mutating func finishTool(
      _ identity: ToolIdentity, _ outcome: ToolOutcome, at time: LocalTime
    ) -> CallCore.Reaction { core.finishTool(identity, outcome, at: time) }

    mutating func hearModel(
      _ identity: ModelIdentity, _ sentence: String, at time: LocalTime
    ) -> CallCore.Reaction { core.hearModel(identity, sentence, at: time) }

    mutating func finishModel(
      _ identity: ModelIdentity, _ outcome: ModelOutcome, tokens: Int?, at time: LocalTime
    ) -> CallCore.Reaction { core.finishModel(identity, outcome, tokens: tokens, at: time) }

    mutating func elapse(_ timer: CallTimer, at time: LocalTime) -> CallCore.Reaction { core.elapse(timer, at: time) }

    mutating func hangUp(at time: LocalTime) -> CallCore.Reaction { core.hangUp(at: time) }

    mutating func reconnect(_ place: SimulatedCall.Reconnection, at time: LocalTime) -> CallCore.Reaction {
      core = CallCore(callID: state.callID, dialog: dialog)
      return core.receive(.opened, at: time)
    }
  }

  // MARK: Helpers

  private func script(_ path: String) throws -> Script {
    let outcome = ScriptLoader.load(path: path, environment: [:])
    return try #require(outcome.script, "\(DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics))")
  }

  private func openedCall() throws -> SimulatedCall {
    let start = try #require(CivilDateTime(iso: "2026-03-02T09:00"))
    let dialog = PreparedScript(try script(Fixtures.path("explore", "nothing.yaml")))
    var call = SimulatedCall(callID: "c", dialog: dialog, start: LocalTime(start))
    call.open()
    return call
  }

  private func passes(_ test: String, script path: String) throws {
    let outcome = TestFileLoader.load(text: test, file: "t.test.yaml") { _ in
      ScriptLoader.load(path: path, environment: [:])
    }
    let faults = DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics)
    let file = try #require(outcome.file, "\(faults)\n\(test)")
    let failed = TestRunner.run(file).compactMap(\.failure)
    #expect(failed.isEmpty, "\(failed)\n\(test)")
  }
}
