import CallEngine
import DialogDSL
import Interpreter
import Logging
import Synchronization

/// A link without a socket: keeps what the call sends.
final class RecordingOutlet: CallOutlet {
  private let state = Mutex<(outputs: [CallOutput], isSuperseded: Bool)>(([], false))

  /// `id… text` of a response that goes on, `id. text` of its last event.
  var responses: [String] {
    CallCoreTests.responses(state.withLock { $0.outputs })
  }

  var isSuperseded: Bool { state.withLock { $0.isSuperseded } }

  func send(_ output: CallOutput) { state.withLock { $0.outputs.append(output) } }

  func superseded() { state.withLock { $0.isSuperseded = true } }
}

/// Tools that succeed at once.
final class CountingTools: ToolRunner {
  private let names = Mutex<[String]>([])

  var ran: [String] { names.withLock { $0 } }

  func run(_ request: ToolRequest, of tool: Tool, callID: String) async -> ToolOutcome {
    names.withLock { $0.append(tool.name) }
    return .succeeded(.none)
  }
}

/// A directory for a script, with its clock, tools and store.
struct CallParts {
  let clock = VirtualClock()
  let tools = CountingTools()
  let store = MemoryStore()
  let directory: CallDirectory

  init(_ script: Script, limits: CallDirectory.Limits = CallDirectory.Limits()) {
    let services = CallServices(
      clock: clock, tools: tools, store: store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    directory = CallDirectory(script: script, services: services, limits: limits)
  }
}
