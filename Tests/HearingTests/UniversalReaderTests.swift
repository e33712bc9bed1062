import DialogDSL
import Testing

@testable import Hearing

@Suite struct UniversalReaderTests {
  @Test(
    arguments: [
      ("can you say that again", "repeat"), ("sorry, I didn't quite catch that", "repeat"), ("pardon me?", "repeat"),
      ("what was the last part", "repeat"), ("you're breaking up, say it again", "repeat"),
      ("one more time please", "repeat"), ("could you repeat the question", "repeat"), ("come again", "repeat"),
      ("a bit slower please", "slower"), ("how do you spell that", "spell_that"),
      ("never mind, cancel that", "cancel"), ("please stop what you're doing", "cancel"), ("stop", "cancel"),
      ("forget it", "cancel"), ("abort the current task", "cancel"), ("call it off please", "cancel"),
      ("hold up, cancel that", "cancel"),
      ("please don't go through with that", "cancel"), ("what languages do you speak", "change_language"),
      ("let me talk to a real person", "human"), ("goodbye", "goodbye"), ("let's start over", "start_over"),
      ("hang on a second", "wait"), ("what can I say", "help"), ("go back one question", "back"),
      ("do you speak Spanish", "change_language"), ("can we do this in French please", "change_language"),
      ("switch to German", "change_language"), ("in Mandarin please", "change_language"),
      ("I'd like to change the language", "change_language"), ("I don't speak much English", "change_language"),
      ("yes that's right", "yes"), ("absolutely", "yes"), ("no way", "no"), ("that is incorrect", "no"),
      ("would you mind repeating that", "repeat"), ("disregard that", "cancel"),
      ("is Spanish available", "change_language"), ("it may or may not be", "maybe"), ("one moment", "wait"),
      ("hold on, let me get a pen", "wait"), ("let me check", "wait"), ("let me think about it", "maybe"),
      ("maybe", "maybe"), ("I have no idea", "maybe"), ("it could be either", "maybe"),
    ])
  func reads(_ utterance: String, _ expected: String) {
    #expect(UniversalReader.candidates(in: Utterance(utterance)).map(\.value) == [.text(expected)])
  }

  @Test(
    arguments: [
      "repeat my shopping list to me", "cancel my appointment on Friday", "what does French bread cost", "",
      "how do I say hello in a bakery", "stop the payment to the electricity company", "🙂", "Maria Lopez",
      "can you help me find my lost phone", "I need to speak to customer service regarding my flight",
      "what time do you open on Sundays", "book a table for four tomorrow evening",
      "in one minute", "let me check in on the third", "start a new list", "I want Polish food",
      "where do I have to go",
      "what languages does she speak", "once again thanks for all your help today with the flight",
      "tell me what the weather will be in Rome",
    ])
  func leaves(_ utterance: String) {
    #expect(UniversalReader.candidates(in: Utterance(utterance)).map(\.value) == [])
  }
}
