import DialogDSL

/// Hides what is known of sensitive slots: their values as they are written, as they are spoken and as they were heard.
public struct SensitiveMask: Sendable {
  private let secrets: [String]

  public init(_ state: CallState, of script: Script, in surroundings: any Surroundings) {
    let evaluator = Evaluator(in: surroundings)
    var secrets = Set(state.dialogue.exposed)
    for slot in script.slots where slot.isSensitive {
      if let piece = state.dialogue.pieces[slot.name] {
        secrets.insert(piece.description)
        secrets.insert(evaluator.text(of: piece, as: slot.typeOfPieces, .spoken))
      }
      guard let filled = state.dialogue.slots[slot.name], !filled.value.isNone else { continue }
      secrets.formUnion(Self.forms(of: filled.value, as: slot.valueType, evaluator))
      secrets.insert(filled.words)
    }
    // Longer ones first: one may be part of another.
    self.secrets = secrets.filter { !$0.isEmpty }.sorted { ($1.count, $0) < ($0.count, $1) }
  }

  /// A value as it may be read or heard, and of a list each element.
  private static func forms(of value: Value, as type: ValueType, _ evaluator: Evaluator) -> [String] {
    var forms = [value.description, evaluator.text(of: value, as: type, .spoken)]
    forms += evaluator.spellings(of: value, as: type)
    if case .list(let items) = value, case .list(let element) = type {
      forms += items.flatMap { Self.forms(of: $0, as: element, evaluator) }
    }
    return forms
  }

  /// The forms of values that stand in a text.
  func secrets(in text: String) -> [String] { secrets.filter(text.contains) }

  public func apply(to text: String) -> String {
    secrets.reduce(text) { $0.replacing($1, with: "…") }
  }
}
