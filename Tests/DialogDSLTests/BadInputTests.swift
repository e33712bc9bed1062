import DialogDSL
import Foundation
import Testing

/// Files that are no scripts: one clear finding each, and never a crash.
@Suite struct BadInputTests {
  private func only(_ outcome: ScriptLoader.Outcome) throws -> Diagnostic {
    #expect(outcome.script == nil)
    #expect(outcome.diagnostics.count == 1)
    let diagnostic = try #require(outcome.diagnostics.first)
    #expect(diagnostic.severity == .error)
    return diagnostic
  }

  @Test(arguments: [
    ("", "empty-file"), ("\n\n", "empty-file"), ("# only a comment\n", "empty-file"), ("---\n", "empty-file"),
    ("~", "wrong-shape"), ("just a text", "wrong-shape"), ("[1, 2]", "wrong-shape"),
    ("dialog: 1\u{0}\n", "control-character"), ("dialog: 1\u{7}\n", "control-character"),
    ("{{{{", "yaml-any"), ("\"", "open-quote"), ("%YAML 9.9\n---\na: b\n", "yaml-any"),
    (String(repeating: "[", count: 100_000), "nested-too-deeply"),
    (String(repeating: "- ", count: 100_000), "nested-too-deeply"),
    (String(repeating: "{a: ", count: 100_000), "nested-too-deeply"),
  ])
  func aTextThatIsNoScript(text: String, code: String) throws {
    let diagnostic = try only(ScriptLoader.load(text: text, file: "script.yaml", environment: [:]))
    if code != "yaml-any" { #expect(diagnostic.code == code) }
  }

  @Test func aMissingFile() throws {
    let diagnostic = try only(try ScriptFolder().load("nothing.yaml"))
    #expect(diagnostic.code == "no-such-file")
    #expect(diagnostic.message == "there is no file nothing.yaml")
    #expect(diagnostic.range == nil)
  }

  @Test func aDirectory() throws {
    let folder = try ScriptFolder(["inner/a.yaml": ""])
    #expect(try only(folder.load("inner")).code == "is-directory")
  }

  @Test func notARegularFile() throws {
    #expect(try only(ScriptLoader.load(path: "/dev/zero", environment: [:])).code == "not-a-file")
  }

  @Test(
    arguments: [
      ([0x61, 0x0A, 0x62, 0xC3, 0x28], "byte 4, on line 2"), ([0xFF], "byte 1, on line 1"),
      ([0xED, 0xA0, 0x80], "byte 1, on line 1"), ([0x61, 0xE2, 0x82], "byte 2, on line 1"),
      ([0xFF, 0xFE, 0x64, 0x00], "UTF-16"),
    ] as [([UInt8], String)])
  func bytesThatAreNotUTF8(bytes: [UInt8], part: String) throws {
    let folder = try ScriptFolder()
    try folder.write(Data(bytes), to: "a.yaml")
    let diagnostic = try only(folder.load("a.yaml"))
    #expect(diagnostic.code == "not-utf8")
    #expect(diagnostic.message.contains(part))
    #expect(diagnostic.range == nil)
  }

  @Test func aFileTooLarge() throws {
    let folder = try ScriptFolder(["a.yaml": ""])
    let handle = try FileHandle(forWritingTo: folder.url.appending(path: "a.yaml"))
    try handle.truncate(atOffset: 50 * 1024 * 1024)
    try handle.close()
    #expect(try only(folder.load("a.yaml")).code == "file-too-large")
  }

  @Test func anEmptyFile() throws {
    let diagnostic = try only(try ScriptFolder(["a.yaml": ""]).load("a.yaml"))
    #expect(diagnostic.message == "a.yaml holds no script")
  }

  @Test func aByteOrderMarkAndOtherLineEndsAreTolerated() throws {
    for text in [Scripts.smallest, Scripts.smallest.replacing("\n", with: "\r\n")] {
      let folder = try ScriptFolder(["a.yaml": "\u{FEFF}" + text + "vars: {a: {type: x}}"])
      let diagnostic = try only(folder.load("a.yaml"))
      #expect(diagnostic.range?.start == SourcePosition(line: 6, column: 18))
    }
  }

  @Test func aliasesThatGrowWithoutBoundAreRefused() throws {
    var text = "dialog: 1\nvars:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let alias = "*a\(level - 1)"
      text += "  a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]\n"
    }
    let outcome = ScriptLoader.load(text: text, file: "a.yaml", environment: [:])
    #expect(outcome.diagnostics.map(\.code) == ["too-many-aliases"])
  }

  @Test func aliasesThatNestTooDeeplyAreRefused() throws {
    var text = "vars:\n  a0: &a0 [x]\n"
    for level in 1...70 { text += "  a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(try only(ScriptLoader.load(text: text, file: "a.yaml", environment: [:])).code == "nested-too-deeply")
  }

  @Test func countlessFaultsEndInGoodTime() {
    let steps = (0..<8_000).map { "    - goto: nowhere\($0)\n" }.joined()
    let flows = (0..<8_000).map { "  flow\($0): []\n" }.joined()
    let text = Scripts.head + "flows:\n  main:\n" + steps + flows
    let start = ContinuousClock.now
    let outcome = ScriptLoader.load(text: text, file: "a.yaml", environment: [:])
    #expect(outcome.script == nil)
    #expect(outcome.diagnostics.count == 1001)
    #expect(outcome.diagnostics.first?.code == "too-many-findings")
    #expect(ContinuousClock.now - start < .seconds(60), "each fault was compared with each name")
  }

  @Test func aMissingEnvironmentIsNamedAndAValueNeverShown() {
    let text = Scripts.smallest + "tools:\n  a: {get: \"${URL}/{{ nobody }}\", timeout: \"${URL}\"}\n"
    let outcome = ScriptLoader.load(text: text, file: "a.yaml", environment: ["URL": "hunter2"])
    let rendered = DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics)
    #expect(outcome.diagnostics.map(\.code) == ["unknown-name", "bad-value"])
    #expect(!rendered.contains("hunter2"))
  }
}
