import DialogDSL
import DialogTesting
import Testing

/// `--update`: what changes in a file, and what does not.
@Suite struct GoldenUpdateTests {
  private static let head = "script: clinic.yaml\nclock: 2026-03-02T09:00:00-08:00\nstubs: {book: {code: K7}}\ncases:\n"

  private func reload(_ text: String) -> TestFileLoader.Outcome {
    TestFileLoader.load(text: text, file: "t.test.yaml") { _ in
      ScriptLoader.load(path: Fixtures.path("clinic.yaml"), environment: [:])
    }
  }

  /// The cases after an update, without what stands before them.
  private func updated(_ cases: String) throws -> String {
    let loaded = LoadedTests(path: "t.test.yaml", outcome: reload(Self.head + cases))
    #expect(loaded.outcome.file != nil, "\(loaded.outcome.diagnostics)")
    let outcome = GoldenUpdate.update(loaded, RunSettings(), reload: reload)
    #expect(outcome.refusal == nil)
    let text = outcome.text ?? Self.head + cases
    #expect(text.hasPrefix(Self.head))
    let file = try #require(reload(text).file)
    // Once updated, the words fit, and there is nothing left to do.
    #expect(TestRunner.run(file).allSatisfy { $0.failure == nil })
    let again = GoldenUpdate.update(
      LoadedTests(path: "t.test.yaml", outcome: reload(text)), RunSettings(), reload: reload)
    #expect(again.text == nil)
    return String(text.dropFirst(Self.head.count))
  }

  /// The entries of a talk, before and after.
  static let updates: [(String, String)] = [
    ("- agent: Hi.   # a comment", "- agent: Hello. Which service?   # a comment"),
    ("- agent: \"Hi.\"", "- agent: \"Hello. Which service?\""),
    ("- agent: 'Hi.'   # a comment", "- agent: 'Hello. Which service?'   # a comment"),
    ("-   agent:  Hi.", "-   agent:  Hello. Which service?"),
    (
      "- agent: Hi.\n- expect: {ended: false}\n- user: a cleaning\n- agent: Hi.",
      "- agent: Hello. Which service?\n- expect: {ended: false}\n- user: a cleaning\n- agent: Which day?"
    ),
    ("- agent: \"*service?\"", "- agent: \"*service?\""),
    ("- {agent: Hi}", "- {agent: Hello. Which service?}"),
    (
      "- agent: >-\n    Hi.\n    You.\n\n- expect: {ended: false}",
      "- agent: >-\n    Hello. Which service?\n\n- expect: {ended: false}"
    ),
    (
      "- agent: |\n    Hi.\n# after it\n- expect: {ended: false}",
      "- agent: Hello. Which service?\n# after it\n- expect: {ended: false}"
    ),
    ("- agent:", "- agent: Hello. Which service?"),
    ("- agent:   # nothing yet", "- agent: Hello. Which service?   # nothing yet"),
    ("- {agent: }", "- {agent: Hello. Which service?}"),
    ("- user: a cleaning\n- agent: Which days, {{ service }}?", "- user: a cleaning\n- agent: Which day?"),
    (
      "- agent: Grüezi. 👋\n- user: a cleaning\n- agent: x",
      "- agent: Hello. Which service?\n- user: a cleaning\n- agent: Which day?"
    ),
  ]

  @Test(arguments: updates)
  func agentLinesTakeOverWhatIsSaid(before: String, after: String) throws {
    func talk(_ entries: String) -> String {
      "  - name: a\n    talk:\n"
        + entries.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "      \($0)" }.joined(separator: "\n") + "\n"
    }
    #expect(try updated(talk(before)) == talk(after))
  }

  @Test func aGoldenCaseGetsTheLinesItLacks() throws {
    let before = """
        - name: a
          golden: true
          talk:
            - user: a cleaning   # on any day
            - expect: {service: cleaning}
            - user: {said: on friday}
            - user: {revises: on tuesday}

            - noise
            - user: one two three four
            - agent: "*Goodbye."

      """
    let after = """
        - name: a
          golden: true
          talk:
            - agent: Hello. Which service?
            - user: a cleaning   # on any day
            - agent: Which day?
            - expect: {service: cleaning}
            - user: {said: on friday}
            - user: {revises: on tuesday}
            - agent: What is your pin?

            - noise
            - agent: Sorry, I didn't catch that. What is your pin?
            - user: one two three four
            - agent: "*Goodbye."

      """
    #expect(try updated(before) == after)
  }

  @Test func anAgentLineThatComesLaterInAGoldenCaseIsItsAnswer() throws {
    let talk = """
        - name: a
          golden: true
          talk:
            - agent: Hello. Which service?
            - user: a cleaning
            - advance: 2m
            - reconnect
            - agent: Which day?

      """
    #expect(try updated(talk) == talk)
  }

  @Test func whatSeveralTalksShareChangesOnce() throws {
    let before = """
        - name: a
          golden: true
          talk: &talk
            - agent: Hi
            - user: &words a cleaning
        - name: b
          talk: *talk
        - name: c
          golden: true
          talk:
            - agent: Hello. Which service?
            - user: *words

      """
    let after = """
        - name: a
          golden: true
          talk: &talk
            - agent: Hello. Which service?
            - user: &words a cleaning
            - agent: Which day?
        - name: b
          talk: *talk
        - name: c
          golden: true
          talk:
            - agent: Hello. Which service?
            - user: *words
            - agent: Which day?

      """
    #expect(try updated(before) == after)
  }

  @Test func aLineThatPassesInOneCaseIsNotRewrittenForAnother() throws {
    let text =
      Self.head + """
          - {name: a, talk: [{agent: &first Hello. Which service?}]}
          - {name: b, talk: [{user: a cleaning}, {agent: *first}]}

        """
    let loaded = LoadedTests(path: "t.test.yaml", outcome: reload(text))
    let outcome = GoldenUpdate.update(loaded, RunSettings(), reload: reload)
    #expect(outcome.text == nil)
    #expect(outcome.refusal == "the case `a` passes and would fail afterwards")
  }

  @Test func foldedLinesEndAsTheyDid() throws {
    let before = "  - name: a\r\n    talk:\r\n      - agent: >-\r\n          Hi\r\n          you\r\n"
    let after = before.replacing("Hi\r\n          you", with: "Hello. Which service?")
    #expect(try updated(before) == after)
  }

  @Test func linesEndAsTheyDid() throws {
    let before = "  - name: a\r\n    golden: true\r\n    talk:\r\n      - agent: Hi\r\n      - user: a cleaning\r\n"
    let after = before.replacing("Hi", with: "Hello. Which service?") + "      - agent: Which day?\r\n"
    #expect(try updated(before) == after)
  }

  @Test func tagsStayWhereTheirValuesAreSaid() throws {
    let script = ScriptLoader.load(
      text: """
        dialog: 1
        slots: {party: {type: integer, prompt: How many?, confirm: never}}
        flows:
          main:
            - collect: party
            - end: So {{ party }}, that is 12 and {{ party }} more.
        fallback: [{reprompt: 2}, {end: Bye.}]
        """, file: "s.yaml", environment: [:])
    func reload(_ text: String) -> TestFileLoader.Outcome {
      TestFileLoader.load(text: text, file: "t.test.yaml") { _ in script }
    }
    let text = """
      script: s.yaml
      cases:
        - name: a
          talk:
            - user: two
            - agent: "{{ party }} it is, {{ party }}. Bye!"
      """
    let loaded = LoadedTests(path: "t.test.yaml", outcome: reload(text))
    let outcome = GoldenUpdate.update(loaded, RunSettings(), reload: reload)
    #expect(
      outcome.text
        == text.replacing(
          "{{ party }} it is, {{ party }}. Bye!", with: "So {{ party }}, that is 12 and {{ party }} more."))
  }

  @Test func withoutUpdateAnUnwrittenLineFails() throws {
    let failure = try Fixtures.failure(of: "- agent:")
    #expect(failure?.message == "the agent's words are not written down")
  }

  @Test func whatCouldNotBeReadAfterwardsIsNotWritten() throws {
    let loaded = LoadedTests(path: "t.test.yaml", outcome: reload(Self.head + "  - {name: a, talk: [{agent: Hi}]}"))
    let outcome = GoldenUpdate.update(loaded, RunSettings()) { _ in reload("cases: [") }
    #expect(outcome.text == nil && outcome.refusal != nil)
  }
}
