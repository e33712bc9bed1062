import ArgumentParser
import DialogTesting

/// How much of dialogrun the calls of a test run go through.
struct RingOptions: ParsableArguments {
  enum Name: String, ExpressibleByArgument, CaseIterable {
    case step, engine, wire
  }

  @Flag(help: "Play the calls through a real server on this machine, with Retell's frames over a WebSocket.")
  var wire = false

  @Option(
    help: ArgumentHelp("Play the calls on this ring: step, engine, wire.", valueName: "ring", visibility: .hidden))
  var ring: Name?

  func validate() throws {
    if wire, let ring, ring != .wire { throw ValidationError("--wire and --ring \(ring.rawValue) exclude each other") }
  }

  /// Starts the server where one is needed; it ends when nobody holds the ring any more.
  func start() async throws -> Ring {
    switch ring ?? (wire ? .wire : .engine) {
    case .step: return .step
    case .engine: return .engine
    case .wire: return try await WireRing.start()
    }
  }
}
