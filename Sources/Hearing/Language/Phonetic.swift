import DialogDSL

/// How words sound, roughly, and how far apart two of them are to the ear: `sounds` of a language file.
///
/// A key has consonants by class and vowels as one; doubles and silent letters are gone.
struct Phonetic: Sendable {
  /// What one changed letter costs; half of it when the words sound alike.
  static let scale = 2

  /// Longer words are not compared by sound.
  private static let longest = 40

  private struct Spelling: Sendable {
    var letters: [UInt8]
    var sound: [UInt8]
  }

  /// By first letter: letters that make one sound together, in the order in which they are tried.
  private let spellings: [[Spelling]]
  /// What each byte sounds like; bytes that are no letter stand for themselves.
  private let sounds: [UInt8]

  init(_ file: LanguageFile) {
    var spellings = [[Spelling]](repeating: [], count: 256)
    for (letters, sound) in file["spellings"].pairs {
      let letters = Array(letters.utf8)
      spellings[Int(letters[0])].append(Spelling(letters: letters, sound: Array(sound.text.utf8)))
    }
    var sounds = (0...UInt8.max).map { $0 }
    for (sound, letters) in file["classes"].pairs {
      for letter in letters.text.utf8 { sounds[Int(letter)] = sound.utf8.first ?? letter }
    }
    self.spellings = spellings
    self.sounds = sounds
  }

  /// That of the standard language.
  static var standard: Phonetic { LanguageData.english.phonetic }

  /// A word and how it sounds, ready to be compared.
  struct Sounding: Sendable {
    let letters: [UInt16]
    let sounds: [UInt16]
    private let letterMask: UInt64
    private let soundMask: UInt64

    init(_ text: String, key: String) {
      letters = text.unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }
      sounds = key.unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }
      letterMask = Self.mask(letters)
      soundMask = Self.mask(sounds)
    }

    fileprivate init(letters: [UInt8], sounds: [UInt8]) {
      self.letters = letters.map { UInt16($0) }
      self.sounds = sounds.map { UInt16($0) }
      letterMask = Self.mask(self.letters)
      soundMask = Self.mask(self.sounds)
    }

    private static func mask(_ letters: [UInt16]) -> UInt64 {
      letters.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }

    /// Whether so many changed letters, or sounds, may make one of the other: each adds one at most and takes one away.
    func mayBeWithin(_ edits: Int, of other: Sounding) -> Bool {
      abs(letters.count - other.letters.count) <= edits
        && (letterMask ^ other.letterMask).nonzeroBitCount <= 2 * edits
        || abs(sounds.count - other.sounds.count) <= edits
          && (soundMask ^ other.soundMask).nonzeroBitCount <= 2 * edits
    }
  }

  func sounding(_ text: String) -> Sounding {
    if text.utf8.count <= Self.longest, text.utf8.allSatisfy({ $0 < 0x80 }) {
      let letters = Array(text.utf8)
      let sounds = key(letters)
      if sounds.allSatisfy({ $0 < 0x80 }) { return Sounding(letters: letters, sounds: sounds) }
    }
    return Sounding(text, key: key(text))
  }

  /// 0 for equal words; letters that sound alike make words nearer. nil when it takes more changes than `edits`.
  static func distance(_ a: Sounding, _ b: Sounding, within edits: Int) -> Int? {
    guard a.mayBeWithin(edits, of: b) else { return nil }
    let spelled = changes(from: a.letters, to: b.letters, atMost: edits)
    if spelled == 0 { return 0 }
    let heard = changes(from: a.sounds, to: b.sounds, atMost: edits)
    guard min(spelled, heard) <= edits else { return nil }
    return min(spelled * scale, heard * scale + 1)
  }

  /// In the standard language; `.max` for words that are too long to compare.
  static func distance(_ a: String, _ b: String) -> Int {
    let phonetic = LanguageData.english.phonetic
    return distance(phonetic.sounding(a), phonetic.sounding(b), within: longest) ?? .max
  }

  /// Letters to insert, remove, replace or swap with the next; `most + 1` when they are more than `most`.
  private static func changes(from a: [UInt16], to b: [UInt16], atMost most: Int) -> Int {
    guard abs(a.count - b.count) <= most, max(a.count, b.count) <= longest else { return most + 1 }
    let width = b.count + 1
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
      for column in 0..<width { rows[column] = column }
      for row in 1..<(a.count + 1) {
        let (before, last, current) = ((row + 1) % 3 * width, (row + 2) % 3 * width, row % 3 * width)
        // Beyond this band there are more than `most` changes.
        let columns = max(1, row - most)..<(min(b.count, row + most) + 1)
        rows[current + columns.lowerBound - 1] = columns.lowerBound == 1 ? row : most + 1
        var fewestOfRow = most + 1
        for column in columns {
          let letter = a[row - 1]
          var fewest = rows[last + column - 1] + (letter == b[column - 1] ? 0 : 1)
          fewest = min(fewest, rows[current + column - 1] + 1)
          if column < row + most { fewest = min(fewest, rows[last + column] + 1) }
          if row > 1, column > 1, letter == b[column - 2], a[row - 2] == b[column - 1] {
            fewest = min(fewest, rows[before + column - 2] + 1)
          }
          rows[current + column] = fewest
          fewestOfRow = min(fewestOfRow, fewest)
        }
        if fewestOfRow > most { return most + 1 }
      }
      return min(rows[a.count % 3 * width + b.count], most + 1)
    }
  }

  /// The first sound of a word's key.
  func firstSound(of word: String) -> UInt8? {
    guard let first = word.utf8.first else { return nil }
    let spelling = spellings[Int(first)].first { word.utf8.starts(with: $0.letters) }
    return sounds[Int(spelling?.sound.first ?? first)]
  }

  func key(_ word: String) -> String {
    if word.utf8.count > Self.longest { return word }
    return String(decoding: key(Array(word.utf8)), as: UTF8.self)
  }

  private func key(_ letters: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(letters.count)
    var index = 0
    while index < letters.count {
      let spelling = spellings[Int(letters[index])].first { spelling in
        index + spelling.letters.count <= letters.count
          && letters[index..<(index + spelling.letters.count)].elementsEqual(spelling.letters)
      }
      for letter in spelling?.sound ?? [letters[index]] {
        let sound = sounds[Int(letter)]
        if sound != result.last { result.append(sound) }
      }
      index += spelling?.letters.count ?? 1
    }
    return result
  }
}
