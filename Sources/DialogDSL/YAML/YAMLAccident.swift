/// Says in the author's terms what libyaml stumbled over.
///
/// libyaml names what its grammar missed; the accident is mostly that a text needs quotes. So the line is looked at.
enum YAMLAccident {
  static func explain(_ fault: YAMLEvent.Fault, in source: SourceFile) -> Diagnostic {
    let place = source.range(fault.offset..<min(fault.offset + 1, max(source.scalars.count, fault.offset)))
    let context = source.range(fault.contextOffset..<fault.contextOffset + 1)
    let found = source.scalars.indices.contains(fault.offset) ? source.scalars[fault.offset] : nil
    let value = Value(of: place.start.line, in: source)

    if fault.problem.contains("control characters") { return .controlCharacter(at: place) }
    if found == "\t" || value.isIndentedByTab { return .tab(at: value.tab ?? place) }
    if fault.context.contains("quoted scalar") { return .openQuote(at: context) }
    if fault.problem.contains("could not find expected ':'") { return .missingColon(at: context) }
    if value.starts(with: "{{") || value.starts(with: "{%") { return .unquotedTemplate(at: value.range) }
    if fault.problem.contains("mapping values are not allowed") { return .unquotedColon(at: place) }
    if fault.problem.contains("cannot start any token"), let found { return .unquotedStart(String(found), at: place) }
    if ["alias", "anchor", "tag"].contains(where: fault.context.contains) {
      return .unquotedStart(String(value.text.prefix(1)), at: value.range)
    }
    if value.starts(with: "\"") || value.starts(with: "'") { return .textAfterQuote(at: place) }
    if fault.context.contains("flow") { return .brokenFlow(fault.context, at: place, opened: context) }
    if value.starts(with: "[") || value.starts(with: "{") {
      return .unquotedStart(String(value.text.prefix(1)), at: value.range)
    }
    return .yaml(fault.problem, fault.context, at: place, context: context)
  }

  /// What a line says after its dashes and its key.
  private struct Value {
    var text: Substring
    var range: SourceRange
    /// The first tab of the line's indentation.
    var tab: SourceRange?
    var isIndentedByTab: Bool { tab != nil }

    init(of number: Int, in source: SourceFile) {
      let line = source.line(number)
      func range(from start: String.Index, to end: String.Index) -> SourceRange {
        func position(_ index: String.Index) -> SourcePosition {
          SourcePosition(line: number, column: line.unicodeScalars.distance(from: line.startIndex, to: index) + 1)
        }
        return SourceRange(file: source.name, start: position(start), end: position(end))
      }
      let indentation = line.prefix { $0 == " " || $0 == "\t" }
      tab = indentation.firstIndex(of: "\t").map { range(from: $0, to: line.index(after: $0)) }
      var rest = line[indentation.endIndex...]
      while rest.hasPrefix("- ") { rest = rest.dropFirst(2).drop { $0 == " " } }
      let key = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      if !key.isEmpty, rest[key.endIndex...].hasPrefix(": ") {
        rest = rest[key.endIndex...].dropFirst(2).drop { $0 == " " }
      }
      if let comment = rest.firstRange(of: " #") { rest = rest[..<comment.lowerBound] }
      while rest.last == " " { rest.removeLast() }
      text = rest
      self.range = range(from: rest.startIndex, to: rest.endIndex)
    }

    func starts(with prefix: String) -> Bool { text.hasPrefix(prefix) }
  }
}
