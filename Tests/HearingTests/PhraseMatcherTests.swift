import DialogDSL
import Testing

@testable import Hearing

func phrase(_ text: String, slots: Set<String> = [], rules: Set<String> = []) throws -> Phrase {
  let start = SourcePosition(line: 1, column: 1)
  let source = SourceText(text, at: SourceRange(file: "test", start: start, end: start))
  var diagnostics: [Diagnostic] = []
  let phrase = PhraseParser.parse(source, slots: slots, rules: rules, diagnostics: &diagnostics)
  return try #require(phrase, "\(diagnostics)")
}

@Suite struct PhraseMatcherTests {
  /// The words used, or nil: phrase, utterance, words.
  @Test(
    arguments: [
      ("check up", "I'd like a check-up please", "check-up"),
      ("checkup", "a check up", "check up"),
      ("I am here", "I'm here", "I'm here"),
      ("what is open", "what's open", "what's open"),
      ("do not call", "don't call", "don't call"),
      ("(what|when) * (hours|open|close)", "um what are your opening hours", "what hours"),
      ("what * hours", "what one two three four five six seven eight nine hours", nil),
      ("(book|make) [me] [a|an] (visit|appointment)", "can you book uh me an appointment", "book me an appointment"),
      ("I need [a] cleaning", "I, you know, need like a cleaning", nil),
      ("I need [a] cleaning", "I, you know, need um a cleaning", "I need a cleaning"),
      ("well done", "well done", "well done"),
      ("^ yes", "well yes", "yes"),
      ("^ yes", "oh I said yes", nil),
      ("no $", "I said no thanks", "no"),
      ("no $", "no I said", nil),
      ("clean[ing]", "Cleaning.", "Cleaning"),
      ("a b", "a c a b", "a b"),
    ] as [(String, String, String?)])
  func match(_ pattern: String, in utterance: String, uses expected: String?) throws {
    let words = Words(utterance)
    let match = PhraseMatcher(words).match(try phrase(pattern))
    #expect(match.map { $0.words.map { words[$0].original }.joined(separator: " ") } == expected)
  }

  @Test func slotsAreHeardByTheirRecogniser() throws {
    let words = Words("book me a cleaning on tuesday")
    let matcher = PhraseMatcher(words) { slot in
      slot == "service"
        ? [Candidate(.text("cleaning"), words: [3], rule: "x")] : [Candidate(.text("tue"), words: [4, 5], rule: "x")]
    }
    let found = try #require(matcher.match(try phrase("book [me] [a] {service} on {day}", slots: ["service", "day"])))
    #expect(found.slots.map(\.slot) == ["service", "day"])
    #expect(found.words == [0, 1, 2, 4])
    #expect(found.allWords == [0, 1, 2, 3, 4, 5])
    #expect(matcher.match(try phrase("me {service}", slots: ["service"])) == nil)
  }

  @Test func rulesStandForTheirPhrases() throws {
    let rules = ["person": [try phrase("receptionist"), try phrase("human being")]]
    let matcher = PhraseMatcher(Words("get me a human being now"), rules: rules)
    #expect(matcher.match(try phrase("a <person>", rules: ["person"]))?.specificity == 3)
  }

  @Test func usedWordsArePassedOver() throws {
    let words = Words("book on tuesday a cleaning")
    #expect(PhraseMatcher(words, skipping: [1, 2]).match(try phrase("book a cleaning"))?.words == [0, 3, 4])
    #expect(PhraseMatcher(words, skipping: [4]).match(try phrase("book * cleaning")) == nil)
  }

  @Test func longUtterancesEndSoon() throws {
    let words = Words(String(repeating: "a ", count: 5000))
    let pattern = try phrase("[a] [a] [a] * [a] * [a] * [a] * [a] * b")
    #expect(PhraseMatcher(words).match(pattern) == nil)
  }
}

@Suite struct PhraseSetTests {
  private static let patterns = [
    "(yes|yeah) please", "please", "* tomorrow", "check[ ]up", "checkup [today]", "^ no $",
  ]

  /// Utterance, and the phrases that match it with the words that they use.
  @Test(
    arguments: [
      ("yeah, please", ["0: yeah please", "1: please"]),
      ("see you tomorrow", ["2: tomorrow"]),
      ("a check up today", ["3: check up", "4: check up today"]),
      ("no", ["5: no"]),
      ("no no", []),
      ("", []),
      ("nothing of it", []),
    ])
  func findsWhatEachPhraseFindsByItself(_ utterance: String, _ expected: [String]) throws {
    let words = Words(utterance)
    let phrases = try Self.patterns.map { try phrase($0.replacing("[ ]", with: " ")) }
    let matcher = PhraseMatcher(words)
    let together = matcher.allMatches(of: PhraseSet(phrases))
    let alone = phrases.enumerated().flatMap { index, phrase in
      matcher.allMatches(CompiledPhrase(phrase)).map { (phrase: index, match: $0) }
    }
    #expect(together.map(\.phrase) == alone.map(\.phrase))
    #expect(together.map(\.match) == alone.map(\.match))
    var seen: Set<String> = []
    let sketches = together.map { phrase, match in
      "\(phrase): " + match.words.map { words[$0].text }.joined(separator: " ")
    }.filter { seen.insert($0).inserted }
    #expect(sketches == expected)
  }
}

@Suite struct PhoneticTests {
  @Test(
    arguments: [
      ("cleaning", "cleaning", 0), ("cleaning", "cleening", 1), ("cleaning", "kleening", 1), ("phone", "fone", 1),
      ("filling", "feeling", 1), ("cat", "dog", 5), ("night", "nite", 3), ("", "", 0), ("", "a", 2),
      ("abcd", "abdc", 2),
      ("a", "abcdefgh", 13),
    ])
  func distance(_ a: String, _ b: String, is expected: Int) { #expect(Phonetic.distance(a, b) == expected) }

  @Test func longWordsAreFarApart() {
    #expect(Phonetic.distance(String(repeating: "ab", count: 500), "ab") == .max)
  }
}
