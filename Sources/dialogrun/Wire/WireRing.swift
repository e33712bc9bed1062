import DialogTesting
import WireTesting

enum WireRing {
  static func start() async throws -> Ring {
    do { return try await WireServer.start().ring } catch { throw Loading.fail("\(error)") }
  }
}
