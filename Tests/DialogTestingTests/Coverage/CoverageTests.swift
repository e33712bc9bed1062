import DialogDSL
import DialogTesting
import Foundation
import Interpreter
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct CoverageTests {
  /// One test file over `desk.yaml`, and what its cases reach.
  static func loaded(_ cases: String, more: String = "", path: String = "t.test.yaml") throws -> LoadedTests {
    let text = "script: desk.yaml\nclock: 2026-03-02T09:00:00-08:00\nstubs: {book: {}}\ncases:\n\(cases)\n\(more)\n"
    var outcome = TestFileLoader.load(text: text, file: path) { _ in
      ScriptLoader.load(path: Fixtures.path("desk.yaml"), environment: [:])
    }
    let faults = DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics)
    try #require(outcome.file != nil, "\(faults)")
    outcome.paths = ["desk.yaml": "scripts/../desk.yaml", path: path]
    return LoadedTests(path: path, outcome: outcome)
  }

  static func coverage(of talk: String) throws -> Coverage {
    let lines = talk.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
    let tests = try loaded("  - name: a\n    talk:\n\(lines)")
    let results = TestRunner.run(try #require(tests.outcome.file))
    for result in results { #expect(result.failure == nil, "\(result.failure?.message ?? "")") }
    var run = CoverageOfRun()
    run.add(tests, results)
    return try #require(run.scripts.first)
  }

  /// Items as `kind line place: part`, without their hits.
  static func written(_ items: [CoverageItem]) -> [String] {
    items.map { "\($0.kind.rawValue) \($0.range.start.line) \($0.description)" }
  }

  @Test func everythingThatCanBeReachedIsAnItemWithItsPlace() throws {
    let coverage = try Self.coverage(of: "[]")
    let items = Self.written(coverage.items)
    #expect(items.count == Set(items).count)
    #expect(items.filter { $0.hasPrefix("steps") }.count == coverage.script.steps.count)
    let expected = [
      "branches 19 flows.main[0]: route, visit", "branches 19 flows.main[0]: route, human",
      "branches 19 flows.main[0]: route, nothing else",
      "branches 10 slots.day: its `ask_if` is true", "branches 10 slots.day: its `ask_if` is false",
      "branches 28 flows.visit[1]: its `if` is false",
      "branches 32 flows.visit[2]: if, then", "branches 30 flows.visit[2]: if, else",
      "branches 35 flows.visit[3]: match, new", "branches 33 flows.visit[3]: match, known",
      "branches 37 flows.visit[4]: confirm, yes", "branches 39 flows.visit[4]: confirm, no",
      "branches 37 flows.visit[4]: confirm, corrected",
      "branches 42 flows.visit[5]: ask, yes", "branches 40 flows.visit[5]: ask, no",
      "branches 45 flows.visit[5]: ask, by post, as a letter", "branches 48 flows.visit[6]: call, ok",
      "failures 27 flows.visit[0]: collect, else", "failures 47 flows.visit[5]: ask, else",
      "failures 50 flows.visit[6]: call, failed", "failures 14 slots.day: refused by require[0]",
      "prompts 9 slots.kind.reprompt[0]: Pardon?", "prompts 9 slots.kind.reprompt[1]: Say new or known.",
      "prompts 13 slots.day.prompt: variant 0, Which day?", "prompts 13 slots.day.prompt: variant 1, What day?",
      "prompts 13 slots.day.prompt: again, And the day?", "prompts 14 slots.day.require[0]: That is too soon.",
      "prompts 62 silence[0]: Are you there?",
      "choices 7 slots.kind: new", "choices 7 slots.kind: new as \"brand new\"", "choices 7 slots.kind: known",
      "triggers 23 flows.visit: \"book [a] visit\"", "triggers 23 flows.visit: \"I want to come\"",
      "corrections 5 slots.kind", "corrections 10 slots.day",
      "digressions 5 slots.kind", "digressions 37 flows.visit[4]", "digressions 40 flows.visit[5]",
    ]
    for item in expected { #expect(items.contains(item), "\(item) is not among\n\(items.joined(separator: "\n"))") }
    // `match` names all choices, so that there is no other way.
    #expect(!items.contains { $0.contains("match, else") })
  }

  /// A talk, and the items that it must reach and that it must not.
  static let talks: [(String, reached: [String], missed: [String])] = [
    ("- user: \"no\"", ["route, nothing else", "end Goodbye."], ["route, visit", "collect kind, day"]),
    (
      "- user: i want to come\n- user: brand new",
      ["route, visit", "\"I want to come\"", "new as \"brand new\"", "`ask_if` is true"],
      ["\"book [a] visit\"", "new as \"first visit\"", "slots.kind: known", "`ask_if` is false", "confirm, yes"]
    ),
    (
      "- user: book a visit\n- user: purple\n- user: purple",
      ["slots.kind.reprompt[0]", "slots.kind.reprompt[1]", "\"book [a] visit\""], ["collect, else", "goto"]
    ),
    (
      "- user: book a visit\n- user: purple\n- user: purple\n- user: purple",
      ["collect, else", "goto", "transfer desk"], ["do human"]
    ),
    (
      "- user: book a visit\n- user: new\n- user: today",
      ["refused by require[0]", "That is too soon."], ["if, then", "confirm, yes"]
    ),
    (
      "- user: book a visit\n- user: new\n- user: tomorrow\n- user: \"yes\"\n- user: \"yes\"",
      ["`if` is true", "if, then", "match, new", "confirm, yes", "ask, yes", "call, ok", "I am booking it."],
      ["`if` is false", "if, else", "match, known", "confirm, no", "ask, no", "call, failed"]
    ),
    (
      "- user: book a visit\n- user: again\n- user: make it a first visit\n- user: tomorrow\n- user: \"no\"",
      ["confirm, corrected", "confirm, no", "`if` is false", "if, else", "match, known", "corrections", "return"],
      ["confirm, yes", "call, ok"]
    ),
    (
      "- user: book a visit\n- user: known\n- user: \"yes\"\n- user: as a letter\n- tool_fails: book",
      ["ask, by post", "call, ok"], ["call, failed", "ask, yes", "ask, no"]
    ),
    (
      "- user: book a visit\n- user: known\n- tool_fails: book\n- user: \"yes\"\n- user: \"no\"",
      ["ask, no", "call, failed", "say That failed."], ["call, ok", "ask, yes"]
    ),
    (
      "- user: book a visit\n- user: the doctor",
      ["digressions 5 slots.kind", "flows.human: \"the doctor\""], ["route, human", "digressions 10 slots.day"]
    ),
    ("- user: the doctor", ["route, human"], ["digressions 5 slots.kind"]),
    ("- silence", ["silence[0]"], ["slots.kind.prompt"]),
  ]

  @Test(arguments: talks.indices)
  func aTalkReachesWhatItUses(index: Int) throws {
    let (talk, reached, missed) = Self.talks[index]
    let coverage = try Self.coverage(of: talk)
    let hit = Self.written(coverage.items.filter { coverage.hits(of: $0.mark) > 0 })
    let rest = Self.written(coverage.items.filter { coverage.hits(of: $0.mark) == 0 })
    for part in reached { #expect(hit.contains { $0.contains(part) }, "\(part): \(hit)") }
    for part in missed { #expect(rest.contains { $0.contains(part) }, "\(part): \(rest)") }
  }

  /// A prompt of two wordings is reached in one of them at a time.
  @Test func everyWordingCountsByItself() throws {
    let coverage = try Self.coverage(of: "- user: book a visit\n- user: new")
    let wordings = coverage.items.filter { $0.place == "slots.day.prompt" }
    #expect(wordings.count == 3)
    #expect(wordings.count { coverage.hits(of: $0.mark) > 0 } == 1)
  }

  @Test func aStepCountsOnceForEachTimeItIsRun() throws {
    let coverage = try Self.coverage(
      of: "- user: book a visit\n- user: known\n- user: \"yes\"\n- user: \"yes\"\n- user: book a visit")
    let call = try #require(coverage.items.first { $0.description.contains("call book") })
    #expect(coverage.hits(of: call.mark) == 1)
    let collect = try #require(coverage.items.first { $0.description.contains("collect kind") })
    #expect(coverage.hits(of: collect.mark) == 2)
  }

  // MARK: Thresholds

  @Test func aShareIsMetExactlyOrNot() {
    let two = CoverageThresholds.shares("steps=66.6%,branches=67")
    #expect(two?.map(\.description) == ["66.6%", "67%"])
    for wrong in ["steps", "steps=", "steps=101%", "stops=100%", "steps=100%,", "steps=-1%", "steps=ten", "steps=nan"] {
      #expect(CoverageThresholds.shares(wrong) == nil, "\(wrong)")
    }
  }

  @Test func whatATestFileWantsAndMissesIsSaidWithItsPlaces() throws {
    let tests = try Self.loaded(
      "  - name: a\n    talk: [{user: the doctor}]", more: "coverage: {triggers: 33%, failures: 1%}")
    var run = CoverageOfRun()
    run.add(tests, TestRunner.run(try #require(tests.outcome.file)))
    let shortfalls = run.shortfalls(besides: [], isWhole: true)
    #expect(
      shortfalls.map(\.line) == [
        "desk.yaml: failures 0% (0 of 4), t.test.yaml wants 1%; missed: desk.yaml:27, desk.yaml:47, desk.yaml:50, "
          + "desk.yaml:14"
      ])
    #expect(shortfalls[0].text.contains("\n  desk.yaml:50: flows.visit[6]: call, failed\n"))
    #expect(run.shortfalls(besides: [], isWhole: false).isEmpty)
    let asked = try #require(CoverageThresholds.shares("triggers=33.4%"))
    #expect(
      run.shortfalls(besides: asked, isWhole: false).map(\.sentence) == [
        "desk.yaml: triggers 33% (1 of 3), --coverage-threshold wants 33.4%"
      ])
  }

  // MARK: Adding up and reporting

  @Test func filesOfOneScriptAreOneCoverageInAnyOrder() throws {
    let first = try Self.loaded("  - name: a\n    talk: [{user: the doctor}]")
    let second = try Self.loaded("  - name: b\n    talk: [{user: book a visit}, {user: known}]", path: "u.test.yaml")
    var there = CoverageOfRun()
    var back = CoverageOfRun()
    for tests in [first, second] { there.add(tests, TestRunner.run(try #require(tests.outcome.file))) }
    for tests in [second, first] { back.add(tests, TestRunner.run(try #require(tests.outcome.file)).reversed()) }
    #expect(there.scripts.count == 1)
    #expect(there.text == back.text)
    #expect(there.json.compact == back.json.compact)
    #expect(CoveragePage(of: there).text == CoveragePage(of: back).text)
  }

  @Test func theTableSaysSharesAndWhatIsMissed() throws {
    let tests = try Self.loaded("  - name: a\n    talk: [{user: the doctor}]")
    var run = CoverageOfRun()
    run.add(tests, TestRunner.run(try #require(tests.outcome.file)))
    #expect(run.text.hasPrefix("coverage of desk.yaml\n  steps          9%  2 of 21\n"), "\(run.text)")
    #expect(run.text.contains("\n  missed triggers:\n    desk.yaml:23: flows.visit: \"book [a] visit\"\n"))
  }

  @Test func thePageIsWellFormedAndNeedsNothingElse() throws {
    let tests = try Self.loaded("  - name: a\n    talk: [{user: book a visit}, {user: known}]")
    var run = CoverageOfRun()
    run.add(tests, TestRunner.run(try #require(tests.outcome.file)))
    let page = CoveragePage(of: run).text
    let reader = PageReader()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    // One box for each step, and every reference leads into the page.
    #expect(reader.boxes == run.scripts[0].script.steps.count)
    #expect(
      !reader.links.isEmpty
        && reader.links.allSatisfy { $0.hasPrefix("#") && reader.ids.contains(String($0.dropFirst())) })
    #expect(reader.elements.isDisjoint(with: ["script", "link", "img", "iframe"]))
    #expect(!page.contains("http") && !page.contains("url(") && !page.contains("@import"))
    #expect(page.contains("prefers-color-scheme: dark"))
    #expect(page.contains("<title>desk.yaml:19"))
  }

  private final class PageReader: NSObject, XMLParserDelegate {
    var boxes = 0
    var elements: Set<String> = []
    var ids: Set<String> = []
    var links: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) {
      elements.insert(element)
      if element == "rect" { boxes += 1 }
      if let id = attributes["id"] { ids.insert(id) }
      if let link = attributes["href"] { links.append(link) }
      for reference in ["src", "xlink:href", "data"] where attributes[reference] != nil { links.append("elsewhere") }
    }
  }
}
