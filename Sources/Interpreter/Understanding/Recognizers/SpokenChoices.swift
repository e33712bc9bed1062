import DialogDSL

/// How each of a slot's choices may be said, worked out once: its phrases, and its names in the singular and the
/// plural.
public struct SpokenChoices: Sendable {
  /// By choice, in script order.
  let phrases: [[CompiledPhrase]]
  /// What near misses are compared with: the names written in one word, each once.
  let targets: [[Target]]

  struct Target: Sendable {
    var text: String
    /// `Phonetic.key` of the text.
    var key: String
  }

  public init(_ choices: [Choice], rules: [String: [Phrase]]) {
    let names = choices.map(Self.names)
    targets = names.map { Set($0.map { $0.joined() }).sorted().map { Target(text: $0, key: Phonetic.key($0)) } }
    phrases = zip(choices, names).map { choice, names in
      choice.phrases.map { CompiledPhrase($0, rules: rules) } + names.map(CompiledPhrase.init(words:))
    }
  }

  /// The value and each plain phrase as words, in the singular and the plural.
  private static func names(of choice: Choice) -> [[String]] {
    let value = WordForms.normal(text: choice.name ?? choice.value.withSpaces)
    let plain = choice.phrases.compactMap { phrase -> [String]? in
      let words = phrase.elements.compactMap { if case .word(let word) = $0 { word } else { nil } }
      return words.count == phrase.elements.count && !phrase.atStart && !phrase.atEnd ? words : nil
    }
    return ([value] + plain).filter { !$0.isEmpty }.flatMap { words in [words] + otherNumber(words) }
  }

  private static func otherNumber(_ words: [String]) -> [[String]] {
    guard let last = words.last, last.utf8.count > 2 else { return [] }
    let start = words.dropLast()
    if last.hasSuffix("s") {
      return last.hasSuffix("ss") ? [start + [last + "es"]] : [start + [String(last.dropLast())]]
    }
    if last.hasSuffix("y") { return [start + [String(last.dropLast()) + "ies"], start + [last + "s"]] }
    return [start + [last + "s"], start + [last + "es"]]
  }
}
