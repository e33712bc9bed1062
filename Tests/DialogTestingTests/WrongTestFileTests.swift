import DialogDSL
import DialogTesting
import Foundation
import Testing

/// Each wrong test file says on its faulty lines what is to be found there, in the form of the wrong scripts.
@Suite struct WrongTestFileTests {
  @Test(arguments: Fixtures.names(in: "wrong"))
  func findsWhatIsMarkedAndNothingElse(name: String) throws {
    let outcome = TestFileLoader.load(path: Fixtures.path("wrong", name), environment: [:])
    let source = try #require(outcome.sources[name])
    var found = outcome.diagnostics.filter { $0.range?.file == name }
    let expected = try Mark.all(in: source)
    #expect(!expected.isEmpty, "nothing is marked in \(name)")
    for mark in expected {
      if let position = found.firstIndex(where: mark.isMet) {
        found.remove(at: position)
      } else {
        Issue.record(
          "\(name): not found: \(mark)\n\(DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics))")
      }
    }
    #expect(found.isEmpty, "\(name): found besides:\n\(DiagnosticRenderer(sources: outcome.sources).render(found))")
    #expect(outcome.file == nil)
  }

  private struct Mark {
    var line: Int
    var code: String
    var part: String

    func isMet(by diagnostic: Diagnostic) -> Bool {
      diagnostic.severity == .error && diagnostic.code == code && diagnostic.range?.start.line == line
        && (part.isEmpty || diagnostic.message.contains(part) || diagnostic.help?.contains(part) == true)
    }

    static func all(in text: String) throws -> [Mark] {
      let form = /# error: \[([a-z0-9-]+)\](?: "([^"]*)")?/
      return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
        line.matches(of: form).map { Mark(line: index + 1, code: String($0.1), part: String($0.2 ?? "")) }
      }
    }
  }

  @Test func aFileThatIsNotThereIsAFault() {
    let outcome = TestFileLoader.load(path: Fixtures.path("nowhere.test.yaml"), environment: [:])
    #expect(outcome.diagnostics.map(\.code) == ["no-such-file"])
  }

  @Test func anEmptyFileIsAFault() {
    let outcome = TestFileLoader.load(text: "", file: "t.test.yaml") { _ in fatalError("no script was named") }
    #expect(outcome.diagnostics.map(\.code) == ["empty-file"])
  }

  /// Cut off anywhere, a file gives faults or tests, and never more than that.
  @Test func aFileCutOffAnywhereIsRead() throws {
    let path = Fixtures.project.appending(path: "examples/dental/dental.test.yaml").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let script = ScriptLoader.load(
      path: Fixtures.project.appending(path: "examples/dental/dental.yaml").path, environment: [:])
    for length in stride(from: 0, to: text.count, by: 53) {
      let outcome = TestFileLoader.load(text: String(text.prefix(length)), file: "cut.test.yaml") { _ in script }
      #expect((outcome.file == nil) == outcome.diagnostics.contains { $0.severity == .error })
    }
  }

  @Test func aScriptMayHoldItsOwnTests() throws {
    let outcome = TestFileLoader.load(path: Fixtures.path("inline.yaml"), environment: [:])
    let file = try #require(outcome.file, "\(outcome.diagnostics)")
    #expect(TestRunner.run(file).map(\.failure?.message) == [nil])
    #expect(file.sweep == [.fillers, .noPunctuation])
    #expect(file.coverage[.steps]?.percent == 100 && file.coverage[.prompts]?.percent == 12.5)
    #expect(file.cases[0].range.start.line == 14)
  }

  @Test func aScriptWithoutTestsSaysSo() {
    let outcome = TestFileLoader.load(path: Fixtures.path("clinic.yaml"), environment: [:])
    #expect(outcome.file == nil && outcome.diagnostics.map(\.code) == ["no-tests"])
  }
}
