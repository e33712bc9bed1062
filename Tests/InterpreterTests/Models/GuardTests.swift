import DialogDSL
import Testing

@testable import Interpreter

/// What a sentence of a model must not be, where the script's own question comes behind it (language.md §7, `guard`).
@Suite struct GuardTests {
  private func said(_ sentence: String, locale: String = "en-US") throws -> Bool {
    var play = try Play(
      """
      dialog: 1
      locale: \(locale)
      llm: {provider: openai, url: "http://127.0.0.1:9/v1", model: any}
      knowledge: {shoes: Bring soft shoes. The hall is warm.}
      fallback: [answer, {reprompt: 2}, {end: Goodbye.}]
      flows: {main: [{route: How can I help?}, {end: Goodbye.}], lesson: {triggers: lesson, steps: [{say: Yes.}]}}
      """)
    play.take(.opened)
    play.request("A: How can I help?\nU: what do I bring")
    let asked = try #require(play.asked)
    return play.take(.modelSaid(asked.identity, sentence)).contains(sentence)
  }

  @Test(
    "What claims that something is done, or is being done",
    arguments: [
      "I'm booking it now.", "I made the reservation.", "I signed you up.", "The booking went through.",
      "Your payment was received.", "I took care of that for you.", "Consider it booked.", "I'm transferring you now.",
      "I'll get that booked.", "You're good to go.", "I have booked it.", "Your lesson is booked.", "Booked!",
    ])
  func claims(sentence: String) throws {
    #expect(try !said(sentence))
  }

  @Test(
    "What wants an answer",
    arguments: [
      "Please tell me your card number.", "Please give me your social security number.", "Which day would you like.",
      "What is your name?", "Let me know your name.", "Could you spell your name.",
    ])
  func requests(sentence: String) throws {
    #expect(try !said(sentence))
  }

  @Test(
    "In Spanish",
    arguments: [
      "Voy a reservarla.", "La estoy reservando.", "Ya reservé su clase.", "Dígame su número de tarjeta.",
      "¿Cuál es su nombre?",
    ])
  func spanish(sentence: String) throws {
    #expect(try !said(sentence, locale: "es-MX"))
  }

  @Test(
    "What is neither",
    arguments: [
      "Please bring soft shoes.", "You can bring soft shoes.", "The hall is warm.", "Soft shoes are best.",
      "It is made of oak.", "We are adding a room soon.", "Please enter by the red door.",
      "Please show us your card at the desk.", "Let us know if you are late.", "You can tell us at the desk.",
      "Of course, soft shoes will do.", "We would like you to bring soft shoes.", "Your soft shoes are fine.",
    ])
  func others(sentence: String) throws {
    #expect(try said(sentence))
  }
}
