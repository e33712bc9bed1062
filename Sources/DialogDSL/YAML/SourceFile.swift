/// A file's text by line and column.
///
/// Lines end at LF, CR LF or CR, as editors count them; YAML's other line breaks (NEL, LS, PS) are ordinary characters.
struct SourceFile: Sendable {
  let name: String
  let scalars: [Unicode.Scalar]
  /// Offsets in `scalars`; at least one.
  private let lineStarts: [Int]

  init(_ text: String, name: String) {
    self.name = name
    let scalars = Array(text.unicodeScalars)
    var starts = [0]
    for (offset, scalar) in scalars.enumerated() {
      let isBareReturn = scalar == "\r" && !(offset + 1 < scalars.count && scalars[offset + 1] == "\n")
      if scalar == "\n" || isBareReturn { starts.append(offset + 1) }
    }
    self.scalars = scalars
    lineStarts = starts
  }

  func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), scalars.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: offset - lineStarts[low] + 1)
  }

  func range(_ offsets: Range<Int>) -> SourceRange {
    SourceRange(file: name, start: position(at: offsets.lowerBound), end: position(at: offsets.upperBound))
  }

  /// Without its line break; empty when there is no such line.
  func line(_ number: Int) -> String {
    guard lineStarts.indices.contains(number - 1) else { return "" }
    let start = lineStarts[number - 1]
    let end = number < lineStarts.count ? lineStarts[number] : scalars.count
    var text = String.UnicodeScalarView(scalars[start..<end])
    while let last = text.last, last == "\n" || last == "\r" { text.removeLast() }
    return String(text)
  }
}
