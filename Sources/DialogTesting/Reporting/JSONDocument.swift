import DialogDSL
import Interpreter

/// JSON whose members keep the order in which they are given.
public indirect enum JSONDocument: Sendable {
  case value(Value)
  case list([JSONDocument])
  case object([(String, JSONDocument)])

  public static func text(_ text: String) -> JSONDocument { .value(.text(text)) }
  public static func number(_ number: Int) -> JSONDocument { .value(.number(number)) }
  public static func texts(_ texts: [String]) -> JSONDocument { .list(texts.map(JSONDocument.text)) }

  /// Indented by two spaces; what is short stands on one line. Ends with a line break.
  public var pretty: String { written(indent: 0) + "\n" }

  /// On one line.
  public var compact: String {
    switch self {
    case .value(let value): value.json
    case .list(let items): "[" + items.map(\.compact).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\(Value.text($0.0).json): \($0.1.compact)" }.joined(separator: ", ") + "}"
    }
  }

  /// What is longer is spread over lines.
  private static let width = 100

  private func written(indent: Int) -> String {
    let line = compact
    if indent + line.count <= Self.width { return line }
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .value: return line
    case .list(let items):
      return "[\n" + items.map { inner + $0.written(indent: indent + 2) }.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let members):
      let lines = members.map { "\(inner)\(Value.text($0.0).json): \($0.1.written(indent: indent + 2))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }
}
