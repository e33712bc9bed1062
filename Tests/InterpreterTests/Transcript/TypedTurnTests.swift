import DialogDSL
import Testing

@testable import Interpreter

/// Keys are part of the fold over the transcript like words (language.md §3 and §10, reference §19.45).
@Suite struct TypedTurnTests {
  static let script = """
    dialog: 1
    name: Keys
    slots:
      pin: {type: digits, length: 4, keypad: true, prompt: Your PIN?}
      order: {type: digits, keypad: true, prompt: Your order?}
      day: {type: date, prompt: Which day?, confirm: never}
    flows:
      main:
        - collect: [pin, order, day]
        - end: Bye.
      hours: {triggers: [your hours], steps: [{say: Open at five.}]}
    fallback: [{reprompt: 2}, {end: Sorry.}]
    """

  private func opened() throws -> Play {
    var play = try Play(Self.script)
    play.take(.opened)
    return play
  }

  private static func keys(_ keys: String) -> String { keys.map { "K: \($0)" }.joined(separator: "\n") }

  @Test("Keys that grow before the agent has spoken are one turn, filled once")
  func growing() throws {
    var play = try opened()
    #expect(play.request("A: Your PIN?\n" + Self.keys("12")) == "I have one two. Go on.")
    #expect(play.request("A: Your PIN?\n" + Self.keys("1234")) == "Your order?")
    #expect(play.value("pin") == "1234")
    #expect(play.state.dialogue.turns == 1)
  }

  @Test("The same keys again: the same answer and the same state")
  func again() throws {
    var play = try opened()
    let first = play.request("A: Your PIN?\n" + Self.keys("1234#"))
    let state = play.state
    #expect(play.request("A: Your PIN?\n" + Self.keys("1234#")) == first)
    #expect(play.state == state)
  }

  @Test("Keys before the agent's last words belong to an earlier turn")
  func earlier() throws {
    var play = try opened()
    play.request("A: Your PIN?\n" + Self.keys("1234"))
    play.request("A: Your PIN?\n\(Self.keys("1234"))\nA: Your order?\n" + Self.keys("77#"))
    #expect(play.value("pin") == "1234")
    #expect(play.value("order") == "77")
  }

  @Test("A backchannel of the agent's does not part the keys")
  func backchannel() throws {
    var play = try opened()
    play.request("A: Your PIN?\n\(Self.keys("12"))\nB: uh-huh\n\(Self.keys("34"))")
    #expect(play.value("pin") == "1234")
  }

  @Test("What is said beside the keys is read as well; the keys written out as text are not read twice")
  func beside() throws {
    var play = try opened()
    let said = play.request("A: Your PIN?\nU: on tuesday and what are your hours\n" + Self.keys("1234"))
    #expect(play.value("pin") == "1234")
    #expect(play.value("day") == "2026-03-03")
    #expect(said == "Open at five. Your order?")
    var echoed = try opened()
    echoed.request("A: Your PIN?\n\(Self.keys("1234"))\nU: 1234")
    #expect(echoed.value("pin") == "1234")
    #expect(echoed.value("order") == nil)
  }

  @Test("Digits that come as text with the ending key are keys as well")
  func written() throws {
    var play = try opened()
    play.request("A: Your PIN?\nU: 1234#")
    #expect(play.value("pin") == "1234")
  }

  @Test("An entry without a digit, or a key that is none, answers nothing")
  func empty() throws {
    var play = try opened()
    #expect(play.request("A: Your PIN?\nK: #") == "Sorry, could you say the digits again?")
    let again = play.request("A: Your PIN?\nK: #\nA: Sorry, could you say the digits again?\nK: x")
    #expect(again == "Sorry, could you say the digits again?")
    #expect(play.state.dialogue.tries == 1)
    #expect(play.value("pin") == nil)
  }
}
