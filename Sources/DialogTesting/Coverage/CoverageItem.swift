import DialogDSL
import Interpreter

/// The word outside test files.
public typealias CoverageKind = CoverageThresholds.Kind

/// One part of a script that tests should reach.
public struct CoverageItem: Sendable, Hashable {
  public var kind: CoverageKind
  /// What a call marks when it reaches it.
  public var mark: Mark
  public var range: SourceRange
  /// Its place in the script: `flows.book[2]`, `slots.day`.
  public var place: String
  /// Which part of that place: `failed`, `"hygiene"`.
  public var part: String

  init(_ kind: CoverageKind, _ mark: Mark, at range: SourceRange, _ place: String, _ part: String) {
    self.kind = kind
    self.mark = mark
    self.range = range
    self.place = place
    self.part = part
  }

  /// `dental.yaml:64`
  public var location: String { "\(range.file):\(range.start.line)" }

  public var description: String { part.isEmpty ? place : "\(place): \(part)" }
}
