import DialogDSL

/// How much of a script its tests must have touched at least (language.md §9, `coverage`).
public struct CoverageThresholds: Sendable {
  /// What is counted, in the order in which it is reported.
  public enum Kind: String, CaseIterable, Sendable {
    case steps
    /// Ways through `if`, `match`, `ask`, `confirm`, `route`, `call`, `if:` and `ask_if`.
    case branches
    /// Texts with all their wordings, and each rung of reprompts.
    case prompts
    /// Choices, and the phrases of each.
    case choices
    /// Phrases that start flows.
    case triggers
    /// Ways that are taken when something goes wrong: `failed`, `else` of a question, rules that refuse a value.
    case failures
    /// Slots that a caller can correct.
    case corrections
    /// Questions on top of which another flow can run.
    case digressions
  }

  public struct Threshold: Sendable {
    public var kind: Kind
    /// From 0 to 100.
    public var percent: Double
    /// Where it is written.
    public var range: SourceRange
  }

  /// In the author's order, each kind at most once.
  public var all: [Threshold] = []

  public init() {}

  public subscript(kind: Kind) -> Threshold? { all.first { $0.kind == kind } }
}
