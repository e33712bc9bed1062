import ArgumentParser
import DialogDSL
import DialogTesting
import Interpreter

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Play stored calls again, without models or network, and show any difference.",
    discussion: """
      Models and tools reply as they did in the call. Exits with 0 when every call goes as it went, with 1 when one does \
      not.
      """)

  @Argument(help: "Call records, or folders with call records (*.json).")
  var records: [String]

  @Option(help: ArgumentHelp("Play them against this script; the record's own when not given.", valueName: "file"))
  var script: String?

  @Flag(help: "Print the calls as well.")
  var talk = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if json, talk { throw ValidationError("--json and --talk exclude each other") }
  }

  func run() throws {
    var scripts: [String: ScriptLoader.Outcome] = [:]
    var calls: [ScriptDiff.Call] = []
    var attempts = Attempts()
    for path in Records.find(records) {
      attempts.add { calls.append(try replay(path, &scripts)) }
    }
    if calls.isEmpty { try attempts.finish() }
    if calls.isEmpty { throw Loading.fail("no call records in \(records.joined(separator: ", "))") }
    Output.print(json ? ScriptDiff.json(of: calls) : ScriptDiff.text(of: calls), terminator: "")
    try attempts.finish()
    if calls.contains(where: { !$0.differences.isEmpty }) { throw ExitCode.failure }
  }

  private func replay(_ path: String, _ scripts: inout [String: ScriptLoader.Outcome]) throws -> ScriptDiff.Call {
    let record = try Records.read(path)
    try Records.expectWhole(record, path)
    let name = script ?? Paths.joined(record.script, below: path)
    let outcome = scripts[name] ?? Loading.load(name)
    if scripts.updateValue(outcome, forKey: name) == nil {
      Loading.show(outcome.diagnostics, outcome.sources, of: name)
    }
    guard let loaded = outcome.script else { throw Loading.fail("\(path): its script cannot be read") }
    if Fingerprint(of: outcome.sources).text != record.scriptHash {
      Output.print("note: \(path): \(name) is not as it was when the call took place", to: .error)
    }
    if talk { Output.print("\(path)\n\(RecordReplay.talk(of: record))") }
    return RecordReplay.compare(record, named: path, on: PreparedScript(loaded))
  }
}
