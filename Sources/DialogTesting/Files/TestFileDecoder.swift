import DialogDSL
import Hearing
import Interpreter

/// Turns the nodes of a test file into a `TestFile`. Owned by one load, never shared.
final class TestFileDecoder: NodeDecoding {
  var diagnostics: [Diagnostic] = []
  private(set) var script = Script(name: "", slots: [], flows: [], steps: [])
  /// What templates in `agent` lines may name.
  private(set) var scope = Scope.standard
  private(set) var prompts: Set<String> = []

  /// When a call begins that has no `clock`: a Monday morning.
  static let standardClock = CivilDateTime(
    date: CivilDate(daysSinceEpoch: 20_458), time: ClockTime(wrapping: 9 * 60))

  func fileKeys(_ node: Node) -> Keys? {
    keys(node, of: "a test file", ["script"] + Self.parts)
  }

  /// What a test file and `tests` in a script hold alike.
  private static let parts = ["clock", "call", "stubs", "cases", "sweep", "coverage"]

  /// `tests` in a script: the same keys without `script`, or just the cases.
  func inlineKeys(_ node: Node) -> Keys? {
    guard case .sequence = node.content else { return keys(node, of: "`tests`", Self.parts) }
    let start = SourceRange(file: node.range.file, start: node.range.start, end: node.range.start)
    return Keys(entries: [Node.Entry(key: SourceText("cases", at: start), value: node)], range: node.range)
  }

  func scriptPath(_ keys: Keys, at range: SourceRange) -> SourceText? {
    guard let node = keys["script"] else {
      report(
        .missingKey(
          "script", in: "a test file", at: SourceRange(file: range.file, start: range.start, end: range.start)))
      return nil
    }
    return text(node, wanted: "the path of a script")
  }

  func file(_ keys: Keys, named name: String, script: Script) -> TestFile {
    self.script = script
    scope = Scope(names: Scope.standard.names.merging(script.names) { own, _ in own })
    prompts = script.promptIDs
    let clock = keys["clock"].flatMap(moment) ?? LocalTime(Self.standardClock)
    let facts = keys["call"].map(json) ?? .map([:])
    let stubs = keys["stubs"].map(stubs) ?? StubTools()
    if keys["cases"] == nil { report(.missingKey("cases", in: "a test file", at: keys.range)) }
    let nodes = keys["cases"].flatMap { items($0, wanted: "a list of cases") } ?? []
    var places: [String: SourceRange] = [:]
    var cases: [TestCase] = []
    for test in nodes.compactMap(testCase) {
      if let first = places[test.name] { report(.sameName(test.name, at: test.range, first: first)) }
      places[test.name] = test.range
      cases.append(test)
    }
    return TestFile(
      name: name, script: script, clock: clock, facts: facts, stubs: stubs, cases: cases,
      sweep: keys["sweep"].map(sweep) ?? [], coverage: keys["coverage"].map(coverage) ?? CoverageThresholds())
  }

  private func testCase(_ node: Node) -> TestCase? {
    guard let keys = keys(node, of: "a case", ["name", "talk", "golden", "calls", "model_requests"]) else { return nil }
    if keys["name"] == nil { report(.missingKey("name", in: "a case", at: node.range)) }
    if keys["talk"] == nil { report(.missingKey("talk", in: "a case", at: node.range)) }
    let requests = keys["model_requests"].flatMap { node in
      whole(node, in: 0...1_000).map { Located($0, at: keys.place(of: "model_requests") ?? node.range) }
    }
    let talk = keys["talk"].flatMap { items($0, wanted: "a list of what happens") }.map(talk) ?? []
    let calls = keys["calls"].map { entries($0, of: "tools and counts") } ?? []
    guard let name = keys["name"].flatMap({ text($0, wanted: "a name") }) else { return nil }
    let opening = talk.prefix { if case .model = $0.value { true } else { false } }
    return TestCase(
      name: name.text, range: name.range,
      opening: opening.compactMap { if case .model(let reply) = $0.value { reply } else { nil } },
      talk: Array(talk.dropFirst(opening.count)), calls: calls.compactMap(callCount), modelRequests: requests,
      isGolden: flag(keys["golden"]) ?? false)
  }

  private func callCount(_ entry: Node.Entry) -> Located<TestCase.CallCount>? {
    guard isTool(entry.key), let count = whole(entry.value, in: 0...1_000) else { return nil }
    return Located(TestCase.CallCount(tool: entry.key.text, count: count), at: entry.key.range)
  }

  func isTool(_ name: SourceText) -> Bool {
    if script.tools[name.text] != nil { return true }
    report(.unknownName("tool", name.text, among: script.tools.keys.sorted(), at: name.range))
    return false
  }

  // MARK: Values

  /// `2026-03-02T09:00:00-08:00`; seconds may be left out, an offset left out is that of UTC.
  private func moment(_ node: Node) -> LocalTime? {
    guard let source = text(node, wanted: "a moment") else { return nil }
    if let time = Self.moment(source.text) { return time }
    report(.badClock(source.text, at: source.range))
    return nil
  }

  static func moment(_ text: String) -> LocalTime? {
    guard let civil = CivilDateTime(iso: text.prefix(16)) else { return nil }
    var rest = text.dropFirst(16)
    if rest.first == ":" {
      guard rest.count >= 3, let seconds = Int(rest.dropFirst().prefix(2)), (0...59).contains(seconds) else {
        return nil
      }
      rest = rest.dropFirst(3)
    }
    if rest.isEmpty || rest == "Z" { return LocalTime(civil) }
    guard let sign = rest.first, sign == "+" || sign == "-", let offset = ClockTime(iso: rest.dropFirst()) else {
      return nil
    }
    return LocalTime(civil, offsetMinutes: sign == "-" ? -offset.minutes : offset.minutes)
  }
}
