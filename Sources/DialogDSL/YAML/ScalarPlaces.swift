extension SourceText {
  /// The value of a scalar written at `offsets` of `source`, each character with its place.
  ///
  /// Value and source are walked side by side: folded lines, indentation, doubled quotes and escapes are what the
  /// source has more. Where they cannot be brought together the rest keeps the place reached.
  init(_ value: String, style: Node.Style, writtenAt offsets: Range<Int>, in source: SourceFile) {
    var walk = ScalarWalk(source: source, at: offsets, style: style)
    var runs: [Run] = []
    var expected = -1
    for (offset, scalar) in value.unicodeScalars.enumerated() {
      guard let place = walk.next(scalar) else { break }
      if place != expected { runs.append(Run(offset: offset, position: source.position(at: place))) }
      expected = place + 1
    }
    let range = source.range(offsets)
    self.init(value, range: range, runs: runs.isEmpty ? [Run(offset: 0, position: range.start)] : runs)
  }
}

/// Finds where each character of a scalar's value was written, one after another.
private struct ScalarWalk {
  let scalars: [Unicode.Scalar]
  let style: Node.Style
  let end: Int
  var place: Int

  init(source: SourceFile, at offsets: Range<Int>, style: Node.Style) {
    scalars = source.scalars
    self.style = style
    end = min(offsets.upperBound, source.scalars.count)
    place = min(offsets.lowerBound, end)
    switch style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: place = min(place + 1, end)
    case .literal, .folded:
      // The header's line: `|`, `>-`, a comment.
      while place < end, !Self.isBreak(scalars[place]) { place += 1 }
      skipBreak()
    }
  }

  /// nil when value and source have parted.
  mutating func next(_ scalar: Unicode.Scalar) -> Int? {
    skipEscapedBreaks()
    if style == .doubleQuoted, place < end, scalars[place] == "\\" { return take(escapeLength) }
    if Self.isSpace(scalar) { return space(scalar) }
    while place < end, Self.isSpace(scalars[place]) {
      place += 1
      skipEscapedBreaks()
    }
    if style == .doubleQuoted, place < end, scalars[place] == "\\" { return take(escapeLength) }
    guard place < end, scalars[place] == scalar else { return nil }
    return take(style == .singleQuoted && scalar == "'" ? 2 : 1)
  }

  private mutating func take(_ length: Int) -> Int {
    defer { place = min(place + length, end) }
    return place
  }

  /// A space in the value: the same one, or a line break that was folded.
  private mutating func space(_ scalar: Unicode.Scalar) -> Int {
    guard place < end, Self.isSpace(scalars[place]) else { return min(place, max(end - 1, 0)) }
    let found = place
    if Self.isBreak(scalars[place]) { skipBreak() } else { place += 1 }
    // Spaces before a break are not part of the value.
    if Self.isBreak(scalar), !Self.isBreak(scalars[found]) {
      while place < end, Self.isSpace(scalars[place]), !Self.isBreak(scalars[place]) { place += 1 }
      if place < end, Self.isBreak(scalars[place]) { skipBreak() }
    }
    return found
  }

  private mutating func skipBreak() {
    guard place < end, Self.isBreak(scalars[place]) else { return }
    let isPair = scalars[place] == "\r" && place + 1 < end && scalars[place + 1] == "\n"
    place += isPair ? 2 : 1
  }

  /// `\` at the end of a double-quoted line joins it to the next.
  private mutating func skipEscapedBreaks() {
    while style == .doubleQuoted, place + 1 < end, scalars[place] == "\\", Self.isBreak(scalars[place + 1]) {
      place += 1
      while place < end, Self.isSpace(scalars[place]) { place += 1 }
    }
  }

  private var escapeLength: Int {
    guard place + 1 < end else { return 1 }
    return switch scalars[place + 1] {
    case "x": 4
    case "u": 6
    case "U": 10
    default: 2
    }
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || isBreak(scalar)
  }
}
