import ArgumentParser
import DialogDSL
import DialogTesting

/// Tests out of calls.
struct RecordOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "Make a test of this call record, and print it unless --write names a file.", valueName: "record"))
  var record: String?

  @Option(help: ArgumentHelp("The script for --from; the record's own when not given.", valueName: "file"))
  var script: String?

  @Option(help: ArgumentHelp("Where --from writes the test to.", valueName: "file"))
  var write: String?

  func validate() throws {
    guard record == nil, script != nil || write != nil else { return }
    throw ValidationError("--script and --write go with --from")
  }

  /// Prints or writes the test.
  func make(from path: String) throws {
    let record = try Records.read(path)
    try Records.expectWhole(record, path)
    let script = self.script ?? Paths.joined(record.script, below: path)
    let outcome = Loading.load(script)
    Loading.show(outcome.diagnostics, outcome.sources, of: script)
    guard let loaded = outcome.script else {
      if self.script == nil { Output.print("note: --script names another script than the record's", to: .error) }
      throw ExitCode.failure
    }
    if Fingerprint(of: outcome.sources).text != record.scriptHash {
      Output.print("note: \(script) is not as it was when the call took place", to: .error)
    }
    let place = write ?? "test\(TestFiles.suffix)"
    let text = RecordedTest.text(
      of: record, named: Paths.name(of: path), script: Paths.relative(script, from: place),
      isTimed: loaded.limits.duration != nil)
    guard let write else { return Output.print(text, terminator: "") }
    try TextFile.write(text, to: write)
    Output.print("wrote \(write)")
  }
}
