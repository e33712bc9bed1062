import DialogDSL
import Interpreter

/// Rewrites what a test file says the agent said, where it no longer fits (language.md §9, "Golden transcripts").
///
/// Only `agent` lines change, each in its own place: comments, order and formatting stay. Lines that fit stay too, with
/// their `*` and `{{ }}`.
public enum GoldenUpdate {
  /// One `agent` line that the agent's words replace or join.
  public struct Change: Sendable {
    /// 1-based, in the text as it was.
    public var line: Int
    /// nil: there was no line.
    public var old: String?
    public var new: String
  }

  public struct Outcome: Sendable {
    /// The file's new text; nil: nothing changes.
    public var text: String?
    public var changes: [Change]
    /// Why the file stays as it is although lines do not fit.
    public var refusal: String?
  }

  /// `reload` reads the new text as the same file, to prove that it can be read.
  public static func update(
    _ loaded: LoadedTests, _ settings: RunSettings, reload: (String) -> TestFileLoader.Outcome
  ) -> Outcome {
    guard let file = loaded.outcome.file, let source = loaded.outcome.sources[file.name] else {
      return Outcome(text: nil, changes: [], refusal: nil)
    }
    let dialog = PreparedScript(file.script)
    var settings = settings
    // What the agent says is the same on every ring, and each time.
    settings.ring = .engine
    settings.repetitions = 1
    var lines = SourceLines(source)
    var edits: [GoldenEdit] = []
    for test in file.cases where settings.filter?.picks(test.name, of: loaded.path) ?? true {
      var run = CaseRun(of: file, dialog: dialog, settings)
      run.collectsEdits = true
      _ = run.play(test)
      edits += run.edits
    }
    var changes: [Change] = []
    // From the end, so that places before it stay where they are.
    for edit in agreed(edits).sorted(by: { $0.place > $1.place }) {
      if let change = lines.apply(edit) { changes.insert(change, at: 0) }
    }
    if changes.isEmpty { return Outcome(text: nil, changes: [], refusal: nil) }
    let refusal = refusal(of: reload(lines.text), insteadOf: file, dialog, settings)
    return Outcome(text: refusal == nil ? lines.text : nil, changes: changes, refusal: refusal)
  }

  /// One edit for each place. What an anchor names stands in several talks: it changes only where all say the same.
  private static func agreed(_ edits: [GoldenEdit]) -> [GoldenEdit] {
    Dictionary(grouping: edits, by: \.place).values.compactMap { same in
      Set(same.map(\.said)).count == 1 ? same[0] : nil
    }
  }

  /// A file must stay readable, and cases that pass must go on passing: a line may stand in several of them.
  private static func refusal(
    of new: TestFileLoader.Outcome, insteadOf old: TestFile, _ dialog: PreparedScript, _ settings: RunSettings
  ) -> String? {
    guard let file = new.file else {
      let fault = new.diagnostics.first { $0.severity == .error }
      return "it could not be read afterwards: \(fault?.message ?? "it holds no tests")"
    }
    func passes(_ test: TestCase, of file: TestFile) -> Bool {
      var run = CaseRun(of: file, dialog: dialog, settings)
      return run.play(test) == nil
    }
    let broken = zip(old.cases, file.cases).first { passes($0, of: old) && !passes($1, of: file) }
    return broken.map { "the case `\($0.0.name)` passes and would fail afterwards" }
  }
}

/// What the agent said where a file says otherwise.
struct GoldenEdit: Sendable {
  enum Kind: Sendable {
    /// The text of an `agent` line.
    case replace(SourceRange, pattern: Template, values: [String])
    /// An `agent:` without words.
    case fill(SourceRange)
    /// A new `agent` line like the entry there, after it or before it.
    case insert(SourceRange, isBefore: Bool)
  }

  var kind: Kind
  var said: String

  fileprivate var place: SourcePosition {
    switch kind {
    case .replace(let range, _, _), .fill(let range): range.start
    case .insert(let range, let isBefore): isBefore ? range.start : range.end
    }
  }
}

/// A file's text by lines, edited by source ranges.
private struct SourceLines {
  private var lines: [[Unicode.Scalar]]

  init(_ text: String) {
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  var text: String {
    var view = String.UnicodeScalarView()
    for (index, line) in lines.enumerated() {
      if index > 0 { view.append("\n") }
      view.append(contentsOf: line)
    }
    return String(view)
  }

  /// nil: it cannot be done there.
  mutating func apply(_ edit: GoldenEdit) -> GoldenUpdate.Change? {
    switch edit.kind {
    case .replace(let range, let pattern, let values):
      let new = pattern.words(for: edit.said, values: values)
      replace(trimmed(range), with: scalar(new, insteadOf: range))
      return GoldenUpdate.Change(line: range.start.line, old: pattern.source.withSingleSpaces, new: new)
    case .fill(let range):
      let end = SourceRange(file: range.file, start: range.end, end: range.end)
      let gap = lines[range.end.line - 1].prefix(range.end.column - 1).last == " " ? "" : " "
      replace(end, with: gap + YAMLText.scalar(edit.said, inFlow: !isBlockEntry(range)))
      return GoldenUpdate.Change(line: range.start.line, old: "", new: edit.said)
    case .insert(let range, let isBefore): return insert(edit.said, at: range, isBefore: isBefore)
    }
  }

  private mutating func insert(_ said: String, at range: SourceRange, isBefore: Bool) -> GoldenUpdate.Change? {
    guard isBlockEntry(range) else { return nil }
    let indent = lines[range.start.line - 1].prefix { $0 == " " }.count
    let lineEnd = lines[range.start.line - 1].last == "\r" ? "\r" : ""
    let text = String(repeating: " ", count: indent) + "- agent: " + YAMLText.scalar(said) + lineEnd
    let line = Array(text.unicodeScalars)
    let place = isBefore ? range.start.line - 1 : trimmed(range).end.line
    lines.insert(line, at: place)
    return GoldenUpdate.Change(line: place + 1, old: nil, new: said)
  }

  /// `- key:` on a line of its own.
  private func isBlockEntry(_ range: SourceRange) -> Bool {
    let before = lines[range.start.line - 1].prefix(range.start.column - 1)
    let start = before.drop { $0 == " " }
    return start.first == "-" && start.dropFirst().allSatisfy { $0 == " " }
  }

  /// In the style of what it replaces.
  private func scalar(_ text: String, insteadOf range: SourceRange) -> String {
    let line = lines[range.start.line - 1]
    switch line.dropFirst(range.start.column - 1).first {
    case ">":
      let indent = lines[range.start.line..<lines.count].first { !$0.allSatisfy { $0 == " " } }?.prefix { $0 == " " }
      if let folded = YAMLText.folded(text, indent: indent?.count ?? 0) { return folded }
    case "\"": return YAMLText.quoted(text)
    case "'": if let quoted = YAMLText.singleQuoted(text) { return quoted }
    default: break
    }
    let before = String(String.UnicodeScalarView(line.prefix(range.start.column - 1)))
    return YAMLText.scalar(text, inFlow: before.wholeMatch(of: /[ ]*- +agent: +/) == nil)
  }

  /// Without the line breaks and the blank ends that a block text's range takes with it.
  private func trimmed(_ range: SourceRange) -> SourceRange {
    var range = range
    while range.end > range.start {
      if range.end.column > 1 {
        let scalar = lines[range.end.line - 1][range.end.column - 2]
        if scalar != " ", scalar != "\r" { break }
        range.end.column -= 1
      } else {
        range.end = SourcePosition(line: range.end.line - 1, column: lines[range.end.line - 2].count + 1)
      }
    }
    return range
  }

  private mutating func replace(_ range: SourceRange, with text: String) {
    let first = lines[range.start.line - 1]
    let text = first.last == "\r" ? text.replacing("\n", with: "\r\n") : text
    let head = first.prefix(range.start.column - 1)
    let tail = lines[range.end.line - 1].dropFirst(range.end.column - 1)
    let whole = Array(head) + Array(text.unicodeScalars) + Array(tail)
    lines.replaceSubrange(
      (range.start.line - 1)...(range.end.line - 1),
      with: whole.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init))
  }
}

extension Template {
  /// The agent's words, with the template's own `{{ }}` where their values are said, in the same order.
  fileprivate func words(for said: String, values: [String]) -> String {
    let tags = source.matches(of: /\{\{.*?\}\}/).map { String($0.output) }
    guard tags.count == values.count else { return said }
    var result = ""
    var rest = said[...]
    for (tag, value) in zip(tags, values) where !value.isEmpty {
      guard let place = rest.wholeWordRange(of: value) else { continue }
      result += rest[..<place.lowerBound] + tag
      rest = rest[place.upperBound...]
    }
    return result + rest
  }
}
