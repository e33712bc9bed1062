import DialogDSL
import Testing

@Suite struct IncludeTests {
  private func codes(_ outcome: ScriptLoader.Outcome) -> [String] { outcome.diagnostics.map(\.code) }

  @Test func definitionsJoinFromFoldersBelow() throws {
    let folder = try ScriptFolder([
      "main.yaml": Scripts.smallest.replacing("Goodbye.}", with: "bye}") + "include: parts/texts.yaml\n",
      "parts/texts.yaml": "include: more.yaml\nprompts: {hello: Hello.}\n",
      "parts/more.yaml": "prompts: {bye: \"{{ nobody }}\"}\n",
    ])
    let outcome = folder.load("main.yaml")
    #expect(codes(outcome) == ["unknown-name"])
    #expect(outcome.diagnostics[0].range?.file == "parts/more.yaml")
    #expect(outcome.sources.keys.sorted() == ["main.yaml", "parts/more.yaml", "parts/texts.yaml"])
  }

  @Test func aNameDefinedTwiceShowsBothPlaces() throws {
    let folder = try ScriptFolder([
      "main.yaml": Scripts.smallest + "include: texts.yaml\nprompts: {hello: Hello.}\n",
      "texts.yaml": "\nprompts:\n  hello: Good day.\n",
    ])
    let outcome = folder.load("main.yaml")
    #expect(codes(outcome) == ["defined-twice"])
    #expect(outcome.diagnostics[0].range.map { "\($0.file):\($0.start.line)" } == "texts.yaml:3")
    #expect(outcome.diagnostics[0].notes[0].range.map { "\($0.file):\($0.start.line)" } == "main.yaml:7")
  }

  @Test func onlyDefinitionsMayBeIncluded() throws {
    let folder = try ScriptFolder([
      "main.yaml": Scripts.smallest + "include: part.yaml\n",
      "part.yaml": "dialog: 1\nname: Nobody\nsilence: [Hello?]\n",
    ])
    #expect(codes(folder.load("main.yaml")) == ["not-in-include", "not-in-include"])
  }

  @Test func aCycleIsFound() throws {
    let folder = try ScriptFolder([
      "main.yaml": Scripts.smallest + "include: a.yaml\n", "a.yaml": "include: b.yaml\n",
      "b.yaml": "include: [a.yaml]\n",
    ])
    let outcome = folder.load("main.yaml")
    #expect(codes(outcome) == ["include-cycle"])
    #expect(outcome.diagnostics[0].range?.file == "b.yaml")
  }

  @Test func aFileIncludedByTwoOthersJoinsOnce() throws {
    let folder = try ScriptFolder([
      "main.yaml": Scripts.smallest + "include: [a.yaml, b.yaml]\n", "a.yaml": "include: c.yaml\n",
      "b.yaml": "include: c.yaml\n", "c.yaml": "prompts: {hello: Hello.}\n",
    ])
    let outcome = folder.load("main.yaml")
    #expect(codes(outcome) == [])
    #expect(outcome.script?.prompts.count == 1)
  }

  @Test(arguments: [(8, [String]()), (9, ["include-depth"])])
  func depthIsLimited(depth: Int, expected: [String]) throws {
    var files = ["main.yaml": Scripts.smallest + "include: f1.yaml\n"]
    for level in 1...depth { files["f\(level).yaml"] = level < depth ? "include: f\(level + 1).yaml\n" : "vars: {}\n" }
    #expect(codes(try ScriptFolder(files).load("main.yaml")) == expected)
  }

  @Test(arguments: ["../secret.yaml", "/etc/hostname", "link.yaml", "linked/secret.yaml"])
  func nothingAboveTheScriptsFolderIsRead(path: String) throws {
    let folder = try ScriptFolder([
      "scripts/main.yaml": Scripts.smallest + "include: \(path)\n", "secret.yaml": "prompts: {}\n",
    ])
    try folder.link("scripts/link.yaml", to: "../secret.yaml")
    try folder.link("scripts/linked", to: "..")
    #expect(codes(folder.load("scripts/main.yaml")) == ["include-outside"])
  }

  @Test func aTextWithoutFileIncludesNothing() {
    let outcome = ScriptLoader.load(text: Scripts.smallest + "include: a.yaml\n", file: "a", environment: [:])
    #expect(codes(outcome) == ["include-from-text"])
  }

  @Test func aFaultyIncludePointsAtTheIncludingLine() throws {
    let folder = try ScriptFolder(["main.yaml": Scripts.smallest + "include: .\n"])
    let outcome = folder.load("main.yaml")
    #expect(codes(outcome) == ["include-outside"])
    #expect(outcome.diagnostics[0].range?.start.line == 6)
  }
}
