import DialogDSL
import Foundation
import Testing

@testable import DialogTesting

/// A run as a value, and the reports made of it.
@Suite struct RunTests {
  static func load(_ text: String, path: String = "a/t.test.yaml") -> LoadedTests {
    LoadedTests(
      path: path,
      outcome: TestFileLoader.load(text: text, file: "t.test.yaml") { _ in
        ScriptLoader.load(path: Fixtures.path("clinic.yaml"), environment: [:])
      })
  }

  static let two = """
    script: clinic.yaml
    cases:
      - name: Passes
        talk: [{agent: Hello. Which service?}]
      - name: "is <odd> & 100% \\u0007\\"wrong\\": a, b"
        talk:
          - user: a cleaning
          - agent: What?
    """

  static let filters: [(String, [String])] = [
    ("passes", ["Passes"]), ("PASS", ["Passes"]), ("t.test.yaml: p", ["Passes"]), ("*: passes", ["Passes"]),
    ("a/*: ?asses", ["Passes"]), ("passe?", []), ("*s", ["Passes"]), ("**", ["Passes", "odd"]), ("zzz", []), ("", []),
  ]

  @Test(arguments: filters.dropLast())
  func filterPicks(pattern: String, names: [String]) async {
    let result = await TestRunner.run([Self.load(Self.two)], RunSettings(filter: CaseFilter(pattern)))
    let found = result.files.flatMap(\.cases).map(\.name)
    #expect(found.count == names.count)
    for (name, wanted) in zip(found, names) { #expect(name.contains(wanted)) }
  }

  @Test func theNumberOfJobsChangesNothing() async {
    let files = (0..<7).map { Self.load(Self.two, path: "\($0).test.yaml") }
    let reports = await [1, 2, 3, 16].asyncMap { jobs in
      JSONReporter.text(of: await TestRunner.run(files, RunSettings(jobs: jobs)))
    }
    #expect(Set(reports).count == 1)
  }

  @Test func repeatedCasesThatDoNotDifferAreReportedOnce() async {
    let result = await TestRunner.run([Self.load(Self.two)], RunSettings(repetitions: 5))
    #expect(result.passed == 1 && result.failed == 1)
  }

  @Test func runsThatDifferAreShownWhereTheyPart() {
    #expect(TestRunner.difference(["said: a", "ran: "], ["said: a", "ran: "], run: 2) == nil)
    let other = TestRunner.difference(["said: a", "ran: b"], ["said: a", "ran: c"], run: 3)
    #expect(other?.map(\.text) == ["ran: b", "ran: c"] && other?.map(\.name) == ["run 1", "run 3"])
    let shorter = TestRunner.difference(["said: a", "ran: b"], ["said: a"], run: 2)
    #expect(shorter?.map(\.text) == ["ran: b", "nothing more"])
  }

  @Test func aFileThatCannotBeReadIsOneFailure() async {
    let result = await TestRunner.run([Self.load("script: clinic.yaml\ncase: []"), Self.load(Self.two)])
    #expect(result.passed == 1 && result.failed == 2)
    #expect(JUnitReporter.text(of: result).contains("name=\"can be read\""))
    #expect(GitHubReporter.text(of: result).hasPrefix("::error file=t.test.yaml,line=1,col=1,title=missing-key::"))
  }

  @Test func theTextShowsTheLineTheTalkAndTheTrace() async {
    let text = Reporter(isQuiet: true).text(of: await TestRunner.run([Self.load(Self.two)]))
    #expect(
      text == """
        ✗ is <odd> & 100% \u{FFFD}"wrong": a, b
          t.test.yaml:8: the agent said something else
          8 | - agent: What?
            expected: What?
            said:     Which day?
                        ^
            before:
              agent:  Hello. Which service?
              caller: a cleaning
            prompts:
              slots.day.prompt
            slots:
              service = cleaning
            trace:
              read: service: cleaning from `a cleaning` (phrase), since it answers
              filled: service = cleaning (phrase)
              state: service: none → "cleaning"
              state: question: slot service → slot day
        1 passed, 1 failed

        """)
  }

  /// Control characters cannot stand in XML, not even escaped.
  @Test func junitIsWellFormed() async throws {
    let text = JUnitReporter.text(of: await TestRunner.run([Self.load(Self.two)]))
    #expect(text.contains("<testsuite name=\"a/t.test.yaml\" tests=\"2\" failures=\"1\">"))
    #expect(text.contains("name=\"is &lt;odd&gt; &amp; 100% \u{FFFD}&quot;wrong&quot;: a, b\""))
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    var open: [Substring] = []
    for tag in text.matches(of: /<(\/?)([a-z]+)[^<>]*?(\/?)>/) {
      if !tag.1.isEmpty {
        #expect(open.popLast() == tag.2)
      } else if tag.3.isEmpty {
        open.append(tag.2)
      }
    }
    #expect(open.isEmpty)
  }

  /// A runner that reads the text report must not take a case's name for a command.
  @Test func aNameStaysOnItsLine() {
    let result = CaseResult(name: "a\n::error::\u{1B}[31mb\r\nc", failure: nil)
    #expect(
      Reporter().text(of: [result]) == "✓ a\u{FFFD}::error::\u{FFFD}[31mb\u{FFFD}\u{FFFD}c\n")
  }

  /// A mark over a `:` or a `%` makes one character of two scalars.
  @Test func githubAnnotationsAreEscapedByScalars() {
    var file = FileResult(
      LoadedTests(path: "t:\u{301}.yaml", outcome: TestFileLoader.Outcome(file: nil, diagnostics: [], sources: [:])))
    file.faults = [.error("code", "100%\u{301}", at: nil)]
    #expect(
      GitHubReporter.text(of: RunResult(files: [file])) == "::error file=t%3A\u{301}.yaml,title=code::100%25\u{301}\n")
  }

  @Test func githubAnnotationsAreEscaped() async {
    let text = GitHubReporter.text(of: await TestRunner.run([Self.load(Self.two)]))
    #expect(
      text == "::error file=a/t.test.yaml,line=8,col=9,title=is <odd> & 100%25 \u{7}\"wrong\"%3A a%2C b::"
        + "the agent said something else%0Aexpected: What?%0Asaid: Which day?\n")
  }

  @Test func jsonCanBeReadBack() async throws {
    let result = await TestRunner.run([Self.load(Self.two)])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(JSONReporter.text(of: result).utf8)) as? [String: Any])
    #expect(report["passed"] as? Int == 1 && report["failed"] as? Int == 1)
    let files = try #require(report["files"] as? [[String: Any]])
    let cases = try #require(files[0]["cases"] as? [[String: Any]])
    let failure = try #require(cases[1]["failure"] as? [String: Any])
    #expect(failure["line"] as? Int == 8)
    #expect(
      failure["trace"] as? [String] == [
        "read: service: cleaning from `a cleaning` (phrase), since it answers", "filled: service = cleaning (phrase)",
        "state: service: none → \"cleaning\"", "state: question: slot service → slot day",
      ])
  }

  @Test func aSeedPicksVariants() async throws {
    let script = ScriptLoader.load(
      text: """
        dialog: 1
        prompts: {hello: {any: [One., Two., Three., Four., Five.]}}
        flows: {main: [{say: hello}, {end: Bye.}]}
        fallback: [{reprompt: 2}, {end: Bye.}]
        """, file: "s.yaml", environment: [:])
    let outcome = TestFileLoader.load(
      text: "script: s.yaml\ncases: [{name: a, talk: [{agent: Zero.}]}]", file: "t.test.yaml"
    ) { _ in script }
    let loaded = LoadedTests(path: "t.test.yaml", outcome: outcome)
    var said: [String] = []
    for seed in 1...8 as ClosedRange<UInt64> {
      let runs = await [1, 2].asyncMap { jobs in
        await TestRunner.run([loaded], RunSettings(jobs: jobs, seed: seed)).files[0].cases[0].failure?.details[1].text
      }
      #expect(runs[0] == runs[1])
      said.append(runs[0] ?? "")
    }
    #expect(Set(said).count > 1, "\(said)")
  }

  @Test func whatSectionsFindWrongFailsTheRun() async {
    var result = await TestRunner.run([Self.load(Self.two)], RunSettings(filter: CaseFilter("passes")))
    result.sections.append(ReportSection(name: "coverage", text: "steps 50%\n", failures: ["steps: 50% of 100%"]))
    #expect(result.failed == 1)
    #expect(Reporter().text(of: result).hasSuffix("steps 50%\n1 passed, 1 failed\n"))
    #expect(GitHubReporter.text(of: result) == "::error title=coverage::steps: 50%25 of 100%25\n")
    #expect(JUnitReporter.text(of: result).contains("<testsuite name=\"coverage\" tests=\"1\" failures=\"1\">"))
  }
}

extension Array {
  fileprivate func asyncMap<Result>(_ body: (Element) async -> Result) async -> [Result] {
    var results: [Result] = []
    for element in self { results.append(await body(element)) }
    return results
  }
}
