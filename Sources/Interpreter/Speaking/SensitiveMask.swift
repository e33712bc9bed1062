import DialogDSL

/// Hides what is known of sensitive slots, whatever its case: their values as they are written, as they are spoken and as
/// they were heard, and of names each part.
public struct SensitiveMask: Sendable {
  /// Longer ones first: one may be part of another.
  private let secrets: [Secret]

  private struct Secret: Sendable, Hashable {
    var text: String
    /// Characters in lower case.
    var lowered: [String]
    /// Only as a word of its own: it is as short as others.
    var isWord: Bool

    init(_ text: String, isWord: Bool = false) {
      self.text = text
      lowered = text.map { $0.lowercased() }
      self.isWord = isWord
    }
  }

  /// Characters of a part of a name that tells anything.
  private static let shortestPart = 3

  public init(_ state: CallState, of script: Script, in surroundings: any Surroundings) {
    let evaluator = Evaluator(in: surroundings)
    var secrets = Set(state.dialogue.exposed.map { Secret($0) })
    for slot in script.slots where slot.isSensitive {
      var forms: [String] = []
      if let piece = state.dialogue.pieces[slot.name] {
        forms += [piece.description, evaluator.text(of: piece, as: slot.typeOfPieces, .spoken)]
      }
      if let filled = state.dialogue.slots[slot.name], !filled.value.isNone {
        forms += Self.forms(of: filled.value, as: slot.valueType, evaluator) + [filled.words]
      }
      secrets.formUnion(forms.map { Secret($0) })
      guard slot.type == .name else { continue }
      let parts = forms.flatMap { $0.split { !$0.isLetter } }.filter { $0.count >= Self.shortestPart }
      secrets.formUnion(parts.map { Secret(String($0), isWord: true) })
    }
    self.secrets = secrets.filter { !$0.lowered.isEmpty }
      .sorted { ($1.lowered.count, $0.text) < ($0.lowered.count, $1.text) }
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
  func secrets(in text: String) -> [String] {
    if secrets.isEmpty { return [] }
    let characters = Array(text)
    return secrets.filter { !Self.places(of: $0, in: characters).isEmpty }.map(\.text)
  }

  public func apply(to text: String) -> String {
    secrets.reduce(text) { text, secret in
      let characters = Array(text)
      let places = Self.places(of: secret, in: characters)
      if places.isEmpty { return text }
      var masked = ""
      var end = 0
      for place in places {
        masked += String(characters[end..<place]) + "…"
        end = place + secret.lowered.count
      }
      return masked + String(characters[end...])
    }
  }

  /// Where it begins.
  private static func places(of secret: Secret, in characters: [Character]) -> [Int] {
    let count = secret.lowered.count
    guard count <= characters.count else { return [] }
    let lowered = characters.map { $0.lowercased() }
    // "I will take the green one" does not name Will Green, as long as names are written with capitals.
    let needsCapital = secret.isWord && characters.contains(where: \.isUppercase)
    var places: [Int] = []
    var place = 0
    while place + count <= lowered.count {
      let isHere =
        lowered[place] == secret.lowered[0] && lowered[place..<place + count].elementsEqual(secret.lowered)
        && (!secret.isWord || isWord(place..<place + count, in: characters))
        && (!needsCapital || characters[place].isUppercase)
      if isHere { places.append(place) }
      place += isHere ? count : 1
    }
    return places
  }

  private static func isWord(_ range: Range<Int>, in characters: [Character]) -> Bool {
    func isLetter(_ index: Int) -> Bool { characters.indices.contains(index) && characters[index].isLetter }
    return !isLetter(range.lowerBound - 1) && !isLetter(range.upperBound)
  }
}
