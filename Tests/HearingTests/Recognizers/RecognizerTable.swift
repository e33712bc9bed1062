import DialogDSL
import Testing

@testable import Hearing

/// One row of a recogniser's table: `[flags] what the caller says => values`.
///
/// ` | ` stands between several answers to the same question. Values are canonical and separated by ` / `; `-` is none;
/// `~` after one is guessed, `!` repaired, `…` partial.
/// ` @ ` after the values gives the words used by the first. Flags: `open` (not asked), `past`, `GB` (any region),
/// `within A B`, `length A B`, `mask M`, `so far X`, `min N`, `max N`. It is Monday, 2026-03-02, 09:00.
struct RecognizerRow: CustomTestStringConvertible, Sendable {
  var line: String
  var testDescription: String { line }

  static func rows(_ table: String) -> [RecognizerRow] {
    table.split(separator: "\n").map { RecognizerRow(line: String($0)) }
  }

  func check(_ type: SlotType, choices: [Choice] = [], pattern: String? = nil) throws {
    var (expectation, text, answer) = try parts(type, choices)
    expectation.limits.pattern = pattern
    let language = LanguageData.data(for: expectation.locale)
    let attempts = text.split(separator: "|", omittingEmptySubsequences: false).map {
      Utterance(String($0), language: language)
    }
    let recognizer = RecognizerRegistry.recognizer(for: type)
    let candidates =
      attempts.count > 1
      ? recognizer.candidates(merging: attempts, expecting: expectation)
      : recognizer.candidates(in: try #require(attempts.last), expecting: expectation)
    try check(candidates, answer, try #require(attempts.last).words)
  }

  private func check(_ candidates: [Candidate], _ answer: (String, String), _ words: Words) throws {
    let got = candidates.map(Self.sketch).joined(separator: " / ")
    #expect((got.isEmpty ? "-" : got) == answer.0.trimmed)
    if !answer.1.isEmpty {
      #expect(candidates.first.map { $0.words.map { words[$0].text }.joined(separator: " ") } == answer.1.trimmed)
    }
  }

  private func parts(
    _ type: SlotType, _ choices: [Choice]
  ) throws -> (Hearing.Expectation, text: String, answer: (String, String)) {
    var rest = Substring(line)
    var expectation = Hearing.Expectation(
      type: type, choices: choices, now: LocalTime(try #require(CivilDateTime(iso: "2026-03-02T09:00"))))
    expectation.callerNumber = "+15035550100"
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      for flag in rest[rest.index(after: rest.startIndex)..<end].split(separator: ",") {
        try apply(flag.split(separator: " ").map(String.init), to: &expectation)
      }
      rest = rest[rest.index(after: end)...]
    }
    let sides = try #require(Self.split(String(rest), at: " => "), "a row without =>: \(line)")
    return (expectation, sides.0, Self.split(sides.1, at: " @ ") ?? (sides.1, ""))
  }

  private static func sketch(_ candidate: Candidate) -> String {
    let mark =
      switch candidate.certainty {
      case .certain: ""
      case .repaired: "!"
      case .guessed: "~"
      }
    return text(candidate.value) + mark + (candidate.isPartial ? "…" : "")
  }

  /// An amount of money as "12.50 USD"; all else in its canonical form.
  private static func text(_ value: Value) -> String {
    guard case .map(let members) = value, let amount = members["amount"], let currency = members["currency"] else {
      return value.description
    }
    return "\(amount) \(currency)"
  }

  private func apply(_ flag: [String], to expectation: inout Hearing.Expectation) throws {
    switch flag[0] {
    case "open": expectation.isAsked = false
    case "past": expectation.limits.prefer = .past
    case "within":
      expectation.limits.within = try #require(ClockTime(iso: flag[1]))...(try #require(ClockTime(iso: flag[2])))
    case "length": expectation.limits.length = try #require(Int(flag[1]))...(try #require(Int(flag.last!)))
    case "mask": expectation.limits.mask = Mask(flag.dropFirst().joined(separator: " "))
    case "so": expectation.soFar = flag[2]
    case "min": expectation.limits.min = DecimalNumber(flag[1])
    case "max": expectation.limits.max = DecimalNumber(flag[1])
    default:
      if let locale = LocaleTag(flag[0]) {
        expectation.locale = locale
      } else {
        expectation.locale.region = flag[0]
      }
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
