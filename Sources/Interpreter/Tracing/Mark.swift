import DialogDSL

/// A part of the script that was used in a call; what coverage counts. The same value names the part whenever it is
/// used, so that marks of many calls can be added up.
public enum Mark: Sendable, Hashable {
  /// A step was run; a `call` when its result is there.
  case step(StepID)
  /// Which way a step went.
  case branch(StepID, Branch)
  /// `ask_if` of a slot that came up to be asked.
  case askIf(slot: String, Bool)
  /// A text was said, by the id of its prompt.
  case prompt(String, Wording)
  /// A rung of a slot's reprompts.
  case reprompt(slot: String, Reprompt, rung: Int)
  /// A choice was heard, in whatever words.
  case choice(slot: String, value: String)
  /// A choice was heard by the phrase that stands there.
  case choicePhrase(SourceRange)
  /// A flow was started by the trigger that stands there.
  case trigger(SourceRange)
  /// A value was refused by the rule that stands there.
  case refusal(SourceRange)
  /// A filled slot was changed or opened again by the caller.
  case correction(slot: String)
  /// A flow ran on top of an open question.
  case digression(Asked)

  public enum Branch: Sendable, Hashable {
    /// `if:` of any step.
    case condition(Bool)
    /// The step `if`.
    case then, otherwise
    /// A case of `match`, counted from 0; without one it is `otherwise`.
    case value(Int)
    case yes, no
    /// One of an `ask`'s `answers`, counted from 0.
    case answer(Int)
    /// A `confirm` that was answered with something to change.
    case corrected
    /// `else` of a question.
    case gaveUp
    /// How a tool ended.
    case succeeded, failed
    /// The flow that answered a `route`.
    case flow(String)
    /// "That's all" at a `route`.
    case nothingElse
  }

  public enum Wording: Sendable, Hashable {
    /// One of `any`, counted from 0; 0 where there is only one.
    case variant(Int)
    case again
  }

  public enum Reprompt: String, Sendable {
    case noMatch = "no_match"
    case unclear
    case notAllowed = "not_allowed"
  }

  /// A question: about a slot, or a step's own.
  public enum Asked: Sendable, Hashable {
    case slot(String)
    case step(StepID)
  }
}
