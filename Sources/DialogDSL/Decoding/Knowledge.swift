/// `knowledge`: name → a text, or `file:` with one (language.md §7).
extension ScriptDecoder {
  /// Of all entries together, in bytes: every request repeats them, and a caller waits until the model has read them.
  static let mostKnowledge = 64 * 1024

  func decodeKnowledge() {
    var total = 0
    for entry in declared.entries("knowledge") {
      guard let text = knowledgeText(entry.value) else { continue }
      let trimmed = text.trimmed
      if trimmed.isEmpty {
        report(.missingValue("a text", at: entry.value.range))
        continue
      }
      let before = total
      total += trimmed.utf8.count
      if before <= Self.mostKnowledge, total > Self.mostKnowledge { report(.tooMuchKnowledge(at: entry.key.range)) }
      knowledge.append(KnowledgeEntry(name: entry.key.text, text: trimmed, range: entry.key.range))
    }
  }

  private func knowledgeText(_ node: Node) -> String? {
    guard case .mapping = node.content, let keys = keys(node, of: "a fact", ["file"]) else {
      guard let source = text(node) else { return nil }
      // Facts are sent as they stand: nothing is filled in.
      if let use = Environment.firstUse(in: source) { report(.environmentElsewhere(at: use)) }
      if source.text.contains("{{") { report(.templateInKnowledge(at: source.range)) }
      return source.text
    }
    guard let file = keys["file"] else {
      missing("file", in: "a fact", keys, at: node.range, help: "or write the text itself")
      return nil
    }
    guard let path = text(file, wanted: "a file's path") else { return nil }
    return files.text(at: path, diagnostics: &diagnostics)
  }
}
