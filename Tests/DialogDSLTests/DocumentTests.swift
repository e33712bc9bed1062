import DialogDSL
import Foundation
import Testing

/// What the documents show is true: every whole script in them loads without a finding.
@Suite struct DocumentTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(arguments: ["README.md", "docs/language.md"]) func scriptsLoad(document: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
    let blocks = text.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    let scripts = blocks.filter { $0.hasPrefix("dialog: 1") }
    #expect(!scripts.isEmpty)
    for script in scripts {
      let outcome = ScriptLoader.load(text: script, file: document, environment: [:])
      // A document may show a translation to a language that has no file yet.
      let findings = outcome.diagnostics.filter { $0.code != "no-language" }
      #expect(findings.isEmpty, "\(script)")
    }
  }
}
