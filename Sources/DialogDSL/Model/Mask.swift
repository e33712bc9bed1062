/// What stands at each place of a code (language.md §3, `mask`): `A` a letter, `9` a digit, `*` either; any other
/// letter or digit stands for itself. Spaces and signs only make it readable.
public struct Mask: Sendable, Hashable {
  public enum Place: Sendable, Hashable {
    case letter, digit, either
    /// Upper case.
    case fixed(Character)
  }

  public let places: [Place]
  public let source: String

  /// nil for a mask without places.
  public init?(_ source: String) {
    places = source.uppercased().compactMap { character in
      switch character {
      case "A": .letter
      case "9": .digit
      case "*": .either
      case _ where character.isASCII && (character.isLetter || character.isNumber): .fixed(character)
      default: nil
      }
    }
    self.source = source
    if places.isEmpty { return nil }
  }
}
