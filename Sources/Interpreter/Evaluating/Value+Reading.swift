import DialogDSL

/// Values from outside: the `call` object, whose dynamic variables are all text.
extension Value {
  func member(at path: [String]) -> Value? {
    path.reduce(Value?.some(self)) { value, name in
      guard case .map(let members)? = value else { return nil }
      return members[name]
    }
  }

  /// The text or value as one of that type; nil when it does not fit (Retell's dynamic variables are all text).
  public func read(as type: SlotType) -> Value? {
    switch (self, type) {
    case (.none, _): nil
    case (.text(let text), .yesNo): text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    // What comes from outside need not be whole: a number is offered as it stands.
    case (.text(let text), .digits), (.text(let text), .phone): .text(text)
    case (.text(let text), .integer), (.text(let text), .ordinal): DecimalNumber(text).map(Value.number)
    case (.text(let text), _): Value(written: text, as: type)
    case (.number, .number), (.number, .integer), (.number, .ordinal), (.number, .percent), (.bool, .yesNo),
      (.date, .date), (.time, .time), (.dateTime, .dateTime), (.duration, .duration):
      self
    case (.number, .text), (.bool, .text), (.number, .digits), (.number, .choice), (.number, .alphanumeric),
      (.number, .postalCode), (.number, .pattern):
      .text(description)
    case (.number, .money), (.number, .temperature), (.number, .age):
      Value(parts: [type.parts[0].name: self], as: type)
    case (.map(let members), _) where !type.parts.isEmpty:
      Value(parts: members.filter { member in type.parts.contains { $0.name == member.key } }, as: type)
    default: nil
    }
  }
}
