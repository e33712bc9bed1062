import DialogDSL
import Interpreter
import Testing

@testable import CallEngine

/// A call in virtual time, across its links.
@Suite struct CallTests {
  private func parts(_ yaml: String) throws -> CallParts {
    CallParts(try #require(ScriptLoader.load(text: yaml, file: "desk.yaml", environment: [:]).script))
  }

  @Test("A link that goes while the greeting waits for call details takes the wait along")
  func greetingAcrossLinks() async throws {
    let parts = try parts(CallCoreTests.yaml)
    let call = try #require(await parts.directory.call(id: "call_1"))
    let (first, second) = (RecordingOutlet(), RecordingOutlet())
    await call.attach(first)
    await call.receive(.opened, from: first)
    try await eventually { parts.clock.waits.contains(1) }
    await call.detach(first)
    try await eventually { !parts.clock.waits.contains(1) }
    parts.clock.advance(seconds: 60)
    await call.attach(second)
    await call.receive(.opened, from: second)
    try await eventually { parts.clock.waits.contains(1) }
    #expect(second.responses.isEmpty)
    parts.clock.advance(seconds: 1)
    try await eventually { second.responses == ["0. Hello there. Which order?"] }
    #expect(first.responses.isEmpty)
  }

  @Test("A tool that writes runs a second after its hold line, but not while there is no link")
  func settlingAcrossLinks() async throws {
    let parts = try parts(CallCoreTests.booking)
    let call = try #require(await parts.directory.call(id: "call_1"))
    let (first, second) = (RecordingOutlet(), RecordingOutlet())
    await call.attach(first)
    await call.receive(.opened, from: first)
    await call.receive(CallCoreTests.wish, from: first)
    #expect(first.responses.last == "1… One moment.")
    try await eventually { parts.clock.waits.contains(CallCore.settleWait) }
    await call.detach(first)
    try await eventually { !parts.clock.waits.contains(CallCore.settleWait) }
    parts.clock.advance(seconds: 60)
    await call.attach(second)
    await call.receive(.opened, from: second)
    try await eventually { parts.clock.waits.contains(CallCore.settleWait) }
    #expect(parts.tools.ran.isEmpty)
    parts.clock.advance(seconds: CallCore.settleWait)
    try await eventually { second.responses.last?.hasSuffix("It is cancelled.") == true }
    #expect(parts.tools.ran == ["cancel"])
  }
}
