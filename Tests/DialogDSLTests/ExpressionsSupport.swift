import Testing

@testable import DialogDSL

/// A script's names, and what the parsers say about texts that use them.
enum SampleScript {
  static func source(_ text: String) -> SourceText {
    let start = SourcePosition(line: 1, column: 1)
    return SourceText(text, at: SourceRange(file: "test.yaml", start: start, end: start))
  }

  static let scope: Scope = {
    var scope = Scope.standard
    for (name, type) in [
      "day": SlotType.date, "time": .time, "phone": .phone, "service": .choice, "party": .integer, "sure": .yesNo,
    ] {
      scope.names[name] = Scope.Name(.slot(name), .slot(type))
    }
    scope.names["names"] = Scope.Name(.variable("names"), .list(.text))
    scope.names["booking"] = Scope.Name(.saved("booking"), .record(["code": .text, "fee": .number]))
    return scope
  }()

  /// `code first-last` per fault, `last` inclusive, joined by `; `.
  static func places(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { fault in
      guard let range = fault.range else { return "\(fault.code) nowhere" }
      return "\(fault.code) \(range.start.column)-\(range.end.column - 1)"
    }.joined(separator: "; ")
  }

  static func faults(inExpression text: String) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let expression = ExpressionParser.parse(source(text), in: scope, diagnostics: &diagnostics)
    #expect((expression == nil) == !diagnostics.isEmpty)
    return diagnostics
  }

  static func faults(inTemplate text: String) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let template = TemplateParser.parse(source(text), in: scope, diagnostics: &diagnostics)
    #expect((template == nil) == !diagnostics.isEmpty)
    return diagnostics
  }
}

/// Repeatable pseudo-random numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
