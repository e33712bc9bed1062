import ArgumentParser
import DialogDSL
import Interpreter

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check scripts and report all that is wrong with them.",
    discussion: "Exits with 0 when there are no errors, with 1 when there are.")

  @Argument(help: "Scripts to check.")
  var files: [String]

  @Flag(
    help: """
      Print what is said and understood by default: built-in texts by their ids, what applies to each slot and \
      question, universals with their phrases; in each locale.
      """)
  var explain = false

  func run() throws {
    var errors = 0
    var warnings = 0
    for file in files {
      let outcome = Loading.loadWithTests(file)
      Loading.show(outcome.diagnostics, outcome.sources, of: file)
      if explain, let script = outcome.script { Self.explain(script, in: file) }
      let found = outcome.diagnostics.count { $0.severity == .error }
      errors += found
      warnings += outcome.diagnostics.count - found
    }
    Output.print("\(counted(files.count, "file")), \(counted(errors, "error")), \(counted(warnings, "warning"))")
    if errors > 0 { throw ExitCode.failure }
  }

  private static func explain(_ script: Script, in file: String) {
    for dialog in PreparedScript(script).inAllLocales {
      Output.print("\(file) in \(dialog.script.locale.description)\n\n\(Explanation(of: dialog))")
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
