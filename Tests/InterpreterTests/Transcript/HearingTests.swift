import DialogDSL
import Testing

@testable import Interpreter

/// What was really heard of the agent: language.md §4 (`must_hear`), §5.1 (closing steps), reference §15.5 and §15.7.
@Suite struct HearingTests {
  static let script = """
    dialog: 1
    name: Desk
    lines: {desk: "+15035550142"}
    slots:
      consent: {type: yes_no, prompt: May I go on?}
    prompts:
      notice: {text: This call is recorded. You can stop at any time., must_hear: true}
    flows:
      main:
        - say: Hello there.
        - say: notice
        - collect: consent
        - route: How can I help?
          again: Anything else?
        - end: Goodbye then.
      hours:
        triggers: [hours]
        steps:
          - say: Nine to five.
      person:
        triggers: [a person]
        steps:
          - transfer: desk
            say: One moment.
    fallback:
      - reprompt: 2
      - do: person
    """

  @Test(
    "What was cut off is said again from its sentence on, and a yes before the question is no answer to it",
    arguments: [
      ("Hello there.", "This call is recorded. You can stop at any time. May I go on?"),
      ("Hello there. This call", "This call is recorded. You can stop at any time. May I go on?"),
      ("Hello there. This call is recorded.", "You can stop at any time. May I go on?"),
      ("hello there this call is recorded you can", "You can stop at any time. May I go on?"),
      ("Hello there. This call is recorded. You can stop at any time.", "May I go on?"),
      ("Hello there. This call is recorded. You can stop at any time. May", "How can I help?"),
    ])
  func mustHear(heard: String, answer: String) throws {
    var play = try Play(Self.script)
    play.take(.opened)
    #expect(play.request("A: \(heard)\nU: yes") == answer)
  }

  @Test("What must be heard is said again as often as it is cut off")
  func mustHearTwice() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("A: Hello\nU: yes")
    let said = play.request("A: Hello\nU: yes\nA: This call\nU: hours")
    #expect(said == "This call is recorded. You can stop at any time. Nine to five. May I go on?")
  }

  @Test("A backchannel over a statement gets what was cut off")
  func backchannel() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("A: Hello there. This call is recorded. You can stop at any time. May I go on?\nU: yes")
    let start =
      "A: Hello there. This call is recorded. You can stop at any time. May I go on?\nU: yes\nA: How can I help?"
    play.request("\(start)\nU: what are your hours")
    #expect(play.request("\(start)\nU: what are your hours\nA: Nine\nU: mhm") == "Nine to five. Anything else?")
  }

  /// A play at the closing line of `main`, whose transcript is given back.
  func atEnd() throws -> (Play, String) {
    var play = try Play(Self.script)
    play.take(.opened)
    let greeting = "A: Hello there. This call is recorded. You can stop at any time. May I go on?"
    play.request("\(greeting)\nU: yes")
    let asked = "\(greeting)\nU: yes\nA: How can I help?"
    #expect(play.request("\(asked)\nU: no thanks") == "Goodbye then.")
    #expect(play.closing == .endCall)
    return (play, "\(asked)\nU: no thanks\nA: Goodbye")
  }

  @Test("Closing lines cannot be interrupted")
  func closingLinesAreProtected() throws {
    let (play, _) = try atEnd()
    #expect(play.actions.first == .say(Speech("Goodbye then.", isInterruptible: false)))
  }

  @Test(
    "Thanks and goodbyes over a goodbye get it again",
    arguments: ["bye", "okay thanks", "thank you", "mhm", "you too bye"])
  func politeOverGoodbye(words: String) throws {
    var (play, transcript) = try atEnd()
    #expect(play.request("\(transcript)\nU: \(words)") == "Goodbye then.")
    #expect(play.closing == .endCall)
  }

  @Test("A question over a goodbye is answered, then the goodbye is offered again")
  func questionOverGoodbye() throws {
    var (play, transcript) = try atEnd()
    #expect(play.request("\(transcript)\nU: oh what are your hours") == "Nine to five. Goodbye then.")
    #expect(play.closing == .endCall)
  }

  @Test("Other words over a goodbye open the question again")
  func otherWordsOverGoodbye() throws {
    var (play, transcript) = try atEnd()
    #expect(play.request("\(transcript)\nU: oh there is one more thing I wanted to say") == "Anything else?")
    #expect(play.closing == nil)
  }

  @Test("Anything over a transfer gets the transfer again", arguments: ["wait I had a question", "thanks", "hello?"])
  func overTransfer(words: String) throws {
    var play = try Play(Self.script)
    play.take(.opened)
    let greeting = "A: Hello there. This call is recorded. You can stop at any time. May I go on?"
    play.request("\(greeting)\nU: yes")
    let asked = "\(greeting)\nU: yes\nA: How can I help?"
    #expect(play.request("\(asked)\nU: can I talk to a person") == "One moment.")
    play.request("\(asked)\nU: can I talk to a person\nA: One\nU: \(words)")
    #expect(play.closing == .transfer(to: "+15035550142", showCaller: false))
  }
}
