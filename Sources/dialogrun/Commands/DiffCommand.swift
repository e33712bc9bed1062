import ArgumentParser
import DialogDSL
import DialogTesting
import Interpreter

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what a change of a script changes in calls, and why.",
    discussion: """
      Plays every call record (*.json) and every case of every test file (*.test.yaml) in a folder against both \
      scripts. Exits with 0 when all calls go the same, with 1 when one does not.
      """)

  @Argument(help: "The script as it was.")
  var old: String

  @Argument(help: "The script as it is now.")
  var new: String

  @Option(help: ArgumentHelp("A folder with call records and test files, or one of these.", valueName: "folder"))
  var calls: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let scripts = try (old: load(old), new: load(new))
    let dialogs = try (old: prepared(scripts.old), new: prepared(scripts.new))
    var found: [ScriptDiff.Call] = []
    var attempts = Attempts()
    for path in Records.find([calls], besides: [TestFiles.suffix]) {
      attempts.add {
        for (name, replay) in try replays(path, scripts.old, scripts.new) {
          found.append(ScriptDiff.compare(name, replay, dialogs.old, dialogs.new))
        }
      }
    }
    if found.isEmpty { try attempts.finish() }
    if found.isEmpty { throw Loading.fail("no call records and no test files in \(calls)") }
    Output.print(json ? ScriptDiff.json(of: found) : ScriptDiff.text(of: found), terminator: "")
    try attempts.finish()
    if found.contains(where: { !$0.differences.isEmpty }) { throw ExitCode.failure }
  }

  /// The calls of one file, named; none when it is left out.
  private func replays(
    _ path: String, _ old: ScriptLoader.Outcome, _ new: ScriptLoader.Outcome
  ) throws -> [(name: String, replay: Replay)] {
    if path.hasSuffix(TestFiles.suffix) {
      guard let file = try tests(path, old) ?? tests(path, new) else {
        Output.print("note: \(path) is left out: it fits neither script", to: .error)
        return []
      }
      return file.cases.map { ("\(path): \($0.name)", Replay($0, of: file)) }
    }
    let record = try Records.read(path)
    if record.withheld.isEmpty { return [(path, Replay(record))] }
    Output.print("note: \(path) is left out: what the caller said was withheld", to: .error)
    return []
  }

  private func load(_ path: String) throws -> ScriptLoader.Outcome {
    let outcome = Loading.load(path)
    Loading.show(outcome.diagnostics, outcome.sources, of: path)
    if outcome.script == nil { throw ExitCode.failure }
    return outcome
  }

  private func prepared(_ outcome: ScriptLoader.Outcome) throws -> PreparedScript {
    guard let script = outcome.script else { throw ExitCode.failure }
    return PreparedScript(script)
  }

  /// A test file, read beside another script than its own; nil: it does not fit that script.
  private func tests(_ path: String, _ script: ScriptLoader.Outcome) throws -> TestFile? {
    switch FileText.read(path, named: path) {
    case .failure(let failure): throw Loading.fail(failure.message)
    case .success(let text): return TestFileLoader.load(text: text, file: path) { _ in script }.file
    }
  }
}
