/// What can be wrong with the keys and values of a script.
extension Diagnostic {
  package static func didYouMean(_ name: String?) -> String? { name.map { "did you mean `\($0)`?" } }

  package static func oneOf(_ names: some Sequence<String>) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }

  package static func wrongShape(wanted: String, found: String, at range: SourceRange, help: String? = nil)
    -> Diagnostic
  {
    .error("wrong-shape", "expected \(wanted), found \(found)", at: range, help: help)
  }

  package static func missingValue(_ wanted: String, at range: SourceRange) -> Diagnostic {
    .error("missing-value", "expected \(wanted), found nothing", at: range)
  }

  package static func cutText(at range: SourceRange) -> Diagnostic {
    .error(
      "cut-text", "this text was cut at a comma, because it stands inside `[ ]` without quotes", at: range,
      help: "put quotes around the whole text")
  }

  package static func unknownKey(_ key: String, in what: String, near: String?, known: [String], at range: SourceRange)
    -> Diagnostic
  {
    .error("unknown-key", "\(what) has no key `\(key)`", at: range, help: didYouMean(near) ?? "it has \(oneOf(known))")
  }

  package static func missingKey(_ key: String, in what: String, at range: SourceRange, help: String? = nil)
    -> Diagnostic
  {
    .error("missing-key", "\(what) needs `\(key)`", at: range, help: help)
  }

  package static func badValue(_ text: String, wanted: String, at range: SourceRange, help: String? = nil) -> Diagnostic
  {
    .error("bad-value", "`\(text)` is not \(wanted)", at: range, help: help)
  }

  package static func unknownWord(_ text: String, known: [String], at range: SourceRange) -> Diagnostic {
    .error(
      "unknown-word", "`\(text)` is none of \(oneOf(known))", at: range, help: didYouMean(nearest(text, in: known)))
  }

  package static func unknownType(_ text: String, known: [String], at range: SourceRange) -> Diagnostic {
    .error(
      "unknown-type", "no type named `\(text)`", at: range,
      help: didYouMean(nearest(text, in: known)) ?? "types are \(oneOf(known))")
  }

  /// `kind`: "slot", "flow", "tool".
  package static func unknownName(
    _ kind: String, _ name: String, among known: some Collection<String>, at range: SourceRange
  )
    -> Diagnostic
  {
    let help = didYouMean(nearest(name, in: known))
    return .error(
      "unknown-\(kind)", "no \(kind) named `\(name)`", at: range,
      help: help ?? (known.isEmpty ? nil : "there are \(oneOf(known.sorted().prefix(12)))"))
  }

  package static func unknownPrompt(_ name: String, among known: some Sequence<String>, at range: SourceRange)
    -> Diagnostic
  {
    .error(
      "unknown-prompt", "no prompt named `\(name)`", at: range,
      help: didYouMean(nearest(name, in: known))
        ?? "one lower-case word names a prompt; to say the word itself, begin it with a capital letter")
  }

  package static func promptCycle(_ name: String, at range: SourceRange) -> Diagnostic {
    .error("prompt-cycle", "the prompt `\(name)` refers to itself", at: range)
  }

  package static func badName(_ name: String, at range: SourceRange) -> Diagnostic {
    .error(
      "bad-name", "`\(name)` is not a name", at: range,
      help: "names are lower-case letters, digits and `_`, and begin with a letter")
  }

  package static func nameTaken(_ name: String, as what: String, at range: SourceRange, first: SourceRange?)
    -> Diagnostic
  {
    .error(
      "name-taken", "`\(name)` is already the name of \(what)", at: range,
      notes: first.map { [Note("the first one is here", at: $0)] } ?? [])
  }

  package static func definedTwice(_ kind: String, _ name: String, at range: SourceRange, first: SourceRange)
    -> Diagnostic
  {
    .error(
      "defined-twice", "the \(kind) `\(name)` is defined twice", at: range,
      notes: [Note("the first one is here", at: first)])
  }

  package static func slotInChoice(at range: SourceRange) -> Diagnostic {
    .error(
      "slot-in-choice", "a phrase under `choices` cannot hear another slot", at: range,
      help: "write the words themselves, or name a rule of `phrases` with `<name>`")
  }

  static func notChoices(_ found: String, at range: SourceRange) -> Diagnostic {
    .error(
      "not-choices", "choices come from a list, not from \(found)", at: range,
      help: "give a list of texts, or of records with `value`, and if you like `name` and `phrases`")
  }

  static func badPattern(_ pattern: String, at range: SourceRange) -> Diagnostic {
    .error(
      "bad-pattern", "`\(pattern)` is no regular expression that can be heard", at: range,
      help:
        "it may hold characters, `.`, `[a-z]`, `\\d`, `\\w`, `\\s`, groups, `|`, `*`, `+`, `?`, `{m,n}`, `^` and `$`")
  }

  package static func keyNotForType(_ key: String, _ type: SlotType, for types: [SlotType], at range: SourceRange)
    -> Diagnostic
  {
    .error(
      "key-not-for-type", "`\(key)` means nothing for a slot of type `\(type.rawValue)`", at: range,
      help: "it belongs to \(oneOf(types.map(\.rawValue)))")
  }

  package static func notAStep(_ key: String, near: String?, at range: SourceRange) -> Diagnostic {
    .error(
      "unknown-step", "no step named `\(key)`", at: range,
      help: didYouMean(near) ?? "the first key of a step names it: \(oneOf(StepWords.all))")
  }

  package static func stepNotFirst(_ step: String, _ first: String, at range: SourceRange) -> Diagnostic {
    .error(
      "step-not-first", "`\(step)` does not belong to the step `\(first)`", at: range,
      help: "the first key names the step: write `\(step)` first, or begin a new step with `- `")
  }

  package static func missingEnvironment(_ name: String, at range: SourceRange) -> Diagnostic {
    .error(
      "missing-environment", "the environment has no `\(name)`", at: range,
      help: "set it, or write `${\(name):-default}`")
  }

  package static func environmentElsewhere(at range: SourceRange) -> Diagnostic {
    .error(
      "environment-elsewhere", "`${…}` is read in `llm`, `tools`, `lines` and `retell` only", at: range,
      help: "pass it in with the call as a var, or leave out the `$`")
  }

  package static func badEnvironment(at range: SourceRange) -> Diagnostic {
    .error(
      "bad-environment", "`${` begins the name of an environment variable, and this is none", at: range,
      help: "write `${NAME}` or `${NAME:-default}`")
  }
}

/// What can be wrong with files and includes.
extension Diagnostic {
  package static func file(_ code: String, _ message: String, at range: SourceRange?, help: String? = nil) -> Diagnostic
  {
    .error(code, message, at: range, help: help)
  }

  package static func emptyFile(_ name: String) -> Diagnostic {
    .error("empty-file", "\(name) holds no script", at: nil, help: "a script begins with `dialog: 1`")
  }

  package static func includeOutside(_ path: String, at range: SourceRange) -> Diagnostic {
    .error(
      "include-outside", "`\(path)` lies outside the script's folder", at: range,
      help: "move the file beside the script or below it")
  }

  package static func includeCycle(_ path: String, at range: SourceRange) -> Diagnostic {
    .error("include-cycle", "`\(path)` includes itself, directly or by way of others", at: range)
  }

  package static func includeDepth(at range: SourceRange) -> Diagnostic {
    .error("include-depth", "includes are nested more than \(ScriptFiles.maxDepth) deep", at: range)
  }

  package static func includeFromText(at range: SourceRange) -> Diagnostic {
    .error("include-from-text", "a script that is not read from a file cannot include others", at: range)
  }

  package static func notInInclude(_ key: String, at range: SourceRange) -> Diagnostic {
    .error("not-in-include", "`\(key)` belongs in the script itself, not in a file it includes", at: range)
  }
}

extension Diagnostic {
  package static func oneOfTwo(_ first: String, _ second: String, at range: SourceRange) -> Diagnostic {
    .error("one-of-two", "`\(first)` and `\(second)` exclude each other", at: range)
  }
}

extension Diagnostic {
  static let tooManyFindings = Diagnostic.error(
    "too-many-findings", "there are \(ScriptDecoder.maxFindings) findings or more; not all of them are shown", at: nil)

  static func tooManySlots(at range: SourceRange) -> Diagnostic {
    .error("too-many-slots", "a script has at most \(ScriptDecoder.maxSlots) slots", at: range)
  }

  static func emptyLimits(_ why: String, at range: SourceRange) -> Diagnostic {
    .error("empty-limits", "nothing can lie within these limits: \(why)", at: range)
  }

  static func badURL(at range: SourceRange) -> Diagnostic {
    .error(
      "bad-url", "a tool's URL begins with `https://` or `http://`, a host and perhaps a port", at: range,
      help: "values may stand behind that; a host that changes comes from the environment: `${NAME}`")
  }

  static func badHeaderName(_ name: String, at range: SourceRange) -> Diagnostic {
    .error(
      "bad-header", "`\(name)` is no name of a header", at: range,
      help: "letters, digits and `-`, like `X-Request-Id`")
  }

  static func noTime(at range: SourceRange) -> Diagnostic {
    .error("bad-value", "a tool without time always fails", at: range, help: "write a duration like `5s`")
  }

  static func dependsOnItself(_ name: String, at range: SourceRange) -> Diagnostic {
    .error("depends-on-itself", "`\(name)` cannot depend on itself", at: range)
  }

  /// `target` nil: it came from the environment and is not shown.
  static func badLine(_ target: String?, at range: SourceRange) -> Diagnostic {
    .error(
      "bad-line", "\(target.map { "`\($0)`" } ?? "what the environment gives here") is not a transfer target",
      at: range,
      help: "write a number with its country, like `+15035550142`, or a SIP address, like `sip:desk@example.com`")
  }
}

extension Diagnostic {
  static func unknownTarget(_ name: String, among known: [String], at range: SourceRange) -> Diagnostic {
    .error(
      "unknown-target", "no step of this flow has `id: \(name)`, and no flow has this name", at: range,
      help: didYouMean(nearest(name, in: known)))
  }

  static func unknownRung(_ name: String, known: [String], near: String?, at range: SourceRange) -> Diagnostic {
    .error("unknown-rung", "no rung named `\(name)`", at: range, help: didYouMean(near) ?? "rungs are \(oneOf(known))")
  }

  static func closingNotLast(at range: SourceRange) -> Diagnostic {
    .error("closing-not-last", "only the last entry of `silence` may close the call", at: range)
  }

  static func notClosing(_ step: String, at range: SourceRange) -> Diagnostic {
    .error(
      "not-closing", "`\(step)` is not a closing step", at: range,
      help: "`silence` holds texts, and as its last entry \(oneOf(StepWords.closing))")
  }
}

extension Diagnostic {
  static func keysUnheard(at range: SourceRange) -> Diagnostic {
    .error(
      "keys-unheard", "a slot takes keypad input, and keys stand in transcripts with tool calls only", at: range,
      help: "leave the line out, or set it to `true`")
  }
}
