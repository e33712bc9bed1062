import DialogDSL
import Testing

@Suite struct DiagnosticRendererTests {
  private func range(_ line: Int, _ columns: Range<Int>, endLine: Int? = nil) -> SourceRange {
    SourceRange(
      file: "booking.yaml", start: SourcePosition(line: line, column: columns.lowerBound),
      end: SourcePosition(line: endLine ?? line, column: columns.upperBound))
  }

  private func render(_ diagnostic: Diagnostic, _ source: String, width: Int = 60, isColoured: Bool = false) -> String {
    DiagnosticRenderer(sources: ["booking.yaml": source], isColoured: isColoured, width: width).render(diagnostic)
  }

  @Test func placeLineCaretAndHelp() {
    let diagnostic = Diagnostic.error(
      "unknown-slot", "no slot named `pary`", at: range(2, 10..<14), help: "did you mean `party`?")
    #expect(
      render(diagnostic, "steps:\n  - ask: pary\n") == """
        booking.yaml:2:10: error[unknown-slot]: no slot named `pary`
        2 |   - ask: pary
          |          ^^^^
        help: did you mean `party`?

        """)
  }

  @Test func notesShowTheirOwnPlaces() {
    let diagnostic = Diagnostic.warning(
      "twice", "given twice", at: range(11, 1..<2),
      notes: [Diagnostic.Note("the first one is here", at: range(1, 1..<2)), Diagnostic.Note("see also")])
    let source = "a: 1\n" + String(repeating: "#\n", count: 9) + "a: 2\n"
    #expect(
      render(diagnostic, source) == """
        booking.yaml:11:1: warning[twice]: given twice
        11 | a: 2
           | ^
        note: booking.yaml:1:1: the first one is here
        1 | a: 1
          | ^
        note: see also

        """)
  }

  @Test func aFaultOfTheWholeFileHasNoPlace() {
    #expect(
      render(.error("no-such-file", "there is no file a", at: nil), "") == "error[no-such-file]: there is no file a\n")
  }

  @Test func aRangeOverLinesIsMarkedToTheEndOfTheFirst() {
    #expect(
      render(.error("x", "y", at: range(1, 4..<5, endLine: 3)), "a: bcd\ne\nf\n") == """
        booking.yaml:1:4: error[x]: y
        1 | a: bcd
          |    ^^^

        """)
  }

  @Test func aPlaceBehindTheLineOrFileStillHasACaret() {
    #expect(render(.error("x", "y", at: range(1, 9..<9)), "ab").hasSuffix("1 | ab\n  |   ^\n"))
    #expect(render(.error("x", "y", at: range(7, 1..<2)), "ab").hasSuffix("7 | \n  | ^\n"))
  }

  @Test func tabsAndWideCharactersKeepTheCaretInPlace() {
    #expect(render(.error("x", "y", at: range(1, 2..<3)), "\ta").hasSuffix("1 |     a\n  |     ^\n"))
    #expect(render(.error("x", "y", at: range(1, 3..<4)), "東京a").hasSuffix("1 | 東京a\n  |     ^\n"))
    #expect(render(.error("x", "y", at: range(1, 1..<2)), "東京").hasSuffix("1 | 東京\n  | ^^\n"))
    #expect(render(.error("x", "y", at: range(1, 3..<4)), "e\u{301}a").hasSuffix("1 | e\u{301}a\n  |  ^\n"))
  }

  @Test func controlCharactersCannotPaintTheTerminal() {
    #expect(render(.error("x", "y", at: range(1, 1..<2)), "\u{1B}[31m").contains("\u{FFFD}[31m"))
  }

  @Test func aLongLineIsCutAroundTheCaret() {
    let source = String(repeating: "a", count: 100) + "HERE" + String(repeating: "b", count: 100)
    #expect(
      render(.error("x", "y", at: range(1, 101..<105)), source, width: 30) == """
        booking.yaml:1:101: error[x]: y
        1 | …aaaaaaaaaaaaaaaHEREbbbbbbbbbb…
          |                 ^^^^

        """)
    #expect(
      render(.error("x", "y", at: range(1, 1..<3)), source, width: 20) == """
        booking.yaml:1:1: error[x]: y
        1 | aaaaaaaaaaaaaaaaaaaa…
          | ^^

        """)
  }

  @Test func colour() {
    let diagnostic = Diagnostic.error("x", "y", at: range(1, 1..<2), help: "z")
    #expect(
      render(diagnostic, "a", isColoured: true)
        == "booking.yaml:1:1: \u{1B}[1;31merror[x]\u{1B}[0m: \u{1B}[1my\u{1B}[0m\n"
        + "\u{1B}[34m1 | \u{1B}[0ma\n\u{1B}[34m  | \u{1B}[0m\u{1B}[1;31m^\u{1B}[0m\n\u{1B}[32mhelp\u{1B}[0m: z\n")
  }

  @Test func severalAreSortedByPlaceWithTheScriptFirst() {
    func at(_ file: String, _ line: Int) -> Diagnostic {
      let position = SourcePosition(line: line, column: 1)
      return .error("\(file)\(line)", "", at: SourceRange(file: file, start: position, end: position))
    }
    let sorted = [at("a", 1), at("s", 9), .error("file", "", at: nil), at("s", 2)].sortedByPlace(first: "s")
    #expect(sorted.map(\.code) == ["file", "s2", "s9", "a1"])
  }
}
