import Testing

@testable import DialogDSL

@Suite struct PhraseParserTests {
  private func parse(_ text: String) -> (Phrase?, [Diagnostic]) {
    let start = SourcePosition(line: 3, column: 5)
    let end = SourcePosition(line: 3, column: 5 + text.unicodeScalars.count)
    let source = SourceText(text, at: SourceRange(file: "a.yaml", start: start, end: end))
    var diagnostics: [Diagnostic] = []
    let phrase = PhraseParser.parse(
      source, slots: ["service", "day"], rules: ["person"], diagnostics: &diagnostics)
    return (phrase, diagnostics)
  }

  /// Elements in a short notation: alternatives in parentheses, `_` for an empty one.
  private static func sketch(_ elements: [Phrase.Element]) -> String {
    elements.map { element in
      switch element {
      case .word(let word): word
      case .slot(let name): "{\(name)}"
      case .anyWords: "*"
      case .rule(let name): "<\(name)>"
      case .oneOf(let alternatives):
        "(" + alternatives.map { $0.isEmpty ? "_" : sketch($0) }.joined(separator: "|") + ")"
      }
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("check up", "check up"),
    ("Check-up!", "check-up"),
    ("(teeth|dental) clean[ing]", "(teeth|dental) (cleaning|clean)"),
    ("fill[ing] [a tooth]", "(filling|fill) (a tooth|_)"),
    ("(book|make) [me] [a|an] (visit|{service})", "(book|make) (me|_) (a|an|_) (visit|{service})"),
    ("(what|when) * (hours|open)", "(what|when) * (hours|open)"),
    ("I need [a|an|to get a] {service}", "i need (a|an|to get a|_) {service}"),
    ("what's <person>", "what's <person>"),
    ("I don’t know", "i don't know"),
    ("[re]book[ing|ed]", "(rebooking|rebooked|rebook|booking|booked|book)"),
    ("(talk (to|with)|call) a <person>", "(talk (to|with)|call) a <person>"),
  ])
  func elements(of text: String, are expected: String) throws {
    let (phrase, diagnostics) = parse(text)
    #expect(diagnostics == [])
    #expect(Self.sketch(try #require(phrase).elements) == expected)
  }

  @Test func anchors() throws {
    let phrase = try #require(parse("^ yes please $").0)
    #expect(phrase.atStart && phrase.atEnd && phrase.elements == [.word("yes"), .word("please")])
  }

  /// Column is where the fault begins; the phrase begins at column 5.
  @Test(arguments: [
    ("", "empty-phrase", 5), ("  ", "empty-phrase", 5), ("*", "empty-phrase", 5), ("[please]", "empty-phrase", 5),
    ("^$", "empty-phrase", 5), ("()", "empty-phrase", 5),
    ("book (a|an", "phrase-brackets", 10), ("book a)", "phrase-brackets", 11), ("book ]", "phrase-brackets", 10),
    ("yes|no", "phrase-brackets", 8), ("{service", "phrase-brackets", 5), ("go <person", "phrase-brackets", 8),
    ("a {servce}", "unknown-slot", 8), ("a <persn>", "unknown-rule", 8), ("a \\b", "phrase-character", 7),
    ("yes ^ no", "phrase-character", 9), ("yes $ no", "phrase-character", 9), ("x[{day}]", "phrase-brackets", 5),
    ("((((((((((a))))))))))", "phrase-depth", 13),
  ])
  func fault(in text: String, is code: String, at column: Int) {
    let (phrase, diagnostics) = parse(text)
    #expect(phrase == nil)
    #expect(diagnostics.map(\.code) == [code])
    #expect(diagnostics.first?.range?.start == SourcePosition(line: 3, column: column))
  }

  @Test func unknownNamesAreSpelledRight() {
    #expect(parse("a {servce}").1.first?.help == "did you mean `service`?")
    #expect(parse("a <persn>").1.first?.help == "did you mean `person`?")
  }

  @Test(arguments: [
    "((((", "]]]]", "{{{{", "<<>>", "[[|]|]", "^^^", "$$$", "\u{0}", "a\u{301}[b](c)", "🙂", "|", "(|)", "*[*]*",
    "[a]{day}<person>*",
  ])
  func anyTextEnds(_ text: String) {
    let (phrase, diagnostics) = parse(text)
    #expect((phrase == nil) == !diagnostics.isEmpty)
  }
}
