import ArgumentParser
import DialogDSL

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check scripts and report all that is wrong with them.",
    discussion: "Exits with 0 when there are no errors, with 1 when there are.")

  @Argument(help: "Scripts to check.")
  var files: [String]

  func run() throws {
    var errors = 0
    var warnings = 0
    for file in files {
      let outcome = Loading.load(file)
      Loading.show(outcome.diagnostics, outcome.sources)
      let found = outcome.diagnostics.count { $0.severity == .error }
      errors += found
      warnings += outcome.diagnostics.count - found
    }
    Output.print("\(counted(files.count, "file")), \(counted(errors, "error")), \(counted(warnings, "warning"))")
    if errors > 0 { throw ExitCode.failure }
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
