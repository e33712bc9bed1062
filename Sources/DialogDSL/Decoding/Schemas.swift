/// `schema` of a slot of type `model` (language.md §3).
extension ScriptDecoder {
  func schema(_ keys: Keys, _ type: SlotType, at place: SourceRange) -> JSONSchema? {
    guard let node = keys["schema"] else {
      if type == .model { missing("schema", in: "a slot of type `model`", keys, at: place) }
      return nil
    }
    guard type == .model else {
      report(.keyNotForType("schema", type, for: [.model], at: keys.place(of: "schema") ?? node.range))
      return nil
    }
    let before = diagnostics.count
    check(schema: node, depth: 0)
    return diagnostics.count == before ? JSONSchema(json(node)) : nil
  }

  private func check(schema node: Node, depth: Int) {
    guard depth < JSONSchema.maxDepth else { return report(.nestedTooDeeply(at: node.range)) }
    guard let keys = keys(node, of: "a JSON Schema here", JSONSchema.keywords) else { return }
    for entry in keys.entries {
      switch entry.key.text {
      case "type":
        for type in texts(entry.value) where !JSONSchema.types.contains(type.text) {
          report(.unknownWord(type.text, known: JSONSchema.types, at: type.range))
        }
      case "properties":
        for property in entries(entry.value, of: "members and schemas") {
          check(schema: property.value, depth: depth + 1)
        }
      case "items": check(schema: entry.value, depth: depth + 1)
      case "anyOf":
        for item in items(entry.value, wanted: "a list of schemas") ?? [] { check(schema: item, depth: depth + 1) }
      case "required": _ = texts(entry.value)
      case "additionalProperties": _ = flag(entry.value)
      case "minimum", "maximum":
        if let text = text(entry.value, wanted: "a number"), DecimalNumber(text.text) == nil {
          report(.badValue(text.text, wanted: "a number", at: text.range))
        }
      case "minLength", "maxLength", "minItems", "maxItems": _ = whole(entry.value, in: 0...100_000)
      default: break
      }
    }
  }
}
