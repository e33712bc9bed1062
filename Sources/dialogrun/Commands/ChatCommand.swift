import ArgumentParser
import CallEngine
import DialogDSL
import DialogTesting
import Interpreter

struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat", abstract: "Talk to a script in the terminal, one line a turn.",
    discussion: """
      The same call as on the telephone, in text. Models are asked and tools run for real, unless --stubs names a test file: then its \
      stubs, clock and call are used. `:help` lists the commands.
      """)

  @Argument(help: "The script.")
  var file: String

  @Option(help: ArgumentHelp("A test file whose stubs, clock and call are used.", valueName: "file"))
  var stubs: String?

  @Option(help: ArgumentHelp("The number the call comes from.", valueName: "number"))
  var from: String?

  @Option(help: ArgumentHelp("Keep the call in this file, as a record that can be played again.", valueName: "file"))
  var save: String?

  @Flag(help: "In the record, keep what was said for sensitive slots.")
  var keepSensitive = false

  @OptionGroup var toolOptions: ToolOptions

  func run() async throws {
    if let save { try TextFile.expectPlace(for: save) }
    let (script, clock) = try Loading.script(file)
    var facts = Value.map([:])
    var start = clock.now
    var tools = SimulatedCall.Tools.outside
    if let stubs {
      guard let tests = Loading.tests(stubs) else { throw ExitCode.failure }
      (start, facts, tools) = (tests.clock, tests.facts, .stubs(tests.stubs))
    }
    if let from { facts = facts.adding("from_number", .text(from)) }
    if stubs == nil, let refusal = toolOptions.refusal(in: script) { Output.print("note: \(refusal)", to: .error) }
    let dialog = PreparedScript(script)
    let runner = toolOptions.runner
    let models = LanguageModelRunner.runner(for: script)
    let call = SimulatedCall(
      callID: SimulatedCall.standardCallID, dialog: dialog, start: start, tools: tools, models: .outside)
    var conversation = Conversation(call: call, script: script, tools: runner, models: models ?? NoModels())
    await conversation.run(facts: facts)
    try await runner.shutdown()
    try await models?.shutdown()
    if let save { try keep(conversation.call, facts, dialog, in: save) }
  }

  private func keep(_ call: SimulatedCall, _ facts: Value, _ dialog: PreparedScript, in path: String) throws {
    var record = CallRecord(
      of: call, script: Paths.relative(file, from: path), scriptHash: Fingerprint(of: Loading.load(file).sources).text,
      facts: facts)
    if !keepSensitive { record = record.withholdingSensitive(in: dialog) }
    try TextFile.write(record.json, to: path)
    Output.print("[kept in \(path)]")
    if !record.dummies.isEmpty { Output.print("[dummies stand for \(record.dummies.joined(separator: ", "))]") }
    if !record.withheld.isEmpty {
      Output.print("[without what was said for \(record.withheld.joined(separator: ", ")): it cannot be played again]")
    }
  }
}

extension Value {
  fileprivate func adding(_ name: String, _ value: Value) -> Value {
    guard case .map(var members) = self else { return self }
    members[name] = value
    return .map(members)
  }
}
