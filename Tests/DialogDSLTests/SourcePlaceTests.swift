import DialogDSL
import Testing

/// Each character of a scalar knows its place, however it was written.
@Suite struct SourcePlaceTests {
  /// `marked`: the scalar under `a`, in which `X` is to be found; its place in the file is where `X` stands.
  @Test(arguments: [
    "a: one X two", "a: 'it''s X'", #"a: "tab\t X""#, #"a: "\u00e9\x41\U0001F600 X""#, #"a: "caf\u0065 X""#,
    "a: one\n  two\n  X three", "a: 'one\n\n  two X'", "a: \"one\n  two \\\n  X three\"", "a: |\n  one\n  X two",
    "a: |\n  one\n\n    deeper X\n", "a: >\n  one\n  two X\n\n  three", "a: >-   # folded\n  one\n    X\n  two",
    "a: |2\n    one X", "a: &name one X", "a: &name\n  one X", "a: !!str one X", "a: |\r\n  one\r\n  X two\r\n",
    "a: é東 X", "a: \u{1F468}\u{200D}\u{1F469} X", "a: [one, two X, three]", "# X is not here\na: {b: X}",
    "a: |+\n\n  one\n  X\n\n",
  ])
  func theMarkIsFoundWhereItStands(text: String) throws {
    var diagnostics: [Diagnostic] = []
    let node = try #require(NodeReader.read(text, file: "a.yaml", diagnostics: &diagnostics))
    let source = try #require(Self.scalar(with: "X", in: node))
    let offset = try #require(Array(source.text.unicodeScalars).firstIndex(of: "X"))
    #expect(source.position(at: offset) == Self.place(of: "X", in: text))
  }

  private static func scalar(with mark: String, in node: Node) -> SourceText? {
    switch node.content {
    case .scalar(let text, _): text.text.contains(mark) ? text : nil
    case .sequence(let items): items.lazy.compactMap { scalar(with: mark, in: $0) }.first
    case .mapping(let entries): entries.lazy.compactMap { scalar(with: mark, in: $0.value) }.first
    case .faulty: nil
    }
  }

  /// The last one, by lines and Unicode scalars.
  private static func place(of mark: Unicode.Scalar, in text: String) -> SourcePosition {
    var line = 1
    var column = 1
    var found = SourcePosition(line: 0, column: 0)
    for scalar in text.unicodeScalars {
      if scalar == mark { found = SourcePosition(line: line, column: column) }
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return found
  }

  @Test func nodesKnowBothTheirEnds() throws {
    var diagnostics: [Diagnostic] = []
    let text = "a:\n  - b\n  - c: [d,\n      e]\n\nf: g\n"
    let node = try #require(NodeReader.read(text, file: "a.yaml", diagnostics: &diagnostics))
    guard case .mapping(let entries) = node.content, case .sequence(let items) = entries[0].value.content else {
      return #expect(Bool(false), "\(node)")
    }
    func ends(_ range: SourceRange) -> String {
      "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
    }
    #expect(ends(node.range) == "1:1-6:5")
    #expect(ends(entries[0].value.range) == "2:3-4:9")
    #expect(items.map { ends($0.range) } == ["2:5-2:6", "3:5-4:9"])
    #expect(ends(entries[1].key.range) == "6:1-6:2")
  }
}
