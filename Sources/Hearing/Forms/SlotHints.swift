import DialogDSL

/// What the words of a script tell about a slot beside its type: whether it is the first or the second of a pair, what
/// it counts, and which words point at it. Worked out once, from the slot's name, its explanation and its `cue`
/// (language.md §3).
public struct SlotHints: Sendable {
  /// Which of a pair a slot is: a pickup or a return, a sender or a recipient.
  enum Side: Sendable { case first, second }

  let side: Side?
  /// Indices into `FormWords.kinds`.
  let kinds: Set<Int>
  /// Words that point at the slot, in their normal form.
  let cues: [[String]]
  /// The cues are those of the script, and a value needs one of them near.
  let isCueRequired: Bool

  /// - Parameters:
  ///   - about: the slot's explanation for readers; its words are hints.
  ///   - cue: words of the script that must be near.
  public init(name: String, about: String? = nil, cue: [String] = [], language: LanguageData = .english) {
    let forms = language.forms
    let own = Tokens(Words(String(name.map { $0 == "_" ? " " : $0 })), language: language)
    let explained = Tokens(Words(about ?? ""), language: language)
    side = Self.side(own, forms) ?? Self.side(explained, forms)
    let ownKinds = Self.kinds(own, forms)
    kinds = ownKinds.isEmpty ? Self.kinds(explained, forms) : ownKinds
    isCueRequired = !cue.isEmpty
    if isCueRequired {
      cues = cue.map { language.wordForms.normal(text: $0) }.filter { !$0.isEmpty }
    } else {
      cues = Self.telling(own.all + explained.all, forms).map { [$0] }
    }
  }

  /// Shorter words are no names of things.
  private static let shortestCue = 3

  private static func telling(_ tokens: [Tokens.Token], _ forms: FormWords) -> [String] {
    var words: [String] = []
    for token in tokens
    where !forms.empty.contains(token) && token.text.utf8.count >= shortestCue && !words.contains(token.text) {
      words.append(token.text)
    }
    return words
  }

  private static func side(_ tokens: Tokens, _ forms: FormWords) -> Side? {
    for index in tokens.all.indices {
      if forms.second.length(in: tokens, at: index) != nil { return .second }
      if forms.first.length(in: tokens, at: index) != nil { return .first }
    }
    return nil
  }

  /// The kinds of the first word that names any.
  private static func kinds(_ tokens: Tokens, _ forms: FormWords) -> Set<Int> {
    for index in tokens.all.indices {
      let found = forms.kinds(in: tokens, at: index)
      if !found.isEmpty { return found }
    }
    return []
  }
}
