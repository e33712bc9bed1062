/// Values as JSON has them, written in YAML: in test files, and in the schema of a slot.
extension NodeDecoding {
  /// `0123` and every text in quotes stays a text.
  package func json(_ node: Node) -> Value {
    switch node.content {
    case .faulty: return .none
    case .sequence(let items): return .list(items.map(json))
    case .mapping(let entries): return json(entries)
    case .scalar(let source, .plain): return Value(plainJSON: source.text)
    case .scalar(let source, _): return .text(source.text)
    }
  }

  package func json(_ entries: [Node.Entry]) -> Value {
    .map(Dictionary(entries.map { ($0.key.text, json($0.value)) }, uniquingKeysWith: { first, _ in first }))
  }
}

extension Value {
  /// What stands without quotes.
  fileprivate init(plainJSON text: String) {
    switch text {
    case "", "null", "none": self = .none
    case "true": self = .bool(true)
    case "false": self = .bool(false)
    default:
      if let number = DecimalNumber(text), number.description == text {
        self = .number(number)
      } else {
        self = .text(text)
      }
    }
  }
}
