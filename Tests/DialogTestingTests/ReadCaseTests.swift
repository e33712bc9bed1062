import Foundation
import Testing

/// The lines of `Fixtures/ReadCases`: what callers say in a language that is not the standard one, and what must be
/// read. `dialogrun read --jsonl` answers all of them.
@Suite struct ReadCaseTests {
  @Test(arguments: ["es"])
  func everyLineIsRead(language: String) throws {
    let path = Fixtures.path("ReadCases", "\(language).jsonl")
    let text = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(text.count >= 150)
    let cases = try text.map(Self.object)
    // The answers of so many lines fit into a pipe.
    let answers = try stride(from: 0, to: text.count, by: Self.batch).flatMap { start in
      let lines = text[start..<min(start + Self.batch, text.count)].joined(separator: "\n")
      return try Program.run(["read", "--jsonl"], input: lines + "\n").output.split(separator: "\n").map(Self.object)
    }
    #expect(answers.count == cases.count)
    for (reading, answer) in zip(cases, answers) {
      #expect(reading["id"] as? String == answer["id"] as? String)
      let (wanted, got) = (reading["expect"], answer["value"])
      #expect(
        Self.isSame(wanted, got),
        "\(reading["type"] ?? ""): \(reading["text"] ?? ""): \(got ?? "nothing") instead of \(wanted ?? "nothing")")
    }
  }

  private static let batch = 100

  private static func object(_ line: Substring) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  /// A missing value is null; numbers are the same however many decimals are written.
  private static func isSame(_ wanted: Any?, _ got: Any?) -> Bool {
    let (wanted, got) = (wanted is NSNull ? nil : wanted, got is NSNull ? nil : got)
    guard let wanted, let got else { return wanted == nil && got == nil }
    if let wanted = wanted as? [String: Any], let got = got as? [String: Any] {
      return Set(wanted.keys).union(got.keys).allSatisfy { isSame(wanted[$0], got[$0]) }
    }
    if let wanted = number(wanted), let got = number(got) { return abs(wanted - got) < 1e-9 }
    return "\(wanted)".lowercased() == "\(got)".lowercased()
  }

  private static func number(_ value: Any) -> Double? { Double("\(value)") }
}
