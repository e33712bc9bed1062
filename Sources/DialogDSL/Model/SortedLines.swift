import CLocales

/// A word list among the bytes of this program: lines sorted by bytes, each a word, some with more after a space.
/// Looked up in place: it costs nothing to start with.
public struct SortedLines: @unchecked Sendable {
  /// Constant, and there as long as the program: safe to share.
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ file: locale_file) { bytes = UnsafeBufferPointer(start: file.bytes, count: file.length) }

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")

  /// The range of the line's bytes that follow the word and its space; empty where nothing does; nil for other words.
  private func find(_ word: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var (low, high) = (0, bytes.count)
    while low < high {
      var start = (low + high) / 2
      while start > low, bytes[start - 1] != Self.newline { start -= 1 }
      var (index, offset) = (start, 0)
      while offset < word.count, index < bytes.count, bytes[index] == word[offset] {
        (index, offset) = (index + 1, offset + 1)
      }
      let endsHere = index == bytes.count || bytes[index] == Self.newline || bytes[index] == Self.space
      if offset == word.count, endsHere {
        let end = bytes[index...].firstIndex(of: Self.newline) ?? bytes.count
        return min(index + 1, end)..<end
      }
      let isAfter = offset < word.count && (endsHere || bytes[index] < word[offset])
      if isAfter {
        low = (bytes[index...].firstIndex(of: Self.newline) ?? bytes.count) + 1
      } else {
        high = start
      }
    }
    return nil
  }

  public func contains(_ word: String) -> Bool {
    var word = word
    return word.withUTF8 { find($0) != nil }
  }

  /// What follows the word on its line, as bytes; nil for a word without a line.
  public subscript(word: String) -> Slice<UnsafeBufferPointer<UInt8>>? {
    var word = word
    return word.withUTF8 { find($0) }.map { bytes[$0] }
  }

  /// Every line: the word and what follows it.
  public func forEach(
    _ body: (_ word: Slice<UnsafeBufferPointer<UInt8>>, _ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Void
  ) {
    for line in bytes.split(separator: Self.newline) {
      let end = line.firstIndex(of: Self.space) ?? line.endIndex
      body(line[line.startIndex..<end], line[min(end + 1, line.endIndex)...])
    }
  }
}
