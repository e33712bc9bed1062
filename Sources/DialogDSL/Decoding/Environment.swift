/// `${NAME}` and `${NAME:-default}` (language.md §2). Values are put in after parsing, so that no diagnostic, no
/// template source and no parser ever sees them.
struct Environment {
  var values: [String: String]

  private enum Piece {
    case text(Substring)
    case variable(name: Substring, fallback: Substring?, offsets: Range<Int>)
    case broken(offsets: Range<Int>)
  }

  /// Faults of all `${…}` in a text.
  func check(_ source: SourceText, diagnostics: inout [Diagnostic]) {
    for piece in Self.pieces(of: source.text) {
      switch piece {
      case .text: break
      case .variable(let name, let fallback, let offsets):
        if fallback == nil, values[String(name)] == nil {
          diagnostics.append(.missingEnvironment(String(name), at: source.range(of: offsets)))
        }
      case .broken(let offsets): diagnostics.append(.badEnvironment(at: source.range(of: offsets)))
      }
    }
  }

  /// The first `${` of a text that may not hold one.
  static func firstUse(in source: SourceText) -> SourceRange? {
    for piece in pieces(of: source.text) {
      switch piece {
      case .text: continue
      case .variable(_, _, let offsets), .broken(let offsets): return source.range(of: offsets)
      }
    }
    return nil
  }

  /// `${NAME}` or `${NAME:-}` and nothing else: what it holds is not in the script.
  static func isVariableWithoutValue(_ text: String) -> Bool {
    let pieces = pieces(of: text).filter { if case .text(let text) = $0 { !text.isEmpty } else { true } }
    guard pieces.count == 1, case .variable(_, let fallback, _) = pieces[0] else { return false }
    return fallback?.isEmpty ?? true
  }

  /// As the shell has it: a variable that is set but empty takes the default too.
  func filled(_ text: String) -> String {
    Self.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): String(text)
      case .variable(let name, let fallback, _):
        if let value = values[String(name)], !value.isEmpty { value } else { String(fallback ?? "") }
      case .broken: ""
      }
    }.joined()
  }

  func filled(_ template: Template) -> Template {
    var result = template
    result.parts = template.parts.map(filled)
    if result.parts != template.parts { result.openParts = template.parts }
    return result
  }

  /// What is put into a text.
  func values(in text: String) -> [String] {
    Self.pieces(of: text).compactMap { if case .variable(let name, _, _) = $0 { values[String(name)] } else { nil } }
  }

  private func filled(_ part: Template.Part) -> Template.Part {
    switch part {
    case .text(let text): .text(filled(text))
    case .value: part
    case .choice(let branches, let otherwise):
      .choice(
        branches.map { Template.Branch(condition: $0.condition, parts: $0.parts.map(filled)) },
        otherwise: otherwise.map(filled))
    }
  }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    var offset = 0
    while let open = rest.unicodeScalars.indices.first(where: { rest[$0...].hasPrefix("${") }) {
      let before = rest[..<open]
      pieces.append(.text(before))
      offset += before.unicodeScalars.count
      let inside = rest[open...].dropFirst(2)
      let close = inside.firstIndex(of: "}")
      let body = inside[..<(close ?? inside.endIndex)]
      let length = body.unicodeScalars.count + (close == nil ? 2 : 3)
      pieces.append(piece(body, isClosed: close != nil, offsets: offset..<offset + length))
      offset += length
      rest = close.map { rest[rest.index(after: $0)...] } ?? rest[rest.endIndex...]
    }
    pieces.append(.text(rest))
    return pieces
  }

  private static func piece(_ body: Substring, isClosed: Bool, offsets: Range<Int>) -> Piece {
    let name = body.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    let rest = body[name.endIndex...]
    guard isClosed, let first = name.first, !first.isNumber, rest.isEmpty || rest.hasPrefix(":-") else {
      return .broken(offsets: offsets)
    }
    return .variable(name: name, fallback: rest.isEmpty ? nil : rest.dropFirst(2), offsets: offsets)
  }
}
