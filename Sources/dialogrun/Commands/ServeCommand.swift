import ArgumentParser
import CallEngine
import Logging
import RetellLink
import ServiceLifecycle

private let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve a script to Retell over a WebSocket.",
    discussion: """
      The log goes to standard error. SIGTERM and SIGINT stop accepting calls, let running ones finish and end the \
      process; the second one ends it at once.
      """)

  @Argument(help: "The script.")
  var file: String

  @Option(help: "The address to listen on; 0.0.0.0 for all.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 for any free one.")
  var port = 8080

  @Option(help: "The path that Retell dials, without the call id.")
  var path = ServerConfiguration.standardPath

  @Option(help: "Dial as PATH/SECRET/CALL-ID only. Better given in DIALOGRUN_SECRET, where `ps` does not show it.")
  var secret: String?

  @Option(help: "Seconds that running calls have to finish after SIGTERM or SIGINT.")
  var grace = 30

  @Option(
    help: ArgumentHelp("The least that is logged: \(levels).", valueName: "level"),
    transform: { text in
      guard let level = Logger.Level(rawValue: text) else { throw ValidationError("levels are \(levels)") }
      return level
    })
  var logLevel = Logger.Level.info

  @OptionGroup var toolOptions: ToolOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("a port is a number from 0 to 65535") }
    guard grace >= 0 else { throw ValidationError("--grace is a number of seconds") }
    guard path.hasPrefix("/") else { throw ValidationError("the path begins with `/`") }
  }

  func run() async throws {
    let (script, clock) = try Loading.script(file)
    if let refusal = toolOptions.refusal(in: script) { throw Loading.fail("\(file): \(refusal)") }
    var logger = Logger(label: "dialogrun", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = logLevel
    let tools = toolOptions.runner
    let models = LanguageModelRunner.runner(for: script)
    let calls = CallDirectory(
      script: script,
      services: CallServices(clock: clock, tools: tools, models: models ?? NoModels(), logger: logger))
    let configuration = ServerConfiguration(
      host: host, port: port, path: path, secret: sharedSecret, gracePeriod: .seconds(grace))
    let server = RetellServer(configuration, calls: calls, logger: logger, onBound: announce)
    let services = ServiceGroup(configuration: .init(services: [server], logger: logger))
    let warmUp = Task { [logger] in
      for fault in await models?.warmUp() ?? [] { logger.warning("model", metadata: ["warm-up": "\(fault)"]) }
    }
    var fault: (any Error)?
    do { try await StopSignals.run(services) } catch { fault = error }
    warmUp.cancel()
    await warmUp.value
    await calls.close()
    try await tools.shutdown()
    try await models?.shutdown()
    if let fault { throw Loading.fail("\(fault)") }
  }

  private var sharedSecret: String? {
    let given = secret ?? environment["DIALOGRUN_SECRET"] ?? ""
    return given.isEmpty ? nil : given
  }

  /// The secret itself is not shown: this may end in a log.
  @Sendable private func announce(_ port: Int) {
    let shownHost = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host
    let base = "\(shownHost.contains(":") ? "[\(shownHost)]" : shownHost):\(port)\(path)"
    let address = "ws://\(base)\(sharedSecret == nil ? "" : "/SECRET")"
    Output.print(
      """
      serving \(file) at \(address)
      give Retell this address with wss:// and the public host that forwards to it; Retell appends the call id
      try it: dialogrun call \(address)
      """)
  }
}
