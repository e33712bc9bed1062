/// The author's definitions by section, joined over all files.
struct Declarations {
  /// Keys of the script itself; each at most once.
  var single: [String: Node] = [:]
  /// Sections whose entries are named and join over files.
  private var named: [String: [Node.Entry]] = [:]
  private var index: [String: [String: Int]] = [:]
  private var nameSets: [String: Set<String>] = [:]
  /// The entries of `locales`, over all files.
  var locales: [Node.Entry] = []

  subscript(key: String) -> Node? { single[key] }

  func entries(_ section: String) -> [Node.Entry] { named[section] ?? [] }

  func names(_ section: String) -> [String] { entries(section).map(\.key.text) }

  func nameSet(_ section: String) -> Set<String> { nameSets[section] ?? [] }

  func entry(_ section: String, _ name: String) -> Node.Entry? {
    index[section]?[name].map { entries(section)[$0] }
  }

  mutating func add(_ entry: Node.Entry, to section: String) {
    index[section, default: [:]][entry.key.text] = entries(section).count
    nameSets[section, default: []].insert(entry.key.text)
    named[section, default: []].append(entry)
  }

  /// Section → what one of its entries is called.
  static let sections = [
    "vars": "var", "lines": "line", "slots": "slot", "prompts": "prompt", "flows": "flow", "phrases": "phrase rule",
    "tools": "tool", "knowledge": "fact",
  ]
  static let single = [
    "dialog", "name", "about", "locale", "timezone", "include", "fallback", "silence", "universals", "result", "retell",
    "limits", "tests", "texts", "locales", "llm", "guard",
  ]
  /// What an included file may hold besides named sections.
  static let inIncludes = ["dialog", "include", "locales"]
}

extension ScriptDecoder {
  func declare(_ files: [ScriptFiles.File]) {
    for file in files {
      check(file.entries, of: "a script", Declarations.single + Declarations.sections.keys.sorted())
      for entry in file.entries { declare(entry, isRoot: file.isRoot) }
    }
    declareNames()
  }

  private func declare(_ entry: Node.Entry, isRoot: Bool) {
    let key = entry.key.text
    if let kind = Declarations.sections[key] {
      for definition in entries(entry.value, of: key) { declare(definition, in: key, kind: kind) }
    } else if key == "locales" {
      declared.locales += entries(entry.value, of: "locales")
    } else if isRoot {
      declared.single[key] = entry.value
    } else if Declarations.single.contains(key), !Declarations.inIncludes.contains(key) {
      report(.notInInclude(key, at: entry.key.range))
    }
  }

  private func declare(_ definition: Node.Entry, in section: String, kind: String) {
    guard isName(definition.key) else { return }
    if let first = declared.entry(section, definition.key.text) {
      return report(.definedTwice(kind, definition.key.text, at: definition.key.range, first: first.key.range))
    }
    declared.add(definition, to: section)
  }

  /// Fills the scope: what expressions may name must be known before the first one is read.
  private func declareNames() {
    var places: [String: (what: String, range: SourceRange)] = [:]
    func add(_ name: SourceText, _ what: String, _ entry: Scope.Name) {
      if Scope.standard.names[name.text] != nil {
        return report(.nameTaken(name.text, as: "a fact of the call", at: name.range, first: nil))
      }
      if let first = places[name.text] {
        // The same result may be saved at several places.
        if first.what == "a saved result", what == first.what { return merge(entry, into: name.text) }
        return report(.nameTaken(name.text, as: first.what, at: name.range, first: first.range))
      }
      places[name.text] = (what, name.range)
      scope.names[name.text] = entry
    }
    for entry in declared.entries("slots") {
      add(entry.key, "a slot", Scope.Name(.slot(entry.key.text), declaredType(entry)))
    }
    for entry in declared.entries("vars") {
      add(entry.key, "a var", Scope.Name(.variable(entry.key.text), declaredType(entry)))
    }
    for saved in savedResults() {
      guard isName(saved.name) else { continue }
      add(saved.name, "a saved result", Scope.Name(.saved(saved.name.text), resultType(of: saved.tool)))
    }
  }

  private func merge(_ entry: Scope.Name, into name: String) {
    if scope.names[name]?.type != entry.type { scope.names[name]?.type = .open }
  }

  private func declaredType(_ entry: Node.Entry) -> ValueType {
    guard case .mapping(let keys) = entry.value.content,
      case .scalar(let text, _)? = keys.first(where: { $0.key.text == "type" })?.value.content,
      let type = SlotType(rawValue: text.text)
    else { return .any }
    let multiple = keys.first { $0.key.text == "multiple" }?.value.content
    if case .scalar(let flag, _)? = multiple, ["true", "yes", "on"].contains(flag.text.lowercased()) {
      return .list(.slot(type))
    }
    if type == .model, let schema = keys.first(where: { $0.key.text == "schema" })?.value,
      let closed = schemaType(schema)
    {
      return closed
    }
    return .slot(type)
  }

  /// What values of a JSON Schema are like; nil: they may be anything. Objects that may have other members are open.
  private func schemaType(_ schema: Node, depth: Int = 0) -> ValueType? {
    guard depth < JSONSchema.maxDepth, case .mapping(let entries) = schema.content else { return nil }
    let keys = Keys(entries: entries, range: schema.range)
    guard case .scalar(let word, _)? = keys["type"]?.content else { return nil }
    switch word.text {
    case "string": return .text
    case "number", "integer": return .number
    case "boolean": return .bool
    case "array": return .list(keys["items"].flatMap { schemaType($0, depth: depth + 1) } ?? .any)
    case "object":
      guard case .scalar(let others, _)? = keys["additionalProperties"]?.content, others.text == "false",
        case .mapping(let properties)? = keys["properties"]?.content
      else { return .open }
      var members: [String: ValueType] = [:]
      for property in properties { members[property.key.text] = schemaType(property.value, depth: depth + 1) ?? .any }
      return .record(members)
    default: return nil
    }
  }

  /// Every `call:` with a `save:` beside it, wherever steps may stand.
  private func savedResults() -> [(name: SourceText, tool: String)] {
    var found: [(name: SourceText, tool: String)] = []
    func walk(_ node: Node) {
      switch node.content {
      case .scalar, .faulty: break
      case .sequence(let items): items.forEach(walk)
      case .mapping(let entries):
        let keys = Keys(entries: entries, range: node.range)
        if case .scalar(let name, _)? = keys["save"]?.content, case .scalar(let tool, _)? = keys["call"]?.content {
          found.append((name, tool.text))
        }
        for entry in entries { walk(entry.value) }
      }
    }
    for section in ["flows", "slots"] { for entry in declared.entries(section) { walk(entry.value) } }
    for key in ["fallback", "silence", "limits"] { declared[key].map(walk) }
    return found
  }

  private func resultType(of tool: String) -> ValueType {
    guard case .mapping(let keys)? = declared.entry("tools", tool)?.value.content,
      let returns = keys.first(where: { $0.key.text == "returns" })?.value
    else { return .open }
    return returnType(returns, reporting: false).map { .record($0) } ?? .open
  }
}
