/// One entry of `locales`, read: texts and phrases by the place of what they stand for. `Translator` puts them there.
struct Translation {
  var locale: LocaleTag
  /// The tag as it was written.
  var range: SourceRange
  /// By the id of the prompt: its name, or its place (`slots.day.reprompt[0]`).
  var prompts: [String: Prompt] = [:]
  /// By the text as the script has it, white space apart.
  var texts: [String: Text] = [:]
  /// Built-in texts, by id.
  var builtIns: [String: [Prompt]] = [:]
  var slots: [String: SlotWords] = [:]
  /// By flow.
  var triggers: [String: Phrases] = [:]
  /// What the agent calls a flow.
  var flowNames: [String: String] = [:]
  /// By flow, then by the phrases as the script has them (`answersKey`).
  var answers: [String: [String: Phrases]] = [:]
  /// `phrases`, by rule.
  var rules: [String: [Phrase]] = [:]
  var replacedUniversals: [Universal: [Phrase]] = [:]
  var addedUniversals: [Universal: [Phrase]] = [:]

  struct Text {
    var template: Template
    /// Of what it stands for.
    var key: SourceText
  }

  struct Phrases {
    var phrases: [Phrase]
    var range: SourceRange
  }

  struct SlotWords {
    var name: String?
    /// Value → phrases; the first one is how the value is said.
    var choices: [String: Phrases] = [:]
    var choicesRange: SourceRange?
  }

  /// Several phrases of one answer, as one text.
  static func answersKey(_ phrases: some Sequence<String>) -> String { phrases.joined(separator: ", ") }
}
