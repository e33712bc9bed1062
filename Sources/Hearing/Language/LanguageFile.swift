import DialogDSL

/// The tree of a language file. It is part of this program, so a fault in it is ours: it stops the program at once.
struct LanguageFile: Sendable {
  private let node: Node
  private let place: String

  init(_ text: String) {
    var diagnostics: [Diagnostic] = []
    guard let node = NodeReader.read(text, file: "Locales", diagnostics: &diagnostics), diagnostics.isEmpty else {
      preconditionFailure("language file: \(diagnostics)")
    }
    self.init(node, "")
  }

  private init(_ node: Node, _ place: String) {
    self.node = node
    self.place = place
  }

  private var entries: [Node.Entry] {
    if case .mapping(let entries) = node.content { return entries }
    preconditionFailure("language file: `\(place)` is not a map")
  }

  private static func text(_ node: Node, _ place: String) -> String {
    if case .scalar(let text, _) = node.content { return text.text }
    preconditionFailure("language file: `\(place)` is not a text")
  }

  subscript(key: String) -> LanguageFile {
    guard let entry = entries.first(where: { $0.key.text == key }) else {
      preconditionFailure("language file: no `\(key)` in `\(place)`")
    }
    return LanguageFile(entry.value, key)
  }

  var text: String { Self.text(node, place) }

  /// What lies under each key, in the file's order.
  var pairs: [(key: String, value: LanguageFile)] {
    entries.map { ($0.key.text, LanguageFile($0.value, $0.key.text)) }
  }

  var items: [String] {
    guard case .sequence(let nodes) = node.content else {
      preconditionFailure("language file: `\(place)` is not a list")
    }
    return nodes.map { Self.text($0, place) }
  }

  var numbers: [(key: String, value: Int)] {
    entries.map { entry in
      guard let number = Int(Self.text(entry.value, entry.key.text)) else {
        preconditionFailure("language file: not a number: \(entry.key.text) in `\(place)`")
      }
      return (entry.key.text, number)
    }
  }

  /// Every text and list of texts below, by its path: `prompt.date`.
  var texts: [String: [String]] {
    var texts: [String: [String]] = [:]
    collect(path: "", into: &texts)
    return texts
  }

  private func collect(path: String, into texts: inout [String: [String]]) {
    switch node.content {
    case .scalar(let text, _): texts[path] = [text.text]
    case .sequence: texts[path] = items
    case .faulty: preconditionFailure("language file: a fault at \(path)")
    case .mapping(let entries):
      for entry in entries {
        let name = entry.key.text
        LanguageFile(entry.value, name).collect(path: path.isEmpty ? name : path + "." + name, into: &texts)
      }
    }
  }
}

/// `monthCues` as a file writes it: `month_cues`.
func snakeCase(_ name: String) -> String {
  name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
}
