/// The files a script is made of, read in the order of their `include`s: the script first.
struct ScriptFiles {
  /// Includes of includes of …; deeper is a slip.
  static let maxDepth = 8

  struct File {
    var isRoot: Bool
    var entries: [Node.Entry]
    var range: SourceRange
  }

  private(set) var files: [File] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var sources: [String: String] = [:]
  /// The folder no include may leave; nil: nothing may be included.
  private var root: String?
  /// Real paths: those being read, and those read.
  private var open: [String] = []
  private var done: Set<String> = []

  init() {}

  mutating func add(text: String, name: String) {
    addRoot(.success(text), name: name)
  }

  mutating func add(path: String) {
    let name = Self.shortName(path)
    if let real = FileText.realPath(path) {
      root = Self.folder(of: real)
      open = [real]
    }
    addRoot(FileText.read(path, named: name), name: name)
  }

  private mutating func addRoot(_ text: Result<String, FileText.Failure>, name: String) {
    switch text {
    case .failure(let failure): report(failure, at: nil)
    case .success(let text):
      let before = diagnostics.count
      if let node = read(text, name: name) {
        add(node, isRoot: true, depth: 0)
      } else if diagnostics.count == before {
        diagnostics.append(.emptyFile(name))
      }
    }
  }

  private mutating func read(_ text: String, name: String) -> Node? {
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    sources[name] = text
    guard let node = NodeReader.read(text, file: name, diagnostics: &diagnostics), !node.isMissing else { return nil }
    return node
  }

  private mutating func add(_ node: Node, isRoot: Bool, depth: Int) {
    guard case .mapping(let entries) = node.content else {
      if case .faulty = node.content { return }
      return diagnostics.append(
        .wrongShape(
          wanted: "a map of keys", found: ScriptDecoder.shape(of: node), at: node.range,
          help: "a script begins with `dialog: 1`"))
    }
    files.append(File(isRoot: isRoot, entries: entries, range: node.range))
    for entry in entries where entry.key.text == "include" { include(entry.value, depth: depth) }
  }

  private mutating func include(_ node: Node, depth: Int) {
    let items = if case .sequence(let items) = node.content { items } else { [node] }
    for item in items {
      guard case .scalar(let path, _) = item.content, !item.isMissing else {
        diagnostics.append(.wrongShape(wanted: "a file's path", found: ScriptDecoder.shape(of: item), at: item.range))
        continue
      }
      guard let root else { return diagnostics.append(.includeFromText(at: path.range)) }
      guard depth < Self.maxDepth else { return diagnostics.append(.includeDepth(at: path.range)) }
      include(path, below: root, depth: depth)
    }
  }

  /// Paths are relative to the file that includes.
  private mutating func include(_ path: SourceText, below root: String, depth: Int) {
    guard !path.text.hasPrefix("/"), !path.text.contains("\0"), let includer = open.last else {
      return diagnostics.append(.includeOutside(path.text, at: path.range))
    }
    let wanted = Self.folder(of: includer) + "/" + path.text
    guard let real = FileText.realPath(wanted) else {
      return report(
        FileText.Failure(code: "no-such-file", message: "there is no file \(path.text)"), at: path.range)
    }
    let inside = root == "/" ? root : root + "/"
    guard real.hasPrefix(inside) else { return diagnostics.append(.includeOutside(path.text, at: path.range)) }
    guard !open.contains(real) else { return diagnostics.append(.includeCycle(path.text, at: path.range)) }
    // Included twice by different files: its definitions join once.
    guard done.insert(real).inserted else { return }
    let name = String(real.dropFirst(inside.count))
    switch FileText.read(real, named: name) {
    case .failure(let failure): report(failure, at: path.range)
    case .success(let text):
      open.append(real)
      if let node = read(text, name: name) { add(node, isRoot: false, depth: depth + 1) }
      open.removeLast()
    }
  }

  private mutating func report(_ failure: FileText.Failure, at range: SourceRange?) {
    diagnostics.append(.file(failure.code, failure.message, at: range, help: failure.help))
  }

  private static func folder(of path: String) -> String {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  private static func shortName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
