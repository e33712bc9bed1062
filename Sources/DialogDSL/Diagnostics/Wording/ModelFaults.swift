/// What can be wrong with what a script says of language models.
extension Diagnostic {
  static func keyInScript(at range: SourceRange) -> Diagnostic {
    .error(
      "key-in-script", "a key has no place in a script", at: range,
      help: "put it into the environment, and write `${NAME}` or `${NAME:-}`")
  }

  static func badServerURL(at range: SourceRange) -> Diagnostic {
    .error(
      "bad-url", "the URL of a model's server begins with `https://` or `http://`, a host and perhaps a port",
      at: range,
      help: "write it like `https://api.openai.com/v1` or `http://127.0.0.1:11434/v1`")
  }

  static func templateInKnowledge(at range: SourceRange) -> Diagnostic {
    .error(
      "template-in-knowledge", "nothing is filled in for `{{ }}` in `knowledge`", at: range,
      help: "write the fact itself: models are given it word for word")
  }

  static func tooMuchKnowledge(at range: SourceRange) -> Diagnostic {
    .error(
      "too-much-knowledge",
      "`knowledge` holds more than \(ScriptDecoder.mostKnowledge / 1024) KiB, up to here and with this", at: range,
      help: "every request repeats it: leave only what callers ask for")
  }

  static func noModel(at range: SourceRange) -> Diagnostic {
    .warning(
      "no-model", "there is no `llm`, so that no model is ever asked here or elsewhere", at: range,
      help: "add `llm:`, if need be with `provider: none`")
  }

  static func matchesAll(_ pattern: String, at range: SourceRange) -> Diagnostic {
    .error(
      "bad-pattern", "`\(pattern)` matches every text, so that nothing could be said", at: range,
      help: "write at least one character that must be there")
  }

  static func modelSlotInConverse(_ slot: String, at range: SourceRange) -> Diagnostic {
    .error(
      "wrong-slot-type", "`\(slot)` is of type `model`, and a conversation fills slots by quoting the caller",
      at: range,
      help: "collect it in a `collect` of its own")
  }

  static func elseWithoutKept(_ text: String, at range: SourceRange) -> Diagnostic {
    .warning(
      "kept-text-missing", "`else` lacks a text that is under `keep`: “\(text)”", at: range,
      help: "it is said where no model words the line: write the text into it")
  }

  static func noKnowledge(at range: SourceRange) -> Diagnostic {
    .warning(
      "no-knowledge", "there is no `knowledge` to answer from, so that this rung always passes", at: range,
      help: "add `knowledge:` with facts, or leave the rung out")
  }
}

extension Diagnostic {
  static func unconfirmedWrite(_ tool: String, at range: SourceRange, tool place: SourceRange) -> Diagnostic {
    .error(
      "unconfirmed-write", "a model may have `\(tool)` run, which writes, and the caller is not asked", at: range,
      help: "add `confirm: TEXT` to `converse`: the tool runs after a yes to it",
      notes: [Note("the tool is here", at: place)])
  }
}
