import Foundation

/// Cases line by line: each is answered with one line on standard output.
public struct ReadLines {
  /// Lines that could not be read.
  public private(set) var faults = 0
  private var number = 0
  private let decoder = JSONDecoder()

  /// Longer lines are no cases.
  static let maxLineBytes = 1_000_000

  public init() {}

  public mutating func answer(_ line: String) {
    number += 1
    if line.allSatisfy(\.isWhitespace) { return }
    do {
      guard line.utf8.count <= Self.maxLineBytes else {
        throw ReadFault(description: "longer than \(Self.maxLineBytes) bytes")
      }
      let reading = try decoder.decode(ReadCase.self, from: Data(line.utf8))
      print(try Self.encoded(CaseReader.answer(reading)))
    } catch {
      faults += 1
      FileHandle.standardError.write(Data("line \(number): \(Self.reason(error))\n".utf8))
    }
  }

  public static func encoded(_ answer: ReadAnswer) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(answer), as: UTF8.self)
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let fault as ReadFault: fault.description
    case DecodingError.keyNotFound(let key, _): "no `\(key.stringValue)`"
    case DecodingError.typeMismatch(_, let context) where context.codingPath.isEmpty: "no JSON object"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` is of another type: \(context.debugDescription)"
    case DecodingError.dataCorrupted(let context): "no JSON object: \(context.debugDescription)"
    default: "\(error)"
    }
  }
}
