/// The normal form in which phrases and callers' words are compared: contractions written out, hyphenated words
/// apart, dots and other apostrophes gone. "What's" and "what is" become the same two words; "I'd" is "I would".
///
/// It is part of the phrase language, not of a locale's data, because a phrase is compiled before any call.
public enum WordForms {
  /// The normal forms of one word of `WordScanner`; never empty.
  public static func normal(_ word: String) -> [String] {
    if let expanded = contractions[word] { return expanded }
    let marks: Set<Character> = ["'", "-", "."]
    guard word.contains(where: marks.contains) else { return [word] }
    if let expanded = expandedTail(of: word) { return expanded }
    // A number keeps its hyphens and dots: 555-0134, 2.5, 2026-03-02.
    if word.utf8.contains(where: { (48...57).contains($0) }) { return [word.filter { $0 != "'" }] }
    let parts = word.split(separator: "-")
    // Letters one by one are a spelling and stay together.
    if parts.count > 1 {
      return parts.flatMap { normal(String($0)) }
    }
    let bare = word.filter { !marks.contains($0) }
    return bare.isEmpty ? [word] : [bare]
  }

  /// All normal forms of a text, in order.
  public static func normal(text: String) -> [String] {
    WordScanner.words(in: text).flatMap { normal($0.text) }
  }

  private static func expandedTail(of word: String) -> [String]? {
    guard let apostrophe = word.lastIndex(of: "'") else { return nil }
    let stem = String(word[..<apostrophe])
    let tail = String(word[word.index(after: apostrophe)...])
    if tail == "t", stem.hasSuffix("n"), stem.count > 2 { return normal(String(stem.dropLast())) + ["not"] }
    guard let expansion = tails[tail], !stem.isEmpty else { return nil }
    return normal(stem) + [expansion]
  }

  private static let tails = ["m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"]

  private static let contractions: [String: [String]] = {
    var table: [String: [String]] = [
      "can't": ["can", "not"], "cant": ["can", "not"], "cannot": ["can", "not"],
      "won't": ["will", "not"], "wont": ["will", "not"], "shan't": ["shall", "not"], "ain't": ["is", "not"],
      "let's": ["let", "us"], "lets": ["let", "us"],
      "gonna": ["going", "to"], "wanna": ["want", "to"], "gotta": ["got", "to"], "gimme": ["give", "me"],
      "lemme": ["let", "me"], "dunno": ["do", "not", "know"], "y'all": ["you", "all"],
      "im": ["i", "am"], "ive": ["i", "have"], "youre": ["you", "are"], "theyre": ["they", "are"],
      "ok": ["okay"], "o.k": ["okay"], "yea": ["yeah"], "ya": ["yeah"], "o'clock": ["oclock"],
    ]
    for stem in ["do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "would", "could", "should"] {
      table[stem + "nt"] = [stem, "not"]
    }
    for stem in ["what", "that", "it", "who", "where", "when", "how", "there", "here", "he", "she", "this"] {
      table[stem + "'s"] = [stem, "is"]
    }
    for stem in ["what", "that", "who", "where", "when", "how"] { table[stem + "s"] = [stem, "is"] }
    return table
  }()
}
