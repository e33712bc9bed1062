/// Reads a YAML text into nodes: aliases and merge keys resolved, each key once.
public enum NodeReader {
  /// Faults go to `diagnostics`; nil when the text could not be read to its end or holds nothing.
  public static func read(_ text: String, file: String, diagnostics: inout [Diagnostic]) -> Node? {
    let source = SourceFile(text, name: file)
    var builder = NodeBuilder(source: source)
    let fault = YAMLEvent.read(text) { builder.take($0) }
    diagnostics += builder.diagnostics
    if let fault {
      let explained = YAMLAccident.explain(fault, in: source)
      // The builder may have met the same accident just before libyaml.
      let isKnown = builder.diagnostics.contains {
        $0.code == explained.code && $0.range?.start == explained.range?.start
      }
      if !isKnown { diagnostics.append(explained) }
      return nil
    }
    return builder.isBroken ? nil : builder.root
  }
}

/// Puts events together; keeps its own stack, so that no nesting exhausts the program's.
struct NodeBuilder {
  /// Deeper than any script nests; decoders walk nodes recursively.
  static let maxDepth = 64
  /// What all aliases together may stand for: a few nested aliases can mean billions of nodes.
  static let maxExpandedNodes = 100_000

  let source: SourceFile
  private(set) var root: Node?
  private(set) var diagnostics: [Diagnostic] = []
  /// Reading was given up.
  private(set) var isBroken = false
  private var stack: [Collection] = []
  private var anchors: [String: Measured] = [:]
  private var expandedNodes = 0

  /// A node with what it costs to walk.
  private struct Measured {
    var node: Node
    var size: Int
    var depth: Int
  }

  /// A sequence or mapping not yet ended.
  private struct Collection {
    var start: Int
    var isMapping: Bool
    var isFlow: Bool
    var anchor: String?
    var items: [Node] = []
    var entries: [Node.Entry] = []
    /// Positions in `entries` where mappings are merged in.
    var merges: [(at: Int, nodes: [Node])] = []
    var places: [String: SourceRange] = [:]
    var key: Node?
    /// Something in it was reported that makes it unreadable.
    var isFaulty = false
    var size = 1
    var depth = 1
  }

  init(source: SourceFile) { self.source = source }

  /// False: stop reading.
  mutating func take(_ placed: YAMLEvent.Placed) -> Bool {
    if placed.isTagged { diagnostics.append(.tag(at: source.range(placed.offsets))) }
    switch placed.event {
    case .startDocument:
      if root != nil { giveUp(.secondDocument(at: source.range(placed.offsets))) }
    case .scalar(let value, let style):
      let text = SourceText(value, style: style, writtenAt: withoutProperties(placed), in: source)
      let node = Node(content: .scalar(text, style), range: text.range, isFlow: false)
      add(Measured(node: node, size: 1, depth: 1), anchor: placed.anchor)
    case .alias(let name): addAlias(name, at: source.range(placed.offsets))
    case .startSequence(let isFlow): open(placed, isMapping: false, isFlow: isFlow)
    case .startMapping(let isFlow): open(placed, isMapping: true, isFlow: isFlow)
    case .endCollection: close(at: placed.offsets.upperBound)
    }
    return !isBroken
  }

  private mutating func giveUp(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    isBroken = true
  }

  private mutating func open(_ placed: YAMLEvent.Placed, isMapping: Bool, isFlow: Bool) {
    let start = withoutProperties(placed).lowerBound
    guard stack.count < Self.maxDepth else { return giveUp(.nestedTooDeeply(at: source.range(placed.offsets))) }
    stack.append(Collection(start: start, isMapping: isMapping, isFlow: isFlow, anchor: placed.anchor))
  }

  private mutating func close(at end: Int) {
    guard let collection = stack.popLast() else { return }
    let content: Node.Content =
      if collection.isFaulty { .faulty } else if collection.isMapping { .mapping(merged(collection)) } else {
        .sequence(collection.items)
      }
    let start = source.position(at: collection.start)
    var last = source.position(at: end)
    if !collection.isFlow {
      // A block ends where its last value does; libyaml ends it at the next token, lines later.
      last = collection.items.last?.range.end ?? collection.entries.last?.value.range.end ?? last
      last = max(last, start)
    }
    let node = Node(
      content: content, range: SourceRange(file: source.name, start: start, end: last), isFlow: collection.isFlow)
    add(Measured(node: node, size: collection.size, depth: collection.depth), anchor: collection.anchor)
  }

  private mutating func addAlias(_ name: String, at range: SourceRange) {
    guard let anchored = anchors[name] else {
      diagnostics.append(.unknownAlias(name, isOpen: stack.contains { $0.anchor == name }, at: range))
      return add(Measured(node: Node(content: .faulty, range: range, isFlow: false), size: 1, depth: 1))
    }
    expandedNodes += anchored.size
    guard expandedNodes <= Self.maxExpandedNodes else { return giveUp(.tooManyAliases(at: range)) }
    guard stack.count + anchored.depth <= Self.maxDepth else { return giveUp(.nestedTooDeeply(at: range)) }
    add(anchored)
  }

  private mutating func add(_ measured: Measured, anchor: String? = nil) {
    if let anchor { anchors[anchor] = measured }
    guard let parent = stack.indices.last else {
      root = measured.node
      return
    }
    stack[parent].size += measured.size
    stack[parent].depth = max(stack[parent].depth, measured.depth + 1)
    guard stack[parent].isMapping else {
      stack[parent].items.append(measured.node)
      return
    }
    if let key = stack[parent].key {
      stack[parent].key = nil
      addEntry(key, measured.node, to: parent)
    } else {
      stack[parent].key = measured.node
    }
  }

  private mutating func addEntry(_ key: Node, _ value: Node, to parent: Int) {
    guard case .scalar(let text, let style) = key.content else {
      stack[parent].isFaulty = true
      let outer = source.position(at: stack[parent].start)
      let isTemplate =
        stack[parent].isFlow && key.isFlow && key.range.start.line == outer.line
        && key.range.start.column == outer.column + 1
      let whole = SourceRange(file: source.name, start: outer, end: key.range.end)
      return diagnostics.append(isTemplate ? .unquotedTemplate(at: whole) : .keyNotText(at: key.range))
    }
    if text.text == "<<", style == .plain { return addMerge(value, to: parent) }
    if let first = stack[parent].places[text.text] {
      return diagnostics.append(.duplicateKey(text.text, at: text.range, first: first))
    }
    stack[parent].places[text.text] = text.range
    stack[parent].entries.append(Node.Entry(key: text, value: value))
  }

  private mutating func addMerge(_ value: Node, to parent: Int) {
    let nodes = if case .sequence(let items) = value.content { items } else { [value] }
    for node in nodes {
      switch node.content {
      case .mapping, .faulty: continue
      case .scalar, .sequence: return diagnostics.append(.mergeNotMap(at: node.range))
      }
    }
    stack[parent].merges.append((at: stack[parent].entries.count, nodes: nodes))
  }

  /// Keys written here win over merged ones, earlier merges over later ones.
  private func merged(_ collection: Collection) -> [Node.Entry] {
    guard !collection.merges.isEmpty else { return collection.entries }
    var known = Set(collection.places.keys)
    var entries: [Node.Entry] = []
    var done = 0
    for merge in collection.merges {
      entries += collection.entries[done..<merge.at]
      done = merge.at
      for case .mapping(let others) in merge.nodes.map(\.content) {
        entries += others.filter { known.insert($0.key.text).inserted }
      }
    }
    return entries + collection.entries[done...]
  }

  /// Where the value itself begins, after `&anchor` and `!tag`.
  private func withoutProperties(_ placed: YAMLEvent.Placed) -> Range<Int> {
    guard placed.anchor != nil || placed.isTagged else { return placed.offsets }
    let end = min(placed.offsets.upperBound, source.scalars.count)
    var start = placed.offsets.lowerBound
    while start < end, source.scalars[start] == "&" || source.scalars[start] == "!" {
      while start < end, !source.scalars[start].properties.isWhitespace { start += 1 }
      while start < end, source.scalars[start].properties.isWhitespace { start += 1 }
    }
    return start..<max(start, placed.offsets.upperBound)
  }
}
