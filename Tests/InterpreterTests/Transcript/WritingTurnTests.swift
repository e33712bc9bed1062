import DialogDSL
import Hearing
import Testing

@testable import Interpreter

/// language.md §8 and §10: what writes to the world waits until its turn is settled, and runs once.
@Suite struct WritingTurnTests {
  static let script = """
    dialog: 1
    name: Desk
    slots:
      day: {type: date, prompt: What day?, confirm: never}
      order: {type: digits, length: 4, prompt: Which order?, confirm: never}
    flows:
      main:
        - route: How can I help?
          again: Anything else?
        - end: Goodbye.
      book:
        triggers: [book]
        steps:
          - collect: day
          - confirm: "On {{ day }}, right?"
          - call: create
            save: booking
            failed:
              - say: That failed.
              - return
          - say: Done, {{ booking.code }}.
      look:
        triggers: [look]
        steps:
          - collect: order
          - call: find
            save: found
            failed:
              - say: Not found.
              - return
          - say: It is {{ found.status }}.
      late_change:
        - say: That is booked already.
    tools:
      create: {post: "http://127.0.0.1:9/bookings", body: {day: "{{ day }}"}, writes: true, hold: One moment., returns: {code: text}}
      find: {get: "http://127.0.0.1:9/orders/{{ order }}", hold: Let me look., returns: {status: text}}
    fallback:
      - reprompt: 2
      - end: Sorry. Goodbye.
    """

  static let asked = "A: How can I help?\nU: book tomorrow\nA: On Tuesday, March 3rd, right?"
  static let booked = ToolOutcome.succeeded(.map(["code": .text("K7")]))

  /// A play that stands before the answer to "right?".
  func atConfirm() throws -> Play {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("A: How can I help?\nU: book tomorrow")
    return play
  }

  @Test("The hold line goes out first, and nothing runs until a sign comes")
  func waitsForSettling() throws {
    var play = try atConfirm()
    #expect(play.request("\(Self.asked)\nU: yes") == "One moment.")
    #expect(play.tools.isEmpty)
    #expect(!play.isComplete)
    play.update("\(Self.asked)\nU: yes", turn: .agent)
    #expect(play.tools.count == 1)
    let identity = try #require(play.tools.first?.identity)
    #expect(play.take(.toolFinished(identity, Self.booked)) == " Done, K7. Anything else?")
    #expect(play.isComplete)
  }

  @Test("Agent words in the transcript are a sign as well, and so is time")
  func otherSigns() throws {
    var play = try atConfirm()
    play.request("\(Self.asked)\nU: yes")
    var timed = play
    play.update("\(Self.asked)\nU: yes\nA: One")
    #expect(play.tools.count == 1)
    timed.take(.settleWaitOver(isFinal: false))
    #expect(timed.tools.count == 1)
  }

  @Test("A caller who goes on has booked nothing yet")
  func revisedBeforeSettling() throws {
    var play = try atConfirm()
    play.request("\(Self.asked)\nU: yes")
    play.update("\(Self.asked)\nU: yes but")
    play.take(.settleWaitOver(isFinal: false))
    #expect(play.tools.isEmpty)
    var muttered = play
    muttered.take(.settleWaitOver(isFinal: true))
    #expect(muttered.tools.count == 1, "nothing more was asked for: it was no going on")
    let said = play.request("\(Self.asked)\nU: yes but make it wednesday")
    #expect(said == "On Wednesday, March 4th, right?")
    #expect(play.state.results.entries.isEmpty)
  }

  @Test("What the caller says while the tool runs waits, and is answered in one breath with the result")
  func overheard() throws {
    var play = try atConfirm()
    play.request("\(Self.asked)\nU: yes")
    play.update("\(Self.asked)\nU: yes", turn: .agent)
    let identity = try #require(play.tools.first?.identity)
    #expect(play.request("\(Self.asked)\nU: yes\nA: One moment.\nU: no that's all") == "")
    #expect(!play.isComplete)
    #expect(play.take(.toolFinished(identity, Self.booked)) == "Done, K7. Goodbye.")
    #expect(play.closing == .endCall)
    // The caller goes on: the result is told again, since it was never heard.
    let said = play.request("\(Self.asked)\nU: yes\nA: One moment.\nU: no that's all thank you")
    #expect(said == "Done, K7. Goodbye.")
    #expect(play.tools.isEmpty)
  }

  @Test("Words after the hold line are a sign too: the tool runs, and they wait")
  func wordsAfterHoldLine() throws {
    var play = try atConfirm()
    play.request("\(Self.asked)\nU: yes")
    #expect(play.request("\(Self.asked)\nU: yes\nA: One moment.\nU: no that's all") == "")
    let identity = try #require(play.tools.first?.identity)
    #expect(play.take(.toolFinished(identity, Self.booked)) == "Done, K7. Goodbye.")
  }

  @Test("A reminder while a tool waits for its turn lets it wait on")
  func reminderWhileSettling() throws {
    var play = try atConfirm()
    play.request("\(Self.asked)\nU: yes")
    play.remind("\(Self.asked)\nU: yes")
    #expect(play.actions == [.startSettleWait])
    play.take(.settleWaitOver(isFinal: false))
    #expect(play.tools.count == 1)
  }

  @Test("The same words after the tool ran: the same answer, and it does not run again")
  func sameWordsAfterWriting() throws {
    var play = try atConfirm()
    play.request("\(Self.asked)\nU: yes")
    play.update("\(Self.asked)\nU: yes", turn: .agent)
    let identity = try #require(play.tools.first?.identity)
    play.take(.toolFinished(identity, Self.booked))
    #expect(play.request("\(Self.asked)\nU: yes") == "Done, K7. Anything else?")
    #expect(play.tools.isEmpty)
    #expect(play.isComplete)
  }

  @Test("A change after the tool ran comes too late, and is told so")
  func lateChange() throws {
    var play = try atConfirm()
    play.request("\(Self.asked)\nU: yes")
    play.update("\(Self.asked)\nU: yes", turn: .agent)
    let identity = try #require(play.tools.first?.identity)
    play.take(.toolFinished(identity, Self.booked))
    let said = play.request("\(Self.asked)\nU: yes but make it wednesday")
    #expect(said == "Done, K7. That is booked already. Anything else?")
    #expect(play.value("day") == "2026-03-03")
  }

  @Test("A write that failed is told, and is not tried again by itself")
  func failedWrite() throws {
    var play = try atConfirm()
    play.request("\(Self.asked)\nU: yes")
    play.take(.settleWaitOver(isFinal: false))
    let identity = try #require(play.tools.first?.identity)
    #expect(play.take(.toolFinished(identity, .failed("status 500"))) == " That failed. Anything else?")
    #expect(play.request("\(Self.asked)\nU: yes") == "That failed. Anything else?")
    #expect(play.tools.isEmpty)
  }

  @Test("A reading tool runs on a tentative turn; reading anew does not run it again")
  func readingTool() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    #expect(play.request("A: How can I help?\nU: look") == "Which order?")
    let start = "A: How can I help?\nU: look\nA: Which order?\nU: one two three four"
    play.request(start)
    let identity = try #require(play.tools.first?.identity)
    #expect(play.take(.toolSlow(identity)) == "Let me look.")
    let found = ToolOutcome.succeeded(.map(["status": .text("packed")]))
    #expect(play.take(.toolFinished(identity, found)) == " It is packed. Anything else?")
    #expect(play.request("\(start) please") == "It is packed. Anything else?")
    #expect(play.tools.isEmpty)
    // Another number is another request.
    play.request("A: How can I help?\nU: look\nA: Which order?\nU: one two three five")
    #expect(play.tools.count == 1)
  }

  @Test("A failed reading is tried again in a later turn")
  func failedReading() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    let start = "A: How can I help?\nU: look"
    play.request(start)
    let given = "\(start)\nA: Which order?\nU: one two three four"
    play.request(given)
    let identity = try #require(play.tools.first?.identity)
    #expect(play.take(.toolFinished(identity, .failed("timeout"))) == "Not found. Anything else?")
    play.request("\(given)\nA: Not found. Anything else?\nU: look again")
    #expect(play.tools.count == 1)
  }

  @Test("Results are remembered up to their limit, writes for ever")
  func memory() {
    var results = RememberedResults()
    let written = ToolIdentity(step: "w", arguments: "")
    results.remember(written, Self.booked, wrote: true)
    for index in 0..<(RememberedResults.limit + 10) {
      results.remember(ToolIdentity(step: "r", arguments: "\(index)"), Self.booked, wrote: false)
    }
    #expect(results.entries.count == RememberedResults.limit)
    #expect(results[written] != nil)
    #expect(results[ToolIdentity(step: "r", arguments: "0")] == nil)
  }
}
