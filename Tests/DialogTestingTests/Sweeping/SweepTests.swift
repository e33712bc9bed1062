import DialogDSL
import Foundation
import Hearing
import Testing

@testable import DialogTesting
@testable import Interpreter

/// What a sweep compares, and how it tells what went wrong.
@Suite struct SweepTests {
  /// A stub that answers once with A and then with B: who asks for beginnings of "twenty five" sees B in the end. What
  /// the script makes of that differs in one thing only.
  static let broken: [(steps: String, name: String)] = [
    ("- say: Code {{ found.code }}.\n    - end: Bye.", "answer"),
    ("- record: {code: found.code}\n    - end: Bye.", "record code"),
    ("- if: found.code == 'B'\n      then: [{clear: n}]\n    - end: Bye.", "n"),
    ("- if: found.code == 'A'\n      then: [{call: note}]\n    - end: Bye.", "tools"),
    ("- if: found.code == 'A'\n      then: [{end: Bye.}]\n    - transfer: desk\n      say: Bye.", "outcome"),
    ("- if: found.code == 'A'\n      then: [{end: Bye.}]\n    - press: \"1\"\n      say: Bye.", "outcome"),
  ]

  static func script(_ steps: String) -> String {
    """
    dialog: 1
    lines: {desk: "+15035550142"}
    slots:
      n: {type: integer, prompt: How many?, confirm: never}
    flows:
      main:
        - collect: n
        - call: look
          save: found
        \(steps.replacing("\n", with: "\n    ").replacing("\n        ", with: "\n    "))
    tools:
      look: {get: "http://127.0.0.1:9/{{ n }}", hold: One moment., returns: {code: text}}
      note: {post: "http://127.0.0.1:9/note", writes: true, hold: One moment.}
    """
  }

  @Test(arguments: broken) func findsWhatDiffers(steps: String, name: String) throws {
    let file = try SweepFixtures.file(
      script: Self.script(steps), talk: "- user: twenty five", stubs: "{look: [{code: A}, {code: B}], note: {ok: true}}"
    )
    let results = Sweep([.splitTurns]).run(file)
    guard case .failed(let failure)? = results.first?.verdict else {
      Issue.record("\(results)")
      return
    }
    #expect(failure.details.map(\.name) == [name], "\(failure.details)")
    #expect(failure.talk.contains("user, going on: twenty"), "\(failure.talk)")
    #expect(!failure.trace.isEmpty)
    #expect(failure.range.start.line == 7)
  }

  @Test func aReminderWithoutWordsIsFound() throws {
    let script = """
      dialog: 1
      slots:
        n: {type: integer, prompt: How many?, confirm: never}
      flows:
        main: [{collect: n}, {end: Bye.}]
      silence: ["{% if n is filled %}Hello?{% endif %}"]
      """
    let results = Sweep([.reminderStorm]).run(try SweepFixtures.file(script: script, talk: "- user: two"))
    guard case .failed(let failure)? = results.first?.verdict else {
      Issue.record("\(results)")
      return
    }
    #expect(failure.details == [.init("broken", "the agent did not answer `silence`")])
  }

  @Test func twoQuestionsAndASecondWriteAreFound() throws {
    func spoken(_ role: Spoken.Role) -> Spoken {
      Spoken(prompt: "p", text: "t", isInterruptible: true, mustHear: false, role: role)
    }
    #expect(Invariants.asksTwice([spoken(.question), spoken(.statement), spoken(.question)]))
    #expect(!Invariants.asksTwice([spoken(.statement), spoken(.hold), spoken(.question)]))

    let script = try SweepFixtures.file(script: Self.script("- end: Bye."), talk: "- user: two").script
    func request(_ tool: String, _ arguments: String) -> ToolRequest {
      ToolRequest(
        identity: ToolIdentity(step: "s", arguments: arguments), tool: tool, arguments: [:], method: "POST", url: "")
    }
    #expect(Invariants.writtenTwice([request("note", "1"), request("note", "1")], script) == ["note"])
    #expect(Invariants.writtenTwice([request("note", "1"), request("note", "2")], script) == [])
    #expect(Invariants.writtenTwice([request("look", "1"), request("look", "1")], script) == [])
  }

  @Test func onlyWhatIsNeededForAFailureIsShown() throws {
    let file = try SweepFixtures.file(
      script: Self.script("- record: {code: found.code}\n    - wait\n    - end: Bye."),
      talk: "- user: twenty five\n- user: thank you very much", stubs: "{look: [{code: A}, {code: B}]}")
    guard case .failed(let failure)? = Sweep([.splitTurns]).run(file).first?.verdict else {
      Issue.record("it passes")
      return
    }
    #expect(failure.talk.contains("user: thank you very much"), "\(failure.talk)")
  }

  @Test func aPerturbationThatDoesNotApplyIsSkippedWithAReason() throws {
    let file = try SweepFixtures.file(
      script: Self.script("- end: Bye."), talk: "- user: two", stubs: "{look: {code: A}}")
    let report = SweepReport(Sweep([.splitTurns, .confirmWords]).run(file))
    #expect(
      report.text == """
        confirm_words  1 cases, 0 passed, 0 failed, 1 skipped
                       1 skipped: no line that is a yes or a no and nothing else
        split_turns    1 cases, 0 passed, 0 failed, 1 skipped
                       1 skipped: no line of more than one word

        """)
  }

  @Test func aCaseThatFailsByItselfIsNotSwept() throws {
    let file = try SweepFixtures.file(
      script: Self.script("- end: Bye."), talk: "- user: two\n- agent: Hello.", stubs: "{look: {code: A}}")
    guard case .skipped(let reason)? = Sweep([.fillers]).run(file).first?.verdict else {
      Issue.record("it was swept")
      return
    }
    #expect(reason == "the case itself fails")
  }

  @Test func theSameSeedGivesTheSameReport() throws {
    let file = try SweepFixtures.file(
      script: try SweepFixtures.scenarioScript("errands"), talk: "- user: book two on friday\n- user: yes",
      stubs: "{write: {code: K7}}")
    func report(_ seed: UInt64) -> (text: String, json: String) {
      let report = SweepReport(Sweep(variants: 4, seed: seed).run(file))
      return (report.text, report.json.compact)
    }
    #expect(report(7) == report(7))
    #expect(report(7).json.contains(#""failures": []"#))
  }

  @Test func sensitiveValuesAreMasked() throws {
    let script = Self.script("- say: Code {{ found.code }}.\n    - end: Bye.")
      .replacing("confirm: never}", with: "confirm: never, sensitive: true}")
    let file = try SweepFixtures.file(
      script: script, talk: "- user: twenty five", stubs: "{look: [{code: A}, {code: B}]}")
    guard case .failed(let failure)? = Sweep([.splitTurns]).run(file).first?.verdict else {
      Issue.record("it passes")
      return
    }
    let shown = (failure.talk + failure.trace + failure.details.map(\.text)).joined(separator: " ")
    #expect(!shown.contains("25") && !shown.contains("twenty five"), "\(shown)")
  }

  @Test func randomNumbersAreTheSameEverywhere() {
    // The first values of the reference implementation for the seed 1234567.
    var random = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
    #expect(random.pick(2, of: [1, 2, 3]).count == 2)
    #expect(random.pick([Int]()) == nil)
  }
}
