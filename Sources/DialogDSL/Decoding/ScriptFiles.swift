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
    guard let includer = open.last else { return diagnostics.append(.includeFromText(at: path.range)) }
    guard let real = realPath(path, from: Self.folder(of: includer), below: root, &diagnostics) else { return }
    guard !open.contains(real) else { return diagnostics.append(.includeCycle(path.text, at: path.range)) }
    // Included twice by different files: its definitions join once.
    guard done.insert(real).inserted else { return }
    let name = Self.name(of: real, below: root)
    guard let text = contents(of: real, named: name, at: path.range, &diagnostics) else { return }
    open.append(real)
    if let node = read(text, name: name) { add(node, isRoot: false, depth: depth + 1) }
    open.removeLast()
  }

  /// The text of another file that the script names, which lies where an include may lie. Its path is relative to the
  /// file that names it.
  mutating func text(at path: SourceText, diagnostics: inout [Diagnostic]) -> String? {
    guard let root else {
      diagnostics.append(.includeFromText(at: path.range))
      return nil
    }
    let folder = Self.folder(of: root + "/" + path.range.file)
    guard let real = realPath(path, from: folder, below: root, &diagnostics) else { return nil }
    let name = Self.name(of: real, below: root)
    guard let text = contents(of: real, named: name, at: path.range, &diagnostics) else { return nil }
    sources[name] = text
    return text
  }

  /// The file's real path; nil when it is not in the script's folder or below.
  private func realPath(
    _ path: SourceText, from folder: String, below root: String, _ diagnostics: inout [Diagnostic]
  ) -> String? {
    guard !path.text.hasPrefix("/"), !path.text.contains("\0") else {
      diagnostics.append(.includeOutside(path.text, at: path.range))
      return nil
    }
    guard let real = FileText.realPath(folder + "/" + path.text) else {
      diagnostics.append(.file("no-such-file", "there is no file \(path.text)", at: path.range))
      return nil
    }
    guard real.hasPrefix(Self.inside(root)) else {
      diagnostics.append(.includeOutside(path.text, at: path.range))
      return nil
    }
    return real
  }

  private func contents(
    of real: String, named name: String, at range: SourceRange, _ diagnostics: inout [Diagnostic]
  ) -> String? {
    switch FileText.read(real, named: name) {
    case .success(let text): return text
    case .failure(let failure):
      diagnostics.append(.file(failure.code, failure.message, at: range, help: failure.help))
      return nil
    }
  }

  private static func inside(_ root: String) -> String { root == "/" ? root : root + "/" }

  private static func name(of real: String, below root: String) -> String {
    String(real.dropFirst(inside(root).count))
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
