/// A text out of a source file that still knows where each of its characters was written, so that a fault inside
/// a block text or a quoted text points at its own line and column.
public struct SourceText: Sendable, Hashable {
  /// From `offset` (in Unicode scalars of `text`) on, characters lie one after another from `position` on.
  public struct Run: Sendable, Hashable {
    public var offset: Int
    public var position: SourcePosition

    public init(offset: Int, position: SourcePosition) {
      self.offset = offset
      self.position = position
    }
  }

  public var text: String
  /// The whole scalar, quotes or `|` included.
  public var range: SourceRange
  /// Sorted by offset, the first at 0; at least one.
  public var runs: [Run]

  public init(_ text: String, range: SourceRange, runs: [Run]) {
    precondition(!runs.isEmpty, "a source text without a place: \(text)")
    self.text = text
    self.range = range
    self.runs = runs
  }

  /// A text written plainly on one line from `range.start` on.
  public init(_ text: String, at range: SourceRange) {
    self.init(text, range: range, runs: [Run(offset: 0, position: range.start)])
  }

  /// Where the character at `offset` (in Unicode scalars) was written.
  public func position(at offset: Int) -> SourcePosition {
    let run = runs.last { $0.offset <= offset } ?? runs[0]
    return SourcePosition(line: run.position.line, column: run.position.column + offset - run.offset)
  }

  /// The place of `offsets` (in Unicode scalars of `text`); never empty, never over a line's end.
  public func range(of offsets: Range<Int>) -> SourceRange {
    let start = position(at: offsets.lowerBound)
    let last = position(at: max(offsets.lowerBound, offsets.upperBound - 1))
    let end = SourcePosition(line: last.line, column: last.column + 1)
    return SourceRange(file: range.file, start: start, end: end)
  }
}
