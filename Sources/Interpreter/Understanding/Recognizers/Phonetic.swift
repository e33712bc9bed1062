import DialogDSL

/// How far apart two words are to the ear.
enum Phonetic {
  /// What one changed letter costs; half of it when the words sound alike.
  static let scale = 2

  /// Longer words are not compared by sound.
  private static let longest = 40

  /// 0 for equal words; letters that sound alike make words nearer.
  static func distance(_ a: String, _ b: String) -> Int { distance(a, b, keys: (key(a), key(b))) }

  /// With the keys of both, where they are known already.
  static func distance(_ a: String, _ b: String, keys: (String, String)) -> Int {
    let spelled = editDistance(a, b)
    guard spelled != 0, spelled != .max else { return spelled }
    return min(spelled * scale, editDistance(keys.0, keys.1) * scale + 1)
  }

  /// A rough English sound: consonants by class, vowels as one, doubles and silent letters gone.
  static func key(_ word: String) -> String {
    if word.utf8.count > longest { return word }
    var result = ""
    var previous: Character = " "
    for (from, to) in digraphs where word.contains(from) { return key(replacing(from, by: to, in: word)) }
    for letter in word {
      let sound = sounds[letter] ?? letter
      if sound != previous { result.append(sound) }
      previous = sound
    }
    return result
  }

  private static let digraphs = [
    ("ough", "o"), ("ph", "f"), ("ck", "k"), ("gh", "g"), ("kn", "n"), ("wr", "r"), ("wh", "w"), ("qu", "kw"),
    ("sh", "x"),
    ("ch", "x"), ("tion", "xn"), ("ce", "se"), ("ci", "si"), ("cy", "sy"),
  ]

  private static let sounds: [Character: Character] = [
    "e": "a", "i": "a", "o": "a", "u": "a", "y": "a", "c": "k", "q": "k", "z": "s", "j": "g", "d": "t", "b": "p",
    "v": "f",
    "m": "n",
  ]

  private static func replacing(_ part: String, by other: String, in word: String) -> String {
    word.split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
