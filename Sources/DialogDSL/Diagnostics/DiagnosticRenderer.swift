/// Prints diagnostics as compilers do: place and headline, the source line, what to do (style.md §4).
public struct DiagnosticRenderer: Sendable {
  /// By file name as used in ranges.
  public var sources: [String: String]
  /// Where these files lie, with a slash at its end: put before their names.
  public var folder: String
  public var isColoured: Bool
  /// Columns of a source line shown at most; a longer line is cut around its caret.
  public var width: Int

  public static let standardWidth = 100

  public init(
    sources: [String: String], folder: String = "", isColoured: Bool = false,
    width: Int = DiagnosticRenderer.standardWidth
  ) {
    self.sources = sources
    self.folder = folder
    self.isColoured = isColoured
    self.width = max(width, 20)
  }

  /// All of them in their order, an empty line between two; ends with a line break unless there are none.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    let files = sources.mapValues { SourceFile($0, name: "") }
    return diagnostics.map { render($0, files) }.joined(separator: "\n")
  }

  public func render(_ diagnostic: Diagnostic) -> String { render([diagnostic]) }

  private func render(_ diagnostic: Diagnostic, _ files: [String: SourceFile]) -> String {
    let paint: Paint = diagnostic.severity == .error ? .error : .warning
    let kind = painted("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", paint)
    var text = place(diagnostic.range) + "\(kind): \(painted(diagnostic.message, .headline))\n"
    text += excerpt(diagnostic.range, paint, files)
    if let help = diagnostic.help { text += painted("help", .help) + ": \(help)\n" }
    for note in diagnostic.notes {
      text += painted("note", .note) + ": \(place(note.range))\(note.message)\n"
      text += excerpt(note.range, .note, files)
    }
    return text
  }

  private func place(_ range: SourceRange?) -> String {
    range.map { "\(folder)\($0.file):\($0.start.line):\($0.start.column): " } ?? ""
  }

  /// The range's first line with carets under it; nothing when the source is not at hand.
  private func excerpt(_ range: SourceRange?, _ paint: Paint, _ files: [String: SourceFile]) -> String {
    guard let range, let file = files[range.file] else { return "" }
    let line = Array(file.line(range.start.line).unicodeScalars)
    let start = min(max(range.start.column - 1, 0), line.count)
    let end = range.end.line > range.start.line ? line.count : min(max(range.end.column - 1, start), line.count)
    let cut = CutLine(line, marked: start..<max(end, start), width: width)
    let number = String(range.start.line)
    let gutter = String(repeating: " ", count: number.count)
    let carets = String(repeating: "^", count: max(cut.markedWidth, 1))
    return painted("\(number) | ", .gutter) + cut.text + "\n"
      + painted("\(gutter) | ", .gutter) + String(repeating: " ", count: cut.marginWidth) + painted(carets, paint)
      + "\n"
  }

  // MARK: Colour

  /// ANSI codes.
  private enum Paint: String {
    case error = "1;31"
    case warning = "1;33"
    case headline = "1"
    case gutter = "34"
    case help = "32"
    case note = "36"
  }

  private func painted(_ text: String, _ paint: Paint) -> String {
    isColoured ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// A source line as a terminal shows it: control characters made visible, too long a line cut around what is marked.
private struct CutLine {
  var text = ""
  /// Terminal columns before and under the mark.
  var marginWidth = 0
  var markedWidth = 0

  init(_ line: [Unicode.Scalar], marked: Range<Int>, width: Int) {
    let first = Self.firstShown(line, marked: marked, width: width)
    if first > 0 {
      text = "…"
      marginWidth = 1
    }
    var shown = text.count
    for position in first..<line.count {
      let piece = Self.piece(line[position])
      let columns = Self.columns(line[position])
      if shown + columns > width {
        text += "…"
        break
      }
      text += piece
      shown += columns
      if position < marked.lowerBound {
        marginWidth += columns
      } else if position < marked.upperBound {
        markedWidth += columns
      }
    }
  }

  /// 0, or so far right that the mark is in the first half of what is shown.
  private static func firstShown(_ line: [Unicode.Scalar], marked: Range<Int>, width: Int) -> Int {
    let before = line[..<marked.lowerBound].reduce(0) { $0 + columns($1) }
    let through = line[marked].reduce(before) { $0 + columns($1) }
    if through <= width { return 0 }
    var first = marked.lowerBound
    var room = width / 2
    while first > 0, room > 0 {
      first -= 1
      room -= columns(line[first])
    }
    return first
  }

  /// A tab is shown as the spaces of a fixed stop, so that carets line up on every terminal.
  private static let tabWidth = 4

  private static func piece(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x09: String(repeating: " ", count: tabWidth)
    case 0..<0x20, 0x7F, 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: String(scalar)
    }
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x09: return tabWidth
    case 0..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    case 0x202A...0x202E, 0x2066...0x2069: return 1
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }
}
