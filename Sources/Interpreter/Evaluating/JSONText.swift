import DialogDSL

extension Value {
  /// As JSON: members sorted by name, dates and times as ISO texts, no white space.
  public var json: String {
    switch self {
    case .none: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): number.description
    case .text, .date, .time, .dateTime, .duration: Value.quoted(description)
    case .list(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
    case .map(let members):
      "{"
        + members.sorted { $0.key < $1.key }.map { Value.quoted($0.key) + ":" + $0.value.json }.joined(separator: ",")
        + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
