import DialogDSL
import Foundation
import Interpreter
import Testing

@testable import DialogTesting

/// Test files for sweeps, over the scripts of the scenarios and over scripts made for the purpose.
enum SweepFixtures {
  /// A test file with one case over a script's text.
  static func file(
    script: String, talk: String, stubs: String = "{}", name: String = "a"
  ) throws -> TestFile {
    let lines = talk.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
    let text = """
      script: s.yaml
      clock: 2026-03-02T09:00:00Z
      stubs: \(stubs)
      cases:
        - name: \(name)
          talk:
      \(lines)
      """
    let outcome = TestFileLoader.load(text: text, file: "t.test.yaml") { _ in
      ScriptLoader.load(text: script, file: "s.yaml", environment: [:])
    }
    let faults = DiagnosticRenderer(sources: outcome.sources).render(outcome.diagnostics)
    return try #require(outcome.file, "\(faults)")
  }

  /// One of the scripts that scenarios use.
  static func scenarioScript(_ name: String) throws -> String {
    let path = Fixtures.project.appending(path: "Tests/Scenarios/scripts/\(name).yaml")
    return try String(contentsOf: path, encoding: .utf8)
  }

  /// A talk as it is played without a perturbation.
  static func base(_ file: TestFile) -> PlayedCall {
    let moves = file.cases[0].talk.filter { !Act.acts(of: $0.value).isEmpty }
    return CallPlay.play(file, PreparedScript(file.script), moves)
  }

  /// All that a perturbation makes of the last move of a talk, drawn often.
  static func changes(_ perturbation: Perturbation, script: String, talk: [String]) throws -> Set<[Act]> {
    let lines = talk.map { "- user: \"\($0)\"" }.joined(separator: "\n")
    let file = try file(
      script: try scenarioScript(script), talk: lines, stubs: script == "errands" ? "{write: {code: K7}}" : "{}")
    let base = base(file)
    var found: Set<[Act]> = []
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      for change in perturbation.changes(of: base, file.script, &random) {
        if let acts = change.acts[talk.count - 1] { found.insert(acts) }
      }
    }
    return found
  }

  /// The lines among them.
  static func lines(_ perturbation: Perturbation, script: String, talk: [String]) throws -> Set<String> {
    Set(
      try changes(perturbation, script: script, talk: talk).compactMap { acts in
        if case .user(let text, _, false)? = acts.first { text } else { nil }
      })
  }
}
