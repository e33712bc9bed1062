/// Compares what was planned with what the transcript shows as spoken: by prefix and similarity, never equality.
/// Retell may show the text as sent, as normalised for speech, or cut where the caller broke in (reference §17.13).
enum SpokenText {
  /// Lower-case words without punctuation.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      if scalar.belongsToWord {
        word.unicodeScalars.append(scalar)
      } else if scalar == "'" || scalar == "\u{2019}" {
        continue
      } else if !word.isEmpty {
        words.append(word.lowercased())
        word = ""
      }
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }

  /// How many of the planned words were spoken, judging by `heard`; all of them when `heard` is not this text at all
  /// (then
  /// nothing is known to be missing).
  static func spokenCount(of planned: [String], heard: [String]) -> Int {
    if heard.isEmpty { return 0 }
    if planned.starts(with: heard) { return heard.count }
    if heard.starts(with: planned) { return planned.count }
    let alignment = align(planned, heard)
    if Double(alignment.matches) < Double(heard.count) * similarEnough { return planned.count }
    return min(planned.count, alignment.end + max(0, heard.count - alignment.heardEnd))
  }

  /// One of the two continues or equals the other, give or take a few words.
  static func isSimilar(_ a: String, _ b: String) -> Bool {
    let a = words(of: a)
    let b = words(of: b)
    if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty }
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    if long.starts(with: short) { return true }
    return Double(align(Array(long.prefix(short.count + short.count / 2 + 2)), short).matches)
      >= Double(short.count) * similarEnough
  }

  /// The share of words that must agree for two texts to count as the same; numbers and names are often written
  /// otherwise.
  static let similarEnough = 0.6
  /// Words compared at most: keeps the comparison under 160,000 steps.
  static let compared = 400

  /// Longest common subsequence: its length, and one past the last word matched on each side.
  private static func align(_ planned: [String], _ heard: [String]) -> (matches: Int, end: Int, heardEnd: Int) {
    let a = planned.prefix(compared)
    let b = heard.suffix(compared)
    typealias Cell = (matches: Int, end: Int, heardEnd: Int)
    var row: [Cell] = Array(repeating: (0, 0, 0), count: b.count + 1)
    for (i, word) in a.enumerated() {
      var diagonal: Cell = (0, 0, 0)
      for (j, other) in b.enumerated() {
        let above = row[j + 1]
        if word == other {
          row[j + 1] = (diagonal.matches + 1, i + 1, j + 1)
        } else if row[j].matches > above.matches {
          row[j + 1] = row[j]
        }
        diagonal = above
      }
    }
    return row[b.count]
  }
}

extension Unicode.Scalar {
  fileprivate var belongsToWord: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    // Most of a transcript is ASCII, and looking up properties takes most of the time.
    case _ where isASCII: false
    default: properties.isAlphabetic || properties.numericType != nil
    }
  }
}
