/// The keys of one map, in the author's order.
package struct Keys {
  package var entries: [Node.Entry]
  package var range: SourceRange
  /// One of them was reported: it may be the one that seems to be missing.
  package var hasFaults = false

  package init(entries: [Node.Entry], range: SourceRange, hasFaults: Bool = false) {
    self.entries = entries
    self.range = range
    self.hasFaults = hasFaults
  }

  package subscript(key: String) -> Node? { entries.first { $0.key.text == key }?.value }

  package func place(of key: String) -> SourceRange? { entries.first { $0.key.text == key }?.key.range }
}

/// What reads nodes and keeps what is wrong with them: the decoder of scripts, and that of test files.
package protocol NodeDecoding: AnyObject {
  var diagnostics: [Diagnostic] { get set }
}

extension ScriptDecoder: NodeDecoding {
  /// More than a person works through before loading again.
  package static let maxFindings = 1_000
}

/// A day; a longer wait in a telephone call is a slip.
private let longestDuration = 86_400.0

/// Reading nodes by the shape the schema expects.
extension NodeDecoding {
  /// Findings over the limit are not even worded: each might be compared with every name of the script.
  package func report(_ diagnostic: @autoclosure () -> Diagnostic) {
    if diagnostics.count < ScriptDecoder.maxFindings { diagnostics.append(diagnostic()) }
  }

  package static func shape(of node: Node) -> String {
    switch node.content {
    case .faulty: "a fault"
    case .scalar: node.isMissing ? "nothing" : "a text"
    case .sequence: "a list"
    case .mapping: "a map"
    }
  }

  /// Reports a node of the wrong shape, once.
  package func expected(_ wanted: String, _ node: Node, help: String? = nil) {
    if case .faulty = node.content { return }
    report(
      node.isMissing
        ? .missingValue(wanted, at: node.range)
        : .wrongShape(wanted: wanted, found: Self.shape(of: node), at: node.range, help: help))
  }

  /// `wanted`: "a text", "a number".
  package func text(_ node: Node, wanted: String = "a text") -> SourceText? {
    switch node.content {
    case .scalar(let text, _):
      if node.isMissing {
        report(.missingValue(wanted, at: node.range))
        return nil
      }
      return text
    case .mapping(let entries):
      if !node.isFlow, entries.count == 1, let key = entries.first?.key, !isIdentifier(key.text) {
        report(.unquotedColon(at: key.range))
        return nil
      }
    case .sequence: break
    case .faulty: return nil
    }
    let opening = node.isFlow ? (Self.shape(of: node) == "a list" ? "[" : "{") : nil
    expected(wanted, node, help: opening.map { "a text that begins with `\($0)` needs quotes around it" })
    return nil
  }

  /// `what`: "a slot", "the step `say`". Reports unknown keys; nil when the node is no map.
  package func keys(_ node: Node, of what: String, _ known: [String]) -> Keys? {
    guard case .mapping(let entries) = node.content else {
      expected("a map", node, help: "\(what) has \(Diagnostic.oneOf(known))")
      return nil
    }
    let before = diagnostics.count
    check(entries, of: what, known)
    return Keys(entries: entries, range: node.range, hasFaults: diagnostics.count > before)
  }

  package func check(_ entries: [Node.Entry], of what: String, _ known: [String]) {
    for entry in entries where !known.contains(entry.key.text) {
      let key = entry.key.text
      report(.unknownKey(key, in: what, near: nearest(key, in: known), known: known, at: entry.key.range))
    }
  }

  /// Reports a key that must be there, unless a misspelled one may be it.
  package func missing(_ key: String, in what: String, _ keys: Keys, at range: SourceRange, help: String? = nil) {
    if !keys.hasFaults { report(.missingKey(key, in: what, at: range, help: help)) }
  }

  /// The entries of a map whose keys are names the author chose.
  package func entries(_ node: Node, of what: String) -> [Node.Entry] {
    if node.isMissing { return [] }
    guard case .mapping(let entries) = node.content else {
      expected("a map of \(what)", node)
      return []
    }
    return entries
  }

  package func items(_ node: Node, wanted: String) -> [Node]? {
    if node.isMissing { return [] }
    guard case .sequence(let items) = node.content else {
      expected(wanted, node, help: Self.shape(of: node) == "a map" ? "begin each with `- `" : nil)
      return nil
    }
    return items
  }

  /// A list, or one item standing for a list of itself.
  package func itemOrItems(_ node: Node) -> [Node] {
    if case .sequence(let items) = node.content { items } else { [node] }
  }

  /// A list as YAML has it, or as it is written canonically: `ham, cheese`.
  package func listItems(_ node: Node) -> [Node] {
    guard case .scalar(let text, let style) = node.content else { return itemOrItems(node) }
    return text.splitAtCommas().map { Node(content: .scalar($0, style), range: $0.range, isFlow: false) }
  }

  /// Texts of a list or a single text; texts that lost a part to a comma are reported.
  package func texts(_ node: Node) -> [SourceText] {
    guard case .sequence(let items) = node.content else { return text(node).map { [$0] } ?? [] }
    return isCut(node) ? [] : items.compactMap { text($0) }
  }

  /// Reports an item of `[ ]` that lost its rest to a comma.
  package func isCut(_ node: Node) -> Bool {
    guard node.isFlow, case .sequence(let items) = node.content, let cut = items.first(where: Self.isUnbalanced) else {
      return false
    }
    report(.cutText(at: cut.range))
    return true
  }

  /// A bracket opened in one item of `[ ]` and closed in another: the text had a comma.
  private static func isUnbalanced(_ node: Node) -> Bool {
    guard case .scalar(let text, .plain) = node.content else { return false }
    var depth = 0
    for scalar in text.text.unicodeScalars {
      if scalar == "(" || scalar == "<" { depth += 1 }
      if scalar == ")" || scalar == ">" { depth -= 1 }
      if depth < 0 { return true }
    }
    return depth != 0
  }

  package func flag(_ node: Node?) -> Bool? {
    guard let node, let text = text(node, wanted: "`true` or `false`") else { return nil }
    switch text.text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default:
      report(.badValue(text.text, wanted: "`true` or `false`", at: text.range))
      return nil
    }
  }

  package func word<Word: RawRepresentable & CaseIterable>(_ node: Node?, _: Word.Type) -> Word?
  where Word.RawValue == String {
    guard let node, let text = text(node, wanted: "a word") else { return nil }
    if let word = Word(rawValue: text.text) { return word }
    report(.unknownWord(text.text, known: Word.allCases.map(\.rawValue), at: text.range))
    return nil
  }

  /// Seconds, from `5s`, `700ms`, `2m`.
  package func duration(_ text: SourceText) -> Double? {
    duration(text.text, at: text.range)
  }

  package func duration(_ text: String, at range: SourceRange, isShown: Bool = true) -> Double? {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text[number.endIndex...]
    if let decimal = DecimalNumber(number), let factor = units.first(where: { $0.0 == unit })?.1,
      let amount = Double(decimal.description), amount * factor <= longestDuration
    {
      return amount * factor
    }
    report(
      .badValue(
        isShown ? text : "its value", wanted: "a duration", at: range, help: "write it like `700ms`, `5s` or `2m`"))
    return nil
  }

  package func whole(_ node: Node, in limits: ClosedRange<Int>) -> Int? {
    guard let text = text(node, wanted: "a whole number") else { return nil }
    if let number = Int(text.text), limits.contains(number) { return number }
    report(
      .badValue(text.text, wanted: "a whole number from \(limits.lowerBound) to \(limits.upperBound)", at: text.range))
    return nil
  }

  /// Checks the name of something defined.
  package func isName(_ key: SourceText) -> Bool {
    if isIdentifier(key.text) { return true }
    report(.badName(key.text, at: key.range))
    return false
  }
}
