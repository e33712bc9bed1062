import DialogDSL
import Hearing
import Testing

@testable import Interpreter

/// Turns that wait for a model: what is asked, what of the reply counts, and what becomes of it when the caller goes on.
@Suite struct AskingTests {
  static let script = """
    dialog: 1
    name: Light Feet
    about: Books lessons.
    llm: {provider: openai, url: "http://127.0.0.1:9/v1", model: any, hold: {any: [One moment., Let me see.]}}
    knowledge: {price: A lesson costs 40 dollars. A course costs 350 dollars.}
    slots:
      pin: {type: digits, length: 4, sensitive: true, prompt: Your pin?}
      dance: {type: choice, choices: [tango, waltz], prompt: Which dance?}
      people: {type: integer, min: 1, max: 6, confirm: unsure, prompt: How many?}
    tools:
      book: {post: https://example.com/book, params: {dance: text}, writes: true, hold: Booking.}
    fallback: [understand, answer, {reprompt: 2}, {end: Goodbye.}]
    flows:
      main:
        - route: How can I help?
          again: Anything else?
        - end: Goodbye.
      lesson:
        triggers: a lesson
        steps:
          - collect: [dance, people]
          - say: The {{ dance }} for {{ people }}.
      story:
        triggers: tell me a story
        steps:
          - say: Here it comes.
          - generate: Tell a story.
            keep: seven
            else: Your code is seven.
          - say: That was it.
      help:
        triggers: help me out
        steps:
          - say: Sure.
          - converse:
              goal: Find a dance and how many come, and book it.
              collect: [dance, people]
              tools: [book]
              confirm: The {{ dance }}?
              else: [{say: Step by step.}]
          - say: So {{ dance }} for {{ people }}.
      login:
        triggers: login
        steps:
          - collect: pin
          - collect: dance
      plan:
        triggers: advice
        steps:
          - collect: dance
          - confirm: The {{ dance }}?
          - call: book
          - generate: Say something kind about the {{ dance }}.
            else: It is nice.
    """

  private var play: Play {
    get throws {
      var play = try Play(Self.script)
      play.take(.opened)
      return play
    }
  }

  static let greeting = "A: How can I help?\n"

  @Test("A turn asks once, however often it is asked for, and the reply counts for each")
  func asksOnce() throws {
    var play = try play
    play.request(Self.greeting + "U: what does it cost")
    let first = try #require(play.asked)
    #expect(first.purpose == .understand && play.said.isEmpty && !play.isComplete)
    play.request(Self.greeting + "U: what does it cost")
    #expect(play.asked?.identity == first.identity, "it is asked for once more: the first one was given up")
    play.take(.modelFinished(first.identity, .proposed(.map(["commands": .list([])])), tokens: 80))
    let second = try #require(play.asked)
    #expect(second.purpose == .answer)
    play.request(Self.greeting + "U: what does it cost")
    #expect(play.asked?.identity == second.identity, "what `understand` gave is known")
    #expect(play.take(.modelSaid(second.identity, "A lesson costs 40 dollars.")) == "A lesson costs 40 dollars.")
    #expect(!play.isComplete)
    #expect(play.take(.modelFinished(second.identity, .spoken, tokens: 90)).trimmed == "How can I help?")
    #expect(play.isComplete)
    #expect(play.state.models.requests == 2 && play.state.models.tokens == 170)
  }

  @Test("What nobody waits for any more changes nothing")
  func late() throws {
    var play = try play
    play.request(Self.greeting + "U: what does it cost")
    let old = try #require(play.asked)
    play.request(Self.greeting + "U: what does it cost no a lesson please")
    #expect(play.said == "Which dance?" && play.asked == nil)
    let before = play.state
    play.take(.modelFinished(old.identity, .proposed(.map(["commands": .list([])])), tokens: 80))
    #expect(play.said.isEmpty && play.actions.isEmpty)
    play.take(.modelSaid(old.identity, "A lesson costs 40 dollars."))
    play.take(.modelSlow)
    play.take(.turnTimeOver)
    #expect(play.actions.isEmpty && play.state.dialogue == before.dialogue)
  }

  @Test("A hold line is said once, and what the caller says over it is read together with what was said before")
  func goesOnOverTheHoldLine() throws {
    var play = try play
    play.request(Self.greeting + "U: I would like to start")
    #expect(["One moment.", "Let me see."].contains(play.take(.modelSlow)))
    let hold = play.said
    #expect(play.take(.modelSlow).isEmpty)
    play.request(Self.greeting + "U: I would like to start\nA: \(hold)\nU: dancing the tango")
    let asked = try #require(play.asked)
    #expect(asked.message.contains("I would like to start dancing the tango"))
    let fill: Value = .map(["do": .text("fill"), "slot": .text("dance"), "words": .text("the tango")])
    let start: Value = .map(["do": .text("start"), "flow": .text("lesson")])
    play.take(.modelFinished(asked.identity, .proposed(.map(["commands": .list([start, fill])])), tokens: nil))
    #expect(play.said.trimmed == "How many?" && play.value("dance") == "tango")
  }

  @Test("What the caller says over a sentence of the model ends the reply")
  func speaksOverTheReply() throws {
    var play = try play
    play.request(Self.greeting + "U: what does it cost")
    play.take(.modelFinished(try #require(play.asked).identity, .proposed(.map(["commands": .list([])])), tokens: nil))
    let answer = try #require(play.asked)
    play.take(.modelSaid(answer.identity, "A lesson costs 40 dollars."))
    play.request(Self.greeting + "U: what does it cost\nA: A lesson costs\nU: a lesson please")
    #expect(play.said == "Which dance?")
    play.take(.modelSaid(answer.identity, " A course costs 350 dollars."))
    #expect(play.said.isEmpty)
  }

  @Test("After a write nobody waits for a model while the caller goes on: what is said meanwhile is read next")
  func goesOnAfterAWrite() throws {
    var play = try play
    play.request(Self.greeting + "U: advice")
    play.request(Self.greeting + "U: advice\nA: Which dance?\nU: tango")
    let talk = Self.greeting + "U: advice\nA: Which dance?\nU: tango\nA: The tango?\nU: yes"
    play.request(talk)
    #expect(play.said.trimmed == "Booking.")
    play.update(talk + "\nA: Booking.", turn: .agent)
    let tool = try #require(play.tools.first)
    play.take(.toolFinished(tool.identity, .succeeded(.map([:]))))
    #expect(play.asked?.purpose == .generate)
    play.request(talk + "\nA: Booking.\nU: a lesson please")
    #expect(play.said.contains("It is nice.") && play.said.contains("How many?"), "\(play.said)")
    #expect(play.isComplete)
  }

  @Test("What the caller says over the words before a line that a model is to word does not lose the line")
  func speaksBeforeALine() throws {
    var play = try play
    play.request(Self.greeting + "U: tell me a story")
    #expect(play.said.trimmed == "Here it comes." && play.asked?.purpose == .generate)
    play.request(Self.greeting + "U: tell me a story\nA: Here it comes.\nU: a lesson please")
    #expect(play.said.trimmed == "Your code is seven. That was it. Which dance?", "\(play.said)")
    #expect(play.isComplete && play.asked == nil)
  }

  @Test("What the caller says over the words before a model leads is for the model")
  func speaksBeforeAModelLeads() throws {
    var play = try play
    play.request(Self.greeting + "U: help me out")
    #expect(play.said.trimmed == "Sure." && play.asked?.purpose == .converse)
    play.request(Self.greeting + "U: help me out\nA: Sure.\nU: with something slow")
    let asked = try #require(play.asked)
    #expect(asked.purpose == .converse && asked.message.contains(#""caller":"with something slow""#))
    play.take(.modelFinished(asked.identity, .proposed(Self.words("A waltz?")), tokens: nil))
    #expect(play.said.trimmed == "A waltz?" && play.isComplete)
  }

  @Test("After a write too what the caller says is for the model that leads")
  func answersAfterAWrite() throws {
    var play = try play
    var talk = Self.greeting + "U: help me out"
    play.request(talk)
    let call: Value = .map([
      "call": .text("book"), "say": .text(""),
      "commands": .list([.map(["do": .text("fill"), "slot": .text("dance"), "words": .text("a waltz")])]),
    ])
    play.take(.modelFinished(try #require(play.asked).identity, .proposed(Self.words("Fast or slow?")), tokens: nil))
    talk += "\nA: Sure. Fast or slow?\nU: slow like a waltz"
    play.request(talk)
    play.take(.modelFinished(try #require(play.asked).identity, .proposed(call), tokens: nil))
    #expect(play.said.trimmed == "The waltz?")
    talk += "\nA: The waltz?\nU: yes"
    play.request(talk)
    #expect(play.said.trimmed == "Booking.")
    talk += "\nA: Booking."
    play.update(talk, turn: .agent)
    play.take(.toolFinished(try #require(play.tools.first).identity, .succeeded(.map([:]))))
    #expect(play.asked?.purpose == .converse)
    var other = play
    other.request(talk + "\nU: great and two people please")
    #expect(other.said.trimmed == "So waltz for 2. Anything else?")
    play.request(talk + "\nU: great and I like it slow")
    let asked = try #require(play.asked)
    #expect(asked.purpose == .converse && asked.message.contains("great and I like it slow"))
    play.take(.modelFinished(asked.identity, .proposed(Self.words("How many are you?")), tokens: nil))
    #expect(play.isComplete && play.said.trimmed == "How many are you?", "\(play.said)")
  }

  static func words(_ text: String) -> Value {
    .map(["call": .text("none"), "commands": .list([]), "say": .text(text)])
  }

  @Test("When the turn's time is over, it goes on without")
  func turnTimeOver() throws {
    var play = try play
    play.request(Self.greeting + "U: what does it cost")
    #expect(play.take(.turnTimeOver).trimmed == "Sorry, I didn't get that. How can I help?")
    #expect(play.isComplete)
  }

  @Test("A model is not shown what is sensitive, in any form in which it is known or said")
  func sensitive() throws {
    var play = try play
    play.request(Self.greeting + "U: login")
    play.request(Self.greeting + "U: login\nA: Your pin?\nU: one two three four")
    #expect(play.said.trimmed == "Which dance?")
    let talk = Self.greeting + "U: login\nA: Your pin?\nU: one two three four\nA: Which dance?\nU: "
    var count = 0
    for words in [
      "one two three four is what you know", "they call me 1234 there", "the 1 2 3 4 thing", "who is there",
    ] {
      play.request(talk + words)
      // What rules understand is shown to nobody.
      guard let asked = play.asked else { continue }
      count += 1
      let sent = asked.instructions + asked.message + (asked.schema?.json ?? "")
      for secret in ["one two three four", "1234", "1 2 3 4"] { #expect(!sent.contains(secret), "\(sent)") }
    }
    #expect(count > 1)
  }

  @Test("An answer to a question about something sensitive is not shown later either, whatever it was read as")
  func sensitiveTalk() throws {
    var play = try play
    var talk = Self.greeting + "U: login"
    play.request(talk)
    for answer in ["one two three I think", "is it my dog's name Rex"] {
      talk += "\nA: \(play.said.trimmed)\nU: \(answer)"
      play.request(talk)
      #expect(play.asked == nil && play.value("pin") == nil)
    }
    talk += "\nA: \(play.said.trimmed)\nU: one two three four"
    play.request(talk)
    #expect(play.said.trimmed == "Which dance?")
    play.request(talk + "\nA: Which dance?\nU: who teaches it then")
    let message = try #require(play.asked?.message)
    #expect(message.contains("who teaches it then") && message.contains("caller: …"))
    for secret in ["one", "three", "Rex"] { #expect(!message.contains(secret), "\(message)") }
  }

  @Test("The same question at another moment is the same request; another script's is another")
  func identity() throws {
    var play = try play
    play.request(Self.greeting + "U: what does it cost")
    let first = try #require(play.asked)
    var later = try self.play
    later.time = LocalTime(CivilDateTime(iso: "2026-05-02T09:00")!, offsetMinutes: -480)
    later.request(Self.greeting + "U: what does it cost")
    #expect(later.asked?.identity == first.identity && later.asked?.message != first.message)
    var other = try Play(Self.script.replacing("Books lessons", with: "Sells lessons"))
    other.take(.opened)
    other.request(Self.greeting + "U: what does it cost")
    #expect(other.asked?.identity != first.identity)
  }

  @Test("Instructions are the same in every turn, so that a server need not read them again")
  func stablePrefix() throws {
    var play = try play
    play.request(Self.greeting + "U: what does it cost")
    let first = try #require(play.asked)
    play.take(.modelFinished(first.identity, .failed(ModelFault("no", isDown: true)), tokens: nil))
    play.request(
      Self.greeting + "U: what does it cost\nA: Sorry, I didn't get that. How can I help?\nU: and who teaches")
    #expect(play.asked?.instructions == first.instructions && play.asked?.message != first.message)
  }

  @Test("The schema lets a model quote, and nothing else")
  func quotations() throws {
    var play = try play
    play.request(Self.greeting + "U: Something, for two of us")
    let schema = try #require(play.asked?.schema)
    #expect(JSONSchema(schema).isStrict)
    let text = schema.json
    #expect(text.contains(#""Something""#) && text.contains(#""for two of us""#) && text.contains(#""two of""#))
    #expect(!text.contains(#""us for""#))
  }

  @Test("Without a model nothing is asked, whatever the ladder says")
  func none() throws {
    var play = try Play(Self.script.replacing("provider: openai", with: "provider: none"))
    play.take(.opened)
    #expect(play.request(Self.greeting + "U: what does it cost") == "Sorry, I didn't get that. How can I help?")
    #expect(play.asked == nil)
  }
}

extension Play {
  /// The model that the latest event asked.
  var asked: ModelRequest? {
    for case .askModel(let request, _) in actions { return request }
    return nil
  }
}
