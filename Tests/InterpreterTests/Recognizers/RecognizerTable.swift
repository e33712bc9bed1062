import DialogDSL
import Testing

@testable import Interpreter

/// One row of a recogniser's table: `[flags] what the caller says => values`.
///
/// Values are canonical and separated by ` / `; `-` is none; `~` after one is guessed, `!` repaired, `…` partial.
/// ` @ ` after the values gives the words used by the first. Flags: `open` (not asked), `past`, `GB` (any region),
/// `within A B`, `length A B`, `so far X`, `min N`, `max N`. It is Monday, 2026-03-02, 09:00.
struct RecognizerRow: CustomTestStringConvertible, Sendable {
  var line: String
  var testDescription: String { line }

  static func rows(_ table: String) -> [RecognizerRow] {
    table.split(separator: "\n").map { RecognizerRow(line: String($0)) }
  }

  func check(_ type: SlotType, choices: [Choice] = []) throws {
    var rest = Substring(line)
    var expectation = Interpreter.Expectation(
      type: type, choices: choices, now: LocalTime(try #require(CivilDateTime(iso: "2026-03-02T09:00"))))
    expectation.callerNumber = "+15035550100"
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      for flag in rest[rest.index(after: rest.startIndex)..<end].split(separator: ",") {
        try apply(flag.split(separator: " ").map(String.init), to: &expectation)
      }
      rest = rest[rest.index(after: end)...]
    }
    let sides = try #require(Self.split(String(rest), at: " => "), "a row without =>: \(line)")
    let answer = Self.split(sides.1, at: " @ ") ?? (sides.1, "")
    let words = Words(sides.0)
    let candidates = RecognizerRegistry.recognizer(for: type).candidates(in: words, expecting: expectation)
    let got = candidates.map(Self.sketch).joined(separator: " / ")
    #expect((got.isEmpty ? "-" : got) == answer.0.trimmed)
    if !answer.1.isEmpty {
      #expect(candidates.first.map { $0.words.map { words[$0].text }.joined(separator: " ") } == answer.1.trimmed)
    }
  }

  private static func sketch(_ candidate: Candidate) -> String {
    let mark =
      switch candidate.certainty {
      case .certain: ""
      case .repaired: "!"
      case .guessed: "~"
      }
    return candidate.value.description + mark + (candidate.isPartial ? "…" : "")
  }

  private func apply(_ flag: [String], to expectation: inout Interpreter.Expectation) throws {
    switch flag[0] {
    case "open": expectation.isAsked = false
    case "past": expectation.limits.prefer = .past
    case "within":
      expectation.limits.within = try #require(ClockTime(iso: flag[1]))...(try #require(ClockTime(iso: flag[2])))
    case "length": expectation.limits.length = try #require(Int(flag[1]))...(try #require(Int(flag.last!)))
    case "so": expectation.soFar = flag[2]
    case "min": expectation.limits.min = DecimalNumber(flag[1])
    case "max": expectation.limits.max = DecimalNumber(flag[1])
    default: expectation.locale.region = flag[0]
    }
  }

  private static func split(_ text: String, at separator: String) -> (String, String)? {
    guard let range = text.firstRange(of: separator) else { return nil }
    return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
  }
}

extension String {
  fileprivate var trimmed: String {
    split(separator: " ").joined(separator: " ")
  }
}
