import DialogDSL

/// A value as it stands in a text that was spoken, so that it can be said in another way: slower, or spelled.
public struct SpokenValue: Sendable, Hashable, Codable {
  public enum Form: String, Sendable, Codable {
    /// Digit by digit: digits and phone numbers.
    case digits
    /// Names and codes.
    case letters
  }

  /// As it was spoken.
  public var text: String
  /// Canonical.
  public var value: String
  public var form: Form
  /// It is spoken piece by piece already.
  public var isSpread = false
}

extension Evaluator {
  /// The values that a template speaks and that can be spelled, in order: names, codes, digits, phone numbers.
  func spellable(in template: Template) -> [SpokenValue] { spellable(in: template.parts) }

  private func spellable(in parts: [Template.Part]) -> [SpokenValue] {
    parts.flatMap { part -> [SpokenValue] in
      switch part {
      case .text: return []
      case .value(let expression, let type):
        let text = text(of: value(of: expression), as: type, .spoken)
        if case .filter(let subject, let type, let filter, _) = expression, filter.keepsLetters {
          return spellable(value(of: subject), as: type, text: text, isSpelled: filter == .spell || filter == .digits)
        }
        return spellable(value(of: expression), as: type, text: text)
      case .choice(let branches, let otherwise):
        return spellable(in: branches.first { holds($0.condition) }?.parts ?? otherwise)
      }
    }
  }

  /// `text`: how it was spoken; nil: in its type's own way. `isSpelled`: the script spells it already, so it is a code.
  func spellable(
    _ value: Value, as type: ValueType, text: String? = nil, isSpelled: Bool = false
  ) -> [SpokenValue] {
    let text = text ?? self.text(of: value, as: type, .spoken)
    switch (value, type) {
    case (.list(let items), .list(let element)): return items.flatMap { spellable($0, as: element) }
    case (.number(let number), _) where isSpelled:
      return [SpokenValue(text: text, value: number.description, form: .digits)]
    case (.text(let value), .slot(.digits)), (.text(let value), .slot(.phone)):
      return [SpokenValue(text: text, value: value, form: .digits)]
    case (.text(let value), .slot(.name)), (.text(let value), .slot(.alphanumeric)), (.text(let value), .slot(.email)),
      (.text(let value), .slot(.postalCode)):
      return [SpokenValue(text: text, value: value, form: .letters)]
    case (.text(let value), .text), (.text(let value), .slot(.text)), (.text(let value), .slot(.pattern)),
      (.text(let value), .any), (.text(let value), .open):
      return isSpelled || value.isCode ? [SpokenValue(text: text, value: value, form: .letters)] : []
    default: return []
    }
  }

  /// A value's spellings, as the caller may come to hear them.
  public func spellings(of value: Value, as type: ValueType) -> [String] {
    spellable(value, as: type).flatMap { [speech.slowly($0), speech.spelledOut($0)] }
  }
}

extension Filter {
  /// What it gives is still the subject, said in another way.
  fileprivate var keepsLetters: Bool {
    switch self {
    case .spell, .digits, .upper, .lower, .title: true
    case .date, .time, .ordinal, .money, .list, .first, .last, .count, .near, .default, .plural, .iso, .json, .a: false
    }
  }
}

extension String {
  /// A word with a digit in it ("K7", "AB-1204"): nobody writes prose so.
  fileprivate var isCode: Bool {
    !isEmpty && !contains(where: \.isWhitespace) && contains(where: \.isNumber)
  }
}

extension SpokenForms {
  /// Piece by piece: digits and letters with a pause after each, names word by word.
  func slowly(_ value: SpokenValue) -> String {
    if value.isSpread { return value.text }
    return value.text.split(separator: Self.pause).map { group in
      let words = group.split(separator: " ")
      let isRow = value.form == .digits || words.allSatisfy { $0.count == 1 }
      return words.joined(separator: isRow ? ", " : Self.pause)
    }.joined(separator: Self.pause)
  }

  /// Letter by letter with a word for each, or digit by digit.
  func spelledOut(_ value: SpokenValue) -> String {
    switch value.form {
    case .digits: slowly(value)
    case .letters:
      value.value.split(whereSeparator: \.isWhitespace).map { spelledNATO(String($0)) }
        .joined(separator: Self.pause)
    }
  }

  /// What stands around values: a longer pause at each comma.
  func slowly(_ text: String) -> String { text.replacing(", ", with: Self.pause) }
}

extension Spoken {
  /// The same with each value said in another way, and what stands between them.
  func saying(values form: (SpokenValue) -> String, between: (String) -> String = { $0 }) -> Spoken {
    var copy = self
    var said = ""
    var rest = text[...]
    copy.values = values.compactMap { value in
      // What the caller cut off may be missing.
      guard !value.text.isEmpty, let range = rest.firstRange(of: value.text) else { return nil }
      var value = value
      value.text = form(value)
      value.isSpread = true
      said += between(String(rest[..<range.lowerBound])) + value.text
      rest = rest[range.upperBound...]
      return value
    }
    copy.text = said + between(String(rest))
    return copy
  }
}
