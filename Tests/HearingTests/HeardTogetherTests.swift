import DialogDSL
import Testing

@testable import Hearing

/// Several recognisers and a trigger over one utterance: none takes another's words.
@Suite struct HeardTogetherTests {
  private static func expectation(_ type: SlotType, _ choices: [Choice] = []) throws -> Hearing.Expectation {
    var expectation = Hearing.Expectation(
      type: type, choices: choices, now: LocalTime(try #require(CivilDateTime(iso: "2026-03-02T09:00"))), isAsked: false
    )
    if type == .time {
      expectation.limits.within = try #require(ClockTime(iso: "08:00"))...(try #require(ClockTime(iso: "16:30")))
    }
    return expectation
  }

  private static func hear(_ type: SlotType, _ words: Words, _ choices: [Choice] = []) throws -> Candidate? {
    let recognizer = RecognizerRegistry.recognizer(for: type)
    return recognizer.candidates(in: Utterance(words), expecting: try expectation(type, choices)).first
  }

  @Test func oneBreathFillsThreeSlotsAndStartsTheFlow() throws {
    let start = SourcePosition(line: 1, column: 1)
    let range = SourceRange(file: "test", start: start, end: start)
    let cleaning = Choice(value: "cleaning", phrases: [try phrase("clean[ing]")], range: range)
    let words = Words("hi i need a cleaning next tuesday at ten")
    let service = try #require(try Self.hear(.choice, words, [cleaning]))
    let day = try #require(try Self.hear(.date, words))
    let time = try #require(try Self.hear(.time, words))
    #expect(service.value == .text("cleaning") && service.words == [3, 4])
    #expect(day.value.description == "2026-03-10" && day.words == [5, 6])
    #expect(time.value.description == "10:00" && time.words == [7, 8])
    for type in [SlotType.name, .integer, .number, .digits, .phone, .yesNo] {
      #expect(try Self.hear(type, words) == nil, "\(type)")
    }
    let matcher = PhraseMatcher(words) { _ in [service] }
    let trigger = try phrase("I need [a|an|to get a] {service}", slots: ["service"])
    #expect(matcher.match(trigger)?.allWords == [1, 2, 3, 4])
  }

  @Test(arguments: [
    "my name is Mike Trump", "five oh three five five five oh one three four", "yes please", "no thank you",
    "two adults",
    "is there parking behind the building", "I have a toothache", "what are your hours",
  ])
  func noDayOrTime(in utterance: String) throws {
    #expect(try Self.hear(.date, Words(utterance)) == nil)
    #expect(try Self.hear(.time, Words(utterance)) == nil)
  }
}
