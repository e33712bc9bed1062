import Testing

@testable import DialogDSL

@Suite struct ExpressionsLimitTests {
  @Test(arguments: [
    String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000),
    String(repeating: "- ", count: 100_000) + "1", String(repeating: "not ", count: 200) + "sure",
    String(repeating: "1 + ", count: 100_000) + "1", "call" + String(repeating: ".a", count: 100_000),
    "names" + String(repeating: " | first(names", count: 100), String(repeating: "1 if sure else ", count: 60) + "1",
  ])
  func `what is too long or too deep is refused`(text: String) {
    #expect(SampleScript.faults(inExpression: text).map(\.code) == ["expression-syntax"])
  }

  @Test func `a list of many holidays is accepted`() {
    let days = Array(repeating: "'2026-12-25'", count: 100).joined(separator: ", ")
    #expect(SampleScript.faults(inExpression: "day not in [\(days)]").isEmpty)
  }

  @Test func `templates nested too deeply are refused once`() {
    let deep = String(repeating: "{% if sure %}", count: 10_000) + String(repeating: "{% endif %}", count: 10_000)
    #expect(SampleScript.faults(inTemplate: deep).map(\.message) == ["`{% if %}` is nested too deeply"])
  }

  @Test func `a long template is read in one go`() {
    let text = String(repeating: "{% if sure %}{{ day }}{% endif %} and ", count: 5000)
    #expect(SampleScript.faults(inTemplate: text).isEmpty)
  }

  private static let pieces = [
    "day", "time", "phone", "names", "booking", "call", "dya", "1", "2.5", "'x'", "'", "\"", "(", ")", "[", "]", ".",
    "|", ",", "+", "-", "*", "/", "%", "~", "==", "!=", "<", ">=", "in", "not", "is", "filled", "empty", "and", "or",
    "if", "else", "endif", "elif", "weeks", "days", "first", "spell", "default", "weekday", "{{", "}}", "{%", "%}",
    "{#", "#}", "{", "}", "é", "👩‍🦰", "\n", "\\", "none", "true",
  ]

  @Test(arguments: 0..<20)
  func `any mixture of pieces is read to an end, with faults inside the text`(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    for _ in 0..<300 {
      let count = Int.random(in: 0...30, using: &generator)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined(separator: " ")
      let end = text.unicodeScalars.count + 2
      for fault in SampleScript.faults(inExpression: text) + SampleScript.faults(inTemplate: text) {
        #expect((fault.range?.start.column ?? 0) >= 1 && (fault.range?.end.column ?? .max) <= end, "\(text)")
      }
    }
  }
}
