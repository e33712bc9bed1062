import DialogDSL
import DialogTesting
import Testing

@Suite struct RunnerTests {
  static let passing: [String] = [
    "- agent: Hello. Which service?",
    "- agent: \"*service?\"",
    "- agent: \"Hello. * service?\"",
    "- agent: \"Hello.   Which\\nservice?\"",
    "- agent: {prompt: slots.service.prompt}",
    "- expect: {flow: main, step: ask, service: none, ended: false, transferred: none,\n"
      + "    pressed: none, called: none, locale: en-US}",
    "- user: a cleaning on tuesday\n- expect: {service: cleaning, day: 2026-03-03, words: {day: on tuesday}}",
    "- user: a cleaning on tuesday\n- agent: What is your pin?",
    "- user: a cleaning\n- expect: {service: cleaning}\n"
      + "- user: {revises: a cleaning no a filling}\n- expect: {service: filling}",
    "- user: a cleaning\n- silence\n- agent: Are you there?",
    "- user: a cleaning\n- noise\n- agent: \"*Which day?\"",
    "- user: a cleaning\n- reconnect\n- user: tuesday\n- agent: What is your pin?",
    "- user: a cleaning\n- advance: 24h\n- user: tomorrow\n- expect: {day: 2026-03-04}",
    "- user: {said: a filling, after_hearing: Hello}\n- expect: {service: filling}",
    "- user: a cleaning on tuesday\n- user: one two three four\n- agent: One moment. Your code is K7. Goodbye.\n"
      + "- expect: {ended: true, called: book, record: {outcome: booked}}",
    "- user: a cleaning on tuesday\n- tool_fails: book\n- user: one two three four\n"
      + "- expect: {transferred: desk, ended: false}",
    "- user: a cleaning\n- hangup\n- expect: {service: cleaning, tuned: none, published: {page: none}}",
    "- user: a cleaning on {{ day }}\n- expect: {service: cleaning}",
  ]

  @Test(arguments: passing)
  func passes(talk: String) throws {
    let failure = try Fixtures.failure(of: talk)
    #expect(failure == nil, "\(failure.map { "\($0.message): \($0.details)" } ?? "")")
  }

  /// The talk, the line that fails, and what is said about it.
  static let failing: [(String, Int, String)] = [
    ("- agent: Goodbye.", 7, "the agent said something else"),
    ("- agent: Hello.", 7, "the agent said something else"),
    ("- agent: \"Which service?\"", 7, "the agent said something else"),
    ("- agent: \"hello. *\"", 7, "the agent said something else"),
    ("- agent: \"Hello. Wh * service?\"", 7, "the agent said something else"),
    ("- agent: {prompt: slots.day.prompt}", 7, "the agent said other prompts"),
    ("- agent: \"*\"\n- agent: \"*\"", 8, "the agent has not spoken again"),
    ("- user: a cleaning\n- expect: {service: filling}", 8, "it is not as expected"),
    ("- user: a cleaning\n- expect: {day: 2026-03-03}", 8, "it is not as expected"),
    ("- expect: {ended: true}", 7, "it is not as expected"),
    ("- expect: {transferred: desk}", 7, "it is not as expected"),
    ("- expect: {called: book}", 7, "it is not as expected"),
    ("- expect: {record: {outcome: booked}}", 7, "it is not as expected"),
    ("- expect: {locale: en-GB}", 7, "it is not as expected"),
    ("- expect: {published: {page: start}}", 7, "it is not as expected"),
    ("- expect: {tuned: {responsiveness: 1}}", 7, "it is not as expected"),
    ("- keypad: \"1\"\n- expect: {service: cleaning}", 8, "it is not as expected"),
    ("- expect: {step: \"flows.main[0]\"}", 7, "it is not as expected"),
    ("- user: a cleaning\n- expect: {words: {service: a filling}}", 8, "it is not as expected"),
    ("- user: {said: a filling, after_hearing: Goodbye}", 7, "the agent has not said what the caller heard"),
  ]

  @Test(arguments: failing)
  func fails(talk: String, line: Int, message: String) throws {
    let failure = try #require(try Fixtures.failure(of: talk))
    #expect(failure.message == message)
    #expect(failure.range.start.line == line)
  }

  @Test func aFailureMarksWhereTheAnswerLeavesThePattern() throws {
    let failure = try #require(try Fixtures.failure(of: "- agent: Hello. Which day?"))
    let said = try #require(failure.details.first { $0.name == "said" })
    #expect(said.text == "Hello. Which service?")
    #expect(said.mark == "Hello. Which ".count)
  }

  @Test(arguments: [">\n    Hello. *", "\"Hello. * \"", "\" * service?\"", "\" * \"", "\"Hello. * * service?\""])
  func whiteSpaceAroundAPatternMeansNothing(pattern: String) throws {
    #expect(try Fixtures.failure(of: "- agent: \(pattern)") == nil)
  }

  @Test func valuesInAPatternAreSpoken() throws {
    #expect(
      try Fixtures.failure(of: "- user: a cleaning\n- agent: Which {% if service == 'cleaning' %}day{% endif %}?")
        == nil)
    let failure = try Fixtures.failure(of: "- user: on tuesday\n- agent: \"{{ day }}\"")
    #expect(failure?.details.first?.text == "Tuesday, March 3rd")
  }

  @Test func aToolWithoutAStubFails() throws {
    let talk = "- user: a cleaning on tuesday\n- user: one two three four"
    let failure = try #require(try Fixtures.failure(of: talk, stubs: "{}"))
    #expect(failure.message == "`book` ran without a stub")
    #expect(failure.range.start.line == 8)
  }

  /// Replies of a stub, and what the call does with them.
  static let replies: [(String, String)] = [
    ("{code: K7}", "Your code is K7."),
    ("[{code: K7}, {code: K8}]", "Your code is K7."),
    ("[{when: {service: filling}, code: F1}, {when: {service: cleaning}, code: C1}]", "Your code is C1."),
    ("[{when: {service: filling}, code: F1}, {code: K7}]", "Your code is K7."),
    ("{slow: 1s, code: K7}", "Your code is K7."),
    ("{give: {code: K7}}", "Your code is K7."),
    ("{code: \"0123\"}", "Your code is 0123."),
    ("{code: 0123}", "Your code is 0123."),
    ("{slow: 3s, code: K7}", "I'll put you through."),
    ("{fail: timeout}", "I'll put you through."),
    ("{fail: 500}", "I'll put you through."),
    ("{fail: bad_json}", "I'll put you through."),
    ("{cod: K7}", "I'll put you through."),
    ("K7", "I'll put you through."),
  ]

  @Test(arguments: replies)
  func stubsReply(reply: String, words: String) throws {
    let talk = "- user: a cleaning on tuesday\n- user: one two three four\n- agent: \"*\(words)*\""
    let failure = try Fixtures.failure(of: talk, stubs: "{book: \(reply)}")
    #expect(failure == nil, "\(failure.map { "\($0.details) \($0.trace)" } ?? "")")
  }

  @Test func callsAreCounted() throws {
    let results = try Fixtures.run(
      """
        - name: once
          talk:
            - user: a cleaning on tuesday
            - user: one two three four
          calls: {book: 1}
        - name: not at all
          talk: []
          calls: {book: 0}
        - name: wrong
          talk: []
          calls: {book: 1}
      """)
    #expect(results.map { $0.failure?.message } == [nil, nil, "`book` ran another number of times"])
  }

  @Test func aFailedCaseDoesNotStopTheOthersAndTheReportSaysSo() throws {
    let results = try Fixtures.run(
      """
        - name: first
          talk: [{agent: Goodbye.}]
        - name: second
          talk: [{agent: Hello. Which service?}]
      """)
    let text = Reporter().text(of: results)
    let shown = """
      ✗ first
        t.test.yaml:6: the agent said something else
          expected: Goodbye.
          said:     Hello. Which service?
                    ^

      """
    #expect(text.hasPrefix(shown), "\(text)")
    #expect(text.hasSuffix("✓ second\n"))
    #expect(Reporter.summary(passed: 1, failed: 1) == "1 passed, 1 failed\n")
  }

  @Test func sensitiveValuesAreMasked() throws {
    let talk = "- user: a cleaning on tuesday\n- user: one two three four\n- expect: {pin: '9999'}"
    let failure = try #require(try Fixtures.failure(of: talk))
    let shown =
      failure.trace.joined() + failure.slots.joined() + failure.before.joined()
      + failure.details.map(\.text).joined()
    #expect(failure.details.map(\.text) == ["…, expected 9999"])
    #expect(failure.slots.contains("pin = …"))
    #expect(!shown.contains("1234") && !shown.contains("one two three four"))
  }

  @Test func theSameFileGivesTheSameReport() throws {
    let talk = "- user: a cleaning on tuesday\n- user: one two three four\n- agent: nothing"
    let reports = try (0..<3).map { _ in
      Reporter().text(of: [CaseResult(name: "a", failure: try Fixtures.failure(of: talk))])
    }
    #expect(Set(reports).count == 1)
  }
}
