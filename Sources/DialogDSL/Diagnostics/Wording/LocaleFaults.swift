/// What can be wrong with locales, translations and built-in texts.
extension Diagnostic {
  static func noLocales(at range: SourceRange) -> Diagnostic {
    .error(
      "no-locales", "there are no locales to choose from", at: range,
      help: "name them under `locales`, like `locales: {es-MX: …}`, or write the one locale")
  }

  static func localeReads(_ name: String, at range: SourceRange) -> Diagnostic {
    .error(
      "locale-reads", "`locale` reads `\(name)`, which is neither a var nor `call`", at: range,
      help: "set a var to it, and read that")
  }

  static func ownLocale(_ locale: LocaleTag, at range: SourceRange) -> Diagnostic {
    .error(
      "own-locale", "the script itself is written in `\(locale.description)`: there is nothing to translate", at: range,
      help:
        "leave this out; if the script is written in another locale, put that first, with nothing in it: `es-MX: {}`"
    )
  }

  static func unusedLocale(_ locale: LocaleTag, _ used: LocaleTag, at range: SourceRange) -> Diagnostic {
    .warning(
      "unused-locale", "no call is in `\(locale.description)`: all are in `\(used.description)`", at: range,
      help: "write `locale: \"{{ language }}\"`, with a var `language`")
  }

  static func noLanguage(_ locale: LocaleTag, at range: SourceRange) -> Diagnostic {
    let standard = LocaleTag.standard.language
    return .warning(
      "no-language", "nothing is built in for the language `\(locale.language)`", at: range,
      help: "values, yes and no, universals and built-in texts are those of `\(standard)`: "
        + "write phrases and texts for what your callers need")
  }

  static func missingTranslation(_ what: String, _ locale: LocaleTag, at range: SourceRange) -> Diagnostic {
    .warning("missing-translation", "`\(locale.description)` has no translation of \(what)", at: range)
  }

  static func missingChoices(_ values: [String], _ locale: LocaleTag, at range: SourceRange) -> Diagnostic {
    .warning(
      "missing-translation", "no phrases for \(oneOf(values)) in `\(locale.description)`", at: range,
      help: "write them under `choices`, the first one as the agent is to say it")
  }

  static func unusedTranslation(_ why: String, at range: SourceRange, near: String? = nil) -> Diagnostic {
    .warning("unused-translation", "this translation is not used: \(why)", at: range, help: didYouMean(near))
  }

  static func readsOther(missing: [String], extra: [String], at range: SourceRange, original: SourceRange)
    -> Diagnostic
  {
    let faults = [
      missing.isEmpty ? nil : "it leaves out \(oneOf(missing))",
      extra.isEmpty ? nil : "the original does not have \(oneOf(extra))",
    ]
    return mismatch(faults.compactMap(\.self).joined(separator: ", and "), at: range, original: original)
  }

  static func otherKind(hasVariants: Bool, at range: SourceRange, original: SourceRange) -> Diagnostic {
    mismatch(
      hasVariants ? "the original has variants (`any`)" : "the original has one wording", at: range, original: original)
  }

  static func otherAgain(isMissing: Bool, at range: SourceRange, original: SourceRange) -> Diagnostic {
    mismatch(
      isMissing ? "the original has an `again`" : "the original has no `again`", at: range, original: original)
  }

  static func otherNumber(of what: String, _ count: Int, at range: SourceRange, original: SourceRange) -> Diagnostic {
    mismatch("the original has another number of \(what): \(count)", at: range, original: original)
  }

  static func otherChoiceName(_ value: String, _ name: String, at range: SourceRange, first: SourceRange)
    -> Diagnostic
  {
    .warning(
      "mismatched-translation", "`\(value)` is said as `\(name)` already, in another slot", at: range,
      help: "begin with the same phrase in both, or give the values different names",
      notes: [Note("the first one is here", at: first)])
  }

  private static func mismatch(_ why: String, at range: SourceRange, original: SourceRange) -> Diagnostic {
    .warning(
      "mismatched-translation", "this translation does not match: \(why)", at: range,
      notes: [Note("the original is here", at: original)])
  }

  static func unspokenChoice(_ value: String, at range: SourceRange) -> Diagnostic {
    .error(
      "unspoken-choice", "the first phrase of `\(value)` is how the agent says it, and has brackets or signs in it",
      at: range, help: "put plain words first")
  }

  static func namedTranslation(_ name: String, at range: SourceRange) -> Diagnostic {
    .error(
      "named-translation", "a translation is a text, and `\(name)` is the name of a prompt", at: range,
      help: "to say the word, begin it with a capital letter")
  }

  static func unknownText(_ id: String, at range: SourceRange) -> Diagnostic {
    .error(
      "unknown-text", "no built-in text named `\(id)`", at: range,
      help: didYouMean(nearest(id, in: BuiltInText.ids)) ?? "`dialogrun check --explain` lists them")
  }

  static func unknownPlaceholder(_ name: String, in id: String, at range: SourceRange) -> Diagnostic {
    let known = BuiltInText.placeholders[id, default: []].sorted().map { "{\($0)}" }
    return .error(
      "unknown-placeholder", "nothing is filled in for `{\(name)}` in `\(id)`", at: range,
      help: "it knows \(oneOf(known)); slots and vars are written `{{ name }}`")
  }
}
