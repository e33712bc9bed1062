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
    var letters = Array(word.utf8)
    for (from, to) in digraphs { replace(from, by: to, in: &letters) }
    var result: [UInt8] = []
    for letter in letters {
      let sound = sounds[Int(letter)]
      if sound != result.last { result.append(sound) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let digraphs = [
    ("ough", "o"), ("ph", "f"), ("ck", "k"), ("gh", "g"), ("kn", "n"), ("wr", "r"), ("wh", "w"), ("qu", "kw"),
    ("sh", "x"), ("ch", "x"), ("tion", "xn"), ("ce", "se"), ("ci", "si"), ("cy", "sy"),
  ].map { (from: Array($0.utf8), to: Array($1.utf8)) }

  /// What each byte sounds like; bytes that are no letter stand for themselves.
  private static let sounds: [UInt8] = {
    var sounds = (0...UInt8.max).map { $0 }
    for (letters, sound) in ["eiouy": "a", "cq": "k", "z": "s", "j": "g", "d": "t", "b": "p", "v": "f", "m": "n"] {
      for letter in letters.utf8 { sounds[Int(letter)] = sound.utf8.first! }
    }
    return sounds
  }()

  private static func replace(_ part: [UInt8], by other: [UInt8], in letters: inout [UInt8]) {
    var index = 0
    while index + part.count <= letters.count {
      if letters[index] == part[0], letters[index..<(index + part.count)].elementsEqual(part) {
        letters.replaceSubrange(index..<(index + part.count), with: other)
        index += other.count
      } else {
        index += 1
      }
    }
  }
}
