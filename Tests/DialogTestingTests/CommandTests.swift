import Foundation
import Testing

/// The built program, as people run it.
@Suite(.serialized) struct CommandTests {
  private static let dental = Fixtures.project.appending(path: "examples/dental/dental.yaml").path
  private static let survey = Fixtures.project.appending(path: "examples/survey").path
  private static let clinic = Fixtures.path("clinic.yaml")

  static let statuses: [([String], Int32)] = [
    (["check", dental], 0),
    (["check", "--explain", dental], 0),
    (["check", Fixtures.path("wrong", "unknown-key.test.yaml")], 1),
    (["check", Fixtures.path("nowhere.yaml")], 1),
    (["check", Fixtures.path("nowhere-zone.yaml")], 1),
    (["serve", Fixtures.path("nowhere-zone.yaml")], 1),
    (["chat", Fixtures.path("nowhere-zone.yaml")], 1),
    (["chat", clinic, "--stubs", Fixtures.path("wrong", "bad-clock.test.yaml")], 1),
    (["check"], 64),
    (["frobnicate"], 64),
    (["test", Fixtures.project.appending(path: "examples").path, "--sweep", "none"], 0),
    (["test", Fixtures.path("wrong")], 1),
    (["test", Fixtures.path("nowhere.test.yaml")], 1),
    (["test", Fixtures.path("wrong"), "--wire"], 1),
    (["test", Fixtures.path("wrong"), "--ring", "saturn"], 64),
    (["test", Fixtures.path("wrong"), "--ring", "step", "--wire"], 64),
    (["test"], 64),
    (["test", clinic], 1),
    (["test", survey, "--repeat", "0"], 64),
    (["test", survey, "--jobs", "0"], 64),
    (["test", survey, "--report", "xml"], 64),
    (["test", survey, "--report", "json", "--report", "junit"], 64),
    (["test", survey, "--sweep", "none", "--report", "junit=/nowhere/at/all.xml"], 1),
    (["test", survey, "--filter", "no case has this name"], 1),
    (["test", survey, "--write", "x"], 64),
    (["test", "--from", clinic], 1),
    (["test", survey, "--from", clinic], 64),
    (["test", survey, "--replay", "--sweep", "none"], 0),
    (["test", survey, "--replay", "--sweep"], 64),
    (["test", survey, "--replay", "--record"], 64),
    (["test", survey, "--live", "--update"], 64),
    (["replay"], 64),
    (["replay", clinic], 1),
    (["replay", Fixtures.path("nowhere.json")], 1),
    (["replay", Fixtures.path("wrong")], 1),
    (["diff", clinic, clinic], 64),
    (["diff", clinic, clinic, "--calls", Fixtures.path("wrong")], 1),
    (["diff", clinic, Fixtures.path("nowhere.yaml"), "--calls", survey], 1),
    (["explore", Fixtures.path("explore", "nothing.yaml"), "--calls", "40"], 0),
    (["explore", clinic, "--call", "3"], 0),
    (["explore", Fixtures.path("nowhere.yaml")], 1),
    (["explore", clinic, "--caller", "terse,rude"], 64),
    (["explore", clinic, "--calls", "0"], 64),
    (["serve", dental, "--port", "70000"], 64),
    (["serve", Fixtures.path("nowhere.yaml")], 1),
    (["serve", dental, "--port", "0"], 1),
    (["call", "ws://127.0.0.1:1/llm-websocket"], 1),
    (["call", "wss://127.0.0.1:1/llm-websocket"], 1),
    (["call", "nonsense"], 1),
    (["--version"], 0),
  ]

  @Test(arguments: statuses)
  func exits(arguments: [String], status: Int32) throws {
    let run = try Program.run(arguments)
    #expect(run.status == status, "\(run.output)\(run.errors)")
    if status != 0 { #expect(!run.errors.isEmpty) }
  }

  @Test func checkShowsTheLineAndCountsWhatItFound() throws {
    let run = try Program.run(["check", Fixtures.path("nowhere.yaml"), Self.clinic])
    #expect(run.output == "2 files, 1 error, 0 warnings\n")
    #expect(run.errors == "error[no-such-file]: there is no file nowhere.yaml\n")
  }

  @Test func explainListsWhatAppliesByDefaultInEachLocale() throws {
    let counter = Fixtures.project.appending(path: "Tests/Scenarios/scripts/counter.yaml").path
    let run = try Program.run(["check", "--explain", counter])
    for text in [
      "counter.yaml in en-US\n", "counter.yaml in en-GB\n",
      "  goodbye                 Take care!\n                          (counter.yaml:13, instead of: Goodbye.)\n",
      "  help                    You can answer in your own words, ask me to repeat, or ask for a person.\n",
      "    no match              Which day was that?\n                          A day, like {{ today + 1 day }}.\n",
      "  flows.main[0]           collects side\n                          ladder of the script: reprompt: 2, then end:",
      "    prompt                Chips or salad?\n",
    ] {
      #expect(run.output.contains(text), "\(text)")
    }
    #expect(try Program.run(["check", "--explain", counter]).output == run.output)
  }

  @Test func testEndsWithItsCounts() throws {
    let run = try Program.run(["test", Fixtures.project.appending(path: "examples/survey").path, "--sweep", "none"])
    let last = try #require(run.output.split(separator: "\n").last)
    #expect(last.wholeMatch(of: /[1-9][0-9]* passed, 0 failed/) != nil, "\(run.output)")
  }

  @Test func exploreReportsWhatItFinds() throws {
    let script = Fixtures.path("explore", "a-rule-that-nothing-keeps.yaml")
    let arguments = ["explore", script, "--calls", "20", "--jobs", "3"]
    let run = try Program.run(arguments)
    #expect(run.status == 1 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("dead-end: a question that no answer moved on\n  at flows.main[0], day\n"))
    #expect(try Program.run(arguments).output == run.output)
    let report = try Program.run(arguments + ["--json"]).output
    #expect(report.hasPrefix("{\"calls\":20,") && report.contains("\"invariant\":\"dead-end\""), "\(report)")
  }

  @Test(arguments: [["--wire"], ["--ring", "step"]])
  func theReportIsTheSameOnAllRings(options: [String]) throws {
    let survey = Fixtures.project.appending(path: "examples/survey").path
    let usual = try Program.run(["test", survey, "--sweep", "none"])
    #expect(try Program.run(["test", survey, "--sweep", "none"] + options).output == usual.output)
  }

  @Test func reportsAreTheSameWhateverTheJobs() throws {
    let folder = Fixtures.project.appending(path: "examples").path
    for report in ["text", "json", "junit", "github"] {
      let runs = try ["1", "7"].map {
        try Program.run(["test", folder, "--report", report, "--jobs", $0, "--sweep", "none"]).output
      }
      #expect(runs[0] == runs[1])
      #expect(runs[0].isEmpty == (report == "github"))
    }
  }

  @Test func sweepsAreReportedAndTheSameWhateverTheJobs() throws {
    let file = Fixtures.project.appending(path: "Tests/Scenarios/a-new-day-clears-the-time.test.yaml").path
    let runs = try ["1", "7"].map { try Program.run(["test", file, "--jobs", $0, "--sweep", "barge_in,reconnect"]) }
    #expect(runs[0].output == runs[1].output)
    #expect(runs[0].output.contains("barge_in   1 cases, 1 passed, 0 failed, 0 skipped\n"), "\(runs[0].output)")
    #expect(runs.map(\.status) == [0, 0])
  }

  /// A folder of its own for files that commands write.
  private func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dialogrun-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func aCallBecomesARecordATestAndADiff() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let old = folder.appending(path: "clinic.yaml").path
    let new = folder.appending(path: "new.yaml").path
    let record = folder.appending(path: "calls/first.json").path
    let test = folder.appending(path: "tests/first.test.yaml").path
    for name in ["calls", "tests"] {
      try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    let source = try String(contentsOfFile: Self.clinic, encoding: .utf8)
    try source.write(toFile: old, atomically: true, encoding: .utf8)
    try source.replacing("Which day?", with: "On what day?").write(toFile: new, atomically: true, encoding: .utf8)

    let chat = try Program.run(["chat", old, "--save", record], input: "a cleaning\non tuesday\n1 2 3 4\n")
    #expect(chat.output.contains("[dummies stand for pin]"), "\(chat.output)\(chat.errors)")
    #expect(try !String(contentsOfFile: record, encoding: .utf8).contains("1 2 3 4"))
    #expect(try Program.run(["test", "--from", record, "--write", test]).status == 0)
    let run = try Program.run(["test", test])
    #expect(run.output == "✓ first\n1 passed, 0 failed\n", "\(run.output)\(run.errors)")
    #expect(try Program.run(["diff", old, old, "--calls", folder.appending(path: "calls").path]).status == 0)
    let diff = try Program.run(["diff", old, new, "--calls", folder.path])
    #expect(diff.status == 1)
    #expect(diff.output.contains("turn 2 of 4\n  caller: a cleaning\n  said:\n    - Which day?\n    + On what day?\n"))
    #expect(diff.output.hasSuffix("0 the same, 2 changed\n"), "\(diff.output)")

    let replay = try Program.run(["replay", record])
    #expect(replay.status == 0 && replay.output == "1 the same, 0 changed\n", "\(replay.output)\(replay.errors)")
    let changed = try Program.run(["replay", folder.appending(path: "calls").path, "--script", new, "--talk"])
    #expect(changed.status == 1 && changed.errors.contains("is not as it was when the call took place"))
    #expect(changed.output.contains("caller: a cleaning\nagent:  Which day?\n"), "\(changed.output)")
    #expect(changed.output.contains("  said:\n    - Which day?\n    + On what day?\n"), "\(changed.output)")
    #expect(changed.output.hasSuffix("0 the same, 1 changed\n"))
  }

  @Test func updateRewritesAFileOnce() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "a.test.yaml").path
    try "script: \(Self.clinic)\ncases:\n  - name: a\n    talk:\n      - agent: Hi   # there\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try Program.run(["test", path]).status == 1)
    let update = try Program.run(["test", path, "--update"])
    #expect(
      update.output == """
        \(path):5: agent line rewritten
          - Hi
          + Hello. Which service?
        ✓ a
        1 passed, 0 failed

        """)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("- agent: Hello. Which service?   # there\n"))
    #expect(try Program.run(["test", path, "--update"]).output == "✓ a\n1 passed, 0 failed\n")
  }

  @Test func aFileThatIsRewrittenStaysWhatItWas() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (path, link) = (folder.appending(path: "a").path, folder.appending(path: "a.test.yaml").path)
    let source = "\u{FEFF}script: \(Self.clinic)\r\ncases:\r\n  - name: a\r\n    talk:\r\n      - agent: Hi\r\n"
    try source.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a")
    #expect(try Program.run(["test", folder.path, "--update"]).status == 0)
    #expect(
      try Data(contentsOf: URL(filePath: path)) == Data(source.replacing("Hi", with: "Hello. Which service?").utf8))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "a")
  }

  @Test func whatCannotBeWrittenKeepsNothingElseFromBeingReported() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let junit = folder.appending(path: "junit.xml").path
    let run = try Program.run([
      "test", "-q", Self.survey, "--report", "json=/nowhere/at/all", "--coverage-json", "/nowhere/too", "--report",
      "junit=\(junit)",
    ])
    #expect(run.status == 1 && run.output.hasSuffix(" passed, 0 failed\n"))
    #expect(FileManager.default.fileExists(atPath: junit))
    let written = try Program.run(["test", "-q", Self.survey, "--report", "json=/dev/stderr"])
    #expect(written.status == 0 && written.errors.hasPrefix("{\n  \"report\": 1,"), "\(written.errors)")
  }

  @Test func aFileThatIsNamedTwiceIsRunOnce() throws {
    let file = Self.survey + "/survey.test.yaml"
    #expect(
      try Program.run(["test", Self.survey, file, Self.survey + "/../survey"]).output
        == Program.run(["test", file]).output)
  }

  @Test func aBadRecordKeepsNoOtherFromBeingCompared() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try "{}".write(toFile: folder.appending(path: "a.json").path, atomically: true, encoding: .utf8)
    let record = folder.appending(path: "b.json").path
    _ = try Program.run(["chat", Self.clinic, "--save", record], input: "a cleaning\n")
    let run = try Program.run(["diff", Self.clinic, Self.clinic, "--calls", folder.path])
    #expect(run.status == 1 && run.output == "1 the same, 0 changed\n", "\(run.output)\(run.errors)")
    #expect(run.errors.hasSuffix("a.json is no call record: it has no version under `record`\n"), "\(run.errors)")
  }

  @Test func nobodyTalksForARecordThatCannotBeKept() throws {
    let run = try Program.run(["chat", Self.clinic, "--save", "/nowhere/at/all.json"], input: "a cleaning\n")
    #expect(run.status == 1 && run.output.isEmpty && run.errors.contains("there is no such folder"))
  }

  /// Many test files name the same script.
  @Test func whatIsWrongWithAScriptIsSaidOnce() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try "dialog: 1\nflows: {main: [{edn: Goodbye.}]}\n"
      .write(toFile: folder.appending(path: "s.yaml").path, atomically: true, encoding: .utf8)
    for name in ["a", "b", "c"] {
      try "script: s.yaml\ncases: []\n"
        .write(toFile: folder.appending(path: "\(name).test.yaml").path, atomically: true, encoding: .utf8)
    }
    let run = try Program.run(["test", folder.path])
    #expect(run.output.hasSuffix("0 passed, 3 failed\n"))
    #expect(run.errors.matches(of: /unknown-step/).count == 1, "\(run.errors)")
    #expect(run.errors.matches(of: /faulty-script/).count == 3)
  }

  @Test func watchRunsAgainWhenTheScriptChanges() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appending(path: "s.yaml").path
    let source = try String(contentsOfFile: Self.clinic, encoding: .utf8)
    try source.write(toFile: script, atomically: true, encoding: .utf8)
    let path = folder.appending(path: "a.test.yaml").path
    try "script: s.yaml\ncases: [{name: a, talk: [{agent: Hello. Which service?}]}]\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    let watch = try Program.start(["test", path, "--watch"])
    let first = try watch.firstLines(3)
    #expect(first.contains("1 passed, 0 failed\n---- waiting for a change in 2 files"), "\(first)")
    try source.replacing("Hello.", with: "Hi.").write(toFile: script, atomically: true, encoding: .utf8)
    #expect(try watch.firstLines(2).contains("✗ a"))
    _ = watch.stop()
  }

  @Test func aFileThatCannotBeReadIsAFailure() throws {
    let run = try Program.run(["test", Fixtures.path("wrong", "no-script.test.yaml")])
    #expect(run.output == "0 passed, 1 failed\n")
    #expect(run.errors.contains("no-script.test.yaml:1:1: error[missing-key]"))
  }

  @Test func sharesThatAreNotReachedFailTheRun() throws {
    let survey = Fixtures.project.appending(path: "examples/survey").path
    let reached = try Program.run([
      "test", "-q", survey, "--sweep", "none", "--coverage-threshold", "steps=100%,branches=100%",
    ])
    #expect(reached.status == 0, "\(reached.output)")
    let missed = try Program.run(["test", "-q", survey, "--sweep", "none", "--coverage-threshold", "corrections=100%"])
    #expect(missed.status == 1)
    #expect(missed.output.contains("--coverage-threshold wants 100%; missed:\n  survey.yaml:"), "\(missed.output)")
    let wrong = try Program.run(["test", survey, "--coverage-threshold", "stops=100%"])
    #expect(wrong.status == 64 && wrong.errors.contains("write shares like"), "\(wrong.errors)")
  }

  @Test func coverageIsWrittenAsTheSameBytesEachTime() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "coverage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let examples = Fixtures.project.appending(path: "examples").path
    var written: Set<Data> = []
    for jobs in ["1", "4"] {
      let (html, json) = (folder.appending(path: "\(jobs).html"), folder.appending(path: "\(jobs).json"))
      let run = try Program.run(
        [
          "test", "-q", examples, "--sweep", "none", "--jobs", jobs, "--coverage-html", html.path, "--coverage-json",
          json.path,
        ])
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      written.formUnion([try Data(contentsOf: html), try Data(contentsOf: json)])
    }
    #expect(written.count == 2)
    let nowhere = try Program.run([
      "test", "-q", examples, "--sweep", "none", "--coverage-html", folder.appending(path: "a/b").path,
    ])
    #expect(nowhere.status == 1 && nowhere.errors.contains("there is no such folder"), "\(nowhere.errors)")
  }

  @Test func chatsThroughAPipe() throws {
    let stubs = Fixtures.project.appending(path: "examples/dental/dental.test.yaml").path
    let run = try Program.run(
      ["chat", Self.dental, "--stubs", stubs],
      input: """
        i need a cleaning on saturday
        :undo
        i need a cleaning tomorrow at ten
        yes
        :state
        :frobnicate
        go ahead
        no that's all
        never read

        """)
    #expect(run.status == 0)
    #expect(
      run.output == """
        agent> This call is recorded. Thanks for calling Bright Smile, this is Ava. How can I help you today?
        you> i need a cleaning on saturday
        agent> We're closed on weekends. What day works best for you?
        [taken back]
        agent> This call is recorded. Thanks for calling Bright Smile, this is Ava. How can I help you today?
        you> i need a cleaning tomorrow at ten
        agent> Tuesday, March 3rd, 10 AM. Is the number you're calling from the best one to reach you on?
        you> yes
        agent> So that's a cleaning on Tuesday, March 3rd at 10 AM. Shall I book it?
          flows: main at flows.main[2] > book at flows.book[1]
          question: So that's a cleaning on Tuesday, March 3rd at 10 AM. Shall I book it?
          service = cleaning
          day = 2026-03-03
          time = 10:00
          phone = …
          first_name = \("")
          record: must_hear: {recording: true}
        [no command :frobnicate; :help lists them]
        you> go ahead
        agent> One moment while I book that. You're all set. Your confirmation code is K 7. Anything else I can help with?
        you> no that's all
        agent> Thanks for calling Bright Smile. Goodbye!
        [the call ends]

        """)
  }

  @Test func chatEndsWithItsInput() throws {
    let run = try Program.run(["chat", Self.clinic], input: "")
    #expect(run.output == "agent> Hello. Which service?\n")
    #expect(run.status == 0)
  }

  @Test func servesACallAndEndsInOrder() throws {
    let server = try Program.start(
      ["serve", Self.dental, "--allow-private-tools", "--port", "0", "--log-level", "error"], secret: "open-sesame")
    let said = try server.firstLines(3)
    let address = try #require(said.firstMatch(of: /ws:\/\/[^ \n]*\/SECRET/)).output.replacing(
      "SECRET", with: "open-sesame")
    let refused = try Program.run(["call", String(address.replacing("sesame", with: "barley"))], input: "")
    #expect(refused.status == 1 && refused.errors.contains("404"), "\(refused.errors)")
    let call = try Program.run(["call", String(address)], input: "what are your hours\nbye\n")
    #expect(call.output.contains("agent> We're open Monday to Friday, eight to five. Anything else I can help with?\n"))
    #expect(call.output.hasSuffix("[the call ends]\n"))
    #expect(call.status == 0)
    let port = try #require(address.firstMatch(of: /:([0-9]+)\//)).1
    let second = try Program.run(["serve", Self.dental, "--allow-private-tools", "--port", String(port)])
    #expect(second.status == 1 && second.errors == "error: cannot serve on 127.0.0.1:\(port): the port is in use\n")
    #expect(server.stop() == 0)
    let late = try Program.run(["call", String(address)], input: "")
    #expect(late.errors == "error: cannot reach 127.0.0.1:\(port): connection refused\n")
  }

  @Test func aSecondSignalEndsTheGracePeriod() throws {
    let server = try Program.start(
      ["serve", Self.dental, "--allow-private-tools", "--port", "0", "--log-level", "error", "--grace", "3600"])
    let said = try server.firstLines(3)
    let address = try #require(said.firstMatch(of: /ws:\/\/[^ \n]*/)).output
    // Its input stays open, and so does the call.
    let call = try Program.start(["call", String(address)])
    _ = try call.firstLines(1)
    server.signal()
    // The port is closed when the server has taken the signal.
    while try Program.run(["call", String(address)], input: "").status == 0 {}
    #expect(server.isRunning && call.isRunning)
    #expect(server.stop() == 0)
    _ = call.stop()
  }
}
