import DialogDSL
import DialogTesting
import Foundation
import Testing

/// The files beside the tests.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  static let project = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func names(in subfolder: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: subfolder).path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }

  static func path(_ parts: String...) -> String { parts.reduce(folder) { $0.appending(path: $1) }.path }

  /// Runs cases, given as YAML under `cases:`, against the clinic of `clinic.yaml` on a Monday.
  static func run(_ cases: String, stubs: String = "{book: {code: K7}}") throws -> [CaseResult] {
    let text = """
      script: clinic.yaml
      clock: 2026-03-02T09:00:00-08:00
      stubs: \(stubs)
      cases:
      \(cases)
      """
    let outcome = TestFileLoader.load(text: text, file: "t.test.yaml") { _ in
      ScriptLoader.load(path: path("clinic.yaml"), environment: [:])
    }
    let faults = DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics)
    return TestRunner.run(try #require(outcome.file, "\(faults)"))
  }

  /// Runs one case, given as the entries of its `talk`.
  static func failure(of talk: String, stubs: String = "{book: {code: K7}}") throws -> TestFailure? {
    let lines = talk.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
    return try run("  - name: a\n    talk:\n\(lines)", stubs: stubs)[0].failure
  }
}
