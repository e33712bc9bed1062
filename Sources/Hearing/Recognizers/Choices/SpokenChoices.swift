import DialogDSL

/// How each of a slot's choices may be said, worked out once: its phrases, its names in the singular and the plural,
/// with numbers written and spelled, and names of two words as one.
public final class SpokenChoices: Sendable {
  /// Nothing to choose from.
  static let none = SpokenChoices([], rules: [:])

  /// The phrases of all choices, those of one choice on end.
  let set: PhraseSet
  /// By phrase of the set, the choice in script order.
  let choices: [Int32]
  /// By choice, its names as they are written.
  let names: [[[String]]]
  /// What near misses are compared with, by the first sound of the name, each once for a choice.
  let targets: [[Target]]
  /// The lengths of the targets in bytes.
  let targetLengths: ClosedRange<Int>?
  /// The stems of all words of the names, with the choices that they stand in, sorted.
  let stems: [Substring: [Int32]]

  /// A name written in one word.
  struct Target: Sendable {
    var sounding: Phonetic.Sounding
    var length: Int
    var choice: Int32
  }

  /// Names of more words are said by their phrases, in part, or as they are.
  private static let maxVariedWords = 6
  /// Shorter names are too easily something else.
  private static let shortestTarget = 4

  public init(_ choices: [Choice], rules: [String: [Phrase]], language: LanguageData = .english) {
    var compiler = PhraseCompiler(rules: rules, lexicon: Lexicon(forms: language.wordForms))
    var owners: [Int32] = []
    var targets = [[Target]](repeating: [], count: 256)
    var stems: [Substring: [Int32]] = [:]
    let names = choices.map { Self.names(of: $0, language.wordForms) }
    self.names = names
    for (index, choice) in choices.enumerated() {
      let index = Int32(index)
      for phrase in choice.phrases { compiler.add(phrase) }
      var seen: Set<[String]> = []
      var joined: Set<String> = []
      for name in names[Int(index)] {
        for spoken in Self.variants(of: name, language) where seen.insert(spoken).inserted {
          compiler.add(words: spoken)
          let text = spoken.joined()
          guard spoken.count <= Self.maxVariedWords, joined.insert(text).inserted else { continue }
          let key = language.phonetic.key(text)
          if let sound = key.utf8.first, text.utf8.count >= Self.shortestTarget {
            let sounding = Phonetic.Sounding(text, key: key)
            targets[Int(sound)].append(Target(sounding: sounding, length: text.utf8.count, choice: index))
          }
        }
        let words = name + name.flatMap { language.choiceWords.numberWords[$0] ?? [] }.joined()
        for word in words {
          let stem = language.choiceWords.stem(word)
          if stems[stem]?.last != index { stems[stem, default: []].append(index) }
        }
      }
      owners += [Int32](repeating: index, count: compiler.entries.count - owners.count)
    }
    set = PhraseSet(compiler)
    self.choices = owners
    self.targets = targets
    let lengths = targets.joined().map(\.length)
    targetLengths = lengths.min().flatMap { shortest in lengths.max().map { shortest...$0 } }
    self.stems = stems
  }

  /// The value, or the name that stands for it, and each plain phrase as words.
  private static func names(of choice: Choice, _ forms: WordForms) -> [[String]] {
    let value = forms.normal(text: choice.name ?? choice.value.withSpaces)
    let plain = choice.phrases.compactMap { phrase -> [String]? in
      let words = phrase.elements.compactMap { if case .word(let word) = $0 { word } else { nil } }
      let isPlain = words.count == phrase.elements.count && !phrase.atStart && !phrase.atEnd
      return isPlain ? words.flatMap { forms.normal($0) } : nil
    }
    var seen: Set<[String]> = []
    return ([value] + plain).filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private static func variants(of name: [String], _ language: LanguageData) -> [[String]] {
    guard name.count <= maxVariedWords else { return [name] }
    var variants = [name]
    for index in name.indices {
      for word in language.choiceWords.otherNumbers(of: name[index]) {
        variants.append(name[..<index] + [word] + name[(index + 1)...])
      }
      for number in language.choiceWords.numberWords[name[index]] ?? [] {
        variants.append(name[..<index] + number + name[(index + 1)...])
      }
      if index > 0 { variants.append(name[..<(index - 1)] + [name[index - 1] + name[index]] + name[(index + 1)...]) }
    }
    return variants
  }
}
