import DialogDSL
import DialogTesting
import Foundation
import Hearing
import Interpreter
import Testing

/// Calls kept and played again.
@Suite struct RecordTests {
  private let script: Script
  private let dialog: PreparedScript
  private let clock: LocalTime

  init() throws {
    script = try #require(ScriptLoader.load(path: Fixtures.path("clinic.yaml"), environment: [:]).script)
    dialog = PreparedScript(script)
    clock = LocalTime(try #require(CivilDateTime(iso: "2026-03-02T09:00")), offsetMinutes: -480)
  }

  /// Stubs of a test file.
  private func stubs(_ text: String) throws -> StubTools {
    let outcome = TestFileLoader.load(text: "script: s\nstubs: \(text)\ncases: []", file: "t") { _ in
      ScriptLoader.Outcome(script: script, diagnostics: [], sources: [:])
    }
    return try #require(outcome.file).stubs
  }

  private func call(stubs text: String = "{book: {code: K7}}", _ moves: (inout SimulatedCall) -> Void) throws
    -> CallRecord
  {
    var call = SimulatedCall(callID: "test", dialog: dialog, start: clock, tools: .stubs(try stubs(text)))
    call.open()
    moves(&call)
    return CallRecord(of: call, script: "clinic.yaml", scriptHash: "0", facts: .map(["a": .text("b")]))
  }

  private func failures(of record: CallRecord) throws -> [String] {
    let text = RecordedTest.text(of: record, named: "a: call", script: "clinic.yaml")
    let outcome = TestFileLoader.load(text: text, file: "t.test.yaml") { _ in
      ScriptLoader.Outcome(script: script, diagnostics: [], sources: [:])
    }
    let file = try #require(outcome.file, "\(DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics))")
    return TestRunner.run(file).compactMap { $0.failure.map { "\($0.message): \($0.details)\n\(text)" } }
  }

  private func booking(_ call: inout SimulatedCall) {
    call.say("a cleaning", afterHearing: "Hello.")
    call.advance(seconds: 130.25)
    call.say("on friday", goesOn: true)
    call.revise("on friday no tuesday")
    call.staySilent()
    call.reconnect()
    call.say("one two three four")
  }

  @Test func aRecordIsWrittenAndReadBack() throws {
    let record = try call(booking)
    let read = try CallRecord(json: record.json)
    #expect(read.json == record.json)
    #expect(read.turns.map(\.said) == record.turns.map(\.said))
    #expect(read.turns.map(\.move) == record.turns.map(\.move))
    #expect(read.slots == ["service": "cleaning", "day": "2026-03-03", "pin": "1234"])
  }

  static let replies = [
    "{book: {code: K7}}", "{book: {fail: timeout}}", "{book: {fail: 503}}", "{book: {fail: bad_json}}",
    "{book: {slow: 1500ms, code: \"07\"}}", "{book: {give: {code: \"give: {slow}\"}}}",
  ]

  @Test(arguments: replies)
  func aTestMadeOfARecordPasses(stubs: String) throws {
    #expect(try failures(of: CallRecord(json: try call(stubs: stubs, booking).json)) == [])
  }

  /// Every call of the scenarios and examples: kept without its sensitive words, and played again from the file.
  @Test(arguments: ["Tests/Scenarios", "examples"])
  func everyCallComesBackAsATest(folder: String) async throws {
    let path = Fixtures.project.appending(path: folder).path
    let names = (FileManager.default.subpaths(atPath: path) ?? []).filter { $0.hasSuffix(".test.yaml") }.sorted()
    let files = await TestRunner.load(names.map { "\(path)/\($0)" }, environment: [:])
    var played = 0
    for file in files.compactMap(\.outcome.file) {
      let dialog = PreparedScript(file.script)
      for test in file.cases {
        let made = try #require(Replay(test, of: file).record(on: dialog, script: "s.yaml", scriptHash: "0"))
        let record = try CallRecord(json: made.withholdingSensitive(in: dialog).json)
        if !record.withheld.isEmpty { continue }
        let replayed = RecordReplay.compare(record, named: test.name, on: dialog)
        #expect(replayed.differences.isEmpty, "\(ScriptDiff.text(of: [replayed]))")
        let text = RecordedTest.text(
          of: record, named: test.name, script: "s.yaml", isTimed: file.script.limits.duration != nil)
        let loaded = TestFileLoader.load(text: text, file: "t.test.yaml") { _ in
          ScriptLoader.Outcome(script: file.script, diagnostics: [], sources: [:])
        }
        let faults = DiagnosticRenderer(sources: loaded.sources).render(loaded.diagnostics)
        for result in TestRunner.run(try #require(loaded.file, "\(faults)")) {
          #expect(result.failure == nil, "\(test.name): \(result.failure.map { "\($0)" } ?? "")\n\(text)")
          played += 1
        }
        // Other tests wait for their tasks meanwhile.
        await Task.yield()
      }
    }
    #expect(played > 10)
  }

  static let oddWords = [
    "it's: a \"cleaning\" # really", "- no", "a cleaning, {please}", "*", "cleaning\ton\\tuesday", "'",
  ]

  @Test(arguments: oddWords)
  func oddWordsComeThrough(words: String) throws {
    let record = try call { call in
      call.say(words)
      call.say(words, afterHearing: String(call.answer.text.prefix(5)))
    }
    #expect(try failures(of: record) == [])
  }

  @Test func sensitiveWordsAreReplacedByDummies() throws {
    let record = try call(booking).withholdingSensitive(in: dialog)
    #expect(record.dummies == ["pin"] && record.withheld.isEmpty)
    #expect(record.slots["pin"] == "5678")
    #expect(!record.json.contains("one two three four") && !record.json.contains("1234"))
    #expect(try failures(of: record) == [])
  }

  @Test func aSensitiveValueInPiecesIsReplacedToo() throws {
    let record = try call { call in
      call.say("a cleaning on tuesday")
      call.say("one two")
      call.say("three four")
    }.withholdingSensitive(in: dialog)
    #expect(record.dummies == ["pin"])
    #expect(record.slots["pin"] != "1234")
    for word in ["one", "three", "12", "34"] { #expect(!record.json.contains(word)) }
    #expect(try failures(of: record) == [])
  }

  /// `expect` takes `step` for the step that is waited at.
  @Test func aSlotThatExpectDoesNotReachIsLeftOut() throws {
    let text = """
      dialog: 1
      slots: {step: {type: integer, prompt: How many?, confirm: never}, town: {type: text, prompt: Where?}}
      flows: {main: [{collect: [step, town]}, {end: Goodbye.}]}
      fallback: [{reprompt: 2}, {end: Goodbye.}]
      """
    let loaded = ScriptLoader.load(text: text, file: "s.yaml", environment: [:])
    var call = SimulatedCall(callID: "test", dialog: PreparedScript(try #require(loaded.script)), start: clock)
    call.open()
    for words in ["two", "Bern"] { call.say(words) }
    let test = RecordedTest.text(
      of: CallRecord(of: call, script: "s.yaml", scriptHash: "0", facts: .none), named: "a", script: "s.yaml")
    #expect(test.contains("- expect: {town: Bern, ended: true}\n"), "\(test)")
    let file = try #require(TestFileLoader.load(text: test, file: "t.test.yaml") { _ in loaded }.file)
    #expect(TestRunner.run(file).allSatisfy { $0.failure == nil })
  }

  /// No other number leads the same way: nothing is made up.
  @Test func whatHasNoDummyIsLeftOut() throws {
    let text = """
      dialog: 1
      slots:
        age: {type: integer, prompt: How old are you?, sensitive: true, confirm: always}
        town: {type: text, prompt: Where do you live?}
      flows: {main: [{collect: [age, town]}, {end: "Goodbye, you are {{ age }}."}]}
      fallback: [{reprompt: 2}, {end: Goodbye.}]
      """
    let dialog = PreparedScript(
      try #require(ScriptLoader.load(text: text, file: "s.yaml", environment: [:]).script))
    var call = SimulatedCall(callID: "test", dialog: dialog, start: clock)
    call.open()
    for words in ["seventy nine", "yes", "Bern"] { call.say(words) }
    let record = CallRecord(of: call, script: "s.yaml", scriptHash: "0", facts: .none).withholdingSensitive(in: dialog)
    #expect(record.withheld == ["age"] && record.dummies.isEmpty)
    #expect(!record.json.contains("seventy") && !record.json.contains("79"))
    #expect(record.slots == ["town": "Bern"])
    #expect(record.turns.map(\.said).last == "Goodbye, you are ….")
  }

  @Test func wordsThatWereNotUnderstoodAreNotKeptEither() throws {
    let record = try call { call in
      call.say("a cleaning on tuesday")
      call.say("it is my birthday and the year")
      call.say("one two three four")
    }.withholdingSensitive(in: dialog)
    #expect(record.dummies == ["pin"])
    #expect(!record.json.contains("birthday"))
    #expect(try failures(of: record) == [])
  }

  static let wrong: [(String, String)] = [
    ("", "not JSON: expected a value at line 1, column 1"), ("[]", "not a JSON object"), ("{}", "no version"),
    ("{\"record\": 2}", "version 2"),
    ("{\"record\": 1}", "`script`"),
    ("{\"record\": 1, \"script\": \"s\", \"script_hash\": \"0\", \"call_id\": \"a\", \"clock\": \"soon\"}", "`clock`"),
    (
      "{\"record\": 1, \"script\": \"s\", \"script_hash\": \"0\", \"call_id\": \"a\", \"clock\": \"2026-03-02T09:00\"}",
      "opening"
    ),
    (
      "{\"record\": 1, \"script\": \"s\", \"script_hash\": \"0\", \"call_id\": \"a\", \"clock\": \"2026-03-02T09:00\", "
        + "\"turns\": [{\"at\": 0, \"shrug\": true}]}", "turn 1"
    ),
    (
      "{\"record\": 1, \"script\": \"s\", \"script_hash\": \"0\", \"call_id\": \"a\", \"clock\": \"2026-03-02T09:00\", "
        + "\"turns\": [{\"at\": -1, \"opening\": true}]}", "`at`"
    ),
  ]

  /// Turns, and what is wrong with them.
  static let wrongTurns: [(String, String)] = [
    ("{\"at\": 100000000000000000, \"opening\": true}", "`at` of turn 1 is not a number of seconds from 0 to 86400"),
    ("{\"at\": 0, \"opening\": true}, {\"at\": 0, \"opening\": true}", "turn 2 is an opening once more"),
    ("{\"at\": 0, \"opening\": true}, {\"at\": 0, \"revises\": \"a\"}", "turn 2 revises nothing"),
    (
      "{\"at\": 0, \"opening\": true, \"tools\": [{\"tool\": \"a\", \"arguments\": {}, \"took\": 1e17, \"result\": 1}]}",
      "`took` of a tool of turn 1"
    ),
  ]

  @Test(arguments: wrongTurns)
  func aWrongTurnSaysWhatIsWrong(turns: String, part: String) {
    aWrongRecordSaysWhatIsWrong(
      text: "{\"record\": 1, \"script\": \"s\", \"script_hash\": \"0\", \"call_id\": \"a\", "
        + "\"clock\": \"2026-03-02T09:00\", \"turns\": [\(turns)]}", part: part)
  }

  @Test(arguments: wrong)
  func aWrongRecordSaysWhatIsWrong(text: String, part: String) {
    #expect(throws: CallRecord.Fault.self) { try CallRecord(json: text) }
    do { _ = try CallRecord(json: text) } catch { #expect("\(error)".contains(part), "\(error)") }
  }

  @Test func theSameScriptChangesNothing() throws {
    let difference = ScriptDiff.compare("a", Replay(try call(booking)), dialog, dialog)
    #expect(difference.differences.isEmpty)
    #expect(ScriptDiff.text(of: [difference]) == "1 the same, 0 changed\n")
  }

  @Test func aChangedScriptSaysWhichTurnsChangeAndWhy() throws {
    let source = try String(contentsOfFile: Fixtures.path("clinic.yaml"), encoding: .utf8)
    let text = source.replacing("confirm: never", with: "confirm: always")
    let new = try #require(ScriptLoader.load(text: text, file: "new.yaml", environment: [:]).script)
    let difference = ScriptDiff.compare("a", Replay(try call(booking)), dialog, PreparedScript(new))
    let first = try #require(difference.differences.first)
    #expect(first.turn == 3 && first.caller == "on friday")
    #expect(first.changes.map(\.what) == ["said"])
    #expect(
      first.why == [
        "- state: question: slot day → slot pin", "- prompt: slots.pin.prompt",
        "+ state: question: slot day → readBack day", "+ prompt: builtin.confirm",
      ])
    let worded = try #require(
      ScriptLoader.load(text: source.replacing("Which day?", with: "On what day?"), file: "new.yaml", environment: [:])
        .script)
    let wording = ScriptDiff.compare("a", Replay(try call(booking)), dialog, PreparedScript(worded))
    #expect(wording.differences.map(\.why) == [["wording: slots.day.prompt"]])
    let last = try #require(difference.differences.last)
    #expect(last.changes.map(\.what).contains("outcome"))
    // The pin stands nowhere.
    #expect(!ScriptDiff.text(of: [difference]).contains("1234"))
    #expect(ScriptDiff.json(of: [difference]).contains("\"turn\": 3"))
  }
}
