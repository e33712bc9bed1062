/// Parses a text with `{{ … }}` and `{% if %}` in it (language.md §4).
public enum TemplateParser {
  /// Faults go to `diagnostics` with their place in the source; nil when there was at least one.
  ///
  /// A tag ends at the first `}}` or `%}`, also inside quotes.
  public static func parse(_ source: SourceText, in scope: Scope, diagnostics: inout [Diagnostic]) -> Template? {
    var reader = TemplateReader(source, scope)
    let parts = reader.whole()
    diagnostics += reader.diagnostics
    return reader.diagnostics.isEmpty ? Template(parts: parts, source: source.text, range: source.range) : nil
  }
}

private struct TemplateReader {
  /// Deepest nesting of `{% if %}`; bounds the recursion over templates.
  static let maxDepth = 16

  /// An `{% if %}` that is being read.
  private struct Choice {
    var opened: Range<Int>
    var branches: [Template.Branch] = []
    /// The condition of the branch being read; nil after `{% else %}`.
    var condition: Expression?
    /// What came before the `{% if %}` on its level.
    var outer: [Template.Part]
  }

  let source: SourceText
  let scope: Scope
  let scalars: [Unicode.Scalar]
  private(set) var diagnostics: [Diagnostic] = []
  private var position = 0
  private var open: [Choice] = []
  private var isTooDeep = false
  private var parts: [Template.Part] = []

  init(_ source: SourceText, _ scope: Scope) {
    self.source = source
    self.scope = scope
    scalars = Array(source.text.unicodeScalars)
  }

  mutating func whole() -> [Template.Part] {
    var textStart = 0
    while position < scalars.count {
      guard let closer = tagCloser(at: position) else {
        position += 1
        continue
      }
      addText(textStart..<position)
      let start = position
      guard let end = find(closer, from: start + 2) else {
        fault("this `{\(scalars[start + 1])` is never closed by `\(closer.0)\(closer.1)`", at: start..<start + 2)
        return parts
      }
      position = end + 2
      textStart = position
      tag(start..<position)
      if isTooDeep { return parts }
    }
    addText(textStart..<scalars.count)
    for choice in open { fault("this `{% if %}` has no `{% endif %}`", at: choice.opened) }
    return parts
  }

  private func tagCloser(at offset: Int) -> (Unicode.Scalar, Unicode.Scalar)? {
    guard scalars[offset] == "{", offset + 1 < scalars.count else { return nil }
    return switch scalars[offset + 1] {
    case "{": ("}", "}")
    case "%": ("%", "}")
    case "#": ("#", "}")
    default: nil
    }
  }

  private func find(_ pair: (Unicode.Scalar, Unicode.Scalar), from start: Int) -> Int? {
    var offset = start
    while offset + 1 < scalars.count {
      if scalars[offset] == pair.0, scalars[offset + 1] == pair.1 { return offset }
      offset += 1
    }
    return nil
  }

  private mutating func addText(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    parts.append(.text(String(text)))
  }

  private mutating func tag(_ range: Range<Int>) {
    if scalars[range.lowerBound + 1] == "#" { return }
    let inner = withoutDashes(range.lowerBound + 2..<range.upperBound - 2, range)
    if scalars[range.lowerBound + 1] == "{" {
      guard let value = expression(inner, emptyAt: range) else { return }
      parts.append(.value(value.expression, value.type))
    } else {
      statement(inner, range)
    }
  }

  /// Reports Jinja's `{{-` and `-}}`, and reads on as if they were not there.
  private mutating func withoutDashes(_ inner: Range<Int>, _ tag: Range<Int>) -> Range<Int> {
    var (start, end) = (inner.lowerBound, inner.upperBound)
    if start < end, scalars[start] == "-" { start += 1 }
    if start < end, scalars[end - 1] == "-" { end -= 1 }
    if start..<end != inner {
      fault("whitespace control is not part of the language", at: tag, help: "write the tag without the dash beside it")
    }
    return start..<end
  }

  private mutating func expression(_ inner: Range<Int>, emptyAt tag: Range<Int>) -> TypedExpression? {
    guard scalars[inner].contains(where: { !$0.properties.isWhitespace }) else {
      fault("an expression is missing in this tag", at: tag)
      return nil
    }
    return ExpressionParser.parse(scalars, range: inner, of: source, in: scope, diagnostics: &diagnostics)
  }

  private mutating func statement(_ inner: Range<Int>, _ tag: Range<Int>) {
    let start = inner.first { !scalars[$0].properties.isWhitespace } ?? inner.upperBound
    let end = inner[start...].first { !scalars[$0].properties.isAlphabetic } ?? inner.upperBound
    let keyword = String(String.UnicodeScalarView(scalars[start..<end]))
    let rest = end..<inner.upperBound
    switch keyword {
    case "if": beginChoice(rest, tag)
    case "elif": nextBranch(rest, tag)
    case "else", "endif":
      if let extra = rest.first(where: { !scalars[$0].properties.isWhitespace }) {
        let help = keyword == "else" ? "write `{% elif condition %}`" : nil
        fault("`\(keyword)` stands alone in its tag", at: extra..<inner.upperBound, help: help)
      }
      if keyword == "else" { lastBranch(tag) } else { endChoice(tag) }
    default: unknown(keyword, at: start == end ? tag : start..<end)
    }
  }

  private mutating func unknown(_ keyword: String, at range: Range<Int>) {
    let help: String? =
      switch keyword {
      case "for", "endfor": "templates have no loops; `{{ items | list }}` speaks a list"
      case "set": "use a `set` step"
      case "elseif", "elsif": "write `elif`"
      default: ExpressionTyper.suggestion(for: keyword, in: ["if", "elif", "else", "endif"])
      }
    fault(
      keyword.isEmpty ? "a keyword is missing in this tag" : "`\(keyword)` is not part of the language", at: range,
      help: help)
  }

  // MARK: branches

  private mutating func beginChoice(_ rest: Range<Int>, _ tag: Range<Int>) {
    guard open.count < Self.maxDepth else {
      isTooDeep = true
      return fault("`{% if %}` is nested too deeply", at: tag)
    }
    open.append(Choice(opened: tag, condition: condition(rest, tag), outer: parts))
    parts = []
  }

  private mutating func nextBranch(_ rest: Range<Int>, _ tag: Range<Int>) {
    let condition = condition(rest, tag)
    guard finishBranch(tag, "elif") else { return }
    open[open.count - 1].condition = condition
  }

  private mutating func lastBranch(_ tag: Range<Int>) {
    guard finishBranch(tag, "else") else { return }
    open[open.count - 1].condition = nil
  }

  private mutating func endChoice(_ tag: Range<Int>) {
    guard var choice = open.popLast() else { return fault("this `endif` has no `{% if %}`", at: tag) }
    var otherwise: [Template.Part] = []
    if let condition = choice.condition {
      choice.branches.append(Template.Branch(condition: condition, parts: parts))
    } else {
      otherwise = parts
    }
    swap(&parts, &choice.outer)
    parts.append(.choice(choice.branches, otherwise: otherwise))
  }

  /// False when there is no branch to finish.
  private mutating func finishBranch(_ tag: Range<Int>, _ keyword: String) -> Bool {
    guard let last = open.indices.last else {
      fault("this `\(keyword)` has no `{% if %}`", at: tag)
      return false
    }
    guard let condition = open[last].condition else {
      fault("this `\(keyword)` comes after `else`", at: tag)
      return false
    }
    open[last].branches.append(Template.Branch(condition: condition, parts: parts))
    parts = []
    return true
  }

  /// A faulty condition is reported and stands as `none`, so that the branches still pair up.
  private mutating func condition(_ rest: Range<Int>, _ tag: Range<Int>) -> Expression {
    expression(rest, emptyAt: tag)?.expression ?? .literal(.none)
  }

  private mutating func fault(_ message: String, at range: Range<Int>, help: String? = nil) {
    diagnostics.append(.error("template-syntax", message, at: source.range(of: range), help: help))
  }
}
