import DialogDSL

/// Values from outside: the `call` object, whose dynamic variables are all text.
extension Value {
  func member(at path: [String]) -> Value? {
    path.reduce(Value?.some(self)) { value, name in
      guard case .map(let members)? = value else { return nil }
      return members[name]
    }
  }

  /// The text or value as a variable of that type; nil when it does not fit (Retell's dynamic variables are all text).
  func read(as type: SlotType) -> Value? {
    guard case .text(let text) = self else {
      switch (self, type) {
      case (.none, _): return nil
      case (.number, .number), (.number, .integer), (.bool, .yesNo): return self
      case (.number, .text), (.bool, .text), (.number, .digits): return .text(description)
      default: return nil
      }
    }
    switch type {
    case .text, .name, .choice, .digits, .phone: return .text(text)
    case .yesNo: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    case .number, .integer: return DecimalNumber(text).map(Value.number)
    case .date: return CivilDate(iso: text).map(Value.date)
    case .time: return ClockTime(iso: text).map(Value.time)
    }
  }
}
