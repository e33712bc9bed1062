import CallEngine
import DialogDSL
import DialogTesting
import Interpreter

/// A chat under way: reads the caller's lines, prints what is said and what happens.
struct Conversation {
  private(set) var call: SimulatedCall
  private let script: Script
  private let tools: any ToolRunner
  private let models: any ModelRunner
  /// The call before each of the caller's turns.
  private var history: [SimulatedCall] = []
  private let isTerminal = Output.isInputTerminal
  private let clock = ContinuousClock()

  init(call: SimulatedCall, script: Script, tools: any ToolRunner, models: any ModelRunner) {
    self.call = call
    self.script = script
    self.tools = tools
    self.models = models
  }

  /// Talks until the agent ends the call or transfers it, the input ends, or `:quit`.
  mutating func run(facts: Value) async {
    call.open(facts: facts)
    await finishServices()
    show()
    var last = clock.now
    while !isOver, let line = readLine() {
      let now = clock.now
      pass(seconds: (now - last) / .seconds(1))
      if isOver { break }
      if line.hasPrefix(":") {
        guard await obey(line) else { break }
      } else if line.contains(where: { !$0.isWhitespace }) {
        if !isTerminal { Output.print("you> \(line)") }
        await take { $0.say(line) }
      }
      // The call has been told how long its tools and models took.
      last = clock.now
    }
    await hangUp()
  }

  /// The call's result is sent, if the script sends it.
  private mutating func hangUp() async {
    let before = call.toolCalls.count
    call.hangUp()
    await finishServices()
    for request in call.toolCalls.dropFirst(before) { Output.print("[sends \(request.tool)]") }
  }

  /// The agent may speak unasked when its time is over.
  private mutating func pass(seconds: Double) {
    let before = call.interruptions
    call.advance(seconds: seconds)
    if call.interruptions != before { show() }
  }

  private func readLine() -> String? {
    if isTerminal { Output.print("you> ", terminator: "") }
    return Swift.readLine()
  }

  private mutating func take(_ move: (inout SimulatedCall) -> Void) async {
    history.append(call)
    let missing = call.missingStubs.count
    move(&call)
    await finishServices()
    for tool in call.missingStubs.dropFirst(missing) { Output.print("[no stub for \(tool)]") }
    show()
  }

  /// Runs the tools and asks the models that the call waits for. The call stands still meanwhile, so that it can be taken
  /// back; it learns how long they took, and says its hold lines accordingly.
  private mutating func finishServices() async {
    while true {
      let started = clock.now
      if let request = call.waitingModels.first {
        let reply = await ask(request)
        call.finishModel(request, reply, after: (clock.now - started) / .seconds(1))
      } else if let request = call.waitingTools.first, let tool = script.tools[request.tool] {
        let outcome = await tools.run(request, of: tool, callID: call.state.callID)
        if case .failed(let reason) = outcome { Output.print("[\(request.tool) failed: \(reason)]") }
        call.finishTool(request, outcome, after: (clock.now - started) / .seconds(1))
      } else {
        return
      }
    }
  }

  private func ask(_ request: ModelRequest) async -> StubModels.Reply {
    let reply = await StubModels.Reply(of: models, to: request)
    if case .failure(_, let fault) = reply.content { Output.print("[the model failed: \(fault.reason)]") }
    return reply
  }

  // MARK: Commands

  /// False: the chat is over.
  private mutating func obey(_ line: String) async -> Bool {
    switch line.split(separator: " ").first {
    case ":quit", ":q": return false
    case ":help": Output.print(Self.help)
    case ":silence": await take { $0.staySilent() }
    case ":keypad": await type(line.dropFirst(":keypad".count))
    case ":trace": printTrace()
    case ":state": printState()
    case ":undo": undo()
    default: Output.print("[no command \(line); :help lists them]")
    }
    return true
  }

  private static let help = """
    :silence  stay silent until the agent asks
    :keypad   type keys: :keypad 1234#
    :undo     take the last line back
    :state    the running flow, the open question and the filled slots
    :trace    why the agent answered as it did
    :quit     hang up
    """

  private mutating func type(_ text: Substring) async {
    let keys = text.filter { !$0.isWhitespace }
    guard !keys.isEmpty, keys.allSatisfy({ "0123456789*#".contains($0) }) else {
      return Output.print("[keys are 0 to 9, * and #, as in :keypad 1234#]")
    }
    await take { $0.type(keys) }
  }

  private func printTrace() {
    let mask = SensitiveMask(of: call)
    for line in call.reasons { Output.print("  \(mask.apply(to: line))") }
  }

  private func printState() {
    let dialogue = call.state.dialogue
    let flows = dialogue.stack.map { frame in
      frame.step.map { "\(frame.flow) at \(script[$0].label ?? script[$0].path)" } ?? frame.flow
    }
    Output.print("  flows: \(flows.isEmpty ? "none" : flows.joined(separator: " > "))")
    if !dialogue.questionText.isEmpty {
      Output.print("  question: \(SensitiveMask(of: call).apply(to: dialogue.questionText))")
    }
    for slot in script.slots {
      guard let filled = dialogue.slots[slot.name] else { continue }
      Output.print("  \(slot.name) = \(slot.isSensitive ? "…" : filled.value.description)")
    }
    for (name, value) in dialogue.variables.sorted(by: { $0.key < $1.key }) { Output.print("  \(name) = \(value)") }
    let record = dialogue.record.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    if !record.isEmpty { Output.print("  record: \(record.joined(separator: ", "))") }
  }

  private mutating func undo() {
    guard let before = history.popLast() else { return Output.print("[nothing to take back]") }
    let hasRunTools = call.toolCalls.count > before.toolCalls.count
    call = before
    Output.print(hasRunTools ? "[taken back; what tools have done stays done]" : "[taken back]")
    show()
  }

  // MARK: What the agent does

  private func show() {
    if !call.answer.text.isEmpty { Output.print("agent> \(call.answer.text)") }
    switch call.answer.closing {
    case .endCall: Output.print("[the call ends]")
    case .transfer(let target, _): Output.print("[transfer to \(target)]")
    case .press(let digits): Output.print("[presses \(digits)]")
    case nil: break
    }
  }

  private var isOver: Bool {
    switch call.answer.closing {
    case .endCall, .transfer: true
    case .press, nil: false
    }
  }
}
