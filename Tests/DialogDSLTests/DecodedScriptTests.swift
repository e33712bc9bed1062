import DialogDSL
import Testing

/// What a script becomes.
@Suite struct DecodedScriptTests {
  private func script(_ name: String) throws -> Script { try #require(Fixtures.load("good", name).script) }

  private func load(_ text: String) throws -> Script {
    let outcome = ScriptLoader.load(text: Scripts.head + text, file: "a.yaml", environment: Fixtures.environment)
    let findings = DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics)
    return try #require(outcome.script, "\(findings)")
  }

  @Test func headOfTheWholeScript() throws {
    let script = try script("dental.yaml")
    #expect(script.name == "Bright Smile Dental")
    #expect(script.locale == LocaleTag(language: "en", region: "US"))
    #expect(script.timeZone == "America/Los_Angeles")
    #expect(script.lines == ["front_desk": "+15035550142"])
    #expect(script.slots.map(\.name) == ["service", "day", "time", "phone"])
    #expect(script.flows.map(\.name) == ["main", "book", "hours", "reception"])
    #expect(script.variables["first_name"]?.path == ["retell_llm_dynamic_variables", "first_name"])
    #expect(script.variables["first_name"]?.initial == .text(""))
    #expect(script.retell.callDetails)
    #expect(script.silence.count == 3)
  }

  @Test func slotsOfTheWholeScript() throws {
    let script = try script("dental.yaml")
    let service = script.slot("service")
    #expect(service.choices.map(\.value) == ["cleaning", "filling", "checkup"])
    #expect(service.choices[0].phrases.map(\.source) == ["cleaning", "(teeth|dental) clean[ing]", "hygiene", "polish"])
    #expect(service.reprompts.noMatch.map(\.id) == ["slots.service.reprompt[0]", "slots.service.reprompt[1]"])
    let time = script.slot("time")
    #expect(time.limits.within == ClockTime(hour: 8, minute: 0)!...ClockTime(hour: 16, minute: 30)!)
    #expect(time.depends == ["day"])
    let phone = script.slot("phone")
    #expect(phone.isSensitive && phone.isPatient)
    #expect(phone.suggestion == .member(.name(.call), "from_number"))
    #expect(script.slot("day").rules.count == 2)
  }

  @Test func aSlotDependsOnWhatItsPromptsAndRulesRead() throws {
    let script = try load(
      """
      slots:
        arrival: {type: date, prompt: "From when? {{ nights }}"}
        nights: {type: integer, prompt: "From {{ arrival }}, how many nights?"}
        departure: {type: date, require: {that: departure > arrival}}
      flows:
        main:
          - collect: [arrival, nights, departure]
          - end: Goodbye.
      """)
    #expect(script.slots.map(\.depends) == [[], ["arrival"], ["arrival"]])
  }

  @Test func stepsKnowTheirPlacesAndWhatFollows() throws {
    let script = try script("dental.yaml")
    let book = script.steps.filter { $0.flow == "book" }
    #expect(
      book.map(\.path) == [
        "flows.book[0]", "flows.book[1]", "flows.book[2]", "flows.book[2].failed[0]", "flows.book[2].failed[1]",
        "flows.book[3]", "flows.book[4]",
      ])
    #expect(script.flow("book").first == book[0].id)
    #expect(
      book.map { $0.next?.index } == [book[1], book[2], book[5], book[4], book[5], book[6]].map(\.id.index) + [nil])
    for (index, step) in script.steps.enumerated() { #expect(step.id.index == index) }
    guard case .call(let use) = book[2].kind else { return #expect(Bool(false), "no call: \(book[2].kind)") }
    #expect(use.failed == .some(book[3].id))
    #expect(use.save == "booking")
  }

  @Test func confirmReadsBackTheSlotsItMentionsInOrder() throws {
    let script = try script("dental.yaml")
    let slots = script.steps.compactMap { if case .confirm(let confirm) = $0.kind { confirm.slots } else { nil } }
    #expect(slots == [["service", "day", "time"]])
  }

  @Test func namedPromptsAndStepSettings() throws {
    let script = try script("everything.yaml")
    let main = script.steps.filter { $0.flow == "main" }
    guard case .say(let first) = main[0].kind, case .say(let second) = main[1].kind else {
      return #expect(Bool(false), "no say")
    }
    #expect(first.map(\.id) == ["recording", "greeting"])
    #expect(first.map(\.isInterruptible) == [false, false])
    #expect(first.map(\.mustHear) == [true, false])
    #expect(second.map(\.id) == ["alias"])
    #expect(second[0].mustHear)
    #expect(main[1].condition != nil)
    #expect(script.prompts["sure"]?.again?.source == "Really sure?")
  }

  @Test func branchesLeadBackBehindTheirStep() throws {
    let script = try load(
      """
      flows:
        main:
          - if: tries > 1
            then:
              - if: tries > 2
                then: [{say: Inner.}]
            else:
              - say: Else.
          - end: Goodbye.
      """)
    let main = script.steps.filter { $0.flow == "main" }
    #expect(main.map(\.path).last == "flows.main[1]")
    let end = try #require(main.last)
    #expect(main.dropLast().allSatisfy { $0.next == end.id })
    guard case .branch(_, let then, let otherwise) = main[0].kind else { return #expect(Bool(false), "no branch") }
    #expect(then == main[1].id)
    #expect(otherwise == main[3].id)
  }

  @Test func anEmptyBlockAndAMissingOneDiffer() throws {
    let script = try load("flows:\n  main:\n    - ask: Sure?\n      yes: []\n    - end: Goodbye.\n")
    guard case .ask(let ask)? = script.steps.first(where: { $0.flow == "main" })?.kind else {
      return #expect(Bool(false), "no ask")
    }
    #expect(ask.yes != nil && ask.yes! == nil)
    #expect(ask.no == nil)
  }

  @Test func gotoFindsStepsOfItsFlowAndOtherFlows() throws {
    let script = try load(
      "flows:\n  main:\n    - goto: late\n      if: tries > 1\n    - goto: other\n      if: tries > 2\n"
        + "    - say: Hello.\n      id: late\n  other:\n    - return\n")
    let main = script.steps.filter { $0.flow == "main" }
    let kinds = main.compactMap { if case .goto(let destination) = $0.kind { destination } else { nil } }
    #expect(kinds == [.step(main[2].id), .flow("other")])
    #expect(main[2].label == "late")
  }

  @Test func rungsStandAlone() throws {
    let script = try script("dental.yaml")
    #expect(script.fallback.count == 2)
    guard case .reprompt(2) = script.fallback[0], case .steps(let id) = script.fallback[1] else {
      return #expect(Bool(false), "\(script.fallback)")
    }
    #expect(script[id].path == "fallback[1]")
    #expect(script[id].next == nil)
  }

  @Test func environmentIsFilledIntoToolsLinesAndRetell() throws {
    let script = try script("everything.yaml")
    #expect(script.lines == ["desk": "+15035550142", "backup": "sip:backup@example.com"])
    let tool = try #require(script.tools["book"])
    #expect(tool.url.parts.first == .text("http://127.0.0.1:9090/book/"))
    #expect(tool.url.source.hasPrefix("${URL"))
    #expect(tool.headers.first?.value.parts == [.text("Bearer hunter2")])
    #expect(tool.headers.first?.value.source == "Bearer ${SECRET}")
    #expect(tool.timeout == 2.5)
    #expect(tool.holdAfter == 1)
    #expect(tool.returns?["room"] == .record(["name": .text]))
    #expect(tool.returns?["options"] == .list(.text))
    #expect(script.retell.greetingWait == 0.5)
    #expect(script.retell.callDetails)
  }

  @Test func typedDefaults() throws {
    let script = try script("everything.yaml")
    #expect(script.variables["visits"]?.initial == .number(2))
    #expect(script.variables["vip"]?.initial == .bool(false))
    #expect(script.variables["opened"]?.initial == .date(CivilDate(year: 2020, month: 2, day: 29)!))
    #expect(script.variables["opens"]?.initial == .time(ClockTime(hour: 8, minute: 30)!))
    #expect(script.variables["price"]?.initial == .number(DecimalNumber("12.5")!))
    #expect(script.slot("colour").initial == .text("red"))
  }

  @Test func recordTakesLoneWordsAsTheyAre() throws {
    let script = try script("everything.yaml")
    let entries = script.steps.compactMap { if case .record(let entries) = $0.kind { entries } else { nil } }.joined()
    #expect(entries.map(\.key) == ["outcome", "day", "pin", "total price"])
    #expect(entries.map(\.isSensitive) == [false, false, true, false])
    #expect(entries.first?.value == .literal(.text("booked")))
  }

  @Test func casesOfAYesNoSlotAreCanonical() throws {
    let script = try script("everything.yaml")
    let cases = script.steps.compactMap { if case .match(_, let cases, _) = $0.kind { cases.map(\.key) } else { nil } }
    #expect(cases == [["cleaning", "check_up"], ["true", "false"]])
  }

  @Test func universals() throws {
    let universals = try script("everything.yaml").universals
    #expect(universals.off == [.repeat, .spellThat])
    #expect(universals.flows == [.human: "reception", .skip: "reception"])
    #expect(universals.added[.human]?.count == 1)
    #expect(universals.replaced[.help]?.count == 2)
    #expect(universals.replaced[.goodbye]?.count == 1)
  }

  @Test func mergedKeysGiveWayToWrittenOnes() throws {
    let script = try script("merged-and-aliased.yaml")
    #expect(script.slots.map { $0.choices.map(\.value) } == Array(repeating: ["red", "green"], count: 3))
    #expect(script.slots.map { $0.prompt?.variants[0].source } == ["Which colour first?", "And which second?", nil])
  }

  @Test func scalarsStayWhatWasWritten() throws {
    let script = try load(
      "slots:\n  x: {type: choice, choices: [no, on, 14:30, 0123, null, 1e3]}\n"
        + "flows:\n  main:\n    - collect: x\n    - end: Goodbye.\n")
    #expect(script.slots[0].choices.map(\.value) == ["no", "on", "14:30", "0123", "null", "1e3"])
  }

  @Test func callDetailsAreAskedForOnlyWhenRead() throws {
    let flows = "flows:\n  main:\n    - end: Goodbye.\n"
    #expect(try load(flows).retell.callDetails == false)
    #expect(try load(flows + "vars: {a: {type: text, from: call.call_id}}\n").retell.callDetails)
    #expect(try load("flows:\n  main:\n    - end: \"{{ call.from_number }}\"\n").retell.callDetails)
    #expect(
      try load(flows + "vars: {a: {type: text, from: call.x}}\nretell: {call_details: no}\n").retell.callDetails
        == false)
  }

  @Test func limitsSettingsAndResultOfTheFullScript() throws {
    let script = try script("everything.yaml")
    #expect(script.limits.duration == 600 && script.limits.turns == 40 && script.limits.digressions == 5)
    let then = try #require(script.limits.then)
    #expect(script[then].path == "limits.then[0]" && script[then].flow.isEmpty)
    #expect(script.resultTool?.tool == "report")
    #expect(script.resultTool?.arguments.keys.sorted() == ["note", "service", "visits"])
    #expect(script.result.map(\.key) == ["service", "visits", "note"])
    #expect(script.retell.agent == AgentSettings(responsiveness: 0.8, reminderMaxCount: 2))
    #expect(script.retell.hearsKeys && script.slot("code").keypad == Keypad(length: 4...8))
    let tuned = script.steps.compactMap { if case .tune(let settings) = $0.kind { settings } else { nil } }
    #expect(
      tuned == [
        AgentSettings(
          responsiveness: 0.4, interruptionSensitivity: 1, reminderTrigger: 20_000, reminderMaxCount: 0)
      ])
  }

  @Test func keysNeedTheWovenTranscript() throws {
    let flows = "flows:\n  main:\n    - collect: x\n    - end: Goodbye.\n"
    #expect(try load(flows + "slots: {x: {type: digits}}\n").retell.transcriptWithToolCalls == false)
    let typed = try load(flows + "slots: {x: {type: digits, keypad: 4 to 6}}\n")
    #expect(typed.retell.transcriptWithToolCalls && typed.slots[0].keypad?.length == 4...6)
    #expect(try load(flows + "slots: {x: {type: digits, keypad: false}}\n").retell.hearsKeys == false)
  }
}
