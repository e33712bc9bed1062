import DialogDSL
import Testing

/// Each wrong script says on its faulty lines what is to be found there:
///
///     type: intger   # error: [unknown-type] "did you mean `integer`?"
///
/// The quoted part must occur in the message or the help. `error(+2)` means the second line below: inside block texts
/// there are no comments.
@Suite struct WrongScriptTests {
  @Test(arguments: Fixtures.names(in: "wrong"))
  func findsWhatIsMarkedAndNothingElse(name: String) throws {
    let expected = try Finding.expected(in: try Fixtures.text("wrong", name))
    #expect(!expected.isEmpty, "no finding is marked in \(name)")
    let outcome = Fixtures.load("wrong", name)
    var found = outcome.diagnostics.filter { $0.range == nil || $0.range?.file == name }
    for finding in expected {
      let position = found.firstIndex { finding.isMet(by: $0) }
      if let position {
        found.remove(at: position)
      } else {
        Issue.record("\(name): not found: \(finding)\n\(render(outcome))")
      }
    }
    #expect(found.isEmpty, "\(name): found besides:\n\(DiagnosticRenderer(sources: outcome.sources).render(found))")
    #expect((outcome.script == nil) == expected.contains { $0.severity == .error })
  }

  private func render(_ outcome: ScriptLoader.Outcome) -> String {
    DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics)
  }
}

struct Finding {
  var severity: Diagnostic.Severity
  var line: Int
  var code: String
  var part: String

  func isMet(by diagnostic: Diagnostic) -> Bool {
    diagnostic.severity == severity && diagnostic.code == code && diagnostic.range?.start.line == line
      && (diagnostic.message.contains(part) || diagnostic.help?.contains(part) == true)
  }

  static func expected(in text: String) throws -> [Finding] {
    let mark = /# (error|warning)(?:\(\+(\d+)\))?: \[([a-z0-9-]+)\](?: "((?:[^"]|\\")*)")?/
    var findings: [Finding] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      for match in line.matches(of: mark) {
        let offset = match.2.flatMap { Int($0) } ?? 0
        let severity = try #require(Diagnostic.Severity(rawValue: String(match.1)))
        findings.append(
          Finding(severity: severity, line: index + 1 + offset, code: String(match.3), part: String(match.4 ?? "")))
      }
    }
    return findings
  }
}
