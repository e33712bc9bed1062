import DialogDSL
import Hearing
import Testing

@testable import Interpreter

@Suite struct TraceTests {
  static let script = """
    dialog: 1
    slots:
      day: {type: date, prefer: future, prompt: Which day?, confirm: never}
      time: {type: time, prompt: What time?, within: 08:00 to 16:00, confirm: never, depends: [day]}
      pin: {type: digits, length: 4, prompt: Your pin?, sensitive: true}
    vars: {done: {type: yes_no, default: no}}
    flows:
      main:
        - collect: [day, time, pin]
        - set: {done: "true"}
        - record: {outcome: booked, pin: pin}
        - end: Goodbye.
      hours: {triggers: [when do you open], steps: [{say: At eight.}]}
      open: {triggers: [do you open], steps: [{say: We do.}]}
    fallback: [{reprompt: 2}, {end: Goodbye.}]
    """

  /// The trace of what the caller says after the transcript so far.
  private func lines(_ transcript: String, _ play: inout Play) -> [String] {
    play.request(transcript)
    return play.trace.lines(in: play.dialog.script).map { "\($0.kind.rawValue): \($0.text)" }
  }

  @Test func saysWhoTookWhichWordsByWhichRuleAndWhatChanged() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    #expect(
      lines("A Which day?\nU on tuesday at ten if you like", &play) == [
        "read: day: 2026-03-03 from `on tuesday` (weekday), since it answers",
        "filled: day = 2026-03-03 (weekday)",
        "read: time: 10:00 from `at ten` (at-hour), since it listens",
        "filled: time = 10:00 (at-hour)",
        "ignored: if you like",
        "state: day: none → \"2026-03-03\"",
        "state: time: none → \"10:00\"",
        "state: question: slot day → slot pin",
      ])
  }

  @Test func saysWhatACorrectionClears() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("A Which day?\nU tuesday at ten")
    let lines = lines("A Which day?\nU tuesday at ten\nA Your pin?\nU no make it wednesday", &play)
    #expect(lines.contains("read: day: 2026-03-04 from `wednesday` (weekday), since it is corrected"))
    #expect(lines.contains("cleared: time: it depends on day"))
    #expect(lines.contains("state: day: \"2026-03-03\" → \"2026-03-04\""))
    #expect(lines.contains("state: time: \"10:00\" → none"))
  }

  @Test func saysWhichFlowsWereCalledForAndWhichStarted() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    let lines = lines("A Which day?\nU when do you open", &play)
    #expect(lines.contains("read: flow hours: `when do you open`"))
    #expect(lines.contains("read: flow open: `do you open`"))
    #expect(lines.contains("read: flow hours is what the words say most of"))
    #expect(lines.contains("step: hours starts"))
  }

  @Test func masksWhatASensitiveSlotHasFilled() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("A Which day?\nU tuesday at ten")
    let lines = lines("A Which day?\nU tuesday at ten\nA Your pin?\nU four two one seven", &play)
    #expect(lines.contains("state: pin: none → …"))
    #expect(lines.contains("state: record pin: none → …"))
    #expect(lines.contains("state: record outcome: none → \"booked\""))
    #expect(lines.contains("state: done: false → true"))
    #expect(!lines.joined().contains("4217") && !lines.joined().contains("four two"), "\(lines)")
  }

  @Test func saysWhoDidNotGetTheWords() throws {
    var play = try Play(
      """
      dialog: 1
      slots:
        guests: {type: integer, prompt: How many guests?, confirm: never}
        children: {type: integer, prompt: How many children?, confirm: never}
      flows:
        main:
          - collect: [guests, children]
          - confirm: So {{ guests }} guests and {{ children }} children?
          - end: Goodbye.
      fallback: [{reprompt: 2}, {end: Goodbye.}]
      """)
    play.take(.opened)
    let taken = lines("A How many guests?\nU four", &play)
    #expect(
      taken.contains { $0.hasPrefix("read: guests: 4 from `four`") && $0.hasSuffix("since it answers") }, "\(taken)")
    play.request("A How many guests?\nU four\nA How many children?\nU two")
    let rivals = lines(
      "A How many guests?\nU four\nA How many children?\nU two\nA So 4 guests and 2 children?\nU no nine", &play)
    #expect(rivals.count { $0.hasSuffix("the words fit another slot as well") } == 2, "\(rivals)")
  }

  @Test func whatIsNotTracedIsNotGathered() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    let transcript = Play.transcript("A Which day?\nU tuesday at ten")
    for (tracing, hasLines, hasMarks) in [(Tracing.all, true, true), (.marks, false, true), ([], false, false)] {
      var dialog = play.dialog
      dialog.tracing = tracing
      let outcome = Interpreter.step(play.state, Event(.responseRequired(transcript), at: play.time), in: dialog)
      #expect(outcome.trace.lines(in: dialog.script).isEmpty == !hasLines)
      #expect(outcome.trace.marks.isEmpty == !hasMarks)
      #expect(outcome.state.dialogue.slots["day"] != nil)
    }
  }
}
