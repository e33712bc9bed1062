/// A place in a source file, as an editor counts: line and column from 1, columns in Unicode scalars.
public struct SourcePosition: Sendable, Hashable, Comparable, Codable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: SourcePosition, b: SourcePosition) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// The text between two places of one file; `end` is exclusive.
public struct SourceRange: Sendable, Hashable, Codable {
  /// The file as the author named it, relative where possible: `dental.yaml`.
  public var file: String
  public var start: SourcePosition
  public var end: SourcePosition

  public init(file: String, start: SourcePosition, end: SourcePosition) {
    self.file = file
    self.start = start
    self.end = end
  }
}

/// A value and where it was written.
public struct Located<Wrapped: Sendable>: Sendable {
  public var value: Wrapped
  public var range: SourceRange

  public init(_ value: Wrapped, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Wrapped: Equatable {}
