import CallEngine
import DialogDSL
import DialogTesting
import Foundation
import Hearing
import Interpreter
import Testing

@testable import WireTesting

/// What goes wrong on the wire is told, and soon.
@Suite struct BrokenWireTests {
  static let start = LocalTime(
    CivilDateTime(date: CivilDate(daysSinceEpoch: 20_000), time: ClockTime(wrapping: 540)), offsetMinutes: 0)

  static func call(on ring: Ring) throws -> SimulatedCall {
    let path = RingTests.project.appending(path: "Tests/DialogTestingTests/Fixtures/clinic.yaml").path
    let script = try #require(ScriptLoader.load(path: path, environment: [:]).script)
    return SimulatedCall(callID: "test", dialog: PreparedScript(script), start: start, on: ring)
  }

  @Test func aServerThatHasGoneIsTold() async throws {
    let server = try await WireServer.start()
    let call = try Self.call(on: server.ring)
    let opened = await server.ring.play {
      var call = call
      call.open()
      return call
    }
    #expect(opened.fault == nil)
    await server.stop()
    let fault = await server.ring.play {
      var call = opened
      call.say("a cleaning")
      return call.fault
    }
    #expect(fault?.hasPrefix("the server cut the connection after ") == true, "\(fault ?? "none")")
  }

  @Test func aServerThatIsNotThereIsTold() async throws {
    let server = try await WireServer.start()
    let call = try Self.call(on: server.ring)
    await server.stop()
    let fault = await server.ring.play {
      var call = call
      call.open()
      call.say("a cleaning")
      return call.fault
    }
    let port = try #require(server.address.firstMatch(of: /:([0-9]+)/)).1
    #expect(fault == "cannot reach 127.0.0.1:\(port): connection refused")
  }

  @Test func whoSpeaksBeforeTheCallIsOpenIsTold() async throws {
    let server = try await WireServer.start()
    let call = try Self.call(on: server.ring)
    let fault = await server.ring.play {
      var call = call
      call.say("a cleaning")
      return call.fault
    }
    #expect(fault == "the call is not connected")
  }

  @Test func aWaitHasAnEnd() async throws {
    let fault = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        do {
          try waiting(for: "a sign", within: .milliseconds(1)) { try await Task.sleep(for: .seconds(3600)) }
          continuation.resume(returning: "")
        } catch { continuation.resume(returning: "\(error)") }
      }
    }
    #expect(fault == "no sign of a sign within 0.001 s")
  }
}
