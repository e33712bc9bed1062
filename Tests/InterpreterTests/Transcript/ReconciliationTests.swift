import DialogDSL
import Foundation
import Hearing
import Testing

@testable import Interpreter

/// language.md §10: a turn is tentative until the transcript shows agent words after the caller's.
@Suite struct ReconciliationTests {
  static let script = """
    dialog: 1
    name: Desk
    slots:
      name: {type: name, prompt: What is your name?}
      day: {type: date, prompt: What day?, confirm: never}
      party: {type: integer, prompt: How many people?, confirm: never}
    flows:
      main:
        - say: Hello.
        - collect: [name, day, party]
        - confirm: "{{ name }}, {{ day }}, {{ party }}. Right?"
        - end: Goodbye.
    fallback:
      - reprompt: 2
      - end: Sorry. Goodbye.
    """

  static let greeting = "A: Hello. What is your name?"

  @Test("The seed: Mike, then Mike Trump, fills the name once")
  func seed() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: My name is Mike")
    #expect(play.value("name") == "Mike")
    let said = play.request("\(Self.greeting)\nU: My name is Mike Trump")
    #expect(play.value("name") == "Mike Trump")
    #expect(said == "What day?")
    #expect(play.state.dialogue.turns == 1)
  }

  @Test("The same words again: the same answer and the same state")
  func sameWordsAgain() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    let first = play.request("\(Self.greeting)\nU: it's Maria Lopez")
    let state = play.state
    #expect(play.request("\(Self.greeting)\nU: it's Maria Lopez") == first)
    #expect(play.state == state)
  }

  @Test("A failed try that was never answered aloud is not counted")
  func triesRollBack() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: Maria")
    for words in ["the", "the uh", "the uh what", "the uh what is"] {
      play.request("\(Self.greeting)\nU: Maria\nA: What day?\nU: \(words)")
    }
    #expect(play.state.dialogue.tries == 1)
  }

  @Test("Agent words after the caller's settle the turn; later changes of old words change nothing")
  func settledForGood() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: Maria")
    play.request("\(Self.greeting)\nU: Maria\nA: What day?\nU: tomorrow")
    #expect(play.value("day") == "2026-03-03")
    let said = play.request("\(Self.greeting)\nU: Mario\nA: What day?\nU: today\nA: How many people?\nU: two")
    #expect(play.value("name") == "Maria")
    #expect(play.value("day") == "2026-03-03")
    #expect(play.value("party") == "2")
    #expect(said == "Maria, Tuesday, March 3rd, 2. Right?")
  }

  @Test("Backchannels of Retell's are no turn of ours", arguments: ["B: uh-huh", "A: Uh-huh.", "A: mhm", "A: "])
  func backchannels(line: String) throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: my name is")
    play.request("\(Self.greeting)\nU: my name is\n\(line)\nU: Mike Trump")
    #expect(play.value("name") == "Mike Trump")
    #expect(play.state.dialogue.turns == 1)
  }

  @Test("Other speakers and blank utterances are passed over")
  func otherSpeakers() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nS: my name is Bob\nU: \nU: my name is\nU: Mike Trump")
    #expect(play.value("name") == "Mike Trump")
  }

  @Test("All caller words since the agent spoke are the input")
  func severalUtterances() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: my name is Maria Lopez\nU: and for tomorrow\nU: two people")
    #expect([play.value("name"), play.value("day"), play.value("party")] == ["Maria Lopez", "2026-03-03", "2"])
  }

  @Test("The agent's last utterance grows in the transcript: the answer has begun")
  func growingAgentUtterance() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: Maria")
    play.remind("\(Self.greeting)\nU: Maria\nA: What day?")
    play.request("\(Self.greeting)\nU: Maria\nA: What day? Are you still there?\nU: tomorrow")
    #expect(play.value("name") == "Maria")
    #expect(play.value("day") == "2026-03-03")
  }

  @Test("A late ending of the former words is no answer")
  func lateEnding() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("A: Hello. What\nU: My name is Mike")
    play.request("\(Self.greeting)\nU: My name is Mike Trump")
    #expect(play.value("name") == "Mike Trump")
    #expect(play.state.dialogue.turns == 1)
  }

  @Test("A shortened transcript is told by its last agent words")
  func shortenedTranscript() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: Maria")
    play.request("\(Self.greeting)\nU: Maria\nA: What day?\nU: tomorrow")
    play.request("A: How many people?\nU: two")
    #expect(play.value("party") == "2")
    #expect(play.value("day") == "2026-03-03")
  }

  @Test("`agent_turn` alone does not keep a caller from being read whole")
  func announcedOnly() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: My name is Mike")
    play.update("\(Self.greeting)\nU: My name is Mike", turn: .agent)
    play.request("\(Self.greeting)\nU: My name is Mike Trump")
    #expect(play.value("name") == "Mike Trump")
  }

  @Test("`update_only` is never answered")
  func updatesAreSilent() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: Maria")
    for turn in [Event.TurnTaking.agent, .caller, nil] {
      play.update("\(Self.greeting)\nU: Maria", turn: turn)
      #expect(play.actions.isEmpty)
    }
  }

  @Test("A greeting that nobody heard comes with the answer")
  func unheardGreeting() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    #expect(play.request("U: My name is Mike") == "Hello. What day?")
    #expect(play.request("U: My name is Mike Trump") == "Hello. What day?")
    #expect(play.value("name") == "Mike Trump")
  }

  @Test("A request before the greeting, and one without any words, get the greeting")
  func requestBeforeGreeting() throws {
    var play = try Play(Self.script)
    #expect(play.request("") == "Hello. What is your name?")
    #expect(play.isComplete)
    #expect(play.request("U: hello?") == "Hello. What is your name?")
    #expect(play.state.dialogue.tries == 0)
  }

  @Test("Unintelligible speech is a failed try and fills nothing")
  func noise() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    let said = play.request("\(Self.greeting)\nU: (unintelligible audio)")
    #expect(said == "Sorry, I didn't catch that. What is your name?")
    #expect(play.value("name") == nil)
    play.request("\(Self.greeting)\nU: (unintelligible audio)\nU: Maria Lopez")
    #expect(play.value("name") == "Maria Lopez")
  }

  @Test("A request without new words asks again and counts nothing")
  func noNewWords() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    #expect(play.request(Self.greeting) == "What is your name?")
    #expect(play.state.dialogue.tries == 0)
  }

  @Test("A reminder neither reads nor advances; on a tentative turn it can still be taken back")
  func reminders() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    play.request("\(Self.greeting)\nU: My name is Mike")
    let slots = play.state.dialogue.slots
    #expect(!play.remind("\(Self.greeting)\nU: My name is Mike").isEmpty)
    #expect(play.state.dialogue.slots == slots)
    play.request("\(Self.greeting)\nU: My name is Mike Trump")
    #expect(play.value("name") == "Mike Trump")
    #expect(play.state.dialogue.silences == 0)
  }

  @Test("The state survives being stored at any point")
  func storable() throws {
    var play = try Play(Self.script)
    play.take(.opened)
    for transcript in ["U: Mike", "\(Self.greeting)\nU: My name is Mike and for two"] {
      play.request(transcript)
      let stored = try JSONEncoder().encode(play.state)
      #expect(try JSONDecoder().decode(CallState.self, from: stored) == play.state)
    }
  }
}
