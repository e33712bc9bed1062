import DialogDSL
import Testing

@testable import Interpreter

@Suite struct EvaluatingLimitTests {
  private static let atoms = [
    "day", "time", "phone", "names", "booking", "call", "huge", "email", "service", "today", "now", "0", "2.5", "'x'",
    "''", "none", "true", "[]", "call.vars.since", "call.missing", "call.list", "(huge) weeks", "2 months", "-huge",
    "('2026-02-30' | date)", "(call.vars.visits | time)",
  ]
  private static let signs = [
    "+", "-", "*", "/", "%", "~", "==", "!=", "<", "<=", "in", "not in", "and", "or", "if sure else",
  ]
  private static let filters = [
    "", "", "| spell", "| spell('nato')", "| digits", "| date", "| time", "| ordinal", "| money", "| list", "| upper",
    "| title", "| first", "| last(2)", "| first(huge)", "| count", "| near(today)", "| default(day)", "| iso",
    "| plural('a', 'b')", "| json", "| a", ".day", "[0]", "[-1]", "['x']",
  ]

  /// `call` is untyped, so that most of these pass the checker and meet values they were not made for.
  @Test(arguments: 0..<20)
  func `whatever passes the checker has a value and a text`(seed: UInt64) {
    var generator = SeededNumbers(state: seed)
    var evaluated = 0
    for _ in 0..<300 {
      var text = ""
      for place in 0..<Int.random(in: 1...4, using: &generator) {
        if place > 0 { text = "(\(text)) \(Self.signs.randomElement(using: &generator)!) " }
        text += Self.atoms.randomElement(using: &generator)! + Self.filters.randomElement(using: &generator)!
      }
      var diagnostics: [Diagnostic] = []
      let source = SampleCall.source("{{ \(text) }}")
      let template = TemplateParser.parse(source, in: SampleCall.scope, diagnostics: &diagnostics)
      guard let template else { continue }
      evaluated += 1
      let evaluator = Evaluator(in: SampleCall())
      #expect(evaluator.render(template, .spoken) == evaluator.render(template, .spoken))
      #expect(evaluator.render(template, .canonical) == evaluator.render(template, .canonical))
    }
    #expect(evaluated > 30)
  }

  @Test func `the longest expressions are evaluated`() throws {
    let sum = try #require(SampleCall.parsed("1" + String(repeating: " + 1", count: 149)))
    #expect(Evaluator(in: SampleCall()).value(of: sum.expression) == .number(150))
    let members = try #require(SampleCall.parsed("call" + String(repeating: ".a", count: 149)))
    #expect(Evaluator(in: SampleCall()).value(of: members.expression) == .none)
  }
}

/// Repeatable pseudo-random numbers (SplitMix64).
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
