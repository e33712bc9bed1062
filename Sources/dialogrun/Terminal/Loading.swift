import ArgumentParser
import CallEngine
import DialogDSL
import DialogTesting

/// Reads scripts and test files for the commands and prints what is wrong with them.
enum Loading {
  /// A script and the clock of its time zone; prints what is wrong and throws when there are errors.
  static func script(_ path: String) throws -> (script: Script, clock: SystemClock) {
    let outcome = load(path)
    show(outcome.diagnostics, outcome.sources, of: path)
    guard let script = outcome.script, let clock = SystemClock(timeZone: script.timeZone) else {
      throw ExitCode.failure
    }
    return (script, clock)
  }

  /// What the loader finds, and whether this machine knows the script's time zone.
  static func load(_ path: String) -> ScriptLoader.Outcome {
    var outcome = ScriptLoader.load(path: path, environment: environment)
    if let zone = outcome.script?.timeZone, SystemClock(timeZone: zone) == nil {
      outcome.script = nil
      outcome.diagnostics.append(
        .error(
          "unknown-time-zone", "\(path): this machine knows no time zone `\(zone)`", at: nil,
          help: "under `timezone` stands an IANA name like `America/New_York`"))
    }
    return outcome
  }

  /// A script, and the tests that stand in it.
  static func loadWithTests(_ path: String) -> ScriptLoader.Outcome {
    var outcome = load(path)
    guard outcome.hasTests, outcome.script != nil else { return outcome }
    let tests = TestFileLoader.load(path: path, environment: environment)
    outcome.diagnostics = tests.diagnostics
    return outcome
  }

  /// nil: it has errors, which have been printed.
  static func tests(_ path: String) -> TestFile? {
    let outcome = TestFileLoader.load(path: path, environment: environment)
    show(outcome.diagnostics, outcome.sources, of: path)
    return outcome.file
  }

  /// - Parameter path: the file as it was named.
  static func show(_ diagnostics: [Diagnostic], _ sources: [String: String], of path: String) {
    guard !diagnostics.isEmpty else { return }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let renderer = DiagnosticRenderer(
      sources: sources, folder: folder, isColoured: Output.Stream.error.isColoured)
    Output.print(renderer.render(diagnostics), terminator: "", to: .error)
  }

  /// For faults that have no place in a file.
  static func fail(_ message: String) -> ExitCode {
    Output.print("error: \(message)", to: .error)
    return .failure
  }
}
