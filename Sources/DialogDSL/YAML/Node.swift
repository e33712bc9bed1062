/// One value of a YAML file and where it was written. Every scalar is text; what it means is the schema's business
/// (language.md §2, "YAML is tamed").
public struct Node: Sendable {
  public enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

  public indirect enum Content: Sendable {
    case scalar(SourceText, Style)
    case sequence([Node])
    /// In the author's order, each key once; merge keys (`<<`) are already merged.
    case mapping([Entry])
    /// Reported already: readers pass it over without a word.
    case faulty
  }

  public struct Entry: Sendable {
    public var key: SourceText
    public var value: Node

    public init(key: SourceText, value: Node) {
      self.key = key
      self.value = value
    }
  }

  public var content: Content
  /// An alias has the range of what it stands for.
  public var range: SourceRange
  /// Written with `[ ]` or `{ }`.
  public var isFlow: Bool

  /// `key:` with nothing after it.
  public var isMissing: Bool {
    if case .scalar(let text, .plain) = content { text.text.isEmpty } else { false }
  }
}
