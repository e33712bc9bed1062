/// Why a turn went as it did, line by line: candidates, the winner, the rule, the words ignored. For `:trace` and for
/// failing tests; never read by the interpreter itself.
public struct Trace: Sendable, Hashable {
  public enum Kind: String, Sendable {
    /// How the transcript was reconciled.
    case heard
    /// A candidate, and who took it.
    case read
    case step
    case filled
    case cleared
    case fallback
    case tool
    /// The caller's words nobody used.
    case ignored
  }

  public struct Line: Sendable, Hashable {
    public var kind: Kind
    public var text: String
  }

  public private(set) var lines: [Line] = []

  public init() {}

  public mutating func append(_ other: Trace) { lines += other.lines }

  mutating func note(_ kind: Kind, _ text: String) {
    lines.append(Line(kind: kind, text: text))
  }
}

extension Trace: CustomStringConvertible {
  public var description: String { lines.map { "\($0.kind.rawValue): \($0.text)" }.joined(separator: "\n") }
}
