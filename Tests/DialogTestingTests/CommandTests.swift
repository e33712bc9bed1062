import Foundation
import Testing

/// The built program, as people run it.
@Suite(.serialized) struct CommandTests {
  private static let dental = Fixtures.project.appending(path: "examples/dental/dental.yaml").path
  private static let clinic = Fixtures.path("clinic.yaml")

  static let statuses: [([String], Int32)] = [
    (["check", dental], 0),
    (["check", Fixtures.path("wrong", "unknown-key.test.yaml")], 1),
    (["check", Fixtures.path("nowhere.yaml")], 1),
    (["check", Fixtures.path("nowhere-zone.yaml")], 1),
    (["serve", Fixtures.path("nowhere-zone.yaml")], 1),
    (["chat", Fixtures.path("nowhere-zone.yaml")], 1),
    (["chat", clinic, "--stubs", Fixtures.path("wrong", "bad-clock.test.yaml")], 1),
    (["check"], 64),
    (["frobnicate"], 64),
    (["test", Fixtures.project.appending(path: "examples").path], 0),
    (["test", Fixtures.path("wrong")], 1),
    (["test", Fixtures.path("nowhere.test.yaml")], 1),
    (["serve", dental, "--port", "70000"], 64),
    (["serve", Fixtures.path("nowhere.yaml")], 1),
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

  @Test func testEndsWithItsCounts() throws {
    let run = try Program.run(["test", Fixtures.project.appending(path: "examples/survey").path])
    let last = try #require(run.output.split(separator: "\n").last)
    #expect(last.wholeMatch(of: /[1-9][0-9]* passed, 0 failed/) != nil, "\(run.output)")
  }

  @Test func aFileThatCannotBeReadIsAFailure() throws {
    let run = try Program.run(["test", Fixtures.path("wrong", "no-script.test.yaml")])
    #expect(run.output == "0 passed, 1 failed\n")
    #expect(run.errors.contains("no-script.test.yaml:1:1: error[missing-key]"))
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
      ["serve", Self.dental, "--port", "0", "--log-level", "error"], secret: "open-sesame")
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
    let second = try Program.run(["serve", Self.dental, "--port", String(port)])
    #expect(second.status == 1 && second.errors == "error: cannot serve on 127.0.0.1:\(port): the port is in use\n")
    #expect(server.stop() == 0)
    let late = try Program.run(["call", String(address)], input: "")
    #expect(late.errors == "error: cannot reach 127.0.0.1:\(port): connection refused\n")
  }

  @Test func aSecondSignalEndsTheGracePeriod() throws {
    let server = try Program.start(
      ["serve", Self.dental, "--port", "0", "--log-level", "error", "--grace", "3600"])
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
