/// What can be wrong with a file as YAML.
extension Diagnostic {
  private static let quotes = "put quotes around the whole text"

  static func tag(at range: SourceRange) -> Diagnostic {
    .error(
      "tag", "tags are not used here: every value is read by the key it stands under", at: range,
      help: "leave out the tag, or put quotes around a text that begins with `!`")
  }

  static func secondDocument(at range: SourceRange) -> Diagnostic {
    .error(
      "second-document", "a file holds one document, and another begins here", at: range,
      help: "leave out the `---`, or move what follows to a file of its own and `include` it")
  }

  static func nestedTooDeeply(at range: SourceRange) -> Diagnostic {
    .error(
      "nested-too-deeply", "nested more than \(NodeBuilder.maxDepth) levels deep", at: range,
      help: "move inner steps to a flow and call it with `do`")
  }

  static func tooManyAliases(at range: SourceRange) -> Diagnostic {
    .error("too-many-aliases", "aliases stand for more than \(NodeBuilder.maxExpandedNodes) values", at: range)
  }

  static func unknownAlias(_ name: String, isOpen: Bool, at range: SourceRange) -> Diagnostic {
    let message = isOpen ? "`*\(name)` stands inside what it refers to" : "no anchor named `&\(name)` before this place"
    return .error("unknown-alias", message, at: range, help: "a text that begins with `*` needs quotes around it")
  }

  static func duplicateKey(_ key: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    .error("duplicate-key", "`\(key)` is given twice", at: range, notes: [Note("the first one is here", at: first)])
  }

  static func keyNotText(at range: SourceRange) -> Diagnostic {
    .error(
      "key-not-text", "a key must be a text", at: range,
      help: "a text that begins with `[` or `{` needs quotes around it")
  }

  static func mergeNotMap(at range: SourceRange) -> Diagnostic {
    .error("merge-not-map", "`<<` merges maps, and this is none", at: range)
  }

  static func unquotedTemplate(at range: SourceRange) -> Diagnostic {
    .error("unquoted-template", "a text that begins with `{` is read as a map", at: range, help: quotes)
  }

  static func unquotedColon(at range: SourceRange) -> Diagnostic {
    .error("unquoted-colon", "`: ` in a text without quotes is read as a key and its value", at: range, help: quotes)
  }

  static func unquotedStart(_ start: String, at range: SourceRange) -> Diagnostic {
    .error("unquoted-start", "a text cannot begin with `\(start)` unless it has quotes", at: range, help: quotes)
  }

  static func tab(at range: SourceRange) -> Diagnostic {
    .error("tab", "a tab where YAML takes only spaces", at: range, help: "replace the tab with spaces")
  }

  static func controlCharacter(at range: SourceRange) -> Diagnostic {
    .error("control-character", "an invisible control character", at: range, help: "delete it")
  }

  static func openQuote(at range: SourceRange) -> Diagnostic {
    .error(
      "open-quote", "this quote is never closed", at: range,
      help: "close it; inside '…' an apostrophe is written twice, inside \"…\" a quote is written \\\"")
  }

  static func textAfterQuote(at range: SourceRange) -> Diagnostic {
    .error(
      "text-after-quote", "the text goes on after its closing quote", at: range,
      help: "put the whole text into quotes of the other kind")
  }

  static func brokenFlow(_ context: String, at range: SourceRange, opened: SourceRange) -> Diagnostic {
    let brackets = context.contains("sequence") ? "[ ]" : "{ }"
    return .error(
      "broken-brackets", "inside `\(brackets)` this does not go on as a list or map does", at: range,
      help: "inside `\(brackets)` a text with brackets, braces or a comma in it needs quotes",
      notes: [Note("the opening one is here", at: opened)])
  }

  static func missingColon(at range: SourceRange) -> Diagnostic {
    .error(
      "missing-colon", "this line stands among keys and has no `: ` after its key", at: range,
      help: "write `key: value`, with a space after the colon")
  }

  static func yaml(_ problem: String, _ context: String, at range: SourceRange, context place: SourceRange)
    -> Diagnostic
  {
    .error(
      "yaml", "this is not YAML: \(problem)", at: range,
      help: "look at the indentation and the quotes of this line and the one before",
      notes: context.isEmpty ? [] : [Note(context, at: place)])
  }
}
