/// Writes names the usual way: Maria Lopez, O'Brien, McDonald, Smith-Jones, Ludwig van Beethoven.
enum NameCase {
  /// `small`: parts that stay small inside a name.
  static func titled(_ parts: [String], small: (String) -> Bool = { _ in false }) -> String {
    parts.enumerated().map { index, part in
      if index > 0, index < parts.count - 1, small(part) { return part }
      return part.split(separator: "-", omittingEmptySubsequences: false).map { titled(String($0)) }.joined(
        separator: "-")
    }.joined(separator: " ")
  }

  private static func titled(_ word: String) -> String {
    if word.hasPrefix("mc"), word.utf8.count > 3 { return "Mc" + capitalized(String(word.dropFirst(2))) }
    let pieces = word.split(separator: "'", omittingEmptySubsequences: false)
    if pieces.count == 2, pieces[0].count <= 2, pieces[1].count > 1 {
      return capitalized(String(pieces[0])) + "'" + capitalized(String(pieces[1]))
    }
    return capitalized(word)
  }

  private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
