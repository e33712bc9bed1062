/// Something the agent says. Every text of a script is one, named or not.
public struct Prompt: Sendable {
  /// `greeting` for a named prompt; the place in the script (`slots.day.reprompt[0]`, `flows.main[1].say`) for
  /// the others. Stable while the script does not change; use counts and `once` hang on it.
  public var id: String
  /// At least one; with several, one is picked by a hash of call id and use count.
  public var variants: [Template]
  public var isInterruptible: Bool
  /// What the caller did not hear of it is said again before the dialog goes on.
  public var mustHear: Bool
  /// Said the first time only.
  public var once: Bool
  /// Wording when asked a second time after a digression or a correction.
  public var again: Template?

  public init(id: String, variants: [Template]) {
    self.id = id
    self.variants = variants
    isInterruptible = true
    mustHear = false
    once = false
  }

  public var range: SourceRange { variants[0].range }
}
