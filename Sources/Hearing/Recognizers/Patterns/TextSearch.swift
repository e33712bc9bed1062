import DialogDSL

/// Looks for a regular expression in a written text, whatever its case: what may never be said (language.md §7).
package enum TextSearch {
  /// - Returns: true also for an expression that cannot be looked for; the loader lets none through.
  package static func occurs(_ pattern: String, in text: String) -> Bool {
    guard let compiled = Pattern.compiled(pattern) else { return true }
    return compiled.occurs(in: Array(text.withSingleSpaces.lowercased().utf8))
  }
}
