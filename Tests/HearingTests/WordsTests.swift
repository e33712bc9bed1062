import DialogDSL
import Testing

@testable import Hearing

@Suite struct WordsTests {
  @Test(
    arguments: [
      ("Hello, I'm Mike.", ["hello", "i'm", "mike"]),
      ("I’d like 2:30 pm", ["i'd", "like", "2:30", "pm"]),
      ("at 7p.m. ok?", ["at", "7p.m", "ok"]),
      ("it's $5 or 20%", ["it's", "$5", "or", "20%"]),
      ("1,500 and 1,2", ["1,500", "and", "1", "2"]),
      ("Works.Thanks", ["works", "thanks"]),
      ("O'Brien-Smith", ["o'brien-smith"]),
      ("+1 (503) 555-0134", ["+1", "503", "555-0134"]),
      ("uno—dos…tres", ["uno", "dos", "tres"]),
      ("José ÁLVAREZ", ["josé", "álvarez"]),
      ("١٢", ["12"]),
      ("🙂 !!! ?", []),
      ("", []),
    ] as [(String, [String])])
  func words(of utterance: String, are expected: [String]) {
    #expect(Words(utterance).words.map(\.text) == expected)
  }

  @Test func wordsKnowTheirPlaceAndPunctuation() {
    let words = Words("🙂 Yes, O'Brien?")
    #expect(words.words.map(\.range) == [2..<5, 7..<14])
    #expect(words.words.map(\.punctuation) == [",", "?"])
    #expect(words[1].original == "O'Brien")
  }

  @Test func longUtterancesAreCut() {
    #expect(Words(String(repeating: "a ", count: 5000)).count == Words.maxCharacters / 2)
  }

  @Test(arguments: [
    ("mhm", true), ("Uh huh.", true), ("okay, right", true), ("mm-hmm", true), ("um", true), ("", false),
    ("okay tuesday", false), ("no", false),
  ])
  func backchannel(_ utterance: String, _ expected: Bool) {
    #expect(Words(utterance).isBackchannel() == expected)
  }

  @Test func fillersAreKnown() {
    let words = Words("um, you know, Tuesday")
    #expect((0..<words.count).map { words.isFiller($0) } == [true, true, true, false])
  }
}

@Suite struct UniversalTests {
  private static func universals(in utterance: String) -> [Universal] {
    let phrases = LanguageData.english.universalPhrases
    let found = PhraseMatcher(Words(utterance)).bestMatches(of: phrases.set).map { phrases.universals[$0.phrase] }
    return Universal.allCases.filter { found.contains($0) }
  }

  @Test(
    arguments: [
      ("sorry what was that", .repeat), ("can you repeat that please", .repeat), ("what did you say", .repeat),
      ("pardon?", .repeat), ("say that again", .repeat), ("could you ask the question again", .repeat),
      ("I didn't catch that", .repeat),
      ("help", .help), ("what can I say", .help),
      ("never mind", .cancel), ("forget it", .cancel), ("cancel that", .cancel), ("stop", .cancel),
      ("could you please stop that", .cancel),
      ("can I talk to a real person", .human), ("operator", .human), ("get me a human please", .human),
      ("goodbye", .goodbye), ("okay thanks bye", .goodbye), ("I have to go", .goodbye),
      ("let's start over", .startOver), ("start again", .startOver),
      ("hold on", .wait), ("just a second, let me get a pen", .wait), ("one moment please", .wait),
    ] as [(String, Universal)])
  func universal(of utterance: String, is expected: Universal) {
    #expect(Self.universals(in: utterance) == [expected])
  }

  @Test(arguments: [
    "yes", "no", "I need a cleaning", "next Tuesday at ten", "Maria Lopez", "my name is Stop",
    "I'd like to cancel my appointment", "cancel my appointment", "can you cancel the booking",
    "the help desk called me", "what time do you open", "two people", "sorry, Wednesday", "okay",
  ])
  func nothingUniversal(in utterance: String) {
    #expect(Self.universals(in: utterance) == [])
  }

  @Test(arguments: [
    ("that's all", true), ("no, that's it", true), ("nothing else, thanks", true), ("no I'm good", true),
    ("no thanks", true),
    ("I need all of it", false), ("yes", false), ("that's all wrong", false),
  ])
  func nothingElse(_ utterance: String, _ expected: Bool) {
    let matcher = PhraseMatcher(Words(utterance))
    #expect(!matcher.bestMatches(of: LanguageData.english[.nothingElse]).isEmpty == expected)
  }

  @Test(arguments: SlotType.allCases) func everyTypeHasItsTexts(_ type: SlotType) {
    #expect(!LanguageData.english.texts("prompt.\(type.rawValue)").isEmpty)
    #expect(!LanguageData.english.texts("reprompt.\(type.rawValue)").isEmpty)
  }
}

@Suite struct HostileSpeechTests {
  private static let utterances: [String] = [
    String(repeating: "tuesday ", count: 2000), String(repeating: "7", count: 10_000),
    String(repeating: "seven ", count: 2000), String(repeating: "twenty three ", count: 500),
    String(repeating: "no sorry i mean monday ", count: 200), String(repeating: "the first of the ", count: 300),
    String(repeating: "a", count: 10_000), String(repeating: "not ", count: 1000),
    String(repeating: "m a r i a ", count: 300),
    String(repeating: "🙂", count: 3000), "\u{0}\u{0}\u{7}", "\u{202E}\u{5D0}\u{5D1} \u{5D2}",
    "e\u{301}\u{301}\u{301} \u{301}",
    "9999999999999999999999 million billion trillion", "99/99/9999 0:99 24:61pm 00:00am", "the 0th of 0",
    "in 99999999999 years",
    "minus minus half of a a a", "'''' --- ... ///", "january 2147483648",
    "one two hundred thousand million billion trillion crore",
    "12345678901234567890-12345678901234567890", "half past", "quarter to", "first in may 0000", "double triple double",
    "plus",
  ]

  @Test(arguments: SlotType.allCases) func anySpeechIsHarmless(_ type: SlotType) throws {
    let choices = try (0..<20).map {
      Choice(
        value: "choice_\($0)", phrases: [try phrase("[a] (cleaning|filling|tuesday) * [of] number\($0)")],
        range: SourceRange(file: "t", start: .init(line: 1, column: 1), end: .init(line: 1, column: 1)))
    }
    for utterance in Self.utterances {
      for isAsked in [true, false] {
        var expectation = Hearing.Expectation(
          type: type, choices: choices, now: LocalTime(try #require(CivilDateTime(iso: "9999-12-31T23:59"))),
          isAsked: isAsked)
        expectation.limits.length = 4...20
        let words = Words(utterance)
        let candidates = RecognizerRegistry.recognizer(for: type)
          .candidates(in: Utterance(words), expecting: expectation)
        #expect(candidates.allSatisfy { $0.words.allSatisfy(words.words.indices.contains) })
      }
    }
  }
}
