import ArgumentParser
import CallEngine
import DialogDSL
import DialogTesting
import Interpreter

struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat", abstract: "Talk to a script in the terminal, one line a turn.",
    discussion: """
      The same call as on the telephone, in text. Tools run for real, unless --stubs names a test file: then its \
      stubs, clock and call are used. `:help` lists the commands.
      """)

  @Argument(help: "The script.")
  var file: String

  @Option(help: ArgumentHelp("A test file whose stubs, clock and call are used.", valueName: "file"))
  var stubs: String?

  @Option(help: ArgumentHelp("The number the call comes from.", valueName: "number"))
  var from: String?

  func run() async throws {
    let (script, clock) = try Loading.script(file)
    var facts = Value.map([:])
    var start = clock.now
    var tools = SimulatedCall.Tools.outside
    if let stubs {
      guard let tests = Loading.tests(stubs) else { throw ExitCode.failure }
      (start, facts, tools) = (tests.clock, tests.facts, .stubs(tests.stubs))
    }
    if let from { facts = facts.adding("from_number", .text(from)) }
    let runner = HTTPTools()
    let call = SimulatedCall(callID: "chat", dialog: PreparedScript(script), start: start, tools: tools)
    var conversation = Conversation(call: call, script: script, tools: runner)
    await conversation.run(facts: facts)
    try await runner.shutdown()
  }
}

extension Value {
  fileprivate func adding(_ name: String, _ value: Value) -> Value {
    guard case .map(var members) = self else { return self }
    members[name] = value
    return .map(members)
  }
}
